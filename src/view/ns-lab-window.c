/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-lab-window.h"

#include "lab/ns-lab-holding.h"
#include "view/ns-lab-gallery.h"
#include "view/ns-lab-handheld.h"
#include "view/ns-lab-server.h"
#include "view/ns-lab-wire.h"
#include "view/ns-lab-words.h"

#include <glib/gi18n-lib.h>

/* A step without words is over at once. */
#define WORDLESS_DELAY 200
#define DEFAULT_DELAY 4000

struct _NsLabWindow
{
  GtkApplicationWindow parent_instance;

  GtkHeaderBar *header;
  GtkBox *player;
  GtkWidget *reset;
  GtkWidget *back;
  GtkWidget *play;
  GtkImage *play_icon;
  GtkWidget *step;
  GtkComboBoxText *speed;
  GtkMenuButton *menu_button;
  GtkStack *pages;
  NsLabGallery *gallery;
  GtkWidget *stage;
  GtkLabel *count;
  GtkLabel *words;
  GtkLabel *trouble;
  GtkProgressBar *progress;
  NsLabHandheld *handheld;
  GtkLabel *wire_facts;
  NsLabWire *wire;
  GtkLabel *server_facts;
  NsLabServer *server;

  NsLab *lab;                /* (owned) (nullable): with a scenario */
  GCancellable *cancellable; /* (owned): of the lab's way */
  guint play_id;             /* of the time-out to the next step, or 0 */
  gboolean is_playing;
  gboolean is_fullscreen;
  guint first_step;          /* where the scenario begins for who watches */
};

G_DEFINE_FINAL_TYPE (NsLabWindow, ns_lab_window, GTK_TYPE_APPLICATION_WINDOW)

static void schedule (NsLabWindow *self);

static void
enable (NsLabWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_player (NsLabWindow *self)
{
  const gboolean is_open = self->lab != NULL;
  const guint n = is_open ? ns_lab_get_next_step (self->lab) : 0;
  const guint n_steps = is_open ? ns_lab_get_scenario (self->lab)->steps->len : 0;
  const gboolean is_busy = is_open && ns_lab_is_busy (self->lab);
  const char *name = self->is_playing ? _("Pause") : _("Play");

  enable (self, "reset", is_open && !is_busy && n > 0);
  enable (self, "back", is_open && !is_busy && n > 0);
  enable (self, "step", is_open && !is_busy && n < n_steps);
  enable (self, "play", is_open && (self->is_playing || n < n_steps));
  gtk_image_set_from_icon_name (self->play_icon, self->is_playing ? "media-playback-pause-symbolic"
                                                                  : "media-playback-start-symbolic",
                                GTK_ICON_SIZE_BUTTON);
  gtk_widget_set_tooltip_text (self->play, name);
  atk_object_set_name (gtk_widget_get_accessible (self->play), name);
}

static void
show_words (NsLabWindow *self)
{
  const NsScenario *scenario = ns_lab_get_scenario (self->lab);
  const guint n = ns_lab_get_next_step (self->lab);
  g_autofree char *count = ns_lab_words_count (scenario, n);
  g_autofree char *words = ns_lab_words_step (scenario, n);
  g_autofree char *said = g_strdup_printf ("%s: %s", count, words);

  gtk_label_set_text (self->count, count);
  gtk_label_set_text (self->words, words);
  atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self->words)), said);
  gtk_progress_bar_set_fraction (self->progress,
                                 scenario->steps->len > 0 ? (double) n / (double) scenario->steps->len : 0);
}

static void
show_server (NsLabWindow *self)
{
  NsSimServer *server = ns_lab_get_server (self->lab);
  const gboolean has_tls = g_str_has_prefix (ns_sim_server_get_url (server), "https:");
  g_autofree char *state = ns_sim_server_dup_state (server);
  g_autofree char *product = ns_sim_server_dup_product (server);
  /* Translators: the version that a server of Exchange's kind gives. */
  g_autofree char *named = g_strdup_printf (g_ascii_isdigit (*product) ? _("ActiveSync %s") : "%s", product);
  g_autoptr (GPtrArray) holdings = ns_lab_holding_list (state);

  gtk_label_set_text (self->wire_facts, has_tls ? _("HTTPS, with SSL") : _("HTTP, without SSL"));
  gtk_label_set_text (self->server_facts, named);
  ns_lab_wire_set_exchanges (self->wire, ns_sim_server_dup_exchanges (server));
  ns_lab_server_set_holdings (self->server, holdings);
}

