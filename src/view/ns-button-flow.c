/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-button-flow.h"

struct _NsButtonFlow
{
  GtkBox parent_instance;
};

/* Where the next button goes. */
typedef struct
{
  int width; /* of the flow */
  int gap;
  int x;
  int y;
  int line;  /* height of the row so far */
} Place;

G_DEFINE_FINAL_TYPE (NsButtonFlow, ns_button_flow, GTK_TYPE_BOX)

static GtkSizeRequestMode
ns_button_flow_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ns_button_flow_get_preferred_width (GtkWidget *widget, int *minimum, int *natural)
{
  g_autoptr (GList) children = gtk_container_get_children (GTK_CONTAINER (widget));
  const int gap = gtk_box_get_spacing (GTK_BOX (widget));

  *minimum = 0;
  *natural = 0;
  for (GList *link = children; link != NULL; link = link->next)
    {
      int width, wanted;

      if (!gtk_widget_get_visible (link->data))
        continue;
      gtk_widget_get_preferred_width (link->data, &width, &wanted);
      *minimum = MAX (*minimum, width);
      *natural += wanted + (*natural > 0 ? gap : 0);
    }
}

/* #GtkViewport asks for this whatever the mode, and a box would say what all buttons take in one row. */
static void
ns_button_flow_get_preferred_width_for_height (GtkWidget *widget, int height, int *minimum, int *natural)
{
  ns_button_flow_get_preferred_width (widget, minimum, natural);
}

/* Gives a button its place, and moves on. */
static GdkRectangle
take_place (Place *place, GtkWidget *child)
{
  GtkRequisition size;
  GdkRectangle area;

  gtk_widget_get_preferred_size (child, NULL, &size);
  if (place->x > 0 && place->x + size.width > place->width)
    {
      place->y += place->line + place->gap;
      place->x = 0;
      place->line = 0;
    }
  area = (GdkRectangle){ place->x, place->y, MIN (size.width, place->width), size.height };
  place->x += size.width + place->gap;
  place->line = MAX (place->line, size.height);
  return area;
}

static void
ns_button_flow_get_preferred_height_for_width (GtkWidget *widget, int width, int *minimum, int *natural)
{
  g_autoptr (GList) children = gtk_container_get_children (GTK_CONTAINER (widget));
  Place place = { .width = width, .gap = gtk_box_get_spacing (GTK_BOX (widget)) };

  for (GList *link = children; link != NULL; link = link->next)
    if (gtk_widget_get_visible (link->data))
      take_place (&place, link->data);
  *minimum = *natural = place.y + place.line;
}

static void
ns_button_flow_get_preferred_height (GtkWidget *widget, int *minimum, int *natural)
{
  int width;

  gtk_widget_get_preferred_width (widget, NULL, &width);
  gtk_widget_get_preferred_height_for_width (widget, width, minimum, natural);
}

static void
ns_button_flow_size_allocate (GtkWidget *widget, GtkAllocation *allocation)
{
  g_autoptr (GList) children = gtk_container_get_children (GTK_CONTAINER (widget));
  const gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Place place = { .width = allocation->width, .gap = gtk_box_get_spacing (GTK_BOX (widget)) };

  /* The box takes its own place; where it puts the buttons does not last. */
  GTK_WIDGET_CLASS (ns_button_flow_parent_class)->size_allocate (widget, allocation);
  for (GList *link = children; link != NULL; link = link->next)
    {
      GdkRectangle area;

      if (!gtk_widget_get_visible (link->data))
        continue;
      area = take_place (&place, link->data);
      if (is_rtl)
        area.x = allocation->width - area.x - area.width;
      area.x += allocation->x;
      area.y += allocation->y;
      gtk_widget_size_allocate (link->data, &area);
    }
}

static void
ns_button_flow_class_init (NsButtonFlowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->get_request_mode = ns_button_flow_get_request_mode;
  widget_class->get_preferred_width = ns_button_flow_get_preferred_width;
  widget_class->get_preferred_width_for_height = ns_button_flow_get_preferred_width_for_height;
  widget_class->get_preferred_height = ns_button_flow_get_preferred_height;
  widget_class->get_preferred_height_for_width = ns_button_flow_get_preferred_height_for_width;
  widget_class->size_allocate = ns_button_flow_size_allocate;
}

static void
ns_button_flow_init (NsButtonFlow *self)
{
}
