/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eas/ns-wbxml-reader.h"
#include "eas/ns-wbxml-writer.h"

#include <stdlib.h>

typedef struct
{
  NsTag tag;
  char *name_space; /* (owned) */
  char *name;       /* (owned) */
} Row;

static void
row_clear (Row *row)
{
  g_free (row->name_space);
  g_free (row->name);
}

/* The independent table: `page token namespace name`. */
static GArray *
load_rows (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "wbxml-code-pages.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));

  g_array_set_clear_func (rows, (GDestroyNotify) row_clear);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
      Row row;

      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;
      g_assert_cmpuint (g_strv_length (words), ==, 4);
      row.tag = (NsTag) (strtoul (words[0], NULL, 10) << 8 | strtoul (words[1], NULL, 16));
      row.name_space = g_strdup (words[2]);
      row.name = g_strdup (words[3]);
      g_array_append_val (rows, row);
    }
  return rows;
}

static void
test_both_directions (void)
{
  g_autoptr (GArray) rows = load_rows ();

  g_assert_cmpuint (rows->len, ==, 644);
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      NsTag found = 0;

      g_assert_cmpstr (ns_tag_name (row->tag), ==, row->name);
      g_assert_cmpstr (ns_tag_namespace (row->tag), ==, row->name_space);
      g_assert_true (ns_tag_from_name (row->name_space, row->name, &found));
      g_assert_cmphex (found, ==, row->tag);
    }
}

/* The program's table has no tag that the file lacks. */
static void
test_nothing_else (void)
{
  g_autoptr (GArray) rows = load_rows ();
  guint n_named = 0;
  NsTag found = 0;

  for (guint page = 0; page < 256; page++)
    for (guint token = 0; token < 64; token++)
      n_named += ns_tag_name ((NsTag) (page << 8 | token)) != NULL;
  g_assert_cmpuint (n_named, ==, rows->len);

  g_assert_null (ns_tag_namespace ((NsTag) (NS_WBXML_N_PAGES << 8 | 5)));
  g_assert_false (ns_tag_from_name ("AirSync", "NoSuchTag", &found));
  g_assert_false (ns_tag_from_name ("NoSuchSpace", "Sync", &found));
  g_assert_false (ns_tag_from_name ("Calendar", "TimeZone", &found));
  g_assert_true (ns_tag_from_name ("Calendar", "Timezone", &found));
  g_assert_cmphex (found, ==, NS_TAG_CALENDAR_TIMEZONE);
}

/* Every tag survives a document of its own, below a root of another page. */
static void
test_documents (void)
{
  g_autoptr (GArray) rows = load_rows ();

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      const NsTag root_tag = NS_TAG_PAGE (row->tag) == 1 ? NS_TAG_AIR_SYNC_SYNC : NS_TAG_CONTACTS_CATEGORIES;
      g_autoptr (NsNode) root = ns_node_new (root_tag);
      g_autoptr (NsNode) back = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      ns_node_append_text (root, row->tag, row->name);
      ns_node_append_empty (root, row->tag);
      bytes = ns_wbxml_write (root);
      back = ns_wbxml_read (bytes, &error);
      g_assert_no_error (error);
      g_assert_true (ns_node_equal (root, back));
      g_assert_cmpstr (ns_node_child_text (back, row->tag), ==, row->name);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/eas/tags/both-directions", test_both_directions);
  g_test_add_func ("/eas/tags/nothing-else", test_nothing_else);
  g_test_add_func ("/eas/tags/documents", test_documents);
  return g_test_run ();
}
