/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-item-rules.h"

#include "store/ns-store.h"

static const char *const predicates[] = {
  [NS_STATE_PENDING] = "waits to be sent",
  [NS_STATE_SENDING] = "is being sent",
  [NS_STATE_ERROR] = "is in error",
  [NS_STATE_UNCERTAIN] = "may have been delivered",
  [NS_STATE_HELD] = "is held",
  [NS_STATE_DELIVERED] = "is delivered",
};

static const char *const refusals[] = {
  [NS_EVENT_LEASE] = "cannot be sent now",
  [NS_EVENT_ACCEPT] = "cannot become delivered",
  [NS_EVENT_REFUSE] = "cannot be refused",
  [NS_EVENT_NOT_EXECUTED] = "cannot go back to waiting",
  [NS_EVENT_LOSE_TRACK] = "cannot become uncertain",
  [NS_EVENT_RESEND] = "cannot be resent",
  [NS_EVENT_ARRIVED] = "cannot be marked as arrived",
  [NS_EVENT_HOLD] = "cannot be held",
  [NS_EVENT_RELEASE] = "cannot be released",
};

static gboolean
refuse (const NsItem *item, const char *refusal, GError **error)
{
  g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE, "Item %" G_GINT64_FORMAT " %s and %s.", item->id,
               item->deleted_at != 0 ? "is deleted" : predicates[item->state], refusal);
  return FALSE;
}

/**
 * ns_item_rules_next:
 * @item: an item as it is now
 * @event: what happened to it
 * @out: (out): its next state
 * @error: %NS_STORE_ERROR_STATE
 *
 * ns_state_next() with a sentence for the user where the edge does not exist. Nothing happens to a deleted item.
 *
 * Returns: whether it may
 */
gboolean
ns_item_rules_next (const NsItem *item, NsEvent event, NsState *out, GError **error)
{
  if (item->deleted_at == 0 && ns_state_next (item->state, event, out))
    return TRUE;
  return refuse (item, refusals[event], error);
}

/**
 * ns_item_rules_user_event:
 * @item: an item as it is now
 * @event: what is to happen to it
 * @out: (out): its next state
 * @error: %NS_STORE_ERROR_STATE
 *
 * As ns_item_rules_next(), but outside of a batch: into and out of `sending` there is no way past the journal.
 *
 * Returns: whether it may
 */
gboolean
ns_item_rules_user_event (const NsItem *item, NsEvent event, NsState *out, GError **error)
{
  if (item->state == NS_STATE_SENDING || event == NS_EVENT_LEASE)
    return refuse (item, refusals[event], error);
  return ns_item_rules_next (item, event, out, error);
}

/**
 * ns_item_rules_may_delete:
 * @item: an item as it is now
 * @error: %NS_STORE_ERROR_STATE
 *
 * Returns: whether the user may delete it
 */
gboolean
ns_item_rules_may_delete (const NsItem *item, GError **error)
{
  if (ns_state_may_delete (item->state))
    return TRUE;
  return refuse (item, "cannot be deleted", error);
}
