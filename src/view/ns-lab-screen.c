/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-lab-screen.h"

/* Pixels; the device of 2009 had as many. */
#define WIDTH 480
/* For a hall, where the text is larger, too. */
#define LARGE_WIDTH 640
#define SMALLEST_WIDTH 256

#define HEIGHT_OF(width) ((width) * 3 / 4)

struct _NsLabScreen
{
  GtkBox parent_instance;

  int width; /* that it would like */
};

G_DEFINE_FINAL_TYPE (NsLabScreen, ns_lab_screen, GTK_TYPE_BOX)

static GtkSizeRequestMode
ns_lab_screen_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* What it holds is asked, too: GTK wants that before it places it. */
static void
ns_lab_screen_get_preferred_width (GtkWidget *widget, int *minimum, int *natural)
{
  GTK_WIDGET_CLASS (ns_lab_screen_parent_class)->get_preferred_width (widget, minimum, natural);
  *minimum = MAX (*minimum, SMALLEST_WIDTH);
  *natural = MAX (*minimum, NS_LAB_SCREEN (widget)->width);
}

static void
ns_lab_screen_get_preferred_height_for_width (GtkWidget *widget, int width, int *minimum, int *natural)
{
  GTK_WIDGET_CLASS (ns_lab_screen_parent_class)
    ->get_preferred_height_for_width (widget, width, minimum, natural);
  *minimum = MAX (*minimum, HEIGHT_OF (SMALLEST_WIDTH));
  *natural = MAX (*minimum, HEIGHT_OF (width));
}

static void
ns_lab_screen_get_preferred_height (GtkWidget *widget, int *minimum, int *natural)
{
  ns_lab_screen_get_preferred_height_for_width (widget, NS_LAB_SCREEN (widget)->width, minimum, natural);
}

static void
ns_lab_screen_class_init (NsLabScreenClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->get_request_mode = ns_lab_screen_get_request_mode;
  widget_class->get_preferred_width = ns_lab_screen_get_preferred_width;
  widget_class->get_preferred_height = ns_lab_screen_get_preferred_height;
  widget_class->get_preferred_height_for_width = ns_lab_screen_get_preferred_height_for_width;
}

static void
ns_lab_screen_init (NsLabScreen *self)
{
  self->width = WIDTH;
}

/**
 * ns_lab_screen_set_large:
 * @self: a screen
 * @large: whether there is room for a larger one
 *
 * Makes it larger where it is shown to a hall. What it shows grows by the style.
 */
void
ns_lab_screen_set_large (NsLabScreen *self, gboolean large)
{
  const int width = large ? LARGE_WIDTH : WIDTH;

  if (self->width == width)
    return;
  self->width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
