/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-list-private.h"

#include "view/ns-accessible-id.h"
#include "view/ns-text-scale.h"
#include "view/ns-words.h"

#include <glib/gi18n-lib.h>

/* 16 pixels, and room on both sides. */
#define ICON_WIDTH 28

/* What the user may narrow a column to, in pixels; less would be hard to find again. */
#define MIN_WIDTH 32

#define KEY "ns-plan"

static char *
state_icon (const NsItem *item)
{
  return g_strdup (ns_words_is_resolved (item) ? "notifysync-resolved" : ns_state_icon_name (item->state));
}

static char *
kind_icon (const NsItem *item)
{
  return g_strconcat (ns_kind_icon_name (item->kind), "-symbolic", NULL);
}

static char *
state_text (NsOutboxList *self, const NsItem *item)
{
  return g_strdup (ns_words_item_state (item));
}

static char *
kind_text (NsOutboxList *self, const NsItem *item)
{
  return g_strdup (ns_kind_label (item->kind));
}

static char *
subject_text (NsOutboxList *self, const NsItem *item)
{
  return ns_words_title (item);
}

static char *
recipients_text (NsOutboxList *self, const NsItem *item)
{
  return g_strdup (item->recipients);
}

static char *
queued_text (NsOutboxList *self, const NsItem *item)
{
  return ns_words_when (item->queued_at, ns_clock_now (self->clock));
}

static char *
tries_text (NsOutboxList *self, const NsItem *item)
{
  return g_strdup_printf ("%u", item->attempts);
}

static char *
next_try_text (NsOutboxList *self, const NsItem *item)
{
  const gint64 next = item->next_attempt_at != 0 ? item->next_attempt_at : self->next_cycle_at;

  return item->state == NS_STATE_PENDING ? ns_words_when (next, ns_clock_now (self->clock)) : g_strdup ("");
}

static char *
sending_words (const NsAttempt *attempt)
{
  g_autofree char *sent = g_format_size (attempt->bytes_sent);
  g_autofree char *total = g_format_size (attempt->bytes_total);

  /* Translators: two sizes, such as "12.0 kB of 40.0 kB sent". */
  return g_strdup_printf (_("%s of %s sent"), sent, total);
}

/**
 * ns_outbox_list_dup_progress:
 * @self: the list
 * @item: one of its items
 *
 * Returns: (transfer full): what comes next for the item, how far it is on the wire, or how it ended
 */
char *
ns_outbox_list_dup_progress (NsOutboxList *self, const NsItem *item)
{
  const gint64 now = ns_clock_now (self->clock);
  const NsAttempt *attempt = self->engine != NULL ? ns_engine_get_attempt (self->engine, item->id) : NULL;
  g_autofree char *when = NULL;

  if (ns_words_is_resolved (item))
    {
      when = ns_words_when (item->resolved_at, now);
      /* Translators: how a conflict ended, and when. */
      return g_strdup_printf (_("%s · %s"), ns_resolution_label (item->resolution), when);
    }
  if (attempt != NULL && attempt->bytes_total > 0)
    return sending_words (attempt);
  return ns_words_progress (item, self->next_cycle_at, now);
}

static const NsColumnPlan plans[] = {
  { "state", NC_ ("column", "State"), "outbox.column.state", 110, FALSE, 0, state_icon, state_text, NS_SORT_STATE },
  { "kind", NC_ ("column", "Kind"), "outbox.column.kind", 120, FALSE, 0, NULL, kind_text, NS_SORT_KIND,
    .is_extra = TRUE },
  { "subject", NC_ ("column", "Subject"), "outbox.column.subject", 160, TRUE, 0, kind_icon, subject_text,
    NS_SORT_SUBJECT },
  { "recipients", NC_ ("column", "To / Where"), "outbox.column.recipients", 120, TRUE, 0, NULL, recipients_text,
    NS_SORT_RECIPIENTS },
  { "queued", NC_ ("column", "Queued"), "outbox.column.queued", 104, FALSE, 0, NULL, queued_text, NS_SORT_QUEUED,
    .descends = TRUE },
  { "tries", NC_ ("column", "Tries"), "outbox.column.tries", 56, FALSE, 1, NULL, tries_text, NS_SORT_TRIES,
    .descends = TRUE },
  { "next-try", NC_ ("column", "Next Try"), "outbox.column.next-try", 104, FALSE, 0, NULL, next_try_text,
    NS_SORT_NEXT_TRY, .is_extra = TRUE },
  { "details", NC_ ("column", "Details"), "outbox.column.details", 230, TRUE, 0, NULL, ns_outbox_list_dup_progress,
    -1 },
};

static NsOutboxList *
column_list (GtkTreeViewColumn *column)
{
  return NS_OUTBOX_LIST (gtk_tree_view_column_get_tree_view (column));
}

static void
icon_cell_cb (GtkTreeViewColumn *column, GtkCellRenderer *cell, GtkTreeModel *model, GtkTreeIter *iter,
              gpointer user_data)
{
  const NsColumnPlan *plan = user_data;
  const NsItem *item = ns_outbox_model_get_item (NS_OUTBOX_MODEL (model), iter);
  g_autofree char *name = item != NULL ? plan->icon (item) : NULL;

  g_object_set (cell, "icon-name", name, NULL);
}

static void
text_cell_cb (GtkTreeViewColumn *column, GtkCellRenderer *cell, GtkTreeModel *model, GtkTreeIter *iter,
              gpointer user_data)
{
  const NsColumnPlan *plan = user_data;
  const NsItem *item = ns_outbox_model_get_item (NS_OUTBOX_MODEL (model), iter);
  g_autofree char *text = item != NULL ? plan->text (column_list (column), item) : NULL;

  g_object_set (cell, "text", text, NULL);
}

