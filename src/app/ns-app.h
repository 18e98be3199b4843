/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/ns-options.h"
#include "lab/ns-lab.h"

G_BEGIN_DECLS

/**
 * NsApp:
 *
 * The desktop application: one process for each profile, one window. Wires store, engine and window together.
 */
#define NS_TYPE_APP (ns_app_get_type ())
G_DECLARE_FINAL_TYPE (NsApp, ns_app, NS, APP, GtkApplication)

NsApp *ns_app_new (NsOptions *options, NsScenario *scenario);
gboolean ns_app_has_failed (NsApp *self);

G_END_DECLS
