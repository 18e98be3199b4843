/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-commands.h"

#include "base/ns-await.h"
#include "ctl/ns-ctl-duplicates.h"
#include "ctl/ns-ctl-format.h"
#include "ctl/ns-ctl-trouble.h"
#include "model/ns-cause.h"
#include "sync/ns-engine.h"

#include <glib/gi18n-lib.h>

/* What `--until-idle` waits where no time is planned, in microseconds. */
#define SHORTEST_PAUSE G_USEC_PER_SEC

#define LONGEST_TIMEOUT 3600 /* s */

static int option_cycles = 1;
static gboolean option_until_idle;
static int option_timeout;

const GOptionEntry ns_ctl_sync_options[] = {
  { "cycles", 0, 0, G_OPTION_ARG_INT, &option_cycles, N_("Run this many cycles instead of one"), N_("N") },
  { "until-idle", 0, 0, G_OPTION_ARG_NONE, &option_until_idle, N_("Run until nothing waits or somebody must act"),
    NULL },
  { "timeout", 0, 0, G_OPTION_ARG_INT, &option_timeout, N_("Wait this long for an answer"), N_("SECONDS") },
  { NULL },
};

static gboolean
account_needs_user (const NsAccount *account)
{
  const NsCause *cause = account != NULL ? ns_cause_for (account->fault) : NULL;

  return account == NULL || (cause != NULL && cause->verdict == NS_VERDICT_NEEDS_USER);
}

static NsCtlExit
tally_code (const NsTally *tally, gboolean needs_user)
{
  if (needs_user)
    return NS_CTL_ACCOUNT;
  if (ns_tally_needs_user (tally) != 0)
    return NS_CTL_ITEMS_NEED_USER;
  return ns_tally_waiting (tally) != 0 ? NS_CTL_PENDING : NS_CTL_DONE;
}

static gboolean
get_tally (NsCtl *self, NsTally *tally, NsCtlExit *code)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  ns_store_get_tally_async (self->store, NULL, ns_await_cb, &await);
  if (ns_store_get_tally_finish (self->store, ns_await_result (&await), tally, &error))
    return TRUE;
  *code = ns_ctl_fail_error (error);
  return FALSE;
}

/**
 * ns_ctl_status:
 * @self: the run
 *
 * `status`: tells how the outbox stands, in words or JSON and by the exit code.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_status (NsCtl *self)
{
  NsCtlExit code = NS_CTL_DONE;
  g_autoptr (NsAccount) account = NULL;
  g_autofree char *health = NULL;
  g_autoptr (GPtrArray) duplicates = NULL;
  const NsTrouble *trouble = NULL;
  NsTally tally = { { 0 } };

  if (!ns_ctl_open (self, &code) || !get_tally (self, &tally, &code) || !ns_ctl_get_account (self, &account, &code)
      || !ns_ctl_find_trouble (self, account, &trouble, &code))
    return code;
  duplicates = ns_ctl_load_duplicates (self, &code);
  if (duplicates == NULL)
    return code;

  health = ns_ctl_health (&tally);
  if (self->json)
    ns_ctl_print_tally_json (&tally, account, trouble, ns_duplicate_count_open (duplicates));
  else
    {
      ns_ctl_print ("%s", health);
      ns_ctl_print_trouble (trouble);
      ns_ctl_print_duplicates_hint (duplicates);
    }
  if (account == NULL)
    ns_ctl_fail (NS_CTL_ACCOUNT, _("No account is set up; “account set” does it."));
  else if (account_needs_user (account))
    ns_ctl_fail (NS_CTL_ACCOUNT, "%s", ns_cause_why (ns_cause_for (account->fault)));
  return tally_code (&tally, account_needs_user (account));
}

/* One cycle; what it did is added to @total, and its fault and need replace those of the cycle before. */
static gboolean
run_cycle (NsEngine *engine, NsCycleReport *total, NsCtlExit *code)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  NsCycleReport report = { 0 };

  ns_engine_cycle_async (engine, TRUE, NULL, ns_await_cb, &await);
  if (!ns_engine_cycle_finish (engine, ns_await_result (&await), &report, &error))
    {
      *code = ns_ctl_fail_error (error);
      return FALSE;
    }
  total->delivered += report.delivered;
  total->cleared += report.cleared;
  total->fault = report.fault;
  total->needs_user = report.needs_user;
  return TRUE;
}

