/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "bench/ns-bench-rig.h"

#include "base/ns-await.h"
#include "base/ns-id.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>

/**
 * ns_bench_folder_new:
 *
 * Makes a folder in the build tree, or in `NS_BENCH_DIR`: a disk, where /tmp may be memory.
 *
 * Returns: (transfer full): its path
 */
char *
ns_bench_folder_new (void)
{
  const char *parent = g_getenv ("NS_BENCH_DIR") != NULL ? g_getenv ("NS_BENCH_DIR") : g_getenv ("NS_TOP_BUILDDIR");
  char *path = g_build_filename (parent != NULL ? parent : ".", "bench-XXXXXX", NULL);

  if (g_mkdtemp (path) == NULL)
    g_error ("The folder %s cannot be made: %s", path, g_strerror (errno));
  return path;
}

/**
 * ns_bench_folder_free:
 * @path: (transfer full): a folder without folders in it
 *
 * Removes it with all that is in it.
 */
void
ns_bench_folder_free (char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_unlink (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (path);
  g_free (path);
}

/**
 * ns_bench_mail_new:
 * @n: which one
 *
 * Returns: (transfer full): a mail of %NS_BENCH_MAIL_SIZE bytes with a Message-ID of its own
 */
GBytes *
ns_bench_mail_new (guint n)
{
  g_autofree char *id = ns_id_new ();
  GString *mail = g_string_sized_new (NS_BENCH_MAIL_SIZE + 80);

  g_string_append_printf (mail,
                          "Date: Mon, 26 Oct 2026 10:00:00 +0000\r\nFrom: Demo <demo@example.test>\r\n"
                          "To: someone@example.test\r\nSubject: Figures of the quarter, draft %u\r\n"
                          "Message-ID: <%s@example.test>\r\nMIME-Version: 1.0\r\n"
                          "Content-Type: text/plain; charset=us-ascii\r\n\r\n",
                          n, id);
  while (mail->len < NS_BENCH_MAIL_SIZE)
    g_string_append (mail, "All that was asked for stands in the table below, line by line.\r\n");
  g_string_truncate (mail, NS_BENCH_MAIL_SIZE - 2);
  g_string_append (mail, "\r\n");
  return g_string_free_to_bytes (mail);
}

/**
 * ns_bench_store_open:
 * @profile: its folder
 *
 * Returns: (transfer full): the outbox in it
 */
NsStore *
ns_bench_store_open (const char *profile)
{
  g_autoptr (NsClock) clock = ns_clock_new_system ();
  g_autoptr (GError) error = NULL;
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  NsStore *store;

  ns_store_open_async (profile, clock, NULL, ns_await_cb, &await);
  store = ns_store_open_finish (ns_await_result (&await), &error);
  if (store == NULL)
    g_error ("%s", error->message);
  return store;
}

/**
 * ns_bench_store_enqueue:
 * @store: an outbox
 * @n: which mail
 *
 * Queues one mail and waits until it is on the disk.
 */
void
ns_bench_store_enqueue (NsStore *store, guint n)
{
  g_autoptr (NsDraft) draft = ns_draft_new (NS_KIND_MAIL, NS_OPERATION_SEND);
  g_autoptr (NsItem) item = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  draft->subject = g_strdup_printf ("Figures of the quarter, draft %u", n);
  draft->recipients = g_strdup ("someone@example.test");
  draft->message_id = g_strdup_printf ("%u@example.test", n);
  draft->payload = ns_bench_mail_new (n);
  draft->media_type = g_strdup ("message/rfc822");
  ns_store_enqueue_async (store, draft, NULL, ns_await_cb, &await);
  item = ns_store_enqueue_finish (store, ns_await_result (&await), &error);
  if (item == NULL)
    g_error ("%s", error->message);
}

/**
 * ns_bench_store_set_account:
 * @store: an outbox
 * @secrets: gets the password
 * @server: whose account
 */
void
ns_bench_store_set_account (NsStore *store, NsSecrets *secrets, const NsBenchServer *server)
{
  g_autoptr (NsAccount) account = ns_account_new ();
  g_autoptr (GError) error = NULL;
  g_auto (NsAwait) set = NS_AWAIT_INIT, kept = NS_AWAIT_INIT;

  account->server = g_strdup (server->url);
  account->user = g_strdup ("demo");
  account->email = g_strdup ("demo@example.test");
  account->ca_file = g_strdup (server->ca_file);
  account->device_id = ns_id_new ();
  ns_store_set_account_async (store, account, NULL, ns_await_cb, &set);
  if (!ns_store_set_account_finish (store, ns_await_result (&set), &error))
    g_error ("%s", error->message);
  ns_secrets_store_async (secrets, account, "demo", NULL, ns_await_cb, &kept);
  if (!ns_secrets_store_finish (secrets, ns_await_result (&kept), &error))
    g_error ("%s", error->message);
}

/* What the store itself would have written, at once. */
static const char fill_sql[] =
  "PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN;"
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
  " INSERT INTO item (account_id, kind, operation, state, subject, recipients, size, queued_at, next_attempt_at,"
  " client_id, message_id) SELECT 0, 1, 1, 1, 'Figures of the quarter, draft ' || i, 'someone@example.test', 4096,"
  " 1793000000000000 + i, 1793000000000000 + i, lower (hex (randomblob (16))), i || '@example.test' FROM n;"
  "INSERT INTO payload (item_id, role, media_type, data) SELECT id, 1, 'message/rfc822', CAST ("
  "  'Date: Mon, 26 Oct 2026 10:00:00 +0000' || char (13, 10) || 'From: Demo <demo@example.test>' || char (13, 10) ||"
  "  'To: ' || recipients || char (13, 10) || 'Subject: ' || subject || char (13, 10) ||"
  "  'Message-ID: <' || message_id || '>' || char (13, 10, 13, 10) ||"
  "  replace (hex (zeroblob (%u)), '00', 'What was asked for stands in the table below, line by line.' ||"
  "  char (13, 10)) AS BLOB) FROM item;"
  "COMMIT; PRAGMA wal_checkpoint (TRUNCATE);";

/**
 * ns_bench_fill:
 * @profile: a folder without an outbox
 * @n: how many mails
 * @lines: lines of 61 bytes in each; 64 of them make %NS_BENCH_MAIL_SIZE, and a list does not look at them
 *
 * Makes an outbox with many mails, faster than one by one.
 */
void
ns_bench_fill (const char *profile, guint n, guint lines)
{
  g_autofree char *path = g_build_filename (profile, "outbox.db", NULL);
  g_autofree char *sql = g_strdup_printf (fill_sql, n, lines);
  NsStore *store = ns_bench_store_open (profile);
  sqlite3 *db = NULL;

  ns_store_close (store);
  g_object_unref (store);
  if (sqlite3_open (path, &db) != SQLITE_OK || sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("The outbox %s cannot be filled: %s", path, sqlite3_errmsg (db));
  sqlite3_close (db);
}

/**
 * ns_bench_program:
 * @name: one of our programs
 *
 * Returns: (transfer full): where it was built
 */
char *
ns_bench_program (const char *name)
{
  const char *folder = g_getenv ("NS_TOP_BUILDDIR");

  return g_build_filename (folder != NULL ? folder : ".", name, NULL);
}

/**
 * ns_bench_server_start:
 * @tls: HTTPS
 *
 * Returns: (transfer full): a server that listens
 */
NsBenchServer *
ns_bench_server_start (gboolean tls)
{
  NsBenchServer *self = g_new0 (NsBenchServer, 1);
  g_autofree char *program = ns_bench_program ("notifysync-simulator");
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GUri) uri = NULL;

  self->folder = ns_bench_folder_new ();
  g_ptr_array_add (argv, program);
  if (tls)
    {
      self->ca_file = g_build_filename (self->folder, "ca.pem", NULL);
      g_ptr_array_add (argv, (gpointer) "--tls");
      g_ptr_array_add (argv, (gpointer) "--ca-file");
      g_ptr_array_add (argv, self->ca_file);
    }
  g_ptr_array_add (argv, NULL);
  self->process =
    g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  if (self->process == NULL)
    g_error ("%s", error->message);

  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  self->url = g_data_input_stream_read_line (output, NULL, NULL, NULL);
  uri = self->url != NULL ? g_uri_parse (self->url, G_URI_FLAGS_NONE, NULL) : NULL;
  if (uri == NULL)
    g_error ("%s did not start", program);
  self->port = (guint) g_uri_get_port (uri);
  return self;
}

/* Reads `ADDRESS:PORT` in hexadecimal. */
static guint
port_of (const char *address)
{
  const char *colon = strchr (address, ':');

  return colon != NULL ? (guint) g_ascii_strtoull (colon + 1, NULL, 16) : 0;
}

/**
 * ns_bench_server_count_connections:
 * @self: a server
 *
 * Counts the ports that ever spoke to it, in the kernel's table, which keeps an ended connection for a minute.
 *
 * Returns: how many connections it accepted in the last minute
 */
guint
ns_bench_server_count_connections (const NsBenchServer *self)
{
  g_autoptr (GHashTable) ports = g_hash_table_new (NULL, NULL);
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents ("/proc/net/tcp", &table, NULL, NULL))
    return 0;
  lines = g_strsplit (table, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (g_strstrip (lines[i]), " ", 4);
      const guint local = g_strv_length (words) > 2 ? port_of (words[1]) : 0;
      const guint remote = local != 0 ? port_of (words[2]) : 0;

      if (remote != 0 && (local == self->port || remote == self->port))
        g_hash_table_add (ports, GUINT_TO_POINTER (local == self->port ? remote : local));
    }
  return g_hash_table_size (ports);
}

/**
 * ns_bench_server_stop:
 * @self: (transfer full): a server
 *
 * Ends its process and removes its folder.
 */
void
ns_bench_server_stop (NsBenchServer *self)
{
  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  ns_bench_folder_free (self->folder);
  g_free (self->url);
  g_free (self->ca_file);
  g_free (self);
}
