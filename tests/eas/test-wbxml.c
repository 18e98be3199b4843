/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eas/eas-golden.h"
#include "eas/ns-wbxml-reader.h"
#include "eas/ns-wbxml-writer.h"

#define HEAD "03 01 6A 00 "

static void
test_golden (void)
{
  for (guint i = 0; i < eas_n_golden; i++)
    {
      g_autoptr (NsNode) tree = eas_golden[i].build ();
      g_autoptr (GBytes) golden = eas_bytes_from_hex (eas_golden[i].hex);
      g_autoptr (GBytes) written = ns_wbxml_write (tree);
      g_autoptr (NsNode) back = NULL;
      g_autoptr (GBytes) again = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", eas_golden[i].name);
      eas_assert_hex (written, eas_golden[i].hex);
      back = ns_wbxml_read (golden, &error);
      g_assert_no_error (error);
      g_assert_true (ns_node_equal (tree, back));
      again = ns_wbxml_write (back);
      g_assert_true (g_bytes_equal (again, golden));
    }
}

static const struct
{
  const char *hex;
  NsWbxmlError code;
  const char *message;
} broken[] = {
  { "", NS_WBXML_ERROR_TRUNCATED, "offset 0: *" },
  { "02 01 6A 00 05", NS_WBXML_ERROR_MALFORMED, "offset 0: *WBXML 1.3*" },
  { "03 02 6A 00 05", NS_WBXML_ERROR_MALFORMED, "offset 1: *public identifier*0x02*" },
  { "03 01 04 00 05", NS_WBXML_ERROR_MALFORMED, "offset 2: *character set*" },
  { "03 01 6A 03 41 42 00 05", NS_WBXML_ERROR_MALFORMED, "offset 3: *string table*" },
  { HEAD, NS_WBXML_ERROR_TRUNCATED, "offset 4: *" },
  { HEAD "00", NS_WBXML_ERROR_TRUNCATED, "offset 5: *" },
  { HEAD "01", NS_WBXML_ERROR_MALFORMED, "offset 4: *none is open*" },
  { HEAD "03 41 00", NS_WBXML_ERROR_MALFORMED, "offset 4: *outside*" },
  { HEAD "45 04 00 01", NS_WBXML_ERROR_MALFORMED, "offset 5: *0x04*" },
  { HEAD "45 44 00 01 01", NS_WBXML_ERROR_MALFORMED, "offset 5: *0x44*" },
  { HEAD "45 84 00 01", NS_WBXML_ERROR_MALFORMED, "offset 5: *0x84*" },
  { HEAD "45 C4 00 01", NS_WBXML_ERROR_MALFORMED, "offset 5: *0xC4*" },
  { HEAD "45 40 41 00 01", NS_WBXML_ERROR_MALFORMED, "offset 5: *0x40*" },
  { HEAD "45 81 00 01", NS_WBXML_ERROR_MALFORMED, "offset 5: *0x81*" },
  { HEAD "45 C2 01", NS_WBXML_ERROR_MALFORMED, "offset 5: *0xC2*" },
  { HEAD "45 43 05 01", NS_WBXML_ERROR_MALFORMED, "offset 5: *0x43*" },
  { HEAD "45 83 00 01", NS_WBXML_ERROR_MALFORMED, "offset 5: *0x83*" },
  { HEAD "45 8B 01", NS_WBXML_ERROR_MALFORMED, "offset 5: *attributes*" },
  { HEAD "45 CB 01 01", NS_WBXML_ERROR_MALFORMED, "offset 5: *attributes*" },
  { HEAD "4B 03 41", NS_WBXML_ERROR_TRUNCATED, "offset 6: *text*" },
  { HEAD "4B C3 05 41 42 01", NS_WBXML_ERROR_TRUNCATED, "offset 7: 5 opaque bytes*only 3*" },
  { HEAD "4B C3 8F FF FF FF 7F 41", NS_WBXML_ERROR_TRUNCATED, "offset 11: 4294967295 opaque bytes*" },
  { HEAD "4B C3 01 41 C3 8F FF FF FF 7F 41", NS_WBXML_ERROR_TRUNCATED, "offset 14: 4294967295 opaque bytes*" },
  { HEAD "4B C3 90 80 80 80 00 01", NS_WBXML_ERROR_MALFORMED, "offset 6: *32 bits*" },
  { HEAD "4B C3 81 80 80 80 80 00 01", NS_WBXML_ERROR_MALFORMED, "offset 6: *32 bits*" },
  { HEAD "4B 02 00 01", NS_WBXML_ERROR_MALFORMED, "offset 5: *entity 0*" },
  { HEAD "4B 02 83 B0 00 01", NS_WBXML_ERROR_MALFORMED, "offset 5: *entity 55296*" },
  { HEAD "45 03 41 00 0B 01", NS_WBXML_ERROR_MALFORMED, "offset 8: *text beside*" },
  { HEAD "45 0B 03 41 00 01", NS_WBXML_ERROR_MALFORMED, "offset 9: *text beside*" },
};

