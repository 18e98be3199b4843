/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "app/ns-ready.h"

/* The first frame after a change may still lay out, the next one draws it. */
#define QUIET_FRAMES 3

#define WATCHED_KEY "ns-ready"

struct _NsReady
{
  GObject parent_instance;

  NsSettledFunc is_settled;
  gpointer user_data;
  GPtrArray *windows; /* (owned) (element-type GtkWindow): borrowed; in the order in which they came */
  gulong map_hook;
  guint n_frames;     /* drawn since nothing moves any more */
  guint serial;
  gboolean ready;
};

G_DEFINE_FINAL_TYPE (NsReady, ns_ready, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_ready (NsReady *self, gboolean ready)
{
  if (self->ready == ready)
    return;
  self->ready = ready;
  if (ready)
    self->serial++;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Frames come only where something is to be drawn, so one window has to ask for them while they are counted. */
static void
ask_for_frame (NsReady *self)
{
  GtkWindow *window = ns_ready_get_window (self);

  if (window != NULL)
    gtk_widget_queue_draw (GTK_WIDGET (window));
}

static void
count_frame (NsReady *self)
{
  self->n_frames = self->is_settled (self->user_data) ? self->n_frames + 1 : 0;
  if (self->n_frames >= QUIET_FRAMES)
    set_ready (self, TRUE);
  else
    ask_for_frame (self);
}

static void
after_paint_cb (NsReady *self, GdkFrameClock *clock)
{
  GtkWindow *window = ns_ready_get_window (self);
  const gboolean is_counted = window != NULL && gtk_widget_get_frame_clock (GTK_WIDGET (window)) == clock;

  if (self->ready || !is_counted)
    self->n_frames = 0;
  set_ready (self, FALSE);
  if (is_counted)
    count_frame (self);
  else
    ask_for_frame (self);
}

static void
forget_window (gpointer self, GObject *window)
{
  g_ptr_array_remove (NS_READY (self)->windows, window);
}

static void
unmap_cb (NsReady *self)
{
  self->n_frames = 0;
  set_ready (self, FALSE);
  ask_for_frame (self);
}

/* A window that is shown again may have another clock, and is the last that came. */
static gboolean
map_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  NsReady *self = user_data;
  GObject *widget = g_value_get_object (&values[0]);
  GObject *clock;

  if (!GTK_IS_WINDOW (widget) || !gtk_widget_is_toplevel (GTK_WIDGET (widget)))
    return TRUE;
  clock = G_OBJECT (gtk_widget_get_frame_clock (GTK_WIDGET (widget)));
  if (g_object_get_data (clock, WATCHED_KEY) == NULL)
    {
      g_object_set_data (clock, WATCHED_KEY, self);
      g_signal_connect_object (clock, "after-paint", G_CALLBACK (after_paint_cb), self, G_CONNECT_SWAPPED);
    }
  if (g_ptr_array_remove (self->windows, widget))
    g_object_weak_unref (widget, forget_window, self);
  else
    g_signal_connect_object (widget, "unmap", G_CALLBACK (unmap_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_ptr_array_add (self->windows, widget);
  g_object_weak_ref (widget, forget_window, self);
  return TRUE;
}

static void
ns_ready_finalize (GObject *object)
{
  NsReady *self = NS_READY (object);

  g_signal_remove_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), self->map_hook);
  for (guint i = 0; i < self->windows->len; i++)
    g_object_weak_unref (g_ptr_array_index (self->windows, i), forget_window, self);
  g_ptr_array_unref (self->windows);
  G_OBJECT_CLASS (ns_ready_parent_class)->finalize (object);
}

static void
ns_ready_class_init (NsReadyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ns_ready_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", NS_TYPE_READY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
ns_ready_init (NsReady *self)
{
  self->windows = g_ptr_array_new ();
}

/**
 * ns_ready_new:
 * @is_settled: whether the program shows what it was asked to show, and all of it
 * @user_data: for @is_settled; must live as long
 *
 * Returns: (transfer full): what watches all windows that are shown from now on
 */
NsReady *
ns_ready_new (NsSettledFunc is_settled, gpointer user_data)
{
  NsReady *self = g_object_new (NS_TYPE_READY, NULL);
  g_autoptr (GTypeClass) klass = g_type_class_ref (GTK_TYPE_WIDGET);

  self->is_settled = is_settled;
  self->user_data = user_data;
  self->map_hook = g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, map_cb, self, NULL);
  return self;
}

/**
 * ns_ready_check:
 * @self: the watcher
 *
 * Has it look again, where something may have changed that is not drawn yet.
 */
void
ns_ready_check (NsReady *self)
{
  self->n_frames = 0;
  if (!self->is_settled (self->user_data))
    set_ready (self, FALSE);
  if (!self->ready)
    ask_for_frame (self);
}

/**
 * ns_ready_get:
 * @self: the watcher
 *
 * Returns: whether everything stands still
 */
gboolean
ns_ready_get (NsReady *self)
{
  return self->ready;
}

/**
 * ns_ready_get_serial:
 * @self: the watcher
 *
 * Returns: how often it has become ready
 */
guint
ns_ready_get_serial (NsReady *self)
{
  return self->serial;
}

/**
 * ns_ready_get_window:
 * @self: the watcher
 *
 * Returns: (transfer none) (nullable): the window or dialog that was shown last; menus and tooltips are none
 */
GtkWindow *
ns_ready_get_window (NsReady *self)
{
  for (guint i = self->windows->len; i > 0; i--)
    {
      GtkWindow *window = g_ptr_array_index (self->windows, i - 1);

      if (gtk_widget_get_mapped (GTK_WIDGET (window)) && gtk_window_get_window_type (window) == GTK_WINDOW_TOPLEVEL)
        return window;
    }
  return NULL;
}
