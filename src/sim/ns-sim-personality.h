/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * NsSimPersonality:
 * @name: how it is called on the command line
 * @title: what it plays, for people
 * @product: what `MS-Server-ActiveSync` says
 * @versions: what `MS-ASProtocolVersions` says: of what the server announces that much as the simulator speaks
 * @commands: what `MS-ASProtocolCommands` says
 * @provisions: whether devices must provision
 * @unprovisioned: the HTTP status with which it refuses devices that did not, or 0 for that of their version
 * @remembers_syncs: whether a repeated Sync is recognised
 * @remembers_mails: whether a repeated SendMail is recognised
 * @reports_conflicts: whether a change of what somebody else has changed is refused
 * @saves_sent: whether Sent Items get a copy of sent mail where the client asks for it
 * @saves_raw: whether they get it up to 12.1 even where the client does not
 * @is_lax: whether it takes what Exchange refuses, and tells as little as SOGo does (ns-sim-lax.h)
 * @tells_throttling: whether HTTP 503 names its reason (`X-MS-ASThrottle`)
 * @cuts_tls: whether over TLS the answer to what it executed ends where the connection is cut (our model of Kerio
 *   MailServer before 6.7)
 *
 * What kind of server the simulator plays. Plain data; those of the table are static.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *product;
  const char *versions;
  const char *commands;
  gboolean provisions;
  guint unprovisioned;
  gboolean remembers_syncs;
  gboolean remembers_mails;
  gboolean reports_conflicts;
  gboolean saves_sent;
  gboolean saves_raw;
  gboolean is_lax;
  gboolean tells_throttling;
  gboolean cuts_tls;
} NsSimPersonality;

const NsSimPersonality *ns_sim_personality_find (const char *name);
gboolean ns_sim_personality_require (const char *name, const NsSimPersonality **out, GError **error);
const NsSimPersonality *ns_sim_personality_find_product (const char *product, gboolean provisions);
char *ns_sim_personality_dup_list (void);

G_END_DECLS
