/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab/ns-lab.h"

G_BEGIN_DECLS

/* The three panes of the stage; NONE where a step is about none of them. */
typedef enum
{
  NS_LAB_PANE_NONE,
  NS_LAB_PANE_HANDHELD,
  NS_LAB_PANE_WIRE,
  NS_LAB_PANE_SERVER,
} NsLabPane;

NsLabPane ns_lab_pane_of_step (const NsScenario *scenario, guint n);
const char *ns_lab_pane_id (NsLabPane pane);
NsLabPane ns_lab_pane_parse (const char *id);

G_END_DECLS
