/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eas/eas-golden.h"
#include "eas/eas-random.h"
#include "eas/ns-eas-sync-request.h"
#include "eas/ns-wbxml-reader.h"
#include "eas/ns-wbxml-writer.h"

static NsNode *
new_task (const char *subject)
{
  NsNode *data = ns_node_new (NS_TAG_AIR_SYNC_APPLICATION_DATA);

  ns_node_append_text (data, NS_TAG_TASKS_SUBJECT, subject);
  ns_node_append_text (data, NS_TAG_TASKS_COMPLETE, "0");
  return data;
}

static GPtrArray *
new_collections (NsEasSyncCollection *collection)
{
  GPtrArray *collections = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_eas_sync_collection_free);

  g_ptr_array_add (collections, collection);
  return collections;
}

/* The golden upload, and what 12.1 puts in front of it. */
static void
test_golden (void)
{
  NsEasSyncCollection *collection = ns_eas_sync_collection_new ("Tasks", "1", "7");
  g_autoptr (GPtrArray) collections = new_collections (collection);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GBytes) old = NULL;

  collection->get_changes = 0;
  g_ptr_array_add (collection->commands, ns_eas_sync_command_new (NS_EAS_SYNC_ADD, "1", NULL, new_task ("T")));
  bytes = ns_eas_sync_request_write (collections, NS_EAS_VERSION_14_1);
  eas_assert_hex (bytes, eas_golden[2].hex);
  again = ns_eas_sync_request_write (collections, NS_EAS_VERSION_14_1);
  g_assert_true (g_bytes_equal (bytes, again));

  old = ns_eas_sync_request_write (collections, NS_EAS_VERSION_12_1);
  eas_assert_hex (old, "03 01 6A 00 45 5C 4F 50 03 54 61 73 6B 73 00 01 4B 03 31 00 01 52 03 37 00 01 53 03 30 00 01 "
                       "56 47 4C 03 31 00 01 5D 00 09 60 03 54 00 01 4A 03 30 00 01 01 01 01 01 01 01");
}

static NsEasSyncCollection *
new_full_collection (void)
{
  NsEasSyncCollection *collection = ns_eas_sync_collection_new ("Contacts", "k1", "2");
  NsEasSyncCommand *command;

  collection->deletes_as_moves = 1;
  collection->get_changes = 1;
  collection->window_size = 25;
  collection->filter_type = 0;
  collection->conflict = 1;
  collection->mime_support = 2;
  collection->body_type = 1;
  collection->body_truncation = 512;
  g_ptr_array_add (collection->commands, ns_eas_sync_command_new (NS_EAS_SYNC_CHANGE, NULL, "2:1", new_task ("C")));
  g_ptr_array_add (collection->commands, ns_eas_sync_command_new (NS_EAS_SYNC_DELETE, NULL, "2:2", NULL));
  command = ns_eas_sync_command_new (NS_EAS_SYNC_FETCH, NULL, "2:3", NULL);
  command->class_name = g_strdup ("Contacts");
  g_ptr_array_add (collection->commands, command);
  return collection;
}

static const char full_xml[] = "<Sync xmlns=\"AirSync\">\n"
                               "  <Collections>\n"
                               "    <Collection>\n"
                               "%s"
                               "      <SyncKey>k1</SyncKey>\n"
                               "      <CollectionId>2</CollectionId>\n"
                               "      <DeletesAsMoves>1</DeletesAsMoves>\n"
                               "      <GetChanges>1</GetChanges>\n"
                               "      <WindowSize>25</WindowSize>\n"
                               "      <Options>\n"
                               "        <FilterType>0</FilterType>\n"
                               "        <Conflict>1</Conflict>\n"
                               "        <MIMESupport>2</MIMESupport>\n"
                               "%s"
                               "      </Options>\n"
                               "      <Commands>\n"
                               "        <Change>\n"
                               "          <ServerId>2:1</ServerId>\n"
                               "          <ApplicationData>\n"
                               "            <Subject xmlns=\"Tasks\">C</Subject>\n"
                               "            <Complete xmlns=\"Tasks\">0</Complete>\n"
                               "          </ApplicationData>\n"
                               "        </Change>\n"
                               "        <Delete>\n"
                               "          <ServerId>2:2</ServerId>\n"
                               "        </Delete>\n"
                               "        <Fetch>\n"
                               "          <Class>Contacts</Class>\n"
                               "          <ServerId>2:3</ServerId>\n"
                               "        </Fetch>\n"
                               "      </Commands>\n"
                               "    </Collection>\n"
                               "  </Collections>\n"
                               "</Sync>\n";

