/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-duplicates.h"

#include "base/ns-await.h"
#include "base/ns-time.h"
#include "ctl/ns-ctl-commands.h"
#include "ctl/ns-ctl-format.h"
#include "store/ns-store-duplicates.h"

#include <glib/gi18n-lib.h>

/**
 * ns_ctl_load_duplicates:
 * @self: the run, with its outbox open
 * @code: (out): the exit code, where they cannot be read
 *
 * Returns: (transfer full) (nullable) (element-type NsDuplicate): what exists more than once on the server
 */
GPtrArray *
ns_ctl_load_duplicates (NsCtl *self, NsCtlExit *code)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  GPtrArray *duplicates;

  ns_store_list_duplicates_async (self->store, NULL, ns_await_cb, &await);
  duplicates = ns_store_list_duplicates_finish (self->store, ns_await_result (&await), &error);
  if (duplicates == NULL)
    *code = ns_ctl_fail_error (error);
  return duplicates;
}

/**
 * ns_ctl_print_duplicates_hint:
 * @duplicates: (element-type NsDuplicate): what exists more than once
 *
 * Prints what is to be decided in one line; nothing where there is nothing.
 */
void
ns_ctl_print_duplicates_hint (GPtrArray *duplicates)
{
  g_autofree char *sentence = ns_duplicate_sentence (duplicates);

  if (sentence != NULL)
    ns_ctl_print ("\n%s %s", sentence, _("“duplicates” shows the copies."));
}

static void
print_copy (const NsDuplicateCopy *copy, guint n)
{
  g_autofree char *starts_at = ns_time_to_iso8601 (copy->starts_at);
  g_autofree char *sent_at = ns_time_to_iso8601 (copy->sent_at);

  ns_ctl_print ("  %u  %s", n, copy->title != NULL ? copy->title : "");
  if (starts_at != NULL)
    ns_ctl_print ("     %s: %s", _("Begins"), starts_at);
  if (copy->place != NULL)
    ns_ctl_print ("     %s: %s", _("Place"), copy->place);
  if (sent_at != NULL)
    ns_ctl_print (_("     From: this outbox, item %lld, delivered %s"), (long long) copy->item_id, sent_at);
  else if (copy->is_known)
    ns_ctl_print ("     %s", _("From: this outbox"));
  else
    ns_ctl_print ("     %s", _("From: another program or device"));
  ns_ctl_print ("     %s: %s", _("On the server"), copy->server_id);
  if (copy->deletion_id != 0)
    ns_ctl_print (_("     Its deletion waits as item %lld."), (long long) copy->deletion_id);
}

static void
print_duplicate (const NsDuplicate *duplicate)
{
  ns_ctl_print (_("Duplicate %lld (%s): %s"), (long long) duplicate->id, ns_duplicate_state_nick (duplicate->state),
                ns_duplicate_title (duplicate));
  for (guint i = 0; i < duplicate->copies->len; i++)
    print_copy (g_ptr_array_index (duplicate->copies, i), i + 1);
}

/**
 * ns_ctl_duplicates:
 * @self: the run
 *
 * `duplicates`: lists what exists more than once on the server, with its copies.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_duplicates (NsCtl *self)
{
  NsCtlExit code = NS_CTL_DONE;
  g_autoptr (GPtrArray) duplicates = NULL;

  if (!ns_ctl_open (self, &code))
    return code;
  duplicates = ns_ctl_load_duplicates (self, &code);
  if (duplicates == NULL)
    return code;
  if (self->json)
    ns_ctl_print_duplicates_json (duplicates);
  else
    for (guint i = 0; i < duplicates->len; i++)
      print_duplicate (g_ptr_array_index (duplicates, i));
  return NS_CTL_DONE;
}

/* The copy with a number as `duplicates` shows it. */
static gboolean
find_copy (NsCtl *self, gint64 id, gint64 n, char **server_id, NsCtlExit *code)
{
  g_autoptr (GPtrArray) duplicates = ns_ctl_load_duplicates (self, code);

  for (guint i = 0; duplicates != NULL && i < duplicates->len; i++)
    {
      const NsDuplicate *duplicate = g_ptr_array_index (duplicates, i);

      if (duplicate->id != id || n > duplicate->copies->len)
        continue;
      *server_id = g_strdup (((const NsDuplicateCopy *) g_ptr_array_index (duplicate->copies, n - 1))->server_id);
      return TRUE;
    }
  if (duplicates != NULL)
    *code = ns_ctl_fail (NS_CTL_WRONG_USE, _("Duplicate %lld has no copy %lld; “duplicates” shows them."),
                         (long long) id, (long long) n);
  return FALSE;
}

