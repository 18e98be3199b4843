/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-fixture.h"

#include "base/ns-id.h"
#include "intake/ns-intake.h"

#include <glib/gstdio.h>
#include <string.h>

static void
open_store (NsFixture *self)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  ns_store_open_async (self->profile, self->clock, NULL, ns_await_cb, &await);
  self->store = ns_store_open_finish (ns_await_result (&await), &error);
  g_assert_no_error (error);
  self->engine = ns_engine_new (self->store, self->secrets);
}

static void
close_store (NsFixture *self)
{
  g_clear_object (&self->engine);
  ns_store_close (self->store);
  g_clear_object (&self->store);
}

/* What a killed process leaves is what the next one opens. */
void
ns_fixture_reopen (NsFixture *self)
{
  close_store (self);
  open_store (self);
}

void
ns_fixture_set_account (NsFixture *self, const char *server, const char *password, const char *protocol)
{
  g_autoptr (NsAccount) account = ns_account_new ();
  g_auto (NsAwait) set = NS_AWAIT_INIT, stored = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  account->server = g_strdup (server);
  account->user = g_strdup ("demo");
  account->email = g_strdup ("demo@example.test");
  account->protocol = g_strdup (protocol);
  account->device_id = ns_id_new ();
  if (self->server != NULL)
    account->ca_file = g_strdup (ns_sim_server_get_ca_file (self->server));
  ns_store_set_account_async (self->store, account, NULL, ns_await_cb, &set);
  ns_store_set_account_finish (self->store, ns_await_result (&set), &error);
  g_assert_no_error (error);
  ns_secrets_store_async (self->secrets, account, password, NULL, ns_await_cb, &stored);
  ns_secrets_store_finish (self->secrets, ns_await_result (&stored), &error);
  g_assert_no_error (error);
}

NsAccount *
ns_fixture_get_account (NsFixture *self)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  NsAccount *account;

  ns_store_get_account_async (self->store, NULL, ns_await_cb, &await);
  account = ns_store_get_account_finish (self->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  return account;
}

void
ns_fixture_start (NsFixture *self, const NsSimConfig *config)
{
  g_autoptr (GError) error = NULL;
  NsSimConfig mine = *config;

  self->profile = g_dir_make_tmp ("ns-sync-XXXXXX", &error);
  g_assert_no_error (error);
  self->clock = ns_clock_new_fake (NS_FIXTURE_NOW);
  self->secrets = ns_secrets_new_memory ();
  mine.clock = self->clock;
  self->server = ns_sim_server_start (&mine, &error);
  g_assert_no_error (error);
  open_store (self);
  ns_fixture_set_account (self, ns_sim_server_get_url (self->server), "demo", NULL);
}

/* As on the first start: an outbox of its own in which nobody has set up anything. */
void
ns_fixture_forget_account (NsFixture *self)
{
  close_store (self);
  ns_fixture_remove_folder (self->profile);
  g_mkdir (self->profile, 0700);
  g_object_unref (self->secrets);
  self->secrets = ns_secrets_new_memory ();
  open_store (self);
}

void
ns_fixture_remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        ns_fixture_remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
ns_fixture_stop (NsFixture *self)
{
  close_store (self);
  g_clear_object (&self->secrets);
  if (self->server != NULL)
    ns_sim_server_stop (self->server);
  g_clear_object (&self->server);
  g_clear_object (&self->clock);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  ns_fixture_remove_folder (self->profile);
  g_clear_pointer (&self->profile, g_free);
}

