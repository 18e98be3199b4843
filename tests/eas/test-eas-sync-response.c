/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eas/eas-golden.h"
#include "eas/eas-random.h"
#include "eas/ns-eas-sync-response.h"
#include "eas/ns-wbxml-reader.h"
#include "eas/ns-wbxml-writer.h"

#define T(name) NS_TAG_AIR_SYNC_##name

static void
assert_commands_equal (GPtrArray *a, GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      const NsEasSyncCommand *one = g_ptr_array_index (a, i);
      const NsEasSyncCommand *other = g_ptr_array_index (b, i);

      g_assert_cmpint (one->op, ==, other->op);
      g_assert_cmpstr (one->class_name, ==, other->class_name);
      g_assert_cmpstr (one->client_id, ==, other->client_id);
      g_assert_cmpstr (one->server_id, ==, other->server_id);
      g_assert_cmpint (one->status, ==, other->status);
      g_assert_cmpint (one->data != NULL, ==, other->data != NULL);
      if (one->data != NULL)
        g_assert_true (ns_node_equal (one->data, other->data));
    }
}

static NsEasSyncCommand *
random_entry (GRand *random, gboolean is_response)
{
  const NsEasSyncOp op = g_rand_int_range (random, NS_EAS_SYNC_ADD, NS_EAS_SYNC_SOFT_DELETE + 1);
  g_autofree char *client_id = is_response && op == NS_EAS_SYNC_ADD ? eas_random_text (random) : NULL;
  g_autofree char *server_id = eas_random_text (random);
  NsEasSyncCommand *command = ns_eas_sync_command_new (op, client_id, server_id, NULL);

  if (is_response)
    command->status = g_rand_int_range (random, 1, 17);
  if (g_rand_boolean (random))
    command->data = eas_random_node (random, T (APPLICATION_DATA), 2);
  if (g_rand_boolean (random))
    command->class_name = eas_random_text (random);
  return command;
}

static NsEasSyncResult *
random_result (GRand *random)
{
  g_autofree char *id = eas_random_text (random);
  g_autofree char *key = eas_random_text (random);
  NsEasSyncResult *result = ns_eas_sync_result_new (id, g_rand_boolean (random) ? key : NULL,
                                                    g_rand_int_range (random, 1, 17));

  result->class_name = g_strdup ("Tasks");
  result->more_available = g_rand_boolean (random);
  for (gint n = g_rand_int_range (random, 0, 5); n > 0; n--)
    g_ptr_array_add (result->commands, random_entry (random, FALSE));
  for (gint n = g_rand_int_range (random, 0, 5); n > 0; n--)
    g_ptr_array_add (result->responses, random_entry (random, TRUE));
  return result;
}

static void
assert_result_equal (const NsEasSyncResult *found, const NsEasSyncResult *expected, gboolean has_class)
{
  g_assert_cmpstr (found->class_name, ==, has_class ? expected->class_name : NULL);
  g_assert_cmpstr (found->collection_id, ==, expected->collection_id);
  g_assert_cmpstr (found->sync_key, ==, expected->sync_key);
  g_assert_cmpint (found->status, ==, expected->status);
  g_assert_cmpint (found->more_available, ==, expected->more_available);
  assert_commands_equal (found->commands, expected->commands);
  assert_commands_equal (found->responses, expected->responses);
}

