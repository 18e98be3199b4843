/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sim/sim-client.h"

#include <gio/gio.h>
#include <string.h>

#define CALENDAR "16"
#define CONTACTS "17"
#define INBOX "11"
#define TRASH "13"

/* Tokens of pages 1 and 4. */
enum
{
  T_FILE_AS = 0x1E,
  T_LAST_NAME = 0x29,
  T_EVENT_SUBJECT = 0x26,
  T_EVENT_START = 0x27,
  T_EVENT_UID = 0x28,
};

/* One command of a Sync. */
typedef struct
{
  guint8 op;
  const char *id;   /* ClientId of an Add, else the server id */
  const char *name; /* (nullable): FileAs or Subject */
  const char *uid;  /* (nullable): makes it an event */
} Command;

typedef struct
{
  const char *collection;
  const char *key;
  const char *get_changes; /* (nullable) */
  const char *window;      /* (nullable) */
  const char *conflict;    /* (nullable) */
  const char *moves;       /* (nullable) */
  const Command *commands;
  gsize n_commands;
} Request;

static void
put_data (GByteArray *doc, const Command *command)
{
  doc_open (doc, T_DATA);
  doc_page (doc, command->uid != NULL ? 4 : 1);
  if (command->uid != NULL)
    {
      doc_text (doc, T_EVENT_SUBJECT, command->name);
      doc_text (doc, T_EVENT_START, "20260301T090000Z");
      doc_text (doc, T_EVENT_UID, command->uid);
    }
  else
    {
      doc_text (doc, T_FILE_AS, command->name);
      doc_text (doc, T_LAST_NAME, command->name);
    }
  doc_page (doc, 0);
  doc_close (doc);
}

static void
put_command (GByteArray *doc, const Command *command)
{
  doc_open (doc, command->op);
  doc_text (doc, command->op == T_ADD ? T_CLIENT_ID : T_SERVER_ID, command->id);
  if (command->name != NULL)
    put_data (doc, command);
  doc_close (doc);
}

static GByteArray *
sync_document (const Request *request, gboolean is_old)
{
  GByteArray *doc = doc_new ();

  doc_open (doc, T_SYNC);
  doc_open (doc, T_COLLECTIONS);
  doc_open (doc, T_COLLECTION);
  if (is_old)
    doc_text (doc, T_CLASS, g_str_equal (request->collection, CALENDAR) ? "Calendar" : "Contacts");
  doc_text (doc, T_KEY, request->key);
  doc_text (doc, T_COLLECTION_ID, request->collection);
  if (request->moves != NULL)
    doc_text (doc, T_DELETES_AS_MOVES, request->moves);
  if (request->get_changes != NULL)
    doc_text (doc, T_GET_CHANGES, request->get_changes);
  if (request->window != NULL)
    doc_text (doc, T_WINDOW, request->window);
  if (request->conflict != NULL)
    {
      doc_open (doc, T_OPTIONS);
      doc_text (doc, T_CONFLICT, request->conflict);
      doc_close (doc);
    }
  if (request->n_commands > 0)
    {
      doc_open (doc, T_COMMANDS);
      for (gsize i = 0; i < request->n_commands; i++)
        put_command (doc, &request->commands[i]);
      doc_close (doc);
    }
  doc_close (doc);
  doc_close (doc);
  doc_close (doc);
  return doc;
}

static Reply *
sync_with (const Client *client, const Request *request)
{
  return client_post (client, "Sync", WBXML, sync_document (request, g_str_equal (client->version, "12.1")));
}

static char *
new_key (const Reply *reply)
{
  char *key = reply_text (reply, T_KEY);

  g_assert_cmpint (reply->status, ==, 200);
  g_assert_nonnull (key);
  return key;
}

static char *
start_chain (const Client *client, const char *collection)
{
  const Request request = { .collection = collection, .key = "0" };
  g_autoptr (Reply) reply = sync_with (client, &request);

  return new_key (reply);
}

/* Sends one command and gives the new key; the item's status is compared with `status`, %NULL for no entry. */
static char *
send_one (const Client *client, const char *collection, const char *key, const Command *command, const char *status)
{
  const Request request = {
    .collection = collection, .key = key, .get_changes = "0", .commands = command, .n_commands = 1,
  };
  g_autoptr (Reply) reply = sync_with (client, &request);
  g_autofree char *found = reply_item_status (reply);

  g_assert_cmpstr (found, ==, status);
  return new_key (reply);
}

