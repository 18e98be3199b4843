/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the personalities say and do, compared with eas-facts 5.8, 6.4 and 9.2, and with what was measured at SOGo. */
#include "config.h"

#include "sim/sim-client.h"

#include <gio/gio.h>
#include <string.h>

#define SENT "14"
#define CONTACTS "17"
#define CALENDAR "16"
#define MAIL \
  "Date: Mon, 06 Sep 2010 07:40:00 +0000\r\nFrom: demo@example.test\r\nTo: bob@example.test\r\n" \
  "Subject: Hello\r\nMessage-ID: <1@example.test>\r\n\r\nHello\r\n"

/* Tokens of other pages. */
enum
{
  T_FOLDER_KEY = 0x12,
  T_FOLDER_STATUS = 0x0C,
  T_POLICY_KEY = 0x09,
  T_PROVISION_STATUS = 0x0B,
  T_MAIL_STATUS = 0x12,
  T_FILE_AS = 0x1E,
  T_EVENT_SUBJECT = 0x26,
  T_EVENT_START = 0x27,
  T_EVENT_UID = 0x28,
};

typedef struct
{
  const char *name;
  const char *product;
  const char *versions;
  const char *commands;
  int unprovisioned;          /* HTTP status of the oldest version, 200 for none */
  gboolean remembers_syncs;
  gboolean remembers_mails;   /* asked in the newest version */
  gboolean reports_conflicts;
} Expectation;

#define ALL "Sync,SendMail,FolderSync,Settings,Provision"
#define OLD "Sync,SendMail,FolderSync,Provision"

static const Expectation expectations[] = {
  { "generic", "14.3", "12.1,14.0,14.1", ALL, 200, TRUE, TRUE, TRUE },
  { "exchange-2003", "6.5.7638.1", "2.5", OLD, 449, TRUE, FALSE, TRUE },
  { "exchange-2007", "8.1", "2.5,12.0,12.1", ALL, 449, TRUE, FALSE, TRUE },
  { "exchange-2010", "14.3", "2.5,12.0,12.1,14.0,14.1", ALL, 449, TRUE, TRUE, TRUE },
  { "exchange-2013", "15.0", "2.5,12.0,12.1,14.0,14.1", ALL, 449, TRUE, TRUE, TRUE },
  { "exchange-2016", "15.1", "2.5,12.0,12.1,14.0,14.1", ALL, 449, TRUE, TRUE, TRUE },
  { "kerio-6.6", "Kerio MailServer 6.6.2", "2.5,12.0,12.1", OLD, 400, FALSE, FALSE, TRUE },
  { "kerio-6.7", "Kerio MailServer 6.7.0", "2.5,12.0,12.1", OLD, 400, FALSE, FALSE, TRUE },
  { "sogo", "14.1", "2.5,12.0,12.1,14.0,14.1", "Sync,SendMail,FolderSync,Settings", 200, FALSE, FALSE, FALSE },
};

static NsSimServer *
start_as (const char *name, gboolean strict)
{
  const NsSimConfig config = { .personality = name, .strict = strict };

  return start_server (&config);
}

static void
assert_header (const Reply *reply, const char *name, const char *value)
{
  g_autofree char *found = reply_header (reply, name);

  g_assert_cmpstr (found, ==, value);
}

static void
assert_text (const Reply *reply, guint8 token, const char *value)
{
  g_autofree char *found = reply_text (reply, token);

  g_assert_cmpint (reply->status, ==, 200);
  g_assert_cmpstr (found, ==, value);
}

static void
assert_item (const Reply *reply, const char *status)
{
  g_autofree char *found = reply_item_status (reply);

  g_assert_cmpint (reply->status, ==, 200);
  g_assert_cmpstr (found, ==, status);
}

static gboolean
is_before (const char *version, double limit)
{
  return g_ascii_strtod (version, NULL) < limit;
}

static GByteArray *
folder_sync (const char *key)
{
  GByteArray *doc = doc_new ();

  doc_page (doc, 7);
  doc_open (doc, 0x16);
  doc_text (doc, T_FOLDER_KEY, key);
  doc_close (doc);
  return doc;
}

