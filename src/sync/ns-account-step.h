/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-outcome.h"

G_BEGIN_DECLS

/**
 * NsAccountStep:
 * @NS_ACCOUNT_STEP_REACH: find the server and connect to it
 * @NS_ACCOUNT_STEP_ENCRYPT: agree on an encryption and on who the server is; not where it is asked by http
 * @NS_ACCOUNT_STEP_SIGN_IN: be answered by ActiveSync, and signed in
 * @NS_ACCOUNT_STEP_POLICY: accept the server's policy, where it has one
 * @NS_ACCOUNT_STEP_FOLDERS: read the folders
 *
 * How far the test of an account has got, in the order in which it is told.
 */
typedef enum
{
  NS_ACCOUNT_STEP_REACH,
  NS_ACCOUNT_STEP_ENCRYPT,
  NS_ACCOUNT_STEP_SIGN_IN,
  NS_ACCOUNT_STEP_POLICY,
  NS_ACCOUNT_STEP_FOLDERS,
} NsAccountStep;

#define NS_N_ACCOUNT_STEPS 5

const char *ns_account_step_label (NsAccountStep step);
NsAccountStep ns_account_step_of (NsOutcome outcome);

G_END_DECLS
