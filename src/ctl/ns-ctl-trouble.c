/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-trouble.h"

#include "base/ns-await.h"
#include "ctl/ns-ctl-format.h"

#include <glib/gi18n-lib.h>

/* One trouble is named; it shows in the newest items, or not at all. */
#define MAX_ITEMS 32

static GPtrArray *
load_problems (NsCtl *self, GError **error)
{
  const NsFilter filter = { .states = 1u << NS_STATE_ERROR | 1u << NS_STATE_UNCERTAIN };
  g_auto (NsAwait) listed = NS_AWAIT_INIT;
  g_auto (NsAwait) loaded = NS_AWAIT_INIT;
  g_autoptr (GArray) ids = NULL;

  ns_store_list_ids_async (self->store, &filter, NULL, ns_await_cb, &listed);
  ids = ns_store_list_ids_finish (self->store, ns_await_result (&listed), error);
  if (ids == NULL)
    return NULL;
  ns_store_load_async (self->store, (const gint64 *) (gpointer) ids->data, MIN (ids->len, MAX_ITEMS), NULL,
                       ns_await_cb, &loaded);
  return ns_store_load_finish (self->store, ns_await_result (&loaded), error);
}

/**
 * ns_ctl_find_trouble:
 * @self: the run, with its outbox open
 * @account: (nullable): the account
 * @trouble: (out) (transfer none) (nullable): its known trouble, where it has one
 * @code: (out): the exit code, where it could not be found out
 *
 * Looks at what was observed of the account and of the items that need the user.
 *
 * Returns: whether the outbox could be read
 */
gboolean
ns_ctl_find_trouble (NsCtl *self, const NsAccount *account, const NsTrouble **trouble, NsCtlExit *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;

  *trouble = NULL;
  if (account == NULL)
    return TRUE;
  items = load_problems (self, &error);
  if (items == NULL)
    {
      *code = ns_ctl_fail_error (error);
      return FALSE;
    }
  *trouble = ns_trouble_for (account, items);
  return TRUE;
}

/**
 * ns_ctl_print_trouble:
 * @trouble: (nullable): a known trouble
 *
 * Prints what is known about it, and each way out on a line of its own; nothing where there is none.
 */
void
ns_ctl_print_trouble (const NsTrouble *trouble)
{
  if (trouble == NULL)
    return;
  ns_ctl_print ("\n%s: %s", _("Known trouble"), ns_trouble_title (trouble));
  ns_ctl_print ("%s", ns_trouble_why (trouble));
  for (guint n = 0; ns_trouble_get_cure (trouble, n) != NULL; n++)
    ns_ctl_print ("  • %s", ns_trouble_get_cure (trouble, n));
}