static char *
pull (const Client *client, const char *collection, const char *key, const char *expected)
{
  const Request request = { .collection = collection, .key = key, .get_changes = "1" };
  g_autoptr (Reply) reply = sync_with (client, &request);

  if (expected != NULL)
    g_assert_true (reply_has (reply, expected));
  return new_key (reply);
}

static char *
server_id (NsSimServer *server, const char *name)
{
  g_autoptr (GPtrArray) lines = ns_sim_server_dup_journal (server);
  g_autoptr (GRegex) regex = g_regex_new ("\"server_id\":\"([^\"]+)\"", 0, 0, NULL);

  for (guint i = lines->len; i > 0; i--)
    {
      g_autoptr (GMatchInfo) match = NULL;

      if (strstr (g_ptr_array_index (lines, i - 1), name) != NULL &&
          g_regex_match (regex, g_ptr_array_index (lines, i - 1), 0, &match))
        return g_match_info_fetch (match, 1);
    }
  g_assert_not_reached ();
}

static void
test_add_and_replay (void)
{
  static const char *const versions[] = { "12.1", "14.0", "14.1" };
  const Command commands[] = { { T_ADD, "c1", "Ada", NULL }, { T_ADD, "c2", "Grace", NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autoptr (NsSimServer) server = start_server (NULL);
      const Client client = CLIENT_INIT (server, versions[i]);
      g_autofree char *key = start_chain (&client, CONTACTS);
      const Request request = {
        .collection = CONTACTS, .key = key, .get_changes = "0", .commands = commands, .n_commands = 2,
      };
      g_autoptr (Reply) first = sync_with (&client, &request);
      g_autofree char *next = new_key (first);
      g_autoptr (Reply) again = sync_with (&client, &request);
      g_autoptr (Reply) third = sync_with (&client, &request);

      g_assert_cmpstr (next, !=, key);
      g_assert_cmpmem (first->body->data, first->body->len, again->body->data, again->body->len);
      g_assert_cmpmem (first->body->data, first->body->len, third->body->data, third->body->len);
      g_assert_cmpuint (ns_sim_server_count (server, "Ada"), ==, 1);
      g_assert_cmpuint (ns_sim_server_count (server, "c2"), ==, 1);
      g_assert_cmpuint (journal_count (server, "\"executed\":true", "\"operation\":\"add\""), ==, 2);
      g_assert_cmpuint (journal_count (server, "\"replay\":true", "\"client_id\":\"c1\""), ==, 2);
    }
}

static void
test_old_keys (void)
{
  g_autoptr (NsSimServer) server = start_server (NULL);
  const Client client = CLIENT_INIT (server, "14.1");
  g_autofree char *first = start_chain (&client, CONTACTS);
  g_autofree char *second = pull (&client, CONTACTS, first, NULL);
  g_autofree char *third = pull (&client, CONTACTS, second, NULL);
  const char *const bad[] = { first, "nonsense", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const Request request = { .collection = CONTACTS, .key = bad[i] };
      g_autoptr (Reply) reply = sync_with (&client, &request);
      g_autofree char *status = reply_text (reply, T_STATUS);

      g_assert_cmpstr (status, ==, bad[i][0] != '\0' ? "3" : "4");
    }
  g_free (pull (&client, CONTACTS, third, NULL));
}

/* A lost pull, then an upload with the key that the device still has: the server goes back with it. */
static void
test_previous_key_with_other_commands (void)
{
  g_autoptr (NsSimServer) server = start_server (NULL);
  const Client client = CLIENT_INIT (server, "14.1");
  const Client other = { server, "14.1", NULL, "demo:demo", "DEV2" };
  const Command add = { T_ADD, "c1", "Ada", NULL };
  const Command more = { T_ADD, "c2", "Grace", NULL };
  g_autofree char *other_key = start_chain (&other, CONTACTS);
  g_autofree char *key = start_chain (&client, CONTACTS);
  g_autofree char *other_next = send_one (&other, CONTACTS, other_key, &add, "1");
  g_autofree char *lost = pull (&client, CONTACTS, key, "Ada");
  g_autofree char *uploaded = send_one (&client, CONTACTS, key, &more, "1");
  g_autofree char *pulled = pull (&client, CONTACTS, uploaded, "Ada");
  const Request request = { .collection = CONTACTS, .key = lost };
  g_autoptr (Reply) reply = sync_with (&client, &request);
  g_autofree char *status = reply_text (reply, T_STATUS);

  g_assert_cmpstr (status, ==, "3");
  g_assert_cmpuint (ns_sim_server_count (server, "Grace"), ==, 1);
}

/* Even with more commands around it, an Add that was executed under the previous key is not executed again. */
static void
test_known_client_id (void)
{
  const Command one = { T_ADD, "c1", "Ada", NULL };
  const Command two[] = { { T_ADD, "c1", "Ada", NULL }, { T_ADD, "c2", "Grace", NULL } };
  g_autoptr (NsSimServer) server = start_server (NULL);
  const Client client = CLIENT_INIT (server, "14.1");
  g_autofree char *key = start_chain (&client, CONTACTS);
  g_autofree char *lost = send_one (&client, CONTACTS, key, &one, "1");
  const Request request = { .collection = CONTACTS, .key = key, .get_changes = "0", .commands = two, .n_commands = 2 };
  g_autoptr (Reply) reply = sync_with (&client, &request);

  g_assert_cmpint (reply->status, ==, 200);
  g_assert_cmpuint (ns_sim_server_count (server, "Ada"), ==, 1);
  g_assert_cmpuint (ns_sim_server_count (server, "Grace"), ==, 1);
}

static void
test_no_memory (void)
{
  const NsSimConfig config = { .no_replay_memory = TRUE };
  const Command add = { T_ADD, "c1", "Ada", NULL };
  g_autoptr (NsSimServer) server = start_server (&config);
  const Client client = CLIENT_INIT (server, "14.1");
  g_autofree char *key = start_chain (&client, CONTACTS);

  g_free (send_one (&client, CONTACTS, key, &add, "1"));
  g_free (send_one (&client, CONTACTS, key, &add, "1"));
  g_assert_cmpuint (ns_sim_server_count (server, "Ada"), ==, 2);
  g_assert_cmpuint (journal_count (server, "\"executed\":true", "\"client_id\":\"c1\""), ==, 2);
}

static void
test_protocol_errors (void)
{
  const Command no_id = { T_ADD, "", "Ada", NULL };
  const Command add = { T_ADD, "c1", "Ada", NULL };
  g_autofree Command *many = g_new0 (Command, 201);
  g_autoptr (NsSimServer) server = start_server (NULL);
  const Client client = CLIENT_INIT (server, "14.1");
  g_autofree char *key = start_chain (&client, CONTACTS);
  const struct
  {
    Request request;
    const char *status;
  } cases[] = {
    { { .collection = CONTACTS, .key = "0", .get_changes = "1" }, "4" },
    { { .collection = CONTACTS, .key = "0", .commands = &add, .n_commands = 1 }, "4" },
    { { .collection = CONTACTS, .key = key, .commands = &no_id, .n_commands = 1 }, "4" },
    { { .collection = CONTACTS, .key = key, .commands = many, .n_commands = 201 }, "4" },
    { { .collection = "99", .key = "0" }, "8" },
    { { .collection = CALENDAR, .key = "{00000001}1" }, "3" },
  };

  for (gsize i = 0; i < 201; i++)
    many[i] = add;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Reply) reply = sync_with (&client, &cases[i].request);
      g_autofree char *status = reply_text (reply, T_STATUS);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (reply->status, ==, 200);
      g_assert_cmpstr (status, ==, cases[i].status);
    }
  g_assert_cmpuint (journal_count (server, "\"executed\":true", NULL), ==, 0);
  g_free (send_one (&client, CONTACTS, key, &add, "1"));
}

