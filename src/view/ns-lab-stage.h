/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lab/ns-lab.h"

G_BEGIN_DECLS

/**
 * NsLabStage:
 *
 * What an audience looks at: the words of the step, and below them what the handheld shows, what goes over the wire
 * and what the server holds, side by side. Signal `asked (int what, gint64 id)`: as that of #NsLabHandheld.
 */
#define NS_TYPE_LAB_STAGE (ns_lab_stage_get_type ())
G_DECLARE_FINAL_TYPE (NsLabStage, ns_lab_stage, NS, LAB_STAGE, GtkBox)

void ns_lab_stage_set_lab (NsLabStage *self, NsLab *lab);
void ns_lab_stage_show_step (NsLabStage *self, const char *trouble);
gboolean ns_lab_stage_is_settled (NsLabStage *self);

G_END_DECLS
