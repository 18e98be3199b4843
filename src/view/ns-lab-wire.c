/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-lab-wire.h"

#include "lab/ns-lab-body.h"
#include "view/ns-lab-words.h"

#include <glib/gi18n-lib.h>

/* What is shown of a body; Copy takes as much. */
#define MAX_SHOWN 200000

enum
{
  COLUMN_TIME,
  COLUMN_ICON,
  COLUMN_TEXT,
  COLUMN_SIZE,
  COLUMN_WEIGHT,
  COLUMN_TIP,    /* markup */
  COLUMN_INDEX,  /* of the exchange */
  COLUMN_ANSWER, /* whether it is the answer */
  N_COLUMNS
};

struct _NsLabWire
{
  GtkBox parent_instance;

  GtkTreeView *list;
  GtkStack *content;
  GtkTextView *text;
  GtkTextView *hex;
  GtkButton *copy;

  GtkListStore *rows;   /* (owned) */
  GPtrArray *exchanges; /* (owned) (nullable) (element-type NsSimExchange): as shown */
};

G_DEFINE_FINAL_TYPE (NsLabWire, ns_lab_wire, GTK_TYPE_BOX)

static const NsSimExchange *
get_selected (NsLabWire *self, gboolean *is_answer)
{
  GtkTreeIter iter;
  GtkTreeModel *model;
  guint index;

  if (!gtk_tree_selection_get_selected (gtk_tree_view_get_selection (self->list), &model, &iter))
    return NULL;
  gtk_tree_model_get (model, &iter, COLUMN_INDEX, &index, COLUMN_ANSWER, is_answer, -1);
  return g_ptr_array_index (self->exchanges, index);
}

static void
set_text (GtkTextView *view, char *text)
{
  g_autofree char *owned = text;

  if (g_utf8_strlen (text, -1) > MAX_SHOWN)
    *g_utf8_offset_to_pointer (text, MAX_SHOWN) = '\0';
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text, -1);
}

static char *
describe_nothing (const NsSimExchange *exchange, gboolean is_answer)
{
  g_autofree char *line = is_answer ? ns_lab_words_answer (exchange) : ns_lab_words_request (exchange);
  const gsize size = is_answer ? exchange->answer_size : exchange->request_size;

  return g_strdup_printf ("%s\n\n%s", line, size > 0 ? _("The content is too large to be shown.") : _("No content."));
}

static void
selection_cb (NsLabWire *self)
{
  gboolean is_answer = FALSE;
  const NsSimExchange *exchange = self->exchanges != NULL ? get_selected (self, &is_answer) : NULL;
  GBytes *body = exchange == NULL ? NULL : is_answer ? exchange->answer : exchange->request;

  if (body != NULL)
    set_text (self->text, ns_lab_body_dup_text (body));
  else
    set_text (self->text, exchange != NULL ? describe_nothing (exchange, is_answer) : g_strdup (""));
  set_text (self->hex, ns_lab_body_dup_hex (body));
  gtk_widget_set_sensitive (GTK_WIDGET (self->copy), body != NULL);
}

static void
copy_cb (NsLabWire *self)
{
  const gboolean is_hex = g_strcmp0 (gtk_stack_get_visible_child_name (self->content), "hex") == 0;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (is_hex ? self->hex : self->text);
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  gtk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self), GDK_SELECTION_CLIPBOARD), text, -1);
}

