/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-step-form.h"

#include "model/ns-cause.h"
#include "model/ns-state.h"
#include "sim/ns-sim-fault.h"

#define MAX_ADVANCE 100000
#define MAX_COUNT 1000000

/* The words of a step in small letters stand as they are; those in capitals are what it takes, and what stands in
 * brackets may be left out. Of several that fit the first counts. */
static const struct
{
  const char *pattern;
  NsStepType type;
} forms[] = {
  { "cycle", NS_STEP_CYCLE },
  { "cycle scheduled", NS_STEP_CYCLE_SCHEDULED },
  { "advance N UNIT", NS_STEP_ADVANCE },
  { "pause", NS_STEP_PAUSE },
  { "fault none", NS_STEP_FAULT_NONE },
  { "fault FAULT", NS_STEP_FAULT },
  { "fault FAULT until STEP", NS_STEP_FAULT },
  { "outlook creates NAME", NS_STEP_OUTLOOK_CREATE },
  { "outlook changes UID PROPERTY VALUE", NS_STEP_OUTLOOK_CHANGE },
  { "outlook deletes UID", NS_STEP_OUTLOOK_DELETE },
  { "outlook dismisses reminder UID", NS_STEP_OUTLOOK_DISMISS },
  { "reminder fires UID", NS_STEP_REMINDER },
  { "reminder fires UID as NEW", NS_STEP_REMINDER },
  { "user queues NAME", NS_STEP_QUEUE },
  { "user queues deletion of NAME", NS_STEP_QUEUE_DELETION },
  { "user resends NAME", NS_STEP_RESEND },
  { "user deletes NAME", NS_STEP_DELETE },
  { "user holds NAME", NS_STEP_HOLD },
  { "user releases NAME", NS_STEP_RELEASE },
  { "user opens NAME", NS_STEP_OPEN },
  { "user confirms NAME", NS_STEP_CONFIRM },
  { "user enters password VALUE", NS_STEP_USER_PASSWORD },
  { "queue NAME", NS_STEP_QUEUE },
  { "resend NAME", NS_STEP_RESEND },
  { "delete NAME", NS_STEP_DELETE },
  { "hold NAME", NS_STEP_HOLD },
  { "server changes password VALUE", NS_STEP_SERVER_PASSWORD },
  { "upgrade device VALUE", NS_STEP_UPGRADE_DEVICE },
  { "upgrade server VALUE", NS_STEP_UPGRADE_SERVER },
  { "ssl SWITCH", NS_STEP_SSL },
  { "network SWITCH", NS_STEP_NETWORK },
  { "expect copies NAME N", NS_STEP_EXPECT_COPIES },
  { "expect needs-user N", NS_STEP_EXPECT_NEEDS_USER },
  { "expect waiting N", NS_STEP_EXPECT_WAITING },
  { "expect fault CAUSE", NS_STEP_EXPECT_FAULT },
  { "expect NAME STATE", NS_STEP_EXPECT_STATE },
  { "expect NAME STATE CAUSE", NS_STEP_EXPECT_STATE },
};

/* What a step is read with. */
typedef struct
{
  const NsScenario *scenario;
  guint earliest; /* the first step that a fault can wait for */
  NsStep *step;
} Reader;

/* What a slot's word is, or why it cannot be (owned by the caller) (nullable). */
typedef char *(*TakeFunc) (Reader *reader, const char *word);

static char *
take_count (Reader *reader, const char *word)
{
  guint64 count;

  if (!g_ascii_string_to_unsigned (word, 10, 0, MAX_COUNT, &count, NULL))
    return g_strdup_printf ("\"%s\" is no number that is possible here", word);
  reader->step->count = (guint) count;
  return NULL;
}

/* Whether there is such a step is known when all are read. */
static char *
take_step (Reader *reader, const char *word)
{
  char *reason = take_count (reader, word);

  if (reason != NULL || reader->step->count >= reader->earliest)
    return reason;
  return g_strdup_printf ("the fault would end before anything can meet it; the first step that it can end at is %u",
                          reader->earliest);
}

static char *
take_unit (Reader *reader, const char *word)
{
  static const struct
  {
    const char *name;
    gint64 seconds;
  } units[] = {
    { "s", 1 }, { "min", 60 }, { "h", 3600 }, { "d", 86400 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i].name, word))
      reader->step->seconds = (gint64) reader->step->count * units[i].seconds;
  if (reader->step->seconds > 0 && reader->step->count <= MAX_ADVANCE)
    return NULL;
  return g_strdup ("a time is a number from 1 to 100000 and a unit, which is s, min, h or d");
}

static char *
take_fault (Reader *reader, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsSimFault) fault = ns_sim_fault_parse (word, &error);

  reader->step->text = g_strdup (word);
  return fault != NULL ? NULL : g_strdup ("this fault is not known");
}

