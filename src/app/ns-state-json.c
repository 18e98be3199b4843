/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "app/ns-state-json.h"

#include "app/ns-state-geometry.h"
#include "app/ns-state-rows.h"
#include "app/ns-window-size.h"
#include "view/ns-accessible-id.h"

#include <glib/gi18n-lib.h>

/* Of the layout of the file; members are only ever added. */
#define FORMAT 1

typedef struct
{
  JsonBuilder *builder;  /* (owned) */
  GPtrArray *widgets;    /* (owned) (element-type GtkWidget): borrowed; those with an id, in the order of the tree */
  GtkWidget *window;     /* (borrowed) */
  GtkWidget *focus;      /* (borrowed) (nullable) */
} State;

static void
add_text (State *state, const char *name, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (state->builder, name);
  json_builder_add_string_value (state->builder, text);
}

static void
add_number (State *state, const char *name, gint64 number)
{
  json_builder_set_member_name (state->builder, name);
  json_builder_add_int_value (state->builder, number);
}

static void
add_flag (State *state, const char *name, gboolean flag)
{
  json_builder_set_member_name (state->builder, name);
  json_builder_add_boolean_value (state->builder, flag);
}

/* What a revealer hides has a place of one pixel's height. */
static gboolean
is_shown (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget)
         && !(GTK_IS_REVEALER (widget) && !gtk_revealer_get_reveal_child (GTK_REVEALER (widget)));
}

static void
collect_cb (GtkWidget *widget, gpointer user_data)
{
  if (!is_shown (widget))
    return;
  if (ns_accessible_id_get (widget) != NULL)
    g_ptr_array_add (user_data, widget);
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), collect_cb, user_data);
}

static void
collect (State *state)
{
  g_ptr_array_add (state->widgets, state->window);
  gtk_container_forall (GTK_CONTAINER (state->window), collect_cb, state->widgets);
}

static char *
dup_own_text (GtkWidget *widget)
{
  GtkTextIter start, end;
  GtkTextBuffer *buffer;

  if (GTK_IS_LABEL (widget))
    return g_strdup (gtk_label_get_text (GTK_LABEL (widget)));
  if (GTK_IS_ENTRY (widget))
    return g_strdup (gtk_entry_get_visibility (GTK_ENTRY (widget)) ? gtk_entry_get_text (GTK_ENTRY (widget)) : "");
  if (!GTK_IS_TEXT_VIEW (widget))
    return NULL;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* What a widget says is in its parts; a part with an id of its own speaks for itself. */
static void
add_texts_cb (GtkWidget *widget, gpointer user_data)
{
  State *state = user_data;
  g_autofree char *text = NULL;

  if (!is_shown (widget) || ns_accessible_id_get (widget) != NULL)
    return;
  text = dup_own_text (widget);
  if (text != NULL && *text != '\0')
    json_builder_add_string_value (state->builder, text);
  else if (text == NULL && GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), add_texts_cb, state);
}

static void
add_texts (State *state, GtkWidget *widget)
{
  g_autofree char *own = dup_own_text (widget);

  json_builder_set_member_name (state->builder, "texts");
  json_builder_begin_array (state->builder);
  if (own != NULL && *own != '\0')
    json_builder_add_string_value (state->builder, own);
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), add_texts_cb, state);
  json_builder_end_array (state->builder);
}

static void
add_value (State *state, GtkWidget *widget)
{
  if (GTK_IS_STACK (widget))
    add_text (state, "page", gtk_stack_get_visible_child_name (GTK_STACK (widget)));
  else if (GTK_IS_TOGGLE_BUTTON (widget))
    add_flag (state, "active", gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (widget)));
  else if (GTK_IS_SWITCH (widget))
    add_flag (state, "active", gtk_switch_get_active (GTK_SWITCH (widget)));
  else if (GTK_IS_TREE_VIEW (widget))
    ns_state_rows_add (state->builder, GTK_TREE_VIEW (widget));
}