static void
add_column (NsLabWire *self, const char *title, int column, gboolean expand)
{
  GtkCellRenderer *renderer = column == COLUMN_ICON ? gtk_cell_renderer_pixbuf_new () : gtk_cell_renderer_text_new ();
  GtkTreeViewColumn *view_column =
    gtk_tree_view_column_new_with_attributes (title, renderer, column == COLUMN_ICON ? "icon-name" : "text", column,
                                              NULL);

  if (column == COLUMN_TEXT)
    {
      g_object_set (renderer, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
      gtk_tree_view_column_add_attribute (view_column, renderer, "weight", COLUMN_WEIGHT);
    }
  if (column == COLUMN_SIZE)
    g_object_set (renderer, "xalign", 1.0, NULL);
  gtk_tree_view_column_set_expand (view_column, expand);
  gtk_tree_view_append_column (self->list, view_column);
}

static void
ns_lab_wire_finalize (GObject *object)
{
  NsLabWire *self = NS_LAB_WIRE (object);

  g_clear_pointer (&self->exchanges, g_ptr_array_unref);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (ns_lab_wire_parent_class)->finalize (object);
}

static void
ns_lab_wire_class_init (NsLabWireClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ns_lab_wire_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-lab-wire.ui");
  gtk_widget_class_bind_template_child (widget_class, NsLabWire, list);
  gtk_widget_class_bind_template_child (widget_class, NsLabWire, content);
  gtk_widget_class_bind_template_child (widget_class, NsLabWire, text);
  gtk_widget_class_bind_template_child (widget_class, NsLabWire, hex);
  gtk_widget_class_bind_template_child (widget_class, NsLabWire, copy);
}

static void
ns_lab_wire_init (NsLabWire *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = gtk_list_store_new (N_COLUMNS, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT,
                                   G_TYPE_STRING, G_TYPE_UINT, G_TYPE_BOOLEAN);
  add_column (self, _("Time"), COLUMN_TIME, FALSE);
  add_column (self, _("Direction"), COLUMN_ICON, FALSE);
  add_column (self, _("What"), COLUMN_TEXT, TRUE);
  add_column (self, _("Size"), COLUMN_SIZE, FALSE);
  gtk_tree_view_set_tooltip_column (self->list, COLUMN_TIP);
  gtk_tree_view_set_model (self->list, GTK_TREE_MODEL (self->rows));
  g_signal_connect_object (gtk_tree_view_get_selection (self->list), "changed", G_CALLBACK (selection_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (copy_cb), self);
}

static const char *
name_answer_icon (const NsSimExchange *exchange)
{
  if (exchange->http_status == 0)
    return "process-stop-symbolic";
  return ns_lab_words_is_trouble (exchange) ? "dialog-warning-symbolic" : "go-previous-symbolic";
}

static void
append_rows (NsLabWire *self, guint index)
{
  const NsSimExchange *exchange = g_ptr_array_index (self->exchanges, index);
  g_autofree char *time = ns_lab_words_clock (exchange->time);
  g_autofree char *request = ns_lab_words_request (exchange);
  g_autofree char *answer = ns_lab_words_answer (exchange);
  g_autofree char *request_size = ns_lab_words_size (exchange->request_size);
  g_autofree char *answer_size = ns_lab_words_size (exchange->http_status != 0 ? exchange->answer_size : 0);
  g_autofree char *request_tip = g_markup_escape_text (request, -1);
  g_autofree char *answer_tip = g_markup_escape_text (answer, -1);
  const int weight = ns_lab_words_is_trouble (exchange) ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL;

  gtk_list_store_insert_with_values (self->rows, NULL, -1, COLUMN_TIME, time, COLUMN_ICON, "go-next-symbolic",
                                     COLUMN_TEXT, request, COLUMN_SIZE, request_size, COLUMN_WEIGHT,
                                     PANGO_WEIGHT_NORMAL, COLUMN_TIP, request_tip, COLUMN_INDEX, index, COLUMN_ANSWER,
                                     FALSE, -1);
  gtk_list_store_insert_with_values (self->rows, NULL, -1, COLUMN_TIME, "", COLUMN_ICON, name_answer_icon (exchange),
                                     COLUMN_TEXT, answer, COLUMN_SIZE, answer_size, COLUMN_WEIGHT, weight,
                                     COLUMN_TIP, answer_tip, COLUMN_INDEX, index, COLUMN_ANSWER, TRUE, -1);
}

/* How many exchanges of the last time are still the first ones; a fresh world has none of them. */
static guint
count_kept (NsLabWire *self, GPtrArray *exchanges)
{
  const guint n = self->exchanges != NULL ? self->exchanges->len : 0;

  if (n == 0 || n > exchanges->len || g_ptr_array_index (self->exchanges, 0) != g_ptr_array_index (exchanges, 0))
    return 0;
  return n;
}

/* Of what is new, that which tells most: the last answer that went wrong or carried items. */
static guint
find_telling (NsLabWire *self, guint n_kept)
{
  for (guint i = self->exchanges->len; i > n_kept; i--)
    {
      const NsSimExchange *exchange = g_ptr_array_index (self->exchanges, i - 1);

      if (exchange->operation != NULL || ns_lab_words_is_trouble (exchange))
        return i - 1;
    }
  return self->exchanges->len - 1;
}

static void
select_row (NsLabWire *self, guint row)
{
  g_autoptr (GtkTreePath) path = gtk_tree_path_new_from_indices ((int) row, -1);

  gtk_tree_view_set_cursor (self->list, path, NULL, FALSE);
  gtk_tree_view_scroll_to_cell (self->list, path, NULL, FALSE, 0, 0);
}

/**
 * ns_lab_wire_set_exchanges:
 * @self: the pane
 * @exchanges: (transfer full) (element-type NsSimExchange): all so far, oldest first
 *
 * Shows what went over the wire, and selects of what is new the answer that tells most.
 */
void
ns_lab_wire_set_exchanges (NsLabWire *self, GPtrArray *exchanges)
{
  const guint n_kept = count_kept (self, exchanges);
  g_autoptr (GPtrArray) old = self->exchanges;

  if (n_kept == 0)
    gtk_list_store_clear (self->rows);
  self->exchanges = exchanges;
  for (guint i = n_kept; i < exchanges->len; i++)
    append_rows (self, i);
  if (exchanges->len > n_kept)
    select_row (self, find_telling (self, n_kept) * 2 + 1);
  selection_cb (self);
}
