/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-preview-load.h"

#include "intake/ns-intake-preview.h"
#include "intake/ns-intake-stored.h"
#include "intake/ns-intake.h"
#include "sync/ns-compare-words.h"

#include <glib/gi18n-lib.h>

/* What is larger is read in another thread, so that the window goes on. */
#define LARGE_BYTES (64 * 1024)

typedef struct
{
  NsItem *item;     /* (owned) */
  GBytes *payload;  /* (owned) (nullable): once it was read */
  char *media_type; /* (owned) (nullable) */
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  ns_item_unref (load->item);
  g_clear_pointer (&load->payload, g_bytes_unref);
  g_free (load->media_type);
  g_free (load);
}

static const char *
body_text (const NsNode *data)
{
  static const NsTag old[] = { NS_TAG_CALENDAR_BODY, NS_TAG_CONTACTS_BODY };
  const NsNode *body = ns_node_child (data, NS_TAG_AIR_SYNC_BASE_BODY);
  const char *text = body != NULL ? ns_node_child_text (body, NS_TAG_AIR_SYNC_BASE_DATA) : NULL;

  for (gsize i = 0; text == NULL && i < G_N_ELEMENTS (old); i++)
    text = ns_node_child_text (data, old[i]);
  return text;
}

/* What the conflict view would say of it, too. */
static void
add_fields (NsPreview *preview, NsKind kind, const NsNode *data)
{
  const NsCompareField *field;
  const char *text = body_text (data);

  for (guint i = 0; (field = ns_compare_field_nth (kind, i)) != NULL; i++)
    {
      g_autofree char *words = field->form != NS_COMPARE_NOTES ? ns_compare_words (field, data) : NULL;

      ns_preview_add (preview->fields, ns_compare_field_label (field), words);
    }
  if (text != NULL && *text != '\0')
    ns_intake_preview_set_text (preview, text);
}

static gboolean
read_object (NsPreview *preview, const NsItem *item, GBytes *payload, const char *media_type, GError **error)
{
  const gboolean is_stored = g_strcmp0 (media_type, NS_INTAKE_STORED_TYPE) == 0;
  g_autoptr (NsNode) data
      = is_stored ? ns_intake_stored_to_node (payload, NS_EAS_VERSION_14_1, item->client_id, error)
                  : ns_intake_to_application_data (item->kind, payload, NS_EAS_VERSION_14_1, item->queued_at, error);

  if (data != NULL)
    add_fields (preview, item->kind, data);
  return data != NULL;
}

/**
 * ns_preview_load_make:
 * @item: an item
 * @payload: what it holds
 * @media_type: (nullable): in which form
 *
 * Puts into words what would be sent. Any thread.
 *
 * Returns: (transfer full): the preview; of what cannot be read, one that says so
 */
NsPreview *
ns_preview_load_make (const NsItem *item, GBytes *payload, const char *media_type)
{
  NsPreview *preview = ns_preview_new ();
  const gboolean is_object = item->kind == NS_KIND_EVENT || item->kind == NS_KIND_CONTACT;
  gboolean is_read;

  if (item->operation == NS_OPERATION_DELETE)
    preview->sentence = g_strdup (item->kind == NS_KIND_CONTACT ? _("This contact will be deleted on the server.")
                                                                : _("This event will be deleted on the server."));
  is_read = is_object ? read_object (preview, item, payload, media_type, NULL)
                      : ns_intake_preview_mail (payload, preview, NULL);
  if (!is_read && preview->sentence == NULL)
    preview->sentence = g_strdup (_("The content is damaged and cannot be shown."));
  return preview;
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Load *load = data;

  g_task_return_pointer (task, ns_preview_load_make (load->item, load->payload, load->media_type),
                         (GDestroyNotify) ns_preview_free);
}

static void
payload_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  load->payload = ns_store_get_payload_finish (NS_STORE (source), result, &load->media_type, &error);
  if (load->payload == NULL)
    g_task_return_error (task, error);
  else if (g_bytes_get_size (load->payload) > LARGE_BYTES)
    g_task_run_in_thread (task, make_in_thread);
  else
    make_in_thread (task, source, load, NULL);
}

/**
 * ns_preview_load_async:
 * @store: the outbox
 * @item: one of its items
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Puts into words what would be sent for an item.
 */
void
ns_preview_load_async (NsStore *store, const NsItem *item, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  load->item = ns_item_ref (item);
  g_task_set_source_tag (task, ns_preview_load_async);
  g_task_set_task_data (task, load, load_free);
  ns_store_get_payload_async (store, item->id, NS_PAYLOAD_MINE, cancellable, payload_cb, task);
}

/**
 * ns_preview_load_finish:
 * @store: the outbox
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the preview
 */
NsPreview *
ns_preview_load_finish (NsStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