static void
test_round_trip (void)
{
  static const NsEasVersion versions[] = { NS_EAS_VERSION_12_1, NS_EAS_VERSION_14_0, NS_EAS_VERSION_14_1 };
  g_autoptr (GRand) random = g_rand_new_with_seed (417);

  for (guint i = 0; i < 600; i++)
    {
      const NsEasVersion version = versions[i % G_N_ELEMENTS (versions)];
      g_auto (NsEasSyncResponse) response = { 0 };
      g_auto (NsEasSyncResponse) back = { 0 };
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      ns_eas_sync_response_init (&response);
      response.status = g_rand_int_range (random, 0, 3);
      response.limit = g_rand_int_range (random, 0, 3);
      for (gint n = g_rand_int_range (random, 0, 3); n > 0; n--)
        g_ptr_array_add (response.results, random_result (random));
      bytes = ns_eas_sync_response_write (&response, version);
      g_assert_true (ns_eas_sync_response_parse (bytes, &back, &error));
      g_assert_no_error (error);

      g_assert_cmpint (back.status, ==, response.status);
      g_assert_cmpint (back.limit, ==, response.limit);
      g_assert_false (back.is_empty);
      g_assert_cmpuint (back.results->len, ==, response.results->len);
      for (guint j = 0; j < back.results->len; j++)
        assert_result_equal (g_ptr_array_index (back.results, j), g_ptr_array_index (response.results, j),
                             version <= NS_EAS_VERSION_12_1);
    }
}

static NsEasSyncResult *
new_result (void)
{
  NsEasSyncResult *result = ns_eas_sync_result_new ("7", "2", 1);
  NsEasSyncCommand *added = ns_eas_sync_command_new (NS_EAS_SYNC_ADD, "c1", "7:1", NULL);
  NsEasSyncCommand *refused = ns_eas_sync_command_new (NS_EAS_SYNC_ADD, "c2", NULL, NULL);
  NsEasSyncCommand *changed = ns_eas_sync_command_new (NS_EAS_SYNC_CHANGE, NULL, "7:5", NULL);

  result->class_name = g_strdup ("Tasks");
  result->more_available = TRUE;
  added->status = 1;
  refused->status = 6;
  changed->status = 7;
  g_ptr_array_add (result->commands, ns_eas_sync_command_new (NS_EAS_SYNC_DELETE, NULL, "7:9", NULL));
  g_ptr_array_add (result->responses, added);
  g_ptr_array_add (result->responses, refused);
  g_ptr_array_add (result->responses, changed);
  return result;
}

static void
test_written (void)
{
  static const char expected[] = "<Sync xmlns=\"AirSync\">\n"
                                 "  <Collections>\n"
                                 "    <Collection>\n"
                                 "      <Class>Tasks</Class>\n"
                                 "      <SyncKey>2</SyncKey>\n"
                                 "      <CollectionId>7</CollectionId>\n"
                                 "      <Status>1</Status>\n"
                                 "      <MoreAvailable/>\n"
                                 "      <Commands>\n"
                                 "        <Delete>\n"
                                 "          <ServerId>7:9</ServerId>\n"
                                 "        </Delete>\n"
                                 "      </Commands>\n"
                                 "      <Responses>\n"
                                 "        <Add>\n"
                                 "          <ClientId>c1</ClientId>\n"
                                 "          <ServerId>7:1</ServerId>\n"
                                 "          <Status>1</Status>\n"
                                 "        </Add>\n"
                                 "        <Add>\n"
                                 "          <ClientId>c2</ClientId>\n"
                                 "          <Status>6</Status>\n"
                                 "        </Add>\n"
                                 "        <Change>\n"
                                 "          <ServerId>7:5</ServerId>\n"
                                 "          <Status>7</Status>\n"
                                 "        </Change>\n"
                                 "      </Responses>\n"
                                 "    </Collection>\n"
                                 "  </Collections>\n"
                                 "</Sync>\n";
  g_auto (NsEasSyncResponse) response = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (NsNode) root = NULL;
  g_autofree char *xml = NULL;

  ns_eas_sync_response_init (&response);
  g_ptr_array_add (response.results, new_result ());
  bytes = ns_eas_sync_response_write (&response, NS_EAS_VERSION_12_1);
  root = ns_wbxml_read (bytes, NULL);
  xml = ns_node_to_xml (root);
  g_assert_cmpstr (xml, ==, expected);
}

