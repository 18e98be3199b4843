/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-schedule.h"

#include "store/ns-store-delivery.h"
#include "sync/ns-interpret.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

/* What is queued in one go goes out in one go. */
#define DEBOUNCE (3 * SECOND / 10)

/* When a cycle could not do its work on this computer (locked profile, full disk). */
#define FAILURE_PAUSE (60 * SECOND)

/* The server may need a while until a mail shows in Sent Items (eas-facts 7.4). */
#define VERIFY_FIRST (2 * 60 * SECOND)
#define INTERVAL (15 * 60 * SECOND)

#define FRESH_PAGE 500

struct _NsSchedule
{
  GObject parent_instance;

  NsStore *store;               /* (owned) */
  NsClock *clock;               /* (owned) */
  GNetworkMonitor *monitor;     /* (owned) (nullable) */
  GCancellable *cancellable;    /* (owned) (nullable): while it runs */
  gboolean is_running;
  gboolean is_busy;             /* a cycle runs */
  gboolean is_reading;
  gboolean is_stale;            /* something changed while it read */
  gboolean is_back;             /* the network has come back */
  guint debounce;               /* time-out on the clock, or 0 */
  guint timeout;                /* time-out on the clock, or 0 */
  gint64 next_at;
  gint64 last_end;
  gint64 not_before;
  NsTally tally;
  NsAccount *account;           /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (NsSchedule, ns_schedule, G_TYPE_OBJECT)

typedef enum
{
  PROP_NEXT_AT = 1,
} NsScheduleProperty;

static GParamSpec *properties[PROP_NEXT_AT + 1];

enum
{
  SIGNAL_DUE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void read_facts (NsSchedule *self);

/**
 * ns_schedule_next:
 * @facts: what it depends on
 *
 * Fresh items go at once, others when their pause is over, what is uncertain is looked for every quarter of an hour.
 * Pure.
 *
 * Returns: when the next cycle is to run; not later than now means at once, 0 never
 */
gint64
ns_schedule_next (const NsScheduleFacts *facts)
{
  const NsTally *tally = &facts->tally;
  gint64 due = G_MAXINT64;

  if (facts->account == NULL || ns_interpret_waits_for_password (facts->account->fault))
    return 0;

  if (facts->has_fresh || tally->count[NS_STATE_SENDING] > 0)
    due = facts->now;
  else if (tally->count[NS_STATE_PENDING] > 0)
    due = tally->next_attempt_at;
  if (tally->count[NS_STATE_UNCERTAIN] > 0)
    due = MIN (due, facts->last_end != 0 ? facts->last_end + INTERVAL : facts->now + VERIFY_FIRST);
  if (due == G_MAXINT64)
    return 0;
  return MAX (due, MAX (facts->account->retry_at, facts->not_before));
}

static void
clear_timeout (NsSchedule *self, guint *id)
{
  if (*id != 0)
    ns_clock_remove_timeout (self->clock, *id);
  *id = 0;
}

static void
set_next_at (NsSchedule *self, gint64 next_at)
{
  if (self->next_at == next_at)
    return;
  self->next_at = next_at;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEXT_AT]);
}

static gboolean
timeout_cb (gpointer user_data)
{
  NsSchedule *self = user_data;

  self->timeout = 0;
  set_next_at (self, 0);
  g_signal_emit (self, signals[SIGNAL_DUE], 0, FALSE);
  return G_SOURCE_REMOVE;
}

static gboolean
waits_for_network (const NsAccount *account)
{
  return account != NULL && account->fault.domain == NS_DOMAIN_NETWORK
         && (account->fault.code == NS_NETWORK_RESOLVE || account->fault.code == NS_NETWORK_CONNECT);
}

static void
plan (NsSchedule *self, gboolean has_fresh)
{
  const NsScheduleFacts facts = {
    .now = ns_clock_now (self->clock),
    .tally = self->tally,
    .has_fresh = has_fresh,
    .account = self->account,
    .last_end = self->last_end,
    .not_before = self->not_before,
  };
  const gint64 next = ns_schedule_next (&facts);
  const gboolean is_urgent = self->is_back && next != 0 && waits_for_network (self->account);

  self->is_back = FALSE;
  clear_timeout (self, &self->timeout);
  if (is_urgent || (next != 0 && next <= facts.now))
    {
      set_next_at (self, 0);
      g_signal_emit (self, signals[SIGNAL_DUE], 0, is_urgent);
      return;
    }
  set_next_at (self, next);
  if (next != 0)
    self->timeout = ns_clock_add_timeout (self->clock, next - facts.now, timeout_cb, self);
}

static void
end_reading (NsSchedule *self)
{
  self->is_reading = FALSE;
  if (self->is_stale && self->is_running)
    read_facts (self);
}

static void
due_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsSchedule) self = user_data;
  g_autoptr (GPtrArray) items = ns_store_list_due_finish (self->store, result, NULL);
  gboolean has_fresh = FALSE;

  for (guint i = 0; items != NULL && i < items->len; i++)
    has_fresh |= ((const NsItem *) g_ptr_array_index (items, i))->next_attempt_at == 0;
  if (items != NULL && self->is_running && !self->is_busy && !self->is_stale)
    plan (self, has_fresh);
  end_reading (self);
}

