/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog of the account, by its real widgets, against the simulated server. With NS_UI_LOOK naming a folder, it
 * leaves a picture of each state there. */
#include "config.h"

#include "sync/ns-fixture.h"
#include "ui/ns-access.h"
#include "ui/ns-ui.h"

#include "view/ns-account-dialog.h"

/* The first frame after a change may still lay out, the next one draws it. */
#define QUIET_FRAMES 6

static const NsSimConfig plain = { .personality = "generic", .provision = TRUE };
static const NsSimConfig tls = { .personality = "generic", .tls = TRUE };

typedef struct
{
  NsFixture world;
  NsOutboxCommands *commands;
  NsOverview *overview;
  GtkWidget *dialog; /* (nullable): once it is closed */
} Fixture;

static void
wait_for_overview (Fixture *self)
{
  while (!ns_overview_is_loaded (self->overview) || !ns_overview_is_settled (self->overview))
    g_main_context_iteration (NULL, TRUE);
}

static void
open_dialog (Fixture *self)
{
  self->commands = ns_outbox_commands_new (self->world.store, self->world.engine);
  self->overview = ns_overview_new (self->world.store);
  wait_for_overview (self);
  self->dialog = ns_account_dialog_new (NULL, self->commands, self->overview);
  g_signal_connect (self->dialog, "destroy", G_CALLBACK (gtk_widget_destroyed), &self->dialog);
  gtk_widget_show (self->dialog);
}

static void
set_up (Fixture *self, gconstpointer config)
{
  ns_fixture_start (&self->world, config);
}

static void
tear_down (Fixture *self, gconstpointer config)
{
  if (self->dialog != NULL)
    gtk_widget_destroy (self->dialog);
  wait_for_overview (self);
  g_object_run_dispose (G_OBJECT (self->overview));
  g_clear_object (&self->overview);
  g_clear_object (&self->commands);
  ns_fixture_stop (&self->world);
}

static gpointer
find (Fixture *self, const char *id)
{
  return ns_ui_find_id (self->dialog, id);
}

static void
enter (Fixture *self, const char *id, const char *text)
{
  gtk_entry_set_text (find (self, id), text);
}

static const char *
text_of (Fixture *self, const char *id)
{
  return gtk_label_get_text (find (self, id));
}

/* What is said next to an entry, by the relation that a screen reader follows. */
static const char *
message_of (Fixture *self, const char *id)
{
  AtkRelationSet *relations = atk_object_ref_relation_set (gtk_widget_get_accessible (find (self, id)));
  AtkRelation *relation = atk_relation_set_get_relation_by_type (relations, ATK_RELATION_DESCRIBED_BY);
  GPtrArray *targets = atk_relation_get_target (relation);
  GtkWidget *label = gtk_accessible_get_widget (g_ptr_array_index (targets, 0));

  g_object_unref (relations);
  return gtk_widget_get_visible (label) ? gtk_label_get_text (GTK_LABEL (label)) : NULL;
}