static GByteArray *
provision (const char *version, const char *key)
{
  GByteArray *doc = doc_new ();

  doc_page (doc, 14);
  doc_open (doc, 0x05);
  if (key == NULL && !is_before (version, 14.1))
    {
      doc_page (doc, 18);
      doc_open (doc, 0x16);
      doc_open (doc, 0x08);
      doc_text (doc, 0x17, "Desk");
      doc_close (doc);
      doc_close (doc);
      doc_page (doc, 14);
    }
  doc_open (doc, 0x06);
  doc_open (doc, 0x07);
  doc_text (doc, 0x08, is_before (version, 12) ? "MS-WAP-Provisioning-XML" : "MS-EAS-Provisioning-WBXML");
  if (key != NULL)
    {
      doc_text (doc, T_POLICY_KEY, key);
      doc_text (doc, T_PROVISION_STATUS, "1");
    }
  doc_close (doc);
  doc_close (doc);
  doc_close (doc);
  return doc;
}

/* Both phases; a server without a policy says so, and gives no key. */
static void
provision_client (Client *client, gboolean expects_key)
{
  g_autoptr (Reply) phase1 = client_post (client, "Provision", WBXML, provision (client->version, NULL));
  g_autofree char *temporary = reply_text (phase1, T_POLICY_KEY);
  g_autoptr (Reply) phase2 = NULL;

  assert_text (phase1, T_PROVISION_STATUS, "1");
  if (!expects_key)
    {
      g_assert_null (temporary);
      return;
    }
  g_assert_nonnull (temporary);
  g_assert_true (reply_has (phase1, "wap-provisioningdoc") == is_before (client->version, 12));
  phase2 = client_post (client, "Provision", WBXML, provision (client->version, temporary));
  client->policy_key = reply_text (phase2, T_POLICY_KEY);
  g_assert_nonnull (client->policy_key);
}

static const char *
class_of (const char *collection)
{
  if (g_str_equal (collection, SENT))
    return "Email";
  return g_str_equal (collection, CALENDAR) ? "Calendar" : "Contacts";
}

static void
put_contact (GByteArray *doc, const char *name)
{
  doc_open (doc, T_DATA);
  doc_page (doc, 1);
  doc_text (doc, T_FILE_AS, name);
  doc_page (doc, 0);
  doc_close (doc);
}

static void
put_event (GByteArray *doc, const char *uid)
{
  doc_open (doc, T_DATA);
  doc_page (doc, 4);
  doc_text (doc, T_EVENT_SUBJECT, uid);
  doc_text (doc, T_EVENT_START, "20100906T090000Z");
  doc_text (doc, T_EVENT_UID, uid);
  doc_page (doc, 0);
  doc_close (doc);
}

/* A Sync of one collection with at most one command: an Add of @name by ClientId @id, or another @op on object @id. */
static GByteArray *
sync_document (const char *version, const char *collection, const char *key, guint8 op, const char *id,
               const char *name)
{
  GByteArray *doc = doc_new ();

  doc_open (doc, T_SYNC);
  doc_open (doc, T_COLLECTIONS);
  doc_open (doc, T_COLLECTION);
  if (is_before (version, 14))
    doc_text (doc, T_CLASS, class_of (collection));
  doc_text (doc, T_KEY, key);
  doc_text (doc, T_COLLECTION_ID, collection);
  if (op != 0)
    doc_text (doc, T_GET_CHANGES, "0");
  if (op != 0)
    {
      doc_open (doc, T_COMMANDS);
      doc_open (doc, op);
      doc_text (doc, op == T_ADD ? T_CLIENT_ID : T_SERVER_ID, id);
      if (name != NULL && g_str_equal (collection, CALENDAR))
        put_event (doc, name);
      else if (name != NULL)
        put_contact (doc, name);
      doc_close (doc);
      doc_close (doc);
    }
  doc_close (doc);
  doc_close (doc);
  doc_close (doc);
  return doc;
}

static Reply *
sync_one (const Client *client, const char *collection, const char *key, guint8 op, const char *id, const char *name)
{
  return client_post (client, "Sync", WBXML, sync_document (client->version, collection, key, op, id, name));
}

static char *
start_chain (const Client *client, const char *collection)
{
  g_autoptr (Reply) reply = sync_one (client, collection, "0", 0, NULL, NULL);
  char *key = reply_text (reply, T_KEY);

  assert_text (reply, T_STATUS, "1");
  g_assert_nonnull (key);
  return key;
}

