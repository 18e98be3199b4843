/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "base/ns-clock.h"

#define START (G_GINT64_CONSTANT (1245056400) * G_USEC_PER_SEC) /* 2009-06-15T09:00:00Z */

/* A clock, and what its time-outs wrote down when they fired. */
typedef struct
{
  NsClock *clock; /* (owned) */
  GString *story; /* (owned) */
} Fixture;

typedef struct
{
  Fixture *fixture;
  char name;
  guint times_left; /* how often it asks to be called again */
  guint removes;    /* an id that it takes back, or 0 */
} Alarm;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->clock = ns_clock_new_fake (START);
  fixture->story = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->clock);
  g_string_free (fixture->story, TRUE);
}

static gboolean
alarm_cb (gpointer user_data)
{
  Alarm *alarm = user_data;
  Fixture *fixture = alarm->fixture;

  g_string_append_printf (fixture->story, "%c%" G_GINT64_FORMAT " ", alarm->name,
                          ns_clock_monotonic (fixture->clock));
  if (alarm->removes != 0)
    ns_clock_remove_timeout (fixture->clock, alarm->removes);
  if (alarm->times_left == 0)
    return G_SOURCE_REMOVE;
  alarm->times_left--;
  return G_SOURCE_CONTINUE;
}

static void
test_fake_stands_still (Fixture *fixture, gconstpointer data)
{
  g_assert_true (ns_clock_is_fake (fixture->clock));
  g_assert_cmpint (ns_clock_now (fixture->clock), ==, START);
  g_assert_cmpint (ns_clock_monotonic (fixture->clock), ==, 0);
  ns_clock_advance (fixture->clock, 1500);
  g_assert_cmpint (ns_clock_now (fixture->clock), ==, START + 1500);
  g_assert_cmpint (ns_clock_monotonic (fixture->clock), ==, 1500);
  g_assert_cmpfloat (ns_clock_jitter (fixture->clock, 0.5), ==, 1.0);
}

static void
test_fake_order (Fixture *fixture, gconstpointer data)
{
  Alarm late = { fixture, 'l' }, early = { fixture, 'e' }, tied = { fixture, 't' }, never = { fixture, 'n' };

  ns_clock_add_timeout (fixture->clock, 30, alarm_cb, &late);
  ns_clock_add_timeout (fixture->clock, 10, alarm_cb, &early);
  ns_clock_add_timeout (fixture->clock, 30, alarm_cb, &tied);
  ns_clock_add_timeout (fixture->clock, 31, alarm_cb, &never);

  ns_clock_advance (fixture->clock, 9);
  g_assert_cmpstr (fixture->story->str, ==, "");
  ns_clock_advance (fixture->clock, 21);
  g_assert_cmpstr (fixture->story->str, ==, "e10 l30 t30 ");
}

static void
test_fake_repeats (Fixture *fixture, gconstpointer data)
{
  Alarm twice = { fixture, 'a', 1 }, thrice = { fixture, 'b', 2 };

  ns_clock_add_timeout (fixture->clock, 10, alarm_cb, &twice);
  ns_clock_add_timeout (fixture->clock, 7, alarm_cb, &thrice);
  ns_clock_advance (fixture->clock, 1000);
  g_assert_cmpstr (fixture->story->str, ==, "b7 a10 b14 a20 b21 ");
}

static void
test_fake_remove (Fixture *fixture, gconstpointer data)
{
  Alarm victim = { fixture, 'v' }, own = { fixture, 'o', 5 }, killer = { fixture, 'k' };
  guint id;

  id = ns_clock_add_timeout (fixture->clock, 5, alarm_cb, &victim);
  ns_clock_remove_timeout (fixture->clock, id);
  killer.removes = ns_clock_add_timeout (fixture->clock, 20, alarm_cb, &victim);
  ns_clock_add_timeout (fixture->clock, 10, alarm_cb, &killer);
  own.removes = ns_clock_add_timeout (fixture->clock, 15, alarm_cb, &own);
  ns_clock_advance (fixture->clock, 100);
  g_assert_cmpstr (fixture->story->str, ==, "k10 o15 ");
}

static gboolean
chain_cb (gpointer user_data)
{
  Alarm *alarm = user_data;

  ns_clock_add_timeout (alarm->fixture->clock, 3, alarm_cb, alarm);
  return G_SOURCE_REMOVE;
}

static void
test_fake_chain (Fixture *fixture, gconstpointer data)
{
  Alarm alarm = { fixture, 'c' };

  ns_clock_add_timeout (fixture->clock, 10, chain_cb, &alarm);
  ns_clock_advance (fixture->clock, 13);
  g_assert_cmpstr (fixture->story->str, ==, "c13 ");
  g_assert_cmpint (ns_clock_monotonic (fixture->clock), ==, 13);
}

static gpointer
read_now (gpointer clock)
{
  for (guint i = 0; i < 1000; i++)
    g_assert_cmpint (ns_clock_now (clock), >=, START);
  return NULL;
}

static void
test_fake_other_thread (Fixture *fixture, gconstpointer data)
{
  GThread *thread = g_thread_new ("reader", read_now, fixture->clock);

  for (guint i = 0; i < 1000; i++)
    ns_clock_advance (fixture->clock, 1);
  g_thread_join (thread);
  g_assert_cmpint (ns_clock_now (fixture->clock), ==, START + 1000);
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static gboolean
unreachable_cb (gpointer user_data)
{
  g_assert_not_reached ();
}

static void
test_system (void)
{
  g_autoptr (NsClock) clock = ns_clock_new_system ();
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  const gint64 before = g_get_real_time (), began = ns_clock_monotonic (clock);
  guint id;

  g_assert_false (ns_clock_is_fake (clock));
  g_assert_cmpint (ns_clock_now (clock), >=, before);

  g_main_context_push_thread_default (context);
  id = ns_clock_add_timeout (clock, 0, unreachable_cb, NULL);
  g_assert_cmpuint (id, !=, 0);
  ns_clock_remove_timeout (clock, id);
  ns_clock_add_timeout (clock, 2000, quit_cb, loop);
  g_main_loop_run (loop);
  g_main_context_pop_thread_default (context);
  g_assert_cmpint (ns_clock_monotonic (clock) - began, >=, 2000);
}

static void
test_system_jitter (void)
{
  g_autoptr (NsClock) clock = ns_clock_new_system ();
  gboolean differs = FALSE;
  double first = ns_clock_jitter (clock, 0.2);

  for (guint i = 0; i < 1000; i++)
    {
      const double factor = ns_clock_jitter (clock, 0.2);

      g_assert_cmpfloat (factor, >=, 0.8);
      g_assert_cmpfloat (factor, <=, 1.2);
      differs |= factor < first || factor > first;
    }
  g_assert_true (differs);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } cases[] = {
    { "/clock/fake/stands-still", test_fake_stands_still },
    { "/clock/fake/order", test_fake_order },
    { "/clock/fake/repeats", test_fake_repeats },
    { "/clock/fake/remove", test_fake_remove },
    { "/clock/fake/chain", test_fake_chain },
    { "/clock/fake/other-thread", test_fake_other_thread },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].test, tear_down);
  g_test_add_func ("/clock/system", test_system);
  g_test_add_func ("/clock/system/jitter", test_system_jitter);
  return g_test_run ();
}
