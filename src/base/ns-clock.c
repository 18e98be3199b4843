/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "base/ns-clock.h"

typedef struct
{
  guint id;
  gint64 due; /* monotonic, microseconds */
  gint64 delay;
  GSourceFunc func;
  gpointer user_data;
} FakeTimeout;

struct _NsClock
{
  GObject parent_instance;

  gboolean fake;
  GMutex lock;
  gint64 offset;     /* (mutex lock) fake: wall time minus fake monotonic time */
  gint64 elapsed;    /* (mutex lock) fake: monotonic time */
  guint next_id;
  GArray *timeouts;  /* (owned) (element-type FakeTimeout) */
};

G_DEFINE_FINAL_TYPE (NsClock, ns_clock, G_TYPE_OBJECT)

static void
ns_clock_finalize (GObject *object)
{
  NsClock *self = NS_CLOCK (object);

  g_array_unref (self->timeouts);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (ns_clock_parent_class)->finalize (object);
}

static void
ns_clock_class_init (NsClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ns_clock_finalize;
}

static void
ns_clock_init (NsClock *self)
{
  g_mutex_init (&self->lock);
  self->next_id = 1;
  self->timeouts = g_array_new (FALSE, FALSE, sizeof (FakeTimeout));
}

/**
 * ns_clock_new_system:
 *
 * Returns: (transfer full): a clock that follows the computer's
 */
NsClock *
ns_clock_new_system (void)
{
  return g_object_new (NS_TYPE_CLOCK, NULL);
}

/**
 * ns_clock_new_fake:
 * @now: the wall time at which it stands still, in microseconds since the epoch
 *
 * Returns: (transfer full): a clock for tests and screenshots
 */
NsClock *
ns_clock_new_fake (gint64 now)
{
  NsClock *self = g_object_new (NS_TYPE_CLOCK, NULL);

  self->fake = TRUE;
  self->offset = now;
  return self;
}

/**
 * ns_clock_is_fake:
 * @self: a clock
 *
 * Returns: whether time only passes by ns_clock_advance()
 */
gboolean
ns_clock_is_fake (NsClock *self)
{
  return self->fake;
}

/**
 * ns_clock_now:
 * @self: a clock
 *
 * Returns: the wall time in microseconds since the epoch. Any thread.
 */
gint64
ns_clock_now (NsClock *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  if (!self->fake)
    return g_get_real_time ();

  locker = g_mutex_locker_new (&self->lock);
  return self->offset + self->elapsed;
}

/**
 * ns_clock_monotonic:
 * @self: a clock
 *
 * Returns: microseconds that never go backward, for durations. Any thread.
 */
gint64
ns_clock_monotonic (NsClock *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  if (!self->fake)
    return g_get_monotonic_time ();

  locker = g_mutex_locker_new (&self->lock);
  return self->elapsed;
}

/**
 * ns_clock_jitter:
 * @self: a clock
 * @fraction: how far to stray, such as 0.2
 *
 * Returns: a random factor from 1 - @fraction to 1 + @fraction; always 1 on a fake clock
 */
double
ns_clock_jitter (NsClock *self, double fraction)
{
  return self->fake ? 1.0 : g_random_double_range (1.0 - fraction, 1.0 + fraction);
}

/**
 * ns_clock_add_timeout:
 * @self: a clock
 * @delay: microseconds from now
 * @func: called when due; again after the same delay while it returns %G_SOURCE_CONTINUE
 * @user_data: for @func
 *
 * Like g_timeout_add(), on this clock and in the thread-default main context of the caller.
 *
 * Returns: an id for ns_clock_remove_timeout(), never 0
 */
guint
ns_clock_add_timeout (NsClock *self, gint64 delay, GSourceFunc func, gpointer user_data)
{
  FakeTimeout timeout = { self->next_id, ns_clock_monotonic (self) + delay, delay, func, user_data };
  g_autoptr (GSource) source = NULL;

  if (self->fake)
    {
      self->next_id++;
      g_array_append_val (self->timeouts, timeout);
      return timeout.id;
    }

  source = g_timeout_source_new (MIN (MAX (delay, 0) / 1000, (gint64) G_MAXINT));
  g_source_set_callback (source, func, user_data, NULL);
  return g_source_attach (source, g_main_context_get_thread_default ());
}

static guint
find_timeout (NsClock *self, guint id)
{
  guint i = 0;

  while (i < self->timeouts->len && g_array_index (self->timeouts, FakeTimeout, i).id != id)
    i++;
  return i;
}

/**
 * ns_clock_remove_timeout:
 * @self: a clock
 * @id: from ns_clock_add_timeout(), not yet ended
 *
 * Takes a time-out back.
 */
void
ns_clock_remove_timeout (NsClock *self, guint id)
{
  GSource *source;
  guint i;

  if (!self->fake)
    {
      source = g_main_context_find_source_by_id (g_main_context_get_thread_default (), id);
      g_return_if_fail (source != NULL);
      g_source_destroy (source);
      return;
    }

  i = find_timeout (self, id);
  g_return_if_fail (i < self->timeouts->len);
  g_array_remove_index (self->timeouts, i);
}

static gboolean
next_due (NsClock *self, gint64 until, FakeTimeout *out)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->timeouts->len; i++)
    {
      const FakeTimeout *timeout = &g_array_index (self->timeouts, FakeTimeout, i);

      if (timeout->due > until || (found && timeout->due >= out->due))
        continue;
      *out = *timeout;
      found = TRUE;
    }
  return found;
}

static void
set_elapsed (NsClock *self, gint64 elapsed)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->elapsed = elapsed;
}

/**
 * ns_clock_advance:
 * @self: a fake clock
 * @usec: how far
 *
 * Lets time pass and calls each time-out that becomes due, at its own time. Only on the clock's own thread.
 */
void
ns_clock_advance (NsClock *self, gint64 usec)
{
  const gint64 until = ns_clock_monotonic (self) + usec;
  FakeTimeout due = { 0 };

  g_return_if_fail (self->fake);

  while (next_due (self, until, &due))
    {
      gboolean again;
      guint i;

      set_elapsed (self, MAX (due.due, ns_clock_monotonic (self)));
      again = due.func (due.user_data);
      i = find_timeout (self, due.id);
      if (i == self->timeouts->len)
        continue; /* the callback took it back itself */
      if (again)
        g_array_index (self->timeouts, FakeTimeout, i).due += MAX (due.delay, 1);
      else
        g_array_remove_index (self->timeouts, i);
    }
  set_elapsed (self, until);
}
