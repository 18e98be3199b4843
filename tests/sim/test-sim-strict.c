/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a strict server refuses, whatever it plays (eas-facts 11). */
#include "config.h"

#include "sim/sim-client.h"

#include <gio/gio.h>
#include <string.h>

#define FOLDER_SYNC "?Cmd=FolderSync&User=demo&DeviceId=DEV1&DeviceType=Test"
#define SYNC "?Cmd=Sync&User=demo&DeviceId=DEV1&DeviceType=Test"
#define SEND_MAIL "?Cmd=SendMail&User=demo&DeviceId=DEV1&DeviceType=Test"
#define CRLF_MAIL "From: demo@example.test\r\nTo: bob@example.test\r\n\r\nHello\r\n"
#define LF_MAIL "From: demo@example.test\nTo: bob@example.test\n\nHello\n"
#define LONG_ID "12345678901234567890123456789012345678901234567890123456789012345"

static const char *const personalities[] = {
  "generic", "exchange-2003", "exchange-2007", "exchange-2010", "exchange-2013", "exchange-2016", "kerio-6.6",
  "kerio-6.7", "sogo",
};

typedef GByteArray *(*MakeFunc) (const char *version);

static gboolean
is_before_14 (const char *version)
{
  return g_ascii_strtod (version, NULL) < 14;
}

static void
put (GByteArray *doc, const char *bytes, gsize size)
{
  g_byte_array_append (doc, (const guint8 *) bytes, (guint) size);
}

static GByteArray *
folder_sync (const char *version)
{
  GByteArray *doc = doc_new ();

  doc_page (doc, 7);
  doc_open (doc, 0x16);
  doc_text (doc, 0x12, "0");
  doc_close (doc);
  return doc;
}

/* A literal tag in place of FolderSync. */
static GByteArray *
literal (const char *version)
{
  GByteArray *doc = doc_new ();

  put (doc, "\x00\x07\x44\x00\x01", 5);
  return doc;
}

/* A string table that the document then refers to. */
static GByteArray *
string_table (const char *version)
{
  GByteArray *doc = g_byte_array_new ();

  put (doc, "\x03\x01\x6A\x02" "0\x00" "\x00\x07\x56\x52\x83\x00\x01\x01", 14);
  return doc;
}

typedef struct
{
  const char *key;
  const char *client_id; /* (nullable) */
  const char *get_changes; /* (nullable) */
  const char *conflict; /* (nullable) */
  guint n_adds;
  gboolean is_swapped; /* the folder stands before the key */
  gboolean is_classless;
} Shape;

static GByteArray *
sync_of (const char *version, const Shape *shape)
{
  GByteArray *doc = doc_new ();

  doc_open (doc, T_SYNC);
  doc_open (doc, T_COLLECTIONS);
  doc_open (doc, T_COLLECTION);
  if (is_before_14 (version) && !shape->is_classless)
    doc_text (doc, T_CLASS, "Contacts");
  if (shape->is_swapped)
    doc_text (doc, T_COLLECTION_ID, "17");
  doc_text (doc, T_KEY, shape->key);
  if (!shape->is_swapped)
    doc_text (doc, T_COLLECTION_ID, "17");
  if (shape->get_changes != NULL)
    doc_text (doc, T_GET_CHANGES, shape->get_changes);
  if (shape->conflict != NULL)
    {
      doc_open (doc, T_OPTIONS);
      doc_text (doc, T_CONFLICT, shape->conflict);
      doc_close (doc);
    }
  if (shape->n_adds > 0)
    doc_open (doc, T_COMMANDS);
  for (guint i = 0; i < shape->n_adds; i++)
    {
      g_autofree char *id = shape->client_id != NULL && shape->client_id[0] == '#' ? g_strdup_printf ("c%u", i)
                                                                                   : g_strdup (shape->client_id);

      doc_open (doc, T_ADD);
      if (id != NULL)
        doc_text (doc, T_CLIENT_ID, id);
      doc_open (doc, T_DATA);
      doc_page (doc, 1);
      doc_text (doc, 0x1E, "Anna");
      doc_page (doc, 0);
      doc_close (doc);
      doc_close (doc);
    }
  if (shape->n_adds > 0)
    doc_close (doc);
  doc_close (doc);
  doc_close (doc);
  doc_close (doc);
  return doc;
}

