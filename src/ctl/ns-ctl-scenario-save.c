/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-commands.h"

#include "base/ns-await.h"
#include "lab/ns-lab-draft.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean option_anonymous;

const GOptionEntry ns_ctl_scenario_save_options[] = {
  { "anonymous", 0, 0, G_OPTION_ARG_NONE, &option_anonymous, N_("Replace subjects, people and contents"), NULL },
  { NULL },
};

/* Never over a file that is there. */
static NsCtlExit
write_draft (NsLabDraft *draft, const char *path)
{
  g_autofree char *text = ns_lab_draft_to_text (draft);
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  stream = g_file_create (file, G_FILE_CREATE_PRIVATE, NULL, &error);
  if (stream != NULL && g_output_stream_write_all (G_OUTPUT_STREAM (stream), text, strlen (text), NULL, NULL, &error) &&
      g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &error))
    return NS_CTL_DONE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return ns_ctl_fail (NS_CTL_WRONG_USE, _("The file “%s” is there already; nothing was written."), path);
  return ns_ctl_fail (NS_CTL_UNUSABLE, _("The file “%s” cannot be written: %s."), path, error->message);
}

/* What the file is called is the scenario's name. */
static char *
dup_name (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  char *suffix = g_strrstr (name, ".scenario");

  if (suffix != NULL && suffix != name)
    *suffix = '\0';
  return g_filename_display_name (name);
}

static GPtrArray *
list_outbox (NsCtl *self, NsCtlExit *code)
{
  const NsFilter outbox = { 0 };
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  GPtrArray *items;

  ns_store_list_async (self->store, &outbox, NULL, ns_await_cb, &await);
  items = ns_store_list_finish (self->store, ns_await_result (&await), &error);
  if (items == NULL)
    *code = ns_ctl_fail_error (error);
  return items;
}

static gboolean
add_item (NsCtl *self, NsLabDraft *draft, const NsItem *item, NsCtlExit *code)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) payload = NULL;

  if (option_anonymous)
    {
      ns_lab_draft_add_item (draft, item, NULL);
      return TRUE;
    }
  ns_store_get_payload_async (self->store, item->id, NS_PAYLOAD_MINE, NULL, ns_await_cb, &await);
  payload = ns_store_get_payload_finish (self->store, ns_await_result (&await), NULL, &error);
  if (payload == NULL)
    {
      *code = ns_ctl_fail_error (error);
      return FALSE;
    }
  ns_lab_draft_add_item (draft, item, payload);
  return TRUE;
}

/* In the order in which they were queued; the list has the newest first. */
static gboolean
add_items (NsCtl *self, NsLabDraft *draft, GPtrArray *items, NsCtlExit *code)
{
  for (guint i = items->len; i > 0; i--)
    if (!add_item (self, draft, g_ptr_array_index (items, i - 1), code))
      return FALSE;
  return TRUE;
}

/**
 * ns_ctl_scenario_save:
 * @self: the run; its argument is the file to write
 *
 * `scenario save FILE [--anonymous]`: writes the outbox as a scenario.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_scenario_save (NsCtl *self)
{
  g_autofree char *name = dup_name (self->args[0]);
  NsCtlExit code = NS_CTL_DONE;
  g_autoptr (NsAccount) account = NULL;
  g_autoptr (NsLabDraft) draft = NULL;
  g_autoptr (GPtrArray) items = NULL;
  gint64 begin;

  if (!ns_ctl_open (self, &code) || !ns_ctl_get_account (self, &account, &code))
    return code;
  items = list_outbox (self, &code);
  if (items == NULL)
    return code;

  begin = ns_clock_now (ns_store_get_clock (self->store));
  if (items->len > 0)
    begin = ((const NsItem *) g_ptr_array_index (items, items->len - 1))->queued_at;
  draft = ns_lab_draft_new (name, _("An outbox"), begin);
  if (account != NULL)
    ns_lab_draft_set_account (draft, account, option_anonymous);
  return add_items (self, draft, items, &code) ? write_draft (draft, self->args[0]) : code;
}

/**
 * ns_ctl_scenario_from_report:
 * @self: the run; its arguments are a support report and the file to write
 *
 * `scenario from-report REPORT FILE`: writes a support report as a scenario.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_scenario_from_report (NsCtl *self)
{
  g_autofree char *name = dup_name (self->args[1]);
  g_autofree char *report = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsLabDraft) draft = NULL;

  if (!g_file_get_contents (self->args[0], &report, NULL, NULL))
    return ns_ctl_fail (NS_CTL_WRONG_USE, _("The file “%s” cannot be read."), self->args[0]);
  draft = ns_lab_draft_new_from_report (report, name, &error);
  if (draft == NULL)
    return ns_ctl_fail (NS_CTL_WRONG_USE, _("The file “%s” cannot be made a scenario: %s."), self->args[0],
                        error->message);
  return write_draft (draft, self->args[1]);
}
