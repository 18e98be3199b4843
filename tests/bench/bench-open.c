/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long it takes to open an outbox and to have its numbers and its first page, however much is in it. */
#include "config.h"

#include "base/ns-await.h"
#include "bench/ns-bench-rig.h"
#include "bench/ns-bench.h"

#include <stdlib.h>

#define ROUNDS 15
#define FEW 100000
#define MANY 1000000
#define PAGE 256
#define MOST_MS 5.0

static void
read_tally (NsStore *store, guint n)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  NsTally tally;
  guint sum = 0;

  ns_store_get_tally_async (store, NULL, ns_await_cb, &await);
  if (!ns_store_get_tally_finish (store, ns_await_result (&await), &tally, &error))
    g_error ("%s", error->message);
  for (guint i = 0; i <= NS_STATE_LAST; i++)
    sum += tally.count[i];
  g_assert_cmpuint (sum, ==, n);
}

static void
read_first_page (NsStore *store)
{
  const NsFilter filter = { .limit = PAGE };
  g_auto (NsAwait) listed = NS_AWAIT_INIT, loaded = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) items = NULL;

  ns_store_list_ids_async (store, &filter, NULL, ns_await_cb, &listed);
  ids = ns_store_list_ids_finish (store, ns_await_result (&listed), &error);
  if (ids == NULL)
    g_error ("%s", error->message);
  ns_store_load_async (store, (const gint64 *) (gpointer) ids->data, ids->len, NULL, ns_await_cb, &loaded);
  items = ns_store_load_finish (store, ns_await_result (&loaded), &error);
  if (items == NULL)
    g_error ("%s", error->message);
  g_assert_cmpuint (items->len, ==, PAGE);
}

static double
open_ms (const char *profile, guint n)
{
  const double start = ns_bench_now ();
  g_autoptr (NsStore) store = ns_bench_store_open (profile);
  double seconds;

  read_tally (store, n);
  read_first_page (store);
  seconds = ns_bench_now () - start;
  ns_store_close (store);
  return seconds * 1000;
}

int
main (void)
{
  NsBench *ratio = ns_bench_new ("open-1m", "ms", "the same with 100,000 items", NS_BENCH_AT_MOST, 1.5);
  NsBench *time = ns_bench_new ("open-1m-time", "ms", "5 ms", NS_BENCH_AT_MOST, 1);
  char *few = ns_bench_folder_new (), *many = ns_bench_folder_new ();
  gboolean is_ok;

  ns_bench_fill (few, FEW, 1);
  ns_bench_fill (many, MANY, 1);
  open_ms (few, FEW);
  open_ms (many, MANY);
  for (guint round = 0; round < ROUNDS; round++)
    {
      const double before = round % 2 == 0 ? open_ms (few, FEW) : 0;
      const double ours = open_ms (many, MANY);

      ns_bench_add (ratio, ours, round % 2 == 0 ? before : open_ms (few, FEW));
      ns_bench_add (time, ours, MOST_MS);
    }
  ns_bench_folder_free (few);
  ns_bench_folder_free (many);
  is_ok = ns_bench_end (ratio);
  return ns_bench_end (time) && is_ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