static void
add_widget (State *state, GtkWidget *widget)
{
  AtkObject *accessible = gtk_widget_get_accessible (widget);
  const char *name = atk_object_get_name (accessible);
  GdkRectangle area;

  json_builder_begin_object (state->builder);
  add_text (state, "id", ns_accessible_id_get (widget));
  add_text (state, "role", atk_role_get_name (atk_object_get_role (accessible)));
  add_text (state, "name", name != NULL && *name != '\0' ? name : NULL);
  add_texts (state, widget);
  add_flag (state, "sensitive", gtk_widget_is_sensitive (widget));
  add_flag (state, "focused", widget == state->focus);
  add_value (state, widget);
  if (ns_state_geometry_find (widget, NULL, &area))
    ns_state_rows_add_rectangle (state->builder, &area);
  json_builder_end_object (state->builder);
}

static void
add_mask (State *state, const NsIdRow *row, const GdkRectangle *area)
{
  json_builder_begin_object (state->builder);
  add_text (state, "id", row->id);
  add_flag (state, "clock", (row->flags & NS_ID_TIME) != 0);
  add_flag (state, "run", (row->flags & NS_ID_RUN) != 0);
  ns_state_rows_add_rectangle (state->builder, area);
  json_builder_end_object (state->builder);
}

static void
add_column_masks (State *state, GtkTreeView *view)
{
  GtkTreeViewColumn *column;

  for (int i = 0; (column = gtk_tree_view_get_column (view, i)) != NULL; i++)
    {
      const char *id = ns_accessible_id_get (gtk_tree_view_column_get_button (column));
      const NsIdRow *row = id != NULL ? ns_accessible_id_find (id) : NULL;
      GdkRectangle area;

      if (row != NULL && row->flags != 0 && ns_state_rows_find_column (view, column, &area))
        add_mask (state, row, &area);
    }
}

/* What the table says of a heading is true of the cells below it. */
static gboolean
is_heading (GtkWidget *widget)
{
  return GTK_IS_TREE_VIEW (gtk_widget_get_parent (widget));
}

static void
add_masks (State *state)
{
  json_builder_set_member_name (state->builder, "masks");
  json_builder_begin_array (state->builder);
  for (guint i = 0; i < state->widgets->len; i++)
    {
      GtkWidget *widget = g_ptr_array_index (state->widgets, i);
      const char *id = ns_accessible_id_get (widget);
      const NsIdRow *row = id != NULL ? ns_accessible_id_find (id) : NULL;
      GdkRectangle area;

      if (GTK_IS_TREE_VIEW (widget))
        add_column_masks (state, GTK_TREE_VIEW (widget));
      if (row != NULL && row->flags != 0 && !is_heading (widget) && ns_state_geometry_find (widget, NULL, &area))
        add_mask (state, row, &area);
    }
  json_builder_end_array (state->builder);
}

static void
add_window (State *state)
{
  const GdkRectangle content = ns_window_size_get_content (GTK_WINDOW (state->window));
  const int scale = gtk_widget_get_scale_factor (state->window);

  json_builder_set_member_name (state->builder, "window");
  json_builder_begin_object (state->builder);
  add_text (state, "id", ns_accessible_id_get (state->window));
  add_text (state, "title", gtk_window_get_title (GTK_WINDOW (state->window)));
  /* Where the picture begins in what a grab of the screen shows of the window: the desktop may draw a frame. */
  add_number (state, "x", content.x * scale);
  add_number (state, "y", content.y * scale);
  add_number (state, "width", content.width * scale);
  add_number (state, "height", content.height * scale);
  json_builder_end_object (state->builder);
}

static GtkWidget *
find_widget (State *state, const char *id)
{
  for (guint i = 0; i < state->widgets->len; i++)
    if (g_strcmp0 (ns_accessible_id_get (g_ptr_array_index (state->widgets, i)), id) == 0)
      return g_ptr_array_index (state->widgets, i);
  return NULL;
}

