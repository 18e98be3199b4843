/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-matrix.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define RUN "--run"
#define STEPS_MAX 200

typedef struct
{
  gboolean remembers;
  guint fault;
} Row;

static NsMatrix matrices[2];
static const char *program;

static const char *
server_name (gboolean remembers)
{
  return remembers ? "remembers" : "forgets";
}

/* Started by the first test that needs it: one server for all its cells. */
static NsMatrix *
get_matrix (gboolean remembers)
{
  NsMatrix *matrix = &matrices[remembers];

  if (matrix->fixture.server == NULL)
    ns_matrix_start (matrix, NS_MATRIX_KIND, remembers);
  return matrix;
}

/* The other process: runs one cycle on a profile and is killed at a step of it, as by kill -9. */
static void
die_cb (NsEngine *engine, int stage, guint n, guint total, guint64 sent, guint64 size, guint *countdown)
{
  if (--*countdown == 0)
    raise (SIGKILL);
}

static void
give_password (NsStore *store, NsSecrets *secrets)
{
  g_auto (NsAwait) read = NS_AWAIT_INIT, stored = NS_AWAIT_INIT;
  g_autoptr (NsAccount) account = NULL;

  ns_store_get_account_async (store, NULL, ns_await_cb, &read);
  account = ns_store_get_account_finish (store, ns_await_result (&read), NULL);
  ns_secrets_store_async (secrets, account, "demo", NULL, ns_await_cb, &stored);
  g_assert_true (ns_secrets_store_finish (secrets, ns_await_result (&stored), NULL));
}

static int
run_cycle (const char *profile, guint step, gint64 now)
{
  g_autoptr (NsClock) clock = ns_clock_new_fake (now);
  g_autoptr (NsSecrets) secrets = ns_secrets_new_memory ();
  g_autoptr (NsStore) store = NULL;
  g_autoptr (NsEngine) engine = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (NsAwait) opened = NS_AWAIT_INIT, ended = NS_AWAIT_INIT;
  NsCycleReport report;

  ns_store_open_async (profile, clock, NULL, ns_await_cb, &opened);
  store = ns_store_open_finish (ns_await_result (&opened), &error);
  g_assert_no_error (error);
  give_password (store, secrets);
  engine = ns_engine_new (store, secrets);
  g_signal_connect (engine, "progress", G_CALLBACK (die_cb), &step);
  ns_engine_cycle_async (engine, TRUE, NULL, ns_await_cb, &ended);
  ns_engine_cycle_finish (engine, ns_await_result (&ended), &report, &error);
  g_assert_no_error (error);
  ns_store_close (store);
  return EXIT_SUCCESS;
}

/* Returns: whether it was killed; else it came to its end. */
static gboolean
run_and_kill (NsMatrix *matrix, guint step)
{
  g_autofree char *steps = g_strdup_printf ("%u", step);
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, ns_clock_now (matrix->fixture.clock));
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, program, RUN,
                                                      matrix->fixture.profile, steps, now, NULL);

  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  if (g_subprocess_get_if_signaled (process))
    return g_subprocess_get_term_sig (process) == SIGKILL;
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, EXIT_SUCCESS);
  return FALSE;
}

static void
test_kill (gconstpointer data)
{
  NsMatrix *matrix = get_matrix (GPOINTER_TO_INT (data));
  const NsMatrixDoubt doubt = ns_matrix_doubt_at_upload (matrix, "kill -9");
  const guint before = matrix->n_uncertain;
  gboolean was_killed = TRUE;

  for (guint step = 1; was_killed && step < STEPS_MAX; step++)
    {
      g_autofree char *name = g_strdup_printf ("kill -9 at step %u", step);

      ns_matrix_begin_cell (matrix);
      was_killed = run_and_kill (matrix, step);
      ns_fixture_reopen (&matrix->fixture);
      ns_matrix_run (matrix, FALSE);
      ns_matrix_end_cell (matrix, name, doubt);
    }
  g_assert_false (was_killed);
  g_assert_cmpint (matrix->n_uncertain > before, ==, doubt == NS_MATRIX_SOMETIMES);
}

/* How many requests a cycle has that meets no fault. */
static guint
count_requests (NsMatrix *matrix)
{
  ns_matrix_begin_cell (matrix);
  ns_matrix_run (matrix, FALSE);
  ns_matrix_end_cell (matrix, "no fault", NS_MATRIX_NEVER);
  return matrix->n_requests;
}

