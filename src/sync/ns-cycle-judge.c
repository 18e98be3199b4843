/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The step of a cycle that compares the two sides of a conflict. */
#include "config.h"
#include "sync/ns-cycle-private.h"

#include "eas/ns-wbxml-reader.h"
#include "sync/ns-conflict.h"
#include "sync/ns-match.h"

static void judge_next (NsCycle *self);

/* Of a change the object is known; an add that met an object of its own kind is found by content. */
static NsNode *
find_theirs (NsCycle *self, const NsItem *item, const NsNode *mine)
{
  for (guint i = 0; i < self->objects->len; i++)
    {
      const NsObject *object = g_ptr_array_index (self->objects, i);
      g_autoptr (NsNode) theirs = object->data != NULL ? ns_wbxml_read (object->data, NULL) : NULL;

      if (theirs == NULL)
        continue;
      if (item->server_id != NULL ? strcmp (item->server_id, object->server_id) == 0 : ns_match_object (mine, theirs))
        return g_steal_pointer (&theirs);
    }
  return NULL;
}

static void
judged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;
  const NsItem *item = g_ptr_array_index (self->conflicts, self->n_judged - 1);
  const gboolean is_written = ns_store_set_outcome_finish (self->store, result, &error);

  if (is_written && self->account->clears_echoes)
    {
      self->report.cleared++;
      g_array_append_val (self->cleared, item->id);
    }
  /* The user may have resent or deleted the item meanwhile: then there is nothing to add to it. */
  if (!is_written && !g_error_matches (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE)
      && !g_error_matches (error, NS_STORE_ERROR, NS_STORE_ERROR_NOT_FOUND))
    {
      ns_cycle_abort (self, g_steal_pointer (&error));
      return;
    }
  judge_next (self);
}

static void
judge_next (NsCycle *self)
{
  while (self->n_judged < self->conflicts->len)
    {
      const NsItem *item = g_ptr_array_index (self->conflicts, self->n_judged);
      const NsNode *mine = g_ptr_array_index (self->conflict_data, self->n_judged);
      g_autoptr (NsNode) theirs = find_theirs (self, item, mine);

      self->n_judged++;
      if (theirs == NULL || !ns_conflict_is_reminder_echo (mine, theirs))
        continue;
      ns_store_set_echo_async (self->store, item->id, self->account->clears_echoes, NULL, judged_cb,
                               g_object_ref (self));
      return;
    }

  g_ptr_array_set_size (self->conflicts, 0);
  g_ptr_array_set_size (self->conflict_data, 0);
  ns_cycle_go (self, self->origin);
}

/**
 * ns_cycle_enter_judge:
 * @self: a cycle that has pulled the folder of a conflict
 *
 * Tells reminder echoes from real conflicts (design 6).
 */
void
ns_cycle_enter_judge (NsCycle *self)
{
  self->n_judged = 0;
  judge_next (self);
}
