/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sim/sim-client.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define SENT "14"
#define MESSAGE_ID "1@example.test"
#define MAIL \
  "Date: Mon, 06 Sep 2010 07:40:00 +0000\r\nFrom: demo@example.test\r\n" \
  "To: \"Berg, Bob\" <Bob@example.test>,\r\n demo@example.test\r\nBcc: secret@example.test\r\n" \
  "Subject: =?utf-8?B?R3LDvMOfZQ==?= =?iso-8859-1?Q?_M=FCller?=\r\nMessage-ID: <" MESSAGE_ID ">\r\n" \
  "MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nHello\r\n.\r\n"

/* Tokens of page 21. */
enum
{
  T_SEND_MAIL = 0x05,
  T_SAVE = 0x08,
  T_MIME = 0x10,
  T_MAIL_CLIENT_ID = 0x11,
  T_MAIL_STATUS = 0x12,
};

static GByteArray *
compose (const char *client_id, gboolean save, const char *mime)
{
  GByteArray *doc = doc_new ();

  doc_page (doc, 21);
  doc_open (doc, T_SEND_MAIL);
  if (client_id != NULL)
    doc_text (doc, T_MAIL_CLIENT_ID, client_id);
  if (save)
    doc_empty (doc, T_SAVE);
  if (mime != NULL)
    doc_opaque (doc, T_MIME, mime);
  doc_close (doc);
  return doc;
}

static Reply *
send_old (NsSimServer *server, const char *extra, const char *mime)
{
  const Client client = CLIENT_INIT (server, "12.1");
  g_autofree char *query = g_strconcat ("?Cmd=SendMail&User=demo&DeviceId=DEV1&DeviceType=Test", extra, NULL);

  return client_post_raw (&client, query, MIME, mime, strlen (mime));
}

static Reply *
send_new (NsSimServer *server, const char *client_id, gboolean save, const char *mime)
{
  const Client client = CLIENT_INIT (server, "14.1");

  return client_post (&client, "SendMail", WBXML, compose (client_id, save, mime));
}

static void
assert_status (const Reply *reply, const char *status)
{
  g_autofree char *found = reply_text (reply, T_MAIL_STATUS);

  g_assert_cmpint (reply->status, ==, 200);
  g_assert_cmpstr (found, ==, status);
}

static void
test_old_generation (void)
{
  g_autoptr (NsSimServer) server = start_server (NULL);
  g_autoptr (Reply) unsaved = send_old (server, "", MAIL);
  g_autoptr (Reply) refused = send_old (server, "&SaveInSent=F", MAIL);
  g_autoptr (Reply) saved = send_old (server, "&SaveInSent=T", MAIL);

  g_assert_cmpint (unsaved->status, ==, 200);
  g_assert_cmpint (unsaved->body->len, ==, 0);
  g_assert_cmpint (refused->status, ==, 200);
  g_assert_cmpint (saved->status, ==, 200);
  g_assert_cmpuint (ns_sim_server_count (server, "<" MESSAGE_ID ">"), ==, 3);
  g_assert_cmpuint (ns_sim_server_count_sent (server, MESSAGE_ID), ==, 1);
}

static void
test_new_generation (void)
{
  g_autoptr (NsSimServer) server = start_server (NULL);
  g_autoptr (Reply) sent = send_new (server, "c1", TRUE, MAIL);
  g_autoptr (Reply) again = send_new (server, "c1", TRUE, MAIL);

  assert_status (sent, NULL);
  g_assert_cmpint (sent->body->len, ==, 0);
  assert_status (again, "118");
  g_assert_cmpuint (ns_sim_server_count (server, MESSAGE_ID), ==, 1);
  g_assert_cmpuint (ns_sim_server_count_sent (server, MESSAGE_ID), ==, 1);
  g_assert_cmpuint (journal_count (server, "\"command\":\"SendMail\"", "\"executed\":true"), ==, 1);
  g_assert_cmpuint (journal_count (server, "\"replay\":true", "\"status\":118"), ==, 1);
  g_assert_cmpuint (journal_count (server, "\"subject\":\"Grüße Müller\"", "\"message_id\":\"<" MESSAGE_ID ">\""),
                    ==, 2);
}