static void
act (Fixture *self, const char *action)
{
  g_action_group_activate_action (gtk_widget_get_action_group (self->dialog, "account"), action, NULL);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
look (Fixture *self, const char *name)
{
  const char *folder = g_getenv ("NS_UI_LOOK");
  g_autofree char *path = NULL;
  cairo_surface_t *surface;
  GdkFrameClock *frames;
  guint n_frames = 0;
  gulong painted;
  cairo_t *cr;

  if (folder == NULL)
    return;
  frames = gtk_widget_get_frame_clock (self->dialog);
  painted = g_signal_connect_swapped (frames, "after-paint", G_CALLBACK (count_cb), &n_frames);
  while (n_frames < QUIET_FRAMES)
    {
      gtk_widget_queue_draw (self->dialog);
      g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (frames, painted);
  path = g_strdup_printf ("%s/%s.png", folder, name);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, gtk_widget_get_allocated_width (self->dialog),
                                        gtk_widget_get_allocated_height (self->dialog));
  cr = cairo_create (surface);
  gtk_widget_draw (self->dialog, cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
}

/* The button Test is there again when the test has ended. */
static void
run_test (Fixture *self)
{
  act (self, "test");
  while (!gtk_widget_get_visible (find (self, "account.test")))
    g_main_context_iteration (NULL, TRUE);
}

static void
run_save (Fixture *self)
{
  gtk_dialog_response (GTK_DIALOG (self->dialog), GTK_RESPONSE_APPLY);
  while (self->dialog != NULL)
    g_main_context_iteration (NULL, TRUE);
  while (ns_engine_is_busy (self->world.engine))
    g_main_context_iteration (NULL, TRUE);
}

/* A narrow screen has room for it, whatever it says. */
static void
assert_narrow (Fixture *self)
{
  int minimum;

  gtk_widget_get_preferred_width (self->dialog, &minimum, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

/* The first start: nothing is kept before Save, and then what waited is sent. */
static void
test_first_start (Fixture *self, gconstpointer data)
{
  g_autoptr (NsAccount) account = NULL;
  gint64 id;

  ns_fixture_forget_account (&self->world);
  id = ns_fixture_add_mail (&self->world, "m@example.test");
  open_dialog (self);
  look (self, "empty");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->dialog)), ==, "Set Up Account");
  enter (self, "account.email", "demo");
  g_assert_cmpstr (gtk_entry_get_text (find (self, "account.user")), ==, "demo");
  act (self, "save");
  g_assert_cmpstr (message_of (self, "account.email"), ==, "“demo” is no e-mail address.");
  g_assert_nonnull (message_of (self, "account.server"));
  look (self, "invalid");

  enter (self, "account.email", "demo@example.test");
  g_assert_null (message_of (self, "account.email"));
  enter (self, "account.server", ns_sim_server_get_url (self->world.server));
  enter (self, "account.user", "demo");
  act (self, "test");
  g_assert_cmpstr (message_of (self, "account.password"), ==, "Enter the password.");
  enter (self, "account.password", "wrong");
  run_test (self);
  g_assert_nonnull (strstr (text_of (self, "account.why"), "password"));
  look (self, "wrong-password");
  g_assert_null (ns_overview_get_account (self->overview));

  enter (self, "account.password", "demo");
  run_test (self);
  g_assert_true (g_str_has_prefix (text_of (self, "account.summary"), "The account works."));
  look (self, "works");
  ns_fixture_assert (&self->world, id, NS_STATE_PENDING, NS_DOMAIN_NONE, 0);
  run_save (self);
  account = ns_fixture_get_account (&self->world);
  g_assert_cmpstr (account->email, ==, "demo@example.test");
  ns_fixture_assert (&self->world, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
}

/* An account that exists: Cancel leaves it, another mailbox is told, and its password is not shown. */
static void
test_change (Fixture *self, gconstpointer data)
{
  g_autoptr (NsAccount) before = ns_fixture_get_account (&self->world), after = NULL;

  ns_fixture_add_mail (&self->world, "m@example.test");
  open_dialog (self);
  g_assert_cmpstr (gtk_entry_get_text (find (self, "account.password")), ==, "");
  run_test (self);

  /* From right to left its placeholder is seen, and what is entered is not. */
  gtk_widget_set_direction (find (self, "account.password"), GTK_TEXT_DIR_RTL);
  enter (self, "account.password", "secret");
  g_assert_false (gtk_entry_get_visibility (find (self, "account.password")));
  enter (self, "account.password", "");
  g_assert_true (gtk_entry_get_visibility (find (self, "account.password")));
  g_assert_true (g_str_has_prefix (text_of (self, "account.summary"), "The account works."));
  enter (self, "account.server", "http://mail.example.test");
  g_assert_true (gtk_widget_is_visible (find (self, "account.plain")));
  g_assert_nonnull (strstr (text_of (self, "account.move"), "1 item"));
  act (self, "save");
  g_assert_nonnull (strstr (message_of (self, "account.server"), "not encrypted"));
  look (self, "plain");
  assert_narrow (self);
  gtk_dialog_response (GTK_DIALOG (self->dialog), GTK_RESPONSE_CANCEL);
  g_assert_null (self->dialog);
  after = ns_fixture_get_account (&self->world);
  g_assert_cmpstr (after->server, ==, before->server);
}

/* Unknown, shown, trusted by one click, and kept. */
static void
test_certificate (Fixture *self, gconstpointer data)
{
  g_autoptr (NsAccount) account = NULL;
  const gint64 id = ns_fixture_add_mail (&self->world, "m@example.test");

  open_dialog (self);
  enter (self, "account.authorities", "");
  run_test (self);
  g_assert_nonnull (strstr (text_of (self, "account.why"), "authority"));
  g_assert_true (gtk_widget_is_visible (find (self, "account.certificate")));
  look (self, "unknown-certificate");
  assert_narrow (self);
  act (self, "trust");
  while (!gtk_widget_get_visible (find (self, "account.test")))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_str_has_prefix (text_of (self, "account.summary"), "The account works."));
  gtk_toggle_button_set_active (find (self, "account.more"), TRUE);
  look (self, "trusted");
  assert_narrow (self);
  run_save (self);
  account = ns_fixture_get_account (&self->world);
  g_assert_nonnull (account->pin);
  g_assert_null (account->ca_file);
  ns_fixture_assert (&self->world, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
}

/* Everybody can read and reach all of it, what went wrong included. */
static void
test_access (Fixture *self, gconstpointer data)
{
  ns_access_set_look ();
  open_dialog (self);
  enter (self, "account.authorities", "");
  run_test (self);
  gtk_toggle_button_set_active (find (self, "account.more"), TRUE);
  ns_access_assert_contrast (self->dialog);
  ns_access_assert_walk (self->dialog);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_default (), "/io/github/notifysync/Outbox/icons");
#define ADD(name, config, func) g_test_add ("/account-dialog/" name, Fixture, config, set_up, func, tear_down)
  ADD ("first-start", &plain, test_first_start);
  ADD ("change", &plain, test_change);
  ADD ("certificate", &tls, test_certificate);
  ns_access_add_looks ("/account-dialog/access", sizeof (Fixture), &tls, (GTestFixtureFunc) set_up,
                       (GTestFixtureFunc) test_access, (GTestFixtureFunc) tear_down);
  return g_test_run ();
}