static void
test_empty_request (void)
{
  g_autoptr (NsSimServer) server = start_server (NULL);
  const Client client = CLIENT_INIT (server, "14.1");
  g_autoptr (Reply) reply = client_post (&client, "Sync", NULL, g_byte_array_new ());
  g_autofree char *status = reply_text (reply, T_STATUS);

  g_assert_cmpstr (status, ==, "13");
}

/* Both sides change an event: the server wins, until the device has pulled. */
static void
test_conflict (void)
{
  const Command add = { T_ADD, "c1", "Review", "u1" };
  g_autoptr (NsSimServer) server = start_server (NULL);
  const Client client = CLIENT_INIT (server, "14.1");
  g_autoptr (GError) error = NULL;
  g_autofree char *key = start_chain (&client, CALENDAR);
  g_autofree char *added = send_one (&client, CALENDAR, key, &add, "1");
  g_autofree char *id = server_id (server, "\"u1\"");
  const Command change = { T_CHANGE, id, "Review (mine)", "u1" };
  g_autofree char *own = send_one (&client, CALENDAR, added, &change, NULL);
  g_autofree char *lost = NULL, *lost_again = NULL, *pulled = NULL, *won = NULL, *forced = NULL;
  Request force = {
    .collection = CALENDAR, .get_changes = "0", .conflict = "0", .commands = &change, .n_commands = 1,
  };
  g_autoptr (Reply) reply = NULL;

  g_assert_true (ns_sim_server_outlook_change (server, "u1", "Subject", "Review (theirs)", &error));
  g_assert_no_error (error);
  lost = send_one (&client, CALENDAR, own, &change, "7");
  lost_again = send_one (&client, CALENDAR, lost, &change, "7");
  g_assert_cmpuint (ns_sim_server_count (server, "Review (theirs)"), ==, 1);
  pulled = pull (&client, CALENDAR, lost_again, "Review (theirs)");
  won = send_one (&client, CALENDAR, pulled, &change, NULL);
  g_assert_cmpuint (ns_sim_server_count (server, "Review (mine)"), ==, 1);

  g_assert_true (ns_sim_server_outlook_change (server, "u1", "Subject", "Review (theirs)", &error));
  force.key = won;
  reply = sync_with (&client, &force);
  g_assert_null (reply_item_status (reply));
  g_assert_cmpuint (ns_sim_server_count (server, "Review (mine)"), ==, 1);
}