static void
show_step (NsLabWindow *self)
{
  const NsScenario *scenario = ns_lab_get_scenario (self->lab);

  ns_lab_handheld_set_device (self->handheld, scenario->device_model, ns_lab_get_device_software (self->lab));
  ns_lab_handheld_refresh (self->handheld);
  show_words (self);
  show_server (self);
}

/* An item stays open while the scenario only looks at what became of it. */
static void
stepped_cb (NsLabWindow *self, guint n)
{
  const NsStep *step = g_ptr_array_index (ns_lab_get_scenario (self->lab)->steps, n - 1);

  if (!ns_step_is_expectation (step))
    ns_lab_handheld_close_item (self->handheld);
}

static void
reopened_cb (NsLabWindow *self)
{
  ns_lab_handheld_set_store (self->handheld, ns_lab_get_store (self->lab));
}

static void
opened_cb (NsLabWindow *self, gint64 id)
{
  ns_lab_handheld_open_item (self->handheld, id);
}

static void
pause_play (NsLabWindow *self)
{
  g_clear_handle_id (&self->play_id, g_source_remove);
  self->is_playing = FALSE;
}

static void
arrived_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsLabWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean arrived = ns_lab_finish (NS_LAB (source), result, &error);

  if (NS_LAB (source) != self->lab)
    return;
  gtk_label_set_text (self->trouble, arrived ? "" : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), !arrived);
  if (!arrived)
    pause_play (self);
  if (ns_lab_get_server (self->lab) != NULL)
    {
      show_step (self);
      schedule (self);
    }
  update_player (self);
}

static void
opened_lab_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NsLabWindow *self = user_data;

  if (NS_LAB (source) == self->lab && ns_lab_get_store (self->lab) != NULL)
    {
      reopened_cb (self);
      if (self->first_step > 0)
        ns_lab_window_seek (self, self->first_step);
    }
  arrived_cb (source, result, user_data);
}

static gboolean
play_on_cb (gpointer user_data)
{
  NsLabWindow *self = user_data;

  self->play_id = 0;
  ns_lab_step_async (self->lab, self->cancellable, arrived_cb, g_object_ref (self));
  update_player (self);
  return G_SOURCE_REMOVE;
}

/* Long enough to read the words aloud; the ids of the speeds are milliseconds. */
static guint
get_delay (NsLabWindow *self)
{
  guint64 delay = DEFAULT_DELAY;

  g_ascii_string_to_unsigned (gtk_combo_box_get_active_id (GTK_COMBO_BOX (self->speed)), 10, 1, G_MAXUINT, &delay,
                              NULL);
  return (guint) delay;
}

static void
schedule (NsLabWindow *self)
{
  const GPtrArray *steps = ns_lab_get_scenario (self->lab)->steps;
  const guint n = ns_lab_get_next_step (self->lab);
  const NsStep *last = n > 0 ? g_ptr_array_index (steps, n - 1) : NULL;

  if (n == steps->len)
    self->is_playing = FALSE;
  if (self->is_playing && self->play_id == 0)
    self->play_id = g_timeout_add (last == NULL || last->words != NULL ? get_delay (self) : WORDLESS_DELAY,
                                   play_on_cb, self);
}

static void
play_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsLabWindow *self = user_data;

  if (self->is_playing)
    pause_play (self);
  else
    {
      self->is_playing = TRUE;
      if (!ns_lab_is_busy (self->lab))
        play_on_cb (self);
    }
  update_player (self);
}

static void
step_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsLabWindow *self = user_data;

  ns_lab_window_seek (self, ns_lab_get_next_step (self->lab) + 1);
}

static void
back_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsLabWindow *self = user_data;

  ns_lab_window_seek (self, ns_lab_get_next_step (self->lab) - 1);
}

