/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-commands.h"

#include "base/ns-await.h"
#include "ctl/ns-ctl-format.h"
#include "intake/ns-intake.h"
#include "intake/ns-preflight.h"

#include <glib/gi18n-lib.h>

static gboolean option_force;
static gboolean option_delete;

const GOptionEntry ns_ctl_add_options[] = {
  { "force", 0, 0, G_OPTION_ARG_NONE, &option_force, N_("Queue also what the server is certain to refuse"), NULL },
  { "delete", 0, 0, G_OPTION_ARG_NONE, &option_delete,
    N_("Queue the deletion of the events and contacts in the files"), NULL },
  { NULL },
};

static GPtrArray *
read_files (NsCtl *self, NsCtlExit *code)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_draft_free);

  for (guint i = 0; i < self->n_args; i++)
    {
      g_autoptr (GError) error = NULL;
      NsDraft *draft = option_delete ? ns_intake_read_deletion (self->args[i], &error)
                                     : ns_intake_read_file (self->args[i], &error);

      if (draft == NULL)
        {
          *code = ns_ctl_fail_error (error);
          return NULL;
        }
      g_ptr_array_add (drafts, draft);
    }
  return g_steal_pointer (&drafts);
}

static gboolean
get_limits (NsCtl *self, NsPreflightLimits *limits, NsCtlExit *code)
{
  g_autoptr (NsAccount) account = NULL;

  *limits = (NsPreflightLimits){ 0 };
  if (!ns_ctl_get_account (self, &account, code))
    return FALSE;
  if (account != NULL)
    *limits = (NsPreflightLimits){ account->largest_accepted, account->smallest_refused };
  return TRUE;
}

static void
warn_of (const char *name, GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      g_autofree char *line = ns_finding_line (g_ptr_array_index (findings, i));

      ns_ctl_warn (_("%s: warning: %s"), name, line);
    }
}

/* What is to be deleted may be as it likes. */
static GPtrArray *
check_draft (const NsDraft *draft, const NsPreflightLimits *limits)
{
  if (draft->operation == NS_OPERATION_DELETE)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) ns_finding_free);
  return ns_preflight_check (draft->kind, draft->payload, limits);
}

/* Everything is checked before the first warning and before the first item is queued. */
static gboolean
check (NsCtl *self, GPtrArray *drafts, NsCtlExit *code)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  NsPreflightLimits limits;

  if (!get_limits (self, &limits, code))
    return FALSE;
  for (guint i = 0; i < drafts->len; i++)
    {
      const NsDraft *draft = g_ptr_array_index (drafts, i);
      GPtrArray *findings = check_draft (draft, &limits);
      const NsFinding *refusal = ns_preflight_find_refusal (findings);

      g_ptr_array_add (checks, findings);
      if (refusal != NULL && !option_force)
        {
          g_autofree char *name = g_filename_display_basename (self->args[i]);
          g_autofree char *line = ns_finding_line (refusal);

          *code = ns_ctl_fail (NS_CTL_WRONG_USE, "%s: %s", name, line);
          return FALSE;
        }
    }
  for (guint i = 0; i < drafts->len; i++)
    {
      g_autofree char *name = g_filename_display_basename (self->args[i]);

      warn_of (name, g_ptr_array_index (checks, i));
    }
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
  g_autoptr (GPtrArray) drafts = read_files (self, &code);
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;

  if (drafts == NULL || !ns_ctl_open (self, &code) || !check (self, drafts, &code))
    return code;

  ns_store_enqueue_all_async (self->store, drafts, NULL, ns_await_cb, &await);
  items = ns_store_enqueue_all_finish (self->store, ns_await_result (&await), &error);
  if (items == NULL)
    return ns_ctl_fail_error (error);
  print_queued (self, items);
  return NS_CTL_DONE;
}
