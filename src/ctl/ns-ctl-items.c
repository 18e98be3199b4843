/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-commands.h"

#include "base/ns-await.h"
#include "ctl/ns-ctl-format.h"
#include "intake/ns-intake-stored.h"
#include "sync/ns-compare.h"
#include "sync/ns-export.h"
#include "sync/ns-report.h"
#include "sync/ns-suspects.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static char *option_version;

const GOptionEntry ns_ctl_export_options[] = {
  { "version", 0, 0, G_OPTION_ARG_STRING, &option_version, N_("Which version to write"), N_("mine|server|agreed") },
  { NULL },
};

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
 * `history`: lists what was delivered, and what lost a conflict, newest first.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_history (NsCtl *self)
{
  const NsFilter filter = { .history = TRUE };

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
  g_autoptr (NsComparison) comparison = NULL;
  gint64 now;

  if (suspects == NULL || !ns_ctl_compare (self, item, &comparison, &code))
    return code;
  now = ns_clock_now (ns_store_get_clock (self->store));
  if (self->json)
    ns_ctl_print_item_json (item, attempts, suspects, comparison, now);
  else
    ns_ctl_print_item (item, attempts, suspects, now);
  if (!self->json && ns_compare_is_conflict (item, comparison))
    ns_ctl_print (_("\n“notifysyncctl conflict %lld” shows both versions, “resolve” ends the conflict."),
                  (long long) item->id);
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

static const struct
{
  const char *name;
  NsPayloadRole role;
} export_versions[] = {
  { "mine", NS_PAYLOAD_MINE },
  { "server", NS_PAYLOAD_SERVER },
  { "agreed", NS_PAYLOAD_AGREED },
};

static gboolean
find_role (NsPayloadRole *role)
{
  for (gsize i = 0; i < G_N_ELEMENTS (export_versions); i++)
    if (g_str_equal (export_versions[i].name, option_version != NULL ? option_version : "mine"))
      {
        *role = export_versions[i].role;
        return TRUE;
      }
  ns_ctl_fail (NS_CTL_WRONG_USE, _("There is no version “%s”; there are mine, server and agreed."), option_version);
  return FALSE;
}

/**
 * ns_ctl_export:
 * @self: the run; its argument is an item
 *
 * `export ID [--version mine|server|agreed]`: writes the content of an item, byte for byte as it is delivered, or as
 * XML the server's version or the one that both sides last agreed on. What was put back
 * from the server's copy is XML, too.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_export (NsCtl *self)
{
  NsCtlExit code = NS_CTL_DONE;
  NsPayloadRole role;
  g_autoptr (NsItem) item = NULL;
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *media_type = NULL;
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GBytes) content = NULL;

  if (!find_role (&role))
    return NS_CTL_WRONG_USE;
  item = open_item (self, &code);
  if (item == NULL)
    return code;
  ns_store_get_payload_async (self->store, item->id, role, NULL, ns_await_cb, &await);
  payload = ns_store_get_payload_finish (self->store, ns_await_result (&await), &media_type, &error);
  if (payload == NULL)
    return ns_ctl_fail_error (error);
  if (role != NS_PAYLOAD_MINE && g_bytes_get_size (payload) == 0)
    return ns_ctl_fail (NS_CTL_WRONG_USE, _("The server has deleted the object of item %lld."), (long long) item->id);
  /* Other versions than mine are what the server sent. */
  content = ns_export_make_content (payload, role != NS_PAYLOAD_MINE ? NS_INTAKE_STORED_TYPE : media_type, &error);
  if (content == NULL)
    return ns_ctl_fail (NS_CTL_UNUSABLE, "%s", error->message);
  fwrite (g_bytes_get_data (content, NULL), 1, g_bytes_get_size (content), stdout);
  return NS_CTL_DONE;
}
