/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/ns-outcome.h"
#include "sim/ns-sim-fault-kind.h"

G_BEGIN_DECLS

/**
 * NsSimFault:
 * @command: whose request fails
 * @is_any: any command's request will do
 * @type: how
 * @scope: what it meets
 * @value: a status
 * @seconds: a time
 * @remaining: how often it will still happen; %G_MAXUINT is always
 * @location: (nullable): an address
 * @target: (nullable): the item that it waits for; `*` is any item
 * @is_counted: it waits for a certain request from now
 * @wait: for the how many-th one; 0 for the one under way
 * @text: how it was written
 * @id: what it is called in the queue, from 1; 0 before it is there
 * @struck: how often it has happened
 *
 * A fault to come (notifysync-simulator(1)): `COMMAND:FAULT[=VALUE][*[TIMES]][@TARGET]`.
 */
typedef struct
{
  NsCommand command;
  gboolean is_any;
  NsSimFaultType type;
  NsSimFaultScope scope;
  int value;
  double seconds;
  guint remaining;
  char *location;
  char *target;
  gboolean is_counted;
  guint wait;
  char *text;
  guint id;
  guint struck;
} NsSimFault;

NsSimFault *ns_sim_fault_parse (const char *text, GError **error);
NsSimFault *ns_sim_fault_copy (const NsSimFault *self);
void ns_sim_fault_free (NsSimFault *self);
gboolean ns_sim_fault_concerns (const NsSimFault *self, NsCommand command);
gboolean ns_sim_fault_meets (const NsSimFault *self, GPtrArray *names);
char *ns_sim_fault_write (const NsSimFaultKind *kind, const char *command, double value, double seconds, guint times,
                          const char *target);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsSimFault, ns_sim_fault_free)

G_END_DECLS
