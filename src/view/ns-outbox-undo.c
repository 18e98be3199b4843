/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-commands-private.h"

#include "store/ns-store-duplicates.h"
#include "view/ns-words.h"

#include <glib/gi18n-lib.h>

/* An act that is to be told as soon as the log of the store was read: it knows what Undo takes back. */
typedef struct
{
  NsHeldCommands *self; /* (owned) */
  gboolean tells;
  char *text;             /* (owned) (nullable): NULL for the words of the log */
} Reading;

static void
reading_free (Reading *reading)
{
  ns_outbox_commands_release (reading->self);
  g_free (reading->text);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
take_newest (NsOutboxCommands *self, GPtrArray *acts)
{
  const gint64 before = self->newest != NULL ? self->newest->id : 0;

  g_clear_pointer (&self->newest, ns_undo_free);
  if (acts->len > 0)
    self->newest = g_ptr_array_steal_index (acts, 0);
  if (before != (self->newest != NULL ? self->newest->id : 0))
    g_object_notify (G_OBJECT (self), "can-undo");
}

static void
tell (NsOutboxCommands *self, const char *text)
{
  g_autofree char *words = self->newest != NULL ? ns_words_act (self->newest) : NULL;

  if (self->newest != NULL)
    g_signal_emit_by_name (self, "acted", text != NULL ? text : words, self->newest->id);
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) acts = ns_store_list_undo_finish (NS_STORE (source), result, &error);

  if (acts == NULL)
    {
      g_info ("What can be undone cannot be read: %s", error->message);
      return;
    }
  take_newest (reading->self, acts);
  if (reading->tells)
    tell (reading->self, reading->text);
}

static void
read_log (NsOutboxCommands *self, gboolean tells, const char *text)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->self = ns_outbox_commands_hold (self);
  reading->tells = tells;
  reading->text = g_strdup (text);
  ns_store_list_undo_async (self->store, NULL, list_cb, reading);
}

/**
 * ns_outbox_commands_refresh_undo:
 * @self: the commands
 *
 * Reads again what can be undone.
 */
void
ns_outbox_commands_refresh_undo (NsOutboxCommands *self)
{
  read_log (self, FALSE, NULL);
}

/**
 * ns_outbox_commands_tell_act:
 * @self: the commands
 * @text: (nullable): what was done; %NULL for the words of the log
 *
 * Emits `acted` for what was just done.
 */
void
ns_outbox_commands_tell_act (NsOutboxCommands *self, const char *text)
{
  read_log (self, TRUE, text);
}

static void
undo_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsHeldCommands) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsUndo) undo = ns_store_undo_finish (NS_STORE (source), result, &error);

  ns_outbox_commands_refresh_undo (self);
  if (undo != NULL && undo->end == NS_UNDO_DONE)
    g_signal_emit_by_name (self, "undone");
  else if (undo != NULL)
    g_signal_emit_by_name (self, "failed", ns_undo_refusal (undo->end));
  else if (g_error_matches (error, NS_STORE_ERROR, NS_STORE_ERROR_NOT_FOUND))
    g_signal_emit_by_name (self, "failed", _("There is nothing to undo."));
  else
    ns_outbox_commands_fail (self, error);
}

/**
 * ns_outbox_commands_undo:
 * @self: the commands
 * @id: an act; 0 for the newest
 *
 * Takes back what was done to items, for all of them or, where it is too late for one, for none.
 */
void
ns_outbox_commands_undo (NsOutboxCommands *self, gint64 id)
{
  ns_store_undo_async (self->store, id, NULL, undo_cb, ns_outbox_commands_hold (self));
}

/**
 * ns_outbox_commands_can_undo:
 * @self: the commands
 *
 * Returns: whether there is an act to take back, be it of an earlier run of the program
 */
gboolean
ns_outbox_commands_can_undo (NsOutboxCommands *self)
{
  return self->newest != NULL;
}

static gboolean
is_resolved (const NsItem *item)
{
  return item->deleted_at != 0 && item->resolution != NS_RESOLUTION_NONE;
}

/**
 * ns_outbox_commands_may_put_back:
 * @item: an item of the history
 *
 * Returns: whether it can come back: what lost a conflict, and what a deletion of a copy has deleted
 */
gboolean
ns_outbox_commands_may_put_back (const NsItem *item)
{
  return is_resolved (item) || (item->state == NS_STATE_DELIVERED && ns_item_is_copy_deletion (item));
}

static void
reopened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsHeldCommands) self = user_data;
  g_autoptr (GError) error = NULL;

  if (ns_store_set_deleted_finish (NS_STORE (source), result, &error))
    g_signal_emit_by_name (self, "acted", _("It is back in the outbox"), (gint64) 0);
  else if (g_error_matches (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE))
    g_signal_emit_by_name (self, "failed", _("What was made of it is on its way already, so it stays where it is."));
  else
    ns_outbox_commands_fail (self, error);
}

static void
put_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsHeldCommands) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) item = ns_store_put_back_finish (NS_STORE (source), result, &error);

  if (item != NULL)
    g_signal_emit_by_name (self, "acted", _("It is back in the outbox"), (gint64) 0);
  else if (g_error_matches (error, NS_STORE_ERROR, NS_STORE_ERROR_NOT_FOUND))
    g_signal_emit_by_name (self, "failed", _("What it held is no longer kept, or was put back before."));
  else
    ns_outbox_commands_fail (self, error);
}

/**
 * ns_outbox_commands_put_back:
 * @self: the commands
 * @items: (element-type NsItem): items of the history
 *
 * Puts back into the outbox what lost a conflict, which is then open again, and queues what a deletion of a copy has
 * deleted as a new item.
 */
void
ns_outbox_commands_put_back (NsOutboxCommands *self, GPtrArray *items)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < items->len; i++)
    {
      const NsItem *item = g_ptr_array_index (items, i);

      if (is_resolved (item))
        g_array_append_val (ids, item->id);
      else if (ns_outbox_commands_may_put_back (item))
        ns_store_put_back_async (self->store, item->id, NULL, put_back_cb, ns_outbox_commands_hold (self));
    }
  if (ids->len > 0)
    ns_store_set_deleted_async (self->store, (const gint64 *) (gpointer) ids->data, ids->len, FALSE, NULL,
                                reopened_cb, ns_outbox_commands_hold (self));
}
