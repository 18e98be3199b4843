/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-export.h"

#include "eas/ns-wbxml-reader.h"
#include "intake/ns-intake-stored.h"

/* File systems take 255 bytes; the ending and a number come on top. */
#define MAX_NAME_BYTES 120

static const struct
{
  const char *media_type;
  const char *ending;
} endings[] = {
  { "message/rfc822", "eml" },
  { "text/calendar", "ics" },
  { "text/vcard", "vcf" },
  { NS_INTAKE_STORED_TYPE, "xml" },
};

/**
 * ns_export_free:
 * @self: (transfer full): an export
 *
 * Frees it.
 */
void
ns_export_free (NsExport *self)
{
  g_free (self->name);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self);
}

/**
 * ns_export_make_content:
 * @payload: what an item holds
 * @media_type: (nullable): in which form
 * @error: return location, domain #NsWbxmlError
 *
 * Makes of it what a file can hold. Mails, events and contacts stay as they are, byte for byte; what came from a server
 * are elements of the protocol, which XML shows. Any thread.
 *
 * Returns: (transfer full) (nullable): the content
 */
GBytes *
ns_export_make_content (GBytes *payload, const char *media_type, GError **error)
{
  g_autoptr (NsNode) data = NULL;
  char *xml;

  if (g_strcmp0 (media_type, NS_INTAKE_STORED_TYPE) != 0)
    return g_bytes_ref (payload);
  data = ns_wbxml_read (payload, error);
  if (data == NULL)
    return NULL;
  xml = ns_node_to_xml (data);
  return g_bytes_new_take (xml, strlen (xml));
}

/* What no file system forbids and no program takes for an option or a path, and nothing that turns the text round. */
static void
append_safe (GString *name, gunichar c)
{
  if (g_unichar_type (c) == G_UNICODE_FORMAT)
    return;
  if (g_unichar_iscntrl (c) || g_unichar_isspace (c))
    c = ' ';
  else if (c < 0x80 && strchr ("/\\:*?\"<>|", (int) c) != NULL)
    c = '_';
  if ((c == ' ' || c == '.' || c == '-') && name->len == 0)
    return;
  if (c == ' ' && name->str[name->len - 1] == ' ')
    return;
  g_string_append_unichar (name, c);
}

/**
 * ns_export_make_name:
 * @item: an item
 * @media_type: (nullable): the form of what it holds
 *
 * Returns: (transfer full): a name for its file, after its subject
 */
char *
ns_export_make_name (const NsItem *item, const char *media_type)
{
  g_autofree char *subject = g_utf8_make_valid (item->subject, -1);
  g_autoptr (GString) name = g_string_new (NULL);
  const char *ending = "bin";

  for (const char *p = subject; *p != '\0' && name->len < MAX_NAME_BYTES; p = g_utf8_next_char (p))
    append_safe (name, g_utf8_get_char (p));
  while (name->len > 0 && strchr (" .", name->str[name->len - 1]) != NULL)
    g_string_truncate (name, name->len - 1);
  if (name->len == 0)
    g_string_printf (name, "%s-%" G_GINT64_FORMAT, ns_kind_nick (item->kind), item->id);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_strcmp0 (endings[i].media_type, media_type) == 0)
      ending = endings[i].ending;
  g_string_append_printf (name, ".%s", ending);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static void
payload_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *media_type = NULL;
  g_autoptr (GBytes) payload = ns_store_get_payload_finish (NS_STORE (source), result, &media_type, &error);
  g_autoptr (GBytes) content = payload != NULL ? ns_export_make_content (payload, media_type, &error) : NULL;
  NsExport *self;

  if (content == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  self = g_new0 (NsExport, 1);
  self->name = ns_export_make_name (g_task_get_task_data (task), media_type);
  self->content = g_steal_pointer (&content);
  g_task_return_pointer (task, self, (GDestroyNotify) ns_export_free);
}

/**
 * ns_export_load_async:
 * @store: the outbox
 * @item: one of its items
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Reads what an item holds, as a file.
 */
void
ns_export_load_async (NsStore *store, const NsItem *item, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, ns_export_load_async);
  g_task_set_task_data (task, ns_item_ref (item), (GDestroyNotify) ns_item_unref);
  ns_store_get_payload_async (store, item->id, NS_PAYLOAD_MINE, cancellable, payload_cb, task);
}

/**
 * ns_export_load_finish:
 * @store: the outbox
 * @result: what the callback got
 * @error: %NS_STORE_ERROR, or of what came from a server and is broken #NsWbxmlError
 *
 * Returns: (transfer full) (nullable): the file
 */
NsExport *
ns_export_load_finish (NsStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