static void
test_versions (void)
{
  static const char body[] = "        <BodyPreference xmlns=\"AirSyncBase\">\n"
                             "          <Type>1</Type>\n"
                             "          <TruncationSize>512</TruncationSize>\n"
                             "        </BodyPreference>\n";
  static const char class_name[] = "      <Class>Contacts</Class>\n";
  static const struct
  {
    NsEasVersion version;
    const char *class_name;
    const char *body;
  } cases[] = {
    { NS_EAS_VERSION_2_5, class_name, "" },
    { NS_EAS_VERSION_12_1, class_name, body },
    { NS_EAS_VERSION_14_0, "", body },
    { NS_EAS_VERSION_14_1, "", body },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) collections = new_collections (new_full_collection ());
      g_autoptr (GBytes) bytes = ns_eas_sync_request_write (collections, cases[i].version);
      g_autoptr (NsNode) root = ns_wbxml_read (bytes, NULL);
      g_autofree char *xml = ns_node_to_xml (root);
      g_autoptr (GString) expected = g_string_new (full_xml);

      g_string_replace (expected, "%s", cases[i].class_name, 1);
      g_string_replace (expected, "%s", cases[i].body, 1);
      g_assert_cmpstr (xml, ==, expected->str);
    }
}

static void
assert_command_equal (const NsEasSyncCommand *a, const NsEasSyncCommand *b)
{
  g_assert_cmpint (a->op, ==, b->op);
  g_assert_cmpstr (a->class_name, ==, b->class_name);
  g_assert_cmpstr (a->client_id, ==, b->client_id);
  g_assert_cmpstr (a->server_id, ==, b->server_id);
  g_assert_cmpint (a->status, ==, b->status);
  g_assert_cmpint (a->data != NULL, ==, b->data != NULL);
  if (a->data != NULL)
    g_assert_true (ns_node_equal (a->data, b->data));
}

static void
assert_collection_equal (const NsEasSyncCollection *a, const NsEasSyncCollection *b, gboolean has_class)
{
  g_assert_cmpstr (a->class_name, ==, has_class ? b->class_name : NULL);
  g_assert_cmpstr (a->sync_key, ==, b->sync_key);
  g_assert_cmpstr (a->collection_id, ==, b->collection_id);
  g_assert_cmpint (a->deletes_as_moves, ==, b->deletes_as_moves);
  g_assert_cmpint (a->get_changes, ==, b->get_changes);
  g_assert_cmpint (a->window_size, ==, b->window_size);
  g_assert_cmpint (a->filter_type, ==, b->filter_type);
  g_assert_cmpint (a->conflict, ==, b->conflict);
  g_assert_cmpint (a->mime_support, ==, b->mime_support);
  g_assert_cmpint (a->body_type, ==, b->body_type);
  g_assert_cmpint (a->body_truncation, ==, b->body_truncation);
  g_assert_cmpuint (a->commands->len, ==, b->commands->len);
  for (guint i = 0; i < a->commands->len; i++)
    assert_command_equal (g_ptr_array_index (a->commands, i), g_ptr_array_index (b->commands, i));
}

static NsEasSyncCommand *
random_command (GRand *random)
{
  const NsEasSyncOp op = g_rand_int_range (random, NS_EAS_SYNC_ADD, NS_EAS_SYNC_SOFT_DELETE);
  const gboolean has_data = op == NS_EAS_SYNC_ADD || op == NS_EAS_SYNC_CHANGE;
  g_autofree char *id = eas_random_text (random);
  NsEasSyncCommand *command = ns_eas_sync_command_new (op, op == NS_EAS_SYNC_ADD ? id : NULL,
                                                       op != NS_EAS_SYNC_ADD ? id : NULL, NULL);

  if (has_data)
    command->data = eas_random_node (random, NS_TAG_AIR_SYNC_APPLICATION_DATA, 3);
  if (g_rand_boolean (random))
    command->class_name = eas_random_text (random);
  return command;
}

