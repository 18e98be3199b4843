/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-eas-settings.h"
#include "sim/ns-sim-context.h"

G_BEGIN_DECLS

/* The commands that the simulator knows, one file each. Every one decodes the request, meets the faults, executes,
 * and sets answer and journal entries. */

void ns_sim_provision_run (NsSimContext *context);
void ns_sim_settings_run (NsSimContext *context);
void ns_sim_folder_sync_run (NsSimContext *context);
void ns_sim_sync_run (NsSimContext *context);
void ns_sim_send_mail_run (NsSimContext *context);

gboolean ns_sim_provision_admit (NsSimContext *context);
gboolean ns_sim_settings_take_device (NsSimContext *context, const NsEasDeviceInformation *device);

G_END_DECLS
