/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "app/ns-state-geometry.h"

#include "app/ns-window-size.h"

static gboolean
translate (GtkWidget *widget, GtkWidget *toplevel, const GdkRectangle *part, GdkRectangle *out)
{
  *out = *part;
  return gtk_widget_translate_coordinates (widget, toplevel, part->x, part->y, &out->x, &out->y);
}

/* A part that was scrolled away is not in the picture. */
static gboolean
clip (GtkWidget *widget, GtkWidget *toplevel, GdkRectangle *area)
{
  for (GtkWidget *parent = widget; parent != NULL; parent = gtk_widget_get_parent (parent))
    {
      const GdkRectangle all = { 0, 0, gtk_widget_get_allocated_width (parent),
                                 gtk_widget_get_allocated_height (parent) };
      GdkRectangle bounds;

      if (!GTK_IS_VIEWPORT (parent) && !GTK_IS_SCROLLED_WINDOW (parent))
        continue;
      if (!translate (parent, toplevel, &all, &bounds) || !gdk_rectangle_intersect (area, &bounds, area))
        return FALSE;
    }
  return TRUE;
}

/**
 * ns_state_geometry_find:
 * @widget: a widget that is shown
 * @part: (nullable): a part of it in its own coordinates; %NULL is all of it
 * @out: (out): where it is in the picture that ns_screenshot_write() draws of its window, in pixels of the picture
 *
 * Returns: whether anything of it can be seen there
 */
gboolean
ns_state_geometry_find (GtkWidget *widget, const GdkRectangle *part, GdkRectangle *out)
{
  GtkWidget *toplevel = gtk_widget_get_toplevel (widget);
  const GdkRectangle content = ns_window_size_get_content (GTK_WINDOW (toplevel));
  const GdkRectangle all = { 0, 0, gtk_widget_get_allocated_width (widget), gtk_widget_get_allocated_height (widget) };
  const int scale = gtk_widget_get_scale_factor (widget);
  GdkRectangle area;

  if (!translate (widget, toplevel, part != NULL ? part : &all, &area) || !clip (widget, toplevel, &area)
      || !gdk_rectangle_intersect (&area, &content, &area))
    return FALSE;
  *out = (GdkRectangle){ (area.x - content.x) * scale, (area.y - content.y) * scale, area.width * scale,
                         area.height * scale };
  return TRUE;
}
