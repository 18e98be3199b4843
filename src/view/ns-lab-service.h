/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "view/ns-lab-window.h"

G_BEGIN_DECLS

#define NS_LAB_SERVICE_NAME "io.github.notifysync.Outbox.Lab"
#define NS_LAB_SERVICE_PATH "/io/github/notifysync/Outbox/Lab"

/**
 * NsLabService:
 *
 * The lab on the session bus: `io.github.notifysync.Outbox.Lab` (notifysync(1)). It owns the name of the same kind; a
 * second lab waits for it, and can be called by its unique name meanwhile.
 */
#define NS_TYPE_LAB_SERVICE (ns_lab_service_get_type ())
G_DECLARE_FINAL_TYPE (NsLabService, ns_lab_service, NS, LAB_SERVICE, GObject)

NsLabService *ns_lab_service_new (NsLabWindow *window, GDBusConnection *bus);

G_END_DECLS
