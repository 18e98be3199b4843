/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-commands.h"

#include "base/ns-await.h"
#include "ctl/ns-ctl-format.h"
#include "sync/ns-report.h"
#include "sync/ns-suspects.h"

#include <stdio.h>

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

static GPtrArray *
find_suspects (NsCtl *self, const NsItem *item, NsCtlExit *code)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  GPtrArray *suspects;

  ns_suspects_find_async (self->store, item, NULL, ns_await_cb, &await);
  suspects = ns_suspects_find_finish (self->store, ns_await_result (&await), &error);
  if (suspects == NULL)
    *code = ns_ctl_fail_error (error);
  return suspects;
}

/**
 * ns_ctl_show:
 * @self: the run; its argument is an item
 *
 * `show ID`: shows one item, why it is stuck, which fields are suspicious, and each try.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_show (NsCtl *self)
{
  NsCtlExit code = NS_CTL_DONE;
  g_autoptr (NsItem) item = open_item (self, &code);
  g_autoptr (GArray) attempts = item != NULL ? get_attempts (self, item->id, &code) : NULL;
  g_autoptr (GPtrArray) suspects = attempts != NULL ? find_suspects (self, item, &code) : NULL;
  gint64 now;

  if (suspects == NULL)
    return code;
  now = ns_clock_now (ns_store_get_clock (self->store));
  if (self->json)
    ns_ctl_print_item_json (item, attempts, suspects, now);
  else
    ns_ctl_print_item (item, attempts, suspects, now);
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
  g_autoptr (GPtrArray) suspects = attempts != NULL ? find_suspects (self, item, &code) : NULL;
  g_autoptr (NsAccount) account = NULL;
  g_autofree char *report = NULL;

  if (suspects == NULL || !ns_ctl_get_account (self, &account, &code))
    return code;
  report = ns_report_new (item, account, attempts, suspects);
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