static void
join_texts_cb (GtkWidget *widget, gpointer user_data)
{
  GString *sentence = user_data;
  g_autofree char *text = is_shown (widget) ? dup_own_text (widget) : NULL;

  if (gtk_style_context_has_class (gtk_widget_get_style_context (widget), GTK_STYLE_CLASS_TITLE))
    return;
  if (text != NULL)
    g_string_append_printf (sentence, "%s%s", sentence->len > 0 ? " " : "", text);
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), join_texts_cb, sentence);
}

/* What most tests ask first, without a search among the widgets. */
static void
add_summary (State *state)
{
  GtkWidget *outbox_pages = find_widget (state, "outbox.pages");
  GtkWidget *pages = outbox_pages != NULL ? outbox_pages : find_widget (state, "lab.pages");
  GtkWidget *health = find_widget (state, "outbox.health");
  g_autoptr (GString) sentence = g_string_new (NULL);

  if (pages != NULL)
    add_text (state, "page", gtk_stack_get_visible_child_name (GTK_STACK (pages)));
  if (health == NULL)
    return;
  join_texts_cb (health, sentence);
  add_text (state, "health", sentence->str);
}

static void
add_circumstances (State *state, const NsOptions *options, guint serial)
{
  g_autofree char *toolkit = g_strdup_printf ("%u.%u.%u", gtk_get_major_version (), gtk_get_minor_version (),
                                              gtk_get_micro_version ());
  const gboolean is_rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;

  add_number (state, "format", FORMAT);
  add_text (state, "version", VERSION);
  add_text (state, "toolkit", toolkit);
  add_number (state, "serial", serial);
  add_text (state, "view", ns_options_view_nick (options->view));
  add_text (state, "scenario", options->scenario);
  add_text (state, "locale", options->locale != NULL ? options->locale : "en");
  add_text (state, "direction", is_rtl ? "rtl" : "ltr");
  add_text (state, "theme", ns_options_theme_nick (options->theme));
  add_number (state, "scale", gtk_widget_get_scale_factor (state->window));
  json_builder_set_member_name (state->builder, "text_scale");
  json_builder_add_double_value (state->builder, options->text_scale > 0 ? options->text_scale : 1);
}

static void
build (State *state, const NsOptions *options, guint serial)
{
  json_builder_begin_object (state->builder);
  add_circumstances (state, options, serial);
  add_window (state);
  add_summary (state);
  json_builder_set_member_name (state->builder, "widgets");
  json_builder_begin_array (state->builder);
  for (guint i = 0; i < state->widgets->len; i++)
    add_widget (state, g_ptr_array_index (state->widgets, i));
  json_builder_end_array (state->builder);
  add_masks (state);
  json_builder_end_object (state->builder);
}

/**
 * ns_state_json_write:
 * @options: the command line
 * @window: a window or dialog that has settled
 * @serial: which time it has
 * @path: the file, which is replaced by a whole one
 * @error: %G_IO_ERROR
 *
 * Describes what a window shows and where in its picture (notifysync-screenshots(7)).
 *
 * Returns: whether the file was written
 */
gboolean
ns_state_json_write (const NsOptions *options, GtkWindow *window, guint serial, const char *path, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) widgets = g_ptr_array_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) cause = NULL;
  g_autofree char *json = NULL;
  g_autofree char *text = NULL;
  State state = { builder, widgets, GTK_WIDGET (window), gtk_window_get_focus (window) };

  collect (&state);
  build (&state, options, serial);
  root = json_builder_get_root (builder);
  json = json_to_string (root, TRUE);
  text = g_strconcat (json, "\n", NULL);
  if (g_file_set_contents (path, text, -1, &cause))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("%s cannot be written: %s."), path, cause->message);
  return FALSE;
}
