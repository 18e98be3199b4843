/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl/ctl-fixture.h"
#include "soak/ns-soak-item.h"

/**
 * NsSoakRun:
 * @kills: how many runs of the program are still to be killed
 * @killed: how many were
 * @cycles: how many cycles began
 * @busy: how long they took, in microseconds
 * @random: when to kill
 * @n_items: how many items there will be: the kills are spread over them
 *
 * The outbox of a long run, seen through notifysyncctl.
 */
typedef struct
{
  CtlFixture fixture;
  GPtrArray *items; /* (owned) (element-type NsSoakItem) */
  GRand *random;    /* (owned) */
  guint n_items;
  guint kills;
  guint killed;
  guint cycles;
  gint64 busy;
} NsSoakRun;

void ns_soak_run_init (NsSoakRun *self, const char *const *simulator_args, guint seed);
void ns_soak_run_clear (NsSoakRun *self);
void ns_soak_run_queue (NsSoakRun *self, guint begin);
void ns_soak_run_drain (NsSoakRun *self);
void ns_soak_run_look (NsSoakRun *self);
void ns_soak_run_act (NsSoakRun *self, const char *command, const char *option, GArray *ids);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NsSoakRun, ns_soak_run_clear)
