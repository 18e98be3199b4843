/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-account.h"

#include "model/ns-draft.h"
#include "model/ns-item.h"
#include "model/ns-tally.h"

/* The strings of an account: a new field belongs here, into ns_account_copy() and into its clear function. */
static const gsize account_strings[] = {
  G_STRUCT_OFFSET (NsAccount, server),
  G_STRUCT_OFFSET (NsAccount, user),
  G_STRUCT_OFFSET (NsAccount, email),
  G_STRUCT_OFFSET (NsAccount, password_command),
  G_STRUCT_OFFSET (NsAccount, ca_file),
  G_STRUCT_OFFSET (NsAccount, pin),
  G_STRUCT_OFFSET (NsAccount, protocol),
  G_STRUCT_OFFSET (NsAccount, device_id),
  G_STRUCT_OFFSET (NsAccount, version),
  G_STRUCT_OFFSET (NsAccount, policy_key),
  G_STRUCT_OFFSET (NsAccount, folder_sync_key),
  G_STRUCT_OFFSET (NsAccount, server_product),
  G_STRUCT_OFFSET (NsAccount, fault_detail),
};

static char **
string_at (NsAccount *account, gsize i)
{
  return G_STRUCT_MEMBER_P (account, account_strings[i]);
}

static void
test_account_copy (void)
{
  NsAccount *account = ns_account_new ();
  g_autoptr (NsAccount) copy = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (account_strings); i++)
    *string_at (account, i) = g_strdup_printf ("string %" G_GSIZE_FORMAT, i);
  account->id = 7;
  account->failures = 3;
  account->retry_at = 11;
  account->fault = (NsOutcome) { NS_DOMAIN_HTTP, 503, NS_COMMAND_SYNC, 503 };

  copy = ns_account_copy (account);
  for (gsize i = 0; i < G_N_ELEMENTS (account_strings); i++)
    g_assert_true (*string_at (copy, i) != *string_at (account, i));
  ns_account_unref (account); /* under the sanitizer, what is shared would now be seen */

  for (gsize i = 0; i < G_N_ELEMENTS (account_strings); i++)
    {
      g_autofree char *expected = g_strdup_printf ("string %" G_GSIZE_FORMAT, i);

      g_assert_cmpstr (*string_at (copy, i), ==, expected);
    }
  g_assert_cmpint (copy->id, ==, 7);
  g_assert_cmpuint (copy->failures, ==, 3);
  g_assert_cmpint (copy->retry_at, ==, 11);
  g_assert_cmpint (copy->fault.code, ==, 503);
}

static void
test_account_copy_of_empty (void)
{
  g_autoptr (NsAccount) account = ns_account_new ();
  g_autoptr (NsAccount) copy = ns_account_copy (account);

  for (gsize i = 0; i < G_N_ELEMENTS (account_strings); i++)
    g_assert_null (*string_at (copy, i));
}

static gpointer
use_item (gpointer data)
{
  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (NsItem) item = ns_item_ref (data);

      g_assert_cmpstr (item->subject, ==, "lunch");
    }
  ns_item_unref (data);
  return NULL;
}

static void
test_item_crosses_threads (void)
{
  NsItem *item = ns_item_new ();
  GThread *thread;

  item->subject = g_strdup ("lunch");
  thread = g_thread_new ("reader", use_item, ns_item_ref (item));
  use_item (item);
  g_thread_join (thread);
}

static void
test_item_boxed (void)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (NsItem) item = ns_item_new ();

  g_value_init (&value, NS_TYPE_ITEM);
  g_value_set_boxed (&value, item);
  g_assert_true (g_value_get_boxed (&value) == item); /* a reference, no copy */
}

static void
test_draft (void)
{
  g_autoptr (NsDraft) draft = ns_draft_new (NS_KIND_CONTACT, NS_OPERATION_ADD);
  g_autoptr (GBytes) payload = g_bytes_new_static ("BEGIN:VCARD", 11);

  g_assert_cmpint (draft->kind, ==, NS_KIND_CONTACT);
  g_assert_cmpint (draft->operation, ==, NS_OPERATION_ADD);
  g_assert_null (draft->subject);
  draft->payload = g_bytes_ref (payload);
}

static const struct
{
  NsTally tally; /* count[] is by state: pending, sending, error, uncertain, held, delivered */
  guint waiting;
  guint needs_user;
  guint in_outbox;
} tallies[] = {
  { { { 0 } }, 0, 0, 0 },
  { { { 0, 1, 2, 4, 8, 16, 32 } }, 3, 12, 31 },
  { { { 0, 0, 0, 0, 0, 0, 9 } }, 0, 0, 0 },
  { { { 0, 0, 0, 0, 0, 5, 0 } }, 0, 0, 5 },
};

static void
test_tally (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tallies); i++)
    {
      g_assert_cmpuint (ns_tally_waiting (&tallies[i].tally), ==, tallies[i].waiting);
      g_assert_cmpuint (ns_tally_needs_user (&tallies[i].tally), ==, tallies[i].needs_user);
      g_assert_cmpuint (ns_tally_in_outbox (&tallies[i].tally), ==, tallies[i].in_outbox);
    }
}

/* The tally and the state agree on what waits and what needs the user. */
static void
test_tally_follows_state (void)
{
  for (guint state = NS_STATE_PENDING; state <= NS_STATE_LAST; state++)
    {
      NsTally tally = { { 0 } };

      tally.count[state] = 1;
      g_assert_cmpuint (ns_tally_waiting (&tally), ==, ns_state_is_waiting (state));
      g_assert_cmpuint (ns_tally_needs_user (&tally), ==, ns_state_needs_user (state));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/value/account/copy", test_account_copy);
  g_test_add_func ("/value/account/copy-of-empty", test_account_copy_of_empty);
  g_test_add_func ("/value/item/crosses-threads", test_item_crosses_threads);
  g_test_add_func ("/value/item/boxed", test_item_boxed);
  g_test_add_func ("/value/draft", test_draft);
  g_test_add_func ("/value/tally", test_tally);
  g_test_add_func ("/value/tally/follows-state", test_tally_follows_state);
  return g_test_run ();
}
