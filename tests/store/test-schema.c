/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/ns-db.h"
#include "store/ns-schema.h"
#include "store/store-fixture.h"

#include <glib/gstdio.h>

/* Today's schema and one step more, as a later version of the program has it. */
static NsSchemaStep *
steps_of_tomorrow (const char *sql, gsize *n_steps)
{
  const NsSchemaStep *today = ns_schema_steps (n_steps);
  NsSchemaStep *steps = g_new0 (NsSchemaStep, *n_steps + 1);

  memcpy (steps, today, *n_steps * sizeof *steps);
  steps[*n_steps] = (NsSchemaStep) { "for the test", sql };
  *n_steps += 1;
  return steps;
}

static gboolean
migrate (const Fixture *fixture, const char *sql, GError **error)
{
  g_autofree char *path = fixture_path (fixture, "outbox.db");
  g_autoptr (NsDb) db = ns_db_open (path, NS_DB_WRITER, error);
  gsize n_steps;
  g_autofree NsSchemaStep *steps = steps_of_tomorrow (sql, &n_steps);

  return db != NULL && ns_schema_migrate (db, steps, n_steps, error);
}

static gint64
number (const Fixture *fixture, const char *file, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path (fixture, file);
  g_autoptr (NsDb) db = ns_db_open (path, NS_DB_SALVAGE, &error);
  gint64 value;

  g_assert_no_error (error);
  ns_db_get_int (db, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
close_store (Fixture *fixture)
{
  ns_store_close (fixture->store);
  g_clear_object (&fixture->store);
}

static void
test_fresh (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backup = fixture_path (fixture, "outbox.db.v0.bak");
  gsize n_steps;

  ns_schema_steps (&n_steps);
  close_store (fixture);
  g_assert_cmpint (number (fixture, "outbox.db", "PRAGMA user_version"), ==, n_steps);
  g_assert_cmpint (number (fixture, "outbox.db", "SELECT count (*) FROM pragma_table_list"
                                                 " WHERE schema = 'main' AND type = 'table' AND NOT strict"
                                                 " AND name NOT LIKE 'sqlite_%'"),
                   ==, 0);
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
}

static void
test_migrate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) item = enqueue (fixture->store, NS_KIND_MAIL, "kept", NULL);
  gsize n_steps;
  g_autofree char *backup = NULL;

  ns_schema_steps (&n_steps);
  backup = g_strdup_printf ("outbox.db.v%" G_GSIZE_FORMAT ".bak", n_steps);
  close_store (fixture);
  g_assert_true (migrate (fixture, "ALTER TABLE item ADD COLUMN colour TEXT", &error));
  g_assert_true (migrate (fixture, "not run again", &error));
  g_assert_cmpint (number (fixture, "outbox.db", "SELECT count (colour IS NULL) FROM item"), ==, 1);
  g_assert_cmpint (number (fixture, "outbox.db", "PRAGMA user_version"), ==, n_steps + 1);
  g_assert_cmpint (number (fixture, backup, "SELECT id FROM item"), ==, item->id);
  g_assert_cmpint (number (fixture, backup, "PRAGMA user_version"), ==, n_steps);
}

/* A file as an earlier version of the program left it: its own steps only. */
static void
make_old (const Fixture *fixture, gsize version, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path (fixture, "outbox.db");
  g_autoptr (NsDb) db = NULL;
  gsize n_steps;
  const NsSchemaStep *steps = ns_schema_steps (&n_steps);

  g_assert_cmpuint (version, <, n_steps);
  g_assert_cmpint (g_mkdir_with_parents (fixture->profile, 0700), ==, 0);
  db = ns_db_open (path, NS_DB_WRITER, &error);
  g_assert_no_error (error);
  ns_schema_migrate (db, steps, version, &error);
  g_assert_no_error (error);
  ns_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

/* Of a try before its phases had times, only the phase is known. */
static void
assert_old_attempt (NsStore *store, gint64 id)
{
  const gint64 none[NS_PHASE_LAST + 1] = { 0 };
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GArray) attempts = NULL;
  const NsAttempt *attempt;

  ns_store_get_attempts_async (store, id, NULL, ns_await_cb, &await);
  attempts = ns_store_get_attempts_finish (store, ns_await_result (&await), NULL);
  g_assert_nonnull (attempts);
  g_assert_cmpuint (attempts->len, ==, 1);
  attempt = &g_array_index (attempts, NsAttempt, 0);
  g_assert_cmpint (attempt->phase, ==, NS_PHASE_COMPLETE);
  g_assert_cmpmem (attempt->phase_at, sizeof attempt->phase_at, none, sizeof none);
  g_assert_false (attempt->is_kept);
}