static void
test_no_client_id_memory (void)
{
  const NsSimConfig config = { .no_client_id_memory = TRUE };
  g_autoptr (NsSimServer) server = start_server (&config);
  g_autoptr (Reply) first = send_new (server, "c1", FALSE, MAIL);
  g_autoptr (Reply) second = send_new (server, "c1", FALSE, MAIL);

  assert_status (second, NULL);
  g_assert_cmpuint (ns_sim_server_count (server, MESSAGE_ID), ==, 2);
  g_assert_cmpuint (ns_sim_server_count_sent (server, MESSAGE_ID), ==, 0);
}

static void
test_refused_mails (void)
{
  static const struct
  {
    const char *client_id; /* (nullable) */
    const char *mime;      /* (nullable) */
    const char *status;
    int old_http_status; /* 0: not tried */
  } cases[] = {
    { "c1", "To: a@b.test\nSubject: x\n\nHello\n", "101", 400 },
    { "c1", "To: a@b.test\r\nSubject: x\r\n\r\nHello\nthere\r\n", "101", 400 },
    { "c1", "Subject: nobody\r\n\r\nHello\r\n", "119", 500 },
    { "c1", "To: undisclosed-recipients:;\r\n\r\nHello\r\n", "119", 500 },
    { "c1", "no header at all", "107", 400 },
    { NULL, MAIL, "103", 0 },
    { "12345678901234567890123456789012345678901", MAIL, "103", 0 },
    { "c1", NULL, "103", 0 },
  };
  g_autoptr (NsSimServer) server = start_server (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Reply) reply = send_new (server, cases[i].client_id, TRUE, cases[i].mime);
      g_autoptr (Reply) old_reply = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      assert_status (reply, cases[i].status);
      if (cases[i].old_http_status == 0)
        continue;
      old_reply = send_old (server, "", cases[i].mime);
      g_assert_cmpint (old_reply->status, ==, cases[i].old_http_status);
    }
  g_assert_cmpuint (journal_count (server, "\"executed\":true", NULL), ==, 0);
}

static GByteArray *
sync_sent (const char *key)
{
  GByteArray *doc = doc_new ();

  doc_open (doc, T_SYNC);
  doc_open (doc, T_COLLECTIONS);
  doc_open (doc, T_COLLECTION);
  doc_text (doc, T_KEY, key);
  doc_text (doc, T_COLLECTION_ID, SENT);
  if (!g_str_equal (key, "0"))
    {
      doc_text (doc, T_GET_CHANGES, "1");
      doc_open (doc, T_OPTIONS);
      doc_text (doc, T_MIME_SUPPORT, "2");
      doc_page (doc, 17);
      doc_open (doc, 0x05);
      doc_text (doc, 0x06, "4");
      doc_close (doc);
      doc_page (doc, 0);
      doc_close (doc);
    }
  doc_close (doc);
  doc_close (doc);
  doc_close (doc);
  return doc;
}

/* How a client finds out whether a mail arrived whose answer was lost. */
static void
test_sent_items (void)
{
  g_autoptr (NsSimServer) server = start_server (NULL);
  const Client client = CLIENT_INIT (server, "14.1");
  g_autoptr (Reply) sent = send_new (server, "c1", TRUE, MAIL);
  g_autoptr (Reply) primed = client_post (&client, "Sync", WBXML, sync_sent ("0"));
  g_autofree char *key = reply_text (primed, T_KEY);
  g_autoptr (Reply) pulled = client_post (&client, "Sync", WBXML, sync_sent (key));

  g_assert_false (reply_has (primed, MESSAGE_ID));
  g_assert_true (reply_has (pulled, MAIL));
}

static void
test_no_sent_copies (void)
{
  const NsSimConfig config = { .no_sent_copies = TRUE };
  g_autoptr (NsSimServer) server = start_server (&config);
  g_autoptr (Reply) sent = send_new (server, "c1", TRUE, MAIL);

  assert_status (sent, NULL);
  g_assert_cmpuint (ns_sim_server_count (server, MESSAGE_ID), ==, 1);
  g_assert_cmpuint (ns_sim_server_count_sent (server, MESSAGE_ID), ==, 0);
}