gint64
ns_fixture_add (NsFixture *self, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (NsDraft) draft = ns_intake_read_bytes (bytes, "test", &error);
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (NsItem) item = NULL;

  g_assert_no_error (error);
  ns_store_enqueue_async (self->store, draft, NULL, ns_await_cb, &await);
  item = ns_store_enqueue_finish (self->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  return item->id;
}

gint64
ns_fixture_add_mail (NsFixture *self, const char *message_id)
{
  g_autofree char *text = g_strdup_printf ("Date: Mon, 26 Oct 2026 10:00:00 +0000\r\n"
                                           "From: Demo <demo@example.test>\r\nTo: someone@example.test\r\n"
                                           "Subject: About %s\r\nMessage-ID: <%s>\r\nMIME-Version: 1.0\r\n"
                                           "Content-Type: text/plain; charset=us-ascii\r\n\r\nHello.\r\n",
                                           message_id, message_id);

  return ns_fixture_add (self, text);
}

gint64
ns_fixture_add_contact (NsFixture *self, const char *uid, const char *name, const char *phone)
{
  g_autofree char *text = g_strdup_printf ("BEGIN:VCARD\r\nVERSION:3.0\r\nUID:%s\r\nFN:%s Example\r\n"
                                           "N:Example;%s;;;\r\nEMAIL;TYPE=WORK:%s@example.test\r\n"
                                           "TEL;TYPE=WORK:%s\r\nEND:VCARD\r\n",
                                           uid, name, name, name, phone);

  return ns_fixture_add (self, text);
}

gint64
ns_fixture_add_event (NsFixture *self, const char *uid, const char *subject, int reminder)
{
  g_autofree char *text = g_strdup_printf ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\n"
                                           "UID:%s\r\nDTSTAMP:20261101T080000Z\r\nDTSTART:20261201T090000Z\r\n"
                                           "DTEND:20261201T100000Z\r\nSUMMARY:%s\r\nBEGIN:VALARM\r\n"
                                           "ACTION:DISPLAY\r\nDESCRIPTION:x\r\nTRIGGER:-PT%dM\r\nEND:VALARM\r\n"
                                           "END:VEVENT\r\nEND:VCALENDAR\r\n",
                                           uid, subject, reminder);

  return ns_fixture_add (self, text);
}

NsItem *
ns_fixture_get_item (NsFixture *self, gint64 id)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  NsItem *item;

  ns_store_get_item_async (self->store, id, NULL, ns_await_cb, &await);
  item = ns_store_get_item_finish (self->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  return item;
}

void
ns_fixture_apply (NsFixture *self, gint64 id, NsEvent event)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  ns_store_apply_async (self->store, &id, 1, event, NULL, ns_await_cb, &await);
  ns_store_apply_finish (self->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
}

GBytes *
ns_fixture_get_payload (NsFixture *self, gint64 id, NsPayloadRole role)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_store_get_payload_async (self->store, id, role, NULL, ns_await_cb, &await);
  return ns_store_get_payload_finish (self->store, ns_await_result (&await), NULL, NULL);
}

/* How many batches the delivery journal holds. */
guint
ns_fixture_count_journal (NsFixture *self)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) journal = NULL;

  ns_store_get_journal_async (self->store, NULL, ns_await_cb, &await);
  journal = ns_store_get_journal_finish (self->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  return journal->len;
}

void
ns_fixture_fail_next (NsFixture *self, const char *fault)
{
  g_autoptr (GError) error = NULL;

  ns_sim_server_fail_next (self->server, fault, &error);
  g_assert_no_error (error);
}

void
ns_fixture_cycle (NsFixture *self)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  ns_engine_cycle_async (self->engine, TRUE, NULL, ns_await_cb, &await);
  ns_engine_cycle_finish (self->engine, ns_await_result (&await), &self->report, &error);
  g_assert_no_error (error);
}

void
ns_fixture_assert (NsFixture *self, gint64 id, NsState state, NsDomain domain, int code)
{
  g_autoptr (NsItem) item = ns_fixture_get_item (self, id);

  g_assert_cmpstr (ns_state_nick (item->state), ==, ns_state_nick (state));
  g_assert_cmpint (item->outcome.domain, ==, domain);
  g_assert_cmpint (item->outcome.code, ==, code);
}

/* How many lines of the server's journal hold all these pieces of JSON. */
guint
ns_fixture_count (NsFixture *self, const char *first, ...)
{
  g_autoptr (GPtrArray) journal = ns_sim_server_dup_journal (self->server);
  guint count = 0;

  for (guint i = 0; i < journal->len; i++)
    {
      const char *line = g_ptr_array_index (journal, i);
      gboolean matches = TRUE;
      va_list pieces;

      va_start (pieces, first);
      for (const char *piece = first; piece != NULL; piece = va_arg (pieces, const char *))
        matches &= strstr (line, piece) != NULL;
      va_end (pieces);
      count += matches;
    }
  return count;
}
