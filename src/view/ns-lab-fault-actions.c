/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-lab-fault-actions.h"

#include <string.h>

#define UNTIL " until "

/**
 * ns_lab_fault_actions_split:
 * @text: `COMMAND:FAULT`, or `COMMAND:FAULT until N`
 * @fault: (out) (transfer full): the fault
 * @until: (out): the step that ends it, or 0
 *
 * Returns: whether what stands behind `until` is a step
 */
gboolean
ns_lab_fault_actions_split (const char *text, char **fault, guint *until)
{
  const char *word = g_strrstr (text, UNTIL);
  guint64 step = 0;
  const gboolean is_right =
    word == NULL || g_ascii_string_to_unsigned (word + strlen (UNTIL), 10, 1, G_MAXUINT, &step, NULL);

  *fault = word != NULL ? g_strndup (text, (gsize) (word - text)) : g_strdup (text);
  *until = (guint) step;
  return is_right;
}

/* What cannot be done is told where the trouble of a step is. */
static void
tell (NsLabPlayer *player, const GError *error)
{
  if (error != NULL)
    g_signal_emit_by_name (player, "arrived", error->message);
}

static void
add_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsLab *lab = ns_lab_player_get_lab (user_data);
  const char *text = g_variant_get_string (parameter, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *fault = NULL;
  guint until;

  if (lab == NULL)
    return;
  /* What is no fault says so with all of its text. */
  if (ns_lab_fault_actions_split (text, &fault, &until))
    ns_lab_add_fault (lab, fault, until, &error);
  else
    ns_lab_add_fault (lab, text, 0, &error);
  tell (user_data, error);
}

static void
remove_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsLab *lab = ns_lab_player_get_lab (user_data);
  g_autoptr (GError) error = NULL;

  if (lab != NULL)
    ns_lab_remove_fault (lab, g_variant_get_uint32 (parameter), &error);
  tell (user_data, error);
}

static void
clear_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsLab *lab = ns_lab_player_get_lab (user_data);
  g_autoptr (GError) error = NULL;

  if (lab != NULL)
    ns_lab_clear_faults (lab, &error);
  tell (user_data, error);
}

static const GActionEntry entries[] = {
  { "add-fault", add_cb, "s" },
  { "remove-fault", remove_cb, "u" },
  { "clear-faults", clear_cb },
};

/**
 * ns_lab_fault_actions_add:
 * @map: the lab's window
 * @player: its player; must live as long
 *
 * Adds the actions. Each does nothing while nothing is played.
 */
void
ns_lab_fault_actions_add (GActionMap *map, NsLabPlayer *player)
{
  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), player);
}

/**
 * ns_lab_fault_actions_enable:
 * @map: the lab's window
 * @enabled: whether a scenario is played
 *
 * Lets the actions be used or not.
 */
void
ns_lab_fault_actions_enable (GActionMap *map, gboolean enabled)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (map, entries[i].name)), enabled);
}
