/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NsCycleState:
 * @NS_CYCLE_LOCK: waiting for the profile's engine lock
 * @NS_CYCLE_ACCOUNT: reading account and password
 * @NS_CYCLE_OPTIONS: asking for the protocol versions
 * @NS_CYCLE_PROVISION_1: fetching the policy and its temporary key
 * @NS_CYCLE_PROVISION_2: acknowledging the policy for the final key
 * @NS_CYCLE_FOLDER_SYNC: bringing the folder tree up to date
 * @NS_CYCLE_FOLDERS: reading the folders and the journal
 * @NS_CYCLE_DEVICE: telling the server what device this is
 * @NS_CYCLE_SETTLE: taking the next batch that an earlier run left behind
 * @NS_CYCLE_UPLOAD: choosing the next objects for a folder
 * @NS_CYCLE_PRIME: starting a folder's key chain with key 0
 * @NS_CYCLE_PULL: fetching what the server changed in a folder
 * @NS_CYCLE_SEND: choosing the next mail
 * @NS_CYCLE_PREPARE: reading payloads and building the request
 * @NS_CYCLE_LEASE: writing the batch to the journal
 * @NS_CYCLE_TRY: the batch is on the wire
 * @NS_CYCLE_LOOK_UP: asking the server whether the batch arrived
 * @NS_CYCLE_RECORD: writing what became of the batch
 * @NS_CYCLE_JUDGE: comparing the two sides of a conflict
 * @NS_CYCLE_VERIFY: looking for what is uncertain
 * @NS_CYCLE_FINISH: writing the account and the faults
 * @NS_CYCLE_DONE: the lock is released
 *
 * Where a cycle stands (design 6).
 */
typedef enum
{
  NS_CYCLE_LOCK,
  NS_CYCLE_ACCOUNT,
  NS_CYCLE_OPTIONS,
  NS_CYCLE_PROVISION_1,
  NS_CYCLE_PROVISION_2,
  NS_CYCLE_FOLDER_SYNC,
  NS_CYCLE_FOLDERS,
  NS_CYCLE_DEVICE,
  NS_CYCLE_SETTLE,
  NS_CYCLE_UPLOAD,
  NS_CYCLE_PRIME,
  NS_CYCLE_PULL,
  NS_CYCLE_SEND,
  NS_CYCLE_PREPARE,
  NS_CYCLE_LEASE,
  NS_CYCLE_TRY,
  NS_CYCLE_LOOK_UP,
  NS_CYCLE_RECORD,
  NS_CYCLE_JUDGE,
  NS_CYCLE_VERIFY,
  NS_CYCLE_FINISH,
  NS_CYCLE_DONE,
} NsCycleState;

#define NS_CYCLE_STATE_LAST NS_CYCLE_DONE

gboolean ns_cycle_state_may_follow (NsCycleState before, NsCycleState after);
gboolean ns_cycle_state_may_be_skipped (NsCycleState state);
const char *ns_cycle_state_nick (NsCycleState state);

G_END_DECLS
