/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ui/ns-ui.h"

#include <string.h>

typedef struct
{
  GType type;
  GPtrArray *found; /* (unowned) */
} Search;

static void
search_cb (GtkWidget *widget, gpointer user_data)
{
  Search *search = user_data;

  if (g_type_is_a (G_OBJECT_TYPE (widget), search->type))
    g_ptr_array_add (search->found, widget);
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), search_cb, search);
}

/**
 * ns_ui_find_all:
 * @root: a widget
 * @type: a class
 *
 * Returns: (transfer container) (element-type GtkWidget): all of it and of what is in it that is of that class
 */
GPtrArray *
ns_ui_find_all (gpointer root, GType type)
{
  Search search = { .type = type, .found = g_ptr_array_new () };

  search_cb (GTK_WIDGET (root), &search);
  return search.found;
}

/**
 * ns_ui_find_one:
 * @root: a widget
 * @type: a class that it holds
 *
 * Returns: (transfer none): the first of ns_ui_find_all()
 */
gpointer
ns_ui_find_one (gpointer root, GType type)
{
  g_autoptr (GPtrArray) found = ns_ui_find_all (root, type);

  g_assert_cmpuint (found->len, >, 0);
  return g_ptr_array_index (found, 0);
}

/**
 * ns_ui_find_id:
 * @root: a widget
 * @id: the accessible id of a widget that it holds
 *
 * Returns: (transfer none): that widget
 */
gpointer
ns_ui_find_id (gpointer root, const char *id)
{
  g_autoptr (GPtrArray) widgets = ns_ui_find_all (root, GTK_TYPE_WIDGET);

  for (guint i = 0; i < widgets->len; i++)
    {
      GtkWidget *widget = g_ptr_array_index (widgets, i);

      if (g_strcmp0 (atk_object_get_accessible_id (gtk_widget_get_accessible (widget)), id) == 0)
        return widget;
    }
  g_assert_not_reached ();
}

/**
 * ns_ui_is_seen:
 * @widget: a widget
 *
 * Returns: whether it is on the display
 */
gboolean
ns_ui_is_seen (gpointer widget)
{
  return gtk_widget_get_mapped (GTK_WIDGET (widget));
}

/**
 * ns_ui_shows_text:
 * @root: a widget
 * @text: words
 *
 * Returns: whether a label that can be seen in it has them
 */
gboolean
ns_ui_shows_text (gpointer root, const char *text)
{
  g_autoptr (GPtrArray) labels = ns_ui_find_all (root, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    {
      GtkLabel *label = g_ptr_array_index (labels, i);

      if (ns_ui_is_seen (label) && strstr (gtk_label_get_text (label), text) != NULL)
        return TRUE;
    }
  return FALSE;
}