static NsEasSyncCollection *
random_collection (GRand *random)
{
  g_autofree char *key = eas_random_text (random);
  g_autofree char *id = eas_random_text (random);
  NsEasSyncCollection *collection = ns_eas_sync_collection_new ("Calendar", key, id);

  collection->deletes_as_moves = g_rand_int_range (random, -1, 2);
  collection->get_changes = g_rand_int_range (random, -1, 2);
  collection->window_size = g_rand_int_range (random, -1, 600);
  collection->filter_type = g_rand_int_range (random, -1, 8);
  collection->conflict = g_rand_int_range (random, -1, 2);
  collection->mime_support = g_rand_int_range (random, -1, 3);
  collection->body_type = g_rand_int_range (random, -1, 5);
  if (collection->body_type != NS_EAS_ABSENT)
    collection->body_truncation = g_rand_boolean (random) ? NS_EAS_ABSENT : G_MAXINT;
  for (gint n = g_rand_int_range (random, 0, 6); n > 0; n--)
    g_ptr_array_add (collection->commands, random_command (random));
  return collection;
}

static void
test_round_trip (void)
{
  static const NsEasVersion versions[] = { NS_EAS_VERSION_12_1, NS_EAS_VERSION_14_0, NS_EAS_VERSION_14_1 };
  g_autoptr (GRand) random = g_rand_new_with_seed (416);

  for (guint i = 0; i < 600; i++)
    {
      const NsEasVersion version = versions[i % G_N_ELEMENTS (versions)];
      g_autoptr (GPtrArray) collections = new_collections (random_collection (random));
      g_autoptr (GPtrArray) back = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (collections, random_collection (random));
      bytes = ns_eas_sync_request_write (collections, version);
      back = ns_eas_sync_request_parse (bytes, version, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (back->len, ==, 2);
      for (guint j = 0; j < back->len; j++)
        assert_collection_equal (g_ptr_array_index (back, j), g_ptr_array_index (collections, j),
                                 version <= NS_EAS_VERSION_12_1);
    }
}

#define T(name) NS_TAG_AIR_SYNC_##name
#define MAX_TAGS 8

/* Children of a Collection, each with the text "1". */
static const struct
{
  NsEasVersion version;
  NsTag tags[MAX_TAGS];
  const char *error; /* a part of the message, or %NULL for a good request */
} orders[] = {
  { NS_EAS_VERSION_14_1, { T (SYNC_KEY), T (COLLECTION_ID) }, NULL },
  { NS_EAS_VERSION_14_1, { T (SYNC_KEY), T (COLLECTION_ID), T (GET_CHANGES), T (CONVERSATION_MODE) }, NULL },
  { NS_EAS_VERSION_14_1, { T (SYNC_KEY), (NsTag) 0x6305, T (COLLECTION_ID), (NsTag) 0x6305 }, NULL },
  { NS_EAS_VERSION_12_1, { T (CLASS), T (SYNC_KEY), T (COLLECTION_ID) }, NULL },
  { NS_EAS_VERSION_12_1, { T (SYNC_KEY), T (COLLECTION_ID) }, NULL },
  { NS_EAS_VERSION_12_1, { T (SYNC_KEY), T (CLASS), T (COLLECTION_ID) }, "Class stands behind SyncKey" },
  { NS_EAS_VERSION_14_0, { T (CLASS), T (SYNC_KEY), T (COLLECTION_ID) }, "Class may not stand here" },
  { NS_EAS_VERSION_14_1, { T (COLLECTION_ID), T (SYNC_KEY) }, "SyncKey stands behind CollectionId" },
  { NS_EAS_VERSION_14_1, { T (SYNC_KEY), T (COLLECTION_ID), T (WINDOW_SIZE), T (GET_CHANGES) }, "GetChanges stands" },
  { NS_EAS_VERSION_14_1, { T (SYNC_KEY), T (SYNC_KEY), T (COLLECTION_ID) }, "SyncKey stands behind SyncKey" },
  { NS_EAS_VERSION_14_1, { T (COLLECTION_ID) }, "SyncKey is missing" },
  { NS_EAS_VERSION_14_1, { T (SYNC_KEY) }, "CollectionId is missing" },
  { NS_EAS_VERSION_14_1, { T (SYNC_KEY), T (COLLECTION_ID), T (STATUS) }, "AirSync:Status may not stand here" },
};

static NsNode *
new_document (NsNode **collection)
{
  NsNode *root = ns_node_new (T (SYNC));

  *collection = ns_node_append_empty (ns_node_append_empty (root, T (COLLECTIONS)), T (COLLECTION));
  return root;
}

static void
assert_parse (const NsNode *root, NsEasVersion version, const char *expected)
{
  g_autoptr (GBytes) bytes = ns_wbxml_write (root);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) collections = ns_eas_sync_request_parse (bytes, version, &error);

  if (expected == NULL)
    {
      g_assert_no_error (error);
      g_assert_cmpuint (collections->len, ==, 1);
      return;
    }
  g_assert_null (collections);
  g_assert_error (error, NS_WBXML_ERROR, NS_WBXML_ERROR_UNEXPECTED);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, expected));
}

