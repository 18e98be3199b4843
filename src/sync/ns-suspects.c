/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-suspects.h"

#include "intake/ns-preflight.h"

/* The refusals that blame the item's own content (eas-facts 5.7, 6.6, 1.7). */
static const struct
{
  NsDomain domain;
  int code;
} content_causes[] = {
  { NS_DOMAIN_SYNC, 6 },     { NS_DOMAIN_COMMON, 104 }, { NS_DOMAIN_COMMON, 107 }, { NS_DOMAIN_COMMON, 116 },
  { NS_DOMAIN_COMMON, 119 }, { NS_DOMAIN_COMMON, 122 }, { NS_DOMAIN_HTTP, 413 },
};

typedef struct
{
  NsItem *item; /* (owned) */
  NsPreflightLimits limits;
} Search;

static void
search_free (Search *search)
{
  ns_item_unref (search->item);
  g_free (search);
}

/**
 * ns_suspects_wanted:
 * @item: an item
 *
 * Returns: whether a server has refused it for what it holds, so that there are fields to suspect
 */
gboolean
ns_suspects_wanted (const NsItem *item)
{
  for (gsize i = 0; item->state == NS_STATE_ERROR && i < G_N_ELEMENTS (content_causes); i++)
    if (item->outcome.domain == content_causes[i].domain && item->outcome.code == content_causes[i].code)
      return TRUE;
  return FALSE;
}

static void
payload_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) payload = ns_store_get_payload_finish (NS_STORE (source), result, NULL, &error);

  if (payload == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, ns_preflight_check (search->item->kind, payload, &search->limits),
                           (GDestroyNotify) g_ptr_array_unref);
}

static void
account_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (NsAccount) account = ns_store_get_account_finish (NS_STORE (source), result, &error);

  if (account == NULL && error != NULL && !g_error_matches (error, NS_STORE_ERROR, NS_STORE_ERROR_NO_ACCOUNT))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (account != NULL)
    search->limits = (NsPreflightLimits){ account->largest_accepted, account->smallest_refused };
  ns_store_get_payload_async (NS_STORE (source), search->item->id, NS_PAYLOAD_MINE, g_task_get_cancellable (task),
                              payload_cb, g_object_ref (task));
}

/**
 * ns_suspects_find_async:
 * @store: the outbox
 * @item: one of its items
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Looks for the fields for which a server may have refused an item: the pre-flight check, over what the outbox holds.
 */
void
ns_suspects_find_async (NsStore *store, const NsItem *item, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->item = ns_item_ref (item);
  g_task_set_source_tag (task, ns_suspects_find_async);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  if (ns_suspects_wanted (item))
    ns_store_get_account_async (store, cancellable, account_cb, g_object_ref (task));
  else
    g_task_return_pointer (task, g_ptr_array_new_with_free_func ((GDestroyNotify) ns_finding_free),
                           (GDestroyNotify) g_ptr_array_unref);
}

/**
 * ns_suspects_find_finish:
 * @store: the outbox
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NsFinding) (nullable): the suspicious fields, the worst first; empty for an
 *   item that was not refused for its content
 */
GPtrArray *
ns_suspects_find_finish (NsStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
