/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-commands-private.h"

#include "store/ns-store-duplicates.h"
#include "sync/ns-resolve.h"
#include "view/ns-words.h"

#include <glib/gi18n-lib.h>

/* One command on its way through the store. Nothing cancels it: what the user asked for must not be lost because the
 * window was closed. */
typedef struct
{
  NsHeldCommands *self;   /* (owned) */
  gboolean delete;        /* else @event */
  NsEvent event;
  guint states;           /* bits 1 << NsState: of the others none is touched; 0 means all */
  GArray *ids;            /* (owned) (nullable) (element-type gint64): those that the state allows */
} Command;

enum
{
  PROP_BUSY = 1,
  PROP_CAN_UNDO,
  N_PROPS,
};

enum
{
  ACTED,
  UNDONE,
  FAILED,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NsOutboxCommands, ns_outbox_commands, G_TYPE_OBJECT)

static void
command_free (Command *command)
{
  g_clear_pointer (&command->self, ns_outbox_commands_release);
  g_clear_pointer (&command->ids, g_array_unref);
  g_free (command);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Command, command_free)

static void
ns_outbox_commands_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_BUSY)
    g_value_set_boolean (value, ns_outbox_commands_is_busy (NS_OUTBOX_COMMANDS (object)));
  else if (id == PROP_CAN_UNDO)
    g_value_set_boolean (value, ns_outbox_commands_can_undo (NS_OUTBOX_COMMANDS (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ns_outbox_commands_finalize (GObject *object)
{
  NsOutboxCommands *self = NS_OUTBOX_COMMANDS (object);

  g_clear_object (&self->engine);
  g_clear_object (&self->store);
  g_clear_pointer (&self->newest, ns_undo_free);
  G_OBJECT_CLASS (ns_outbox_commands_parent_class)->finalize (object);
}

static void
ns_outbox_commands_class_init (NsOutboxCommandsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ns_outbox_commands_get_property;
  object_class->finalize = ns_outbox_commands_finalize;

  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[ACTED] = g_signal_new ("acted", NS_TYPE_OUTBOX_COMMANDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  signals[UNDONE] = g_signal_new ("undone", NS_TYPE_OUTBOX_COMMANDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", NS_TYPE_OUTBOX_COMMANDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ns_outbox_commands_init (NsOutboxCommands *self)
{
}

/**
 * ns_outbox_commands_hold:
 * @self: the commands, before one of them is given to the store
 *
 * Returns: (transfer full): @self, busy until it is given to ns_outbox_commands_release()
 */
NsHeldCommands *
ns_outbox_commands_hold (NsOutboxCommands *self)
{
  if (self->n_running++ == 0)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
  return g_object_ref (self);
}

static gboolean
released_cb (gpointer user_data)
{
  NsOutboxCommands *self = user_data;

  if (--self->n_running == 0)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
  return G_SOURCE_REMOVE;
}

/**
 * ns_outbox_commands_release:
 * @self: (transfer full): the commands, after the store has told how one of them ended
 *
 * Takes ns_outbox_commands_hold() back. Not before the store has told of the change, too, which it does when nothing
 * else is to be done: in between, nobody would know that there is still something to come.
 */
void
ns_outbox_commands_release (NsHeldCommands *self)
{
  g_idle_add_full (G_PRIORITY_LOW, released_cb, self, g_object_unref);
}

/**
 * ns_outbox_commands_is_busy:
 * @self: the commands
 *
 * Returns: whether one of them was given whose outcome is not known yet
 */
gboolean
ns_outbox_commands_is_busy (NsOutboxCommands *self)
{
  return self->n_running > 0;
}

/* What left by itself comes back the same way as what the user deleted. */
static void
echoes_cleared_cb (NsOutboxCommands *self, GArray *ids)
{
  ns_outbox_commands_tell_act (self, NULL);
}

/**
 * ns_outbox_commands_new:
 * @store: where the items are
 * @engine: what delivers them
 *
 * Returns: (transfer full): the commands
 */
NsOutboxCommands *
ns_outbox_commands_new (NsStore *store, NsEngine *engine)
{
  NsOutboxCommands *self = g_object_new (NS_TYPE_OUTBOX_COMMANDS, NULL);

  self->store = g_object_ref (store);
  self->engine = g_object_ref (engine);
  g_signal_connect_object (engine, "echoes-cleared", G_CALLBACK (echoes_cleared_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (ns_outbox_commands_refresh_undo), self, G_CONNECT_SWAPPED);
  ns_outbox_commands_refresh_undo (self);
  return self;
}

/**
 * ns_outbox_commands_get_store:
 * @self: the commands
 *
 * Returns: (transfer none): the store they work on
 */
NsStore *
ns_outbox_commands_get_store (NsOutboxCommands *self)
{
  return self->store;
}

/**
 * ns_outbox_commands_get_engine:
 * @self: the commands
 *
 * Returns: (transfer none): the engine they start
 */
NsEngine *
ns_outbox_commands_get_engine (NsOutboxCommands *self)
{
  return self->engine;
}

/**
 * ns_outbox_commands_fail:
 * @self: the commands
 * @error: (nullable): what went wrong
 *
 * Tells the user. The words are ours; what the layer below said goes to the log.
 */
void
ns_outbox_commands_fail (NsOutboxCommands *self, const GError *error)
{
  const char *text = _("The change could not be saved. The outbox stays as it was.");

  if (g_error_matches (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE))
    text = _("The item is being sent right now. Please try again in a moment.");
  if (g_error_matches (error, NS_ENGINE_ERROR, NS_ENGINE_ERROR_BUSY))
    text = _("Another program is sending from this outbox right now.");
  if (g_error_matches (error, NS_ENGINE_ERROR, NS_ENGINE_ERROR_NO_ACCOUNT))
    text = _("There is no account to send with yet.");
  if (ns_resolve_is_about_choice (error))
    text = error->message;
  g_info ("%s", error != NULL ? error->message : text);
  g_signal_emit (self, signals[FAILED], 0, text);
}

static void
delete_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Command) command = user_data;
  g_autoptr (GError) error = NULL;

  if (!ns_store_set_deleted_finish (NS_STORE (source), result, &error))
    {
      ns_outbox_commands_fail (command->self, error);
      return;
    }
  ns_outbox_commands_tell_act (command->self, NULL);
}

static void
apply_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Command) command = user_data;
  g_autoptr (GError) error = NULL;

  if (!ns_store_apply_finish (NS_STORE (source), result, &error))
    ns_outbox_commands_fail (command->self, error);
  /* What happens to one item is seen where it stands. */
  else if (command->ids->len > 1)
    ns_outbox_commands_tell_act (command->self, NULL);
  if (error == NULL && command->event == NS_EVENT_RESEND)
    ns_outbox_commands_cycle (command->self); /* who presses Resend does not want to wait for the schedule */
}

static gboolean
is_allowed (const Command *command, const NsItem *item)
{
  NsState next;

  if (command->states != 0 && (command->states >> item->state & 1) == 0)
    return FALSE;
  return command->delete ? ns_state_may_delete (item->state) : ns_state_next (item->state, command->event, &next);
}

static void
collect_allowed (Command *command, GPtrArray *items)
{
  command->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < items->len; i++)
    {
      const NsItem *item = g_ptr_array_index (items, i);

      if (item != NULL && is_allowed (command, item))
        g_array_append_val (command->ids, item->id);
    }
}

static void
run_command (Command *command)
{
  const gint64 *ids = (const gint64 *) (gpointer) command->ids->data;
  const guint n_ids = command->ids->len;

  if (command->delete)
    ns_store_set_deleted_async (command->self->store, ids, n_ids, TRUE, NULL, delete_cb, command);
  else
    ns_store_apply_async (command->self->store, ids, n_ids, command->event, NULL, apply_cb, command);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Command) command = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = ns_store_load_finish (NS_STORE (source), result, &error);

  if (items == NULL)
    ns_outbox_commands_fail (command->self, error);
  else
    collect_allowed (command, items);
  if (command->ids != NULL && command->ids->len > 0)
    run_command (g_steal_pointer (&command));
}

static void
start_command (NsOutboxCommands *self, const gint64 *ids, guint n_ids, gboolean delete, guint event, guint states)
{
  Command *command = g_new0 (Command, 1);

  command->self = ns_outbox_commands_hold (self);
  command->delete = delete;
  command->event = (NsEvent) event;
  command->states = states;
  ns_store_load_async (self->store, ids, n_ids, NULL, load_cb, command);
}

/**
 * ns_outbox_commands_apply:
 * @self: the commands
 * @ids: (array length=n_ids): items
 * @n_ids: their number
 * @event: what the user wants
 *
 * Applies @event to those of the items that can take it. A resend starts a cycle.
 */
void
ns_outbox_commands_apply (NsOutboxCommands *self, const gint64 *ids, guint n_ids, NsEvent event)
{
  start_command (self, ids, n_ids, FALSE, event, 0);
}

/**
 * ns_outbox_commands_apply_to:
 * @self: the commands
 * @ids: (array length=n_ids): items
 * @n_ids: their number
 * @event: what the user wants
 * @states: bits `1 << NsState`
 *
 * Applies @event to those of the items that are in one of @states, in one transaction, with one undo for all of them.
 */
void
ns_outbox_commands_apply_to (NsOutboxCommands *self, const gint64 *ids, guint n_ids, NsEvent event, guint states)
{
  start_command (self, ids, n_ids, FALSE, event, states);
}

/**
 * ns_outbox_commands_delete:
 * @self: the commands
 * @ids: (array length=n_ids): items
 * @n_ids: their number
 *
 * Deletes those of the items that are not on the wire, without asking: ns_outbox_commands_undo() brings them back.
 */
void
ns_outbox_commands_delete (NsOutboxCommands *self, const gint64 *ids, guint n_ids)
{
  start_command (self, ids, n_ids, TRUE, 0, 0);
}

static void
resolved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsHeldCommands) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) item = ns_resolve_finish (NS_STORE (source), result, &error);
  g_autofree char *subject = item != NULL ? ns_words_isolate (ns_words_subject (item)) : NULL;
  g_autofree char *text = NULL;

  if (item == NULL)
    {
      ns_outbox_commands_fail (self, error);
      return;
    }
  if (ns_resolution_is_sent (item->resolution))
    {
      ns_outbox_commands_cycle (self);
      return;
    }
  text = g_strdup_printf (item->resolution == NS_RESOLUTION_NEW ? _("“%s” is kept as a new item")
                                                                : _("The server's version of “%s” is kept"),
                          subject);
  ns_outbox_commands_tell_act (self, text);
}