static gboolean
set_flag (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* The pause that the back-off or the server asked for. */
static void
pause_until_next_try (NsCtl *self, NsEngine *engine, const NsTally *tally)
{
  NsClock *clock = ns_store_get_clock (self->store);
  const gint64 planned = ns_engine_get_next_cycle_at (engine);
  const gint64 next = planned != 0 ? planned : tally->next_attempt_at;
  gboolean over = FALSE;

  ns_clock_add_timeout (clock, MAX (next - ns_clock_now (clock), SHORTEST_PAUSE), set_flag, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
goes_on (guint n_done, const NsCycleReport *total, const NsTally *tally)
{
  if (total->needs_user || ns_tally_waiting (tally) == 0)
    return FALSE;
  return option_until_idle || n_done < (guint) option_cycles;
}

/* One sentence on standard error where something stays behind: the account's trouble first, since it holds up all. */
static void
print_result (NsCtl *self, const NsCycleReport *total, const NsTally *tally)
{
  const NsCause *cause = ns_cause_for (total->fault);
  const guint need_user = ns_tally_needs_user (tally);
  const guint waiting = ns_tally_waiting (tally);

  if (total->delivered != 0 && !self->json)
    ns_ctl_print (ngettext ("Delivered %u item.", "Delivered %u items.", total->delivered), total->delivered);
  if (total->cleared != 0 && !self->json)
    ns_ctl_print (ngettext ("Cleared %u reminder echo.", "Cleared %u reminder echoes.", total->cleared),
                  total->cleared);
  if (cause != NULL && cause->verdict != NS_VERDICT_DELIVERED)
    ns_ctl_fail (NS_CTL_PENDING, "%s", ns_cause_why (cause));
  else if (need_user != 0)
    ns_ctl_fail (NS_CTL_ITEMS_NEED_USER,
                 ngettext ("%u item needs you; “list” tells why.", "%u items need you; “list” tells why.", need_user),
                 need_user);
  else if (waiting != 0)
    ns_ctl_fail (NS_CTL_PENDING,
                 ngettext ("%u item is still waiting; “list” tells why.",
                           "%u items are still waiting; “list” tells why.", waiting),
                 waiting);
}

/* Cycles until enough; the engine has been told the user's wish, so a pause counts only between cycles. */
static gboolean
run_cycles (NsCtl *self, NsCycleReport *total, NsTally *tally, NsCtlExit *code)
{
  g_autoptr (NsEngine) engine = ns_engine_new (self->store, ns_ctl_get_secrets (self));

  ns_engine_set_timeout (engine, option_timeout * G_USEC_PER_SEC);
  for (guint n_done = 1;; n_done++)
    {
      if (!run_cycle (engine, total, code) || !get_tally (self, tally, code))
        return FALSE;
      if (!goes_on (n_done, total, tally))
        return TRUE;
      if (option_until_idle)
        pause_until_next_try (self, engine, tally);
    }
}

/**
 * ns_ctl_sync:
 * @self: the run
 *
 * `sync [--cycles N|--until-idle] [--timeout SECONDS]`: delivers what waits.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_sync (NsCtl *self)
{
  NsCtlExit code = NS_CTL_DONE;
  NsCycleReport total = { 0 };
  NsTally tally = { { 0 } };

  if (option_cycles < 1 || (option_cycles != 1 && option_until_idle))
    return ns_ctl_fail (NS_CTL_WRONG_USE, _("“--cycles” takes a number from 1 and does not go with “--until-idle”."));
  if (option_timeout < 0 || option_timeout > LONGEST_TIMEOUT)
    return ns_ctl_fail (NS_CTL_WRONG_USE, _("“--timeout” takes a number of seconds up to %d."), LONGEST_TIMEOUT);
  if (!ns_ctl_open (self, &code) || !run_cycles (self, &total, &tally, &code))
    return code;
  print_result (self, &total, &tally);
  return tally_code (&tally, total.needs_user);
}
