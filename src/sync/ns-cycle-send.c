/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of a cycle that send mail, and that look for mail of which nobody knows whether it was sent. */
#include "config.h"
#include "sync/ns-cycle-private.h"

#include "eas/ns-eas-folder-sync.h"
#include "intake/ns-intake.h"

/* For how long an uncertain mail is looked for by itself; after that only when the user asks. */
#define VERIFY_FOR (7 * 24 * 3600 * (gint64) G_USEC_PER_SEC)

/**
 * ns_cycle_enter_send:
 * @self: a cycle
 *
 * Chooses the next mail.
 */
void
ns_cycle_enter_send (NsCycle *self)
{
  if (self->queue->len == 0)
    ns_cycle_fill_queue (self);
  else
    ns_cycle_go (self, NS_CYCLE_PREPARE);
}

static void
accepted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ns_store_apply_finish (self->store, result, &error)
      && !g_error_matches (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE)
      && !g_error_matches (error, NS_STORE_ERROR, NS_STORE_ERROR_NOT_FOUND))
    {
      ns_cycle_abort (self, g_steal_pointer (&error));
      return;
    }
  if (error == NULL)
    self->report.delivered += self->n_found;
  ns_cycle_go (self, NS_CYCLE_FINISH);
}

/* What the look-up wanted stands in `queue`: the lanes are done with it. */
static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (NsPulled) pulled = ns_lookup_run_finish (self->lookup, result);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->queue->len; i++)
    {
      const NsItem *item = g_ptr_array_index (self->queue, i);

      if (ns_lookup_has_found (self->lookup, item->id, NULL))
        g_array_append_val (found, item->id);
    }
  if (pulled->attempt.outcome.domain == NS_DOMAIN_NONE)
    ns_cycle_observe_sent (self, found->len);
  g_clear_object (&self->lookup);
  g_ptr_array_set_size (self->queue, 0);

  if (pulled->attempt.outcome.domain != NS_DOMAIN_NONE)
    ns_cycle_note_fault (self, &pulled->attempt, pulled->detail, pulled->retry_after);
  self->n_found = found->len;
  if (found->len == 0)
    ns_cycle_go (self, NS_CYCLE_FINISH);
  else
    ns_store_apply_async (self->store, (const gint64 *) (gpointer) found->data, found->len, NS_EVENT_ACCEPT, NULL,
                          accepted_cb, g_object_ref (self));
}

static gboolean
is_worth_a_look (NsCycle *self, const NsItem *item)
{
  if (item->message_id == NULL || item->deleted_at != 0)
    return FALSE;
  return self->mode == NS_CYCLE_MODE_BY_USER || ns_clock_now (self->clock) - item->last_attempt_at < VERIFY_FOR;
}

static void
want_mails (NsCycle *self, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const NsItem *item = g_ptr_array_index (items, i);

      ns_lookup_want_mail (self->lookup, item->id, item->message_id);
    }
}

static void
uncertain_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = ns_store_list_finish (self->store, result, &error);
  const NsCollection *sent = ns_cycle_find_folder (self, NS_EAS_FOLDER_SENT_ITEMS);

  if (items == NULL)
    {
      ns_cycle_abort (self, g_steal_pointer (&error));
      return;
    }
  for (guint i = 0; i < items->len && sent != NULL; i++)
    {
      const NsItem *item = g_ptr_array_index (items, i);

      /* This cycle itself has just looked for those whose answer it lost. */
      if (is_worth_a_look (self, item) && !g_hash_table_contains (self->tried, &item->id))
        g_ptr_array_add (self->queue, ns_item_ref (item));
    }
  if (sent == NULL || self->queue->len + self->repeated->len == 0)
    {
      ns_cycle_go (self, NS_CYCLE_FINISH);
      return;
    }

  self->lookup = ns_lookup_new (sent->server_id, ns_intake_class_name (NS_KIND_MAIL));
  want_mails (self, self->queue);
  want_mails (self, self->repeated);
  ns_cycle_look_in_sent (self, verified_cb);
}

/**
 * ns_cycle_enter_verify:
 * @self: a cycle
 *
 * Looks in Sent Items for what is uncertain. That it is there proves that it was sent; that it is not there proves
 * nothing (eas-facts 7.4). What was sent again, and accepted again, is counted there: two copies tell that the server
 * does not recognise it.
 */
void
ns_cycle_enter_verify (NsCycle *self)
{
  const NsFilter filter = { .states = 1u << NS_STATE_UNCERTAIN };

  ns_store_list_async (self->store, &filter, self->cancellable, uncertain_cb, g_object_ref (self));
}
