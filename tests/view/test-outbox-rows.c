/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "view/ns-outbox-rows.h"

/* A second list that only follows what it is told, as a tree view does. */
typedef struct
{
  const GArray *rows;
  GArray *shadow;
} Follower;

static GArray *
make_ids (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (char **word = words; *word != NULL && **word != '\0'; word++)
    {
      gint64 id = 0;

      g_assert_true (g_ascii_string_to_signed (*word, 10, 1, 1000000, &id, NULL));
      g_array_append_val (ids, id);
    }
  return ids;
}

static void
assert_same (const GArray *a, const GArray *b, guint n)
{
  g_assert_cmpuint (a->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (g_array_index (a, gint64, i), ==, g_array_index (b, gint64, i));
}

static void
follow_cb (NsRowChange change, guint index, gpointer user_data)
{
  Follower *follower = user_data;

  if (change == NS_ROW_DELETED)
    g_array_remove_index (follower->shadow, index);
  else
    g_array_insert_val (follower->shadow, index, g_array_index (follower->rows, gint64, index));
  assert_same (follower->shadow, follower->rows, follower->rows->len);
}

static void
test_update (void)
{
  const struct
  {
    const char *before;
    const char *after;
    guint n_first;
    guint n_rows;
    guint n_changes;
  } cases[] = {
    { "", "3 2 1", 10, 3, 3 },
    { "3 2 1", "3 2 1", 10, 3, 0 },
    { "3 2 1", "4 3 2 1", 10, 4, 1 },
    { "3 2 1", "3 1", 10, 2, 1 },
    { "3 2 1", "", 10, 0, 3 },
    { "9 7 5", "8 7 6 5 4", 10, 5, 4 },
    { "3 2 1", "4 3 2 1", 2, 4, 1 },   /* as many as before stay rows */
    { "", "5 4 3 2 1", 2, 2, 2 },      /* the rest grows */
    { "1 2 3", "3 2 1", 10, 3, 4 },    /* the other way round */
    { "1 2 3 4 5 6", "6 1 2 3 4 5", 10, 6, 2 }, /* one that moves, to either end, and two */
    { "1 2 3 4 5 6", "2 3 4 5 6 1", 10, 6, 2 },
    { "1 2 3 4 5 6", "5 1 3 2 4 6", 10, 6, 4 },
    { "1 2 3 4 5 6", "9 6 1 8 3 4", 10, 6, 6 }, /* with others that come and go */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) rows = make_ids (cases[i].before);
      g_autoptr (GArray) shadow = make_ids (cases[i].before);
      g_autoptr (GArray) snapshot = make_ids (cases[i].after);
      Follower follower = { rows, shadow };

      g_assert_cmpuint (ns_outbox_rows_update (rows, snapshot, cases[i].n_first, follow_cb, &follower), ==,
                        cases[i].n_changes);
      assert_same (rows, snapshot, cases[i].n_rows);
    }
}

static void
test_grow (void)
{
  g_autoptr (GArray) rows = make_ids ("5 4");
  g_autoptr (GArray) shadow = make_ids ("5 4");
  g_autoptr (GArray) snapshot = make_ids ("5 4 3 2 1");
  Follower follower = { rows, shadow };

  g_assert_true (ns_outbox_rows_grow (rows, snapshot, 2, follow_cb, &follower));
  assert_same (rows, snapshot, 4);
  g_assert_false (ns_outbox_rows_grow (rows, snapshot, 2, follow_cb, &follower));
  assert_same (rows, snapshot, 5);
  g_assert_false (ns_outbox_rows_grow (rows, snapshot, 2, follow_cb, &follower));
}

/* Random lists in a random but stable order: whatever happens to them, the follower ends with the same rows. */
static void
test_random (void)
{
  g_autoptr (GArray) rows = make_ids ("");
  g_autoptr (GArray) shadow = make_ids ("");
  Follower follower = { rows, shadow };

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GArray) snapshot = make_ids ("");
      const int density = g_test_rand_int_range (1, 10);

      for (gint64 id = 120; id > 0; id--)
        if (g_test_rand_int_range (0, 10) < density)
          g_array_append_val (snapshot, id);
      ns_outbox_rows_update (rows, snapshot, 200, follow_cb, &follower);
      assert_same (rows, snapshot, snapshot->len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outbox-rows/update", test_update);
  g_test_add_func ("/outbox-rows/grow", test_grow);
  g_test_add_func ("/outbox-rows/random", test_random);
  return g_test_run ();
}