/* A server that reports none: the last writer wins. */
static void
test_no_conflicts (void)
{
  const NsSimConfig config = { .no_conflicts = TRUE };
  const Command add = { T_ADD, "c1", "Review", "u1" };
  g_autoptr (NsSimServer) server = start_server (&config);
  const Client client = CLIENT_INIT (server, "14.1");
  g_autofree char *key = start_chain (&client, CALENDAR);
  g_autofree char *added = send_one (&client, CALENDAR, key, &add, "1");
  g_autofree char *id = server_id (server, "\"u1\"");
  const Command change = { T_CHANGE, id, "Review (mine)", "u1" };

  g_assert_true (ns_sim_server_outlook_change (server, "u1", "Subject", "Review (theirs)", NULL));
  g_free (send_one (&client, CALENDAR, added, &change, NULL));
  g_assert_cmpuint (ns_sim_server_count (server, "Review (mine)"), ==, 1);
}

/* The device starts over with key 0 without pulling: what Outlook changed in between is still a conflict. */
static void
test_conflict_survives_restart (void)
{
  const Command add = { T_ADD, "c1", "Review", "u1" };
  g_autoptr (NsSimServer) server = start_server (NULL);
  const Client client = CLIENT_INIT (server, "14.1");
  g_autofree char *key = start_chain (&client, CALENDAR);
  g_autofree char *added = send_one (&client, CALENDAR, key, &add, "1");
  g_autofree char *id = server_id (server, "\"u1\"");
  const Command change = { T_CHANGE, id, "Mine", "u1" };
  g_autofree char *again = start_chain (&client, CALENDAR);
  g_autofree char *fine = send_one (&client, CALENDAR, again, &change, NULL);
  g_autofree char *restarted = NULL;

  g_assert_true (ns_sim_server_outlook_change (server, "u1", "Reminder", "5", NULL));
  restarted = start_chain (&client, CALENDAR);
  g_free (send_one (&client, CALENDAR, restarted, &change, "7"));
}