static Reply *
send_mail (const Client *client, const char *client_id, const char *mime)
{
  g_autofree char *query =
    g_strdup_printf ("?Cmd=SendMail&User=demo&DeviceId=%s&DeviceType=Test&SaveInSent=T", client->device);
  GByteArray *doc;

  if (is_before (client->version, 14))
    return client_post_raw (client, query, MIME, mime, strlen (mime));
  doc = doc_new ();
  doc_page (doc, 21);
  doc_open (doc, 0x05);
  doc_text (doc, 0x11, client_id);
  doc_empty (doc, 0x08);
  doc_opaque (doc, 0x10, mime);
  doc_close (doc);
  return client_post (client, "SendMail", WBXML, doc);
}

/* A client that has done all that it must before it may upload. */
static void
join (Client *client, const Expectation *expected)
{
  g_autoptr (Reply) folders = NULL;

  provision_client (client, expected->unprovisioned != 200);
  folders = client_post (client, "FolderSync", WBXML, folder_sync ("0"));
  assert_text (folders, T_FOLDER_STATUS, "1");
  g_assert_true (reply_has (folders, "Sent Items"));
}

static void
leave (Client *client)
{
  g_free ((char *) client->policy_key);
  client->policy_key = NULL;
}

static const char *
newest (const Expectation *expected)
{
  const char *comma = strrchr (expected->versions, ',');

  return comma != NULL ? comma + 1 : expected->versions;
}

static void
test_announced (gconstpointer data)
{
  const Expectation *expected = data;
  g_autoptr (NsSimServer) server = start_as (expected->name, FALSE);
  const Client client = CLIENT_INIT (server, NULL);
  g_autoptr (Reply) reply = client_options (&client);

  g_assert_cmpint (reply->status, ==, 200);
  assert_header (reply, "MS-Server-ActiveSync", expected->product);
  assert_header (reply, "MS-ASProtocolVersions", expected->versions);
  assert_header (reply, "MS-ASProtocolCommands", expected->commands);
}

static void
use (const Expectation *expected, const char *version, gboolean strict)
{
  g_autoptr (NsSimServer) server = start_as (expected->name, strict);
  Client client = CLIENT_INIT (server, version);
  g_autofree char *key = NULL;
  g_autoptr (Reply) refused = client_post (&client, "FolderSync", WBXML, folder_sync ("0"));
  g_autoptr (Reply) added = NULL;
  g_autoptr (Reply) sent = NULL;

  if (expected->unprovisioned == 449 && !is_before (version, 14))
    assert_text (refused, T_FOLDER_STATUS, "142");
  else
    g_assert_cmpint (refused->status, ==, expected->unprovisioned);

  join (&client, expected);
  key = start_chain (&client, CONTACTS);
  added = sync_one (&client, CONTACTS, key, T_ADD, "c1", "Anna");
  assert_item (added, "1");
  sent = send_mail (&client, "m1", MAIL);
  g_assert_cmpint (sent->status, ==, 200);
  g_assert_cmpuint (sent->body->len, ==, 0);
  assert_header (sent, "MS-Server-ActiveSync", expected->product);

  g_assert_cmpuint (ns_sim_server_count (server, "Anna"), ==, 1);
  g_assert_cmpuint (ns_sim_server_count (server, "1@example.test"), ==, 1);
  g_assert_cmpuint (ns_sim_server_count_sent (server, "1@example.test"), ==, 1);
  leave (&client);
}

/* Provision, folders, an upload and a mail, in every version that is announced. */
static void
test_used (gconstpointer data)
{
  const Expectation *expected = data;
  g_auto (GStrv) versions = g_strsplit (expected->versions, ",", -1);

  for (guint i = 0; versions[i] != NULL; i++)
    {
      use (expected, versions[i], FALSE);
      use (expected, versions[i], TRUE);
    }
}