/* What the first version wrote is all there, and of the server's sizes nothing has been learned yet. */
static void
test_from_version_1 (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsAccount) account = NULL;
  g_autoptr (GPtrArray) items = NULL;
  gsize n_steps;

  ns_schema_steps (&n_steps);
  make_old (fixture, 1,
            "INSERT INTO account (server, user, email, device_id, policy_key, failures)"
            " VALUES ('https://mail.example.test/', 'demo', 'demo@example.test', 'd1', '42', 7);"
            "INSERT INTO item (account_id, kind, operation, state, subject, recipients, size, queued_at, client_id)"
            " VALUES (1, 1, 1, 1, 'kept', '', 4, 1, 'c1');"
            "INSERT INTO attempt (item_id, started_at, ended_at, phase, bytes_sent, bytes_total, outcome_domain,"
            " outcome_code, outcome_command, outcome_http_status, state)"
            " VALUES (1, 5, 6, 7, 8, 8, 6, 503, 1, 503, 1)");
  fixture_reopen (fixture);
  account = get_account (fixture->store, NULL);
  g_assert_cmpstr (account->device_id, ==, "d1");
  g_assert_cmpstr (account->policy_key, ==, "42");
  g_assert_cmpuint (account->failures, ==, 7);
  g_assert_cmpuint (account->largest_accepted, ==, 0);
  g_assert_cmpuint (account->smallest_refused, ==, 0);
  g_assert_null (account->server_header);
  g_assert_null (account->auth_schemes);
  g_assert_null (account->media_type);
  g_assert_cmpint (account->clock_skew, ==, 0);
  items = list (fixture->store, 0, NULL, FALSE);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (((const NsItem *) items->pdata[0])->subject, ==, "kept");
  assert_old_attempt (fixture->store, ((const NsItem *) items->pdata[0])->id);
  close_store (fixture);
  g_assert_cmpint (number (fixture, "outbox.db", "PRAGMA user_version"), ==, n_steps);
  g_assert_cmpint (number (fixture, "outbox.db.v1.bak", "PRAGMA user_version"), ==, 1);
}

static void
test_failed_step (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept = NULL;

  ns_item_unref (enqueue (fixture->store, NS_KIND_MAIL, "kept", NULL));
  close_store (fixture);
  g_assert_false (migrate (fixture, "DELETE FROM item; DELETE FROM no_such_table", &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_IO);
  fixture_reopen (fixture);
  kept = list (fixture->store, 0, NULL, FALSE);
  g_assert_cmpuint (kept->len, ==, 1);
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  ns_item_unref (enqueue (fixture->store, NS_KIND_MAIL, "kept", NULL));
  close_store (fixture);
  migrate (fixture, "CREATE TABLE later (id INTEGER)", &error);
  g_assert_no_error (error);
  g_assert_null (fixture_open (fixture, &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_NEWER);
  g_assert_cmpint (number (fixture, "outbox.db", "SELECT count (*) FROM item"), ==, 1);
}

static char *
find_damaged (const Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->profile, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, "outbox.db.damaged-"))
      return fixture_path (fixture, name);
  return NULL;
}

static void
test_garbage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path (fixture, "outbox.db");
  g_autofree char *garbage = g_strnfill (8192, 'x');
  g_autofree char *damaged = NULL, *content = NULL;

  g_assert_null (ns_store_get_notice (fixture->store));
  close_store (fixture);
  g_file_set_contents (path, garbage, 8192, &error);
  g_assert_no_error (error);
  fixture_reopen (fixture);
  g_assert_cmpstr (ns_store_get_notice (fixture->store), !=, NULL);
  damaged = find_damaged (fixture);
  g_assert_nonnull (damaged);
  g_assert_nonnull (strstr (ns_store_get_notice (fixture->store), damaged));
  g_file_get_contents (damaged, &content, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (content, ==, garbage);

  ns_item_unref (enqueue (fixture->store, NS_KIND_MAIL, "goes on", NULL));
  fixture_reopen (fixture);
  g_assert_null (ns_store_get_notice (fixture->store));
}

/* Overwrites the page in the middle of the table of items. */
static void
damage_items (const Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path (fixture, "outbox.db");
  const gint64 page_size = number (fixture, "outbox.db", "PRAGMA page_size");
  const gint64 page = number (fixture, "outbox.db",
                              "SELECT pageno FROM dbstat WHERE name = 'item' AND pagetype = 'leaf' ORDER BY path"
                              " LIMIT 1 OFFSET (SELECT count (*) / 2 FROM dbstat WHERE name = 'item')");
  g_autofree char *garbage = g_strnfill (page_size, 'x');
  FILE *file = g_fopen (path, "r+b");

  g_assert_cmpint (page, >, 1);
  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, (page - 1) * page_size, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (garbage, (gsize) page_size, 1, file), ==, 1);
  fclose (file);
}

static void
enqueue_many (NsStore *store, guint n_items)
{
  for (guint i = 0; i < n_items; i++)
    ns_item_unref (enqueue (store, NS_KIND_MAIL, "one of many", NULL));
}

