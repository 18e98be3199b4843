/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eas/eas-golden.h"
#include "eas/eas-random.h"
#include "eas/ns-eas-folder-sync.h"
#include "eas/ns-eas-provision.h"
#include "eas/ns-eas-query.h"
#include "eas/ns-eas-send-mail.h"
#include "eas/ns-eas-sync-request.h"
#include "eas/ns-eas-sync-response.h"
#include "eas/ns-wbxml-reader.h"
#include "eas/ns-wbxml-writer.h"

#define HEADER "\003\001\152\000"
#define HEADER_LENGTH 4
#define MUTATIONS 6000

/* Gives a document to every parser of the layer. They may refuse it, with an error of theirs. */
static void
parse_all (GBytes *bytes)
{
  g_autoptr (GPtrArray) collections = ns_eas_sync_request_parse (bytes, NS_EAS_VERSION_14_1, NULL);
  g_autoptr (GPtrArray) old = ns_eas_sync_request_parse (bytes, NS_EAS_VERSION_12_1, NULL);
  g_autofree char *key = ns_eas_folder_sync_request_parse (bytes, NULL);
  g_auto (NsEasSyncResponse) sync = { 0 };
  g_auto (NsEasFolderSync) folders = { 0 };
  g_auto (NsEasProvision) request = { 0 };
  g_auto (NsEasProvision) response = { 0 };
  g_auto (NsEasSendMail) mail = { 0 };
  int status;

  ns_eas_sync_response_parse (bytes, &sync, NULL);
  ns_eas_folder_sync_response_parse (bytes, &folders, NULL);
  ns_eas_provision_request_parse (bytes, &request, NULL);
  ns_eas_provision_response_parse (bytes, &response, NULL);
  ns_eas_send_mail_request_parse (bytes, NS_EAS_VERSION_14_1, &mail, NULL);
  ns_eas_send_mail_response_parse (bytes, &status, NULL);
}

static void
test_truncated (void)
{
  for (guint i = 0; i < eas_n_golden; i++)
    {
      g_autoptr (GBytes) golden = eas_bytes_from_hex (eas_golden[i].hex);

      for (gsize size = 0; size < g_bytes_get_size (golden); size++)
        {
          /* A copy of its own, so that a read beyond the end is one beyond the allocation. */
          g_autoptr (GBytes) cut = g_bytes_new (g_bytes_get_data (golden, NULL), size);
          g_autoptr (GError) error = NULL;

          g_assert_null (ns_wbxml_read (cut, &error));
          g_assert_error (error, NS_WBXML_ERROR, NS_WBXML_ERROR_TRUNCATED);
          g_assert_true (g_str_has_prefix (error->message, "offset "));
          parse_all (cut);
        }
    }
}

/* What could be read can be written and read again, with the same meaning. */
static void
check_stable (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsNode) node = ns_wbxml_read (bytes, &error);
  g_autoptr (NsNode) again = NULL;
  g_autoptr (GBytes) written = NULL;
  g_autofree char *xml = NULL;

  if (node == NULL)
    {
      g_assert_true (error->domain == NS_WBXML_ERROR);
      g_assert_cmpint (error->code, !=, NS_WBXML_ERROR_UNEXPECTED);
      return;
    }
  written = ns_wbxml_write (node);
  again = ns_wbxml_read (written, &error);
  g_assert_no_error (error);
  g_assert_true (ns_node_equal (node, again));
  xml = ns_node_to_xml (node);
  g_assert_true (g_utf8_validate (xml, -1, NULL));
}

static GBytes *
mutate (GRand *random, GBytes *source)
{
  static const guint8 nasty[] = { 0x00, 0x01, 0x02, 0x03, 0xc3, 0x80, 0xff, 0x7f, 0x40, 0x45, 0x84, 0x43 };
  GByteArray *array = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (source, &size);

  g_byte_array_append (array, data, size);
  for (gint n = g_rand_int_range (random, 1, 5); n > 0 && array->len > 0; n--)
    {
      const guint place = g_rand_int_range (random, 0, array->len);

      switch (g_rand_int_range (random, 0, 4))
        {
        case 0:
          array->data[place] ^= 1 << g_rand_int_range (random, 0, 8);
          break;
        case 1:
          array->data[place] = nasty[g_rand_int_range (random, 0, G_N_ELEMENTS (nasty))];
          break;
        case 2:
          g_byte_array_remove_index (array, place);
          break;
        default:
          g_byte_array_append (array, data + place % size, size - place % size);
          break;
        }
    }
  return g_byte_array_free_to_bytes (array);
}

static void
test_mutated (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261123);

  for (guint i = 0; i < MUTATIONS; i++)
    {
      g_autoptr (GBytes) golden = eas_bytes_from_hex (eas_golden[i % eas_n_golden].hex);
      g_autoptr (GBytes) bytes = mutate (random, golden);

      check_stable (bytes);
      parse_all (bytes);
    }
}

