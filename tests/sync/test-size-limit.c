/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-fixture.h"

#include "sync/ns-size-limit.h"
#include "sync/ns-suspects.h"

static NsItem *
make_item (NsKind kind, guint64 size)
{
  NsItem *item = ns_item_new ();

  item->kind = kind;
  item->size = size;
  return item;
}

/* What is known before, what happens to an item of which size, and what is known after. */
static void
test_rules (void)
{
  static const struct
  {
    guint64 accepted;
    guint64 refused;
    NsKind kind;
    guint64 size;
    NsOutcome outcome; /* none where the item is accepted */
    guint64 accepted_after;
    guint64 refused_after;
  } rows[] = {
    { 0, 0, NS_KIND_MAIL, 500, { NS_DOMAIN_NONE }, 500, 0 },
    { 700, 0, NS_KIND_MAIL, 500, { NS_DOMAIN_NONE }, 700, 0 },
    { 0, 900, NS_KIND_MAIL, 500, { NS_DOMAIN_NONE }, 500, 900 },
    { 0, 900, NS_KIND_MAIL, 900, { NS_DOMAIN_NONE }, 900, 0 },
    { 0, 0, NS_KIND_EVENT, 500, { NS_DOMAIN_NONE }, 0, 0 },
    { 0, 0, NS_KIND_MAIL, 500, { NS_DOMAIN_HTTP, 413, NS_COMMAND_SEND_MAIL, 413 }, 0, 500 },
    { 0, 0, NS_KIND_REPLY, 500, { NS_DOMAIN_COMMON, 122, NS_COMMAND_SMART_REPLY, 200 }, 0, 500 },
    { 300, 900, NS_KIND_MAIL, 500, { NS_DOMAIN_COMMON, 122, NS_COMMAND_SEND_MAIL, 200 }, 300, 500 },
    { 300, 400, NS_KIND_MAIL, 500, { NS_DOMAIN_COMMON, 122, NS_COMMAND_SEND_MAIL, 200 }, 300, 400 },
    { 700, 900, NS_KIND_MAIL, 500, { NS_DOMAIN_HTTP, 413, NS_COMMAND_SEND_MAIL, 413 }, 0, 500 },
    { 0, 0, NS_KIND_CONTACT, 500, { NS_DOMAIN_HTTP, 413, NS_COMMAND_SYNC, 413 }, 0, 0 },
    { 0, 0, NS_KIND_MAIL, 500, { NS_DOMAIN_COMMON, 113, NS_COMMAND_SEND_MAIL, 200 }, 0, 0 },
    { 0, 0, NS_KIND_MAIL, 500, { NS_DOMAIN_COMMON, 115, NS_COMMAND_SEND_MAIL, 200 }, 0, 0 },
    { 0, 0, NS_KIND_MAIL, 500, { NS_DOMAIN_HTTP, 507, NS_COMMAND_SEND_MAIL, 507 }, 0, 0 },
    { 0, 0, NS_KIND_MAIL, 500, { NS_DOMAIN_SYNC, 122, NS_COMMAND_SYNC, 200 }, 0, 0 },
    { 0, 0, NS_KIND_MAIL, 0, { NS_DOMAIN_HTTP, 413, NS_COMMAND_SEND_MAIL, 413 }, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsAccount) account = ns_account_new ();
      g_autoptr (NsItem) item = make_item (rows[i].kind, rows[i].size);

      account->largest_accepted = rows[i].accepted;
      account->smallest_refused = rows[i].refused;
      if (rows[i].outcome.domain == NS_DOMAIN_NONE)
        ns_size_limit_accept (account, item);
      else
        ns_size_limit_refuse (account, item, rows[i].outcome);
      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpuint (account->largest_accepted, ==, rows[i].accepted_after);
      g_assert_cmpuint (account->smallest_refused, ==, rows[i].refused_after);
    }
}

static void
set_up (NsFixture *self, gconstpointer data)
{
  const NsSimConfig plain = { .versions = "14.1" };

  ns_fixture_start (self, &plain);
}

static void
tear_down (NsFixture *self, gconstpointer data)
{
  ns_fixture_stop (self);
}

static GPtrArray *
find_suspects (NsFixture *self, gint64 id)
{
  g_autoptr (NsItem) item = ns_fixture_get_item (self, id);
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  GPtrArray *suspects;

  ns_suspects_find_async (self->store, item, NULL, ns_await_cb, &await);
  suspects = ns_suspects_find_finish (self->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  return suspects;
}

static void
assert_suspect (NsFixture *self, gint64 id, const char *field)
{
  g_autoptr (GPtrArray) suspects = find_suspects (self, id);

  g_assert_cmpuint (suspects->len, ==, field != NULL);
  if (field != NULL)
    g_assert_cmpstr (((const NsFinding *) g_ptr_array_index (suspects, 0))->rule->field, ==, field);
}

/* The server refuses a mail for its size: what it takes is known after the cycle, and the size is the suspect. */
static void
test_learned (NsFixture *self, gconstpointer fault)
{
  const gint64 refused = ns_fixture_add_mail (self, "m1@example.test");
  const gint64 other = ns_fixture_add_contact (self, "c1", "Ada", "1");
  g_autoptr (NsItem) item = ns_fixture_get_item (self, refused);
  g_autoptr (NsAccount) account = NULL;

  ns_fixture_fail_next (self, fault);
  assert_suspect (self, refused, NULL);
  ns_fixture_cycle (self);
  g_assert_cmpuint (self->report.refused, ==, 1);
  account = ns_fixture_get_account (self);
  g_assert_cmpuint (account->smallest_refused, ==, item->size);
  g_assert_cmpuint (account->largest_accepted, ==, 0);
  assert_suspect (self, refused, "MIME");
  assert_suspect (self, other, NULL);

  /* The administrator has raised the limit. */
  ns_fixture_apply (self, refused, NS_EVENT_RESEND);
  ns_fixture_reopen (self);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, refused, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  ns_account_unref (g_steal_pointer (&account));
  account = ns_fixture_get_account (self);
  g_assert_cmpuint (account->smallest_refused, ==, 0);
  g_assert_cmpuint (account->largest_accepted, ==, item->size);
  assert_suspect (self, refused, NULL);
}

/* An event that the server really cannot convert, and one that it refuses without a reason of ours. */
static void
test_conversion (NsFixture *self, gconstpointer data)
{
  const gint64 bad = ns_fixture_add (self, "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:e1\nSUMMARY:x\n"
                                           "DTSTART:20260302T090000Z\nDTEND:20260302T080000Z\n"
                                           "END:VEVENT\nEND:VCALENDAR\n");
  gint64 blameless;

  ns_fixture_cycle (self);
  ns_fixture_assert (self, bad, NS_STATE_ERROR, NS_DOMAIN_SYNC, 6);
  assert_suspect (self, bad, "EndTime");

  blameless = ns_fixture_add_contact (self, "c1", "Ada", "1");
  ns_fixture_fail_next (self, "Sync:item-status=6");
  ns_fixture_cycle (self);
  ns_fixture_assert (self, blameless, NS_STATE_ERROR, NS_DOMAIN_SYNC, 6);
  assert_suspect (self, blameless, NULL);
}

#define ADD(path, data, func) g_test_add ("/size-limit/" path, NsFixture, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/size-limit/rules", test_rules);
  ADD ("http-413", "SendMail:413", test_learned);
  ADD ("status-122", "SendMail:status=122", test_learned);
  ADD ("conversion", NULL, test_conversion);
  return g_test_run ();
}
