/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is selected, on the clipboard. */
#include "config.h"
#include "view/ns-outbox-window-private.h"

#include "view/ns-technical.h"
#include "view/ns-words.h"

/* Fields stand in columns when they are pasted into a table, so none may bring a tab or a line of its own. */
static void
append_field (GString *text, const char *field, const char *end)
{
  g_autofree char *line = g_strdelimit (g_strdup (field), "\t\n\v\f\r", ' ');

  g_string_append_printf (text, "%s%s", line, end);
}

static void
append_item (NsOutboxWindow *self, GString *text, const NsItem *item)
{
  const gint64 next = ns_engine_get_next_cycle_at (ns_outbox_window_get_engine (self));
  const gint64 now = ns_clock_now (ns_store_get_clock (ns_outbox_window_get_store (self)));
  g_autofree char *title = ns_words_title (item);
  g_autofree char *queued = ns_words_instant (item->queued_at);
  g_autofree char *progress = ns_words_progress (item, next, now);

  append_field (text, ns_state_label (item->state), "\t");
  append_field (text, ns_kind_label (item->kind), "\t");
  append_field (text, title, "\t");
  append_field (text, item->recipients, "\t");
  append_field (text, queued, "\t");
  append_field (text, progress, "\n");
}

static void
copy_text (NsOutboxWindow *self, const char *text)
{
  gtk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self), GDK_SELECTION_CLIPBOARD), text, -1);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsOutboxWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = ns_store_load_finish (NS_STORE (source), result, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  ns_outbox_window_add_filing (self, -1);
  if (self->commands == NULL || items == NULL)
    return;
  for (guint i = 0; i < items->len; i++)
    if (g_ptr_array_index (items, i) != NULL)
      append_item (self, text, g_ptr_array_index (items, i));
  copy_text (self, text->str);
}

/**
 * ns_outbox_window_copy:
 * @self: the window
 *
 * Copies what is selected, a line each, from top to bottom.
 */
void
ns_outbox_window_copy (NsOutboxWindow *self)
{
  g_autoptr (GArray) ids = ns_outbox_list_dup_selected_ids (self->list);

  if (self->commands == NULL || ids->len == 0)
    return;
  ns_outbox_window_add_filing (self, 1);
  ns_store_load_async (ns_outbox_window_get_store (self), (const gint64 *) (gpointer) ids->data, ids->len, NULL,
                       loaded_cb, g_object_ref (self));
}

/**
 * ns_outbox_window_copy_details:
 * @self: the window
 * @item: an item
 *
 * Copies its technical details.
 */
void
ns_outbox_window_copy_details (NsOutboxWindow *self, const NsItem *item)
{
  g_autofree char *text = ns_technical_text (item);

  copy_text (self, text);
}