static void
test_random_trees (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (NsNode) tree = eas_random_node (random, NS_TAG_AIR_SYNC_SYNC, 6);
      g_autoptr (GBytes) bytes = ns_wbxml_write (tree);
      g_autoptr (GError) error = NULL;
      g_autoptr (NsNode) back = ns_wbxml_read (bytes, &error);
      g_autoptr (GBytes) mutated = mutate (random, bytes);

      g_assert_no_error (error);
      g_assert_true (ns_node_equal (tree, back));
      check_stable (mutated);
      parse_all (mutated);
    }
}

static void
test_mutated_queries (void)
{
  static const char *const texts[] = {
    "jQIHBAhERVYwMDAwMQTmfE8SB0Rlc2t0b3ABATYDAzY6OQcBAQ==",
    "Cmd=SendMail&User=CORP%5Cj%C3%B6rg&DeviceId=1&DeviceType=T&SaveInSent=T",
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint i = 0; i < MUTATIONS; i++)
    {
      const char *text = texts[i % G_N_ELEMENTS (texts)];
      g_autoptr (GBytes) source = g_bytes_new_static (text, strlen (text));
      g_autoptr (GBytes) mutated = mutate (random, source);
      g_autofree char *query = g_strndup (g_bytes_get_data (mutated, NULL), g_bytes_get_size (mutated));
      g_auto (NsEasQuery) parsed = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (ns_eas_query_parse (query, &parsed, &error), ==, error == NULL);
      g_assert_true (parsed.user == NULL || g_utf8_validate (parsed.user, -1, NULL));
    }
}

static GBytes *
repeated (const char *unit, gsize length, gsize count)
{
  GByteArray *array = g_byte_array_sized_new (HEADER_LENGTH + length * count);

  g_byte_array_append (array, (const guint8 *) HEADER, HEADER_LENGTH);
  for (gsize i = 0; i < count; i++)
    g_byte_array_append (array, (const guint8 *) unit, length);
  return g_byte_array_free_to_bytes (array);
}

static void
assert_too_large (GBytes *bytes, const char *prefix)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (ns_wbxml_read (bytes, &error));
  g_assert_error (error, NS_WBXML_ERROR, NS_WBXML_ERROR_TOO_LARGE);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, prefix));
}

static void
test_too_deep (void)
{
  g_autoptr (GBytes) bytes = repeated ("\105", 1, 200000);

  assert_too_large (bytes, "offset 68: ");
}

/* The deepest document that is allowed, and one level more. */
static void
test_depth_limit (void)
{
  for (guint depth = NS_WBXML_MAX_DEPTH; depth <= NS_WBXML_MAX_DEPTH + 1; depth++)
    {
      g_autoptr (NsNode) root = ns_node_new (NS_TAG_AIR_SYNC_SYNC);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (NsNode) back = NULL;
      NsNode *node = root;

      for (guint i = 1; i < depth; i++)
        node = ns_node_append_empty (node, NS_TAG_AIR_SYNC_ADD);
      bytes = ns_wbxml_write (root);
      if (depth > NS_WBXML_MAX_DEPTH)
        {
          assert_too_large (bytes, "offset 68: ");
          continue;
        }
      back = ns_wbxml_read (bytes, NULL);
      g_assert_nonnull (back);
      g_assert_true (ns_node_equal (root, back));
    }
}

static void
test_too_many (void)
{
  /* The root is an element too. */
  g_autoptr (GBytes) over = repeated ("\105", 1, 1);
  g_autoptr (GBytes) children = repeated ("\007", 1, NS_WBXML_MAX_NODES);
  GByteArray *array = g_bytes_unref_to_array (g_steal_pointer (&over));
  g_autoptr (GBytes) bytes = NULL;

  g_byte_array_append (array, (const guint8 *) g_bytes_get_data (children, NULL) + HEADER_LENGTH, NS_WBXML_MAX_NODES);
  g_byte_array_append (array, (const guint8 *) "\001", 1);
  bytes = g_byte_array_free_to_bytes (array);
  assert_too_large (bytes, "offset 500004: ");
}

static void
test_too_long (void)
{
  guint8 *data = g_malloc0 (NS_WBXML_MAX_BYTES + 1);
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, NS_WBXML_MAX_BYTES + 1);

  assert_too_large (bytes, "offset 67108864: ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/eas/robustness/truncated", test_truncated);
  g_test_add_func ("/eas/robustness/mutated", test_mutated);
  g_test_add_func ("/eas/robustness/random-trees", test_random_trees);
  g_test_add_func ("/eas/robustness/mutated-queries", test_mutated_queries);
  g_test_add_func ("/eas/robustness/too-deep", test_too_deep);
  g_test_add_func ("/eas/robustness/depth-limit", test_depth_limit);
  g_test_add_func ("/eas/robustness/too-many", test_too_many);
  g_test_add_func ("/eas/robustness/too-long", test_too_long);
  return g_test_run ();
}
