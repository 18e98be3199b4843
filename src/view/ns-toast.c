/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-toast.h"

#include "view/ns-accessible-id.h"
#include "view/ns-announce.h"

/* Long enough to read it and to reach for the button. */
#define SHOWN (10 * G_USEC_PER_SEC)

struct _NsToast
{
  GtkRevealer parent_instance;

  GtkLabel *text;
  GtkButton *undo;
  NsClock *clock; /* (owned) (nullable): as long as the time-out runs */
  guint timeout_id;
};

G_DEFINE_FINAL_TYPE (NsToast, ns_toast, GTK_TYPE_REVEALER)

static void
stop_clock (NsToast *self)
{
  if (self->timeout_id != 0)
    ns_clock_remove_timeout (self->clock, self->timeout_id);
  self->timeout_id = 0;
  g_clear_object (&self->clock);
}

static void
close_cb (NsToast *self)
{
  ns_toast_hide (self);
}

static gboolean
timeout_cb (gpointer user_data)
{
  NsToast *self = user_data;

  self->timeout_id = 0;
  ns_toast_hide (self);
  return G_SOURCE_REMOVE;
}

static void
ns_toast_dispose (GObject *object)
{
  stop_clock (NS_TOAST (object));
  G_OBJECT_CLASS (ns_toast_parent_class)->dispose (object);
}

static void
ns_toast_class_init (NsToastClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ns_toast_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-toast.ui");
  gtk_widget_class_bind_template_child (widget_class, NsToast, text);
  gtk_widget_class_bind_template_child (widget_class, NsToast, undo);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
ns_toast_init (NsToast *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ns_accessible_id_init_template (self);
}

/**
 * ns_toast_show:
 * @self: the toast
 * @text: what to say
 * @undo_id: the act that its button takes back, or 0 for no button
 * @clock: what tells when it was shown long enough
 *
 * Shows a text in place of the one before.
 */
void
ns_toast_show (NsToast *self, const char *text, gint64 undo_id, NsClock *clock)
{
  stop_clock (self);
  self->clock = g_object_ref (clock);
  self->timeout_id = ns_clock_add_timeout (clock, SHOWN, timeout_cb, self);
  gtk_label_set_text (self->text, text);
  if (undo_id != 0)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->undo), "x", undo_id);
  gtk_widget_set_visible (GTK_WIDGET (self->undo), undo_id != 0);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self), TRUE);
  ns_announce (GTK_WIDGET (self), text);
}

/**
 * ns_toast_hide:
 * @self: the toast
 *
 * Takes it away.
 */
void
ns_toast_hide (NsToast *self)
{
  stop_clock (self);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self), FALSE);
}
