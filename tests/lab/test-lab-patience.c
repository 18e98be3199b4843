/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clock of a lab stands still: yet whatever waits for it comes to its end, at once and always at the same time. */
#include "config.h"

#include "base/ns-await.h"
#include "lab/ns-lab.h"
#include "sim/ns-sim-fault-kind.h"

#include <glib/gstdio.h>

/* A cycle with a fault in each request takes far less than this of the computer's time, in seconds. */
#define BOUND 20

static const char story[] =
  "[Scenario]\nName=t\nTitle=T\nClock=2010-09-06T07:40:00Z\n"
  "[Server]\nTls=true\n"
  "[Account]\nEmail=a@b.test\nCompareBeforeSending=false\n"
  "[Item mail]\nKind=mail\nTo=c@d.test\nSubject=One\n"
  "[Item event]\nKind=event\nUid=u1\nSubject=Lunch\nStart=2010-09-07T12:00:00Z\nEnd=2010-09-07T13:00:00Z\n"
  "[Steps]\n1=queue mail\n2=queue event\n3=cycle\n";

static NsLab *
open_lab (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  const int fd = g_file_open_tmp ("ns-XXXXXX.scenario", &path, NULL);
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (NsClock) clock = NULL;
  NsScenario *scenario;
  NsLab *lab;

  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, story, -1, NULL));
  scenario = ns_scenario_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  clock = ns_clock_new_fake (scenario->clock);
  lab = ns_lab_new (scenario, clock);
  ns_lab_open_async (lab, NULL, ns_await_cb, &await);
  g_assert_true (ns_lab_finish (lab, ns_await_result (&await), NULL));
  return lab;
}

static gboolean
too_late_cb (gpointer user_data)
{
  g_error ("The cycle with the fault %s has not ended.", (const char *) user_data);
  return G_SOURCE_REMOVE;
}

static void
play (NsLab *lab, const char *fault)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  const guint guard = g_timeout_add_seconds (BOUND, too_late_cb, (gpointer) fault);

  ns_lab_play_async (lab, NULL, ns_await_cb, &await);
  ns_lab_finish (lab, ns_await_result (&await), &error);
  g_assert_no_error (error);
  g_source_remove (guard);
}

/* How long the story took by its own clock, in seconds. */
static double
play_with (const char *fault, char **state)
{
  g_autoptr (NsLab) lab = open_lab ();
  g_autoptr (GError) error = NULL;
  const gint64 begin = ns_clock_now (ns_lab_get_clock (lab));
  double seconds;

  g_assert_cmpuint (ns_lab_add_fault (lab, fault, 0, &error), !=, 0);
  g_assert_no_error (error);
  play (lab, fault);
  seconds = (double) (ns_clock_now (ns_lab_get_clock (lab)) - begin) / G_USEC_PER_SEC;
  if (state != NULL)
    *state = ns_sim_server_dup_state (ns_lab_get_server (lab));
  ns_lab_stop (lab);
  return seconds;
}

static char *
write_fault (const NsSimFaultKind *kind)
{
  const gboolean is_of_item = kind->scope == NS_SIM_FAULT_SCOPE_ITEM || kind->scope == NS_SIM_FAULT_SCOPE_FROM_ITEM;
  const char *target = kind->scope == NS_SIM_FAULT_SCOPE_FROM_ITEM ? "@Lunch" : "";
  const char *times = kind->scope == NS_SIM_FAULT_SCOPE_DEVICE ? "" : "*";
  g_autofree char *value = kind->value == NS_SIM_FAULT_VALUE_NONE || kind->value == NS_SIM_FAULT_VALUE_URL
                             ? g_strdup ("") : g_strdup_printf ("=%.0f", kind->preset);

  if (kind->value == NS_SIM_FAULT_VALUE_CODE)
    return g_strdup_printf ("ANY:%.0f*", kind->preset);
  return g_strconcat (is_of_item ? "Sync:" : "ANY:", kind->id, value, times, target, NULL);
}

/* No fault of the table holds a cycle up, whatever it meets. */
static void
test_kinds (void)
{
  gsize n;
  const NsSimFaultKind *kinds = ns_sim_fault_kinds (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *fault = write_fault (&kinds[i]);

      g_test_message ("%s", fault);
      play_with (fault, NULL);
    }
}

/* No more time passes than the server holds the answer back, or the engine waits for one: two minutes for its
 * beginning, and for each further piece. */
static void
test_time (void)
{
  static const struct
  {
    const char *fault;
    double min;
    double max;
    gboolean arrives;
  } rows[] = {
    { "ANY:503=7*", 0, 0, FALSE },
    { "ANY:delay=30@#1", 30, 30, TRUE },
    { "ANY:delay=119*2", 238, 238, TRUE },
    { "ANY:delay=300@#1", 120, 120, FALSE },
    { "ANY:stall@#1", 120, 120, FALSE },
    { "ANY:slow=50@#1", 1, 119, TRUE },
    { "ANY:slow=1@#1", 120, 120, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *state = NULL;
      const double seconds = play_with (rows[i].fault, &state);

      g_test_message ("%s: %f s", rows[i].fault, seconds);
      g_assert_cmpfloat (seconds, >=, rows[i].min);
      g_assert_cmpfloat (seconds, <=, rows[i].max);
      g_assert_true ((strstr (state, "Lunch") != NULL) == rows[i].arrives);
    }
}

/* The same faults take the same time, and leave the same behind. */
static void
test_same (void)
{
  static const char *const faults[] = { "ANY:delay=30*", "ANY:slow=50*", "SendMail:stall", "Sync:slow=20*" };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;
      const double seconds = play_with (faults[i], &first);

      g_assert_cmpfloat (play_with (faults[i], &second), ==, seconds);
      g_assert_cmpstr (first, ==, second);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/patience/kinds", test_kinds);
  g_test_add_func ("/lab/patience/time", test_time);
  g_test_add_func ("/lab/patience/same", test_same);
  return g_test_run ();
}
