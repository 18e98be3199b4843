/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NS_ID_LENGTH 32

char *ns_id_new (void);
void ns_id_set_seed (guint32 seed);

G_END_DECLS
