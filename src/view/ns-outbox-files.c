/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that come into the outbox, and what the window says of files. */
#include "config.h"
#include "view/ns-outbox-window-private.h"

#include "sync/ns-add-files.h"
#include "sync/ns-addition.h"
#include "view/ns-outbox-commands-private.h"
#include "view/ns-words.h"

#include <glib/gi18n-lib.h>

/* So many lines fit above the list; the first few tell what is wrong with the others, too. */
#define MAX_LINES 5

/**
 * ns_outbox_window_add_filing:
 * @self: the window
 * @change: 1 when a reading or writing of files begins, -1 when it is over
 *
 * Counts them: the window is not settled before all are over.
 */
void
ns_outbox_window_add_filing (NsOutboxWindow *self, int change)
{
  self->n_filing += (guint) change;
  ns_outbox_window_update_settled (self);
}

/**
 * ns_outbox_window_tell_files:
 * @self: the window
 * @type: how bad it is
 * @text: what is to be said of files
 *
 * Says it above the list until the user closes it, or something else is to be said.
 */
void
ns_outbox_window_tell_files (NsOutboxWindow *self, GtkMessageType type, const char *text)
{
  if (self->commands == NULL)
    return; /* the window was closed meanwhile */
  gtk_info_bar_set_message_type (self->files_bar, type);
  gtk_label_set_text (self->files_text, text);
  gtk_widget_show (GTK_WIDGET (self->files_bar));
}

static void
tell_lines (NsOutboxWindow *self, GtkMessageType type, const char *heading, GPtrArray *lines)
{
  g_autoptr (GString) text = g_string_new (heading);

  for (guint i = 0; i < lines->len && i < MAX_LINES; i++)
    g_string_append_printf (text, "\n%s", (const char *) g_ptr_array_index (lines, i));
  if (lines->len > MAX_LINES)
    {
      const guint n = lines->len - MAX_LINES;

      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("…and %u more", "…and %u more", n), n);
    }
  ns_outbox_window_tell_files (self, type, text->str);
}

static void
tell_refusal (NsOutboxWindow *self, GPtrArray *lines)
{
  tell_lines (self, GTK_MESSAGE_WARNING, _("Nothing was added, because not every file can be sent."), lines);
}

/* They may be on a page that is not shown now, or out of what is looked for. */
static void
show_items (NsOutboxWindow *self, GPtrArray *items)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < items->len; i++)
    g_array_append_val (ids, ((const NsItem *) g_ptr_array_index (items, i))->id);
  if (ns_outbox_window_is_filtered (self))
    ns_outbox_window_clear_search (self);
  if (self->history)
    g_action_group_change_action_state (G_ACTION_GROUP (self), "show-history", g_variant_new_boolean (FALSE));
  if (ids->len > 0)
    ns_outbox_window_select_items (self, (const gint64 *) (gpointer) ids->data, ids->len);
}

static void
show_result (NsOutboxWindow *self, const NsAddResult *added)
{
  g_autoptr (GPtrArray) lines = added->items != NULL ? ns_addition_list_warnings (added->additions)
                                                     : ns_addition_list_errors (added->additions);

  if (added->items == NULL)
    {
      tell_refusal (self, lines);
      return;
    }
  gtk_widget_hide (GTK_WIDGET (self->files_bar));
  if (lines->len > 0)
    tell_lines (self, GTK_MESSAGE_INFO, _("Added. Some servers may not take or keep all of it."), lines);
  show_items (self, added->items);
  ns_outbox_commands_tell_act (self->commands, NULL);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsOutboxWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsAddResult) added = ns_add_files_finish (NS_STORE (source), result, &error);

  if (self->commands != NULL && added != NULL)
    show_result (self, added);
  else if (self->commands != NULL)
    ns_outbox_commands_fail (self->commands, error);
  ns_outbox_window_add_filing (self, -1);
}

