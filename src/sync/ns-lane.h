/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-kind.h"
#include "model/ns-outcome.h"

G_BEGIN_DECLS

/**
 * NsLane:
 * @kinds: which kinds travel in it, bits `1 << NsKind`
 * @command: what carries them
 * @folder_type: the type of their folder, 0 for mail
 * @kind: the kind whose class the folder has
 * @batch_size: how many of them one request carries
 *
 * One way to the server. Lanes go one after the other.
 */
typedef struct
{
  guint kinds;
  NsCommand command;
  int folder_type;
  NsKind kind;
  guint batch_size;
} NsLane;

#define NS_LANE_MAIL 4
#define NS_N_LANES 5

const NsLane *ns_lane_get (guint n);
const NsLane *ns_lane_for_folder (int folder_type);

G_END_DECLS