static void
test_memory (gconstpointer data)
{
  const Expectation *expected = data;
  g_autoptr (NsSimServer) server = start_as (expected->name, FALSE);
  Client client = CLIENT_INIT (server, newest (expected));
  g_autofree char *key = NULL;

  join (&client, expected);
  /* Something is there, or SOGo would lose its state. */
  key = start_chain (&client, CALENDAR);
  reply_free (sync_one (&client, CALENDAR, key, T_ADD, "e1", "UID-1"));
  g_clear_pointer (&key, g_free);
  key = start_chain (&client, CONTACTS);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (Reply) added = sync_one (&client, CONTACTS, key, T_ADD, "c1", "Anna");
      g_autoptr (Reply) sent = send_mail (&client, "m1", MAIL);
      g_autofree char *status = reply_text (sent, T_MAIL_STATUS);

      g_assert_cmpint (sent->status, ==, 200);
      g_assert_cmpstr (status, ==, i > 0 && expected->remembers_mails ? "118" : NULL);
      g_assert_cmpint (added->status, ==, 200);
    }
  g_assert_cmpuint (ns_sim_server_count (server, "1@example.test"), ==, expected->remembers_mails ? 1 : 2);
  /* SOGo has forgotten the folder, which was empty, and executes nothing. */
  g_assert_cmpuint (ns_sim_server_count (server, "Anna"), ==,
                    expected->remembers_syncs || g_str_equal (expected->name, "sogo") ? 1 : 2);
  leave (&client);
}

static void
test_conflicts (gconstpointer data)
{
  const Expectation *expected = data;
  g_autoptr (NsSimServer) server = start_as (expected->name, FALSE);
  Client client = CLIENT_INIT (server, newest (expected));
  g_autofree char *first_key = NULL;
  g_autofree char *key = NULL;
  g_autofree char *id = NULL;
  g_autoptr (Reply) added = NULL;
  g_autoptr (Reply) changed = NULL;
  g_autoptr (GError) error = NULL;

  join (&client, expected);
  first_key = start_chain (&client, CONTACTS);
  added = sync_one (&client, CONTACTS, first_key, T_ADD, "c1", "Anna");
  id = reply_text (added, T_SERVER_ID);
  /* A key of its own, since SOGo has just forgotten the folder. */
  key = start_chain (&client, CONTACTS);
  reply_free (sync_one (&client, CONTACTS, key, 0, NULL, NULL));
  g_free (key);
  key = start_chain (&client, CONTACTS);
  ns_sim_server_outlook_change (server, "Anna", "FileAs", "Bea", &error);
  g_assert_no_error (error);
  changed = sync_one (&client, CONTACTS, key, T_CHANGE, id, "Cora");
  assert_item (changed, expected->reports_conflicts ? "7" : "1");
  g_assert_cmpuint (ns_sim_server_count (server, "Cora"), ==, expected->reports_conflicts ? 0 : 1);
  leave (&client);
}

/* Single flags still count. */
static void
test_overrides (void)
{
  const NsSimConfig config = { .personality = "exchange-2010", .product = "X", .versions = "12.1",
                               .provision = NS_SIM_NO };
  const NsSimConfig reformed = { .personality = "sogo", .no_client_id_memory = NS_SIM_NO };
  const NsSimConfig unknown = { .personality = "exchange-1999" };
  g_autoptr (NsSimServer) server = start_server (&config);
  g_autoptr (NsSimServer) sogo = start_server (&reformed);
  const Client client = CLIENT_INIT (server, "12.1");
  const Client other = CLIENT_INIT (sogo, "14.1");
  g_autoptr (Reply) reply = client_post (&client, "FolderSync", WBXML, folder_sync ("0"));
  g_autoptr (Reply) first = send_mail (&other, "m1", MAIL);
  g_autoptr (Reply) again = send_mail (&other, "m1", MAIL);
  g_autoptr (GError) error = NULL;

  assert_text (reply, T_FOLDER_STATUS, "1");
  assert_header (reply, "MS-Server-ActiveSync", "X");
  assert_header (reply, "MS-ASProtocolVersions", "12.1");
  assert_text (again, T_MAIL_STATUS, "118");
  g_assert_null (ns_sim_server_start (&unknown, &error));
  g_assert_error (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "exchange-1999"));
}

static void
test_throttling (void)
{
  static const struct { const char *name, *reason; } cases[] = {
    { "exchange-2010", NULL }, { "exchange-2013", "CommandFrequency" }, { "exchange-2016", "CommandFrequency" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NsSimServer) server = start_as (cases[i].name, FALSE);
      const Client client = CLIENT_INIT (server, NULL);
      g_autoptr (Reply) reply = NULL;
      g_autoptr (GError) error = NULL;

      ns_sim_server_fail_next (server, "OPTIONS:503=30", &error);
      g_assert_no_error (error);
      reply = client_options (&client);
      g_assert_cmpint (reply->status, ==, 503);
      assert_header (reply, "X-MS-ASThrottle", cases[i].reason);
    }
}

