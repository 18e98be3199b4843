/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-interpret.h"

#include "eas/ns-eas-send-mail.h"
#include "eas/ns-eas-sync-request.h"
#include "sync/ns-request.h"

#include <string.h>

#define ABSENT 0 /* no entry in Responses */
#define NOWHERE (-1) /* the folder is not in the answer */
#define EMPTY (-2) /* no body at all */
#define JUNK (-3)


static NsItem *
item_new (gint64 id, NsOperation operation)
{
  NsItem *item = ns_item_new ();

  item->id = id;
  item->operation = operation;
  item->client_id = g_strdup_printf ("client-%d", (int) id);
  item->server_id = operation == NS_OPERATION_ADD ? NULL : g_strdup_printf ("server-%d", (int) id);
  return item;
}

static NsBatch *
sync_batch (const NsOperation *operations, guint n)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_item_unref);
  g_autoptr (GPtrArray) data = g_ptr_array_new ();
  g_autoptr (NsCollection) folder = ns_collection_new ("f", "0", "F", 9);
  g_autoptr (NsNode) node = ns_node_new (NS_TAG_AIR_SYNC_APPLICATION_DATA);

  folder->sync_key = g_strdup ("K1");
  ns_node_append_text (node, NS_TAG_CONTACTS_FIRST_NAME, "Ada");
  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (items, item_new (i + 1, operations[i]));
      g_ptr_array_add (data, operations[i] == NS_OPERATION_DELETE ? NULL : node);
    }
  return ns_request_for_objects (items, data, folder, "Contacts", NS_EAS_VERSION_14_1);
}

static const NsEasSyncOp ops[] = {
  [NS_OPERATION_ADD] = NS_EAS_SYNC_ADD,
  [NS_OPERATION_CHANGE] = NS_EAS_SYNC_CHANGE,
  [NS_OPERATION_DELETE] = NS_EAS_SYNC_DELETE,
};

static GBytes *
sync_answer (const NsOperation *operations, const int *statuses, guint n, int folder_status)
{
  g_auto (NsEasSyncResponse) response = { 0 };
  NsEasSyncResult *result;

  if (folder_status == EMPTY)
    return g_bytes_new (NULL, 0);
  if (folder_status == JUNK)
    return g_bytes_new_static ("\003\001", 2);
  ns_eas_sync_response_init (&response);
  result = ns_eas_sync_result_new (folder_status == NOWHERE ? "other" : "f", "K2",
                                   folder_status == NOWHERE ? 1 : folder_status);
  for (guint i = 0; i < n; i++)
    {
      NsEasSyncCommand *command;
      g_autofree char *client_id = g_strdup_printf ("client-%u", i + 1);
      g_autofree char *server_id = g_strdup_printf ("server-%u", i + 1);

      if (statuses[i] == ABSENT)
        continue;
      command = operations[i] == NS_OPERATION_ADD
                  ? ns_eas_sync_command_new (NS_EAS_SYNC_ADD, client_id, statuses[i] == 1 ? server_id : NULL, NULL)
                  : ns_eas_sync_command_new (ops[operations[i]], NULL, server_id, NULL);
      command->status = statuses[i];
      g_ptr_array_add (result->responses, command);
    }
  g_ptr_array_add (response.results, result);
  return ns_eas_sync_response_write (&response, NS_EAS_VERSION_14_1);
}

static NsExchange *
exchange_new (NsCommand command, NsDomain domain, int code, NsPhase phase, GBytes *body)
{
  NsExchange *exchange = ns_exchange_new (command);

  exchange->attempt.phase = phase;
  exchange->attempt.outcome = (NsOutcome) { domain, code, command, domain == NS_DOMAIN_HTTP ? code : 200 };
  g_clear_pointer (&exchange->body, g_bytes_unref);
  exchange->body = g_bytes_ref (body);
  return exchange;
}