static GByteArray *
mail_of (const char *mime, gboolean is_swapped)
{
  GByteArray *doc = doc_new ();

  doc_page (doc, 21);
  doc_open (doc, 0x05);
  if (is_swapped)
    doc_opaque (doc, 0x10, mime);
  doc_text (doc, 0x11, "m1");
  if (!is_swapped)
    doc_opaque (doc, 0x10, mime);
  doc_close (doc);
  return doc;
}

static NsSimServer *
start_strict (const char *name)
{
  const NsSimConfig config = { .personality = name, .strict = TRUE, .provision = NS_SIM_NO };

  return start_server (&config);
}

/* The versions that the personality announces, asked of itself. */
static GStrv
ask_versions (NsSimServer *server)
{
  const Client client = CLIENT_INIT (server, NULL);
  g_autoptr (Reply) reply = client_options (&client);
  g_autofree char *versions = reply_header (reply, "MS-ASProtocolVersions");

  g_assert_nonnull (versions);
  return g_strsplit (versions, ",", -1);
}

/* Below 14.0 a common status is an HTTP status, and nothing but that. */
static void
assert_refused (const Reply *reply, const char *version, guint8 token, const char *status)
{
  g_autofree char *found = reply_text (reply, token);

  if (is_before_14 (version) && strlen (status) == 3)
    {
      g_assert_cmpint (reply->status, ==, 400);
      return;
    }
  g_assert_cmpint (reply->status, ==, 200);
  g_assert_cmpstr (found, ==, status);
}

static void
refuse_heads (NsSimServer *server, const char *version)
{
  static const struct
  {
    const char *query;
    const char *type;
    MakeFunc make;
    const char *status;
  } cases[] = {
    { "?Cmd=FolderSync&User=demo&DeviceType=Test", WBXML, folder_sync, "108" },
    { "?Cmd=FolderSync&User=demo&DeviceId=DEV1", WBXML, folder_sync, "109" },
    { FOLDER_SYNC, "text/plain", folder_sync, "101" },
    { FOLDER_SYNC, WBXML, literal, NULL },
    { FOLDER_SYNC, WBXML, string_table, NULL },
    { FOLDER_SYNC, WBXML, folder_sync, "1" },
  };
  const Client client = CLIENT_INIT (server, version);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) body = cases[i].make (version);
      g_autoptr (Reply) reply = client_post_raw (&client, cases[i].query, cases[i].type, body->data, body->len);

      g_test_message ("%s, head %" G_GSIZE_FORMAT, version, i);
      assert_refused (reply, version, 0x0C, cases[i].status != NULL ? cases[i].status : "10");
    }
}

static void
refuse_version (NsSimServer *server)
{
  const Client client = CLIENT_INIT (server, "16.1");
  g_autoptr (Reply) reply = client_post (&client, "FolderSync", WBXML, folder_sync ("16.1"));

  assert_refused (reply, "16.1", 0x0C, "138");
}

static void
refuse_syncs (NsSimServer *server, const char *version)
{
  static const Shape shapes[] = {
    { "0", NULL, "1", NULL, 0, FALSE, FALSE },
    { "0", "c1", NULL, NULL, 1, FALSE, FALSE },
    { "key", NULL, NULL, NULL, 1, FALSE, FALSE },
    { "key", LONG_ID, NULL, NULL, 1, FALSE, FALSE },
    { "key", "c1", NULL, NULL, 2, FALSE, FALSE },
    { "key", "#", NULL, NULL, 201, FALSE, FALSE },
    { "key", "c1", NULL, NULL, 1, TRUE, FALSE },
    { "key", "c1", NULL, "2", 1, FALSE, FALSE },
    { LONG_ID, "c1", NULL, NULL, 1, FALSE, FALSE },
    { "0", NULL, NULL, NULL, 0, FALSE, TRUE },
  };
  const Client client = CLIENT_INIT (server, version);

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr (GByteArray) body = sync_of (version, &shapes[i]);
      g_autoptr (Reply) reply = client_post_raw (&client, SYNC, WBXML, body->data, body->len);

      g_test_message ("%s, Sync %" G_GSIZE_FORMAT, version, i);
      if (shapes[i].is_classless && !is_before_14 (version))
        assert_refused (reply, version, T_STATUS, "1");
      else
        assert_refused (reply, version, T_STATUS, "4");
    }
  g_assert_cmpuint (ns_sim_server_count (server, "Anna"), ==, 0);
}

