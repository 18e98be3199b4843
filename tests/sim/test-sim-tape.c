/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tape of exchanges is bounded in number, in the size of a body, and in all that it keeps. */
#include "config.h"

#include "sim/ns-sim-tape.h"

#define KILOBYTE ((gsize) 1024)

static void
record (NsSimTape *tape, gsize size)
{
  g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (size), size);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  char method[] = "POST", path[] = "/";
  NsSimRequest request = { .method = method, .path = path, .body = body };
  NsSimAnswer answer = { .http_status = 200 };

  ns_sim_tape_record (tape, 0, &request, &answer, NULL, entries);
}

static void
check (guint n_records, gsize size, guint n_kept, gboolean has_body)
{
  NsSimTape *tape = ns_sim_tape_new ();
  g_autoptr (GPtrArray) exchanges = NULL;
  const NsSimExchange *oldest;
  const NsSimExchange *newest;

  for (guint i = 0; i < n_records; i++)
    record (tape, size);
  exchanges = ns_sim_tape_dup_exchanges (tape);
  ns_sim_tape_free (tape);
  g_assert_cmpuint (exchanges->len, ==, n_kept);
  oldest = g_ptr_array_index (exchanges, 0);
  newest = g_ptr_array_index (exchanges, n_kept - 1);
  g_assert_cmpuint (oldest->seq, ==, n_records - n_kept + 1);
  g_assert_cmpuint (newest->seq, ==, n_records);
  g_assert_cmpuint (newest->request_size, ==, size);
  g_assert_true ((newest->request != NULL) == has_body);
}

static void
test_number (void)
{
  check (512, 1, 512, TRUE);
  check (513, 1, 512, TRUE);
  check (700, 0, 512, FALSE);
}

/* What is too large to be kept still says how large it was. */
static void
test_body (void)
{
  check (1, 256 * KILOBYTE, 1, TRUE);
  check (1, 256 * KILOBYTE + 1, 1, FALSE);
}

static void
test_all (void)
{
  check (32, 256 * KILOBYTE, 32, TRUE);
  check (33, 256 * KILOBYTE, 32, TRUE);
  check (200, 100 * KILOBYTE, 81, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/tape/number", test_number);
  g_test_add_func ("/sim/tape/body", test_body);
  g_test_add_func ("/sim/tape/all", test_all);
  return g_test_run ();
}
