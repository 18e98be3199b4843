/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NsIsolation:
 * @size: how many items the batch had that failed because of this one; 0 where the item was not isolated
 * @delivered: how many of the others were delivered without it
 *
 * Why an item was set aside though the server may never have named it: with it a whole batch failed, without it the
 * others went through.
 */
typedef struct
{
  guint size;
  guint delivered;
} NsIsolation;

char *ns_isolation_sentence (NsIsolation isolation);

G_END_DECLS