static void
reset_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsLabWindow *self = user_data;

  pause_play (self);
  ns_lab_reset_async (self->lab, self->cancellable, arrived_cb, g_object_ref (self));
  update_player (self);
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

static const GActionEntry action_entries[] = {
  { "play", play_cb },
  { "step", step_cb },
  { "back", back_cb },
  { "reset", reset_cb },
  { "fullscreen", fullscreen_cb },
  { "gallery", gallery_cb },
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
  g_clear_object (&NS_LAB_WINDOW (object)->cancellable);
  G_OBJECT_CLASS (ns_lab_window_parent_class)->finalize (object);
}

static void
ns_lab_window_class_init (NsLabWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ns_lab_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = ns_lab_window_finalize;
  g_type_ensure (NS_TYPE_LAB_GALLERY);
  g_type_ensure (NS_TYPE_LAB_HANDHELD);
  g_type_ensure (NS_TYPE_LAB_SERVER);
  g_type_ensure (NS_TYPE_LAB_WIRE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-lab-window.ui");
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, header);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, player);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, reset);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, back);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, play);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, play_icon);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, step);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, speed);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, gallery);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, stage);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, count);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, words);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, trouble);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, handheld);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, wire_facts);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, wire);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, server_facts);
  gtk_widget_class_bind_template_child (widget_class, NsLabWindow, server);
}

static void
set_accessible_ids (NsLabWindow *self)
{
  const struct
  {
    gpointer widget;
    const char *id;
  } ids[] = {
    { self, "lab" },
    { self->reset, "lab.reset" },
    { self->back, "lab.back" },
    { self->play, "lab.play" },
    { self->step, "lab.step" },
    { self->speed, "lab.speed" },
    { self->menu_button, "lab.menu" },
    { self->gallery, "lab.gallery" },
    { self->words, "lab.words" },
    { self->trouble, "lab.trouble" },
    { self->handheld, "lab.handheld" },
    { self->wire, "lab.wire" },
    { self->server, "lab.server" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    atk_object_set_accessible_id (gtk_widget_get_accessible (ids[i].widget), ids[i].id);
}

static void
ns_lab_window_init (NsLabWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  set_accessible_ids (self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), action_entries, G_N_ELEMENTS (action_entries), self);
  g_signal_connect_swapped (self->gallery, "chosen", G_CALLBACK (chosen_cb), self);
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
    { "win.fullscreen", { "F11", NULL } },
    { "win.gallery", { "<Primary>g", NULL } },
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
  gtk_widget_hide (GTK_WIDGET (self->player));
  gtk_widget_hide (GTK_WIDGET (self->speed));
  gtk_stack_set_visible_child_name (self->pages, "gallery");
  update_player (self);
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

  ns_lab_window_close (self);
  self->lab = ns_lab_new (scenario, clock);
  g_signal_connect_object (self->lab, "stepped", G_CALLBACK (stepped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lab, "reopened", G_CALLBACK (reopened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lab, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  gtk_header_bar_set_title (self->header, scenario->title);
  gtk_widget_show (GTK_WIDGET (self->player));
  gtk_widget_show (GTK_WIDGET (self->speed));
  gtk_stack_set_visible_child_name (self->pages, "stage");
  gtk_widget_grab_focus (self->step);
  self->first_step = step;
  ns_lab_open_async (self->lab, self->cancellable, opened_lab_cb, g_object_ref (self));
  update_player (self);
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
  pause_play (self);
  if (self->lab == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_signal_handlers_disconnect_by_data (self->lab, self);
  if (self->handheld != NULL)
    ns_lab_handheld_set_store (self->handheld, NULL);
  ns_lab_stop (self->lab);
  g_clear_object (&self->lab);
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
  pause_play (self);
  ns_lab_seek_async (self->lab, step, self->cancellable, arrived_cb, g_object_ref (self));
  update_player (self);
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
  return self->lab == NULL || (!ns_lab_is_busy (self->lab) && !self->is_playing &&
                               ns_lab_handheld_is_settled (self->handheld));
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
  return self->lab;
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
  return self->stage;
}
