/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-account-settings.h"

#define COMMANDS_KEY "ns-commands"

static const struct
{
  const char *name;
  NsSetting setting;
} settings[] = {
  { "compare-before-sending", NS_SETTING_COMPARES_FIRST },
  { "clear-reminder-echoes", NS_SETTING_CLEARS_ECHOES },
};

static NsSetting
setting_of (GSimpleAction *action)
{
  gsize i = 0;

  while (!g_str_equal (settings[i].name, g_action_get_name (G_ACTION (action))))
    i++;
  return settings[i].setting;
}

/* What the user sees follows the hand; what could not be saved comes back with the next reading. */
static void
change_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  NsOutboxCommands *commands = g_object_get_data (G_OBJECT (action), COMMANDS_KEY);

  g_simple_action_set_state (action, state);
  ns_outbox_commands_set (commands, setting_of (action), g_variant_get_boolean (state));
}

static void
follow (GSimpleAction *action, NsOverview *overview)
{
  const NsAccount *account = ns_overview_get_account (overview);

  g_simple_action_set_enabled (action, account != NULL);
  if (account != NULL)
    g_simple_action_set_state (action, g_variant_new_boolean (ns_account_has (account, setting_of (action))));
}

static void
updated_cb (NsOverview *overview, GSimpleAction *action)
{
  follow (action, overview);
}

/* The switch must not show what is not so. */
static void
failed_cb (NsOutboxCommands *commands, const char *text, NsOverview *overview)
{
  ns_overview_refresh (overview);
}

/**
 * ns_account_settings_add:
 * @map: where the actions of the window are
 * @commands: what saves a setting
 * @overview: what tells how it stands
 *
 * Adds an action with a boolean state for each setting of the account: `compare-before-sending` and
 * `clear-reminder-echoes`. They are disabled as long as there is no account.
 */
void
ns_account_settings_add (GActionMap *map, NsOutboxCommands *commands, NsOverview *overview)
{
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (GSimpleAction) action
          = g_simple_action_new_stateful (settings[i].name, NULL, g_variant_new_boolean (FALSE));

      g_object_set_data_full (G_OBJECT (action), COMMANDS_KEY, g_object_ref (commands), g_object_unref);
      g_signal_connect (action, "change-state", G_CALLBACK (change_cb), NULL);
      g_signal_connect_object (overview, "updated", G_CALLBACK (updated_cb), action, 0);
      follow (action, overview);
      g_action_map_add_action (map, G_ACTION (action));
    }
  g_signal_connect_object (commands, "failed", G_CALLBACK (failed_cb), overview, 0);
}