#define ADD NS_OPERATION_ADD
#define CHANGE NS_OPERATION_CHANGE
#define DELETE NS_OPERATION_DELETE
#define ACCEPT NS_EVENT_ACCEPT
#define REFUSE NS_EVENT_REFUSE
#define AGAIN NS_EVENT_NOT_EXECUTED
#define LOST NS_EVENT_LOSE_TRACK

/* Answers to one Sync: what the folder and each item say, and what is made of it. */
static void
test_items (void)
{
  static const struct
  {
    const char *what;
    guint n;
    NsOperation operations[3];
    int statuses[3], folder_status;
    NsFate fate;
    NsEvent events[3];
    gboolean is_poison, has_conflict;
  } rows[] = {
    { "all well", 3, { ADD, CHANGE, DELETE }, { 1, ABSENT, ABSENT }, 1, NS_FATE_DECIDED,
      { ACCEPT, ACCEPT, ACCEPT }, FALSE, FALSE },
    { "answered without need", 3, { ADD, CHANGE, DELETE }, { 1, 1, 1 }, 1, NS_FATE_DECIDED,
      { ACCEPT, ACCEPT, ACCEPT }, FALSE, FALSE },
    { "an Add without a word", 2, { ADD, ADD }, { 1, ABSENT }, 1, NS_FATE_UNDECIDED, { ACCEPT, LOST }, FALSE,
      FALSE },
    { "conversion", 2, { ADD, ADD }, { 6, 1 }, 1, NS_FATE_DECIDED, { REFUSE, ACCEPT }, FALSE, FALSE },
    { "conflict", 2, { CHANGE, CHANGE }, { 7, ABSENT }, 1, NS_FATE_DECIDED, { REFUSE, ACCEPT }, FALSE, TRUE },
    { "object gone", 3, { CHANGE, DELETE, ADD }, { 8, 8, 1 }, 1, NS_FATE_DECIDED, { REFUSE, ACCEPT, ACCEPT }, FALSE,
      FALSE },
    { "one has a bad moment", 2, { ADD, ADD }, { 5, 1 }, 1, NS_FATE_DECIDED, { AGAIN, ACCEPT }, FALSE, FALSE },
    { "mailbox full", 1, { ADD }, { 9 }, 1, NS_FATE_DECIDED, { AGAIN }, FALSE, FALSE },
    { "protocol error of a batch", 2, { ADD, ADD }, { 0 }, 4, NS_FATE_DECIDED, { AGAIN, AGAIN }, TRUE, FALSE },
    { "protocol error of one", 1, { ADD }, { 0 }, 4, NS_FATE_DECIDED, { REFUSE }, TRUE, FALSE },
    { "server error of a batch", 2, { ADD, ADD }, { 0 }, 5, NS_FATE_UNDECIDED, { AGAIN, AGAIN }, TRUE, FALSE },
    { "server error of one", 1, { ADD }, { 0 }, 5, NS_FATE_DECIDED, { AGAIN }, TRUE, FALSE },
    { "common error of a batch", 2, { ADD, ADD }, { 0 }, 110, NS_FATE_UNDECIDED, { AGAIN, AGAIN }, TRUE, FALSE },
    { "try later", 2, { ADD, ADD }, { 0 }, 111, NS_FATE_DECIDED, { AGAIN, AGAIN }, FALSE, FALSE },
    { "retry", 1, { ADD }, { 0 }, 16, NS_FATE_DECIDED, { AGAIN }, FALSE, FALSE },
    { "incomplete", 1, { ADD }, { 0 }, 13, NS_FATE_DECIDED, { AGAIN }, FALSE, FALSE },
    { "key lost", 1, { ADD }, { 0 }, 3, NS_FATE_NEW_KEY, { AGAIN }, FALSE, FALSE },
    { "folders changed", 1, { ADD }, { 0 }, 12, NS_FATE_NEW_FOLDERS, { AGAIN }, FALSE, FALSE },
    { "folder gone", 1, { ADD }, { 0 }, 8, NS_FATE_NEW_FOLDERS, { AGAIN }, FALSE, FALSE },
    { "not provisioned", 1, { ADD }, { 0 }, 142, NS_FATE_PROVISION, { AGAIN }, FALSE, FALSE },
    { "another folder answers", 1, { ADD }, { 0 }, NOWHERE, NS_FATE_UNDECIDED, { LOST }, TRUE, FALSE },
    { "empty after an Add", 1, { ADD }, { 0 }, EMPTY, NS_FATE_UNDECIDED, { LOST }, TRUE, FALSE },
    { "empty after a Change", 1, { CHANGE }, { 0 }, EMPTY, NS_FATE_UNDECIDED, { LOST }, TRUE, FALSE },
    { "empty after Deletes", 2, { DELETE, DELETE }, { 0 }, EMPTY, NS_FATE_DECIDED, { ACCEPT, ACCEPT }, FALSE, FALSE },
    { "junk", 1, { ADD }, { 0 }, JUNK, NS_FATE_UNDECIDED, { LOST }, TRUE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsBatch) batch = sync_batch (rows[i].operations, rows[i].n);
      g_autoptr (GBytes) body = sync_answer (rows[i].operations, rows[i].statuses, rows[i].n, rows[i].folder_status);
      g_autoptr (NsExchange) exchange = exchange_new (NS_COMMAND_SYNC, NS_DOMAIN_NONE, 0, NS_PHASE_COMPLETE, body);
      g_autoptr (NsReading) reading = ns_interpret_sync (batch, exchange, FALSE);

      g_test_message ("%s", rows[i].what);
      g_assert_cmpint (reading->fate, ==, rows[i].fate);
      g_assert_cmpint (reading->is_poison, ==, rows[i].is_poison);
      g_assert_cmpint (reading->has_conflict, ==, rows[i].has_conflict);
      g_assert_cmpuint (reading->results->len, ==, rows[i].n);
      for (guint n = 0; n < rows[i].n; n++)
        {
          const NsResult *result = g_ptr_array_index (reading->results, n);

          g_assert_cmpint (result->item_id, ==, n + 1);
          g_assert_cmpstr (ns_event_nick (result->event), ==, ns_event_nick (rows[i].events[n]));
          if (result->event == ACCEPT && rows[i].operations[n] != DELETE)
            g_assert_nonnull (result->agreed);
          if (result->event == ACCEPT)
            g_assert_nonnull (result->server_id);
        }
    }
}

