/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-cycle-state.h"

#define TO(name) (1u << NS_CYCLE_##name)

/* What a refused command may be taken up again with, after provisioning. */
#define RESUMED \
  (TO (FOLDER_SYNC) | TO (DEVICE) | TO (PRIME) | TO (PULL) | TO (TRY) | TO (LOOK_UP) | TO (RECORD) | TO (FINISH))

/* Where a batch comes from and where the cycle goes on after it. */
#define LANES (TO (SETTLE) | TO (UPLOAD) | TO (SEND))

static const struct
{
  const char *nick;
  guint32 next;
} states[] = {
  [NS_CYCLE_LOCK] = { "lock", TO (ACCOUNT) | TO (FINISH) },
  [NS_CYCLE_ACCOUNT] = { "account", TO (OPTIONS) | TO (FOLDER_SYNC) | TO (FOLDERS) | TO (FINISH) },
  [NS_CYCLE_OPTIONS] = { "options", TO (FOLDER_SYNC) | TO (FOLDERS) | TO (FINISH) },
  [NS_CYCLE_PROVISION_1] = { "provision-1", TO (PROVISION_2) | RESUMED },
  [NS_CYCLE_PROVISION_2] = { "provision-2", RESUMED },
  [NS_CYCLE_FOLDER_SYNC] = { "folder-sync",
                             TO (FOLDERS) | TO (FOLDER_SYNC) | TO (PROVISION_1) | TO (FINISH) },
  [NS_CYCLE_FOLDERS] = { "folders", TO (DEVICE) | TO (SETTLE) | TO (FINISH) },
  [NS_CYCLE_DEVICE] = { "device", TO (PROVISION_1) | TO (SETTLE) | TO (FINISH) },
  [NS_CYCLE_SETTLE] = { "settle", TO (TRY) | TO (LOOK_UP) | TO (RECORD) | TO (UPLOAD) | TO (FINISH) },
  [NS_CYCLE_UPLOAD] = { "upload", TO (PRIME) | TO (PULL) | TO (FOLDER_SYNC) | TO (LEASE) | TO (PREPARE)
                                 | TO (SEND) | TO (FINISH) },
  [NS_CYCLE_PRIME] = { "prime", TO (PULL) | TO (UPLOAD) | TO (SEND) | TO (PROVISION_1) | TO (FOLDER_SYNC)
                               | TO (FINISH) },
  [NS_CYCLE_PULL] = { "pull", TO (JUDGE) | TO (PROVISION_1) | LANES | TO (FINISH) },
  [NS_CYCLE_SEND] = { "send", TO (PREPARE) | TO (VERIFY) | TO (FINISH) },
  [NS_CYCLE_PREPARE] = { "prepare", TO (LEASE) | TO (PULL) | TO (UPLOAD) | TO (SEND) | TO (FINISH) },
  [NS_CYCLE_LEASE] = { "lease", TO (TRY) | TO (RECORD) | TO (UPLOAD) | TO (SEND) | TO (FINISH) },
  [NS_CYCLE_TRY] = { "try", TO (TRY) | TO (LOOK_UP) | TO (RECORD) | TO (PROVISION_1) | LANES | TO (FINISH) },
  [NS_CYCLE_LOOK_UP] = { "look-up", TO (TRY) | TO (RECORD) | TO (PROVISION_1) | LANES | TO (FINISH) },
  [NS_CYCLE_RECORD] = { "record", TO (TRY) | TO (PULL) | TO (FOLDER_SYNC) | LANES | TO (FINISH) },
  [NS_CYCLE_JUDGE] = { "judge", LANES | TO (FINISH) },
  [NS_CYCLE_VERIFY] = { "verify", TO (FINISH) },
  [NS_CYCLE_FINISH] = { "finish", TO (DONE) },
  [NS_CYCLE_DONE] = { "done", 0 },
};

G_STATIC_ASSERT (G_N_ELEMENTS (states) == NS_CYCLE_STATE_LAST + 1);
G_STATIC_ASSERT (NS_CYCLE_STATE_LAST < 32);

/**
 * ns_cycle_state_may_follow:
 * @before: a state
 * @after: another
 *
 * Returns: whether a cycle may go from one to the other; anything else is a defect
 */
gboolean
ns_cycle_state_may_follow (NsCycleState before, NsCycleState after)
{
  return (states[before].next & 1u << after) != 0;
}

/**
 * ns_cycle_state_may_be_skipped:
 * @state: a state
 *
 * A cancelled cycle goes straight to its end, but never past a state in which it would forget what it has learned:
 * what was leased must be seen through, and what is known must be written.
 *
 * Returns: whether a cancelled cycle may go to %NS_CYCLE_FINISH instead
 */
gboolean
ns_cycle_state_may_be_skipped (NsCycleState state)
{
  static const guint32 kept = TO (PROVISION_1) | TO (PROVISION_2) | TO (TRY) | TO (RECORD) | TO (FINISH) | TO (DONE);

  return (kept & 1u << state) == 0;
}

/**
 * ns_cycle_state_nick:
 * @state: a state
 *
 * Returns: its name in the log
 */
const char *
ns_cycle_state_nick (NsCycleState state)
{
  return states[state].nick;
}
