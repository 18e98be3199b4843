/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-resolution.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *nick; /* (nullable) */
  const char *label;
} resolutions[] = {
  [NS_RESOLUTION_NONE] = { NULL, "" },
  [NS_RESOLUTION_MINE] = { "mine", N_("mine was sent again") },
  [NS_RESOLUTION_SERVER] = { "server", N_("the server's version was kept") },
  [NS_RESOLUTION_NEW] = { "new", N_("mine was kept as a new item") },
  [NS_RESOLUTION_FIELDS] = { "fields", N_("chosen field by field") },
  [NS_RESOLUTION_CLEARED] = { "cleared", N_("cleared: reminder echo") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (resolutions) == NS_RESOLUTION_LAST + 1);

/**
 * ns_resolution_nick:
 * @resolution: a resolution
 *
 * Returns: (transfer none) (nullable): its name in JSON; %NULL where nothing was decided
 */
const char *
ns_resolution_nick (NsResolution resolution)
{
  return resolutions[resolution].nick;
}

/**
 * ns_resolution_label:
 * @resolution: a resolution
 *
 * Returns: (transfer none): what was decided, for the user, translated; empty where nothing was
 */
const char *
ns_resolution_label (NsResolution resolution)
{
  return *resolutions[resolution].label != '\0' ? _(resolutions[resolution].label) : "";
}

/**
 * ns_resolution_is_sent:
 * @resolution: a resolution
 *
 * Returns: whether the item itself goes to the server once more, after a look at the server's newest version; the
 *   others take it out of the outbox
 */
gboolean
ns_resolution_is_sent (NsResolution resolution)
{
  return resolution == NS_RESOLUTION_MINE || resolution == NS_RESOLUTION_FIELDS;
}