/* What failed before there was an answer to read. */
static void
test_failures (void)
{
  static const struct
  {
    NsDomain domain;
    int code;
    NsPhase phase;
    gboolean repeated;
    guint n;
    NsFate fate;
    NsEvent event;
    gboolean is_poison;
  } rows[] = {
    { NS_DOMAIN_NETWORK, NS_NETWORK_CONNECT, NS_PHASE_RESOLVED, FALSE, 1, NS_FATE_DECIDED, AGAIN, FALSE },
    { NS_DOMAIN_NETWORK, NS_NETWORK_CONNECT, NS_PHASE_RESOLVED, TRUE, 1, NS_FATE_UNDECIDED, LOST, FALSE },
    { NS_DOMAIN_NETWORK, NS_NETWORK_CUT_SENDING, NS_PHASE_SENDING, FALSE, 1, NS_FATE_DECIDED, AGAIN, TRUE },
    { NS_DOMAIN_NETWORK, NS_NETWORK_INTERRUPTED, NS_PHASE_CONNECTED, FALSE, 1, NS_FATE_DECIDED, AGAIN, FALSE },
    { NS_DOMAIN_NETWORK, NS_NETWORK_INTERRUPTED, NS_PHASE_CONNECTED, TRUE, 1, NS_FATE_UNDECIDED, LOST, FALSE },
    { NS_DOMAIN_NETWORK, NS_NETWORK_INTERRUPTED, NS_PHASE_SENT, FALSE, 1, NS_FATE_UNDECIDED, LOST, FALSE },
    { NS_DOMAIN_NETWORK, NS_NETWORK_LOST_ANSWER, NS_PHASE_SENT, FALSE, 2, NS_FATE_UNDECIDED, LOST, TRUE },
    { NS_DOMAIN_NETWORK, NS_NETWORK_TIMEOUT, NS_PHASE_SENT, FALSE, 1, NS_FATE_UNDECIDED, LOST, FALSE },
    { NS_DOMAIN_NETWORK, NS_NETWORK_MALFORMED, NS_PHASE_COMPLETE, FALSE, 1, NS_FATE_UNDECIDED, LOST, TRUE },
    { NS_DOMAIN_HTTP, 401, NS_PHASE_COMPLETE, FALSE, 1, NS_FATE_DECIDED, AGAIN, FALSE },
    { NS_DOMAIN_HTTP, 401, NS_PHASE_COMPLETE, TRUE, 1, NS_FATE_UNDECIDED, LOST, FALSE },
    { NS_DOMAIN_HTTP, 449, NS_PHASE_COMPLETE, FALSE, 1, NS_FATE_PROVISION, AGAIN, FALSE },
    { NS_DOMAIN_HTTP, 503, NS_PHASE_COMPLETE, FALSE, 1, NS_FATE_DECIDED, AGAIN, FALSE },
    { NS_DOMAIN_HTTP, 503, NS_PHASE_COMPLETE, TRUE, 1, NS_FATE_UNDECIDED, LOST, FALSE },
    { NS_DOMAIN_HTTP, 500, NS_PHASE_COMPLETE, FALSE, 1, NS_FATE_UNDECIDED, LOST, TRUE },
    { NS_DOMAIN_HTTP, 502, NS_PHASE_COMPLETE, FALSE, 1, NS_FATE_UNDECIDED, LOST, FALSE },
    { NS_DOMAIN_HTTP, 400, NS_PHASE_COMPLETE, FALSE, 1, NS_FATE_DECIDED, REFUSE, TRUE },
    { NS_DOMAIN_HTTP, 400, NS_PHASE_COMPLETE, FALSE, 2, NS_FATE_DECIDED, AGAIN, TRUE },
    { NS_DOMAIN_HTTP, 413, NS_PHASE_COMPLETE, FALSE, 2, NS_FATE_DECIDED, AGAIN, TRUE },
    { NS_DOMAIN_HTTP, 400, NS_PHASE_COMPLETE, TRUE, 1, NS_FATE_UNDECIDED, REFUSE, TRUE },
    { NS_DOMAIN_HTTP, 400, NS_PHASE_COMPLETE, TRUE, 2, NS_FATE_UNDECIDED, AGAIN, TRUE },
    { NS_DOMAIN_HTTP, 501, NS_PHASE_COMPLETE, FALSE, 1, NS_FATE_UNDECIDED, REFUSE, TRUE },
    { NS_DOMAIN_HTTP, 501, NS_PHASE_COMPLETE, FALSE, 2, NS_FATE_UNDECIDED, AGAIN, TRUE },
  };
  const NsOperation operations[] = { ADD, ADD };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsBatch) batch = sync_batch (operations, rows[i].n);
      g_autoptr (GBytes) body = g_bytes_new (NULL, 0);
      g_autoptr (NsExchange) exchange =
        exchange_new (NS_COMMAND_SYNC, rows[i].domain, rows[i].code, rows[i].phase, body);
      g_autoptr (NsReading) reading = ns_interpret_sync (batch, exchange, rows[i].repeated);
      const NsResult *result = g_ptr_array_index (reading->results, 0);

      g_test_message ("row %u: domain %d, code %d", i, rows[i].domain, rows[i].code);
      g_assert_cmpint (reading->fate, ==, rows[i].fate);
      g_assert_cmpstr (ns_event_nick (result->event), ==, ns_event_nick (rows[i].event));
      g_assert_cmpint (reading->is_poison, ==, rows[i].is_poison);
      g_assert_null (reading->sync_key);
    }
}