static void
test_find (void)
{
  g_auto (NsEasSyncResponse) response = { 0 };
  NsEasSyncResult *result = new_result ();

  ns_eas_sync_response_init (&response);
  g_ptr_array_add (response.results, ns_eas_sync_result_new (NULL, NULL, 1));
  g_ptr_array_add (response.results, result);
  g_assert_true (ns_eas_sync_response_find (&response, "7") == result);
  g_assert_null (ns_eas_sync_response_find (&response, "8"));
  g_assert_null (ns_eas_sync_response_find (&response, NULL));

  g_assert_cmpint (ns_eas_sync_result_find (result, NS_EAS_SYNC_ADD, "c1")->status, ==, 1);
  g_assert_cmpint (ns_eas_sync_result_find (result, NS_EAS_SYNC_ADD, "c2")->status, ==, 6);
  g_assert_cmpint (ns_eas_sync_result_find (result, NS_EAS_SYNC_CHANGE, "7:5")->status, ==, 7);
  g_assert_null (ns_eas_sync_result_find (result, NS_EAS_SYNC_DELETE, "7:5"));
  g_assert_null (ns_eas_sync_result_find (result, NS_EAS_SYNC_ADD, "7:1"));
  g_assert_null (ns_eas_sync_result_find (result, NS_EAS_SYNC_ADD, NULL));
}

static void
parse_node (const NsNode *root, NsEasSyncResponse *out)
{
  g_autoptr (GBytes) bytes = ns_wbxml_write (root);
  g_autoptr (GError) error = NULL;

  ns_eas_sync_response_parse (bytes, out, &error);
  g_assert_no_error (error);
}

/* Responses before Commands, as Z-Push writes them, the key last, no Status, and tags that nobody knows. */
static void
test_other_order (void)
{
  g_autoptr (NsNode) root = ns_node_new (T (SYNC));
  NsNode *collection = ns_node_append_empty (ns_node_append_empty (root, T (COLLECTIONS)), T (COLLECTION));
  NsNode *responses = ns_node_append_empty (collection, T (RESPONSES));
  NsNode *commands = ns_node_append_empty (collection, T (COMMANDS));
  NsNode *entry = ns_node_append_empty (responses, T (ADD));
  g_auto (NsEasSyncResponse) response = { 0 };
  const NsEasSyncResult *result;

  ns_node_append_text (entry, T (STATUS), "1");
  ns_node_append_text (entry, T (CLIENT_ID), "c");
  ns_node_append_text (entry, (NsTag) 0x7f08, "new");
  ns_node_append_text (entry, T (SERVER_ID), "7:1");
  ns_node_append_empty (responses, (NsTag) 0x003d);
  ns_node_append_text (ns_node_append_empty (commands, T (SOFT_DELETE)), T (SERVER_ID), "7:2");
  ns_node_append_empty (commands, T (DELETE));
  ns_node_append_text (collection, T (COLLECTION_ID), "7");
  ns_node_append_text (collection, T (SYNC_KEY), "k2");
  parse_node (root, &response);

  result = ns_eas_sync_response_find (&response, "7");
  g_assert_cmpstr (result->sync_key, ==, "k2");
  g_assert_cmpint (result->status, ==, 1);
  g_assert_cmpuint (result->responses->len, ==, 1);
  g_assert_cmpstr (ns_eas_sync_result_find (result, NS_EAS_SYNC_ADD, "c")->server_id, ==, "7:1");
  g_assert_cmpuint (result->commands->len, ==, 1);
  g_assert_cmpint (((NsEasSyncCommand *) g_ptr_array_index (result->commands, 0))->op, ==, NS_EAS_SYNC_SOFT_DELETE);
}

