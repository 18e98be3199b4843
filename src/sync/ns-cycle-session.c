/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of a cycle up to the folders: account, versions, folder tree. */
#include "config.h"
#include "sync/ns-cycle-private.h"

#include "eas/ns-eas-folder-sync.h"

#include <glib/gi18n-lib.h>

static void
progress_cb (NsConnection *connection, guint64 sent, guint64 total, gpointer user_data)
{
  ns_cycle_report_progress (user_data, sent, total);
}

static NsCycleState
first_request (NsCycle *self)
{
  const NsEasVersion known = ns_eas_version_from_string (self->account->version);
  const NsEasVersion forced = ns_eas_version_from_string (self->account->protocol);
  const gboolean fits = known != NS_EAS_VERSION_NONE && (forced == NS_EAS_VERSION_NONE || forced == known);

  self->version = known;
  if (!fits || !self->memory->has_options || self->mode == NS_CYCLE_MODE_TEST)
    return NS_CYCLE_OPTIONS;
  return self->account->folder_sync_key == NULL ? NS_CYCLE_FOLDER_SYNC : NS_CYCLE_FOLDERS;
}

static void
password_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *password = ns_secrets_lookup_finish (NS_SECRETS (source), result, &error);
  g_auto (NsEasDeviceInformation) device = { 0 };
  const NsAttempt attempt = {
    .started_at = self->started_at,
    .ended_at = ns_clock_now (self->clock),
    .outcome = { NS_DOMAIN_LOCAL, NS_LOCAL_NO_PASSWORD, NS_COMMAND_OPTIONS, 0 },
  };

  if (password == NULL)
    {
      ns_cycle_fail (self, &attempt, error->message, 0);
      return;
    }

  self->connection = ns_connection_new (self->account, password, self->clock, &error);
  if (self->connection == NULL)
    {
      ns_cycle_abort (self, g_steal_pointer (&error));
      return;
    }
  ns_cycle_describe_device (self, &device);
  ns_connection_set_user_agent (self->connection, device.user_agent);
  if (self->memory->timeout > 0)
    ns_connection_set_timeout (self->connection, self->memory->timeout);
  g_signal_connect_object (self->connection, "progress", G_CALLBACK (progress_cb), self, 0);
  ns_cycle_go (self, first_request (self));
}

static void
tally_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;
  NsTally tally;

  if (!ns_store_get_tally_finish (self->store, result, &tally, &error))
    {
      ns_cycle_abort (self, g_steal_pointer (&error));
      return;
    }

  self->n_total = tally.count[NS_STATE_PENDING] + tally.count[NS_STATE_SENDING];
  if (self->mode == NS_CYCLE_MODE_SCHEDULED && self->n_total + tally.count[NS_STATE_UNCERTAIN] == 0)
    ns_cycle_go (self, NS_CYCLE_FINISH);
  else
    ns_secrets_lookup_async (self->secrets, self->account, self->cancellable, password_cb, g_object_ref (self));
}

/* While a pause lasts a scheduled cycle has nothing to do but to say why. */
static gboolean
is_paused (NsCycle *self)
{
  const gboolean lasts = self->account->retry_at > ns_clock_now (self->clock)
                         || ns_interpret_waits_for_password (self->account->fault);

  if (self->mode != NS_CYCLE_MODE_SCHEDULED || !lasts)
    return FALSE;
  self->report.fault = self->account->fault;
  return TRUE;
}

static void
account_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsAccount) account = ns_store_get_account_finish (self->store, result, &error);

  if (account == NULL)
    {
      if (g_error_matches (error, NS_STORE_ERROR, NS_STORE_ERROR_NO_ACCOUNT))
        {
          g_clear_error (&error);
          g_set_error_literal (&error, NS_ENGINE_ERROR, NS_ENGINE_ERROR_NO_ACCOUNT, _("No account is set up."));
        }
      ns_cycle_abort (self, g_steal_pointer (&error));
      return;
    }

  self->account = ns_account_copy (account);
  self->failures_before = account->failures;
  if (is_paused (self))
    ns_cycle_go (self, NS_CYCLE_FINISH);
  else
    ns_store_get_tally_async (self->store, self->cancellable, tally_cb, g_object_ref (self));
}

/**
 * ns_cycle_enter_account:
 * @self: a cycle
 *
 * Reads the account and its password. What was learned about the server is kept in the cycle's own copy until the
 * end.
 */
void
ns_cycle_enter_account (NsCycle *self)
{
  ns_store_get_account_async (self->store, self->cancellable, account_cb, g_object_ref (self));
}

