/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "bench/ns-bench.h"

#include <stdio.h>

struct _NsBench
{
  const char *name;     /* (not owned): a literal, as the next two */
  const char *unit;
  const char *baseline;
  NsBenchGate kind;
  double gate;
  GArray *ours;         /* (owned) (element-type double) */
  GArray *ratios;       /* (owned) (element-type double) */
};

/**
 * ns_bench_new:
 * @name: what is measured; a literal
 * @unit: in what; a literal
 * @baseline: against what, with its article; a literal
 * @kind: on which side of the gate the ratio shall be
 * @gate: the ratio that is demanded
 *
 * Returns: (transfer full): a figure without rounds
 */
NsBench *
ns_bench_new (const char *name, const char *unit, const char *baseline, NsBenchGate kind, double gate)
{
  NsBench *self = g_new0 (NsBench, 1);

  self->name = name;
  self->unit = unit;
  self->baseline = baseline;
  self->kind = kind;
  self->gate = gate;
  self->ours = g_array_new (FALSE, FALSE, sizeof (double));
  self->ratios = g_array_new (FALSE, FALSE, sizeof (double));
  return self;
}

/**
 * ns_bench_add:
 * @self: a figure
 * @ours: what we took in this round
 * @baseline: what the baseline took in the same round, in the same unit
 */
void
ns_bench_add (NsBench *self, double ours, double baseline)
{
  const double ratio = ours / baseline;

  g_array_append_val (self->ours, ours);
  g_array_append_val (self->ratios, ratio);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double left = *(const double *) a, right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
median (GArray *values)
{
  const double *sorted;

  g_array_sort (values, compare);
  sorted = (const double *) (gpointer) values->data;
  return (sorted[(values->len - 1) / 2] + sorted[values->len / 2]) / 2;
}

/**
 * ns_bench_end:
 * @self: (transfer full): a figure with at least one round
 *
 * Prints its line: the median of ours, and the median of the ratios of the pairs.
 *
 * Returns: whether the ratio is on the right side of the gate
 */
gboolean
ns_bench_end (NsBench *self)
{
  const double ours = median (self->ours), ratio = median (self->ratios);
  const gboolean is_ok = self->kind == NS_BENCH_AT_LEAST ? ratio >= self->gate : ratio <= self->gate;

  printf ("%s: %.*f %s, ratio %.2f to %s (gate %s %.2f): %s\n", self->name, ours < 100 ? 2 : 0, ours, self->unit,
          ratio, self->baseline, self->kind == NS_BENCH_AT_LEAST ? "≥" : "≤", self->gate, is_ok ? "ok" : "miss");
  fflush (stdout);
  g_array_unref (self->ours);
  g_array_unref (self->ratios);
  g_free (self);
  return is_ok;
}

/**
 * ns_bench_now:
 *
 * Returns: monotonic seconds
 */
double
ns_bench_now (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

/**
 * ns_bench_skip:
 * @name: what is not measured
 * @reason: why not
 *
 * Prints its line.
 */
void
ns_bench_skip (const char *name, const char *reason)
{
  printf ("%s: skipped: %s\n", name, reason);
  fflush (stdout);
}
