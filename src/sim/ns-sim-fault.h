/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/ns-outcome.h"

G_BEGIN_DECLS

typedef enum
{
  NS_SIM_FAULT_HTTP,         /* value: HTTP status; seconds: Retry-After, or -1 */
  NS_SIM_FAULT_DROP_BEFORE,
  NS_SIM_FAULT_DROP_BODY,
  NS_SIM_FAULT_DROP_ANSWER,
  NS_SIM_FAULT_HALF_ANSWER,
  NS_SIM_FAULT_DELAY,        /* seconds */
  NS_SIM_FAULT_STALL,
  NS_SIM_FAULT_GATEWAY,      /* value: HTTP status */
  NS_SIM_FAULT_GATEWAY_LATE, /* value: HTTP status */
  NS_SIM_FAULT_STATUS,       /* value: Status of the command */
  NS_SIM_FAULT_ITEM_STATUS,  /* value: Status of one item of a Sync */
  NS_SIM_FAULT_STOP,         /* value: HTTP status, or 0 for a cut */
  NS_SIM_FAULT_HTML,
  NS_SIM_FAULT_REDIRECT,
} NsSimFaultType;

/**
 * NsSimFault:
 * @command: whose request fails
 * @is_any: any command's request will do
 * @type: how
 * @value: a status
 * @seconds: a time
 * @remaining: how often it will still happen; %G_MAXUINT is always
 * @target: (nullable): the item that it waits for; `*` is any item
 * @is_counted: it waits for a certain request from now
 * @wait: for the how many-th one; 0 for the one under way
 * @text: how it was written
 *
 * A fault to come (notifysync-simulator(1)): `COMMAND:FAULT[=VALUE][*[TIMES]][@TARGET]`.
 */
typedef struct
{
  NsCommand command;
  gboolean is_any;
  NsSimFaultType type;
  int value;
  double seconds;
  guint remaining;
  char *target;
  gboolean is_counted;
  guint wait;
  char *text;
} NsSimFault;

NsSimFault *ns_sim_fault_parse (const char *text, GError **error);
NsSimFault *ns_sim_fault_copy (const NsSimFault *self);
void ns_sim_fault_free (NsSimFault *self);
gboolean ns_sim_fault_concerns (const NsSimFault *self, NsCommand command);
gboolean ns_sim_fault_meets (const NsSimFault *self, GPtrArray *names);
char *ns_sim_fault_dup_list (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsSimFault, ns_sim_fault_free)

G_END_DECLS