/**
 * ns_cycle_get_line:
 * @self: a cycle with a connection
 *
 * Returns: what a request needs; borrows from @self
 */
NsLine
ns_cycle_get_line (NsCycle *self)
{
  return (NsLine) { self->connection, self->version, self->account->policy_key };
}

static gboolean
announces (const NsExchange *exchange, NsCommand command)
{
  const char *list = exchange->protocol_commands != NULL ? exchange->protocol_commands : "";
  g_auto (GStrv) names = g_strsplit_set (list, ", ", -1);

  return g_strv_contains ((const char *const *) names, ns_command_name (command));
}

static void
options_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (NsExchange) exchange = ns_connection_finish (self->connection, result);
  NsAttempt attempt = exchange->attempt;

  if (attempt.outcome.domain == NS_DOMAIN_NONE)
    {
      self->version = ns_eas_version_negotiate (exchange->protocol_versions,
                                                ns_eas_version_from_string (self->account->protocol));
      if (self->version == NS_EAS_VERSION_NONE)
        attempt.outcome = ns_interpret_status (NS_COMMAND_OPTIONS, 138);
    }
  if (attempt.outcome.domain != NS_DOMAIN_NONE)
    {
      ns_cycle_fail (self, &attempt, exchange->detail, exchange->retry_after);
      return;
    }

  self->memory->has_options = TRUE;
  self->memory->has_settings = announces (exchange, NS_COMMAND_SETTINGS);
  g_free (self->account->version);
  self->account->version = g_strdup (ns_eas_version_to_string (self->version));
  /* Another product: what the old one did says nothing of it. */
  if (g_strcmp0 (self->account->server_product, exchange->server_product) != 0)
    {
      self->account->capabilities = (NsCapabilities) { { 0 } };
      g_clear_pointer (&self->account->device_told, g_free);
    }
  g_free (self->account->server_product);
  self->account->server_product = g_strdup (exchange->server_product);
  if (self->account->folder_sync_key == NULL || self->mode == NS_CYCLE_MODE_TEST)
    ns_cycle_go (self, NS_CYCLE_FOLDER_SYNC);
  else
    ns_cycle_go (self, NS_CYCLE_FOLDERS);
}

/**
 * ns_cycle_enter_options:
 * @self: a cycle
 *
 * Asks which versions the server speaks and takes the highest that both know (eas-facts 1.6).
 */
void
ns_cycle_enter_options (NsCycle *self)
{
  ns_connection_options_async (self->connection, self->cancellable, options_cb, g_object_ref (self));
}

static void
put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ns_store_put_collections_finish (self->store, result, &error))
    ns_cycle_abort (self, g_steal_pointer (&error));
  else
    ns_cycle_go (self, NS_CYCLE_FOLDERS);
}

static void
add_folders (GPtrArray *collections, GPtrArray *folders)
{
  for (guint i = 0; i < folders->len; i++)
    {
      const NsEasFolder *folder = g_ptr_array_index (folders, i);

      g_ptr_array_add (collections, ns_collection_new (folder->server_id, folder->parent_id, folder->name,
                                                       folder->type));
    }
}

static void
put_folders (NsCycle *self, const NsEasFolderSync *tree)
{
  g_autoptr (GPtrArray) collections = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_collection_free);
  const gboolean is_whole = self->account->folder_sync_key == NULL || self->is_restart;

  add_folders (collections, tree->added);
  add_folders (collections, tree->updated);
  g_free (self->account->folder_sync_key);
  self->account->folder_sync_key = g_strdup (tree->sync_key);
  self->has_folders = TRUE;
  self->is_restart = FALSE;
  ns_store_put_collections_async (self->store, collections, tree->deleted, is_whole, tree->sync_key, NULL, put_cb,
                                  g_object_ref (self));
}

static NsOutcome
read_folders (const NsExchange *exchange, NsEasFolderSync *tree, char **detail)
{
  g_autoptr (GError) error = NULL;

  ns_eas_folder_sync_init (tree);
  if (exchange->attempt.outcome.domain != NS_DOMAIN_NONE)
    return exchange->attempt.outcome;
  if (ns_eas_folder_sync_response_parse (exchange->body, tree, &error)
      && (tree->status != 1 || tree->sync_key != NULL))
    return ns_interpret_status (NS_COMMAND_FOLDER_SYNC, tree->status);

  g_free (*detail);
  *detail = g_strdup (error != NULL ? error->message : NULL);
  return (NsOutcome) { NS_DOMAIN_NETWORK, NS_NETWORK_MALFORMED, NS_COMMAND_FOLDER_SYNC, 200 };
}

