/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-fixture.h"

#define SERVER "https://mail.example.test/Microsoft-Server-ActiveSync"

static gboolean
set_session (NsStore *store, const NsAccount *account, GError **error)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_store_set_session_async (store, account, NULL, ns_await_cb, &await);
  return ns_store_set_session_finish (store, ns_await_result (&await), error);
}

static NsAccount *
learn_session (NsStore *store)
{
  g_autoptr (NsAccount) account = get_account (store, NULL);
  NsAccount *learned = ns_account_copy (account);

  learned->version = g_strdup ("14.1");
  learned->policy_key = g_strdup ("3942919513");
  learned->folder_sync_key = g_strdup ("tree-1");
  learned->server_product = g_strdup ("Kerio Connect");
  learned->fault = (NsOutcome) { NS_DOMAIN_HTTP, 401, NS_COMMAND_SYNC, 401 };
  learned->fault_detail = g_strdup ("no");
  learned->retry_at = 17;
  learned->failures = 3;
  learned->server_header = g_strdup ("nginx");
  learned->auth_schemes = g_strdup ("Basic, Bearer");
  learned->media_type = g_strdup ("text/html");
  learned->clock_skew = -400;
  for (guint i = 0; i < NS_N_CAPABILITIES; i++)
    ns_capabilities_observe (&learned->capabilities, (NsCapability) i, i % 2 == 0, 1000 + i);
  learned->largest_accepted = G_GINT64_CONSTANT (5000000000);
  learned->smallest_refused = G_GINT64_CONSTANT (6000000000);
  /* Not the engine's to write. */
  g_free (learned->email);
  learned->email = g_strdup ("engine@example.test");
  learned->compares_first = FALSE;
  learned->clears_echoes = TRUE;
  return learned;
}

static void
test_session (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsAccount) learned = NULL, read = NULL;

  fixture_set_account (fixture, SERVER, "demo");
  learned = learn_session (fixture->store);
  g_assert_true (set_session (fixture->store, learned, &error));
  read = get_account (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->version, ==, "14.1");
  g_assert_cmpstr (read->policy_key, ==, "3942919513");
  g_assert_cmpstr (read->folder_sync_key, ==, "tree-1");
  g_assert_cmpstr (read->server_product, ==, "Kerio Connect");
  g_assert_cmpint (read->fault.code, ==, 401);
  g_assert_cmpstr (read->fault_detail, ==, "no");
  g_assert_cmpint (read->retry_at, ==, 17);
  g_assert_cmpuint (read->failures, ==, 3);
  g_assert_cmpstr (read->server_header, ==, "nginx");
  g_assert_cmpstr (read->auth_schemes, ==, "Basic, Bearer");
  g_assert_cmpstr (read->media_type, ==, "text/html");
  g_assert_cmpint (read->clock_skew, ==, -400);
  for (guint i = 0; i < NS_N_CAPABILITIES; i++)
    g_assert_cmpint (read->capabilities.seen_at[i], ==, i % 2 == 0 ? 1000 + (int) i : -1000 - (int) i);
  g_assert_true (read->compares_first);
  g_assert_false (read->clears_echoes);
  g_assert_cmpuint (read->largest_accepted, ==, G_GINT64_CONSTANT (5000000000));
  g_assert_cmpuint (read->smallest_refused, ==, G_GINT64_CONSTANT (6000000000));
  g_assert_cmpstr (read->email, ==, "demo@example.test");
}

/* The user's columns and the engine's do not touch each other; the device id is for life. */
static void
test_change_password_command (Fixture *fixture, gconstpointer data)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsAccount) learned = NULL, entered = NULL, read = NULL;

  fixture_set_account (fixture, SERVER, "demo");
  learned = learn_session (fixture->store);
  g_assert_cmpuint (strlen (learned->device_id), ==, 32);
  set_session (fixture->store, learned, &error);
  g_assert_no_error (error);

  entered = ns_account_new ();
  entered->server = g_strdup (SERVER);
  entered->user = g_strdup ("demo");
  entered->email = g_strdup ("new@example.test");
  entered->password_command = g_strdup ("pass mail");
  entered->ca_file = g_strdup ("/etc/ca.pem");
  entered->pin = g_strdup ("ab");
  entered->protocol = g_strdup ("12.1");
  entered->compares_first = FALSE;
  entered->clears_echoes = TRUE;
  ns_store_set_account_async (fixture->store, entered, NULL, ns_await_cb, &await);
  ns_store_set_account_finish (fixture->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  read = get_account (fixture->store, NULL);
  g_assert_cmpstr (read->email, ==, "new@example.test");
  g_assert_cmpstr (read->password_command, ==, "pass mail");
  g_assert_cmpstr (read->ca_file, ==, "/etc/ca.pem");
  g_assert_cmpstr (read->pin, ==, "ab");
  g_assert_cmpstr (read->protocol, ==, "12.1");
  g_assert_false (read->compares_first);
  g_assert_true (read->clears_echoes);
  g_assert_cmpint (ns_account_knows (read, NS_CAPABILITY_REPLAY), ==, NS_KNOWLEDGE_OBSERVED_YES);
  g_assert_cmpstr (read->policy_key, ==, "3942919513");
  g_assert_cmpstr (read->device_id, ==, learned->device_id);
}

