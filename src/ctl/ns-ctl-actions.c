/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-commands.h"

#include "base/ns-await.h"

#include <glib/gi18n-lib.h>

static gboolean option_all;
static gboolean option_anyway;

const GOptionEntry ns_ctl_resend_options[] = {
  { "all", 0, 0, G_OPTION_ARG_NONE, &option_all, N_("All items in error"), NULL },
  { "anyway", 0, 0, G_OPTION_ARG_NONE, &option_anyway, N_("Also what may have been delivered already"), NULL },
  { NULL },
};

static NsCtlExit
apply (NsCtl *self, const GArray *ids, NsEvent event)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  if (ids->len == 0)
    return NS_CTL_DONE;
  ns_store_apply_async (self->store, (const gint64 *) (gpointer) ids->data, ids->len, event, NULL, ns_await_cb,
                        &await);
  if (!ns_store_apply_finish (self->store, ns_await_result (&await), &error))
    return ns_ctl_fail_error (error);
  return NS_CTL_DONE;
}

static NsCtlExit
apply_args (NsCtl *self, NsEvent event)
{
  NsCtlExit code = NS_CTL_WRONG_USE;
  g_autoptr (GArray) ids = ns_ctl_parse_ids (self);

  if (ids == NULL || !ns_ctl_open (self, &code))
    return code;
  return apply (self, ids, event);
}

/* An uncertain item may lie at its recipient already, so a plain Resend must not touch it (design 6 rule 3). */
static gboolean
check_resend (NsCtl *self, const GArray *ids, NsCtlExit *code)
{
  for (guint i = 0; i < ids->len && !option_anyway; i++)
    {
      g_autoptr (NsItem) item = ns_ctl_get_item (self, g_array_index (ids, gint64, i), code);

      if (item == NULL)
        return FALSE;
      if (item->state == NS_STATE_UNCERTAIN)
        {
          *code = ns_ctl_fail (NS_CTL_WRONG_USE,
                               _("Item %lld may have been delivered already; “resend --anyway” sends it again, "
                                 "“arrived” takes it out of the outbox."),
                               (long long) item->id);
          return FALSE;
        }
    }
  return TRUE;
}

static NsCtlExit
resend_all (NsCtl *self)
{
  const NsFilter filter = { .states = 1u << NS_STATE_ERROR };
  NsCtlExit code = NS_CTL_DONE;
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;

  if (!ns_ctl_open (self, &code))
    return code;
  ns_store_list_ids_async (self->store, &filter, NULL, ns_await_cb, &await);
  ids = ns_store_list_ids_finish (self->store, ns_await_result (&await), &error);
  return ids != NULL ? apply (self, ids, NS_EVENT_RESEND) : ns_ctl_fail_error (error);
}

/**
 * ns_ctl_resend:
 * @self: the run; its arguments are items
 *
 * `resend ID…|--all`: makes items pending again.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_resend (NsCtl *self)
{
  NsCtlExit code = NS_CTL_WRONG_USE;
  g_autoptr (GArray) ids = NULL;

  if (option_all == (self->n_args != 0))
    return ns_ctl_fail (NS_CTL_WRONG_USE, _("Say which items to resend, or “--all”, but not both."));
  if (option_all)
    return resend_all (self);
  ids = ns_ctl_parse_ids (self);
  if (ids == NULL || !ns_ctl_open (self, &code) || !check_resend (self, ids, &code))
    return code;
  return apply (self, ids, NS_EVENT_RESEND);
}

/**
 * ns_ctl_arrived:
 * @self: the run; its arguments are items
 *
 * `arrived ID…`: the user knows that uncertain items were delivered.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_arrived (NsCtl *self)
{
  return apply_args (self, NS_EVENT_ARRIVED);
}

/**
 * ns_ctl_hold:
 * @self: the run; its arguments are items
 *
 * `hold ID…`: parks pending items.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_hold (NsCtl *self)
{
  return apply_args (self, NS_EVENT_HOLD);
}

/**
 * ns_ctl_release:
 * @self: the run; its arguments are items
 *
 * `release ID…`: makes held items pending again.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_release (NsCtl *self)
{
  return apply_args (self, NS_EVENT_RELEASE);
}

/**
 * ns_ctl_delete:
 * @self: the run; its arguments are items
 *
 * `delete ID…`: takes items out of the outbox.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_delete (NsCtl *self)
{
  NsCtlExit code = NS_CTL_WRONG_USE;
  g_autoptr (GArray) ids = ns_ctl_parse_ids (self);
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  if (ids == NULL || !ns_ctl_open (self, &code))
    return code;
  ns_store_set_deleted_async (self->store, (const gint64 *) (gpointer) ids->data, ids->len, TRUE, NULL, ns_await_cb,
                              &await);
  if (!ns_store_set_deleted_finish (self->store, ns_await_result (&await), &error))
    return ns_ctl_fail_error (error);
  return NS_CTL_DONE;
}