static void
test_order (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      NsNode *collection;
      g_autoptr (NsNode) root = new_document (&collection);

      for (guint j = 0; j < MAX_TAGS && orders[i].tags[j] != 0; j++)
        ns_node_append_text (collection, orders[i].tags[j], "1");
      assert_parse (root, orders[i].version, orders[i].error);
    }
}

/* One command with these children, each with the text "1". */
static const struct
{
  NsTag op;
  NsTag tags[MAX_TAGS];
  const char *error;
} commands[] = {
  { T (ADD), { T (CLIENT_ID), T (APPLICATION_DATA) }, NULL },
  { T (ADD), { T (CLASS), T (CLIENT_ID), T (APPLICATION_DATA) }, NULL },
  { T (ADD), { T (APPLICATION_DATA) }, "Add: ClientId is missing" },
  { T (ADD), { T (CLIENT_ID) }, "ApplicationData is missing" },
  { T (ADD), { T (CLIENT_ID), T (SERVER_ID), T (APPLICATION_DATA) }, "id of another operation" },
  { T (ADD), { T (APPLICATION_DATA), T (CLIENT_ID) }, "ClientId stands behind ApplicationData" },
  { T (CHANGE), { T (SERVER_ID), T (APPLICATION_DATA) }, NULL },
  { T (CHANGE), { T (APPLICATION_DATA) }, "Change: ServerId is missing" },
  { T (CHANGE), { T (SERVER_ID) }, "ApplicationData is missing" },
  { T (DELETE), { T (SERVER_ID) }, NULL },
  { T (DELETE), { T (CLIENT_ID) }, "id of another operation" },
  { T (DELETE), { 0 }, "Delete: ServerId is missing" },
  { T (FETCH), { T (SERVER_ID) }, NULL },
  { T (FETCH), { T (SERVER_ID), T (STATUS) }, "AirSync:Status may not stand here" },
  { T (SOFT_DELETE), { T (SERVER_ID) }, "no operation of a client" },
  { T (STATUS), { 0 }, "no operation of a client" },
};

static void
test_commands (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      NsNode *collection;
      g_autoptr (NsNode) root = new_document (&collection);
      NsNode *command;

      ns_node_append_text (collection, T (SYNC_KEY), "1");
      ns_node_append_text (collection, T (COLLECTION_ID), "1");
      command = ns_node_append_empty (ns_node_append_empty (collection, T (COMMANDS)), commands[i].op);
      for (guint j = 0; j < MAX_TAGS && commands[i].tags[j] != 0; j++)
        ns_node_append_text (command, commands[i].tags[j], "1");
      assert_parse (root, NS_EAS_VERSION_14_1, commands[i].error);
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    NsTag tag;
    const char *text;
    const char *error;
    int value;
  } cases[] = {
    { T (GET_CHANGES), "", NULL, 1 },
    { T (GET_CHANGES), "0", NULL, 0 },
    { T (GET_CHANGES), "yes", "GetChanges is no number", 0 },
    { T (WINDOW_SIZE), "", "WindowSize is no number", 0 },
    { T (WINDOW_SIZE), "-1", "WindowSize is no number", 0 },
    { T (WINDOW_SIZE), "4294967295", NULL, G_MAXINT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      NsNode *collection;
      g_autoptr (NsNode) root = new_document (&collection);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GPtrArray) parsed = NULL;
      const NsEasSyncCollection *found;

      ns_node_append_text (collection, T (SYNC_KEY), "1");
      ns_node_append_text (collection, T (COLLECTION_ID), "1");
      ns_node_append_text (collection, cases[i].tag, cases[i].text);
      assert_parse (root, NS_EAS_VERSION_14_1, cases[i].error);
      if (cases[i].error != NULL)
        continue;
      bytes = ns_wbxml_write (root);
      parsed = ns_eas_sync_request_parse (bytes, NS_EAS_VERSION_14_1, NULL);
      found = g_ptr_array_index (parsed, 0);
      g_assert_cmpint (cases[i].tag == T (GET_CHANGES) ? found->get_changes : found->window_size, ==, cases[i].value);
    }
}