/* Where Status is missing, only what proves a success counts as one. */
static void
test_missing_status (void)
{
  g_autoptr (NsNode) root = ns_node_new (T (SYNC));
  NsNode *collection = ns_node_append_empty (ns_node_append_empty (root, T (COLLECTIONS)), T (COLLECTION));
  NsNode *responses = ns_node_append_empty (collection, T (RESPONSES));
  NsNode *added = ns_node_append_empty (responses, T (ADD));
  NsNode *lost = ns_node_append_empty (responses, T (ADD));
  NsNode *fetched = ns_node_append_empty (responses, T (FETCH));
  NsNode *changed = ns_node_append_empty (responses, T (CHANGE));
  g_auto (NsEasSyncResponse) response = { 0 };
  const NsEasSyncResult *result;

  ns_node_append_text (collection, T (COLLECTION_ID), "7");
  ns_node_append_text (added, T (CLIENT_ID), "c1");
  ns_node_append_text (added, T (SERVER_ID), "7:1");
  ns_node_append_text (lost, T (CLIENT_ID), "c2");
  ns_node_append_text (fetched, T (SERVER_ID), "7:3");
  ns_node_append_text (ns_node_append_empty (fetched, T (APPLICATION_DATA)), NS_TAG_TASKS_SUBJECT, "T");
  ns_node_append_text (changed, T (SERVER_ID), "7:4");
  parse_node (root, &response);

  result = ns_eas_sync_response_find (&response, "7");
  g_assert_cmpint (result->status, ==, 0);
  g_assert_null (result->sync_key);
  g_assert_cmpint (ns_eas_sync_result_find (result, NS_EAS_SYNC_ADD, "c1")->status, ==, 1);
  g_assert_cmpint (ns_eas_sync_result_find (result, NS_EAS_SYNC_ADD, "c2")->status, ==, 0);
  g_assert_cmpint (ns_eas_sync_result_find (result, NS_EAS_SYNC_FETCH, "7:3")->status, ==, 1);
  g_assert_cmpint (ns_eas_sync_result_find (result, NS_EAS_SYNC_CHANGE, "7:4")->status, ==, 0);
}

static void
test_whole_request_failed (void)
{
  g_autoptr (GBytes) bytes = eas_bytes_from_hex ("03 01 6A 00 45 4E 03 31 34 32 00 01 01");
  g_auto (NsEasSyncResponse) response = { 0 };
  g_autoptr (GBytes) written = NULL;

  g_assert_true (ns_eas_sync_response_parse (bytes, &response, NULL));
  g_assert_cmpint (response.status, ==, 142);
  g_assert_cmpuint (response.results->len, ==, 0);
  written = ns_eas_sync_response_write (&response, NS_EAS_VERSION_14_1);
  g_assert_true (g_bytes_equal (bytes, written));
}

static void
test_empty (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) written = NULL;
  g_auto (NsEasSyncResponse) response = { 0 };

  g_assert_true (ns_eas_sync_response_parse (bytes, &response, NULL));
  g_assert_true (response.is_empty);
  g_assert_cmpuint (response.results->len, ==, 0);
  written = ns_eas_sync_response_write (&response, NS_EAS_VERSION_14_1);
  g_assert_cmpuint (g_bytes_get_size (written), ==, 0);
}

static void
test_other_document (void)
{
  g_autoptr (GBytes) bytes = eas_bytes_from_hex (eas_golden[0].hex);
  g_autoptr (GError) error = NULL;
  g_auto (NsEasSyncResponse) response = { 0 };

  g_assert_false (ns_eas_sync_response_parse (bytes, &response, &error));
  g_assert_error (error, NS_WBXML_ERROR, NS_WBXML_ERROR_UNEXPECTED);
  g_assert_null (response.results);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/eas/sync-response/round-trip", test_round_trip);
  g_test_add_func ("/eas/sync-response/written", test_written);
  g_test_add_func ("/eas/sync-response/find", test_find);
  g_test_add_func ("/eas/sync-response/other-order", test_other_order);
  g_test_add_func ("/eas/sync-response/missing-status", test_missing_status);
  g_test_add_func ("/eas/sync-response/whole-request-failed", test_whole_request_failed);
  g_test_add_func ("/eas/sync-response/empty", test_empty);
  g_test_add_func ("/eas/sync-response/other-document", test_other_document);
  return g_test_run ();
}
