/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-lab-window.h"

#include "view/ns-accessible-id.h"
#include "view/ns-lab-fault-actions.h"
#include "view/ns-lab-faults.h"
#include "view/ns-lab-gallery.h"
#include "view/ns-lab-player.h"
#include "view/ns-lab-stage.h"
#include "view/ns-storyboard-save.h"
#include "view/ns-toast.h"
#include "view/ns-words.h"

#include <glib/gi18n-lib.h>

struct _NsLabWindow
{
  GtkApplicationWindow parent_instance;

  GtkHeaderBar *header;
  GtkBox *player_box;
  GtkWidget *reset;
  GtkWidget *back;
  GtkWidget *play;
  GtkImage *play_icon;
  GtkWidget *step;
  GtkComboBoxText *speed;
  GtkMenuButton *faults_button;
  GtkLabel *faults_label;
  NsLabFaults *faults;
  GtkMenuButton *menu_button;
  GtkStack *pages;
  NsLabGallery *gallery;
  NsLabStage *stage;
  NsToast *toast;

  NsLabPlayer *player; /* (owned) */
  gboolean is_fullscreen;
  gboolean is_exporting; /* and so nobody else may move the player */
};

G_DEFINE_FINAL_TYPE (NsLabWindow, ns_lab_window, GTK_TYPE_APPLICATION_WINDOW)

static void
enable (NsLabWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_player (NsLabWindow *self)
{
  const gboolean is_open = ns_lab_player_get_lab (self->player) != NULL;
  const gboolean is_playing = ns_lab_player_is_playing (self->player);
  const gboolean is_busy = ns_lab_player_is_busy (self->player) || self->is_exporting;
  const guint n = ns_lab_player_get_step (self->player);
  const guint n_steps = ns_lab_player_get_n_steps (self->player);
  const char *name = is_playing ? C_ ("player", "Pause") : C_ ("player", "Play");

  ns_lab_fault_actions_enable (G_ACTION_MAP (self), is_open);
  enable (self, "faults", is_open);
  enable (self, "reset", is_open && !is_busy && n > 0);
  enable (self, "back", is_open && !is_busy && n > 0);
  enable (self, "step", is_open && !is_busy && n < n_steps);
  enable (self, "play", is_open && !self->is_exporting && (is_playing || n < n_steps));
  enable (self, "export-storyboard", is_open && !is_busy && !is_playing && n > 0);
  gtk_image_set_from_icon_name (self->play_icon, is_playing ? "media-playback-pause-symbolic"
                                                            : "media-playback-start-symbolic",
                                GTK_ICON_SIZE_BUTTON);
  gtk_widget_set_tooltip_text (self->play, name);
  atk_object_set_name (gtk_widget_get_accessible (self->play), name);
}

static void
update_faults (NsLabWindow *self)
{
  NsLab *lab = ns_lab_player_get_lab (self->player);
  g_autoptr (GPtrArray) faults = ns_lab_list_faults (lab);
  /* Translators: how many faults are to come. */
  g_autofree char *label = faults->len > 0 ? g_strdup_printf (_("Faults (%u)"), faults->len) : g_strdup (_("Faults"));

  gtk_label_set_text (self->faults_label, label);
  ns_lab_faults_update (self->faults, faults, ns_lab_player_get_step (self->player),
                        ns_lab_player_get_n_steps (self->player));
}

static void
arrived_cb (NsLabWindow *self, const char *trouble)
{
  ns_lab_stage_show_step (self->stage, trouble);
  update_faults (self);
}

static void
asked_cb (NsLabWindow *self, int what, gint64 id)
{
  ns_lab_player_use_item (self->player, (NsStepType) what, id);
}

static void
faults_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkToggleButton *button = GTK_TOGGLE_BUTTON (NS_LAB_WINDOW (user_data)->faults_button);

  gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
}

static void
play_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsLabWindow *self = user_data;

  if (ns_lab_player_is_playing (self->player))
    ns_lab_player_pause (self->player);
  else
    ns_lab_player_play (self->player);
}

static void
step_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsLabWindow *self = user_data;

  ns_lab_window_seek (self, ns_lab_player_get_step (self->player) + 1);
}

static void
back_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsLabWindow *self = user_data;

  ns_lab_window_seek (self, ns_lab_player_get_step (self->player) - 1);
}

static void
reset_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ns_lab_player_reset (NS_LAB_WINDOW (user_data)->player);
}