/* Kerio says 400 where others ask for Provision (eas-facts 3.6). */
static NsVerdict
verdict_of (NsCycle *self, NsOutcome outcome)
{
  if (outcome.domain == NS_DOMAIN_HTTP && outcome.code == 400 && self->account->policy_key == NULL)
    return NS_VERDICT_PROVISION;
  return ns_cause_for (outcome)->verdict;
}

static void
folder_sync_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (NsExchange) exchange = ns_connection_finish (self->connection, result);
  g_autofree char *detail = g_strdup (exchange->detail);
  g_auto (NsEasFolderSync) tree = { 0 };
  NsAttempt attempt = exchange->attempt;
  NsVerdict verdict;

  attempt.outcome = read_folders (exchange, &tree, &detail);
  if (attempt.outcome.domain == NS_DOMAIN_NONE)
    {
      put_folders (self, &tree);
      return;
    }
  verdict = verdict_of (self, attempt.outcome);
  if (verdict == NS_VERDICT_RESYNC && !self->is_restart)
    {
      self->is_restart = TRUE;
      ns_cycle_go (self, NS_CYCLE_FOLDER_SYNC);
    }
  else if (!ns_cycle_provision (self, verdict))
    ns_cycle_fail (self, &attempt, detail, exchange->retry_after);
}

/**
 * ns_cycle_enter_folder_sync:
 * @self: a cycle
 *
 * Brings the folder tree up to date; from key 0 where it is unknown, or where the server forgot the key
 * (MS-ASCMD 2.2.3.177.4, status 9 and 12).
 */
void
ns_cycle_enter_folder_sync (NsCycle *self)
{
  const NsEasQuery query = { .command = NS_COMMAND_FOLDER_SYNC };
  const char *key = self->is_restart ? NULL : self->account->folder_sync_key;
  g_autoptr (GBytes) body = ns_eas_folder_sync_request_write (key != NULL ? key : "0");

  ns_connection_post_async (self->connection, &query, self->version, self->account->policy_key,
                            NS_EAS_CONTENT_TYPE_WBXML, body, self->cancellable, folder_sync_cb, g_object_ref (self));
}

static void
journal_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;

  self->journal = ns_store_get_journal_finish (self->store, result, &error);
  if (self->journal == NULL)
    ns_cycle_abort (self, g_steal_pointer (&error));
  else
    ns_cycle_go (self, NS_CYCLE_DEVICE);
}

static void
collections_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *collections = ns_store_get_collections_finish (self->store, result, &error);

  if (collections == NULL)
    {
      ns_cycle_abort (self, g_steal_pointer (&error));
      return;
    }

  g_clear_pointer (&self->collections, g_ptr_array_unref);
  self->collections = collections;
  if (self->mode == NS_CYCLE_MODE_TEST)
    ns_cycle_go (self, NS_CYCLE_FINISH);
  else if (self->journal != NULL)
    ns_cycle_go (self, NS_CYCLE_SETTLE);
  else
    ns_store_get_journal_async (self->store, self->cancellable, journal_cb, g_object_ref (self));
}

/**
 * ns_cycle_enter_folders:
 * @self: a cycle
 *
 * Reads the folders with their keys and, the first time, the journal.
 */
void
ns_cycle_enter_folders (NsCycle *self)
{
  ns_store_get_collections_async (self->store, self->cancellable, collections_cb, g_object_ref (self));
}

/**
 * ns_cycle_find_collection:
 * @self: a cycle
 * @id: the id of a folder
 *
 * Returns: (transfer none) (nullable): the folder, where it still exists
 */
NsCollection *
ns_cycle_find_collection (NsCycle *self, const char *id)
{
  for (guint i = 0; i < self->collections->len; i++)
    {
      NsCollection *collection = g_ptr_array_index (self->collections, i);

      if (g_strcmp0 (collection->server_id, id) == 0)
        return collection;
    }
  return NULL;
}

/**
 * ns_cycle_find_folder:
 * @self: a cycle
 * @type: the type of a default folder
 *
 * Returns: (transfer none) (nullable): the account's folder of that type
 */
NsCollection *
ns_cycle_find_folder (NsCycle *self, int type)
{
  for (guint i = 0; i < self->collections->len; i++)
    {
      NsCollection *collection = g_ptr_array_index (self->collections, i);

      if (collection->type == type)
        return collection;
    }
  return NULL;
}
