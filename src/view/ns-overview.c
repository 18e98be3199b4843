/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-overview.h"

#include "base/ns-worker.h"
#include "store/ns-store-duplicates.h"

/* The warning names a few items; more are not read. */
#define MAX_PROBLEMS 8

struct _NsOverview
{
  GObject parent_instance;

  NsStore *store;            /* (owned) */
  GCancellable *cancellable; /* (owned) */
  gulong changed_id;
  NsTally tally;
  NsAccount *account;        /* (owned) (nullable) */
  GPtrArray *problems;       /* (owned) (element-type NsItem): the newest first */
  GPtrArray *duplicates;     /* (owned) (element-type NsDuplicate) */
  gboolean loaded;
  gboolean reading;
  gboolean stale;            /* something changed while reading */
};

enum
{
  PROP_SETTLED = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];
static guint updated_signal;

G_DEFINE_FINAL_TYPE (NsOverview, ns_overview, G_TYPE_OBJECT)

static void
ns_overview_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SETTLED)
    g_value_set_boolean (value, ns_overview_is_settled (NS_OVERVIEW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ns_overview_dispose (GObject *object)
{
  NsOverview *self = NS_OVERVIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_signal_handler (&self->changed_id, self->store);
  G_OBJECT_CLASS (ns_overview_parent_class)->dispose (object);
}

static void
ns_overview_finalize (GObject *object)
{
  NsOverview *self = NS_OVERVIEW (object);

  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->account, ns_account_unref);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->duplicates);
  G_OBJECT_CLASS (ns_overview_parent_class)->finalize (object);
}

static void
ns_overview_class_init (NsOverviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ns_overview_get_property;
  object_class->dispose = ns_overview_dispose;
  object_class->finalize = ns_overview_finalize;

  props[PROP_SETTLED] = g_param_spec_boolean ("settled", NULL, NULL, FALSE,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  updated_signal = g_signal_new ("updated", NS_TYPE_OVERVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ns_overview_init (NsOverview *self)
{
  self->cancellable = g_cancellable_new ();
  self->problems = g_ptr_array_new ();
  self->duplicates = g_ptr_array_new ();
}

/* Ends a round of reading; @error is why it could not be finished, and what was read before then stays. */
static void
end_round (NsOverview *self, const GError *error)
{
  if (ns_worker_was_stopped (error))
    return;

  self->reading = FALSE;
  self->loaded |= error == NULL;
  if (error != NULL)
    g_warning ("The state of the outbox cannot be read: %s", error->message);
  else
    g_signal_emit (self, updated_signal, 0);

  if (self->stale)
    ns_overview_refresh (self);
  else
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SETTLED]);
}

static void
duplicates_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsOverview) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *duplicates = ns_store_list_duplicates_finish (NS_STORE (source), result, &error);

  if (duplicates != NULL)
    {
      g_ptr_array_unref (self->duplicates);
      self->duplicates = duplicates;
    }
  end_round (self, error);
}

static void
problems_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsOverview) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *problems = ns_store_load_finish (NS_STORE (source), result, &error);

  if (problems == NULL)
    {
      end_round (self, error);
      return;
    }
  g_ptr_array_unref (self->problems);
  self->problems = problems;
  ns_store_list_duplicates_async (NS_STORE (source), self->cancellable, duplicates_cb, g_object_ref (self));
}

static void
problem_ids_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsOverview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = ns_store_list_ids_finish (NS_STORE (source), result, &error);

  if (ids == NULL)
    end_round (self, error);
  else
    ns_store_load_async (NS_STORE (source), (const gint64 *) (gpointer) ids->data, MIN (ids->len, MAX_PROBLEMS),
                         self->cancellable, problems_cb, g_object_ref (self));
}

static void
account_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  const NsFilter filter = { .states = 1u << NS_STATE_ERROR | 1u << NS_STATE_UNCERTAIN, .limit = MAX_PROBLEMS };
  g_autoptr (NsOverview) self = user_data;
  g_autoptr (GError) error = NULL;
  NsAccount *account = ns_store_get_account_finish (NS_STORE (source), result, &error);

  if (account == NULL && !g_error_matches (error, NS_STORE_ERROR, NS_STORE_ERROR_NO_ACCOUNT))
    {
      end_round (self, error);
      return;
    }

  g_clear_pointer (&self->account, ns_account_unref);
  self->account = account;
  /* Without a problem the search for one would go through the whole outbox. */
  if (self->tally.count[NS_STATE_ERROR] + self->tally.count[NS_STATE_UNCERTAIN] == 0)
    ns_store_load_async (NS_STORE (source), NULL, 0, self->cancellable, problems_cb, g_object_ref (self));
  else
    ns_store_list_ids_async (NS_STORE (source), &filter, self->cancellable, problem_ids_cb, g_object_ref (self));
}

static void
tally_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsOverview) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ns_store_get_tally_finish (NS_STORE (source), result, &self->tally, &error))
    end_round (self, error);
  else
    ns_store_get_account_async (NS_STORE (source), self->cancellable, account_cb, g_object_ref (self));
}

/**
 * ns_overview_refresh:
 * @self: the overview
 *
 * Reads everything again; `updated` tells when it came.
 */
void
ns_overview_refresh (NsOverview *self)
{
  const gboolean was_settled = ns_overview_is_settled (self);

  self->stale = self->reading;
  if (self->reading)
    return;

  self->reading = TRUE;
  ns_store_get_tally_async (self->store, self->cancellable, tally_cb, g_object_ref (self));
  if (was_settled)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SETTLED]);
}

/**
 * ns_overview_new:
 * @store: what to read
 *
 * Returns: (transfer full): an overview that has begun to read
 */
NsOverview *
ns_overview_new (NsStore *store)
{
  NsOverview *self = g_object_new (NS_TYPE_OVERVIEW, NULL);

  self->store = g_object_ref (store);
  self->changed_id = g_signal_connect_swapped (store, "changed", G_CALLBACK (ns_overview_refresh), self);
  ns_overview_refresh (self);
  return self;
}

/**
 * ns_overview_is_settled:
 * @self: the overview
 *
 * Returns: whether nothing is on its way
 */
gboolean
ns_overview_is_settled (NsOverview *self)
{
  return !self->reading;
}

/**
 * ns_overview_is_loaded:
 * @self: the overview
 *
 * Returns: whether everything was read at least once
 */
gboolean
ns_overview_is_loaded (NsOverview *self)
{
  return self->loaded;
}

/**
 * ns_overview_get_tally:
 * @self: the overview
 *
 * Returns: (transfer none): the numbers
 */
const NsTally *
ns_overview_get_tally (NsOverview *self)
{
  return &self->tally;
}

/**
 * ns_overview_get_account:
 * @self: the overview
 *
 * Returns: (transfer none) (nullable): the account, where one is set up
 */
const NsAccount *
ns_overview_get_account (NsOverview *self)
{
  return self->account;
}

/**
 * ns_overview_get_problems:
 * @self: the overview
 *
 * Returns: (transfer none) (element-type NsItem): the newest items that need the user
 */
GPtrArray *
ns_overview_get_problems (NsOverview *self)
{
  return self->problems;
}

/**
 * ns_overview_get_duplicates:
 * @self: the overview
 *
 * Returns: (transfer none) (element-type NsDuplicate): what exists more than once on the server
 */
GPtrArray *
ns_overview_get_duplicates (NsOverview *self)
{
  return self->duplicates;
}
