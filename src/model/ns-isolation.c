/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-isolation.h"

#include <glib/gi18n-lib.h>

/**
 * ns_isolation_sentence:
 * @isolation: of an item that was isolated
 *
 * Returns: (transfer full): one translated sentence: what it was isolated for, and what became of the others
 */
char *
ns_isolation_sentence (NsIsolation isolation)
{
  const guint others = isolation.size - 1;

  g_return_val_if_fail (isolation.size > 0, NULL);

  if (isolation.delivered < others)
    return g_strdup_printf (_("It was isolated because it made the batch fail. Other items of the batch: %u, "
                              "delivered of them: %u."),
                            others, isolation.delivered);
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "It was isolated because it made the batch fail: the %u other item of the batch was delivered.",
                 "It was isolated because it made the batch fail: the %u other items of the batch were delivered.",
                 others),
    others);
}
