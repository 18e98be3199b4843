/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/ns-store.h"

G_BEGIN_DECLS

void ns_save_report (GtkWindow *parent, NsStore *store, const NsItem *item, GArray *attempts);

G_END_DECLS
