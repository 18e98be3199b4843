/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-personality.h"

#include "sim/ns-sim-server.h"

#include <string.h>

/* The commands that the simulator knows; SOGo does not announce Provision, though it answers it. */
#define COMMANDS "Sync,SendMail,FolderSync,Settings,Provision"
#define SOGO_COMMANDS "Sync,SendMail,FolderSync,Settings"
/* Settings came with 12.0 (eas-facts 9.1), and nobody says that Kerio's server took it. */
#define OLD_COMMANDS "Sync,SendMail,FolderSync,Provision"

#define GOOD_MEMORY .remembers_syncs = TRUE, .remembers_mails = TRUE
#define SYNC_MEMORY .remembers_syncs = TRUE
#define PLAIN_MANNERS .provisions = TRUE, .reports_conflicts = TRUE, .saves_sent = TRUE
#define EXCHANGE_MANNERS .commands = COMMANDS, PLAIN_MANNERS
#define OLD_MANNERS .commands = OLD_COMMANDS, PLAIN_MANNERS

/* eas-facts 9.2 (versions), 5.8 and 6.4 (memories), 3.6 (provisioning), sogo-behaviour. Of Kerio MailServer only the
 * version 2.5, Basic authentication and its remote wipe are documented, the HTTP status 400 only of its successor;
 * 12.0 and 12.1 are there so that clients which no longer speak 2.5 can meet it. The first row is what the simulator
 * is unless told otherwise. */
static const NsSimPersonality personalities[] = {
  { "generic", "A server without a name, with everything that Exchange remembers", "14.3", "12.1,14.0,14.1",
    .commands = COMMANDS, .reports_conflicts = TRUE, .saves_sent = TRUE, GOOD_MEMORY },
  { "exchange-2003", "Exchange 2003 SP2", "6.5.7638.1", "2.5", OLD_MANNERS, SYNC_MEMORY },
  { "exchange-2007", "Exchange 2007 SP1", "8.1", "2.5,12.0,12.1", EXCHANGE_MANNERS, SYNC_MEMORY },
  { "exchange-2010", "Exchange 2010 SP3", "14.3", "2.5,12.0,12.1,14.0,14.1", EXCHANGE_MANNERS, GOOD_MEMORY },
  { "exchange-2013", "Exchange 2013", "15.0", "2.5,12.0,12.1,14.0,14.1", EXCHANGE_MANNERS, GOOD_MEMORY,
    .tells_throttling = TRUE },
  { "exchange-2016", "Exchange 2016, without the versions 16.0 and 16.1", "15.1", "2.5,12.0,12.1,14.0,14.1",
    EXCHANGE_MANNERS, GOOD_MEMORY, .tells_throttling = TRUE },
  { "kerio-6.6", "Kerio MailServer 6.6", "Kerio MailServer 6.6.2", "2.5,12.0,12.1", OLD_MANNERS,
    .unprovisioned = 400, .cuts_tls = TRUE },
  { "kerio-6.7", "Kerio MailServer 6.7", "Kerio MailServer 6.7.0", "2.5,12.0,12.1", OLD_MANNERS,
    .unprovisioned = 400 },
  { "sogo", "SOGo 5.8", "14.1", "2.5,12.0,12.1,14.0,14.1", .commands = SOGO_COMMANDS, .saves_sent = TRUE,
    .saves_raw = TRUE, .is_lax = TRUE },
};

/**
 * ns_sim_personality_find:
 * @name: (nullable): a name; %NULL is the first of the table
 *
 * Returns: (transfer none) (nullable): the personality
 */
const NsSimPersonality *
ns_sim_personality_find (const char *name)
{
  if (name == NULL)
    return &personalities[0];
  for (gsize i = 0; i < G_N_ELEMENTS (personalities); i++)
    if (g_str_equal (personalities[i].name, name))
      return &personalities[i];
  return NULL;
}

static gboolean
is_product (const char *text, const char *product)
{
  const char *rest = g_str_has_prefix (text, product) ? text + strlen (product) : NULL;

  return rest != NULL && (*rest == '\0' || g_str_has_prefix (rest, " ("));
}

/**
 * ns_sim_personality_find_product:
 * @product: what a server calls itself, perhaps with what is in front of it in brackets
 * @provisions: whether devices must provision there
 *
 * Returns: (transfer none) (nullable): the first personality of that product that does, or does not; there may be more
 */
const NsSimPersonality *
ns_sim_personality_find_product (const char *product, gboolean provisions)
{
  for (gsize i = 0; i < G_N_ELEMENTS (personalities); i++)
    if (is_product (product, personalities[i].product) && personalities[i].provisions == provisions)
      return &personalities[i];
  return NULL;
}

/**
 * ns_sim_personality_require:
 * @name: (nullable): as for ns_sim_personality_find()
 * @out: (out): the personality
 * @error: return location for %NS_SIM_ERROR_ARGUMENT
 *
 * Returns: whether there is such a personality
 */
gboolean
ns_sim_personality_require (const char *name, const NsSimPersonality **out, GError **error)
{
  *out = ns_sim_personality_find (name);
  if (*out == NULL)
    g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT,
                 "The simulator has no personality \"%s\"; --list-personalities shows all.", name);
  return *out != NULL;
}

/**
 * ns_sim_personality_dup_list:
 *
 * Returns: (transfer full): one line each: name, a tab, what it plays, a tab, its versions
 */
char *
ns_sim_personality_dup_list (void)
{
  GString *list = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (personalities); i++)
    g_string_append_printf (list, "%s\t%s\t%s\n", personalities[i].name, personalities[i].title,
                            personalities[i].versions);
  return g_string_free (list, FALSE);
}
