/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-object.h"

#include "sim/ns-sim-item.h"

#include <string.h>

/**
 * ns_sim_object_new:
 * @server_id: its id
 * @data: (transfer full): its ApplicationData
 * @revision: the change that made it
 * @changed_by: (nullable): the device that made it
 *
 * Returns: (transfer full): an object
 */
NsSimObject *
ns_sim_object_new (const char *server_id, NsNode *data, guint64 revision, const char *changed_by)
{
  NsSimObject *self = g_new0 (NsSimObject, 1);

  self->server_id = g_strdup (server_id);
  ns_sim_object_set_data (self, data, revision, changed_by);
  return self;
}

/**
 * ns_sim_object_free:
 * @self: (transfer full): an object
 *
 * Frees it.
 */
void
ns_sim_object_free (NsSimObject *self)
{
  g_free (self->server_id);
  g_free (self->client_id);
  g_free (self->uid);
  g_free (self->name);
  g_free (self->message_id);
  g_clear_pointer (&self->data, ns_node_unref);
  g_clear_pointer (&self->mime, g_bytes_unref);
  g_free (self->changed_by);
  g_free (self);
}

/**
 * ns_sim_object_set_data:
 * @self: an object
 * @data: (transfer full): its new ApplicationData
 * @revision: the change that this is
 * @changed_by: (nullable): the device, or %NULL for Outlook
 *
 * Changes it.
 */
void
ns_sim_object_set_data (NsSimObject *self, NsNode *data, guint64 revision, const char *changed_by)
{
  g_clear_pointer (&self->data, ns_node_unref);
  self->data = data;
  self->revision = revision;

  g_free (self->uid);
  self->uid = ns_sim_item_dup_uid (data);
  g_free (self->name);
  self->name = ns_sim_item_dup_name (data);
  g_free (self->changed_by);
  self->changed_by = g_strdup (changed_by);
}

static gboolean
is_message_id (const char *own, const char *text)
{
  const gsize length = own != NULL ? strlen (own) : 0;

  if (length < 2)
    return FALSE;
  return g_str_equal (own, text) || (strlen (text) == length - 2 && strncmp (own + 1, text, length - 2) == 0);
}

/**
 * ns_sim_object_is_called:
 * @self: an object
 * @text: a UID, a ClientId, a server id, a name (subject or FileAs), a contact's full name, or a Message-ID with or
 *   without its angle brackets
 *
 * Returns: whether @text means this object
 */
gboolean
ns_sim_object_is_called (const NsSimObject *self, const char *text)
{
  const char *first = ns_node_child_text (self->data, NS_TAG_CONTACTS_FIRST_NAME);
  const char *last = ns_node_child_text (self->data, NS_TAG_CONTACTS_LAST_NAME);
  g_autofree char *full = NULL;

  if (g_strcmp0 (self->uid, text) == 0 || g_strcmp0 (self->client_id, text) == 0 ||
      g_strcmp0 (self->server_id, text) == 0 || g_strcmp0 (self->name, text) == 0 ||
      is_message_id (self->message_id, text))
    return TRUE;
  if (first == NULL || last == NULL)
    return FALSE;

  full = g_strdup_printf ("%s %s", first, last);
  return g_str_equal (full, text);
}

static NsNode *
make_body (GBytes *mime, gboolean want_mime, gssize truncation)
{
  gsize size, offset = 0, shown;
  const char *bytes = g_bytes_get_data (mime, &size);
  g_autofree char *text = NULL, *total = NULL;
  NsNode *body = ns_node_new (NS_TAG_AIR_SYNC_BASE_BODY);

  if (!want_mime)
    {
      const char *gap = g_strstr_len (bytes, size, "\r\n\r\n");

      offset = gap != NULL ? (gsize) (gap - bytes) + 4 : size;
    }
  shown = truncation >= 0 ? MIN ((gsize) truncation, size - offset) : size - offset;
  total = g_strdup_printf ("%" G_GSIZE_FORMAT, size - offset);
  ns_node_append_text (body, NS_TAG_AIR_SYNC_BASE_TYPE, want_mime ? "4" : "1");
  ns_node_append_text (body, NS_TAG_AIR_SYNC_BASE_ESTIMATED_DATA_SIZE, total);
  if (shown < size - offset)
    ns_node_append_text (body, NS_TAG_AIR_SYNC_BASE_TRUNCATED, "1");

  /* Text cannot carry NUL or broken UTF-8; opaque data can (eas-facts 2.1). */
  if (g_utf8_validate_len (bytes + offset, shown, NULL))
    {
      text = g_strndup (bytes + offset, shown);
      ns_node_append_text (body, NS_TAG_AIR_SYNC_BASE_DATA, text);
    }
  else
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (mime, offset, shown);

      ns_node_append (body, ns_node_new_opaque (NS_TAG_AIR_SYNC_BASE_DATA, part));
    }
  return body;
}

/**
 * ns_sim_object_dup_mail_data:
 * @self: a mail
 * @want_mime: whether the whole MIME was asked for (MIMESupport 2, BodyPreference Type 4)
 * @truncation: the body's largest size in bytes, or -1
 *
 * Returns: (transfer full): its ApplicationData with the body in it (MS-ASAIRS 2.2.2.9)
 */
NsNode *
ns_sim_object_dup_mail_data (const NsSimObject *self, gboolean want_mime, gssize truncation)
{
  NsNode *data = ns_sim_item_set (self->data, NS_TAG_AIR_SYNC_BASE_BODY, "");

  ns_node_append (data, make_body (self->mime, want_mime, truncation));
  return data;
}

/**
 * ns_sim_object_dup_plain_mail_data:
 * @self: a mail
 * @want_mime: whether the whole MIME was asked for (MIMESupport 2)
 *
 * Returns: (transfer full): its ApplicationData as version 2.5 has it, never truncated (MS-ASEMAIL 2.2.2.15)
 */
NsNode *
ns_sim_object_dup_plain_mail_data (const NsSimObject *self, gboolean want_mime)
{
  NsNode *data = ns_sim_item_set (self->data, NS_TAG_EMAIL_BODY, "");
  gsize size;
  const char *bytes = g_bytes_get_data (self->mime, &size);
  const char *gap = g_strstr_len (bytes, size, "\r\n\r\n");
  const gsize offset = want_mime ? 0 : gap != NULL ? (gsize) (gap - bytes) + 4 : size;
  g_autoptr (GBytes) shown = g_bytes_new_from_bytes (self->mime, offset, size - offset);

  ns_node_append_text (data, want_mime ? NS_TAG_EMAIL_MIME_TRUNCATED : NS_TAG_EMAIL_BODY_TRUNCATED, "0");
  ns_node_append (data, ns_node_new_opaque (want_mime ? NS_TAG_EMAIL_MIME_DATA : NS_TAG_EMAIL_BODY, shown));
  return data;
}
