/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-fixture.h"
#include "view/ns-account-settings.h"

typedef struct
{
  Fixture store;
  NsSecrets *secrets;
  NsEngine *engine;
  NsOutboxCommands *commands;
  guint n_undone;
  guint n_failed;
  char *told;
} World;

static void
acted_cb (NsOutboxCommands *commands, const char *text, gint64 undo_id, World *world)
{
  g_assert_cmpint (undo_id, >, 0);
  g_free (world->told);
  world->told = g_strdup (text);
}

static void
undone_cb (NsOutboxCommands *commands, World *world)
{
  world->n_undone++;
}

static void
failed_cb (NsOutboxCommands *commands, const char *text, World *world)
{
  world->n_failed++;
}

static void
set_up (World *world, gconstpointer data)
{
  fixture_set_up (&world->store, data);
  world->secrets = ns_secrets_new_memory ();
  world->engine = ns_engine_new (world->store.store, world->secrets);
  world->commands = ns_outbox_commands_new (world->store.store, world->engine);
  g_signal_connect (world->commands, "acted", G_CALLBACK (acted_cb), world);
  g_signal_connect (world->commands, "undone", G_CALLBACK (undone_cb), world);
  g_signal_connect (world->commands, "failed", G_CALLBACK (failed_cb), world);
}

static void
tear_down (World *world, gconstpointer data)
{
  g_clear_object (&world->commands);
  g_clear_object (&world->engine);
  g_clear_object (&world->secrets);
  g_free (world->told);
  fixture_tear_down (&world->store, data);
}