static void
test_deletes (void)
{
  const Command add = { T_ADD, "c1", "Ada", NULL };
  const Command unknown[] = { { T_CHANGE, "17:99", "Ada", NULL }, { T_DELETE, "17:99", NULL, NULL } };
  g_autoptr (NsSimServer) server = start_server (NULL);
  const Client client = CLIENT_INIT (server, "14.1");
  g_autofree char *key = start_chain (&client, CONTACTS);
  g_autofree char *added = send_one (&client, CONTACTS, key, &add, "1");
  g_autofree char *id = server_id (server, "Ada");
  const Command delete = { T_DELETE, id, NULL, NULL };
  g_autofree char *gone = send_one (&client, CONTACTS, added, &delete, NULL);
  g_autofree char *changed = send_one (&client, CONTACTS, gone, &unknown[0], "8");
  g_autofree char *deleted = send_one (&client, CONTACTS, changed, &unknown[1], "8");
  g_autofree char *trash_key = start_chain (&client, TRASH);

  g_assert_cmpuint (ns_sim_server_count (server, "Ada"), ==, 0);
  g_free (pull (&client, TRASH, trash_key, "Ada"));
  g_assert_cmpuint (journal_count (server, "\"operation\":\"delete\"", "\"executed\":true"), ==, 1);
}

static void
test_pull_window (void)
{
  const Command adds[] = {
    { T_ADD, "c1", "Ada", NULL },
    { T_ADD, "c2", "Grace", NULL },
    { T_ADD, "c3", "Joan", NULL },
  };
  g_autoptr (NsSimServer) server = start_server (NULL);
  const Client client = CLIENT_INIT (server, "14.1");
  const Client other = { server, "14.1", NULL, "demo:demo", "DEV2" };
  g_autofree char *key = start_chain (&client, CONTACTS);
  g_autofree char *other_key = start_chain (&other, CONTACTS);
  const Request upload = { .collection = CONTACTS, .key = key, .get_changes = "1", .commands = adds, .n_commands = 3 };
  Request request = { .collection = CONTACTS, .key = other_key, .window = "2" };
  g_autoptr (Reply) uploaded = sync_with (&client, &upload);
  g_autofree char *upload_key = new_key (uploaded);
  g_autoptr (Reply) first = sync_with (&other, &request);
  g_autofree char *next = new_key (first);
  g_autofree char *last_key = NULL, *gone_key = NULL;
  g_autoptr (Reply) second = NULL;
  g_autoptr (Reply) third = NULL;

  g_assert_false (reply_has (uploaded, "Ada"));
  g_assert_true (reply_has (first, "Ada") && reply_has (first, "Grace"));
  g_assert_false (reply_has (first, "Joan"));
  g_assert_nonnull (memchr (first->body->data, T_MORE, first->body->len));
  request.key = next;
  second = sync_with (&other, &request);
  last_key = new_key (second);
  g_assert_true (reply_has (second, "Joan"));
  g_assert_false (reply_has (second, "Ada"));

  g_assert_true (ns_sim_server_outlook_delete (server, "Ada", NULL));
  g_assert_true (ns_sim_server_outlook_change (server, "Grace", "JobTitle", "Admiral", NULL));
  request.key = last_key;
  third = sync_with (&other, &request);
  gone_key = new_key (third);
  g_assert_true (reply_has (third, "Admiral") && reply_has (third, "17:1"));
}

static void
test_outlook_errors (void)
{
  g_autoptr (NsSimServer) server = start_server (NULL);
  const Client client = CLIENT_INIT (server, "14.1");
  const Command add = { T_ADD, "c1", "Review", "u1" };
  g_autofree char *key = start_chain (&client, CALENDAR);
  g_autofree char *added = send_one (&client, CALENDAR, key, &add, "1");
  g_autoptr (GError) unknown = NULL;
  g_autoptr (GError) property = NULL;
  g_autoptr (GError) gone = NULL;

  g_assert_false (ns_sim_server_outlook_change (server, "nobody", "Subject", "x", &unknown));
  g_assert_error (unknown, NS_SIM_ERROR, NS_SIM_ERROR_NOT_FOUND);
  g_assert_false (ns_sim_server_outlook_change (server, "u1", "Nonsense", "x", &property));
  g_assert_error (property, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT);
  g_assert_false (ns_sim_server_outlook_delete (server, "nobody", &gone));
  g_assert_error (gone, NS_SIM_ERROR, NS_SIM_ERROR_NOT_FOUND);
}