static void
test_http_faults (void)
{
  static const struct
  {
    const char *fault;
    int http_status;
    const char *retry_after; /* (nullable) */
  } cases[] = {
    { "SendMail:503", 503, NULL },          { "SendMail:503=7", 503, "7" },    { "SendMail:429=0", 429, "0" },
    { "SendMail:507", 507, NULL },          { "SendMail:status=120", 500, NULL }, { "SendMail:status=113", 507, NULL },
    { "SendMail:503@grüße müller", 503, NULL }, { "SendMail:401@" MESSAGE_ID, 401, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NsSimServer) server = start_failing (cases[i].fault);
      g_autoptr (Reply) failed = send_old (server, "", MAIL);
      g_autoptr (Reply) fine = send_old (server, "", MAIL);
      g_autofree char *retry_after = reply_header (failed, "Retry-After");

      g_test_message ("%s", cases[i].fault);
      g_assert_cmpint (failed->status, ==, cases[i].http_status);
      g_assert_cmpstr (retry_after, ==, cases[i].retry_after);
      g_assert_cmpint (fine->status, ==, 200);
      g_assert_cmpuint (ns_sim_server_count (server, MESSAGE_ID), ==, 1);
    }
}

static void
test_cuts (void)
{
  static const struct
  {
    const char *fault;
    guint executed;
  } cases[] = {
    { "SendMail:drop-before", 0 },
    { "SendMail:drop-before@*", 0 },
    { "SendMail:drop-answer", 1 },
    { "SendMail:half-answer", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NsSimServer) server = start_failing (cases[i].fault);
      g_autoptr (Reply) cut = send_new (server, "c1", FALSE, MAIL);
      g_autoptr (Reply) next = NULL;

      g_test_message ("%s", cases[i].fault);
      g_assert_false (cut->complete);
      g_assert_cmpuint (ns_sim_server_count (server, MESSAGE_ID), ==, cases[i].executed);
      next = send_new (server, "c2", FALSE, MAIL);
      assert_status (next, NULL);
      g_assert_cmpuint (journal_count (server, cases[i].fault, "\"executed\":true"), ==, cases[i].executed);
    }
}

/* Half of an answer that has a body: the announced length is the whole one. */
static void
test_half_body (void)
{
  g_autoptr (NsSimServer) server = start_failing ("Sync:half-answer");
  const Client client = CLIENT_INIT (server, "14.1");
  g_autoptr (Reply) half = client_post (&client, "Sync", WBXML, sync_sent ("0"));
  g_autoptr (Reply) whole = client_post (&client, "Sync", WBXML, sync_sent ("0"));
  g_autofree char *length = reply_header (half, "Content-Length");
  g_autofree char *whole_length = g_strdup_printf ("%u", whole->body->len);

  g_assert_cmpint (half->status, ==, 200);
  g_assert_cmpstr (length, ==, whole_length);
  g_assert_cmpuint (half->body->len, ==, whole->body->len / 2);
  g_assert_true (whole->complete);
}

static void
test_delay (void)
{
  g_autoptr (NsSimServer) server = start_failing ("SendMail:delay=0.3");
  const gint64 start = g_get_monotonic_time ();
  g_autoptr (Reply) reply = send_new (server, "c1", FALSE, MAIL);

  assert_status (reply, NULL);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 300000);
}

static void
test_status_faults (void)
{
  g_autoptr (NsSimServer) server = start_failing ("SendMail:status=115");
  const Client client = CLIENT_INIT (server, "14.1");
  g_autoptr (Reply) mail = send_new (server, "c1", FALSE, MAIL);
  g_autoptr (Reply) sync = NULL;
  g_autoptr (Reply) common = NULL;
  g_autofree char *sync_status = NULL, *common_status = NULL;

  assert_status (mail, "115");
  g_assert_true (ns_sim_server_fail_next (server, "Sync:status=12", NULL));
  g_assert_true (ns_sim_server_fail_next (server, "Sync:status=111", NULL));
  sync = client_post (&client, "Sync", WBXML, sync_sent ("0"));
  common = client_post (&client, "Sync", WBXML, sync_sent ("0"));
  sync_status = reply_text (sync, T_STATUS);
  common_status = reply_text (common, T_STATUS);
  g_assert_cmpstr (sync_status, ==, "12");
  g_assert_true (reply_has (sync, SENT));
  g_assert_cmpstr (common_status, ==, "111");
  g_assert_false (reply_has (common, SENT));
}

static void
test_foreign_answers (void)
{
  g_autoptr (NsSimServer) server = start_failing ("SendMail:html");
  g_autoptr (Reply) html = send_new (server, "c1", FALSE, MAIL);
  g_autoptr (Reply) redirect = NULL;

  g_assert_true (ns_sim_server_fail_next (server, "SendMail:302", NULL));
  redirect = send_new (server, "c1", FALSE, MAIL);
  g_assert_cmpint (html->status, ==, 200);
  g_assert_true (reply_has (html, "<html"));
  g_assert_null (reply_header (html, "MS-Server-ActiveSync"));
  g_assert_cmpint (redirect->status, ==, 302);
  g_assert_null (reply_header (redirect, "MS-Server-ActiveSync"));
  g_assert_cmpuint (ns_sim_server_count (server, MESSAGE_ID), ==, 0);
}