static gboolean
set_setting (NsStore *store, NsSetting setting, gboolean is_on, GError **error)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_store_set_setting_async (store, setting, is_on, NULL, ns_await_cb, &await);
  return ns_store_set_setting_finish (store, ns_await_result (&await), error);
}

/* One setting at a time: neither the other one nor what somebody else wrote meanwhile changes with it. */
static void
test_settings (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    NsSetting setting;
    gboolean is_on;
    gboolean compares_first;
    gboolean clears_echoes;
  } rows[] = {
    { NS_SETTING_CLEARS_ECHOES, TRUE, TRUE, TRUE },
    { NS_SETTING_COMPARES_FIRST, FALSE, FALSE, TRUE },
    { NS_SETTING_CLEARS_ECHOES, FALSE, FALSE, FALSE },
    { NS_SETTING_COMPARES_FIRST, TRUE, TRUE, FALSE },
  };
  g_autoptr (GError) missing = NULL;
  g_autoptr (NsAccount) learned = NULL;

  g_assert_false (set_setting (fixture->store, NS_SETTING_CLEARS_ECHOES, TRUE, &missing));
  g_assert_error (missing, NS_STORE_ERROR, NS_STORE_ERROR_NO_ACCOUNT);
  fixture_set_account (fixture, SERVER, "demo");
  learned = learn_session (fixture->store);
  g_assert_true (set_session (fixture->store, learned, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NsAccount) read = NULL;

      g_assert_true (set_setting (fixture->store, rows[i].setting, rows[i].is_on, &error));
      g_assert_no_error (error);
      read = get_account (fixture->store, NULL);
      g_assert_cmpint (read->compares_first, ==, rows[i].compares_first);
      g_assert_cmpint (read->clears_echoes, ==, rows[i].clears_echoes);
      g_assert_cmpstr (read->policy_key, ==, "3942919513");
    }
}

static void
deliver_event (NsStore *store, const char *uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) item = enqueue (store, NS_KIND_EVENT, "event", uid);
  g_autoptr (NsBatch) batch = lease (store, item->id, &error);
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_result_free);
  NsResult *result = ns_result_new (item->id, NS_EVENT_ACCEPT);

  result->server_id = g_strdup ("folder:1");
  result->agreed = g_bytes_new_static ("agreed", 6);
  g_ptr_array_add (results, result);
  settle_results (store, batch->id, results, NULL, &error);
  g_assert_no_error (error);
}

