/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-intake-stored.h"

#include "eas/ns-wbxml-writer.h"
#include "intake/ns-intake.h"

/* What the server keeps to itself goes, nested or not; the identity is a new one; all else stays. */
static void
test_event (gconstpointer data)
{
  const NsEasVersion version = (NsEasVersion) GPOINTER_TO_INT (data);
  const gboolean is_new = version >= NS_EAS_VERSION_16_0;
  g_autoptr (NsNode) node = ns_node_new (NS_TAG_AIR_SYNC_APPLICATION_DATA);
  NsNode *body = ns_node_append_empty (node, NS_TAG_AIR_SYNC_BASE_BODY);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (NsNode) again = NULL;

  ns_node_append_text (body, NS_TAG_AIR_SYNC_BASE_TYPE, "1");
  ns_node_append_text (body, NS_TAG_AIR_SYNC_BASE_ESTIMATED_DATA_SIZE, "5");
  ns_node_append_text (body, NS_TAG_AIR_SYNC_BASE_DATA, "Agenda");
  ns_node_append_text (node, NS_TAG_CALENDAR_UID, "e1");
  ns_node_append_text (node, NS_TAG_CALENDAR_DT_STAMP, "20261101T080000Z");
  ns_node_append_text (node, NS_TAG_CALENDAR_SUBJECT, "Review");
  ns_node_append_text (node, NS_TAG_CALENDAR_START_TIME, "20261201T090000Z");
  ns_node_append_text (node, NS_TAG_CALENDAR_RESPONSE_TYPE, "1");
  bytes = ns_wbxml_write (node);

  again = ns_intake_stored_to_node (bytes, version, "mine", &error);
  g_assert_no_error (error);
  body = ns_node_child (again, NS_TAG_AIR_SYNC_BASE_BODY);
  g_assert_cmpstr (ns_node_child_text (again, NS_TAG_CALENDAR_SUBJECT), ==, "Review");
  g_assert_cmpstr (ns_node_child_text (body, NS_TAG_AIR_SYNC_BASE_DATA), ==, "Agenda");
  g_assert_null (ns_node_child (body, NS_TAG_AIR_SYNC_BASE_ESTIMATED_DATA_SIZE));
  g_assert_null (ns_node_child (again, NS_TAG_CALENDAR_RESPONSE_TYPE));
  g_assert_cmpstr (ns_node_child_text (again, NS_TAG_CALENDAR_UID), ==, is_new ? NULL : "mine");
  g_assert_cmpstr (ns_node_child_text (again, NS_TAG_CALENDAR_CLIENT_UID), ==, is_new ? "mine" : NULL);
  g_assert_cmpint (ns_node_child (again, NS_TAG_CALENDAR_DT_STAMP) == NULL, ==, is_new);
}

static void
test_bad (void)
{
  g_autoptr (NsNode) other = ns_node_new (NS_TAG_AIR_SYNC_SYNC);
  g_autoptr (NsNode) empty = ns_node_new (NS_TAG_AIR_SYNC_APPLICATION_DATA);
  GBytes *const rows[] = { g_bytes_new_static ("\003\001j", 3), ns_wbxml_write (other), ns_wbxml_write (empty) };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) payload = rows[i];
      g_autoptr (GError) error = NULL;

      g_assert_null (ns_intake_stored_to_node (payload, NS_EAS_VERSION_14_1, "mine", &error));
      g_assert_error (error, NS_INTAKE_ERROR, NS_INTAKE_ERROR_INVALID);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/stored/event/14.1", GINT_TO_POINTER (NS_EAS_VERSION_14_1), test_event);
  g_test_add_data_func ("/stored/event/16.1", GINT_TO_POINTER (NS_EAS_VERSION_16_1), test_event);
  g_test_add_func ("/stored/bad", test_bad);
  return g_test_run ();
}