static void
test_mail (void)
{
  static const struct
  {
    NsEasVersion version;
    NsDomain domain;
    int code, status;
    NsPhase phase;
    NsFate fate;
    NsEvent event;
    NsDomain out_domain;
    int out_code;
  } rows[] = {
    { 121, NS_DOMAIN_NONE, 0, 0, NS_PHASE_COMPLETE, NS_FATE_DECIDED, ACCEPT, NS_DOMAIN_NONE, 0 },
    { 141, NS_DOMAIN_NONE, 0, 0, NS_PHASE_COMPLETE, NS_FATE_DECIDED, ACCEPT, NS_DOMAIN_NONE, 0 },
    { 141, NS_DOMAIN_NONE, 0, 118, NS_PHASE_COMPLETE, NS_FATE_DECIDED, ACCEPT, NS_DOMAIN_COMMON, 118 },
    { 141, NS_DOMAIN_NONE, 0, 119, NS_PHASE_COMPLETE, NS_FATE_DECIDED, REFUSE, NS_DOMAIN_COMMON, 119 },
    { 141, NS_DOMAIN_NONE, 0, 111, NS_PHASE_COMPLETE, NS_FATE_DECIDED, AGAIN, NS_DOMAIN_COMMON, 111 },
    { 141, NS_DOMAIN_NONE, 0, 143, NS_PHASE_COMPLETE, NS_FATE_PROVISION, AGAIN, NS_DOMAIN_COMMON, 143 },
    { 141, NS_DOMAIN_NONE, 0, JUNK, NS_PHASE_COMPLETE, NS_FATE_UNDECIDED, LOST, NS_DOMAIN_NETWORK,
      NS_NETWORK_MALFORMED },
    { 121, NS_DOMAIN_HTTP, 500, 0, NS_PHASE_COMPLETE, NS_FATE_DECIDED, AGAIN, NS_DOMAIN_HTTP, 500 },
    { 140, NS_DOMAIN_HTTP, 500, 0, NS_PHASE_COMPLETE, NS_FATE_UNDECIDED, LOST, NS_DOMAIN_HTTP, 500 },
    { 121, NS_DOMAIN_HTTP, 502, 0, NS_PHASE_COMPLETE, NS_FATE_UNDECIDED, LOST, NS_DOMAIN_HTTP, 502 },
    { 141, NS_DOMAIN_HTTP, 503, 0, NS_PHASE_COMPLETE, NS_FATE_DECIDED, AGAIN, NS_DOMAIN_HTTP, 503 },
    { 141, NS_DOMAIN_HTTP, 413, 0, NS_PHASE_COMPLETE, NS_FATE_DECIDED, REFUSE, NS_DOMAIN_HTTP, 413 },
    { 121, NS_DOMAIN_HTTP, 449, 0, NS_PHASE_COMPLETE, NS_FATE_PROVISION, AGAIN, NS_DOMAIN_HTTP, 449 },
    { 141, NS_DOMAIN_NETWORK, NS_NETWORK_LOST_ANSWER, 0, NS_PHASE_SENT, NS_FATE_UNDECIDED, LOST, NS_DOMAIN_NETWORK,
      NS_NETWORK_LOST_ANSWER },
    { 141, NS_DOMAIN_NETWORK, NS_NETWORK_CUT_SENDING, 0, NS_PHASE_SENDING, NS_FATE_DECIDED, AGAIN, NS_DOMAIN_NETWORK,
      NS_NETWORK_CUT_SENDING },
    { 141, NS_DOMAIN_NETWORK, NS_NETWORK_NOT_EAS, 0, NS_PHASE_COMPLETE, NS_FATE_DECIDED, AGAIN, NS_DOMAIN_NETWORK,
      NS_NETWORK_NOT_EAS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsItem) item = item_new (1, NS_OPERATION_SEND);
      g_autoptr (GBytes) mime = g_bytes_new_static ("x\r\n", 3);
      g_autoptr (NsBatch) batch = ns_request_for_mail (item, mime, rows[i].version);
      g_autoptr (GBytes) body = rows[i].status > 0     ? ns_eas_send_mail_response_write (rows[i].status)
                                : rows[i].status == JUNK ? g_bytes_new_static ("<html>", 6)
                                                         : g_bytes_new (NULL, 0);
      g_autoptr (NsExchange) exchange =
        exchange_new (NS_COMMAND_SEND_MAIL, rows[i].domain, rows[i].code, rows[i].phase, body);
      g_autoptr (NsReading) reading = ns_interpret_send_mail (batch, exchange);
      const NsResult *result = g_ptr_array_index (reading->results, 0);

      g_test_message ("row %u", i);
      g_assert_cmpint (reading->fate, ==, rows[i].fate);
      g_assert_cmpstr (ns_event_nick (result->event), ==, ns_event_nick (rows[i].event));
      g_assert_cmpint (result->attempt.outcome.domain, ==, rows[i].out_domain);
      g_assert_cmpint (result->attempt.outcome.code, ==, rows[i].out_code);
    }
}

