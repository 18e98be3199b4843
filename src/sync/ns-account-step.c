/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-account-step.h"

#include <glib/gi18n-lib.h>

static const char *const labels[NS_N_ACCOUNT_STEPS] = {
  [NS_ACCOUNT_STEP_REACH] = N_("Find the server"),
  [NS_ACCOUNT_STEP_ENCRYPT] = N_("Encrypt the connection"),
  [NS_ACCOUNT_STEP_SIGN_IN] = N_("Sign in"),
  [NS_ACCOUNT_STEP_POLICY] = N_("Accept the server's policy, where it has one"),
  [NS_ACCOUNT_STEP_FOLDERS] = N_("Read the folders"),
};

/**
 * ns_account_step_label:
 * @step: a step
 *
 * Returns: (transfer none): what is done in it, in the user's language
 */
const char *
ns_account_step_label (NsAccountStep step)
{
  return _(labels[step]);
}

static NsAccountStep
step_of_command (NsCommand command)
{
  if (command == NS_COMMAND_OPTIONS)
    return NS_ACCOUNT_STEP_SIGN_IN;
  return command == NS_COMMAND_PROVISION ? NS_ACCOUNT_STEP_POLICY : NS_ACCOUNT_STEP_FOLDERS;
}

static NsAccountStep
step_of_network (NsNetworkFault fault, NsCommand command)
{
  switch (fault)
    {
    case NS_NETWORK_RESOLVE:
    case NS_NETWORK_CONNECT:
    case NS_NETWORK_PROXY:
      return NS_ACCOUNT_STEP_REACH;
    case NS_NETWORK_TLS_CERTIFICATE:
    case NS_NETWORK_TLS_HANDSHAKE:
    case NS_NETWORK_TLS_UNKNOWN_AUTHORITY:
    case NS_NETWORK_TLS_EXPIRED:
    case NS_NETWORK_TLS_NOT_YET_VALID:
    case NS_NETWORK_TLS_WRONG_HOST:
    case NS_NETWORK_TLS_REVOKED:
    case NS_NETWORK_TLS_TOO_OLD:
    case NS_NETWORK_TLS_PIN_CHANGED:
      return NS_ACCOUNT_STEP_ENCRYPT;
    case NS_NETWORK_CUT_SENDING:
    case NS_NETWORK_CUT_SENDING_LARGE:
    case NS_NETWORK_TIMEOUT_SENDING:
    case NS_NETWORK_LOST_ANSWER:
    case NS_NETWORK_TIMEOUT:
    case NS_NETWORK_NOT_EAS:
    case NS_NETWORK_MALFORMED:
    case NS_NETWORK_INTERRUPTED:
      break;
    }
  return step_of_command (command);
}

/**
 * ns_account_step_of:
 * @outcome: how the test of an account has failed
 *
 * A password that is wrong is a matter of signing in, whichever request the server chooses to refuse: some answer
 * OPTIONS to everybody.
 *
 * Returns: the step that it failed in
 */
NsAccountStep
ns_account_step_of (NsOutcome outcome)
{
  if (outcome.domain == NS_DOMAIN_NETWORK)
    return step_of_network ((NsNetworkFault) outcome.code, outcome.command);
  if (outcome.domain == NS_DOMAIN_LOCAL)
    return NS_ACCOUNT_STEP_SIGN_IN;
  if (outcome.domain == NS_DOMAIN_HTTP && (outcome.code == 401 || outcome.code == 403))
    return NS_ACCOUNT_STEP_SIGN_IN;
  return step_of_command (outcome.command);
}
