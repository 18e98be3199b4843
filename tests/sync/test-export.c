/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Items as files: names that every folder takes, and what is in them. */
#include "config.h"

#include "eas/ns-wbxml-node.h"
#include "eas/ns-wbxml-writer.h"
#include "intake/ns-intake-stored.h"
#include "sync/ns-export.h"

static const struct
{
  const char *subject;
  const char *media_type;
  const char *name;
} names[] = {
  { "Lunch", "message/rfc822", "Lunch.eml" },
  { "Lunch", "text/calendar", "Lunch.ics" },
  { "Größe & Co", "text/vcard", "Größe & Co.vcf" },
  { "Put back", NS_INTAKE_STORED_TYPE, "Put back.xml" },
  { "AW: 1/2 *now*?", "message/rfc822", "AW_ 1_2 _now__.eml" },
  { "../../etc/passwd", "message/rfc822", "_.._etc_passwd.eml" },
  { "-rf  \t it. . ", "message/rfc822", "rf it.eml" },
  { ".hidden", "message/rfc822", "hidden.eml" },
  { "\u202egpj\u202c.exe\u200f", "message/rfc822", "gpj.exe.eml" },
  { "two\r\nlines", "message/rfc822", "two lines.eml" },
  { "broken \xff", "message/rfc822", "broken \ufffd.eml" },
  { "", "message/rfc822", "mail-7.eml" },
  { " ... ", NULL, "mail-7.bin" },
};

static void
test_names (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (NsItem) item = ns_item_new ();
      g_autofree char *name = NULL;

      item->kind = NS_KIND_MAIL;
      item->id = 7;
      item->subject = g_strdup (names[i].subject);
      name = ns_export_make_name (item, names[i].media_type);
      g_assert_cmpstr (name, ==, names[i].name);
    }
}

static void
test_long_name (void)
{
  g_autoptr (NsItem) item = ns_item_new ();
  g_autoptr (GString) subject = g_string_new (NULL);
  g_autofree char *name = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (subject, "\u65e5");
  item->subject = g_strdup (subject->str);
  name = ns_export_make_name (item, "message/rfc822");
  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_cmpuint (strlen (name), <, 200);
  g_assert_true (g_str_has_suffix (name, "\u65e5.eml"));
}

static void
test_content (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) mail = g_bytes_new_static ("a\0b", 3);
  g_autoptr (GBytes) same = ns_export_make_content (mail, "message/rfc822", &error);
  g_autoptr (NsNode) node = ns_node_new (NS_TAG_AIR_SYNC_APPLICATION_DATA);
  g_autoptr (GBytes) stored = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GBytes) none = NULL;

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (mail, same));
  ns_node_append_text (node, NS_TAG_CALENDAR_SUBJECT, "Lunch");
  stored = ns_wbxml_write (node);
  xml = ns_export_make_content (stored, NS_INTAKE_STORED_TYPE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (xml, NULL), (gssize) g_bytes_get_size (xml), ">Lunch</"));
  none = ns_export_make_content (mail, NS_INTAKE_STORED_TYPE, &error);
  g_assert_null (none);
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/names", test_names);
  g_test_add_func ("/export/long-name", test_long_name);
  g_test_add_func ("/export/content", test_content);
  return g_test_run ();
}