/* The limit counts the commands of all collections. */
static void
test_too_many (void)
{
  g_autoptr (GPtrArray) collections = new_collections (ns_eas_sync_collection_new (NULL, "1", "7"));
  NsEasSyncCollection *first = g_ptr_array_index (collections, 0);
  NsEasSyncCollection *second = ns_eas_sync_collection_new (NULL, "1", "8");
  g_autoptr (GBytes) full = NULL;
  g_autoptr (GBytes) over = NULL;
  g_autoptr (GPtrArray) parsed = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (collections, second);
  for (guint i = 1; i < NS_EAS_SYNC_MAX_COMMANDS; i++)
    g_ptr_array_add (first->commands, ns_eas_sync_command_new (NS_EAS_SYNC_DELETE, NULL, "7:1", NULL));
  g_ptr_array_add (second->commands, ns_eas_sync_command_new (NS_EAS_SYNC_DELETE, NULL, "8:1", NULL));
  full = ns_eas_sync_request_write (collections, NS_EAS_VERSION_14_1);
  parsed = ns_eas_sync_request_parse (full, NS_EAS_VERSION_14_1, &error);
  g_assert_no_error (error);
  g_assert_nonnull (parsed);

  g_ptr_array_add (second->commands, ns_eas_sync_command_new (NS_EAS_SYNC_DELETE, NULL, "8:2", NULL));
  over = ns_eas_sync_request_write (collections, NS_EAS_VERSION_14_1);
  g_assert_null (ns_eas_sync_request_parse (over, NS_EAS_VERSION_14_1, &error));
  g_assert_error (error, NS_WBXML_ERROR, NS_WBXML_ERROR_UNEXPECTED);
}

static void
test_no_request (void)
{
  static const struct
  {
    const char *hex;
    NsWbxmlError code;
  } cases[] = {
    { "", NS_WBXML_ERROR_TRUNCATED },
    { "03 01 6A 00 05", NS_WBXML_ERROR_UNEXPECTED },
    { "03 01 6A 00 45 1C 01", NS_WBXML_ERROR_UNEXPECTED },
    { "03 01 6A 00 45 5C 0E 01 01", NS_WBXML_ERROR_UNEXPECTED },
    { "03 01 6A 00 00 07 56 52 03 30 00 01 01", NS_WBXML_ERROR_UNEXPECTED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = eas_bytes_from_hex (cases[i].hex);
      g_autoptr (GError) error = NULL;

      g_assert_null (ns_eas_sync_request_parse (bytes, NS_EAS_VERSION_14_1, &error));
      g_assert_error (error, NS_WBXML_ERROR, (int) cases[i].code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/eas/sync-request/golden", test_golden);
  g_test_add_func ("/eas/sync-request/versions", test_versions);
  g_test_add_func ("/eas/sync-request/round-trip", test_round_trip);
  g_test_add_func ("/eas/sync-request/order", test_order);
  g_test_add_func ("/eas/sync-request/commands", test_commands);
  g_test_add_func ("/eas/sync-request/numbers", test_numbers);
  g_test_add_func ("/eas/sync-request/too-many", test_too_many);
  g_test_add_func ("/eas/sync-request/no-request", test_no_request);
  return g_test_run ();
}
