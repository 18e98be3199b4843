/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-health-bar.h"

#include "view/ns-accessible-id.h"
#include "view/ns-health.h"

struct _NsHealthBar
{
  GtkBox parent_instance;

  GtkLabel *title;
  GtkBox *parts;
  GtkLabel *progress;
  GPtrArray *shown; /* (owned) (nullable) (element-type NsHealthPart): what @parts shows */
  gboolean narrow;
  GPtrArray *texts; /* (owned) (element-type GtkWidget): the labels and buttons of @parts, without what is between */
};

G_DEFINE_FINAL_TYPE (NsHealthBar, ns_health_bar, GTK_TYPE_BOX)

static void
ns_health_bar_finalize (GObject *object)
{
  NsHealthBar *self = NS_HEALTH_BAR (object);

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_ptr_array_unref (self->texts);
  G_OBJECT_CLASS (ns_health_bar_parent_class)->finalize (object);
}

static void
ns_health_bar_class_init (NsHealthBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ns_health_bar_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-health-bar.ui");
  gtk_widget_class_set_accessible_role (widget_class, ATK_ROLE_STATUSBAR);
  gtk_widget_class_bind_template_child (widget_class, NsHealthBar, title);
  gtk_widget_class_bind_template_child (widget_class, NsHealthBar, parts);
  gtk_widget_class_bind_template_child (widget_class, NsHealthBar, progress);
}

static void
ns_health_bar_init (NsHealthBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ns_accessible_id_init_template (self);
  self->texts = g_ptr_array_new ();
}

/**
 * ns_health_bar_set_title:
 * @self: the bar
 * @title: what the window shows
 *
 * Changes the title.
 */
void
ns_health_bar_set_title (NsHealthBar *self, const char *title)
{
  gtk_label_set_text (self->title, title);
}

static void
add_dot (NsHealthBar *self)
{
  GtkWidget *dot = gtk_label_new ("·");

  atk_object_set_role (gtk_widget_get_accessible (dot), ATK_ROLE_REDUNDANT_OBJECT);
  gtk_container_add (GTK_CONTAINER (self->parts), dot);
}

static GtkWidget *
add_label (NsHealthBar *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_style_context_add_class (gtk_widget_get_style_context (label), "text");
  gtk_container_add (GTK_CONTAINER (self->parts), label);
  return label;
}

static GtkWidget *
add_button (NsHealthBar *self, const NsHealthPart *part)
{
  GtkWidget *button = part->filter != NULL ? gtk_toggle_button_new_with_label ("") : gtk_button_new_with_label ("");
  GtkWidget *label = gtk_bin_get_child (GTK_BIN (button));
  g_autofree char *id = g_strconcat ("outbox.health.", part->filter != NULL ? part->filter : "account", NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_relief (GTK_BUTTON (button), GTK_RELIEF_NONE);
  ns_accessible_id_set (button, id);
  if (part->filter != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", part->filter);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), part->action);
  gtk_container_add (GTK_CONTAINER (self->parts), button);
  return button;
}

/* Of several parts that are cut off nobody could read one. The first is the one that matters most. */
static void
update_room (NsHealthBar *self)
{
  g_autoptr (GList) children = gtk_container_get_children (GTK_CONTAINER (self->parts));

  for (GList *link = children != NULL ? children->next : NULL; link != NULL; link = link->next)
    gtk_widget_set_visible (link->data, !self->narrow);
}

static void
build (NsHealthBar *self, GPtrArray *parts)
{
  g_autoptr (GList) children = gtk_container_get_children (GTK_CONTAINER (self->parts));

  for (GList *link = children; link != NULL; link = link->next)
    gtk_widget_destroy (link->data);
  g_ptr_array_set_size (self->texts, 0);
  for (guint i = 0; i < parts->len; i++)
    {
      const NsHealthPart *part = g_ptr_array_index (parts, i);

      if (i > 0)
        add_dot (self);
      g_ptr_array_add (self->texts, part->action != NULL ? add_button (self, part) : add_label (self));
    }
  gtk_widget_show_all (GTK_WIDGET (self->parts));
  update_room (self);
}

static void
fill (GtkWidget *widget, const NsHealthPart *part)
{
  GtkWidget *label = GTK_IS_BUTTON (widget) ? gtk_bin_get_child (GTK_BIN (widget)) : widget;

  gtk_label_set_text (GTK_LABEL (label), part->text);
  if (part->name == NULL)
    return;
  atk_object_set_name (gtk_widget_get_accessible (widget), part->name);
  gtk_widget_set_tooltip_text (widget, part->name);
}

/* Whether the same widgets do: one that has the focus keeps it when only a number changes. */
static gboolean
is_same_row (GPtrArray *before, GPtrArray *after)
{
  if (before == NULL || before->len != after->len)
    return FALSE;
  for (guint i = 0; i < after->len; i++)
    {
      const NsHealthPart *a = g_ptr_array_index (before, i), *b = g_ptr_array_index (after, i);

      if (g_strcmp0 (a->action, b->action) != 0 || g_strcmp0 (a->filter, b->filter) != 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * ns_health_bar_set_parts:
 * @self: the bar
 * @parts: (element-type NsHealthPart): the sentence, as ns_health_parts() makes it
 *
 * Shows another sentence.
 */
void
ns_health_bar_set_parts (NsHealthBar *self, GPtrArray *parts)
{
  if (!is_same_row (self->shown, parts))
    build (self, parts);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = g_ptr_array_ref (parts);
  for (guint i = 0; i < parts->len; i++)
    fill (g_ptr_array_index (self->texts, i), g_ptr_array_index (parts, i));
}

/**
 * ns_health_bar_set_spoken:
 * @self: the bar
 * @sentence: the whole sentence, as ns_health_spoken() makes it
 *
 * Says it to those who ask a screen reader for the status bar; what stays the same is not told again.
 */
void
ns_health_bar_set_spoken (NsHealthBar *self, const char *sentence)
{
  AtkObject *accessible = gtk_widget_get_accessible (GTK_WIDGET (self));

  if (g_strcmp0 (atk_object_get_name (accessible), sentence) != 0)
    atk_object_set_name (accessible, sentence);
}

/**
 * ns_health_bar_set_narrow:
 * @self: the bar
 * @narrow: whether there is only room for the first part of the sentence
 *
 * Shows that part alone, or the whole sentence.
 */
void
ns_health_bar_set_narrow (NsHealthBar *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  update_room (self);
}

/**
 * ns_health_bar_set_progress:
 * @self: the bar
 * @text: (nullable): how far the cycle is; %NULL when none runs
 *
 * Shows it in place of the sentence.
 */
void
ns_health_bar_set_progress (NsHealthBar *self, const char *text)
{
  gtk_label_set_text (self->progress, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->progress), text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->parts), text == NULL);
}