/* Long enough to read the words aloud; the ids of the speeds are milliseconds. */
static void
speed_cb (NsLabWindow *self)
{
  guint64 delay;

  if (g_ascii_string_to_unsigned (gtk_combo_box_get_active_id (GTK_COMBO_BOX (self->speed)), 10, 1, G_MAXUINT, &delay,
                                  NULL))
    ns_lab_player_set_delay (self->player, (guint) delay);
}

static void
fullscreen_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsLabWindow *self = user_data;

  if (self->is_fullscreen)
    gtk_window_unfullscreen (GTK_WINDOW (self));
  else
    gtk_window_fullscreen (GTK_WINDOW (self));
}

static void
gallery_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ns_lab_window_show_gallery (user_data);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsLabWindow) self = user_data;
  g_autoptr (NsClock) clock = ns_clock_new_system ();
  g_autofree char *text = NULL;
  g_autofree char *isolated = NULL;
  g_autofree char *name = ns_storyboard_save_finish (result);

  self->is_exporting = FALSE;
  /* The window was closed meanwhile. */
  if (self->stage == NULL)
    return;
  update_player (self);
  if (name == NULL)
    return;
  isolated = ns_words_isolate (name);
  text = g_strdup_printf (_("The storyboard was saved as “%s”"), isolated);
  ns_toast_show (self->toast, text, FALSE, clock);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsLabWindow *self = user_data;

  self->is_exporting = TRUE;
  update_player (self);
  ns_storyboard_save_async (self, ns_lab_player_get_step (self->player), saved_cb, g_object_ref (self));
}

static const GActionEntry action_entries[] = {
  { "play", play_cb },
  { "step", step_cb },
  { "back", back_cb },
  { "reset", reset_cb },
  { "faults", faults_cb },
  { "fullscreen", fullscreen_cb },
  { "gallery", gallery_cb },
  { "export-storyboard", export_cb },
};

static void
chosen_cb (NsLabWindow *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  NsScenario *scenario = ns_scenario_load (path, &error);

  if (scenario != NULL)
    ns_lab_window_open (self, scenario, 0);
  else
    g_warning ("The scenario cannot be played: %s", error->message);
}

static gboolean
state_cb (NsLabWindow *self, GdkEventWindowState *event)
{
  self->is_fullscreen = (event->new_window_state & GDK_WINDOW_STATE_FULLSCREEN) != 0;
  return GDK_EVENT_PROPAGATE;
}

static void
ns_lab_window_dispose (GObject *object)
{
  ns_lab_window_close (NS_LAB_WINDOW (object));
  G_OBJECT_CLASS (ns_lab_window_parent_class)->dispose (object);
}

static void
ns_lab_window_finalize (GObject *object)
{
  g_clear_object (&NS_LAB_WINDOW (object)->player);
  G_OBJECT_CLASS (ns_lab_window_parent_class)->finalize (object);
}

static void
ns_lab_window_class_init (NsLabWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ns_lab_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = ns_lab_window_finalize;
  g_type_ensure (NS_TYPE_LAB_FAULTS);
  g_type_ensure (NS_TYPE_LAB_GALLERY);
  g_type_ensure (NS_TYPE_LAB_STAGE);
  g_type_ensure (NS_TYPE_TOAST);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-lab-window.ui");
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, header);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, player_box);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, reset);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, back);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, play);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, play_icon);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, step);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, speed);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, faults_button);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, faults_label);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, faults);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, gallery);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, stage);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, toast);
}

static void
ns_lab_window_init (NsLabWindow *self)
{
  self->player = ns_lab_player_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ns_accessible_id_init_template (self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), action_entries, G_N_ELEMENTS (action_entries), self);
  ns_lab_fault_actions_add (G_ACTION_MAP (self), self->player);
  g_signal_connect_swapped (self->gallery, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->speed, "changed", G_CALLBACK (speed_cb), self);
  g_signal_connect_object (self->player, "changed", G_CALLBACK (update_player), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "arrived", G_CALLBACK (arrived_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->stage, "asked", G_CALLBACK (asked_cb), self);
  g_signal_connect (self, "window-state-event", G_CALLBACK (state_cb), NULL);
  update_player (self);
}

/**
 * ns_lab_window_new:
 * @application: the program
 *
 * Returns: (transfer none): an empty window; it belongs to @application
 */
NsLabWindow *
ns_lab_window_new (GtkApplication *application)
{
  NsLabWindow *self = g_object_new (NS_TYPE_LAB_WINDOW, "application", application, NULL);

  gtk_menu_button_set_menu_model (self->menu_button,
                                  G_MENU_MODEL (gtk_application_get_menu_by_id (application, "lab-menu")));
  return self;
}