/* Faults go in order, as often as they say, and only to whom they mean. */
static void
test_fault_order (void)
{
  static const char *const faults[] = {
    "SendMail:500@somebody else", "SendMail:502*2", "OPTIONS:503", "SendMail:504", "SendMail:507*",
  };
  static const int expected[] = { 502, 502, 504, 507, 507, 507 };
  g_autoptr (NsSimServer) server = start_server (NULL);
  const Client client = CLIENT_INIT (server, NULL);
  g_autoptr (Reply) options = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    g_assert_true (ns_sim_server_fail_next (server, faults[i], NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (Reply) reply = send_old (server, "", MAIL);

      g_assert_cmpint (reply->status, ==, expected[i]);
    }
  options = client_options (&client);
  g_assert_cmpint (options->status, ==, 503);
}

static void
test_fault_errors (void)
{
  static const char *const faults[] = {
    "",           "SendMail",          "SendMail:",           "Nonsense:503",  "SendMail:200",
    "SendMail:x", "SendMail:503=x",    "SendMail:503=-1",     "SendMail:delay", "SendMail:html=1",
    "Sync:503@",  "Sync:status=x",     "SendMail:item-status=6", "Sync:503*0", "Sync:503*x",
    "Sync:delay=1e9",
  };
  g_autoptr (NsSimServer) server = start_server (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", faults[i]);
      g_assert_false (ns_sim_server_fail_next (server, faults[i], &error));
      g_assert_error (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT);
    }
}

static void
assert_keys (const char *line)
{
  static const char *const keys[] = {
    "seq",       "time", "device",     "command", "version", "collection", "operation", "client_id",   "server_id",
    "uid",       "message_id", "subject", "bytes", "executed", "replay",   "http_status", "status",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *key = g_strdup_printf ("\"%s\":", keys[i]);

      g_assert_nonnull (strstr (line, key));
    }
}

static void
test_journal_and_spool (void)
{
  g_autofree char *dir = g_dir_make_tmp ("ns-sim-XXXXXX", NULL);
  g_autofree char *journal = g_build_filename (dir, "journal", NULL);
  g_autofree char *spool = g_build_filename (dir, "spool", NULL);
  g_autofree char *mail = g_build_filename (spool, "1.eml", NULL);
  const NsSimConfig config = { .journal = journal, .spool = spool };
  g_autoptr (NsSimServer) server = start_server (&config);
  g_autoptr (Reply) sent = send_new (server, "c1", TRUE, MAIL);
  g_autoptr (Reply) again = send_new (server, "c1", TRUE, MAIL);
  g_autofree char *text = NULL, *kept = NULL;
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, MAIL, -1);
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (journal, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  assert_keys (lines[0]);
  assert_keys (lines[1]);
  g_assert_nonnull (strstr (lines[0], digest));
  g_assert_true (g_file_get_contents (mail, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, MAIL);

  g_assert_cmpint (g_unlink (mail), ==, 0);
  g_assert_cmpint (g_rmdir (spool), ==, 0);
  g_assert_cmpint (g_unlink (journal), ==, 0);
  g_assert_cmpint (g_rmdir (dir), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/mail/old-generation", test_old_generation);
  g_test_add_func ("/sim/mail/new-generation", test_new_generation);
  g_test_add_func ("/sim/mail/no-client-id-memory", test_no_client_id_memory);
  g_test_add_func ("/sim/mail/refused-mails", test_refused_mails);
  g_test_add_func ("/sim/mail/sent-items", test_sent_items);
  g_test_add_func ("/sim/mail/no-sent-copies", test_no_sent_copies);
  g_test_add_func ("/sim/fault/http", test_http_faults);
  g_test_add_func ("/sim/fault/cuts", test_cuts);
  g_test_add_func ("/sim/fault/half-body", test_half_body);
  g_test_add_func ("/sim/fault/delay", test_delay);
  g_test_add_func ("/sim/fault/status", test_status_faults);
  g_test_add_func ("/sim/fault/foreign-answers", test_foreign_answers);
  g_test_add_func ("/sim/fault/order", test_fault_order);
  g_test_add_func ("/sim/fault/errors", test_fault_errors);
  g_test_add_func ("/sim/journal-and-spool", test_journal_and_spool);
  return g_test_run ();
}
