/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "base/ns-id.h"

#include <string.h>

#define N_IDS 5000

static void
assert_id (const char *id)
{
  g_assert_cmpuint (strlen (id), ==, NS_ID_LENGTH);
  g_assert_cmpuint (strspn (id, "0123456789abcdef"), ==, NS_ID_LENGTH);
}

static gpointer
make_ids (gpointer data)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_IDS; i++)
    g_ptr_array_add (ids, ns_id_new ());
  return ids;
}

/* Two threads at once, so that a lost update of the generator would show as the same id twice. */
static void
assert_unique (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GThread *thread = g_thread_new ("ids", make_ids, NULL);
  g_autoptr (GPtrArray) ours = make_ids (NULL);
  g_autoptr (GPtrArray) theirs = g_thread_join (thread);

  for (guint i = 0; i < N_IDS; i++)
    {
      assert_id (ours->pdata[i]);
      g_assert_true (g_hash_table_add (seen, ours->pdata[i]));
      g_assert_true (g_hash_table_add (seen, theirs->pdata[i]));
    }
}

static void
test_unique (void)
{
  assert_unique ();
}

static void
test_unique_seeded (void)
{
  ns_id_set_seed (1);
  assert_unique ();
}

static void
test_seed (void)
{
  g_autofree char *first = NULL, *second = NULL, *again = NULL, *other = NULL;

  ns_id_set_seed (416);
  first = ns_id_new ();
  second = ns_id_new ();
  ns_id_set_seed (416);
  again = ns_id_new ();
  ns_id_set_seed (417);
  other = ns_id_new ();

  assert_id (first);
  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, second);
  g_assert_cmpstr (first, !=, other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id/unique", test_unique); /* before the seed, which stays */
  g_test_add_func ("/id/unique/seeded", test_unique_seeded);
  g_test_add_func ("/id/seed", test_seed);
  return g_test_run ();
}