/**
 * ns_outbox_window_add_files:
 * @self: the window
 * @files: (element-type GFile): mails, events and contacts
 *
 * Queues files and selects what came of them: all, or none, and then it is told which are no good, and why.
 */
void
ns_outbox_window_add_files (NsOutboxWindow *self, GPtrArray *files)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GPtrArray) distant = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) paths = NULL;

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *path = g_file_get_path (g_ptr_array_index (files, i));
      g_autofree char *uri = g_file_get_uri (g_ptr_array_index (files, i));
      g_autofree char *name = ns_words_isolate (uri);

      if (path != NULL)
        g_strv_builder_add (builder, path);
      else
        g_ptr_array_add (distant, g_strdup_printf (_("“%s” is not a file of this computer."), name));
    }
  if (distant->len > 0)
    tell_refusal (self, distant);
  paths = g_strv_builder_end (builder);
  if (self->commands == NULL || distant->len > 0 || paths[0] == NULL)
    return;
  ns_outbox_window_add_filing (self, 1);
  ns_add_files_async (ns_outbox_window_get_store (self), (const char *const *) paths, NULL, added_cb,
                      g_object_ref (self));
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, NsOutboxWindow *self)
{
  g_autoptr (GtkNativeDialog) owned = chooser;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSList) chosen = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  chosen = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));
  for (GSList *link = chosen; link != NULL; link = link->next)
    g_ptr_array_add (files, link->data);
  ns_outbox_window_add_files (self, files);
}

static void
add_filters (GtkFileChooser *chooser)
{
  static const char *const patterns[] = { "*.[eE][mM][lL]", "*.[iI][cC][sS]", "*.[vV][cC][fF]" };
  GtkFileFilter *ours = gtk_file_filter_new ();
  GtkFileFilter *all = gtk_file_filter_new ();

  gtk_file_filter_set_name (ours, _("Mails, Events and Contacts"));
  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    gtk_file_filter_add_pattern (ours, patterns[i]);
  gtk_file_chooser_add_filter (chooser, ours);
  gtk_file_filter_set_name (all, _("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, all);
}

static void
add_files_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsOutboxWindow *self = user_data;
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Add Files"), GTK_WINDOW (self),
                                                               GTK_FILE_CHOOSER_ACTION_OPEN, C_ ("button", "_Add"),
                                                               _("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  add_filters (GTK_FILE_CHOOSER (chooser));
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
act_on_selected (NsOutboxWindow *self, gboolean save)
{
  g_autoptr (GPtrArray) items = ns_outbox_list_dup_selected_items (self->list, 1);

  if (items->len == 0 || self->commands == NULL)
    return;
  if (save)
    ns_outbox_window_save_item (self, g_ptr_array_index (items, 0), NULL);
  else
    ns_outbox_window_copy_details (self, g_ptr_array_index (items, 0));
}

static void
save_as_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  act_on_selected (user_data, TRUE);
}

static void
copy_details_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  act_on_selected (user_data, FALSE);
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ns_outbox_window_copy (user_data);
}

static const GActionEntry action_entries[] = {
  { "add-files", add_files_cb },
  { "copy", copy_cb },
  { "copy-details", copy_details_cb },
  { "save-as", save_as_cb },
};

/**
 * ns_outbox_window_add_file_actions:
 * @self: a window that is being made
 *
 * Gives it the actions that are about files and the clipboard, and the ways by which files are dragged in and out.
 */
void
ns_outbox_window_add_file_actions (NsOutboxWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), action_entries, G_N_ELEMENTS (action_entries), self);
  g_signal_connect (self->files_bar, "response", G_CALLBACK (gtk_widget_hide), NULL);
  g_signal_connect_swapped (self->list, "copy-clipboard", G_CALLBACK (ns_outbox_window_copy), self);
  ns_outbox_window_add_drop (self);
  ns_outbox_window_add_drag (self);
}
