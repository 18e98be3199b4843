/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-fault.h"
#include "sim/sim-client.h"

#include <string.h>

#define MAIL "From: demo@example.test\r\nTo: ben@example.test\r\nSubject: Minutes\r\n" \
             "Message-ID: <m1@example.test>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nHello\r\n"
#define MESSAGE_ID "<m1@example.test>"

static Reply *
send_mail (NsSimServer *server)
{
  const Client client = CLIENT_INIT (server, "12.1");
  GByteArray *body = g_byte_array_new ();

  g_byte_array_append (body, (const guint8 *) MAIL, sizeof MAIL - 1);
  return client_post (&client, "SendMail", MIME, body);
}

static Reply *
sync_folders (NsSimServer *server)
{
  const Client client = CLIENT_INIT (server, "14.1");
  GByteArray *doc = doc_new ();

  doc_page (doc, 7);
  doc_open (doc, 0x16);
  doc_text (doc, 0x12, "0");
  doc_close (doc);
  return client_post (&client, "FolderSync", WBXML, doc);
}

static void
test_gateway (void)
{
  static const struct
  {
    const char *fault;
    guint executed;
  } rows[] = { { "SendMail:gateway=502", 0 }, { "SendMail:gateway-late=504", 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsSimServer) server = start_failing (rows[i].fault);
      g_autoptr (Reply) reply = send_mail (server);
      g_autofree char *product = reply_header (reply, "MS-Server-ActiveSync");

      g_assert_cmpint (reply->status, ==, i == 0 ? 502 : 504);
      g_assert_true (reply_has (reply, "<html>"));
      g_assert_null (product);
      g_assert_cmpuint (ns_sim_server_count (server, MESSAGE_ID), ==, rows[i].executed);
      g_assert_cmpuint (journal_count (server, rows[i].fault, "\"executed\":true"), ==, rows[i].executed);
    }
}

/* Nothing is answered and nothing is executed, whether the body came in one piece or not; the next one is served. */
static void
test_drop_body (void)
{
  g_autoptr (NsSimServer) server = start_failing ("SendMail:drop-body");
  g_autoptr (Reply) cut = send_mail (server);
  g_autoptr (Reply) next = NULL;

  g_assert_cmpint (cut->status, ==, 0);
  g_assert_cmpuint (ns_sim_server_count (server, MESSAGE_ID), ==, 0);
  g_assert_cmpuint (journal_count (server, "\"command\":\"SendMail\"", NULL), ==, 1);
  next = send_mail (server);
  g_assert_cmpint (next->status, ==, 200);
  g_assert_cmpuint (ns_sim_server_count (server, MESSAGE_ID), ==, 1);
}

/* A counted fault meets the request that it names and no other. */
static void
test_counted (void)
{
  static const struct
  {
    const char *fault;
    guint n; /* of four requests: FolderSync, SendMail, FolderSync, SendMail */
  } rows[] = {
    { "ANY:503@#1", 1 },      { "ANY:503@#2", 2 },      { "ANY:drop-before@#3", 3 }, { "ANY:drop-answer@#4", 4 },
    { "SendMail:503@#1", 2 }, { "SendMail:503@#2", 4 }, { "FolderSync:503@#2", 3 },  { "ANY:503", 1 },
    { "ANY:503@#5", 0 },      { "ANY:drop-body@#2", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsSimServer) server = start_failing (rows[i].fault);

      g_test_message ("%s", rows[i].fault);
      for (guint n = 1; n <= 4; n++)
        {
          g_autoptr (Reply) reply = n % 2 == 1 ? sync_folders (server) : send_mail (server);

          g_assert_cmpint (reply->status == 200, ==, n != rows[i].n);
        }
      g_assert_cmpuint (journal_count (server, rows[i].fault, NULL), ==, rows[i].n != 0);
    }
}

/* A request that is refused before anything is looked at counts as well, and its answer can be lost. */
static void
test_counted_refusal (void)
{
  static const NsSimConfig config = { .provision = TRUE };
  g_autoptr (NsSimServer) server = start_server (&config);
  g_autoptr (Reply) lost = NULL, refused = NULL;

  g_assert_true (ns_sim_server_fail_next (server, "ANY:drop-answer@#1", NULL));
  lost = sync_folders (server);
  g_assert_cmpint (lost->status, ==, 0);
  refused = sync_folders (server);
  g_assert_cmpint (refused->status, ==, 200);
}

static void
test_grammar (void)
{
  static const struct
  {
    const char *text;
    gboolean is_fault;
  } rows[] = {
    { "ANY:stall", TRUE },          { "Sync:stall@#3", TRUE },     { "ANY:gateway=502@#1", TRUE },
    { "ANY:drop-body@#1", TRUE },   { "ANY:gateway", FALSE },      { "ANY:gateway=200", FALSE },
    { "ANY:stall=1", FALSE },       { "ANY:503@#0", FALSE },       { "ANY:503@#", FALSE },
    { "ANY:503@#x", FALSE },        { "ANY:503@", FALSE },         { "any:503", FALSE },
    { "ANY:451", TRUE },            { "ANY:451=https://x.test/e", TRUE }, { "ANY:451=x y", FALSE },
    { "ANY:451=nowhere", FALSE },   { "Sync:slow=1", TRUE },       { "Sync:slow=0", FALSE },
    { "Sync:slow", FALSE },         { "ANY:refuse*", TRUE },       { "Sync:refuse", FALSE },
    { "ANY:refuse@x", FALSE },      { "ANY:refuse@#2", FALSE },    { "ANY:tls-failure*2", TRUE },
    { "ANY:quarantine", TRUE },     { "ANY:quarantine=126", TRUE }, { "ANY:quarantine=125", FALSE },
    { "Sync:wipe", FALSE },         { "ANY:wipe", TRUE },          { "ANY:wipe=1", FALSE },
    { "ANY:http", FALSE },          { "ANY:http=503", FALSE },     { "ANY:answer-twice@*", TRUE },
    { "ANY:item-status=6", FALSE }, { "ANY:503@#-1", FALSE },      { "ANY:gateway-late=600", FALSE },
  };
  g_autoptr (NsSimServer) server = start_server (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (ns_sim_server_fail_next (server, rows[i].text, &error), ==, rows[i].is_fault);
      if (!rows[i].is_fault)
        g_assert_error (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT);
    }
}