/* A fault at each request of a cycle. */
static void
test_fault (gconstpointer data)
{
  const Row *row = data;
  const NsMatrixFault *fault = &ns_matrix_faults[row->fault];
  NsMatrix *matrix = get_matrix (row->remembers);
  const guint n_requests = count_requests (matrix);

  for (guint n = 1; n <= n_requests; n++)
    {
      g_autofree char *name = g_strdup_printf ("%s at request %u of %u", fault->name, n, n_requests);

      ns_matrix_begin_cell (matrix);
      ns_matrix_push (matrix, fault, n);
      ns_matrix_run (matrix, fault->stalls);
      ns_matrix_end_cell (matrix, name,
                          n == n_requests ? ns_matrix_doubt_at_upload (matrix, fault->name) : NS_MATRIX_NEVER);
    }
}

/* The answer of the upload is lost, and then each request of the recovery meets a fault as well. */
static void
test_recovery (gconstpointer data)
{
  static const NsMatrixFault first = { "executed, answer lost", "drop-answer", FALSE };
  const Row *row = data;
  const NsMatrixFault *fault = &ns_matrix_faults[row->fault];
  NsMatrix *matrix = get_matrix (row->remembers);
  const guint upload = count_requests (matrix);
  guint n_requests;

  ns_matrix_begin_cell (matrix);
  ns_matrix_push (matrix, &first, upload);
  ns_matrix_run (matrix, FALSE);
  ns_matrix_end_cell (matrix, first.name, NS_MATRIX_NEVER);
  n_requests = matrix->n_requests;
  g_assert_cmpuint (n_requests, >, upload);
  for (guint n = upload + 1; n <= n_requests; n++)
    {
      g_autofree char *name = g_strdup_printf ("%s, then %s at request %u of %u", first.name, fault->name, n,
                                               n_requests);

      ns_matrix_begin_cell (matrix);
      ns_matrix_push (matrix, &first, upload);
      ns_matrix_push (matrix, fault, n);
      ns_matrix_run (matrix, fault->stalls);
      ns_matrix_end_cell (matrix, name, NS_MATRIX_NEVER);
    }
}

/* The document lists the same doubts, word for word. */
static void
test_document (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "HACKING.md", NULL);
  g_autofree char *doubts = ns_matrix_dup_doubts ();
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (text != NULL && strstr (text, doubts) != NULL);
}

static void
add_tests (void)
{
  static Row rows[2 * NS_MATRIX_N_FAULTS];

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = NULL, *recovery = NULL;

      rows[i] = (Row) { i / NS_MATRIX_N_FAULTS == 0, i % NS_MATRIX_N_FAULTS };
      path = g_strdup_printf ("/matrix/%s/%s", server_name (rows[i].remembers),
                              ns_matrix_faults[rows[i].fault].fault);
      recovery = g_strconcat (path, "/recovery", NULL);
      g_test_add_data_func (path, &rows[i], test_fault);
      g_test_add_data_func (recovery, &rows[i], test_recovery);
    }
  g_test_add_func ("/matrix/document", test_document);
  g_test_add_data_func ("/matrix/remembers/kill", GINT_TO_POINTER (TRUE), test_kill);
  g_test_add_data_func ("/matrix/forgets/kill", GINT_TO_POINTER (FALSE), test_kill);
}

static void
print_summary (void)
{
  NsMatrix sum = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (matrices); i++)
    {
      sum.n_cells += matrices[i].n_cells;
      sum.n_delivered += matrices[i].n_delivered;
      sum.n_uncertain += matrices[i].n_uncertain;
      sum.n_lost += matrices[i].n_lost;
      sum.n_twice += matrices[i].n_twice;
    }
  g_print ("# %s: %u cells, %u delivered, %u uncertain, %u lost, %u twice\n", ns_matrix_kind_name (NS_MATRIX_KIND),
           sum.n_cells, sum.n_delivered, sum.n_uncertain, sum.n_lost, sum.n_twice);
}

int
main (int argc, char *argv[])
{
  int code;

  program = argv[0];
  if (argc == 5 && strcmp (argv[1], RUN) == 0)
    return run_cycle (argv[2], (guint) strtoul (argv[3], NULL, 10), g_ascii_strtoll (argv[4], NULL, 10));

  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  add_tests ();
  code = g_test_run ();
  print_summary ();
  for (guint i = 0; i < G_N_ELEMENTS (matrices); i++)
    if (matrices[i].fixture.server != NULL)
      ns_matrix_stop (&matrices[i]);
  return code;
}
