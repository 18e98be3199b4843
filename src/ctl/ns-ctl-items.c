/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-commands.h"

#include "base/ns-await.h"
#include "ctl/ns-ctl-format.h"
#include "intake/ns-intake.h"
#include "sync/ns-report.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* Every file is read and checked before the first one is queued. */
static GPtrArray *
read_files (NsCtl *self, NsCtlExit *code)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_draft_free);

  for (guint i = 0; i < self->n_args; i++)
    {
      g_autoptr (GError) error = NULL;
      NsDraft *draft = ns_intake_read_file (self->args[i], &error);

      if (draft == NULL)
        {
          *code = ns_ctl_fail_error (error);
          return NULL;
        }
      g_ptr_array_add (drafts, draft);
    }
  return g_steal_pointer (&drafts);
}

static void
print_queued (NsCtl *self, NsItem *item)
{
  g_autoptr (GPtrArray) items = NULL;

  if (!self->json)
    {
      ns_ctl_print (_("Queued as item %lld: %s"), (long long) item->id, item->subject);
      return;
    }
  items = g_ptr_array_new ();
  g_ptr_array_add (items, item);
  ns_ctl_print_items_json (items);
}

/**
 * ns_ctl_add:
 * @self: the run; its arguments are files
 *
 * `add FILE…`: queues all files, or none where one of them is no good.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_add (NsCtl *self)
{
  NsCtlExit code = NS_CTL_DONE;
  g_autoptr (GPtrArray) drafts = read_files (self, &code);

  if (drafts == NULL || !ns_ctl_open (self, &code))
    return code;

  for (guint i = 0; i < drafts->len; i++)
    {
      g_auto (NsAwait) await = NS_AWAIT_INIT;
      g_autoptr (GError) error = NULL;
      g_autoptr (NsItem) item = NULL;

      ns_store_enqueue_async (self->store, g_ptr_array_index (drafts, i), NULL, ns_await_cb, &await);
      item = ns_store_enqueue_finish (self->store, ns_await_result (&await), &error);
      if (item == NULL)
        return ns_ctl_fail_error (error);
      print_queued (self, item);
    }
  return NS_CTL_DONE;
}

static GPtrArray *
list_items (NsCtl *self, const NsFilter *filter, NsCtlExit *code)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  GPtrArray *items;

  ns_store_list_async (self->store, filter, NULL, ns_await_cb, &await);
  items = ns_store_list_finish (self->store, ns_await_result (&await), &error);
  if (items == NULL)
    *code = ns_ctl_fail_error (error);
  return items;
}

static NsCtlExit
print_list (NsCtl *self, const NsFilter *filter)
{
  NsCtlExit code = NS_CTL_DONE;
  g_autoptr (GPtrArray) items = NULL;

  if (!ns_ctl_open (self, &code))
    return code;
  items = list_items (self, filter, &code);
  if (items == NULL)
    return code;
  if (self->json)
    ns_ctl_print_items_json (items);
  else
    ns_ctl_print_table (items);
  return NS_CTL_DONE;
}

/**
 * ns_ctl_list:
 * @self: the run; its arguments are words to look for
 *
 * `list [QUERY]`: lists the outbox, newest first.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_list (NsCtl *self)
{
  g_autofree char *query = g_strjoinv (" ", self->args);
  const NsFilter filter = { .text = *query != '\0' ? query : NULL };

  return print_list (self, &filter);
}

/**
 * ns_ctl_history:
 * @self: the run
 *
 * `history`: lists what was delivered, newest first.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_history (NsCtl *self)
{
  const NsFilter filter = { .states = 1u << NS_STATE_DELIVERED };

  return print_list (self, &filter);
}

/* Opens the outbox and gets the one item that the argument names. */
static NsItem *
open_item (NsCtl *self, NsCtlExit *code)
{
  g_autoptr (GArray) ids = ns_ctl_parse_ids (self);

  *code = NS_CTL_WRONG_USE;
  if (ids == NULL || !ns_ctl_open (self, code))
    return NULL;
  return ns_ctl_get_item (self, g_array_index (ids, gint64, 0), code);
}

static GArray *
get_attempts (NsCtl *self, gint64 id, NsCtlExit *code)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  GArray *attempts;

  ns_store_get_attempts_async (self->store, id, NULL, ns_await_cb, &await);
  attempts = ns_store_get_attempts_finish (self->store, ns_await_result (&await), &error);
  if (attempts == NULL)
    *code = ns_ctl_fail_error (error);
  return attempts;
}

/**
 * ns_ctl_show:
 * @self: the run; its argument is an item
 *
 * `show ID`: shows one item, why it is stuck and each try.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_show (NsCtl *self)
{
  NsCtlExit code = NS_CTL_DONE;
  g_autoptr (NsItem) item = open_item (self, &code);
  g_autoptr (GArray) attempts = item != NULL ? get_attempts (self, item->id, &code) : NULL;

  if (attempts == NULL)
    return code;
  if (self->json)
    ns_ctl_print_item_json (item, attempts);
  else
    ns_ctl_print_item (item, attempts);
  return NS_CTL_DONE;
}

/**
 * ns_ctl_report:
 * @self: the run; its argument is an item
 *
 * `report ID`: writes the support report.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_report (NsCtl *self)
{
  NsCtlExit code = NS_CTL_DONE;
  g_autoptr (NsItem) item = open_item (self, &code);
  g_autoptr (GArray) attempts = item != NULL ? get_attempts (self, item->id, &code) : NULL;
  g_autoptr (NsAccount) account = NULL;
  g_autofree char *report = NULL;

  if (attempts == NULL || !ns_ctl_get_account (self, &account, &code))
    return code;
  report = ns_report_new (item, account, attempts);
  fputs (report, stdout);
  return NS_CTL_DONE;
}

/**
 * ns_ctl_export:
 * @self: the run; its argument is an item
 *
 * `export ID`: writes the content of an item, byte for byte as it is delivered.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_export (NsCtl *self)
{
  NsCtlExit code = NS_CTL_DONE;
  g_autoptr (NsItem) item = open_item (self, &code);
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) payload = NULL;

  if (item == NULL)
    return code;
  ns_store_get_payload_async (self->store, item->id, NS_PAYLOAD_MINE, NULL, ns_await_cb, &await);
  payload = ns_store_get_payload_finish (self->store, ns_await_result (&await), NULL, &error);
  if (payload == NULL)
    return ns_ctl_fail_error (error);
  fwrite (g_bytes_get_data (payload, NULL), 1, g_bytes_get_size (payload), stdout);
  return NS_CTL_DONE;
}