/* Status 6 stays with the content, whatever ClientId it comes with; another content goes. */
static void
test_conversion_is_for_ever (void)
{
  const Command add = { T_ADD, "c1", "Ada", NULL };
  const Command resent = { T_ADD, "c2", "Ada", NULL };
  const Command edited = { T_ADD, "c3", "Ada Lovelace", NULL };
  g_autoptr (NsSimServer) server = start_failing ("Sync:item-status=6");
  const Client client = CLIENT_INIT (server, "14.1");
  g_autofree char *key = start_chain (&client, CONTACTS);
  g_autofree char *first = send_one (&client, CONTACTS, key, &add, "6");
  g_autofree char *second = send_one (&client, CONTACTS, first, &resent, "6");
  g_autofree char *restarted = start_chain (&client, CONTACTS);
  g_autofree char *third = send_one (&client, CONTACTS, restarted, &resent, "6");
  g_autofree char *pulled = pull (&client, CONTACTS, third, NULL);
  g_autofree char *fourth = send_one (&client, CONTACTS, pulled, &edited, "1");

  g_assert_cmpuint (ns_sim_server_count (server, "Ada"), ==, 0);
  g_assert_cmpuint (journal_count (server, "\"status\":6", "\"executed\":false"), ==, 3);
}

static void
test_conflict_of_an_add (void)
{
  const Command add = { T_ADD, "c1", "Ada", NULL };
  g_autoptr (NsSimServer) server = start_failing ("Sync:item-status=7");
  const Client client = CLIENT_INIT (server, "12.1");
  g_autofree char *key = start_chain (&client, CONTACTS);
  g_autofree char *first = send_one (&client, CONTACTS, key, &add, "7");
  g_autofree char *second = send_one (&client, CONTACTS, first, &add, "7");
  g_autofree char *pulled = pull (&client, CONTACTS, second, NULL);
  g_autofree char *third = send_one (&client, CONTACTS, pulled, &add, "1");

  g_assert_cmpuint (ns_sim_server_count (server, "Ada"), ==, 1);
}

static void
test_conflict_of_a_change (void)
{
  const Command add = { T_ADD, "c1", "Review", "u1" };
  g_autoptr (NsSimServer) server = start_failing ("Sync:item-status=7@Review (mine)");
  const Client client = CLIENT_INIT (server, "14.0");
  g_autofree char *key = start_chain (&client, CALENDAR);
  g_autofree char *added = send_one (&client, CALENDAR, key, &add, "1");
  g_autofree char *id = server_id (server, "\"u1\"");
  const Command change = { T_CHANGE, id, "Review (mine)", "u1" };
  g_autofree char *lost = send_one (&client, CALENDAR, added, &change, "7");
  g_autofree char *pulled = pull (&client, CALENDAR, lost, "Changed in Outlook");
  g_autofree char *won = send_one (&client, CALENDAR, pulled, &change, NULL);

  g_assert_cmpuint (ns_sim_server_count (server, "Review (mine)"), ==, 1);
}

/* One bad item does not stop the others of its request. */
static void
test_item_faults (void)
{
  const Command commands[] = {
    { T_ADD, "c1", "Ada", NULL },
    { T_ADD, "c2", "Grace", NULL },
    { T_ADD, "c3", "Joan", NULL },
  };
  g_autoptr (NsSimServer) server = start_failing ("Sync:item-status=9@grace");
  const Client client = CLIENT_INIT (server, "14.1");
  g_autofree char *key = start_chain (&client, CONTACTS);
  const Request request = {
    .collection = CONTACTS, .key = key, .get_changes = "0", .commands = commands, .n_commands = 3,
  };
  g_autoptr (Reply) reply = NULL;

  g_assert_true (ns_sim_server_fail_next (server, "Sync:item-status=5", NULL));
  reply = sync_with (&client, &request);
  g_assert_cmpint (reply->status, ==, 200);
  g_assert_cmpuint (journal_count (server, "\"client_id\":\"c1\"", "\"status\":5"), ==, 1);
  g_assert_cmpuint (journal_count (server, "\"client_id\":\"c2\"", "\"status\":9"), ==, 1);
  g_assert_cmpuint (journal_count (server, "\"client_id\":\"c3\"", "\"executed\":true"), ==, 1);
}

typedef struct
{
  const char *fault;
  int status; /* 0: cut */
  gboolean forgets;
} Stop;

static const Stop stops[] = {
  { "Sync:stop=501*@grace", 501, TRUE },
  { "Sync:stop=500*@grace", 500, FALSE },
  { "Sync:stop=0*@grace", 0, TRUE },
};

