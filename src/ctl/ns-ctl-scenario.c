/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-commands.h"

#include "base/ns-await.h"
#include "ctl/ns-ctl-format.h"
#include "ctl/ns-ctl-scenario-state.h"
#include "lab/ns-lab-shelf.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

static char *option_state_json;

const GOptionEntry ns_ctl_scenario_run_options[] = {
  { "state-json", 0, 0, G_OPTION_ARG_FILENAME, &option_state_json, N_("Write the state at the end to this file"),
    N_("FILE") },
  { NULL },
};

static NsScenario *
load (const char *name)
{
  g_autofree char *path = ns_lab_shelf_find (name);
  g_autoptr (GError) error = NULL;
  NsScenario *scenario;

  if (path == NULL)
    {
      ns_ctl_fail (NS_CTL_WRONG_USE, _("There is no scenario “%s”."), name);
      return NULL;
    }
  scenario = ns_scenario_load (path, &error);
  if (scenario == NULL)
    ns_ctl_fail (NS_CTL_WRONG_USE, "%s", error->message);
  return scenario;
}

/* All of them before the first is played: a wrong file must not be found after minutes. */
static GPtrArray *
load_all (NsCtl *self)
{
  g_autoptr (GPtrArray) scenarios = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_scenario_free);

  for (guint i = 0; i < self->n_args; i++)
    {
      NsScenario *scenario = load (self->args[i]);

      if (scenario == NULL)
        return NULL;
      g_ptr_array_add (scenarios, scenario);
    }
  return g_steal_pointer (&scenarios);
}

/* Plays on behind each expectation that is not met, so that one run tells all of them. */
static NsCtlExit
play (NsLab *lab)
{
  NsCtlExit code = NS_CTL_DONE;

  for (;;)
    {
      g_auto (NsAwait) await = NS_AWAIT_INIT;
      g_autoptr (GError) error = NULL;

      ns_lab_play_async (lab, NULL, ns_await_cb, &await);
      if (ns_lab_finish (lab, ns_await_result (&await), &error))
        return code;
      code = ns_ctl_fail (NS_CTL_ITEMS_NEED_USER, "%s", error->message);
      if (!g_error_matches (error, NS_LAB_ERROR, NS_LAB_ERROR_EXPECTATION))
        return NS_CTL_WRONG_USE;
    }
}

static NsCtlExit
write_state (NsCtl *self, NsLab *lab, FILE *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) state = ns_ctl_scenario_get_state (lab, &error);
  g_autofree char *line = state != NULL ? json_to_string (state, FALSE) : NULL;

  if (line == NULL)
    return ns_ctl_fail_error (error);
  if (self->json)
    printf ("%s\n", line);
  if (file != NULL && fprintf (file, "%s\n", line) < 0)
    return ns_ctl_fail (NS_CTL_UNUSABLE, _("The file “%s” cannot be written."), option_state_json);
  return NS_CTL_DONE;
}

static NsCtlExit
run_one (NsCtl *self, NsScenario *scenario, FILE *file)
{
  g_autoptr (NsClock) clock = ns_clock_new_fake (scenario->clock);
  g_autoptr (NsLab) lab = ns_lab_new (scenario, clock);
  NsCtlExit code = play (lab);

  if (code != NS_CTL_WRONG_USE)
    {
      const NsCtlExit written = write_state (self, lab, file);

      code = MAX (code, written);
    }
  if (!self->json && code == NS_CTL_DONE)
    ns_ctl_print (_("%s: all is as expected."), scenario->name);
  ns_lab_stop (lab);
  return code;
}

/**
 * ns_ctl_scenario_run:
 * @self: the run; its arguments are names or files of scenarios
 *
 * `scenario run FILE…`: plays scenarios without a window, on a clock of their own.
 *
 * Returns: the exit code: %NS_CTL_ITEMS_NEED_USER where an expectation was not met
 */
NsCtlExit
ns_ctl_scenario_run (NsCtl *self)
{
  g_autoptr (GPtrArray) scenarios = load_all (self);
  NsCtlExit code = NS_CTL_DONE;
  FILE *file = NULL;

  if (scenarios == NULL)
    return NS_CTL_WRONG_USE;
  if (option_state_json != NULL)
    {
      file = fopen (option_state_json, "we");
      if (file == NULL)
        return ns_ctl_fail (NS_CTL_WRONG_USE, _("The file “%s” cannot be written."), option_state_json);
    }
  while (scenarios->len > 0)
    {
      const NsCtlExit one = run_one (self, g_ptr_array_steal_index (scenarios, 0), file);

      code = MAX (code, one);
    }
  if (file != NULL && fclose (file) != 0)
    return ns_ctl_fail (NS_CTL_UNUSABLE, _("The file “%s” cannot be written."), option_state_json);
  return code;
}
