/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-commands.h"

#include "base/ns-await.h"
#include "base/ns-json.h"
#include "base/ns-time.h"
#include "ctl/ns-ctl-format.h"
#include "store/ns-undo.h"

#include <glib/gi18n-lib.h>

static gboolean option_list;

const GOptionEntry ns_ctl_undo_options[] = {
  { "list", 0, 0, G_OPTION_ARG_NONE, &option_list, N_("List what can be undone, and change nothing"), NULL },
  { NULL },
};

static void
print_act (NsCtl *self, const NsUndo *undo)
{
  g_autofree char *when = ns_time_to_iso8601 (undo->at);
  g_autofree char *words = ns_undo_describe (undo);
  g_autoptr (JsonBuilder) builder = NULL;

  if (!self->json)
    {
      ns_ctl_print ("%s  %s", when, words);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  ns_json_add_int (builder, "id", undo->id);
  ns_json_add_string (builder, "act", ns_act_nick (undo->act));
  ns_json_add_time (builder, "at", undo->at);
  ns_json_add_int (builder, "items", undo->n_items);
  ns_ctl_print_json_line (builder);
}

static NsCtlExit
list_acts (NsCtl *self)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) acts = NULL;

  ns_store_list_undo_async (self->store, NULL, ns_await_cb, &await);
  acts = ns_store_list_undo_finish (self->store, ns_await_result (&await), &error);
  if (acts == NULL)
    return ns_ctl_fail_error (error);
  for (guint i = 0; i < acts->len; i++)
    print_act (self, g_ptr_array_index (acts, i));
  return NS_CTL_DONE;
}

/**
 * ns_ctl_undo:
 * @self: the run
 *
 * `undo [--list]`: takes back what was done last, or lists what can be taken back, newest first.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_undo (NsCtl *self)
{
  NsCtlExit code = NS_CTL_DONE;
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsUndo) undo = NULL;

  if (!ns_ctl_open (self, &code))
    return code;
  if (option_list)
    return list_acts (self);
  ns_store_undo_async (self->store, 0, NULL, ns_await_cb, &await);
  undo = ns_store_undo_finish (self->store, ns_await_result (&await), &error);
  if (undo == NULL)
    return ns_ctl_fail_error (error);
  if (undo->end != NS_UNDO_DONE)
    return ns_ctl_fail (NS_CTL_WRONG_USE, "%s", ns_undo_refusal (undo->end));
  print_act (self, undo);
  return NS_CTL_DONE;
}
