/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-ticker.h"

#define KEY "ns-ticker"

struct _NsTicker
{
  GObject parent_instance;

  NsClock *clock; /* (owned) */
  guint n_users;
  guint timeout_id;
};

G_DEFINE_FINAL_TYPE (NsTicker, ns_ticker, G_TYPE_OBJECT)

enum
{
  SIGNAL_TICK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
ns_ticker_finalize (GObject *object)
{
  NsTicker *self = NS_TICKER (object);

  if (self->timeout_id != 0)
    ns_clock_remove_timeout (self->clock, self->timeout_id);
  g_object_set_data (G_OBJECT (self->clock), KEY, NULL);
  g_object_unref (self->clock);
  G_OBJECT_CLASS (ns_ticker_parent_class)->finalize (object);
}

static void
ns_ticker_class_init (NsTickerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ns_ticker_finalize;
  signals[SIGNAL_TICK] = g_signal_new ("tick", NS_TYPE_TICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ns_ticker_init (NsTicker *self)
{
}

/**
 * ns_ticker_get:
 * @clock: a clock
 *
 * Returns: (transfer full): its ticker, the same for all who ask
 */
NsTicker *
ns_ticker_get (NsClock *clock)
{
  NsTicker *self = g_object_get_data (G_OBJECT (clock), KEY);

  if (self != NULL)
    return g_object_ref (self);
  self = g_object_new (NS_TYPE_TICKER, NULL);
  self->clock = g_object_ref (clock);
  g_object_set_data (G_OBJECT (clock), KEY, self);
  return self;
}

static gboolean
tick_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_TICK], 0);
  return G_SOURCE_CONTINUE;
}

/**
 * ns_ticker_start:
 * @self: a ticker
 *
 * Makes it tick until ns_ticker_stop() has been called as often.
 */
void
ns_ticker_start (NsTicker *self)
{
  if (self->n_users++ == 0)
    self->timeout_id = ns_clock_add_timeout (self->clock, G_USEC_PER_SEC, tick_cb, self);
}

/**
 * ns_ticker_stop:
 * @self: a ticker that was started
 *
 * Takes one ns_ticker_start() back.
 */
void
ns_ticker_stop (NsTicker *self)
{
  g_return_if_fail (self->n_users > 0);

  if (--self->n_users > 0)
    return;
  ns_clock_remove_timeout (self->clock, self->timeout_id);
  self->timeout_id = 0;
}
