/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-countdown.h"

#include "model/ns-span.h"
#include "view/ns-ticker.h"

#include <glib/gi18n-lib.h>

struct _NsCountdown
{
  GtkLabel parent_instance;

  NsClock *clock;   /* (owned) (nullable): until it is disposed of */
  NsTicker *ticker; /* (owned) (nullable): as long as the clock */
  gint64 target;    /* or 0 */
  gboolean ticks;
};

G_DEFINE_FINAL_TYPE (NsCountdown, ns_countdown, GTK_TYPE_LABEL)

static void
set_ticks (NsCountdown *self, gboolean ticks)
{
  if (ticks == self->ticks)
    return;
  self->ticks = ticks;
  if (ticks)
    ns_ticker_start (self->ticker);
  else
    ns_ticker_stop (self->ticker);
}

/* A name that stays the same is not set again, so nobody is told of it. */
static void
set_name (NsCountdown *self, const char *name)
{
  AtkObject *accessible = gtk_widget_get_accessible (GTK_WIDGET (self));

  if (g_strcmp0 (atk_object_get_name (accessible), name) != 0)
    atk_object_set_name (accessible, name);
}

static void
update (NsCountdown *self)
{
  const gint64 span = self->target != 0 && self->clock != NULL ? self->target - ns_clock_now (self->clock) : 0;
  g_autofree char *digits = ns_span_digits (span);
  g_autofree char *words = self->target != 0 ? ns_span_next_try (span) : NULL;
  /* Translators: a countdown, such as "Next try in 4:12". */
  g_autofree char *text = span > 0 ? g_strdup_printf (_("Next try in %s"), digits) : g_strdup (words);

  gtk_widget_set_visible (GTK_WIDGET (self), self->target != 0);
  gtk_label_set_text (GTK_LABEL (self), text != NULL ? text : "");
  set_name (self, words != NULL ? words : "");
  set_ticks (self, span > 0 && gtk_widget_get_mapped (GTK_WIDGET (self)));
}

static void
ns_countdown_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ns_countdown_parent_class)->map (widget);
  update (NS_COUNTDOWN (widget));
}

static void
ns_countdown_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ns_countdown_parent_class)->unmap (widget);
  set_ticks (NS_COUNTDOWN (widget), FALSE);
}

static void
ns_countdown_dispose (GObject *object)
{
  NsCountdown *self = NS_COUNTDOWN (object);

  set_ticks (self, FALSE);
  if (self->ticker != NULL)
    g_signal_handlers_disconnect_by_data (self->ticker, self);
  g_clear_object (&self->ticker);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (ns_countdown_parent_class)->dispose (object);
}

static void
ns_countdown_class_init (NsCountdownClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ns_countdown_dispose;
  widget_class->map = ns_countdown_map;
  widget_class->unmap = ns_countdown_unmap;
}

static void
ns_countdown_init (NsCountdown *self)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  /* Digits of one width, so that the line does not tremble. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  gtk_label_set_attributes (GTK_LABEL (self), attributes);
  pango_attr_list_unref (attributes);
}

/**
 * ns_countdown_set_clock:
 * @self: a countdown that has no clock yet
 * @clock: whose time it shows
 *
 * Gives it its clock.
 */
void
ns_countdown_set_clock (NsCountdown *self, NsClock *clock)
{
  g_return_if_fail (self->clock == NULL);

  self->clock = g_object_ref (clock);
  self->ticker = ns_ticker_get (clock);
  g_signal_connect_swapped (self->ticker, "tick", G_CALLBACK (update), self);
  update (self);
}

/**
 * ns_countdown_set_target:
 * @self: a countdown
 * @target: when the next try is due, or 0 where none is planned: then it is not shown
 *
 * Counts down to another time.
 */
void
ns_countdown_set_target (NsCountdown *self, gint64 target)
{
  self->target = target;
  update (self);
}
