/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-timeline-view.h"

#include "model/ns-attempt-steps.h"
#include "view/ns-accessible-id.h"
#include "view/ns-countdown.h"
#include "view/ns-try-row.h"

#include <glib/gi18n-lib.h>

/* Older tries say nothing new, and an item may have thousands: so many are shown at first, and with each click. */
#define FIRST_TRIES 10
#define MORE_TRIES 50

struct _NsTimelineView
{
  GtkBox parent_instance;

  GArray *attempts; /* (owned) (nullable) (element-type NsAttempt): oldest first */
  guint n_shown;    /* of them, the newest */

  GtkLabel *title;
  NsCountdown *countdown;
  GtkLabel *present;
  GtkBox *rows;
  GtkButton *more;
};

G_DEFINE_FINAL_TYPE (NsTimelineView, ns_timeline_view, GTK_TYPE_BOX)

static void
update_more (NsTimelineView *self)
{
  const guint older = self->attempts->len - self->n_shown;
  g_autofree char *text = g_strdup_printf (ngettext ("_Show %u older try", "_Show %u older tries", older), older);

  gtk_button_set_label (self->more, text);
  gtk_widget_set_visible (GTK_WIDGET (self->more), older > 0);
}

static void
update_title (NsTimelineView *self)
{
  const guint n = self->attempts->len;
  g_autofree char *text = g_strdup_printf (ngettext ("Tried %u time", "Tried %u times", n), n);

  gtk_label_set_text (self->title, n > 0 ? text : _("Not tried yet"));
}

/* Adds the older tries at the end of the list. */
static void
add_older (NsTimelineView *self, guint n)
{
  const guint until = MIN (self->n_shown + n, self->attempts->len);

  for (; self->n_shown < until; self->n_shown++)
    {
      const guint i = self->attempts->len - 1 - self->n_shown;

      gtk_box_pack_start (self->rows, ns_try_row_new (&g_array_index (self->attempts, NsAttempt, i)), FALSE, FALSE, 0);
    }
  update_more (self);
}

static void
more_cb (NsTimelineView *self)
{
  GList *rows = gtk_container_get_children (GTK_CONTAINER (self->rows));
  const guint n_before = g_list_length (rows);

  g_list_free (rows);
  add_older (self, MORE_TRIES);

  /* The keyboard goes on with the first that is new. */
  rows = gtk_container_get_children (GTK_CONTAINER (self->rows));
  if (g_list_nth (rows, n_before) != NULL)
    gtk_widget_child_focus (g_list_nth_data (rows, n_before), GTK_DIR_TAB_FORWARD);
  g_list_free (rows);
}

/* Tries that are past do not change: what was opened stays open, and the focus where it is. */
static void
add_newer (NsTimelineView *self, guint from)
{
  for (guint i = from; i < self->attempts->len; i++)
    {
      GtkWidget *row = ns_try_row_new (&g_array_index (self->attempts, NsAttempt, i));

      gtk_box_pack_start (self->rows, row, FALSE, FALSE, 0);
      gtk_box_reorder_child (self->rows, row, 0);
      self->n_shown++;
    }
  update_more (self);
}

static void
ns_timeline_view_finalize (GObject *object)
{
  g_clear_pointer (&NS_TIMELINE_VIEW (object)->attempts, g_array_unref);
  G_OBJECT_CLASS (ns_timeline_view_parent_class)->finalize (object);
}

static void
ns_timeline_view_class_init (NsTimelineViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ns_timeline_view_finalize;
  g_type_ensure (NS_TYPE_COUNTDOWN);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-timeline-view.ui");
  gtk_widget_class_bind_template_child (widget_class, NsTimelineView, title);
  gtk_widget_class_bind_template_child (widget_class, NsTimelineView, countdown);
  gtk_widget_class_bind_template_child (widget_class, NsTimelineView, present);
  gtk_widget_class_bind_template_child (widget_class, NsTimelineView, rows);
  gtk_widget_class_bind_template_child (widget_class, NsTimelineView, more);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
}

static void
ns_timeline_view_init (NsTimelineView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ns_accessible_id_init_template (self);
}

/**
 * ns_timeline_view_set_clock:
 * @self: a view that has no clock yet
 * @clock: what the countdown follows
 *
 * Gives it its clock.
 */
void
ns_timeline_view_set_clock (NsTimelineView *self, NsClock *clock)
{
  ns_countdown_set_clock (self->countdown, clock);
}

static void
destroy_cb (GtkWidget *row, gpointer user_data)
{
  gtk_widget_destroy (row);
}

static gboolean
goes_on (const GArray *before, const GArray *after)
{
  return before != NULL && before->len <= after->len && before->len > 0
         && g_array_index (before, NsAttempt, before->len - 1).started_at
                == g_array_index (after, NsAttempt, before->len - 1).started_at;
}

/**
 * ns_timeline_view_set_attempts:
 * @self: a view
 * @attempts: (element-type NsAttempt): all tries of the item, the oldest first
 *
 * Shows the tries.
 */
void
ns_timeline_view_set_attempts (NsTimelineView *self, GArray *attempts)
{
  g_autoptr (GArray) before = g_steal_pointer (&self->attempts);

  self->attempts = g_array_ref (attempts);
  if (goes_on (before, attempts))
    add_newer (self, before->len);
  else
    {
      gtk_container_foreach (GTK_CONTAINER (self->rows), destroy_cb, NULL);
      self->n_shown = 0;
      add_older (self, FIRST_TRIES);
    }
  update_title (self);
}

/**
 * ns_timeline_view_set_next_try:
 * @self: a view
 * @next_try: when the next try is due, or 0 where none is planned
 *
 * Shows when that is.
 */
void
ns_timeline_view_set_next_try (NsTimelineView *self, gint64 next_try)
{
  ns_countdown_set_target (self->countdown, next_try);
}

/**
 * ns_timeline_view_set_present:
 * @self: a view
 * @attempt: (nullable): the try under way, %NULL where there is none
 *
 * Shows what the try under way is at.
 */
void
ns_timeline_view_set_present (NsTimelineView *self, const NsAttempt *attempt)
{
  g_autofree char *text = attempt != NULL ? ns_attempt_present (attempt) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->present), text != NULL);
  if (text != NULL && !g_str_equal (gtk_label_get_text (self->present), text))
    gtk_label_set_text (self->present, text);
}