/* What an upgrade keeps, and what it changes. */
static void
test_upgrade (void)
{
  g_autoptr (NsSimServer) server = start_as ("kerio-6.6", FALSE);
  Client client = CLIENT_INIT (server, "12.1");
  g_autofree char *key = NULL;
  g_autoptr (Reply) added = NULL;
  g_autoptr (Reply) options = NULL;
  g_autoptr (GError) error = NULL;

  join (&client, &expectations[6]);
  key = start_chain (&client, CONTACTS);
  g_assert_false (ns_sim_server_set_personality (server, "kerio", &error));
  g_assert_error (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT);
  g_clear_error (&error);
  g_assert_true (ns_sim_server_set_personality (server, "kerio-6.7", &error));
  g_assert_no_error (error);

  options = client_options (&client);
  assert_header (options, "MS-Server-ActiveSync", "Kerio MailServer 6.7.0");
  added = sync_one (&client, CONTACTS, key, T_ADD, "c1", "Anna");
  assert_item (added, "1");
  g_assert_cmpuint (ns_sim_server_count (server, "Anna"), ==, 1);
  leave (&client);
}

/* How SOGo takes and tells: sogo-behaviour, Sync. */
static void
test_sogo_sync (void)
{
  g_autoptr (NsSimServer) server = start_as ("sogo", FALSE);
  const Client client = CLIENT_INIT (server, "14.1");
  g_autofree char *key = start_chain (&client, CONTACTS);
  g_autofree char *newer_key = NULL;
  g_autofree char *id = NULL;
  g_autoptr (Reply) dropped = sync_one (&client, CONTACTS, "0", T_ADD, "c0", "Nobody");
  g_autoptr (Reply) unknown = sync_one (&client, "4711", "1", T_ADD, "c0", "Nobody");
  g_autoptr (Reply) first = sync_one (&client, CONTACTS, key, T_ADD, "c1", "Anna");
  g_autoptr (Reply) lost = sync_one (&client, CONTACTS, key, T_ADD, "c2", "Bea");
  g_autoptr (Reply) garbage = NULL;
  g_autoptr (Reply) changed = NULL;
  g_autoptr (Reply) deleted = NULL;
  g_autoptr (Reply) malformed = client_post (&client, "Sync", WBXML, doc_new ());
  g_autoptr (Reply) nothing = NULL;

  /* Commands with the key 0 are dropped, and an unknown folder looks like nothing new. */
  assert_text (dropped, T_STATUS, "1");
  g_assert_cmpuint (ns_sim_server_count (server, "Nobody"), ==, 0);
  g_assert_cmpint (unknown->status, ==, 200);
  g_assert_cmpuint (unknown->body->len, ==, 0);

  /* The first Add of an empty folder costs the folder its state. */
  assert_item (first, "1");
  id = reply_text (first, T_SERVER_ID);
  assert_text (lost, T_STATUS, "3");
  assert_text (lost, T_KEY, "0");
  g_assert_cmpuint (ns_sim_server_count (server, "Bea"), ==, 0);

  /* Keys are not checked: the commands are executed, and every Change is answered. */
  g_free (start_chain (&client, CONTACTS));
  changed = sync_one (&client, CONTACTS, "garbage", T_CHANGE, id, "Cora");
  assert_item (changed, "1");
  garbage = sync_one (&client, CONTACTS, "garbage", 0, NULL, NULL);
  g_assert_true (reply_has (garbage, "Cora"));
  newer_key = reply_text (garbage, T_KEY);
  nothing = sync_one (&client, CONTACTS, newer_key, 0, NULL, NULL);
  g_assert_cmpuint (nothing->body->len, ==, 0);
  deleted = sync_one (&client, CONTACTS, "garbage", T_DELETE, "17:4711", NULL);
  g_assert_cmpuint (deleted->body->len, ==, 0);
  assert_text (malformed, T_STATUS, "13");
}