/* Another mailbox: nothing that was learned of the old one may be used on it. */
static void
test_another_mailbox (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *server;
    const char *user;
  } moves[] = { { "https://other.example.test/", "demo" }, { "https://other.example.test/", "other" } };

  fixture_set_account (fixture, SERVER, "demo");
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NsAccount) learned = learn_session (fixture->store);
      g_autoptr (NsAccount) read = NULL;
      g_autoptr (NsItem) change = NULL, moved = NULL, next = NULL;
      g_autoptr (GPtrArray) journal = NULL, collections = NULL;
      gint64 sending;

      set_session (fixture->store, learned, &error);
      g_assert_no_error (error);
      put_folder (fixture->store, "folder", "key-1");
      deliver_event (fixture->store, "uid-1");
      change = enqueue (fixture->store, NS_KIND_EVENT, "change", "uid-1");
      g_assert_cmpint (change->operation, ==, NS_OPERATION_CHANGE);
      sending = bring_to (fixture->store, NS_STATE_SENDING);

      fixture_set_account (fixture, moves[i].server, moves[i].user);
      read = get_account (fixture->store, NULL);
      g_assert_null (read->policy_key);
      g_assert_null (read->folder_sync_key);
      g_assert_cmpint (ns_account_knows (read, NS_CAPABILITY_REPLAY), ==, NS_KNOWLEDGE_UNKNOWN);
      g_assert_cmpint (read->fault.domain, ==, NS_DOMAIN_NONE);
      g_assert_cmpstr (read->device_id, ==, learned->device_id);
      collections = get_collections (fixture->store);
      g_assert_cmpuint (collections->len, ==, 0);
      moved = get_item (fixture->store, change->id);
      g_assert_cmpint (moved->operation, ==, NS_OPERATION_ADD);
      g_assert_null (moved->server_id);
      g_assert_null (get_payload (fixture->store, change->id, NS_PAYLOAD_AGREED, NULL));
      next = enqueue (fixture->store, NS_KIND_EVENT, "next", "uid-1");
      g_assert_cmpint (next->operation, ==, NS_OPERATION_ADD);
      g_assert_cmpint (get_state (fixture->store, sending), ==, NS_STATE_UNCERTAIN);
      journal = get_journal (fixture->store);
      g_assert_cmpuint (journal->len, ==, 0);

      /* A cycle that still runs must not bring the old session back. */
      g_assert_false (set_session (fixture->store, learned, &error));
      g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE);
    }
}

static void
test_queued_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsItem) queued = enqueue (fixture->store, NS_KIND_MAIL, "early", NULL);
  g_autoptr (NsItem) adopted = NULL;
  g_autoptr (NsAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  account = ns_account_new ();
  g_assert_false (set_session (fixture->store, account, &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_NO_ACCOUNT);
  g_clear_pointer (&account, ns_account_unref);

  fixture_set_account (fixture, SERVER, "demo");
  account = get_account (fixture->store, NULL);
  adopted = get_item (fixture->store, queued->id);
  g_assert_cmpint (queued->account_id, ==, 0);
  g_assert_cmpint (adopted->account_id, ==, account->id);
}

static char *
folders (NsStore *store)
{
  g_autoptr (GPtrArray) collections = get_collections (store);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < collections->len; i++)
    {
      const NsCollection *collection = collections->pdata[i];

      g_string_append_printf (text, "%s=%s/%s ", collection->server_id, collection->name, collection->sync_key);
    }
  return g_string_free (text, FALSE);
}

static void
put_tree (NsStore *store, const char *const *ids, const char *deleted, gboolean replace, const char *key)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) collections = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_collection_free);
  g_autoptr (GPtrArray) deleted_ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; ids[i] != NULL; i++)
    g_ptr_array_add (collections, ns_collection_new (ids[i], "0", "New", 9));
  if (deleted != NULL)
    g_ptr_array_add (deleted_ids, g_strdup (deleted));
  ns_store_put_collections_async (store, collections, deleted_ids, replace, key, NULL, ns_await_cb, &await);
  ns_store_put_collections_finish (store, ns_await_result (&await), &error);
  g_assert_no_error (error);
}

/* A renewed tree keeps the keys of the folders that stay. */
static void
test_folders (Fixture *fixture, gconstpointer data)
{
  static const char *const whole[] = { "b", "c", NULL }, *const none[] = { NULL };
  g_autofree char *first = NULL, *second = NULL, *third = NULL;
  g_autoptr (NsAccount) account = NULL;

  fixture_set_account (fixture, SERVER, "demo");
  put_folder (fixture->store, "a", "key-a");
  put_folder (fixture->store, "b", "key-b");
  put_folder (fixture->store, "b", "not taken");
  first = folders (fixture->store);
  g_assert_cmpstr (first, ==, "a=Folder/key-a b=Folder/key-b ");
  put_tree (fixture->store, whole, NULL, TRUE, "tree-7");
  second = folders (fixture->store);
  g_assert_cmpstr (second, ==, "b=New/key-b c=New/(null) ");
  put_tree (fixture->store, none, "b", FALSE, NULL);
  third = folders (fixture->store);
  g_assert_cmpstr (third, ==, "c=New/(null) ");
  account = get_account (fixture->store, NULL);
  g_assert_cmpstr (account->folder_sync_key, ==, "tree-7");
}

#define ADD(path, func) g_test_add ("/store/account/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("session", test_session);
  ADD ("settings", test_settings);
  ADD ("change-password-command", test_change_password_command);
  ADD ("another-mailbox", test_another_mailbox);
  ADD ("queued-before", test_queued_before);
  ADD ("folders", test_folders);

  return g_test_run ();
}
