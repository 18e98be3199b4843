/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-report.h"

#include <string.h>

#define NINE G_GINT64_CONSTANT (1772355600000000) /* 2026-03-01 09:00 UTC */

static NsItem *
make_item (void)
{
  NsItem *item = ns_item_new ();

  item->id = 7;
  item->kind = NS_KIND_CONTACT;
  item->operation = NS_OPERATION_ADD;
  item->state = NS_STATE_ERROR;
  item->subject = g_strdup ("Secret subject");
  item->recipients = g_strdup ("ben@example.test");
  item->size = 321;
  item->queued_at = NINE;
  item->attempts = 1;
  item->client_id = g_strdup ("c1");
  item->outcome = (NsOutcome){ NS_DOMAIN_SYNC, 6, NS_COMMAND_SYNC, 200 };
  item->detail = g_strdup ("ben.miller@example.test is unknown; password=hunter2");
  return item;
}

static NsAccount *
make_account (void)
{
  NsAccount *account = ns_account_new ();

  account->server = g_strdup ("https://mail.example.test/Microsoft-Server-ActiveSync");
  account->user = g_strdup ("demo-user");
  account->email = g_strdup ("demo.user@example.test");
  account->password_command = g_strdup ("echo tops3cret");
  account->device_id = g_strdup ("d1");
  account->version = g_strdup ("14.1");
  account->server_product = g_strdup ("Kerio 6.6");
  account->policy_key = g_strdup ("424242");
  ns_capabilities_observe (&account->capabilities, NS_CAPABILITY_REPLAY, FALSE, G_GINT64_CONSTANT (1793000000000000));
  return account;
}

static char *
make_report (void)
{
  g_autoptr (NsItem) item = make_item ();
  g_autoptr (NsAccount) account = make_account ();
  g_autoptr (GArray) attempts = g_array_new (FALSE, TRUE, sizeof (NsAttempt));
  const NsAttempt attempt = { .started_at = NINE, .ended_at = NINE + 1250000, .phase = NS_PHASE_COMPLETE,
                              .phase_at[NS_PHASE_SENT] = NINE + 12000, .is_kept = TRUE, .bytes_sent = 128,
                              .bytes_total = 128, .outcome = item->outcome, .state = NS_STATE_ERROR };

  g_autoptr (GPtrArray) suspects = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_finding_free);
  static const NsFindingRule rule = { NS_FINDING_WARN, "LastName", "Last name", "It is suspicious." };

  g_ptr_array_add (suspects, ns_finding_new (&rule, "Secret name"));
  g_array_append_val (attempts, attempt);
  return ns_report_new (item, account, attempts, suspects);
}

static void
test_holds_what_support_needs (void)
{
  static const char *const wanted[] = {
    PACKAGE_VERSION,
    "StatusException: Error in client/server conversion",
    "sync-6",
    "contact",
    "error",
    "321",
    "2026-03-01T09:00:00Z",
    "128 of 128 bytes",
    "reached complete",
    "\n     + Connection kept\n     + 128 of 128 bytes sent · 12 ms\n     + Waited for the answer\n",
    "\n     ! Item status 6\n",
    "mail.example.test",
    "Kerio 6.6",
    "Replay:          observed-no at 2026-10-26T",
    "Client ids:      assumed-no\n",
    "Conflicts:       unknown\n",
    "14.1",
    "d***@example.test",
    "b***@example.test is unknown",
    "c1",
    "Suspicious fields\nLastName         It is suspicious. (warn)\n",
  };
  g_autofree char *report = make_report ();

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_test_message ("%s", wanted[i]);
      g_assert_nonnull (strstr (report, wanted[i]));
    }
}

static void
test_leaves_out_what_is_private (void)
{
  static const char *const unwanted[] = { "Secret subject", "Secret name", "ben@",     "ben.miller", "hunter2",
                                          "demo.user",      "tops3cret", "424242",    "demo-user" };
  g_autofree char *report = make_report ();

  for (gsize i = 0; i < G_N_ELEMENTS (unwanted); i++)
    {
      g_test_message ("%s", unwanted[i]);
      g_assert_null (strstr (report, unwanted[i]));
    }
}

static void
test_without_account (void)
{
  g_autoptr (NsItem) item = make_item ();
  g_autoptr (GArray) attempts = g_array_new (FALSE, TRUE, sizeof (NsAttempt));
  g_autofree char *report = ns_report_new (item, NULL, attempts, NULL);

  g_assert_null (strstr (report, "\nAccount\n"));
  g_assert_null (strstr (report, "\nSuspicious fields\n"));
  g_assert_nonnull (strstr (report, "\nItem\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/wanted", test_holds_what_support_needs);
  g_test_add_func ("/report/private", test_leaves_out_what_is_private);
  g_test_add_func ("/report/without-account", test_without_account);
  return g_test_run ();
}
