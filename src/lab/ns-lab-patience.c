/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "lab/ns-lab-patience.h"

struct _NsLabPatience
{
  GMainContext *context; /* (owned): of the thread that made it */
  NsClock *clock;        /* (owned) */
  NsEngine *engine;      /* (unowned) (nullable): while it runs */
};

typedef struct
{
  NsLabPatience *patience; /* (owned) */
  gint64 until;            /* microseconds since the epoch */
} Wait;

/**
 * ns_lab_patience_new:
 * @clock: a fake clock
 *
 * Returns: (transfer full): a patience without an engine
 */
NsLabPatience *
ns_lab_patience_new (NsClock *clock)
{
  NsLabPatience *self = g_atomic_rc_box_new0 (NsLabPatience);

  self->context = g_main_context_ref_thread_default ();
  self->clock = g_object_ref (clock);
  return self;
}

static void
clear (gpointer data)
{
  NsLabPatience *self = data;

  g_main_context_unref (self->context);
  g_object_unref (self->clock);
}

/**
 * ns_lab_patience_unref:
 * @self: (transfer full): a patience
 *
 * Frees it, when nobody waits any more.
 */
void
ns_lab_patience_unref (NsLabPatience *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * ns_lab_patience_set_engine:
 * @self: a patience
 * @engine: (nullable): whose requests count; taken back before it ends
 *
 * Says who waits.
 */
void
ns_lab_patience_set_engine (NsLabPatience *self, NsEngine *engine)
{
  self->engine = engine;
}

/* A request that is not waited for any more, or that of another client, moves nothing. */
static gboolean
wait_cb (gpointer user_data)
{
  const Wait *wait = user_data;
  NsLabPatience *self = wait->patience;
  const gint64 deadline = self->engine != NULL ? ns_engine_get_deadline (self->engine) : 0;
  gint64 left;

  if (deadline == 0)
    return G_SOURCE_REMOVE;
  left = MIN (wait->until - ns_clock_now (self->clock), deadline - ns_clock_monotonic (self->clock));
  ns_clock_advance (self->clock, MAX (left, 0));
  return G_SOURCE_REMOVE;
}

static void
wait_free (Wait *wait)
{
  ns_lab_patience_unref (wait->patience);
  g_free (wait);
}

/**
 * ns_lab_patience_held:
 * @until: when more of an answer comes
 * @user_data: the #NsLabPatience
 *
 * A #NsSimHeldFunc. The clock goes on when the engine has dealt with all that came before, so that the same run takes
 * the same time. Any thread.
 */
void
ns_lab_patience_held (gint64 until, gpointer user_data)
{
  NsLabPatience *self = user_data;
  Wait *wait = g_new (Wait, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  wait->patience = g_atomic_rc_box_acquire (self);
  wait->until = until;
  g_source_set_priority (source, G_PRIORITY_LOW);
  g_source_set_callback (source, wait_cb, wait, (GDestroyNotify) wait_free);
  g_source_attach (source, self->context);
}