static void
refuse_mails (NsSimServer *server, const char *version)
{
  const Client client = CLIENT_INIT (server, version);
  g_autoptr (Reply) bare = NULL;
  g_autoptr (Reply) other_generation = NULL;
  g_autoptr (Reply) swapped = NULL;

  if (is_before_14 (version))
    {
      bare = client_post_raw (&client, SEND_MAIL, MIME, LF_MAIL, strlen (LF_MAIL));
      other_generation = client_post (&client, "SendMail", WBXML, mail_of (CRLF_MAIL, FALSE));
      g_assert_cmpint (bare->status, ==, 400);
      g_assert_cmpint (other_generation->status, ==, 400);
    }
  else
    {
      bare = client_post (&client, "SendMail", WBXML, mail_of (LF_MAIL, FALSE));
      other_generation = client_post_raw (&client, SEND_MAIL, MIME, CRLF_MAIL, strlen (CRLF_MAIL));
      swapped = client_post (&client, "SendMail", WBXML, mail_of (CRLF_MAIL, TRUE));
      assert_refused (bare, version, 0x12, "101");
      assert_refused (other_generation, version, 0x12, "101");
      assert_refused (swapped, version, 0x12, "103");
    }
  g_assert_cmpuint (journal_count (server, "\"command\":\"SendMail\"", "\"executed\":true"), ==, 0);
}

static void
test_refused (gconstpointer data)
{
  g_autoptr (NsSimServer) server = start_strict (data);
  g_auto (GStrv) versions = ask_versions (server);

  refuse_version (server);
  for (guint i = 0; versions[i] != NULL; i++)
    {
      refuse_heads (server, versions[i]);
      refuse_syncs (server, versions[i]);
      refuse_mails (server, versions[i]);
    }
}

/* A body without a length, which only the strict server minds. */
static void
test_chunked (void)
{
  static const char head[] = "POST /Microsoft-Server-ActiveSync" FOLDER_SYNC " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                             "Connection: close\r\nAuthorization: Basic ZGVtbzpkZW1v\r\n"
                             "MS-ASProtocolVersion: 14.1\r\nContent-Type: " WBXML "\r\n"
                             "Transfer-Encoding: chunked\r\n\r\n";
  g_autoptr (NsSimServer) server = start_strict ("exchange-2010");
  g_autoptr (GByteArray) body = folder_sync ("14.1");
  g_autoptr (GByteArray) request = g_byte_array_new ();
  g_autofree char *size = g_strdup_printf ("%x\r\n", body->len);
  g_autoptr (Reply) reply = NULL;

  put (request, head, strlen (head));
  put (request, size, strlen (size));
  g_byte_array_append (request, body->data, body->len);
  put (request, "\r\n0\r\n\r\n", 7);
  reply = client_exchange (server, request);
  g_assert_cmpint (reply->status, ==, 411);
}

/* One Add to a folder by class: a task or a note that lacks what it must have. */
static GByteArray *
add_of (const char *collection, const char *key, guint8 page, guint8 first, const char *first_text, guint8 second,
        const char *second_text)
{
  GByteArray *doc = doc_new ();

  doc_open (doc, T_SYNC);
  doc_open (doc, T_COLLECTIONS);
  doc_open (doc, T_COLLECTION);
  doc_text (doc, T_KEY, key);
  doc_text (doc, T_COLLECTION_ID, collection);
  doc_text (doc, T_GET_CHANGES, "0");
  doc_open (doc, T_COMMANDS);
  doc_open (doc, T_ADD);
  doc_text (doc, T_CLIENT_ID, first_text);
  doc_open (doc, T_DATA);
  doc_page (doc, page);
  doc_text (doc, first, first_text);
  doc_text (doc, second, second_text);
  doc_page (doc, 0);
  for (guint i = 0; i < 6; i++)
    doc_close (doc);
  return doc;
}