/**
 * ns_lab_window_install_accels:
 * @application: the program
 *
 * Page Up and Page Down are what a presenter's remote control sends.
 */
void
ns_lab_window_install_accels (GtkApplication *application)
{
  static const struct
  {
    const char *action;
    const char *accels[3];
  } rows[] = {
    { "win.step", { "Page_Down", NULL } },
    { "win.back", { "Page_Up", NULL } },
    { "win.play", { "F5", "<Primary>p", NULL } },
    { "win.reset", { "<Primary>Home", NULL } },
    { "win.faults", { "<Primary>f", NULL } },
    { "win.fullscreen", { "F11", NULL } },
    { "win.gallery", { "<Primary>g", NULL } },
    { "win.export-storyboard", { "<Primary>e", NULL } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_application_set_accels_for_action (application, rows[i].action, rows[i].accels);
}

/**
 * ns_lab_window_show_gallery:
 * @self: the window
 *
 * Ends what is played and offers the shipped scenarios.
 */
void
ns_lab_window_show_gallery (NsLabWindow *self)
{
  ns_lab_window_close (self);
  ns_lab_gallery_fill (self->gallery);
  gtk_header_bar_set_title (self->header, _("The Lab"));
  gtk_widget_hide (GTK_WIDGET (self->player_box));
  gtk_widget_hide (GTK_WIDGET (self->speed));
  gtk_widget_hide (GTK_WIDGET (self->faults_button));
  gtk_stack_set_visible_child_name (self->pages, "gallery");
}

/**
 * ns_lab_window_open:
 * @self: the window
 * @scenario: (transfer full): what to play
 * @step: how many of its steps to do at once
 *
 * Puts a scenario on the stage. Its clock is a fake one, so that each way to a step shows the same.
 */
void
ns_lab_window_open (NsLabWindow *self, NsScenario *scenario, guint step)
{
  g_autoptr (NsClock) clock = ns_clock_new_fake (scenario->clock);
  g_autoptr (NsLab) lab = ns_lab_new (scenario, clock);

  ns_lab_window_close (self);
  ns_lab_stage_set_lab (self->stage, lab);
  gtk_header_bar_set_title (self->header, scenario->title);
  gtk_widget_show (GTK_WIDGET (self->player_box));
  gtk_widget_show (GTK_WIDGET (self->speed));
  gtk_widget_show (GTK_WIDGET (self->faults_button));
  g_signal_connect_object (lab, "faults", G_CALLBACK (update_faults), self, G_CONNECT_SWAPPED);
  gtk_stack_set_visible_child_name (self->pages, "stage");
  gtk_widget_grab_focus (self->step);
  ns_lab_player_open (self->player, lab, step);
}

/**
 * ns_lab_window_close:
 * @self: the window
 *
 * Ends what is played, and removes its profile.
 */
void
ns_lab_window_close (NsLabWindow *self)
{
  if (ns_lab_player_get_lab (self->player) == NULL)
    return;
  ns_lab_stage_set_lab (self->stage, NULL);
  ns_lab_player_close (self->player);
}

/**
 * ns_lab_window_seek:
 * @self: a window with a scenario
 * @step: how many steps are to be done
 *
 * Goes to a step and stays there.
 */
void
ns_lab_window_seek (NsLabWindow *self, guint step)
{
  ns_lab_player_seek (self->player, step);
}

/**
 * ns_lab_window_is_settled:
 * @self: the window
 *
 * Returns: whether all panes show the step, or the gallery is shown
 */
gboolean
ns_lab_window_is_settled (NsLabWindow *self)
{
  return ns_lab_player_get_lab (self->player) == NULL ||
         (!ns_lab_player_is_busy (self->player) && !ns_lab_player_is_playing (self->player) &&
          ns_lab_stage_is_settled (self->stage));
}

/**
 * ns_lab_window_get_lab:
 * @self: the window
 *
 * Returns: (transfer none) (nullable): what is on the stage
 */
NsLab *
ns_lab_window_get_lab (NsLabWindow *self)
{
  return ns_lab_player_get_lab (self->player);
}

/**
 * ns_lab_window_get_player:
 * @self: the window
 *
 * Returns: (transfer none): what moves the lab
 */
NsLabPlayer *
ns_lab_window_get_player (NsLabWindow *self)
{
  return self->player;
}

/**
 * ns_lab_window_get_stage:
 * @self: the window
 *
 * Returns: (transfer none): words and panes, without the title bar
 */
GtkWidget *
ns_lab_window_get_stage (NsLabWindow *self)
{
  return GTK_WIDGET (self->stage);
}
