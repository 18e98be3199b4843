/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-commands.h"

#include "base/ns-await.h"
#include "ctl/ns-ctl-format.h"
#include "ctl/ns-ctl-trouble.h"
#include "model/ns-cause.h"
#include "sync/ns-engine.h"

#include <glib/gi18n-lib.h>

static NsAccount *
open_account (NsCtl *self, NsCtlExit *code)
{
  NsAccount *account = NULL;

  if (ns_ctl_open (self, code) && ns_ctl_get_account (self, &account, code) && account == NULL)
    *code = ns_ctl_fail (NS_CTL_ACCOUNT, _("No account is set up; “account set” does it."));
  return account;
}

/**
 * ns_ctl_account_show:
 * @self: the run
 *
 * `account show`: shows the account and what is known of its server.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_account_show (NsCtl *self)
{
  NsCtlExit code = NS_CTL_DONE;
  g_autoptr (NsAccount) account = open_account (self, &code);
  const NsTrouble *trouble = NULL;

  if (account == NULL || !ns_ctl_find_trouble (self, account, &trouble, &code))
    return code;
  if (self->json)
    ns_ctl_print_account_json (account, trouble);
  else
    {
      ns_ctl_print_account (account);
      ns_ctl_print_trouble (trouble);
    }
  return NS_CTL_DONE;
}

/* Prints how far the test came: the steps before the one that failed, and that one. */
static void
print_steps (const NsCause *cause, NsOutcome fault, gboolean is_encrypted)
{
  if (cause != NULL && cause->domain == NS_DOMAIN_LOCAL)
    return;
  for (guint i = 0; i < NS_N_ACCOUNT_STEPS; i++)
    {
      const NsAccountStep step = (NsAccountStep) i;
      const gboolean here = cause != NULL && step == ns_account_step_of (fault);

      if (step == NS_ACCOUNT_STEP_ENCRYPT && !is_encrypted)
        continue;
      ns_ctl_print ("%s: %s", ns_account_step_label (step), here ? cause->exception : _("done"));
      if (here)
        return;
    }
}

static void
print_test (const NsAccount *account, NsOutcome fault, const char *detail, const NsCertificate *refused)
{
  const NsCause *cause = ns_cause_for (fault);

  print_steps (cause, fault, account == NULL || g_str_has_prefix (account->server, "https:"));
  if (cause == NULL && account != NULL)
    ns_ctl_print (_("The server is %s and speaks %s."),
                  account->server_product != NULL ? account->server_product : _("unnamed"),
                  account->version != NULL ? account->version : "?");
  if (cause != NULL)
    ns_ctl_print ("%s", ns_cause_advice (cause));
  if (cause != NULL && detail != NULL)
    ns_ctl_print (_("The other side said: %s"), detail);
  if (refused != NULL)
    {
      ns_ctl_print_certificate (refused);
      ns_ctl_print ("%s", _("If the administrator confirms this fingerprint, “account set --pin” with it trusts this "
                            "certificate and no other."));
    }
  ns_ctl_print_trouble (account != NULL ? ns_trouble_for (account, NULL) : NULL);
}

static NsCtlExit
report_test (const NsCause *cause)
{
  if (cause == NULL)
    return NS_CTL_DONE;
  return ns_ctl_fail (cause->verdict == NS_VERDICT_RETRY || cause->verdict == NS_VERDICT_UNKNOWN ? NS_CTL_PENDING
                                                                                                 : NS_CTL_ACCOUNT,
                      "%s", ns_cause_why (cause));
}

/**
 * ns_ctl_account_test:
 * @self: the run
 *
 * `account test`: goes as far as reading the folders, and sends nothing.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_account_test (NsCtl *self)
{
  NsCtlExit code = NS_CTL_DONE;
  g_autoptr (NsAccount) before = open_account (self, &code);
  g_autoptr (NsEngine) engine = NULL;
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsAccount) account = NULL;
  g_autofree char *detail = NULL;
  NsOutcome fault = { NS_DOMAIN_NONE };

  if (before == NULL)
    return code;
  engine = ns_engine_new (self->store, ns_ctl_get_secrets (self));
  ns_engine_test_async (engine, NULL, ns_await_cb, &await);
  if (!ns_engine_test_finish (engine, ns_await_result (&await), &fault, &detail, &account, &error))
    return ns_ctl_fail_error (error);

  if (self->json && account != NULL)
    ns_ctl_print_account_json (account, ns_trouble_for (account, NULL));
  else
    print_test (account, fault, detail, ns_engine_get_refused (engine));
  return report_test (ns_cause_for (fault));
}