static void
add_icon_cell (GtkTreeViewColumn *column, const NsColumnPlan *plan)
{
  GtkCellRenderer *cell = gtk_cell_renderer_pixbuf_new ();

  /* Its width is asked for once, perhaps when no item is here yet. */
  gtk_cell_renderer_set_fixed_size (cell, ICON_WIDTH, -1);
  gtk_tree_view_column_pack_start (column, cell, FALSE);
  gtk_tree_view_column_set_cell_data_func (column, cell, icon_cell_cb, (gpointer) plan, NULL);
}

/* A second click on the heading turns the order round. */
static void
clicked_cb (GtkTreeViewColumn *column, const NsColumnPlan *plan)
{
  const gboolean descends = gtk_tree_view_column_get_sort_indicator (column)
                                ? gtk_tree_view_column_get_sort_order (column) == GTK_SORT_ASCENDING
                                : plan->descends;

  g_signal_emit_by_name (column_list (column), "sort-requested", plan->id, descends);
}

static void
width_cb (GtkTreeViewColumn *column)
{
  ns_outbox_list_emit_layout_changed (column_list (column));
}

static void
add_column (NsOutboxList *self, const NsColumnPlan *plan)
{
  GtkTreeViewColumn *column = gtk_tree_view_column_new ();
  GtkCellRenderer *cell = gtk_cell_renderer_text_new ();

  g_object_set_data (G_OBJECT (column), KEY, (gpointer) plan);
  gtk_tree_view_column_set_title (column, g_dpgettext2 (GETTEXT_PACKAGE, "column", plan->title));
  gtk_tree_view_column_set_sizing (column, GTK_TREE_VIEW_COLUMN_FIXED);
  gtk_tree_view_column_set_fixed_width (column, ns_text_scale_pixels (GTK_WIDGET (self), plan->width));
  gtk_tree_view_column_set_min_width (column, MIN_WIDTH);
  gtk_tree_view_column_set_expand (column, plan->expand);
  gtk_tree_view_column_set_resizable (column, TRUE);
  gtk_tree_view_column_set_reorderable (column, TRUE);
  gtk_tree_view_column_set_clickable (column, plan->sort >= 0);
  gtk_tree_view_column_set_alignment (column, plan->xalign);
  ns_outbox_compact_set_wanted (self->compact, column, !plan->is_extra);
  if (plan->icon != NULL)
    add_icon_cell (column, plan);

  g_object_set (cell, "ellipsize", PANGO_ELLIPSIZE_END, "xalign", plan->xalign, "xpad", 6, "ypad", 5, NULL);
  gtk_tree_view_column_pack_start (column, cell, TRUE);
  gtk_tree_view_column_set_cell_data_func (column, cell, text_cell_cb, (gpointer) plan, NULL);
  gtk_tree_view_append_column (GTK_TREE_VIEW (self), column);
  g_signal_connect (column, "clicked", G_CALLBACK (clicked_cb), (gpointer) plan);
  g_signal_connect (column, "notify::fixed-width", G_CALLBACK (width_cb), NULL);
  ns_accessible_id_set (gtk_tree_view_column_get_button (column), plan->accessible_id);
}

/**
 * ns_outbox_list_add_columns:
 * @self: a list that is being made
 *
 * Gives it all its columns.
 */
void
ns_outbox_list_add_columns (NsOutboxList *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    add_column (self, &plans[i]);
}

/**
 * ns_outbox_list_get_n_columns:
 *
 * Returns: how many columns there are, shown or not
 */
guint
ns_outbox_list_get_n_columns (void)
{
  return G_N_ELEMENTS (plans);
}

/**
 * ns_outbox_list_get_plan:
 * @index: which column
 *
 * Returns: (transfer none): what it is
 */
const NsColumnPlan *
ns_outbox_list_get_plan (guint index)
{
  return &plans[index];
}

/**
 * ns_outbox_list_find_column:
 * @self: the list
 * @id: the id of a column
 *
 * Returns: (transfer none) (nullable): the column
 */
GtkTreeViewColumn *
ns_outbox_list_find_column (NsOutboxList *self, const char *id)
{
  GtkTreeViewColumn *column;

  for (int i = 0; (column = gtk_tree_view_get_column (GTK_TREE_VIEW (self), i)) != NULL; i++)
    {
      const NsColumnPlan *plan = g_object_get_data (G_OBJECT (column), KEY);

      if (plan != NULL && g_str_equal (plan->id, id))
        return column;
    }
  return NULL;
}

/**
 * ns_outbox_list_get_column_id:
 * @index: which column
 *
 * Returns: its stable id
 */
const char *
ns_outbox_list_get_column_id (guint index)
{
  return plans[index].id;
}

/**
 * ns_outbox_list_get_column_title:
 * @index: which column
 *
 * Returns: its heading, translated
 */
const char *
ns_outbox_list_get_column_title (guint index)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "column", plans[index].title);
}

/**
 * ns_outbox_list_get_column_sort:
 * @index: which column
 * @sort: (out) (optional): how the store sorts by it
 *
 * Returns: whether it can be sorted by
 */
gboolean
ns_outbox_list_get_column_sort (guint index, NsSort *sort)
{
  if (sort != NULL)
    *sort = (NsSort) MAX (plans[index].sort, 0);
  return plans[index].sort >= 0;
}

/**
 * ns_outbox_list_may_hide_column:
 * @index: which column
 *
 * Returns: whether it can be hidden; a list without subjects would be of no use
 */
gboolean
ns_outbox_list_may_hide_column (guint index)
{
  return plans[index].sort != NS_SORT_SUBJECT;
}
