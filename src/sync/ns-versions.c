/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-versions.h"

#include "eas/ns-wbxml-reader.h"
#include "intake/ns-intake.h"

/* What mine is written for while no server was ever asked. */
#define USUAL_VERSION NS_EAS_VERSION_14_1

static void load_next (GTask *task);

/* The payloads in the order in which they are read. */
static const NsPayloadRole roles[] = { NS_PAYLOAD_MINE, NS_PAYLOAD_SERVER, NS_PAYLOAD_AGREED };

typedef struct
{
  NsVersions *versions; /* (owned) (nullable): NULL once taken */
  guint n_read;
} Load;

static void
load_free (Load *load)
{
  g_clear_pointer (&load->versions, ns_versions_free);
  g_free (load);
}

static void
fail (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

static NsNode *
read_data (GBytes *payload)
{
  g_autoptr (GError) error = NULL;
  NsNode *data = g_bytes_get_size (payload) > 0 ? ns_wbxml_read (payload, &error) : NULL;

  if (error != NULL)
    g_info ("A version of an item cannot be read: %s", error->message);
  return data;
}

static void
take_mine (NsVersions *self, GBytes *payload)
{
  g_autoptr (GError) error = NULL;

  self->payload = g_bytes_ref (payload);
  if (self->item->operation == NS_OPERATION_DELETE)
    return;
  self->mine = ns_intake_to_application_data (self->item->kind, payload, self->version, self->item->queued_at,
                                              &error);
  if (self->mine == NULL)
    g_info ("Item %" G_GINT64_FORMAT " has nothing to compare: %s", self->item->id, error->message);
}

static void
take (NsVersions *self, NsPayloadRole role, GBytes *payload)
{
  switch (role)
    {
    case NS_PAYLOAD_MINE:
      take_mine (self, payload);
      return;
    case NS_PAYLOAD_SERVER:
      self->theirs = read_data (payload);
      self->is_deleted_there = g_bytes_get_size (payload) == 0;
      return;
    case NS_PAYLOAD_AGREED:
      self->agreed = read_data (payload);
      return;
    }
}

static void
payload_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) payload = ns_store_get_payload_finish (NS_STORE (source), result, NULL, &error);

  if (payload == NULL && !g_error_matches (error, NS_STORE_ERROR, NS_STORE_ERROR_NOT_FOUND))
    {
      fail (task, error);
      return;
    }
  g_clear_error (&error);
  if (payload != NULL)
    take (load->versions, roles[load->n_read], payload);
  load->n_read++;
  load_next (task);
}

static void
load_next (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  if (load->n_read < G_N_ELEMENTS (roles))
    {
      ns_store_get_payload_async (g_task_get_source_object (task), load->versions->item->id, roles[load->n_read],
                                  g_task_get_cancellable (task), payload_cb, task);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&load->versions), (GDestroyNotify) ns_versions_free);
  g_object_unref (task);
}

static void
choices_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  load->versions->choices = ns_store_get_choices_finish (NS_STORE (source), result, &error);
  if (load->versions->choices == NULL)
    fail (task, error);
  else
    load_next (task);
}

static void
load_choices (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  ns_store_get_choices_async (g_task_get_source_object (task), load->versions->item->id,
                              g_task_get_cancellable (task), choices_cb, task);
}

static void
account_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (NsAccount) account = ns_store_get_account_finish (NS_STORE (source), result, &error);

  if (account == NULL && !g_error_matches (error, NS_STORE_ERROR, NS_STORE_ERROR_NO_ACCOUNT))
    {
      fail (task, error);
      return;
    }
  g_clear_error (&error);
  if (account != NULL && account->version != NULL)
    load->versions->version = ns_eas_version_from_string (account->version);
  if (load->versions->version == NS_EAS_VERSION_NONE)
    load->versions->version = USUAL_VERSION;
  load_choices (task);
}

/**
 * ns_versions_load_async:
 * @store: the outbox
 * @item: one of its items
 * @version: the protocol version to write mine for; %NS_EAS_VERSION_NONE takes the account's
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Reads this side's version of an item, the server's, and the one that both last agreed on. Main thread.
 */
void
ns_versions_load_async (NsStore *store, const NsItem *item, NsEasVersion version, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  load->versions = g_new0 (NsVersions, 1);
  load->versions->item = ns_item_ref (item);
  load->versions->version = version;
  g_task_set_source_tag (task, ns_versions_load_async);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  if (version == NS_EAS_VERSION_NONE)
    ns_store_get_account_async (store, cancellable, account_cb, task);
  else
    load_choices (task);
}

/**
 * ns_versions_load_finish:
 * @store: the outbox
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full): the versions, as far as there are any
 */
NsVersions *
ns_versions_load_finish (NsStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ns_versions_free:
 * @self: (transfer full): versions
 *
 * Frees them.
 */
void
ns_versions_free (NsVersions *self)
{
  ns_item_unref (self->item);
  g_clear_pointer (&self->payload, g_bytes_unref);
  g_clear_pointer (&self->mine, ns_node_unref);
  g_clear_pointer (&self->theirs, ns_node_unref);
  g_clear_pointer (&self->agreed, ns_node_unref);
  g_strfreev (self->choices);
  g_free (self);
}