static void
test_items (void)
{
  static const struct
  {
    const char *collection;
    guint8 page, first;
    const char *name;
    guint8 second;
    const char *text;
    const char *status;
  } cases[] = {
    { "15", 9, 0x20, "Task", 0x1B, "1", "1" },
    { "15", 9, 0x20, "Wrong task", 0x1B, "2", "6" },
    { "18", 23, 0x05, "Note", 0x06, "IPM.StickyNote.Special", "1" },
    { "18", 23, 0x05, "Wrong note", 0x06, "IPM.Note", "6" },
  };
  g_autoptr (NsSimServer) server = start_strict ("exchange-2010");
  const Client client = CLIENT_INIT (server, "14.1");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Reply) chain = NULL;
      g_autoptr (Reply) reply = NULL;
      g_autofree char *key = NULL;
      g_autofree char *status = NULL;
      GByteArray *start = doc_new ();

      doc_open (start, T_SYNC);
      doc_open (start, T_COLLECTIONS);
      doc_open (start, T_COLLECTION);
      doc_text (start, T_KEY, "0");
      doc_text (start, T_COLLECTION_ID, cases[i].collection);
      for (guint n = 0; n < 3; n++)
        doc_close (start);
      chain = client_post (&client, "Sync", WBXML, start);
      key = reply_text (chain, T_KEY);
      reply = client_post (&client, "Sync", WBXML,
                           add_of (cases[i].collection, key, cases[i].page, cases[i].first, cases[i].name,
                                   cases[i].second, cases[i].text));
      status = reply_item_status (reply);
      g_assert_cmpstr (status, ==, cases[i].status);
    }
}

/* Tokens of page 18. */
enum
{
  T_SETTINGS = 0x05,
  T_SET = 0x08,
  T_DEVICE = 0x16,
  T_MODEL = 0x17,
  T_OS = 0x1A,
};

static Reply *
tell_device (const Client *client, const char *model, const char *os)
{
  GByteArray *doc = doc_new ();

  doc_page (doc, 18);
  doc_open (doc, T_SETTINGS);
  doc_open (doc, T_DEVICE);
  doc_open (doc, T_SET);
  if (model != NULL)
    doc_text (doc, T_MODEL, model);
  if (os != NULL)
    doc_text (doc, T_OS, os);
  for (guint i = 0; i < 3; i++)
    doc_close (doc);
  return client_post (client, "Settings", WBXML, doc);
}

/* A device says what it is: from 12.0 on, with a model, in texts that are not too long. */
static void
test_device (void)
{
  g_autofree char *longest = g_strnfill (1024, 'x');
  g_autofree char *longer = g_strnfill (1025, 'x');
  const struct
  {
    const char *model;
    const char *os;
    const char *status;
  } rows[] = {
    { "BlackBerry 8320", "4.5.0.77", "1" }, { longest, NULL, "1" }, { longer, NULL, "5" },
    { "X", longer, "5" }, { NULL, "4.5", "5" }, { "", NULL, "5" },
  };
  const NsSimConfig config = { .strict = TRUE, .versions = "2.5,12.1,14.0" };
  g_autoptr (NsSimServer) server = start_server (&config);
  const Client old = CLIENT_INIT (server, "2.5");
  g_autoptr (Reply) refused = tell_device (&old, "X", NULL);

  g_assert_cmpint (refused->status, ==, 501);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Client client = CLIENT_INIT (server, i % 2 == 0 ? "12.1" : "14.0");
      g_autoptr (Reply) reply = tell_device (&client, rows[i].model, rows[i].os);
      /* Status in DeviceInformation. */
      g_autofree char *wanted = g_strconcat ("\x56\x46\x03", rows[i].status, NULL);

      g_assert_cmpint (reply->status, ==, 200);
      g_assert_true (reply_has (reply, wanted));
    }
  g_assert_cmpuint (journal_count (server, "\"model\":\"BlackBerry 8320\"", "\"os\":\"4.5.0.77\""), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (personalities); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sim/strict/refused/%s", personalities[i]);

      g_test_add_data_func (path, personalities[i], test_refused);
    }
  g_test_add_func ("/sim/strict/chunked", test_chunked);
  g_test_add_func ("/sim/strict/items", test_items);
  g_test_add_func ("/sim/strict/device", test_device);
  return g_test_run ();
}