static void
test_sogo_events (void)
{
  g_autoptr (NsSimServer) server = start_as ("sogo", FALSE);
  const Client client = CLIENT_INIT (server, "14.1");
  g_autofree char *key = start_chain (&client, CALENDAR);
  g_autoptr (Reply) first = sync_one (&client, CALENDAR, key, T_ADD, "e1", "UID-1");
  g_autofree char *again_key = start_chain (&client, CALENDAR);
  g_autoptr (Reply) again = sync_one (&client, CALENDAR, again_key, T_ADD, "e1", "UID-1");
  g_autofree char *id = reply_text (first, T_SERVER_ID);
  g_autofree char *same_id = reply_text (again, T_SERVER_ID);

  g_assert_cmpstr (id, ==, same_id);
  g_assert_cmpuint (ns_sim_server_count (server, "UID-1"), ==, 1);
}

static void
test_sogo_requests (void)
{
  static const char headless[] = "Subject: Nobody\r\n\r\nHello\r\n";
  static const char bare[] = "From: demo@example.test\nTo: bob@example.test\nMessage-ID: <2@example.test>\n\nHello\n";
  g_autoptr (NsSimServer) server = start_as ("sogo", FALSE);
  const Client client = CLIENT_INIT (server, "16.1");
  const Client new_client = CLIENT_INIT (server, "14.1");
  const Client old_client = CLIENT_INIT (server, "12.1");
  Client stranger = CLIENT_INIT (server, "14.1");
  g_autoptr (GByteArray) body = folder_sync ("0");
  g_autoptr (Reply) any_version = client_post (&client, "FolderSync", WBXML, folder_sync ("made up"));
  g_autoptr (Reply) nameless =
    client_post_raw (&new_client, "?Cmd=FolderSync&User=demo&DeviceType=Test", WBXML, body->data, body->len);
  g_autoptr (Reply) malformed = client_post (&new_client, "FolderSync", WBXML, doc_new ());
  g_autoptr (Reply) sent = send_mail (&new_client, "m1", bare);
  g_autoptr (Reply) unsent = send_mail (&new_client, "m2", headless);
  g_autoptr (Reply) unsent_old = send_mail (&old_client, "m3", headless);
  g_autoptr (Reply) truncated = client_post (&new_client, "SendMail", WBXML, doc_new ());
  g_autoptr (Reply) silent = NULL;

  assert_text (any_version, T_FOLDER_STATUS, "1");
  assert_text (any_version, T_FOLDER_KEY, "made up");
  g_assert_cmpint (nameless->status, ==, 500);
  g_assert_cmpint (malformed->status, ==, 500);
  g_assert_cmpint (sent->status, ==, 200);
  g_assert_cmpuint (ns_sim_server_count (server, "2@example.test"), ==, 1);
  assert_text (unsent, T_MAIL_STATUS, "120");
  g_assert_cmpint (unsent_old->status, ==, 500);
  assert_text (truncated, T_MAIL_STATUS, "122");

  stranger.login = "";
  silent = client_post (&stranger, "FolderSync", WBXML, folder_sync ("0"));
  g_assert_cmpint (silent->status, ==, 403);
}

/* How a TLS client with no mercy sees an answer: its bytes, and whether the session was ended in order. */
static char *
exchange_tls (NsSimServer *server, const char *command, GByteArray *body, gboolean *was_cut)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (ns_sim_server_get_ca_file (server), &error);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnectable) identity = g_network_address_new ("127.0.0.1", ns_sim_server_get_port (server));
  g_autoptr (GSocketConnection) plain =
    g_socket_client_connect_to_host (client, "127.0.0.1", ns_sim_server_get_port (server), NULL, &error);
  g_autoptr (GIOStream) tls = g_tls_client_connection_new (G_IO_STREAM (plain), identity, &error);
  g_autoptr (GString) text = g_string_new (NULL);
  gssize n;

  g_assert_no_error (error);
  g_tls_connection_set_database (G_TLS_CONNECTION (tls), database);
  g_string_append_printf (text, "POST /Microsoft-Server-ActiveSync?Cmd=%s&User=demo&DeviceId=DEV1&DeviceType=Test "
                          "HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic ZGVtbzpkZW1v\r\n"
                          "MS-ASProtocolVersion: 12.1\r\nContent-Type: " WBXML "\r\nConnection: close\r\n"
                          "Content-Length: %u\r\n\r\n", command, body->len);
  g_string_append_len (text, (const char *) body->data, body->len);
  g_byte_array_unref (body);
  g_output_stream_write_all (g_io_stream_get_output_stream (tls), text->str, text->len, NULL, NULL, &error);
  g_assert_no_error (error);

  g_string_truncate (text, 0);
  do
    {
      char chunk[4096];

      n = g_input_stream_read (g_io_stream_get_input_stream (tls), chunk, sizeof chunk, NULL, &error);
      if (n > 0)
        g_string_append_len (text, chunk, n);
    }
  while (n > 0);
  *was_cut = g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_EOF);
  if (!*was_cut)
    g_assert_no_error (error);
  for (gsize i = 0; i < text->len; i++)
    if (text->str[i] == '\0')
      text->str[i] = ' ';
  return g_strdup (text->str);
}