static void
account_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsSchedule) self = user_data;

  g_clear_pointer (&self->account, ns_account_unref);
  self->account = ns_store_get_account_finish (self->store, result, NULL);
  ns_store_list_due_async (self->store, ~0u, 0, FRESH_PAGE, self->cancellable, due_cb, g_object_ref (self));
}

static void
tally_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsSchedule) self = user_data;

  if (ns_store_get_tally_finish (self->store, result, &self->tally, NULL))
    ns_store_get_account_async (self->store, self->cancellable, account_cb, g_object_ref (self));
  else
    end_reading (self);
}

/* Three short reads, one after the other; a change that comes in between starts them again. */
static void
read_facts (NsSchedule *self)
{
  self->is_stale = self->is_reading;
  if (self->is_reading || self->is_busy)
    return;
  self->is_reading = TRUE;
  ns_store_get_tally_async (self->store, self->cancellable, tally_cb, g_object_ref (self));
}

static gboolean
debounce_cb (gpointer user_data)
{
  NsSchedule *self = user_data;

  self->debounce = 0;
  read_facts (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (NsSchedule *self)
{
  if (self->debounce == 0)
    self->debounce = ns_clock_add_timeout (self->clock, DEBOUNCE, debounce_cb, self);
}

static void
network_cb (NsSchedule *self, gboolean is_available)
{
  self->is_back = is_available;
  if (is_available)
    changed_cb (self);
}

static void
ns_schedule_dispose (GObject *object)
{
  ns_schedule_stop (NS_SCHEDULE (object));
  G_OBJECT_CLASS (ns_schedule_parent_class)->dispose (object);
}

static void
ns_schedule_finalize (GObject *object)
{
  NsSchedule *self = NS_SCHEDULE (object);

  g_object_unref (self->store);
  g_object_unref (self->clock);
  g_clear_pointer (&self->account, ns_account_unref);
  G_OBJECT_CLASS (ns_schedule_parent_class)->finalize (object);
}

static void
ns_schedule_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  NsSchedule *self = NS_SCHEDULE (object);

  switch ((NsScheduleProperty) property_id)
    {
    case PROP_NEXT_AT:
      g_value_set_int64 (value, self->next_at);
      break;
    }
}

static void
ns_schedule_class_init (NsScheduleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ns_schedule_dispose;
  object_class->finalize = ns_schedule_finalize;
  object_class->get_property = ns_schedule_get_property;

  properties[PROP_NEXT_AT] = g_param_spec_int64 ("next-at", NULL, NULL, 0, G_MAXINT64, 0,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS
                                                   | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  signals[SIGNAL_DUE] = g_signal_new ("due", NS_TYPE_SCHEDULE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                      G_TYPE_BOOLEAN);
}

static void
ns_schedule_init (NsSchedule *self)
{
}

/**
 * ns_schedule_new:
 * @store: the outbox
 *
 * Returns: (transfer full): a schedule that does not run yet
 */
NsSchedule *
ns_schedule_new (NsStore *store)
{
  NsSchedule *self = g_object_new (NS_TYPE_SCHEDULE, NULL);

  self->store = g_object_ref (store);
  self->clock = g_object_ref (ns_store_get_clock (store));
  return self;
}

/**
 * ns_schedule_start:
 * @self: a schedule
 *
 * Begins to watch outbox and network.
 */
void
ns_schedule_start (NsSchedule *self)
{
  if (self->is_running)
    return;
  self->is_running = TRUE;
  self->cancellable = g_cancellable_new ();
  self->monitor = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_object (self->store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->monitor, "network-changed", G_CALLBACK (network_cb), self, G_CONNECT_SWAPPED);
  read_facts (self);
}

/**
 * ns_schedule_stop:
 * @self: a schedule
 *
 * Plans nothing any more.
 */
void
ns_schedule_stop (NsSchedule *self)
{
  if (!self->is_running)
    return;
  self->is_running = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_signal_handlers_disconnect_by_data (self->store, self);
  g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  clear_timeout (self, &self->debounce);
  clear_timeout (self, &self->timeout);
  set_next_at (self, 0);
}

/**
 * ns_schedule_note_cycle:
 * @self: a schedule
 * @is_busy: whether a cycle begins (else it has ended)
 * @has_failed: whether it could not do its work on this computer
 *
 * While a cycle runs nothing is planned; at its end everything is planned anew.
 */
void
ns_schedule_note_cycle (NsSchedule *self, gboolean is_busy, gboolean has_failed)
{
  self->is_busy = is_busy;
  clear_timeout (self, &self->timeout);
  set_next_at (self, 0);
  if (is_busy)
    return;
  self->last_end = ns_clock_now (self->clock);
  self->not_before = has_failed ? self->last_end + FAILURE_PAUSE : 0;
  if (self->is_running)
    read_facts (self);
}

/**
 * ns_schedule_get_next_at:
 * @self: a schedule
 *
 * Returns: when the next cycle will run by itself, or 0
 */
gint64
ns_schedule_get_next_at (NsSchedule *self)
{
  return self->next_at;
}