static const NsSimFault *
nth_fault (GPtrArray *faults, guint n)
{
  return g_ptr_array_index (faults, n);
}

/* Each fault has an id of its own, tells how often it has struck, and can be taken back alone. */
static void
test_ids (void)
{
  g_autoptr (NsSimServer) server = start_server (NULL);
  const guint always = ns_sim_server_push_fault (server, "FolderSync:503*", NULL);
  const guint twice = ns_sim_server_push_fault (server, "SendMail:500*2", NULL);
  const guint last = ns_sim_server_push_fault (server, "SendMail:507", NULL);
  g_autoptr (GPtrArray) faults = NULL, rest = NULL, none = NULL;

  g_assert_cmpuint (ns_sim_server_push_fault (server, "nonsense", NULL), ==, 0);
  for (guint n = 0; n < 3; n++)
    {
      g_autoptr (Reply) reply = sync_folders (server);

      g_assert_cmpint (reply->status, ==, 503);
    }
  reply_free (send_mail (server));

  faults = ns_sim_server_dup_faults (server);
  g_assert_cmpuint (faults->len, ==, 3);
  g_assert_cmpuint (nth_fault (faults, 0)->id, ==, always);
  g_assert_cmpuint (nth_fault (faults, 0)->struck, ==, 3);
  g_assert_cmpuint (nth_fault (faults, 0)->remaining, ==, G_MAXUINT);
  g_assert_cmpuint (nth_fault (faults, 1)->id, ==, twice);
  g_assert_cmpuint (nth_fault (faults, 1)->struck, ==, 1);
  g_assert_cmpuint (nth_fault (faults, 1)->remaining, ==, 1);
  g_assert_cmpstr (nth_fault (faults, 1)->text, ==, "SendMail:500*2");

  g_assert_true (ns_sim_server_remove_fault (server, twice));
  g_assert_false (ns_sim_server_remove_fault (server, twice));
  g_assert_true (ns_sim_server_remove_fault (server, always));
  rest = ns_sim_server_dup_faults (server);
  g_assert_cmpuint (rest->len, ==, 1);
  g_assert_cmpuint (nth_fault (rest, 0)->id, ==, last);

  ns_sim_server_clear_faults (server);
  none = ns_sim_server_dup_faults (server);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (ns_sim_server_push_fault (server, "SendMail:507", NULL), >, last);
}

/* What is put together from the table is understood, and nothing beyond its bounds. */
static void
test_kinds (void)
{
  gsize n_kinds;
  const NsSimFaultKind *kinds = ns_sim_fault_kinds (&n_kinds);

  for (gsize i = 0; i < n_kinds; i++)
    {
      const NsSimFaultKind *kind = &kinds[i];
      const gboolean is_of_sync =
        kind->scope == NS_SIM_FAULT_SCOPE_ITEM || kind->scope == NS_SIM_FAULT_SCOPE_FROM_ITEM;
      const gboolean takes_target = is_of_sync || kind->scope == NS_SIM_FAULT_SCOPE_REQUEST;
      const gboolean has_bounds =
        kind->value != NS_SIM_FAULT_VALUE_NONE && kind->value != NS_SIM_FAULT_VALUE_URL;
      const char *command = is_of_sync ? "Sync" : "ANY";
      const char *target = kind->scope == NS_SIM_FAULT_SCOPE_FROM_ITEM ? "x" : NULL;
      g_autofree char *usual = ns_sim_fault_write (kind, command, kind->preset, -1, 1, target);
      g_autofree char *lowest = ns_sim_fault_write (kind, command, kind->min, 2.5, 3, takes_target ? "x" : NULL);
      g_autofree char *above = ns_sim_fault_write (kind, command, kind->max + 1, -1, G_MAXUINT, target);
      g_autoptr (NsSimFault) a = ns_sim_fault_parse (usual, NULL);
      g_autoptr (NsSimFault) b = ns_sim_fault_parse (lowest, NULL);
      g_autoptr (NsSimFault) c = ns_sim_fault_parse (above, NULL);

      g_test_message ("%s %s %s", usual, lowest, above);
      g_assert_true (ns_sim_fault_kind_find (kind->id) == kind);
      g_assert_nonnull (a);
      g_assert_true (a->type == kind->type && a->remaining == 1);
      g_assert_nonnull (b);
      g_assert_cmpuint (b->remaining, ==, 3);
      g_assert_cmpstr (b->target, ==, takes_target ? "x" : NULL);
      g_assert_cmpint (c == NULL, ==, has_bounds);
      g_assert_true (c == NULL || c->remaining == G_MAXUINT);
    }
  g_assert_null (ns_sim_fault_kind_find ("nonsense"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/fault/gateway", test_gateway);
  g_test_add_func ("/sim/fault/drop-body", test_drop_body);
  g_test_add_func ("/sim/fault/counted", test_counted);
  g_test_add_func ("/sim/fault/counted-refusal", test_counted_refusal);
  g_test_add_func ("/sim/fault/grammar", test_grammar);
  g_test_add_func ("/sim/fault/ids", test_ids);
  g_test_add_func ("/sim/fault/kinds", test_kinds);
  return g_test_run ();
}
