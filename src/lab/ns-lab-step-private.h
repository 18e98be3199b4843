/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab/ns-lab-step.h"

G_BEGIN_DECLS

/* What a running step knows. */
typedef struct
{
  const NsScenario *scenario; /* (unowned): outlives the step */
  const NsStep *step;         /* (unowned): the scenario's */
  GPtrArray *items;           /* (owned) (nullable) (element-type NsScenarioItem): what is to be queued */
  guint n_queued;
  const char *name;           /* (unowned) (nullable): of the item that is being queued */
} NsLabRun;

void ns_lab_run_end (GTask *task, GError *error);
void ns_lab_run_enqueue (GTask *task, GBytes *bytes, const char *name);

void ns_lab_run_fire (NsLabWorld *world, NsLabRun *run, GTask *task);
void ns_lab_run_change_server (NsLabWorld *world, NsLabRun *run, GTask *task);
void ns_lab_run_change_mailbox (NsLabWorld *world, NsLabRun *run, GTask *task);
void ns_lab_run_create (NsLabWorld *world, NsLabRun *run, GTask *task);

G_END_DECLS
