/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-preview-view.h"

#include "view/ns-accessible-id.h"
#include "view/ns-disclosure.h"
#include "view/ns-fact-grid.h"

/* What is shown of the text before more is asked for. */
#define FIRST_CHARS 2000

struct _NsPreviewView
{
  GtkBox parent_instance;

  char *all;       /* (owned) (nullable): the text, if only its beginning is shown */
  gboolean is_cut; /* the text itself goes on */

  GtkWidget *disclosure;
  GtkLabel *sentence;
  GtkGrid *fields;
  GtkLabel *text;
  GtkWidget *show_all;
  GtkWidget *cut;
  GtkGrid *attachments;
};

G_DEFINE_FINAL_TYPE (NsPreviewView, ns_preview_view, GTK_TYPE_BOX)

static void
set_label (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_all_cb (NsPreviewView *self)
{
  set_label (self->text, self->all);
  gtk_widget_hide (self->show_all);
  gtk_widget_set_visible (self->cut, self->is_cut);
  g_clear_pointer (&self->all, g_free);
}

static void
ns_preview_view_finalize (GObject *object)
{
  g_free (NS_PREVIEW_VIEW (object)->all);
  G_OBJECT_CLASS (ns_preview_view_parent_class)->finalize (object);
}

static void
ns_preview_view_class_init (NsPreviewViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ns_preview_view_finalize;
  g_type_ensure (NS_TYPE_DISCLOSURE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-preview-view.ui");
  gtk_widget_class_bind_template_child (widget_class, NsPreviewView, disclosure);
  gtk_widget_class_bind_template_child (widget_class, NsPreviewView, sentence);
  gtk_widget_class_bind_template_child (widget_class, NsPreviewView, fields);
  gtk_widget_class_bind_template_child (widget_class, NsPreviewView, text);
  gtk_widget_class_bind_template_child (widget_class, NsPreviewView, show_all);
  gtk_widget_class_bind_template_child (widget_class, NsPreviewView, cut);
  gtk_widget_class_bind_template_child (widget_class, NsPreviewView, attachments);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
}

static void
ns_preview_view_init (NsPreviewView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ns_accessible_id_init_template (self);
}

static void
fill (GtkGrid *grid, GPtrArray *fields)
{
  ns_fact_grid_clear (grid);
  gtk_widget_set_visible (GTK_WIDGET (grid), fields->len > 0);
  for (guint i = 0; i < fields->len; i++)
    {
      const NsPreviewField *field = g_ptr_array_index (fields, i);

      ns_fact_grid_add (grid, (int) i, field->label, field->value);
    }
}

/**
 * ns_preview_view_set_preview:
 * @self: the view
 * @preview: (nullable): what to show; %NULL hides the view
 *
 * Shows another preview.
 */
void
ns_preview_view_set_preview (NsPreviewView *self, const NsPreview *preview)
{
  const char *text = preview != NULL && preview->text != NULL ? preview->text : "";
  const gboolean is_long = g_utf8_strlen (text, -1) > FIRST_CHARS;
  g_autofree char *first = is_long ? g_utf8_substring (text, 0, FIRST_CHARS) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), preview != NULL);
  g_clear_pointer (&self->all, g_free);
  if (preview == NULL)
    return;
  self->is_cut = preview->is_cut;
  self->all = is_long ? g_strdup (text) : NULL;
  set_label (self->sentence, preview->sentence);
  fill (self->fields, preview->fields);
  set_label (self->text, is_long ? first : text);
  gtk_widget_set_visible (self->show_all, is_long);
  gtk_widget_set_visible (self->cut, preview->is_cut && !is_long);
  fill (self->attachments, preview->attachments);
}
