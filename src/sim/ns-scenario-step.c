/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-scenario-private.h"

#include "sim/ns-sim-fault.h"

#define GROUP "Steps"
#define MAX_ADVANCE 100000

/* What follows the words of a step. */
typedef enum
{
  TAKES_NOTHING,
  TAKES_ITEM,     /* an item's name */
  TAKES_DURATION, /* a number and a unit */
  TAKES_FAULT,    /* COMMAND:FAULT */
  TAKES_UID,      /* a UID */
  TAKES_CHANGE,   /* a UID, a property, a value */
} Takes;

static const struct
{
  const char *verb;
  const char *second; /* (nullable) */
  NsStepType type;
  Takes takes;
  guint n_words;
} forms[] = {
  { "queue", NULL, NS_STEP_QUEUE, TAKES_ITEM, 2 },
  { "cycle", NULL, NS_STEP_CYCLE, TAKES_NOTHING, 1 },
  { "advance", NULL, NS_STEP_ADVANCE, TAKES_DURATION, 3 },
  { "fault", NULL, NS_STEP_FAULT, TAKES_FAULT, 2 },
  { "outlook", "changes", NS_STEP_OUTLOOK_CHANGE, TAKES_CHANGE, 5 },
  { "outlook", "deletes", NS_STEP_OUTLOOK_DELETE, TAKES_UID, 3 },
  { "resend", NULL, NS_STEP_RESEND, TAKES_ITEM, 2 },
  { "delete", NULL, NS_STEP_DELETE, TAKES_ITEM, 2 },
  { "hold", NULL, NS_STEP_HOLD, TAKES_ITEM, 2 },
};

static const struct
{
  const char *name;
  gint64 seconds;
} units[] = {
  { "s", 1 }, { "min", 60 }, { "h", 3600 }, { "d", 86400 },
};

/**
 * ns_step_free:
 * @step: (transfer full): a step
 *
 * Frees it.
 */
void
ns_step_free (NsStep *step)
{
  g_free (step->argument);
  g_free (step->property);
  g_free (step->value);
  g_free (step);
}

static const char *
take_duration (NsStep *step, char **words)
{
  guint64 count;

  if (!g_ascii_string_to_unsigned (words[1], 10, 1, MAX_ADVANCE, &count, NULL))
    return "the time is no number that is possible here";
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i].name, words[2]))
      {
        step->seconds = (gint64) count * units[i].seconds;
        return NULL;
      }
  return "the unit of time must be s, min, h or d";
}

static const char *
take_fault (NsStep *step, char **words)
{
  g_autoptr (NsSimFault) fault = ns_sim_fault_parse (words[1], NULL);

  step->argument = g_strdup (words[1]);
  return fault != NULL ? NULL : "this fault is not known";
}

static const char *
take_item (NsStep *step, char **words, const NsScenario *scenario)
{
  step->argument = g_strdup (words[1]);
  return ns_scenario_find_item (scenario, words[1]) != NULL ? NULL : "there is no item of that name";
}

/* Returns: (nullable): what is wrong */
static const char *
take_words (NsStep *step, Takes takes, char **words, const NsScenario *scenario)
{
  switch (takes)
    {
    case TAKES_NOTHING:
      return NULL;
    case TAKES_ITEM:
      return take_item (step, words, scenario);
    case TAKES_DURATION:
      return take_duration (step, words);
    case TAKES_FAULT:
      return take_fault (step, words);
    case TAKES_CHANGE:
      step->property = g_strdup (words[3]);
      step->value = g_strdup (words[4]);
      step->argument = g_strdup (words[2]);
      return NULL;
    case TAKES_UID:
      step->argument = g_strdup (words[2]);
      return NULL;
    }
  g_return_val_if_reached ("this is no step");
}

static NsStep *
make_step (char **words, int n_words, const NsScenario *scenario, const char **reason)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (NsStep) step = NULL;

      if (!g_str_equal (forms[i].verb, words[0]) ||
          (forms[i].second != NULL && (n_words < 2 || !g_str_equal (forms[i].second, words[1]))))
        continue;
      *reason = "the step has too few or too many words";
      if ((guint) n_words != forms[i].n_words)
        return NULL;
      step = g_new0 (NsStep, 1);
      step->type = forms[i].type;
      *reason = take_words (step, forms[i].takes, words, scenario);
      return *reason == NULL ? g_steal_pointer (&step) : NULL;
    }
  *reason = "this is no step";
  return NULL;
}

/**
 * ns_step_parse:
 * @file: a scenario file
 * @key: a key of its `Steps`
 * @scenario: what is known already: the items
 * @error: return location for %NS_SIM_ERROR_SCENARIO
 *
 * Reads one step; words with blanks stand in quotes, as in a shell.
 *
 * Returns: (transfer full) (nullable): the step
 */
NsStep *
ns_step_parse (const NsScenarioFile *file, const char *key, const NsScenario *scenario, GError **error)
{
  g_autofree char *text = ns_scenario_file_dup_required (file, GROUP, key, error);
  g_auto (GStrv) words = NULL;
  g_autofree char *sentence = NULL;
  const char *reason = NULL;
  NsStep *step = NULL;
  int n_words;

  if (text == NULL)
    return NULL;
  if (g_shell_parse_argv (text, &n_words, &words, NULL))
    step = make_step (words, n_words, scenario, &reason);
  else
    reason = "its quotes do not match";
  if (step != NULL)
    return step;

  sentence = g_strdup_printf ("\"%s\": %s", text, reason);
  ns_scenario_file_fail (file, GROUP, key, sentence, error);
  return NULL;
}
