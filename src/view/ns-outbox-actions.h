/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ns_outbox_actions_install_accels (GtkApplication *application);

G_END_DECLS
