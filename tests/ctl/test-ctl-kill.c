/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ctl-fixture.h"

#include <string.h>

#define N_MOMENTS 20
#define N_RECOVERIES 3

static gboolean
kill_cb (gpointer user_data)
{
  g_subprocess_force_exit (user_data);
  return G_SOURCE_REMOVE;
}

static void
queue_both (CtlFixture *fixture, const char *name)
{
  ctl_add_mail (fixture, name);
  ctl_add_contact (fixture, name);
}

/* How long an undisturbed run takes here, in microseconds: the moments are spread over it. */
static gint64
measure (CtlFixture *fixture)
{
  const gint64 begin = g_get_monotonic_time ();
  g_autoptr (CtlResult) result = ctl_run (fixture, "sync", NULL);

  ctl_expect (result, 0);
  return g_get_monotonic_time () - begin;
}

/* The program is killed; the moment is given from the outside, since no line of the code is to be spared. */
static void
sync_and_kill (CtlFixture *fixture, gint64 after)
{
  static const char *const args[] = { "sync", NULL };
  g_autoptr (GSubprocess) process
    = ctl_spawn (fixture, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, args);
  g_autoptr (GSource) timer = g_timeout_source_new ((guint) (after / 1000));
  g_autoptr (CtlResult) result = NULL;

  g_source_set_callback (timer, kill_cb, process, NULL);
  g_source_attach (timer, NULL);
  result = ctl_finish (process, NULL);
  g_source_destroy (timer);
  g_test_message ("killed after %" G_GINT64_FORMAT " us: %s", after, result->code < 0 ? "yes" : "it had ended");
}

/* Nobody may have to do anything: the next runs find out by themselves what became of it. */
static void
recover (CtlFixture *fixture)
{
  for (guint i = 0; i < N_RECOVERIES; i++)
    {
      g_autoptr (CtlResult) result = ctl_run (fixture, "sync", NULL);

      if (result->code == 0)
        return;
      g_assert_cmpint (result->code, ==, 3);
    }
  g_assert_not_reached ();
}

static void
test_any_moment (void)
{
  g_auto (CtlFixture) fixture = { NULL };
  gint64 duration;

  ctl_fixture_init (&fixture, NULL);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  queue_both (&fixture, "first");
  duration = measure (&fixture);

  for (guint i = 0; i < N_MOMENTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("moment-%u", i);
      g_autoptr (CtlResult) status = NULL;
      g_autofree char *list = NULL;

      queue_both (&fixture, name);
      sync_and_kill (&fixture, duration * i / N_MOMENTS);
      status = ctl_run (&fixture, "status", NULL);
      g_assert_cmpint (status->code, !=, 5);
      recover (&fixture);
      list = ctl_list (&fixture);
      g_assert_cmpstr (list, ==, "");
      g_assert_cmpuint (ctl_count_executed (&fixture, "SendMail", name), ==, 1);
      g_assert_cmpuint (ctl_count_executed (&fixture, "Sync", name), ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/kill/any-moment", test_any_moment);
  return g_test_run ();
}
