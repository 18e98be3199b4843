/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab/ns-lab-world.h"

G_BEGIN_DECLS

/**
 * NsLabFault:
 * @id: by which it can be taken back; the same after each replay
 * @text: how it is written: `COMMAND:FAULT[=VALUE][*[TIMES]][@TARGET]`
 * @until: the step that ends it, or 0
 * @remaining: how often it will still strike; %G_MAXUINT is always
 * @struck: how often it has
 *
 * A fault that waits for requests.
 */
typedef struct
{
  guint id;
  char *text;
  guint until;
  guint remaining;
  guint struck;
} NsLabFault;

void ns_lab_fault_free (NsLabFault *self);

guint ns_lab_world_push_fault (NsLabWorld *self, const char *text, guint until, GError **error);
void ns_lab_world_end_faults (NsLabWorld *self, guint step);
GPtrArray *ns_lab_world_list_faults (NsLabWorld *self);

G_END_DECLS