/* Our model of Kerio MailServer before 6.7: only over TLS, and only what it executed. */
static void
test_kerio_ending (gconstpointer data)
{
  const gboolean cuts = g_str_equal (data, "kerio-6.6");
  const NsSimConfig config = { .personality = data, .tls = TRUE, .provision = NS_SIM_NO };
  g_autoptr (NsSimServer) server = start_server (&config);
  const char *const commands[] = { "FolderSync", "Sync", "Sync" };
  g_autofree char *key = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      GByteArray *body = i == 0 ? folder_sync ("0")
                         : i == 1 ? sync_document ("12.1", CONTACTS, "0", 0, NULL, NULL)
                                  : sync_document ("12.1", CONTACTS, key, T_ADD, "c1", "Anna");
      gboolean was_cut;
      g_autofree char *answer = exchange_tls (server, commands[i], body, &was_cut);
      const char *start = strstr (answer, "\x4B\x03{");

      g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200 OK\r\n"));
      g_assert_cmpint (was_cut, ==, cuts && i == 2);
      g_assert_cmpint (strstr (answer, "\r\nContent-Length: ") == NULL, ==, cuts && i == 2);
      if (i == 1)
        key = g_strndup (start + 2, strcspn (start + 2, " "));
    }
  g_assert_cmpuint (ns_sim_server_count (server, "Anna"), ==, 1);
}

static void
test_recipients (void)
{
  g_autoptr (NsSimServer) server = start_as ("exchange-2007", FALSE);
  Client client = CLIENT_INIT (server, "12.1");

  provision_client (&client, TRUE);
  reply_free (send_mail (&client, "m1", MAIL));
  reply_free (send_mail (&client, "m1", MAIL));
  g_assert_cmpuint (ns_sim_server_count_recipient (server, "Bob@example.test", "1@example.test"), ==, 2);
  g_assert_cmpuint (ns_sim_server_count_recipient (server, "bob@example.test", "2@example.test"), ==, 0);
  g_assert_cmpuint (ns_sim_server_count_recipient (server, "nobody@example.test", "1@example.test"), ==, 0);
  leave (&client);
}

static void
add (const char *name, GTestDataFunc func)
{
  for (gsize i = 0; i < G_N_ELEMENTS (expectations); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sim/personality/%s/%s", name, expectations[i].name);

      g_test_add_data_func (path, &expectations[i], func);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("announced", test_announced);
  add ("used", test_used);
  add ("memory", test_memory);
  add ("conflicts", test_conflicts);
  g_test_add_func ("/sim/personality/overrides", test_overrides);
  g_test_add_func ("/sim/personality/throttling", test_throttling);
  g_test_add_func ("/sim/personality/upgrade", test_upgrade);
  g_test_add_data_func ("/sim/personality/ending/kerio-6.6", "kerio-6.6", test_kerio_ending);
  g_test_add_data_func ("/sim/personality/ending/kerio-6.7", "kerio-6.7", test_kerio_ending);
  g_test_add_data_func ("/sim/personality/ending/exchange-2007", "exchange-2007", test_kerio_ending);
  g_test_add_func ("/sim/personality/recipients", test_recipients);
  g_test_add_func ("/sim/personality/sogo-sync", test_sogo_sync);
  g_test_add_func ("/sim/personality/sogo-events", test_sogo_events);
  g_test_add_func ("/sim/personality/sogo-requests", test_sogo_requests);
  return g_test_run ();
}
