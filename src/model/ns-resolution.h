/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NsResolution:
 * @NS_RESOLUTION_NONE: nothing was decided
 * @NS_RESOLUTION_MINE: send mine again; the server's version loses
 * @NS_RESOLUTION_SERVER: keep the server's; mine loses
 * @NS_RESOLUTION_NEW: keep both: mine goes out once more as a new item
 * @NS_RESOLUTION_FIELDS: send a version that takes some fields of each side
 * @NS_RESOLUTION_CLEARED: as %NS_RESOLUTION_SERVER, but by itself: mine was only the echo of a reminder
 *
 * How the user, or a setting of his, ended a conflict. The values are stored: never renumber them.
 */
typedef enum
{
  NS_RESOLUTION_NONE = 0,
  NS_RESOLUTION_MINE = 1,
  NS_RESOLUTION_SERVER = 2,
  NS_RESOLUTION_NEW = 3,
  NS_RESOLUTION_FIELDS = 4,
  NS_RESOLUTION_CLEARED = 5,
} NsResolution;

#define NS_RESOLUTION_LAST NS_RESOLUTION_CLEARED

const char *ns_resolution_nick (NsResolution resolution);
const char *ns_resolution_label (NsResolution resolution);
gboolean ns_resolution_is_sent (NsResolution resolution);

G_END_DECLS
