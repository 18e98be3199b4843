/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-resolve.h"

#include "intake/ns-intake.h"
#include "sync/ns-merge.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const NsItem *item; /* (owned) */
  NsResolution resolution;
  char **fields;      /* (owned) */
} Request;

static void
request_free (Request *request)
{
  ns_item_unref (request->item);
  g_strfreev (request->fields);
  g_free (request);
}

static void
resolved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  NsItem *item = ns_store_resolve_finish (NS_STORE (source), result, &error);

  if (item == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, item, (GDestroyNotify) ns_item_unref);
}

/* Takes the task. */
static void
resolve (GTask *task, const NsDraft *draft)
{
  const Request *request = g_task_get_task_data (task);

  ns_store_resolve_async (g_task_get_source_object (task), request->item->id, request->resolution,
                          (const char *const *) request->fields, draft, NULL, resolved_cb, task);
}

/* Makes sure that what was chosen can be sent, or makes the copy that is to be sent. */
static gboolean
prepare (const Request *request, const NsVersions *versions, NsDraft **draft, GError **error)
{
  g_autoptr (NsNode) merged = NULL;

  if (request->resolution == NS_RESOLUTION_FIELDS)
    {
      merged = ns_merge_fields (versions, (const char *const *) request->fields, error);
      return merged != NULL;
    }
  if (versions->payload == NULL || versions->mine == NULL)
    {
      g_set_error (error, NS_INTAKE_ERROR, NS_INTAKE_ERROR_INVALID,
                   _("Item %lld has no content of its own that could be kept as a new item."),
                   (long long) request->item->id);
      return FALSE;
    }
  *draft = ns_intake_copy (request->item->kind, versions->payload, error);
  return *draft != NULL;
}

static void
versions_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Request *request = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (NsVersions) versions = ns_versions_load_finish (NS_STORE (source), result, &error);
  g_autoptr (NsDraft) draft = NULL;

  if (versions == NULL || !prepare (request, versions, &draft, &error))
    g_task_return_error (task, error);
  else
    resolve (g_steal_pointer (&task), draft);
}

/**
 * ns_resolve_async:
 * @store: the outbox
 * @item: an item in conflict
 * @resolution: how the conflict ends; not %NS_RESOLUTION_NONE
 * @fields: (nullable) (array zero-terminated=1): the fields of which the server's value is taken, for
 *   %NS_RESOLUTION_FIELDS
 * @cancellable: (nullable): ends the call while nothing was written
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Ends a conflict as the user decided, see ns_store_resolve_async(). Main thread.
 */
void
ns_resolve_async (NsStore *store, const NsItem *item, NsResolution resolution, const char *const *fields,
                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  static const char *const none[] = { NULL };
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->item = ns_item_ref (item);
  request->resolution = resolution;
  request->fields = g_strdupv ((char **) (fields != NULL ? fields : none));
  g_task_set_source_tag (task, ns_resolve_async);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  if (resolution == NS_RESOLUTION_FIELDS || resolution == NS_RESOLUTION_NEW)
    ns_versions_load_async (store, item, NS_EAS_VERSION_NONE, cancellable, versions_cb, task);
  else
    resolve (task, NULL);
}

/**
 * ns_resolve_finish:
 * @store: the outbox
 * @result: what the callback got
 * @error: %NS_STORE_ERROR as of ns_store_resolve_finish(); %NS_INTAKE_ERROR_INVALID where the chosen fields do not go
 *   together, or where there is no content to keep; then nothing was changed
 *
 * Returns: (transfer full): the item as it is now
 */
NsItem *
ns_resolve_finish (NsStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ns_resolve_is_about_choice:
 * @error: (nullable): what ns_resolve_finish() reported
 *
 * Returns: whether the user has to choose otherwise; the message then is a sentence in the user's language
 */
gboolean
ns_resolve_is_about_choice (const GError *error)
{
  return error != NULL && error->domain == NS_INTAKE_ERROR;
}
