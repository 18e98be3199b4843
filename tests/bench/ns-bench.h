/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * NsBenchGate:
 * @NS_BENCH_AT_LEAST: the ratio shall not be below the gate: for speeds
 * @NS_BENCH_AT_MOST: the ratio shall not be above the gate: for times and sizes
 */
typedef enum
{
  NS_BENCH_AT_LEAST,
  NS_BENCH_AT_MOST,
} NsBenchGate;

/**
 * NsBench:
 *
 * One figure of ours against a baseline that is measured in the same run, in pairs: what else the machine does hits
 * both, so that the ratio says more than the figure.
 */
typedef struct _NsBench NsBench;

NsBench *ns_bench_new (const char *name, const char *unit, const char *baseline, NsBenchGate kind, double gate);
void ns_bench_add (NsBench *self, double ours, double baseline);
gboolean ns_bench_end (NsBench *self);

double ns_bench_now (void);
void ns_bench_skip (const char *name, const char *reason);