/**
 * ns_outbox_commands_resolve:
 * @self: the commands
 * @item: an item in conflict
 * @resolution: how the conflict ends
 * @fields: (array zero-terminated=1): the fields of which the server's value is taken, for %NS_RESOLUTION_FIELDS
 *
 * Ends a conflict. What is sent again starts a cycle; what leaves the outbox comes back by ns_outbox_commands_undo().
 */
void
ns_outbox_commands_resolve (NsOutboxCommands *self, const NsItem *item, NsResolution resolution,
                            const char *const *fields)
{
  ns_resolve_async (self->store, item, resolution, fields, NULL, resolved_cb, ns_outbox_commands_hold (self));
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsHeldCommands) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = ns_store_keep_copy_finish (NS_STORE (source), result, &error);

  if (ids == NULL)
    {
      ns_outbox_commands_fail (self, error);
      return;
    }
  ns_outbox_commands_tell_act (self, _("The deletion of the other copy waits in the outbox"));
}

/**
 * ns_outbox_commands_keep:
 * @self: the commands
 * @id: a duplicate
 * @server_id: the copy that stays
 *
 * Queues the deletion of the other copies; ns_outbox_commands_undo() takes it back until it is sent.
 */
void
ns_outbox_commands_keep (NsOutboxCommands *self, gint64 id, const char *server_id)
{
  ns_store_keep_copy_async (self->store, id, server_id, NULL, kept_cb, ns_outbox_commands_hold (self));
}

