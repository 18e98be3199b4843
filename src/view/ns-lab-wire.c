/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-lab-wire.h"

#include "lab/ns-lab-body.h"
#include "view/ns-lab-tint.h"
#include "view/ns-lab-words.h"
#include "view/ns-words.h"

#include <glib/gi18n-lib.h>

/* What is shown of a body; Copy takes as much. */
#define MAX_SHOWN 200000
/* From this width on, in pixels, sizes have room beside the words. */
#define ROOMY 400

enum
{
  COLUMN_TIME,
  COLUMN_ICON,
  COLUMN_TEXT,
  COLUMN_SIZE,
  COLUMN_WEIGHT,
  COLUMN_TIP,    /* markup */
  COLUMN_INDEX,  /* of the exchange */
  COLUMN_ANSWER, /* whether it is the answer, or what the device made of it */
  COLUMN_MARKED, /* whether it is trouble */
  N_COLUMNS
};

struct _NsLabWire
{
  GtkBox parent_instance;

  GtkTreeView *list;
  GtkWidget *empty;
  GtkStack *content;
  GtkTextView *text;
  GtkTextView *hex;
  GtkButton *copy;

  GtkListStore *rows;   /* (owned) */
  GPtrArray *exchanges; /* (owned) (nullable) (element-type NsSimExchange): as shown */
  GHashTable *cuts;     /* (owned): the numbers of the exchanges that a cut ended -> whether the device missed them */
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
describe_nothing (const NsSimExchange *exchange, gboolean is_answer, gboolean is_rtl)
{
  g_autofree char *line = is_answer ? ns_lab_words_answer (exchange) : ns_lab_words_request (exchange);
  g_autofree char *directed = NULL;
  const gsize size = is_answer ? exchange->answer_size : exchange->request_size;

  directed = ns_words_line (line, is_rtl);
  return g_strdup_printf ("%s\n\n%s", directed,
                          size > 0 ? _("The content is too large to be shown.") : _("No content."));
}

static void
selection_cb (NsLabWire *self)
{
  const gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gboolean is_answer = FALSE;
  const NsSimExchange *exchange = self->exchanges != NULL ? get_selected (self, &is_answer) : NULL;
  GBytes *body = exchange == NULL ? NULL : is_answer ? exchange->answer : exchange->request;

  if (body != NULL)
    set_text (self->text, ns_lab_body_dup_text (body));
  else
    set_text (self->text, exchange != NULL ? describe_nothing (exchange, is_answer, is_rtl) : g_strdup (""));
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
  ns_lab_tint_column (view_column, renderer, COLUMN_MARKED);
  gtk_tree_view_column_set_expand (view_column, expand);
  gtk_tree_view_append_column (self->list, view_column);
}

/* Where it is tight, what was said counts for more than how long it was. */
static void
ns_lab_wire_size_allocate (GtkWidget *widget, GtkAllocation *allocation)
{
  GtkTreeViewColumn *size = gtk_tree_view_get_column (NS_LAB_WIRE (widget)->list, COLUMN_SIZE);

  gtk_tree_view_column_set_visible (size, allocation->width >= ROOMY);
  GTK_WIDGET_CLASS (ns_lab_wire_parent_class)->size_allocate (widget, allocation);
}

static void
ns_lab_wire_finalize (GObject *object)
{
  NsLabWire *self = NS_LAB_WIRE (object);

  g_clear_pointer (&self->cuts, g_hash_table_unref);
  g_clear_pointer (&self->exchanges, g_ptr_array_unref);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (ns_lab_wire_parent_class)->finalize (object);
}

static void
ns_lab_wire_class_init (NsLabWireClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ns_lab_wire_finalize;
  widget_class->size_allocate = ns_lab_wire_size_allocate;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-lab-wire.ui");
  gtk_widget_class_bind_template_child (widget_class, NsLabWire, list);
  gtk_widget_class_bind_template_child (widget_class, NsLabWire, empty);
  gtk_widget_class_bind_template_child (widget_class, NsLabWire, content);
  gtk_widget_class_bind_template_child (widget_class, NsLabWire, text);
  gtk_widget_class_bind_template_child (widget_class, NsLabWire, hex);
  gtk_widget_class_bind_template_child (widget_class, NsLabWire, copy);
}

static void
ns_lab_wire_init (NsLabWire *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cuts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->rows = gtk_list_store_new (N_COLUMNS, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT,
                                   G_TYPE_STRING, G_TYPE_UINT, G_TYPE_BOOLEAN, G_TYPE_BOOLEAN);
  add_column (self, C_ ("exchange", "Time"), COLUMN_TIME, FALSE);
  add_column (self, C_ ("exchange", "Direction"), COLUMN_ICON, FALSE);
  add_column (self, C_ ("exchange", "What"), COLUMN_TEXT, TRUE);
  add_column (self, C_ ("exchange", "Size"), COLUMN_SIZE, FALSE);
  gtk_tree_view_set_tooltip_column (self->list, COLUMN_TIP);
  gtk_tree_view_set_model (self->list, GTK_TREE_MODEL (self->rows));
  g_signal_connect_object (gtk_tree_view_get_selection (self->list), "changed", G_CALLBACK (selection_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (copy_cb), self);
}

static const char *
name_answer_icon (const NsSimExchange *exchange, gboolean is_trouble)
{
  if (exchange->http_status == 0)
    return "process-stop-symbolic";
  return is_trouble ? "dialog-warning-symbolic" : "go-previous-symbolic";
}

static void
append_row (NsLabWire *self, guint index, gboolean is_answer, const char *icon, const char *text, gboolean is_marked)
{
  const NsSimExchange *exchange = g_ptr_array_index (self->exchanges, index);
  const gboolean is_note = is_answer && icon == NULL;
  const gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  g_autofree char *time = is_answer ? g_strdup ("") : ns_lab_words_clock (exchange->time);
  g_autofree char *size = NULL;
  g_autofree char *line = ns_words_line (text, is_rtl);
  g_autofree char *tip = g_markup_escape_text (line, -1);

  if (is_answer)
    size = ns_lab_words_size (exchange->http_status != 0 ? exchange->answer_size : 0);
  else
    size = ns_lab_words_size (exchange->request_size);
  gtk_list_store_insert_with_values (self->rows, NULL, -1, COLUMN_TIME, time, COLUMN_ICON, icon, COLUMN_TEXT, line,
                                     COLUMN_SIZE, is_note ? "" : size, COLUMN_WEIGHT,
                                     is_marked ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL, COLUMN_TIP, tip,
                                     COLUMN_INDEX, index, COLUMN_ANSWER, is_answer, COLUMN_MARKED, is_marked, -1);
}

/* A request, its answer and, of an answer that only a cut ended, what the device made of it. */
static void
append_rows (NsLabWire *self, guint index)
{
  const NsSimExchange *exchange = g_ptr_array_index (self->exchanges, index);
  const gint64 seq = (gint64) exchange->seq;
  g_autofree char *request = ns_lab_words_request (exchange);
  g_autofree char *answer = ns_lab_words_answer (exchange);
  gpointer missed = NULL;
  const gboolean is_noted = g_hash_table_lookup_extended (self->cuts, &seq, NULL, &missed);
  const gboolean is_trouble = is_noted ? missed != NULL : ns_lab_words_is_trouble (exchange);

  append_row (self, index, FALSE, "go-next-symbolic", request, FALSE);
  append_row (self, index, TRUE, name_answer_icon (exchange, is_trouble), answer, is_trouble);
  if (is_noted)
    append_row (self, index, TRUE, NULL, is_trouble ? _("Taken for a failure by the handheld")
                                                    : _("Understood by the handheld"), is_trouble);
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

/* The answer of an exchange, with what is known of it beneath. */
static void
select_answer (NsLabWire *self, guint index)
{
  GtkTreeModel *model = GTK_TREE_MODEL (self->rows);
  GtkTreeIter iter;
  gboolean more = gtk_tree_model_get_iter_first (model, &iter), is_answer = FALSE;
  guint row_index = 0;
  g_autoptr (GtkTreePath) path = NULL;
  g_autoptr (GtkTreePath) last = gtk_tree_path_new_from_indices (gtk_tree_model_iter_n_children (model, NULL) - 1, -1);

  for (; more; more = gtk_tree_model_iter_next (model, &iter))
    {
      gtk_tree_model_get (model, &iter, COLUMN_INDEX, &row_index, COLUMN_ANSWER, &is_answer, -1);
      if (row_index == index && is_answer)
        break;
    }
  path = gtk_tree_model_get_path (model, &iter);
  gtk_tree_view_set_cursor (self->list, path, NULL, FALSE);
  gtk_tree_view_scroll_to_cell (self->list, last, NULL, FALSE, 0, 0);
  gtk_tree_view_scroll_to_cell (self->list, path, NULL, FALSE, 0, 0);
}

/**
 * ns_lab_wire_note_cut:
 * @self: the pane
 * @seq: the number of an exchange that a cut ended
 * @is_missed: whether the device took it for a failure
 *
 * Says so below the answer, when ns_lab_wire_set_exchanges() comes to it.
 */
void
ns_lab_wire_note_cut (NsLabWire *self, guint64 seq, gboolean is_missed)
{
  const gint64 key = (gint64) seq;

  g_hash_table_insert (self->cuts, g_memdup2 (&key, sizeof key), GINT_TO_POINTER (is_missed));
}

/**
 * ns_lab_wire_forget_cuts:
 * @self: the pane
 *
 * Forgets what ns_lab_wire_note_cut() noted: another world counts from 1 again.
 */
void
ns_lab_wire_forget_cuts (NsLabWire *self)
{
  g_hash_table_remove_all (self->cuts);
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
  gtk_widget_set_visible (self->empty, exchanges->len == 0);
  if (exchanges->len > n_kept)
    select_answer (self, find_telling (self, n_kept));
  selection_cb (self);
}