static void
test_broken (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GBytes) bytes = eas_bytes_from_hex (broken[i].hex);
      g_autoptr (GError) error = NULL;

      g_assert_null (ns_wbxml_read (bytes, &error));
      g_assert_error (error, NS_WBXML_ERROR, (int) broken[i].code);
      g_test_message ("%s: %s", broken[i].hex, error->message);
      g_assert_true (g_pattern_match_simple (broken[i].message, error->message));
    }
}

static const struct
{
  const char *hex;
  const char *text;
  const char *bytes; /* as hexadecimal digits */
} contents[] = {
  { HEAD "4B 03 41 00 01", "A", "41" },
  { HEAD "4B 03 41 00 03 42 00 01", "AB", "41 42" },
  { HEAD "4B 03 41 00 C3 02 42 43 03 44 00 01", "ABCD", "41 42 43 44" },
  { HEAD "4B C3 02 42 43 01", "BC", "42 43" },
  { HEAD "4B C3 00 01", "", "" },
  { HEAD "4B C3 02 00 FF 01", NULL, "00 FF" },
  { HEAD "4B 02 81 64 01", "\303\244", "C3 A4" },
  { HEAD "4B 03 41 00 02 42 01", "AB", "41 42" },
  { HEAD "4B 03 C3 00 03 A4 00 01", "\303\244", "C3 A4" },
  { HEAD "4B 03 41 FF 42 00 01", "A\357\277\275B", "41 EF BF BD 42" },
  { HEAD "4B C3 81 00 "
         "41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 "
         "41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 "
         "41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 "
         "41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 01",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    NULL },
};

static void
test_content (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GBytes) bytes = eas_bytes_from_hex (contents[i].hex);
      g_autoptr (GError) error = NULL;
      g_autoptr (NsNode) node = ns_wbxml_read (bytes, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (ns_node_text (node), ==, contents[i].text);
      if (contents[i].bytes != NULL)
        eas_assert_hex (ns_node_bytes (node), contents[i].bytes);
    }
}

static void
test_liberal (void)
{
  /* A tag of page 0x63, an unknown one of page 0 with a child, white space beside children, bytes after the end. */
  g_autoptr (GBytes) bytes = eas_bytes_from_hex (HEAD "45 03 0D 0A 00 00 63 46 03 31 00 01 00 00 7E 0B 01 03 20 00 "
                                                      "4E 03 31 00 01 01 FF FF");
  g_autoptr (GError) error = NULL;
  g_autoptr (NsNode) root = ns_wbxml_read (bytes, &error);
  NsNode *unknown;
  int status = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (ns_node_n_children (root), ==, 3);
  unknown = ns_node_nth_child (root, 0);
  g_assert_cmphex (ns_node_tag (unknown), ==, 0x6306);
  g_assert_null (ns_tag_name (ns_node_tag (unknown)));
  g_assert_cmpstr (ns_node_text (unknown), ==, "1");
  g_assert_cmphex (ns_node_tag (ns_node_nth_child (root, 1)), ==, 0x003e);
  g_assert_true (ns_node_child_int (root, NS_TAG_AIR_SYNC_STATUS, &status));
  g_assert_cmpint (status, ==, 1);
  g_assert_null (ns_node_text (root));
}