static void
ignored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsHeldCommands) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ns_store_set_ignored_finish (NS_STORE (source), result, &error))
    ns_outbox_commands_tell_act (self, NULL);
  else
    ns_outbox_commands_fail (self, error);
}

/**
 * ns_outbox_commands_ignore:
 * @self: the commands
 * @id: a duplicate
 *
 * Remembers that its copies are not the same; ns_outbox_commands_undo() forgets it.
 */
void
ns_outbox_commands_ignore (NsOutboxCommands *self, gint64 id)
{
  ns_store_set_ignored_async (self->store, id, TRUE, NULL, ignored_cb, ns_outbox_commands_hold (self));
}

static void
cycle_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsHeldCommands) self = user_data;
  g_autoptr (GError) error = NULL;
  NsCycleReport report;

  if (!ns_engine_cycle_finish (NS_ENGINE (source), result, &report, &error))
    ns_outbox_commands_fail (self, error);
}

/**
 * ns_outbox_commands_cycle:
 * @self: the commands
 *
 * Sends now, whatever pause the schedule had in mind.
 */
void
ns_outbox_commands_cycle (NsOutboxCommands *self)
{
  ns_engine_cycle_async (self->engine, TRUE, NULL, cycle_cb, ns_outbox_commands_hold (self));
}

static void
set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsHeldCommands) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ns_store_set_setting_finish (NS_STORE (source), result, &error))
    ns_outbox_commands_fail (self, error);
}

/**
 * ns_outbox_commands_set:
 * @self: the commands
 * @setting: a setting of the account
 * @is_on: to what it is to be set
 *
 * Sets it. It counts from the next cycle on.
 */
void
ns_outbox_commands_set (NsOutboxCommands *self, NsSetting setting, gboolean is_on)
{
  ns_store_set_setting_async (self->store, setting, is_on, NULL, set_cb, ns_outbox_commands_hold (self));
}