static char *
take_name (Reader *reader, const char *word)
{
  g_autoptr (GPtrArray) items = ns_scenario_list_items (reader->scenario, word);

  reader->step->item = g_strdup (word);
  for (guint i = 0; i < reader->scenario->steps->len; i++)
    {
      const NsStep *step = g_ptr_array_index (reader->scenario->steps, i);

      if (step->type == NS_STEP_REMINDER && g_strcmp0 (step->item, word) == 0)
        return NULL;
    }
  if (reader->step->type == NS_STEP_EXPECT_COPIES && ns_scenario_find_item (reader->scenario, word) != NULL)
    return NULL;
  return items->len > 0 ? NULL : g_strdup_printf ("there is no item \"%s\"", word);
}

/* An update that the step itself makes. */
static char *
take_new (Reader *reader, const char *word)
{
  reader->step->item = g_strdup (word);
  if (ns_scenario_find_item (reader->scenario, word) == NULL)
    return NULL;
  return g_strdup_printf ("there is an item \"%s\" already", word);
}

static char *
take_uid (Reader *reader, const char *word)
{
  reader->step->uid = g_strdup (word);
  if (reader->step->type == NS_STEP_REMINDER && ns_scenario_find_uid (reader->scenario, word) == NULL)
    return g_strdup_printf ("there is no event with the UID \"%s\"", word);
  return NULL;
}

static char *
take_property (Reader *reader, const char *word)
{
  reader->step->property = g_strdup (word);
  return NULL;
}

static char *
take_value (Reader *reader, const char *word)
{
  reader->step->text = g_strdup (word);
  return NULL;
}

static char *
take_switch (Reader *reader, const char *word)
{
  reader->step->on = g_str_equal (word, "on");
  return reader->step->on || g_str_equal (word, "off") ? NULL : g_strdup ("it can be on or off");
}

static char *
take_state (Reader *reader, const char *word)
{
  NsState state;

  reader->step->property = g_strdup (word);
  if (g_str_equal (word, "deleted") || ns_state_from_nick (word, &state))
    return NULL;
  return g_strdup_printf ("there is no state \"%s\"", word);
}

static gboolean
is_cause (const char *id)
{
  for (int domain = 0; domain <= NS_DOMAIN_LAST; domain++)
    {
      gsize n_rows;
      const NsCause *rows = ns_cause_rows (domain, &n_rows);

      for (gsize i = 0; i < n_rows; i++)
        if (g_str_equal (rows[i].id, id))
          return TRUE;
    }
  return FALSE;
}

static char *
take_cause (Reader *reader, const char *word)
{
  reader->step->text = g_strdup (word);
  return g_str_equal (word, "none") || is_cause (word) ? NULL : g_strdup_printf ("there is no cause \"%s\"", word);
}

static const struct
{
  const char *name;
  TakeFunc take;
} slots[] = {
  { "CAUSE", take_cause },
  { "FAULT", take_fault },
  { "N", take_count },
  { "NAME", take_name },
  { "NEW", take_new },
  { "PROPERTY", take_property },
  { "STATE", take_state },
  { "STEP", take_step },
  { "SWITCH", take_switch },
  { "UID", take_uid },
  { "UNIT", take_unit },
  { "VALUE", take_value },
};

static TakeFunc
find_slot (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
    if (g_str_equal (slots[i].name, name))
      return slots[i].take;
  return NULL;
}

/* Returns: how many words fit before the first that does not */
static guint
count_fitting (char **pattern, char **words)
{
  guint n = 0;

  while (pattern[n] != NULL && words[n] != NULL &&
         (find_slot (pattern[n]) != NULL || g_str_equal (pattern[n], words[n])))
    n++;
  return n;
}

/* The form that the words have, or else the one that comes nearest: its first word must be right. */
static gboolean
find_form (char **words, gsize *index)
{
  const guint n_words = g_strv_length (words);
  guint best = 0;

  *index = G_N_ELEMENTS (forms);
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_auto (GStrv) pattern = g_strsplit (forms[i].pattern, " ", -1);
      const guint n = count_fitting (pattern, words);

      if (n == n_words && n == g_strv_length (pattern))
        {
          *index = i;
          return TRUE;
        }
      if (n > best)
        *index = i;
      best = MAX (best, n);
    }
  return FALSE;
}

/**
 * ns_step_form_read:
 * @step: (inout): a step; gets what the words say
 * @words: (array zero-terminated=1): how it is written
 * @scenario: what they are about: the items, and the steps
 * @earliest: the first step that a fault of this one can last to
 *
 * Returns: (transfer full) (nullable): what is wrong, without a full stop
 */
char *
ns_step_form_read (NsStep *step, char **words, const NsScenario *scenario, guint earliest)
{
  Reader reader = { scenario, earliest, step };
  g_auto (GStrv) pattern = NULL;
  char *reason = NULL;
  gsize index;

  if (!find_form (words, &index) && index == G_N_ELEMENTS (forms))
    return g_strdup ("this is no step");
  if (!find_form (words, &index))
    return g_strdup_printf ("these words are no step; one is: %s", forms[index].pattern);
  pattern = g_strsplit (forms[index].pattern, " ", -1);
  step->type = forms[index].type;
  for (guint i = 0; words[i] != NULL && reason == NULL; i++)
    {
      const TakeFunc take = find_slot (pattern[i]);

      reason = take != NULL ? take (&reader, words[i]) : NULL;
    }
  return reason;
}
