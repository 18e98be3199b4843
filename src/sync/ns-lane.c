/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-lane.h"

#include "eas/ns-eas-folder-sync.h"

#define BIT(kind) (1u << NS_KIND_##kind)

/* Twenty is what eas-facts 5.10 suggests: few enough that a lost answer leaves little open. */
#define OBJECTS_A_BATCH 20

static const NsLane lanes[] = {
  { BIT (CONTACT), NS_COMMAND_SYNC, NS_EAS_FOLDER_CONTACTS, NS_KIND_CONTACT, OBJECTS_A_BATCH },
  { BIT (EVENT), NS_COMMAND_SYNC, NS_EAS_FOLDER_CALENDAR, NS_KIND_EVENT, OBJECTS_A_BATCH },
  { BIT (TASK), NS_COMMAND_SYNC, NS_EAS_FOLDER_TASKS, NS_KIND_TASK, OBJECTS_A_BATCH },
  { BIT (NOTE), NS_COMMAND_SYNC, NS_EAS_FOLDER_NOTES, NS_KIND_NOTE, OBJECTS_A_BATCH },
  [NS_LANE_MAIL] = { BIT (MAIL) | BIT (REPLY) | BIT (FORWARD) | BIT (MEETING_RESPONSE), NS_COMMAND_SEND_MAIL, 0,
                     NS_KIND_MAIL, 1 },
};

G_STATIC_ASSERT (G_N_ELEMENTS (lanes) == NS_N_LANES);

/**
 * ns_lane_get:
 * @n: which, below %NS_N_LANES
 *
 * Returns: (transfer none): the lane
 */
const NsLane *
ns_lane_get (guint n)
{
  g_return_val_if_fail (n < NS_N_LANES, NULL);

  return &lanes[n];
}

/**
 * ns_lane_for_folder:
 * @folder_type: the type of a folder
 *
 * Returns: (transfer none) (nullable): the lane that ends in such a folder
 */
const NsLane *
ns_lane_for_folder (int folder_type)
{
  for (guint i = 0; i < NS_LANE_MAIL; i++)
    if (lanes[i].folder_type == folder_type)
      return &lanes[i];
  return NULL;
}