static void
test_values (void)
{
  g_autoptr (NsNode) root = ns_node_new (NS_TAG_AIR_SYNC_COLLECTION);
  int value = 77;

  ns_node_append_text (root, NS_TAG_AIR_SYNC_STATUS, " 12\n");
  ns_node_append_text (root, NS_TAG_AIR_SYNC_LIMIT, "many");
  ns_node_append_text (root, NS_TAG_AIR_SYNC_WINDOW_SIZE, "99999999999");
  ns_node_append_empty (root, NS_TAG_AIR_SYNC_GET_CHANGES);
  ns_node_append_text (root, NS_TAG_AIR_SYNC_DELETES_AS_MOVES, "0");

  g_assert_false (ns_node_child_int (root, NS_TAG_AIR_SYNC_LIMIT, &value));
  g_assert_false (ns_node_child_int (root, NS_TAG_AIR_SYNC_WINDOW_SIZE, &value));
  g_assert_false (ns_node_child_int (root, NS_TAG_AIR_SYNC_WAIT, &value));
  g_assert_cmpint (value, ==, 77);
  g_assert_true (ns_node_child_int (root, NS_TAG_AIR_SYNC_STATUS, &value));
  g_assert_cmpint (value, ==, 12);

  g_assert_true (ns_node_child_boolean (root, NS_TAG_AIR_SYNC_GET_CHANGES, FALSE));
  g_assert_false (ns_node_child_boolean (root, NS_TAG_AIR_SYNC_DELETES_AS_MOVES, TRUE));
  g_assert_true (ns_node_child_boolean (root, NS_TAG_AIR_SYNC_PARTIAL, TRUE));
  g_assert_false (ns_node_child_boolean (root, NS_TAG_AIR_SYNC_PARTIAL, FALSE));
  g_assert_cmpstr (ns_node_child_text (root, NS_TAG_AIR_SYNC_GET_CHANGES), ==, "");
  g_assert_null (ns_node_child_text (root, NS_TAG_AIR_SYNC_PARTIAL));
}

static void
test_equal (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("A", 1);
  g_autoptr (NsNode) text = ns_node_new_text (NS_TAG_AIR_SYNC_CLASS, "A");
  g_autoptr (NsNode) opaque = ns_node_new_opaque (NS_TAG_AIR_SYNC_CLASS, bytes);
  g_autoptr (NsNode) other = ns_node_new_text (NS_TAG_AIR_SYNC_CLASS, "B");
  g_autoptr (NsNode) tag = ns_node_new_text (NS_TAG_AIR_SYNC_LIMIT, "A");
  g_autoptr (NsNode) nothing = ns_node_new (NS_TAG_AIR_SYNC_CLASS);
  g_autoptr (NsNode) blank = ns_node_new_text (NS_TAG_AIR_SYNC_CLASS, "");

  g_assert_true (ns_node_equal (text, opaque));
  g_assert_false (ns_node_equal (text, other));
  g_assert_false (ns_node_equal (text, tag));
  g_assert_false (ns_node_equal (text, nothing));
  g_assert_true (ns_node_equal (nothing, blank));
}