static void
print_kept (NsCtl *self, const GArray *ids)
{
  for (guint i = 0; i < ids->len && !self->json; i++)
    ns_ctl_print (_("The deletion of the other copy waits as item %lld; “delete %lld” takes it back."),
                  (long long) g_array_index (ids, gint64, i), (long long) g_array_index (ids, gint64, i));
}

/**
 * ns_ctl_keep:
 * @self: the run; its arguments are a duplicate and, if not the first, the copy that stays
 *
 * `keep DUPLICATE [COPY]`: queues the deletion of the other copies.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_keep (NsCtl *self)
{
  NsCtlExit code = NS_CTL_WRONG_USE;
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) numbers = ns_ctl_parse_ids (self);
  g_autoptr (GArray) ids = NULL;
  g_autofree char *server_id = NULL;
  gint64 id;

  if (numbers == NULL || !ns_ctl_open (self, &code))
    return code;
  id = g_array_index (numbers, gint64, 0);
  if (numbers->len > 1 && !find_copy (self, id, g_array_index (numbers, gint64, 1), &server_id, &code))
    return code;
  ns_store_keep_copy_async (self->store, id, server_id, NULL, ns_await_cb, &await);
  ids = ns_store_keep_copy_finish (self->store, ns_await_result (&await), &error);
  if (ids == NULL)
    return ns_ctl_fail_error (error);
  print_kept (self, ids);
  return NS_CTL_DONE;
}

/**
 * ns_ctl_ignore:
 * @self: the run; its arguments are duplicates
 *
 * `ignore DUPLICATE…`: remembers that the copies are not the same.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_ignore (NsCtl *self)
{
  NsCtlExit code = NS_CTL_WRONG_USE;
  g_autoptr (GArray) ids = ns_ctl_parse_ids (self);

  if (ids == NULL || !ns_ctl_open (self, &code))
    return code;
  for (guint i = 0; i < ids->len; i++)
    {
      g_auto (NsAwait) await = NS_AWAIT_INIT;
      g_autoptr (GError) error = NULL;

      ns_store_set_ignored_async (self->store, g_array_index (ids, gint64, i), TRUE, NULL, ns_await_cb, &await);
      if (!ns_store_set_ignored_finish (self->store, ns_await_result (&await), &error))
        return ns_ctl_fail_error (error);
    }
  return NS_CTL_DONE;
}

/**
 * ns_ctl_put_back:
 * @self: the run; its argument is a deletion in the history
 *
 * `put-back ID`: queues what a deleted copy held as a new item.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_put_back (NsCtl *self)
{
  NsCtlExit code = NS_CTL_WRONG_USE;
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = ns_ctl_parse_ids (self);
  g_autoptr (NsItem) item = NULL;

  if (ids == NULL || !ns_ctl_open (self, &code))
    return code;
  ns_store_put_back_async (self->store, g_array_index (ids, gint64, 0), NULL, ns_await_cb, &await);
  item = ns_store_put_back_finish (self->store, ns_await_result (&await), &error);
  if (item == NULL)
    return ns_ctl_fail_error (error);
  if (self->json)
    {
      g_autoptr (GPtrArray) items = g_ptr_array_new ();

      g_ptr_array_add (items, item);
      ns_ctl_print_items_json (items);
    }
  else
    ns_ctl_print (_("It waits as item %lld."), (long long) item->id);
  return NS_CTL_DONE;
}
