/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-commands.h"

#include "base/ns-await.h"
#include "ctl/ns-ctl-format.h"
#include "intake/ns-intake.h"
#include "intake/ns-preflight.h"

#include <glib/gi18n-lib.h>

static gboolean option_force;

const GOptionEntry ns_ctl_add_options[] = {
  { "force", 0, 0, G_OPTION_ARG_NONE, &option_force, N_("Queue also what the server is certain to refuse"), NULL },
  { NULL },
};

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
      GPtrArray *findings = ns_preflight_check (draft->kind, draft->payload, &limits);
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
 * `add [--force] FILE…`: queues all files, or none where one of them is no good or certain to be refused.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_add (NsCtl *self)
{
  NsCtlExit code = NS_CTL_DONE;
  g_autoptr (GPtrArray) drafts = read_files (self, &code);

  if (drafts == NULL || !ns_ctl_open (self, &code) || !check (self, drafts, &code))
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
