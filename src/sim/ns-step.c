/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-step.h"

#include "sim/ns-scenario-private.h"
#include "sim/ns-step-form.h"

#include <string.h>

#define GROUP "Steps"

/**
 * ns_step_free:
 * @step: (transfer full): a step
 *
 * Frees it.
 */
void
ns_step_free (NsStep *step)
{
  g_free (step->source);
  g_free (step->words);
  g_free (step->item);
  g_free (step->uid);
  g_free (step->property);
  g_free (step->text);
  g_free (step);
}

/**
 * ns_step_is_expectation:
 * @step: a step
 *
 * Returns: whether it looks at the world and changes nothing
 */
gboolean
ns_step_is_expectation (const NsStep *step)
{
  return step->type >= NS_STEP_EXPECT_STATE;
}

/* Returns: (transfer full) (nullable): what is wrong */
static char *
read_text (NsStep *step, const char *text, const NsScenario *scenario, guint earliest)
{
  g_auto (GStrv) words = NULL;

  if (!g_shell_parse_argv (text, NULL, &words, NULL))
    return g_strdup (text[strspn (text, " \t\n")] == '\0' ? "this is no step" : "its quotes do not match");
  step->source = g_strdup (text);
  return ns_step_form_read (step, words, scenario, earliest);
}

/**
 * ns_step_parse:
 * @file: a scenario file
 * @key: a key of its `Steps`
 * @scenario: what is known already: the items, and the steps before
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
  g_autoptr (NsStep) step = g_new0 (NsStep, 1);
  g_autofree char *reason = NULL;
  g_autofree char *sentence = NULL;

  if (text == NULL)
    return NULL;
  /* It is the next but one that can meet a fault, and the one behind that which can find it gone. */
  reason = read_text (step, text, scenario, scenario->steps->len + 3);
  if (reason == NULL)
    {
      step->line = ns_scenario_file_get_line (file, GROUP, key);
      return g_steal_pointer (&step);
    }
  sentence = g_strdup_printf ("\"%s\": %s", text, reason);
  ns_scenario_file_fail (file, GROUP, key, sentence, error);
  return NULL;
}

static gboolean
check_ends (const NsScenarioFile *file, const NsScenario *scenario, GError **error)
{
  for (guint i = 0; i < scenario->steps->len; i++)
    {
      const NsStep *step = g_ptr_array_index (scenario->steps, i);
      g_autofree char *key = g_strdup_printf ("%u", i + 1);
      g_autofree char *reason = g_strdup_printf ("\"%s\": there is no step %u", step->source, step->count);

      if (step->type == NS_STEP_FAULT && step->count > scenario->steps->len)
        return ns_scenario_file_fail (file, GROUP, key, reason, error);
    }
  return TRUE;
}

/**
 * ns_step_new_by_hand:
 * @text: a step as it stands in a scenario
 * @scenario: what it is done to
 * @done: how many of its steps are done
 * @error: return location for %NS_SIM_ERROR_SCENARIO
 *
 * Reads a step that no file has: what somebody does who watches.
 *
 * Returns: (transfer full) (nullable): the step
 */
NsStep *
ns_step_new_by_hand (const char *text, const NsScenario *scenario, guint done, GError **error)
{
  g_autoptr (NsStep) step = g_new0 (NsStep, 1);
  g_autofree char *reason = read_text (step, text, scenario, done + 2);

  if (reason == NULL && step->type == NS_STEP_FAULT && step->count > scenario->steps->len)
    reason = g_strdup_printf ("there is no step %u", step->count);
  if (reason == NULL)
    return g_steal_pointer (&step);
  g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_SCENARIO, "\"%s\" cannot be done: %s.", text, reason);
  return NULL;
}

static gboolean
is_number (const char *key, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  return g_str_equal (key, text);
}

/* `3.words` and `3.words[de]` belong to the step before them. */
static gboolean
is_words (const char *key, guint number)
{
  g_autofree char *own = g_strdup_printf ("%u.words", number);

  return g_str_equal (key, own) || (g_str_has_prefix (key, own) && key[strlen (own)] == '[');
}

/**
 * ns_scenario_steps_read:
 * @file: a scenario file
 * @scenario: what is known already: the items; gets the steps
 * @error: return location for %NS_SIM_ERROR_SCENARIO
 *
 * Reads all steps. Their keys are numbered from 1 in their order, so that a step that was lost or moved is noticed.
 *
 * Returns: whether all of them are steps
 */
gboolean
ns_scenario_steps_read (const NsScenarioFile *file, NsScenario *scenario, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file->file, GROUP, NULL, NULL);
  NsStep *step = NULL;

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      const guint n = scenario->steps->len;

      if (!ns_scenario_file_check_text (file, GROUP, keys[i], error))
        return FALSE;
      if (n > 0 && is_words (keys[i], n))
        {
          g_autofree char *key = g_strdup_printf ("%u.words", n);

          g_free (step->words);
          step->words = ns_scenario_file_dup_words (file, GROUP, key);
          continue;
        }
      if (!is_number (keys[i], n + 1))
        return ns_scenario_file_fail (file, GROUP, keys[i], "the steps are not numbered 1, 2, 3 and so on, each "
                                      "followed by its words", error);
      step = ns_step_parse (file, keys[i], scenario, error);
      if (step == NULL)
        return FALSE;
      g_ptr_array_add (scenario->steps, step);
    }
  return check_ends (file, scenario, error);
}