static void
test_ends_cycle (void)
{
  static const struct
  {
    NsDomain domain;
    int code;
    guint retry_after;
    gboolean ends;
  } rows[] = {
    { NS_DOMAIN_NONE, 0, 0, FALSE },
    { NS_DOMAIN_NETWORK, NS_NETWORK_CONNECT, 0, TRUE },
    { NS_DOMAIN_NETWORK, NS_NETWORK_TLS_CERTIFICATE, 0, TRUE },
    { NS_DOMAIN_NETWORK, NS_NETWORK_TLS_UNKNOWN_AUTHORITY, 0, TRUE },
    { NS_DOMAIN_NETWORK, NS_NETWORK_TLS_EXPIRED, 0, TRUE },
    { NS_DOMAIN_NETWORK, NS_NETWORK_TLS_NOT_YET_VALID, 0, TRUE },
    { NS_DOMAIN_NETWORK, NS_NETWORK_TLS_WRONG_HOST, 0, TRUE },
    { NS_DOMAIN_NETWORK, NS_NETWORK_TLS_REVOKED, 0, TRUE },
    { NS_DOMAIN_NETWORK, NS_NETWORK_TLS_TOO_OLD, 0, TRUE },
    { NS_DOMAIN_NETWORK, NS_NETWORK_PROXY, 0, TRUE },
    { NS_DOMAIN_NETWORK, NS_NETWORK_TLS_PIN_CHANGED, 0, TRUE },
    { NS_DOMAIN_NETWORK, NS_NETWORK_LOST_ANSWER, 0, FALSE },
    { NS_DOMAIN_NETWORK, NS_NETWORK_CUT_SENDING, 0, FALSE },
    { NS_DOMAIN_NETWORK, NS_NETWORK_CUT_SENDING_LARGE, 0, FALSE },
    { NS_DOMAIN_NETWORK, NS_NETWORK_TIMEOUT, 0, TRUE },
    { NS_DOMAIN_HTTP, 401, 0, TRUE },
    { NS_DOMAIN_HTTP, 503, 0, FALSE },
    { NS_DOMAIN_HTTP, 503, 30, TRUE },
    { NS_DOMAIN_HTTP, 429, 0, TRUE },
    { NS_DOMAIN_HTTP, 511, 0, TRUE },
    { NS_DOMAIN_SYNC, 6, 0, FALSE },
    { NS_DOMAIN_SYNC, 9, 0, TRUE },
    { NS_DOMAIN_COMMON, 129, 0, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const NsOutcome outcome = { rows[i].domain, rows[i].code, NS_COMMAND_SYNC, 200 };

      g_test_message ("row %u", i);
      g_assert_cmpint (ns_interpret_ends_cycle (outcome, rows[i].retry_after), ==, rows[i].ends);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/interpret/items", test_items);
  g_test_add_func ("/interpret/failures", test_failures);
  g_test_add_func ("/interpret/mail", test_mail);
  g_test_add_func ("/interpret/ends-cycle", test_ends_cycle);
  return g_test_run ();
}
