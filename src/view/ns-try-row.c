/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-try-row.h"

#include "model/ns-attempt-steps.h"
#include "model/ns-span.h"
#include "view/ns-technical.h"
#include "view/ns-words.h"

#include <glib/gi18n-lib.h>

struct _NsTryRow
{
  GtkBox parent_instance;

  NsAttempt attempt;
  gboolean has_steps; /* shown once already */

  GtkToggleButton *button;
  GtkRevealer *revealer;
  GtkImage *arrow;
  GtkImage *icon;
  GtkLabel *when;
  GtkLabel *what;
  GtkLabel *span;
  GtkBox *steps;
};

G_DEFINE_FINAL_TYPE (NsTryRow, ns_try_row, GTK_TYPE_BOX)

static GtkWidget *
step_new (const NsAttemptStep *step)
{
  const gboolean is_done = step->fate == NS_ATTEMPT_DONE;
  g_autofree char *text = ns_attempt_step_to_string (step, FALSE);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon
      = gtk_image_new_from_icon_name (is_done ? "object-select-symbolic" : "process-stop-symbolic", GTK_ICON_SIZE_MENU);
  GtkWidget *label = gtk_label_new (text);

  atk_object_set_name (gtk_widget_get_accessible (icon), is_done ? _("Done") : _("Failed"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE);
  if (is_done)
    gtk_style_context_add_class (gtk_widget_get_style_context (icon), GTK_STYLE_CLASS_DIM_LABEL);
  gtk_container_add (GTK_CONTAINER (box), icon);
  gtk_container_add (GTK_CONTAINER (box), label);
  gtk_widget_show_all (box);
  return box;
}

/* Most tries are never opened. */
static void
fill_steps (NsTryRow *self)
{
  g_autoptr (GArray) steps = ns_attempt_steps_new (&self->attempt, FALSE);

  for (guint i = 0; i < steps->len; i++)
    {
      const NsAttemptStep *step = &g_array_index (steps, NsAttemptStep, i);

      if (step->fate != NS_ATTEMPT_NOT_REACHED)
        gtk_container_add (GTK_CONTAINER (self->steps), step_new (step));
    }
}

static void
toggled_cb (NsTryRow *self)
{
  const gboolean is_open = gtk_toggle_button_get_active (self->button);

  if (!self->has_steps)
    fill_steps (self);
  self->has_steps = TRUE;
  gtk_image_set_from_icon_name (self->arrow, is_open ? "pan-down-symbolic" : "pan-end-symbolic", GTK_ICON_SIZE_MENU);
  gtk_revealer_set_reveal_child (self->revealer, is_open);
}

static void
ns_try_row_class_init (NsTryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-try-row.ui");
  gtk_widget_class_bind_template_child (widget_class, NsTryRow, button);
  gtk_widget_class_bind_template_child (widget_class, NsTryRow, revealer);
  gtk_widget_class_bind_template_child (widget_class, NsTryRow, arrow);
  gtk_widget_class_bind_template_child (widget_class, NsTryRow, icon);
  gtk_widget_class_bind_template_child (widget_class, NsTryRow, when);
  gtk_widget_class_bind_template_child (widget_class, NsTryRow, what);
  gtk_widget_class_bind_template_child (widget_class, NsTryRow, span);
  gtk_widget_class_bind_template_child (widget_class, NsTryRow, steps);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
ns_try_row_init (NsTryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ns_try_row_new:
 * @attempt: a try
 *
 * Returns: (transfer full) (floating): its row
 */
GtkWidget *
ns_try_row_new (const NsAttempt *attempt)
{
  NsTryRow *self = g_object_new (NS_TYPE_TRY_ROW, NULL);
  g_autofree char *when = ns_words_instant (attempt->started_at);
  g_autofree char *what = ns_technical_attempt (attempt);
  g_autofree char *span = ns_span_exact (ns_attempt_duration (attempt), FALSE);
  /* Translators: a try as a screen reader tells it: when it was, what came of it, how long it took. */
  g_autofree char *sentence = g_strdup_printf (_("%s: %s, after %s"), when, what, span);

  self->attempt = *attempt;
  gtk_image_set_from_icon_name (self->icon, ns_state_icon_name (attempt->state), GTK_ICON_SIZE_MENU);
  gtk_label_set_text (self->when, when);
  gtk_label_set_text (self->what, what);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->what), what);
  gtk_label_set_text (self->span, span);
  atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self->button)), sentence);
  return GTK_WIDGET (self);
}