/* The damage is met by a query; the next opening keeps what can be read from both sides of it. */
static void
test_damaged_page (Fixture *fixture, gconstpointer data)
{
  const NsFilter filter = { 0 };
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *damaged = NULL, *payload = NULL;
  g_autoptr (NsItem) first = enqueue (fixture->store, NS_KIND_MAIL, "first", NULL);
  g_autoptr (NsItem) last = NULL, first_kept = NULL, last_kept = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  NsTally numbers;

  fixture_set_account (fixture, "https://mail.example.test/", "demo");
  enqueue_many (fixture->store, 200);
  last = enqueue (fixture->store, NS_KIND_MAIL, "last", NULL);
  close_store (fixture);
  damage_items (fixture);

  fixture_reopen (fixture);
  g_assert_null (ns_store_get_notice (fixture->store));
  ns_store_list_async (fixture->store, &filter, NULL, ns_await_cb, &await);
  g_assert_null (ns_store_list_finish (fixture->store, ns_await_result (&await), &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_DAMAGED);

  fixture_reopen (fixture);
  g_assert_nonnull (ns_store_get_notice (fixture->store));
  damaged = find_damaged (fixture);
  g_assert_nonnull (damaged);
  kept = list (fixture->store, 0, NULL, FALSE);
  g_assert_cmpuint (kept->len, >, 100);
  g_assert_cmpuint (kept->len, <, 202);
  first_kept = get_item (fixture->store, first->id);
  g_assert_cmpstr (first_kept->client_id, ==, first->client_id);
  last_kept = get_item (fixture->store, last->id);
  g_assert_cmpstr (last_kept->client_id, ==, last->client_id);
  payload = get_payload (fixture->store, last->id, NS_PAYLOAD_MINE, NULL);
  g_assert_cmpstr (payload, ==, "last");
  numbers = tally (fixture->store);
  g_assert_cmpuint (numbers.count[NS_STATE_PENDING], ==, kept->len);
  g_assert_cmpint (number (fixture, "outbox.db", "SELECT count (*) FROM account"), ==, 1);
}

static void
test_unusable_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->profile, "a file", -1, &error);
  g_assert_no_error (error);
  g_assert_null (fixture_open (fixture, &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_IO);
  g_unlink (fixture->profile);
}

static void
edit (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path (fixture, "outbox.db");
  g_autoptr (NsDb) db = NULL;

  close_store (fixture);
  db = ns_db_open (path, NS_DB_WRITER, &error);
  g_assert_no_error (error);
  ns_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

/* What is `sending` without a sound journal row may have been executed, and nobody can tell. */
static void
test_lost_journal (Fixture *fixture, gconstpointer data)
{
  const gint64 lost = bring_to (fixture->store, NS_STATE_SENDING);
  const gint64 journalled = bring_to (fixture->store, NS_STATE_SENDING);
  g_autofree char *sql = g_strdup_printf ("DELETE FROM journal WHERE id = (SELECT journal_id FROM journal_item"
                                          " WHERE item_id = %" G_GINT64_FORMAT ")",
                                          lost);
  g_autoptr (NsItem) item = NULL;

  edit (fixture, sql);
  fixture_reopen (fixture);
  item = get_item (fixture->store, lost);
  g_assert_cmpint (item->state, ==, NS_STATE_UNCERTAIN);
  g_assert_cmpint (item->outcome.domain, ==, NS_DOMAIN_NETWORK);
  g_assert_cmpint (item->outcome.code, ==, NS_NETWORK_INTERRUPTED);
  g_assert_cmpint (item->outcome.command, ==, NS_COMMAND_SEND_MAIL);
  g_assert_cmpint (get_state (fixture->store, journalled), ==, NS_STATE_SENDING);

  edit (fixture, "UPDATE journal SET request = x'00'");
  g_test_expect_message ("Ns-Store", G_LOG_LEVEL_WARNING, "*journal is damaged*");
  fixture_reopen (fixture);
  g_test_assert_expected_messages ();
  g_assert_cmpint (get_state (fixture->store, journalled), ==, NS_STATE_UNCERTAIN);
}

#define ADD(path, func) g_test_add ("/store/schema/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("fresh", test_fresh);
  ADD ("migrate", test_migrate);
  ADD ("failed-step", test_failed_step);
  ADD ("newer", test_newer);
  ADD ("garbage", test_garbage);
  ADD ("damaged-page", test_damaged_page);
  ADD ("lost-journal", test_lost_journal);
  g_test_add ("/store/schema/from-version-1", Fixture, NULL, fixture_set_up_closed, test_from_version_1,
              fixture_tear_down);
  g_test_add ("/store/schema/unusable-folder", Fixture, NULL, fixture_set_up_closed, test_unusable_folder,
              fixture_tear_down);

  return g_test_run ();
}
