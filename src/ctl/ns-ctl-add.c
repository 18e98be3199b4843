/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-commands.h"

#include "base/ns-await.h"
#include "ctl/ns-ctl-format.h"
#include "sync/ns-addition.h"

#include <glib/gi18n-lib.h>

static gboolean option_force;
static gboolean option_delete;

const GOptionEntry ns_ctl_add_options[] = {
  { "force", 0, 0, G_OPTION_ARG_NONE, &option_force, N_("Queue also what the server is certain to refuse"), NULL },
  { "delete", 0, 0, G_OPTION_ARG_NONE, &option_delete,
    N_("Queue the deletion of the events and contacts in the files"), NULL },
  { NULL },
};

/* Everything is checked before the first warning and before the first item is queued. */
static gboolean
check (NsCtl *self, GPtrArray *additions, NsCtlExit *code)
{
  g_autoptr (NsAccount) account = NULL;
  g_autoptr (GPtrArray) warnings = NULL;
  const GError *error;

  if (!ns_ctl_get_account (self, &account, code))
    return FALSE;
  ns_addition_check (additions, account, option_force);
  error = ns_addition_find_error (additions);
  if (error != NULL)
    {
      *code = ns_ctl_fail_error (error);
      return FALSE;
    }
  warnings = ns_addition_list_warnings (additions);
  for (guint i = 0; i < warnings->len; i++)
    ns_ctl_warn ("%s", (const char *) g_ptr_array_index (warnings, i));
  return TRUE;
}

static void
print_queued (NsCtl *self, GPtrArray *items)
{
  if (self->json)
    ns_ctl_print_items_json (items);
  for (guint i = 0; i < items->len && !self->json; i++)
    {
      const NsItem *item = g_ptr_array_index (items, i);
      g_autofree char *title = ns_item_dup_title (item);

      if (item->state == NS_STATE_DELIVERED)
        ns_ctl_print (_("Item %lld, which was never sent, is done: %s"), (long long) item->id, title);
      else
        ns_ctl_print (_("Queued as item %lld: %s"), (long long) item->id, title);
    }
}

/**
 * ns_ctl_add:
 * @self: the run; its arguments are files
 *
 * `add [--force] [--delete] FILE…`: queues all files, or none where one of them is no good or certain to be refused.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_add (NsCtl *self)
{
  NsCtlExit code = NS_CTL_DONE;
  g_autoptr (GPtrArray) additions
      = ns_addition_read ((const char *const *) self->args, option_delete ? NS_OPERATION_DELETE : NS_OPERATION_ADD);
  const GError *fault = ns_addition_find_error (additions);
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GPtrArray) items = NULL;

  if (fault != NULL)
    return ns_ctl_fail_error (fault);
  if (!ns_ctl_open (self, &code) || !check (self, additions, &code))
    return code;

  drafts = ns_addition_list_drafts (additions);
  ns_store_enqueue_all_async (self->store, drafts, NULL, ns_await_cb, &await);
  items = ns_store_enqueue_all_finish (self->store, ns_await_result (&await), &error);
  if (items == NULL)
    return ns_ctl_fail_error (error);
  print_queued (self, items);
  return NS_CTL_DONE;
}
