/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-lab-gallery.h"

#include "lab/ns-lab.h"
#include "lab/ns-lab-shelf.h"

#define TEXT_WIDTH 34
/* What is seen of a picture at least, in pixels of the screen's scale. */
#define PICTURE_HEIGHT 160

struct _NsLabGallery
{
  GtkFlowBox parent_instance;

  GPtrArray *paths; /* (owned) (nullable) (element-type filename): as the cards */
};

G_DEFINE_FINAL_TYPE (NsLabGallery, ns_lab_gallery, GTK_TYPE_FLOW_BOX)

static guint chosen_signal;

static void
ns_lab_gallery_finalize (GObject *object)
{
  g_clear_pointer (&NS_LAB_GALLERY (object)->paths, g_ptr_array_unref);
  G_OBJECT_CLASS (ns_lab_gallery_parent_class)->finalize (object);
}

static void
activated_cb (NsLabGallery *self, GtkFlowBoxChild *child)
{
  g_signal_emit (self, chosen_signal, 0, g_ptr_array_index (self->paths, gtk_flow_box_child_get_index (child)));
}

static void
ns_lab_gallery_class_init (NsLabGalleryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ns_lab_gallery_finalize;
  chosen_signal = g_signal_new ("chosen", NS_TYPE_LAB_GALLERY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);
}

static void
ns_lab_gallery_init (NsLabGallery *self)
{
  GtkFlowBox *box = GTK_FLOW_BOX (self);

  gtk_flow_box_set_selection_mode (box, GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (box, TRUE);
  gtk_flow_box_set_min_children_per_line (box, 1);
  gtk_flow_box_set_max_children_per_line (box, 4);
  gtk_flow_box_set_row_spacing (box, 12);
  gtk_flow_box_set_column_spacing (box, 12);
  g_signal_connect (self, "child-activated", G_CALLBACK (activated_cb), NULL);
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), TEXT_WIDTH);
  gtk_label_set_max_width_chars (GTK_LABEL (label), TEXT_WIDTH);
  gtk_style_context_add_class (gtk_widget_get_style_context (label), style);
  return label;
}

/* Fills the card's width. The file has more pixels than that, so that it is sharp on a HiDPI display, too. */
static gboolean
draw_cb (GtkWidget *area, cairo_t *cr, gpointer user_data)
{
  GdkPixbuf *picture = user_data;
  const int width = gtk_widget_get_allocated_width (area), height = gtk_widget_get_allocated_height (area);
  const double scale = MAX ((double) width / gdk_pixbuf_get_width (picture),
                            (double) height / gdk_pixbuf_get_height (picture));

  cairo_save (cr);
  cairo_scale (cr, scale, scale);
  gdk_cairo_set_source_pixbuf (cr, picture, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  gtk_render_frame (gtk_widget_get_style_context (area), cr, 0, 0, width, height);
  return GDK_EVENT_STOP;
}

/* A scenario of one's own need not have a picture. */
static void
add_picture (GtkContainer *box, const char *path)
{
  g_autofree char *file = ns_lab_shelf_find_picture (path);
  GdkPixbuf *picture = file != NULL ? gdk_pixbuf_new_from_file (file, NULL) : NULL;
  GtkWidget *area;

  if (picture == NULL)
    return;
  area = gtk_drawing_area_new ();
  gtk_widget_set_size_request (area, -1, PICTURE_HEIGHT);
  gtk_style_context_add_class (gtk_widget_get_style_context (area), "picture");
  g_signal_connect_data (area, "draw", G_CALLBACK (draw_cb), picture, (GClosureNotify) (void (*) (void)) g_object_unref,
                         0);
  gtk_container_add (box, area);
}

static void
add_card (NsLabGallery *self, const NsScenario *scenario)
{
  GtkWidget *child = gtk_flow_box_child_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  const char *text = scenario->description != NULL ? scenario->description : "";

  add_picture (GTK_CONTAINER (box), scenario->path);
  gtk_container_add (GTK_CONTAINER (box), make_label (scenario->title, "item-title"));
  gtk_container_add (GTK_CONTAINER (box), make_label (text, "description"));
  gtk_container_add (GTK_CONTAINER (child), box);
  gtk_style_context_add_class (gtk_widget_get_style_context (child), "scenario-card");
  atk_object_set_name (gtk_widget_get_accessible (child), scenario->title);
  atk_object_set_description (gtk_widget_get_accessible (child), text);
  gtk_widget_show_all (child);
  gtk_flow_box_insert (GTK_FLOW_BOX (self), child, -1);
}

/**
 * ns_lab_gallery_fill:
 * @self: the gallery
 *
 * Reads the shipped scenarios. One that cannot be read is left out, with a warning in the log.
 */
void
ns_lab_gallery_fill (NsLabGallery *self)
{
  g_autoptr (GPtrArray) files = NULL;

  if (self->paths != NULL)
    return;
  files = ns_lab_shelf_list ();
  self->paths = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NsScenario) scenario = ns_scenario_load (g_ptr_array_index (files, i), &error);

      if (scenario == NULL)
        {
          g_warning ("A scenario is left out: %s", error->message);
          continue;
        }
      g_ptr_array_add (self->paths, g_strdup (g_ptr_array_index (files, i)));
      add_card (self, scenario);
    }
}