/* The items before the one on which the server breaks off are stored, and there is no new key. Whether the same
 * request stores them once more is a matter of the server's memory. */
static void
test_stop (gconstpointer data)
{
  const Stop *stop = data;
  const Command commands[] = {
    { T_ADD, "c1", "Ada", NULL },
    { T_ADD, "c2", "Grace", NULL },
    { T_ADD, "c3", "Joan", NULL },
  };
  const NsSimConfig config = { .no_replay_memory = stop->forgets };
  g_autoptr (NsSimServer) server = start_server (&config);
  const Client client = CLIENT_INIT (server, "14.1");
  g_autofree char *key = start_chain (&client, CONTACTS);
  Request request = { .collection = CONTACTS, .key = key, .get_changes = "0", .commands = commands, .n_commands = 3 };

  g_assert_true (ns_sim_server_fail_next (server, stop->fault, NULL));
  for (guint i = 1; i <= 2; i++)
    {
      g_autoptr (Reply) reply = sync_with (&client, &request);

      g_assert_cmpint (reply->status, ==, stop->status);
      g_assert_cmpuint (journal_count (server, "\"client_id\":\"c1\"", "\"executed\":true"), ==,
                        stop->forgets ? i : 1);
    }
  g_assert_cmpuint (journal_count (server, "\"executed\":true", "\"client_id\":\"c2\""), ==, 0);
  g_assert_cmpuint (journal_count (server, "\"executed\":true", "\"client_id\":\"c3\""), ==, 0);

  request.commands = &commands[2];
  request.n_commands = 1;
  g_assert_cmpuint (ns_sim_server_count (server, "Joan"), ==, 0);
  {
    g_autoptr (Reply) reply = sync_with (&client, &request);

    g_assert_cmpint (reply->status, ==, 200);
  }
  g_assert_cmpuint (ns_sim_server_count (server, "Joan"), ==, 1);
}

/* What no server of that time holds: status 6 without any fault. */
static void
test_unconvertible (void)
{
  const Command mail = { T_ADD, "c1", "Ada", NULL };
  const Command event = { T_ADD, "c2", "Review", "u1" };
  g_autoptr (NsSimServer) server = start_server (NULL);
  const Client client = CLIENT_INIT (server, "14.1");
  g_autofree char *inbox = start_chain (&client, INBOX);
  g_autofree char *contacts = start_chain (&client, CONTACTS);

  g_free (send_one (&client, INBOX, inbox, &mail, "6"));
  g_free (send_one (&client, CONTACTS, contacts, &event, "6"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/sync/add-and-replay", test_add_and_replay);
  g_test_add_func ("/sim/sync/old-keys", test_old_keys);
  g_test_add_func ("/sim/sync/previous-key-with-other-commands", test_previous_key_with_other_commands);
  g_test_add_func ("/sim/sync/known-client-id", test_known_client_id);
  g_test_add_func ("/sim/sync/no-memory", test_no_memory);
  g_test_add_func ("/sim/sync/protocol-errors", test_protocol_errors);
  g_test_add_func ("/sim/sync/empty-request", test_empty_request);
  g_test_add_func ("/sim/sync/conflict", test_conflict);
  g_test_add_func ("/sim/sync/no-conflicts", test_no_conflicts);
  g_test_add_func ("/sim/sync/conflict-survives-restart", test_conflict_survives_restart);
  g_test_add_func ("/sim/sync/deletes", test_deletes);
  g_test_add_func ("/sim/sync/pull-window", test_pull_window);
  g_test_add_func ("/sim/sync/outlook-errors", test_outlook_errors);
  g_test_add_func ("/sim/sync/conversion-is-for-ever", test_conversion_is_for_ever);
  g_test_add_func ("/sim/sync/conflict-of-an-add", test_conflict_of_an_add);
  g_test_add_func ("/sim/sync/conflict-of-a-change", test_conflict_of_a_change);
  g_test_add_func ("/sim/sync/item-faults", test_item_faults);
  for (gsize i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      g_autofree char *path = g_strconcat ("/sim/sync/stop/", stops[i].fault, NULL);

      g_test_add_data_func (path, &stops[i], test_stop);
    }
  g_test_add_func ("/sim/sync/unconvertible", test_unconvertible);
  return g_test_run ();
}