static void
wait_state (World *world, gint64 id, NsState state)
{
  while (get_state (world->store.store, id) != state)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_told (World *world)
{
  while (world->told == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_delete_and_undo (World *world, gconstpointer data)
{
  g_autoptr (NsItem) first = enqueue (world->store.store, NS_KIND_MAIL, "First", NULL);
  g_autoptr (NsItem) second = enqueue (world->store.store, NS_KIND_MAIL, "Second", NULL);
  const gint64 ids[] = { second->id, first->id };
  g_autoptr (GPtrArray) gone = NULL;
  g_autoptr (GPtrArray) back = NULL;

  g_assert_false (ns_outbox_commands_can_undo (world->commands));
  ns_outbox_commands_delete (world->commands, ids, G_N_ELEMENTS (ids));
  wait_told (world);
  g_assert_cmpstr (world->told, ==, "Deleted 2 items");
  gone = list (world->store.store, 0, NULL, FALSE);
  g_assert_cmpuint (gone->len, ==, 0);

  g_assert_true (ns_outbox_commands_can_undo (world->commands));
  ns_outbox_commands_undo (world->commands, 0);
  while (world->n_undone == 0)
    g_main_context_iteration (NULL, TRUE);
  back = list (world->store.store, 0, NULL, FALSE);
  g_assert_cmpuint (back->len, ==, 2);
  while (ns_outbox_commands_can_undo (world->commands))
    g_main_context_iteration (NULL, TRUE);
}

/* Of a mixed selection, those take the command that can. */
static void
test_mixed (World *world, gconstpointer data)
{
  const gint64 refused = bring_to (world->store.store, NS_STATE_ERROR);
  g_autoptr (NsItem) waiting = enqueue (world->store.store, NS_KIND_MAIL, "Waiting", NULL);
  const gint64 ids[] = { refused, waiting->id };

  ns_outbox_commands_apply (world->commands, ids, G_N_ELEMENTS (ids), NS_EVENT_HOLD);
  wait_state (world, waiting->id, NS_STATE_HELD);
  g_assert_cmpint (get_state (world->store.store, refused), ==, NS_STATE_ERROR);
  g_assert_cmpuint (world->n_failed, ==, 0);
}

/* What may lie at its recipient is not resent with the others. */
static void
test_states (World *world, gconstpointer data)
{
  const gint64 ids[] = { bring_to (world->store.store, NS_STATE_UNCERTAIN),
                         bring_to (world->store.store, NS_STATE_ERROR),
                         bring_to (world->store.store, NS_STATE_ERROR) };

  ns_outbox_commands_apply_to (world->commands, ids, G_N_ELEMENTS (ids), NS_EVENT_RESEND, 1u << NS_STATE_ERROR);
  wait_told (world);
  g_assert_cmpstr (world->told, ==, "2 items are sent again");
  g_assert_cmpint (get_state (world->store.store, ids[0]), ==, NS_STATE_UNCERTAIN);
  g_assert_cmpint (get_state (world->store.store, ids[2]), ==, NS_STATE_PENDING);
}

/* What another run of the program did can be undone; what was sent since cannot, and that is told. */
static void
test_undo_later (World *world, gconstpointer data)
{
  const gint64 id = bring_to (world->store.store, NS_STATE_ERROR);
  g_autoptr (NsBatch) batch = NULL;

  g_assert_true (apply (world->store.store, id, NS_EVENT_RESEND, NULL));
  while (!ns_outbox_commands_can_undo (world->commands))
    g_main_context_iteration (NULL, TRUE);
  batch = lease (world->store.store, id, NULL);
  g_assert_true (settle (world->store.store, batch->id, id, NS_EVENT_ACCEPT, NULL));
  ns_outbox_commands_undo (world->commands, 0);
  while (world->n_failed == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (world->n_undone, ==, 0);
  g_assert_cmpint (get_state (world->store.store, id), ==, NS_STATE_DELIVERED);
}

/* A resend asks for a cycle at once; without an account that is told, and the item waits. */
static void
test_resend (World *world, gconstpointer data)
{
  const gint64 refused = bring_to (world->store.store, NS_STATE_ERROR);

  ns_outbox_commands_apply (world->commands, &refused, 1, NS_EVENT_RESEND);
  while (world->n_failed == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (get_state (world->store.store, refused), ==, NS_STATE_PENDING);
}

/* What leaves the outbox by the end of its conflict comes back, and what is in none is left alone. */
static void
test_resolve_and_undo (World *world, gconstpointer data)
{
  static const char *const fields[] = { NULL };
  const gint64 id = bring_to_conflict (world->store.store, "u1", "theirs");
  const gint64 refused = bring_to (world->store.store, NS_STATE_ERROR);
  g_autoptr (NsItem) item = get_item (world->store.store, id);
  g_autoptr (NsItem) other = get_item (world->store.store, refused);
  g_autoptr (NsItem) back = NULL;

  ns_outbox_commands_resolve (world->commands, item, NS_RESOLUTION_SERVER, fields);
  wait_told (world);
  g_assert_cmpstr (world->told, ==, "The server's version of “\u2068mine\u2069” is kept");
  g_assert_cmpuint (tally (world->store.store).count[NS_STATE_ERROR], ==, 1);

  ns_outbox_commands_undo (world->commands, 0);
  while (world->n_undone == 0)
    g_main_context_iteration (NULL, TRUE);
  back = get_item (world->store.store, id);
  g_assert_cmpint (back->deleted_at, ==, 0);
  g_assert_cmpint (back->resolution, ==, NS_RESOLUTION_NONE);

  ns_outbox_commands_resolve (world->commands, other, NS_RESOLUTION_SERVER, fields);
  while (world->n_failed == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (get_state (world->store.store, refused), ==, NS_STATE_ERROR);
}

static gboolean
get_state_of (GSimpleActionGroup *group, const char *name)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (group), name);

  return g_variant_get_boolean (state);
}

static void
wait_setting (World *world, NsSetting setting, gboolean is_on)
{
  for (;;)
    {
      g_auto (NsAwait) await = NS_AWAIT_INIT;
      g_autoptr (NsAccount) account = NULL;

      ns_store_get_account_async (world->store.store, NULL, ns_await_cb, &await);
      account = ns_store_get_account_finish (world->store.store, ns_await_result (&await), NULL);
      g_assert_nonnull (account);
      if (ns_account_has (account, setting) == is_on)
        return;
    }
}

/* The switches: what is chosen is saved, and what another program chose is shown. */
static void
test_settings (World *world, gconstpointer data)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (NsOverview) overview = ns_overview_new (world->store.store);
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_account_settings_add (G_ACTION_MAP (group), world->commands, overview);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (group), "clear-reminder-echoes"));
  fixture_set_account (&world->store, "https://mail.example.test", "demo");
  while (!g_action_group_get_action_enabled (G_ACTION_GROUP (group), "clear-reminder-echoes"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (get_state_of (group, "compare-before-sending"));
  g_assert_false (get_state_of (group, "clear-reminder-echoes"));

  g_action_group_activate_action (G_ACTION_GROUP (group), "clear-reminder-echoes", NULL);
  g_assert_true (get_state_of (group, "clear-reminder-echoes"));
  wait_setting (world, NS_SETTING_CLEARS_ECHOES, TRUE);

  ns_store_set_setting_async (world->store.store, NS_SETTING_COMPARES_FIRST, FALSE, NULL, ns_await_cb, &await);
  g_assert_true (ns_store_set_setting_finish (world->store.store, ns_await_result (&await), NULL));
  while (get_state_of (group, "compare-before-sending"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (world->n_failed, ==, 0);
  g_object_run_dispose (G_OBJECT (overview));
}

/* Echoes that the engine cleared are told of, and come back with Undo. */
static void
test_cleared (World *world, gconstpointer data)
{
  const gint64 ids[] = { bring_to (world->store.store, NS_STATE_ERROR), bring_to (world->store.store, NS_STATE_ERROR) };
  g_autoptr (GArray) cleared = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_vals (cleared, ids, G_N_ELEMENTS (ids));
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_auto (NsAwait) await = NS_AWAIT_INIT;

      ns_store_set_echo_async (world->store.store, ids[i], TRUE, NULL, ns_await_cb, &await);
      g_assert_true (ns_store_set_outcome_finish (world->store.store, ns_await_result (&await), NULL));
    }
  g_signal_emit_by_name (world->engine, "echoes-cleared", cleared);
  wait_told (world);
  g_assert_cmpstr (world->told, ==, "2 reminder echoes were cleared");
  g_assert_true (ns_outbox_commands_can_undo (world->commands));
  ns_outbox_commands_undo (world->commands, 0);
  while (world->n_undone == 0)
    g_main_context_iteration (NULL, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (NsItem) item = get_item (world->store.store, ids[i]);

      g_assert_cmpint (item->deleted_at, ==, 0);
      g_assert_cmpint (item->state, ==, NS_STATE_ERROR);
    }
}

#define ADD(path, func) g_test_add (path, World, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/commands/delete-and-undo", test_delete_and_undo);
  ADD ("/commands/mixed", test_mixed);
  ADD ("/commands/states", test_states);
  ADD ("/commands/undo-later", test_undo_later);
  ADD ("/commands/resend", test_resend);
  ADD ("/commands/settings", test_settings);
  ADD ("/commands/cleared", test_cleared);
  ADD ("/commands/resolve-and-undo", test_resolve_and_undo);
  return g_test_run ();
}