static void
test_writer (void)
{
  static const struct
  {
    gsize size;
    const char *head;
  } sizes[] = {
    { 0, HEAD "00 15 50 C3 00" },
    { 127, HEAD "00 15 50 C3 7F" },
    { 128, HEAD "00 15 50 C3 81 00" },
    { 300, HEAD "00 15 50 C3 82 2C" },
    { 16384, HEAD "00 15 50 C3 81 80 00" },
    { 5242880, HEAD "00 15 50 C3 82 C0 80 00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree guint8 *data = g_malloc0 (sizes[i].size + 1);
      g_autoptr (GBytes) bytes = g_bytes_new_static (data, sizes[i].size);
      g_autoptr (NsWbxmlWriter) writer = ns_wbxml_writer_new ();
      g_autoptr (GBytes) document = NULL;
      g_autoptr (GBytes) head = NULL;
      g_autoptr (NsNode) back = NULL;

      ns_wbxml_writer_opaque (writer, NS_TAG_COMPOSE_MAIL_MIME, bytes);
      document = ns_wbxml_writer_finish (writer);
      head = g_bytes_new_from_bytes (document, 0, g_bytes_get_size (document) - sizes[i].size - 1);
      eas_assert_hex (head, sizes[i].head);
      back = ns_wbxml_read (document, NULL);
      g_assert_true (g_bytes_equal (ns_node_bytes (back), bytes));
    }
}

/* What is written must be readable, whatever the text is. */
static void
test_writer_text (void)
{
  g_autoptr (NsWbxmlWriter) writer = ns_wbxml_writer_new ();
  g_autoptr (GBytes) document = NULL;

  ns_wbxml_writer_start (writer, NS_TAG_AIR_SYNC_COLLECTION);
  ns_wbxml_writer_text (writer, NS_TAG_AIR_SYNC_SYNC_KEY, "a\377b\303");
  ns_wbxml_writer_text (writer, NS_TAG_AIR_SYNC_SYNC_KEY, "\377");
  ns_wbxml_writer_text (writer, NS_TAG_AIR_SYNC_SYNC_KEY, NULL);
  ns_wbxml_writer_int (writer, NS_TAG_AIR_SYNC_STATUS, -7);
  ns_wbxml_writer_start (writer, NS_TAG_AIR_SYNC_OPTIONS);
  ns_wbxml_writer_end (writer);
  ns_wbxml_writer_empty (writer, NS_TAG_TASKS_SUBJECT);
  ns_wbxml_writer_empty (writer, NS_TAG_TASKS_COMPLETE);
  ns_wbxml_writer_end (writer);
  document = ns_wbxml_writer_finish (writer);
  eas_assert_hex (document, HEAD "4F 4B 03 61 62 00 01 0B 0B 4E 03 2D 37 00 01 17 00 09 20 0A 01");
}

static void
test_xml (void)
{
  g_autoptr (NsNode) root = ns_node_new (NS_TAG_AIR_SYNC_APPLICATION_DATA);
  g_autoptr (GBytes) printable = g_bytes_new_static ("<a>\r\n", 5);
  g_autoptr (GBytes) binary = g_bytes_new_static ("\0\1", 2);
  g_autofree char *xml = NULL;

  ns_node_append_text (root, NS_TAG_TASKS_SUBJECT, "T & <T>");
  ns_node_append_empty (root, NS_TAG_AIR_SYNC_MORE_AVAILABLE);
  ns_node_append_text (ns_node_append_empty (root, NS_TAG_AIR_SYNC_BASE_BODY), NS_TAG_AIR_SYNC_BASE_TYPE, "1");
  ns_node_append (root, ns_node_new_opaque (NS_TAG_COMPOSE_MAIL_MIME, printable));
  ns_node_append (root, ns_node_new_opaque (NS_TAG_COMPOSE_MAIL_MIME, binary));
  ns_node_append_text (root, (NsTag) 0x1b07, "new");
  xml = ns_node_to_xml (root);
  g_assert_cmpstr (xml, ==,
                   "<ApplicationData xmlns=\"AirSync\">\n"
                   "  <Subject xmlns=\"Tasks\">T &amp; &lt;T&gt;</Subject>\n"
                   "  <MoreAvailable/>\n"
                   "  <Body xmlns=\"AirSyncBase\">\n"
                   "    <Type>1</Type>\n"
                   "  </Body>\n"
                   "  <Mime xmlns=\"ComposeMail\"><!-- 5 bytes -->&lt;a&gt;\r\n</Mime>\n"
                   "  <Mime xmlns=\"ComposeMail\"><!-- 2 bytes --></Mime>\n"
                   "  <Token-07 xmlns=\"Page-27\">new</Token-07>\n"
                   "</ApplicationData>\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/eas/wbxml/golden", test_golden);
  g_test_add_func ("/eas/wbxml/broken", test_broken);
  g_test_add_func ("/eas/wbxml/content", test_content);
  g_test_add_func ("/eas/wbxml/liberal", test_liberal);
  g_test_add_func ("/eas/wbxml/values", test_values);
  g_test_add_func ("/eas/wbxml/equal", test_equal);
  g_test_add_func ("/eas/wbxml/writer", test_writer);
  g_test_add_func ("/eas/wbxml/writer-text", test_writer_text);
  g_test_add_func ("/eas/wbxml/xml", test_xml);
  return g_test_run ();
}
