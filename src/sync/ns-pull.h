/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-eas-sync-command.h"
#include "transport/ns-connection.h"

G_BEGIN_DECLS

/**
 * NsLine:
 * @connection: (not owned): the line to the server
 * @version: the negotiated protocol version
 * @policy_key: (nullable): the key of the last provisioning
 *
 * What every request of a session needs. A plain value that borrows from the cycle.
 */
typedef struct
{
  NsConnection *connection;
  NsEasVersion version;
  const char *policy_key;
} NsLine;

/**
 * NsPullPlan:
 * @collection_id: the folder
 * @class_name: its class
 * @sync_key: (nullable): where to go on; %NULL starts the chain with key 0
 * @only_prime: only start the chain, fetch nothing
 * @filter_type: FilterType: how far back (eas-facts 5.4)
 *
 * What to fetch. A plain value; its strings need only live until ns_pull_async() returns.
 */
typedef struct
{
  const char *collection_id;
  const char *class_name;
  const char *sync_key;
  gboolean only_prime;
  int filter_type;
} NsPullPlan;

/**
 * NsPulled:
 * @attempt: how the last request went; the outcome's domain is %NS_DOMAIN_NONE when everything came
 * @detail: (owned) (nullable): the other side's own words
 * @retry_after: seconds that the server asks to wait, or 0
 * @sync_key: (owned) (nullable): the last key that came; what came before a fault is valid
 * @is_whole: whether the pull began with key 0 and reached the end, so that it brought all that the folder holds
 */
typedef struct
{
  NsAttempt attempt;
  char *detail;
  guint retry_after;
  char *sync_key;
  gboolean is_whole;
} NsPulled;

/**
 * NsPullFunc:
 * @command: one change on the server
 * @user_data: given to ns_pull_async()
 */
typedef void (*NsPullFunc) (const NsEasSyncCommand *command, gpointer user_data);

void ns_pull_async (const NsLine *line, const NsPullPlan *plan, NsPullFunc func, gpointer func_data,
                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
NsPulled *ns_pull_finish (GAsyncResult *result);
void ns_pulled_free (NsPulled *pulled);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsPulled, ns_pulled_free)

G_END_DECLS
