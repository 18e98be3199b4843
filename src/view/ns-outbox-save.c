/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An item as a file where the user wants it. */
#include "config.h"
#include "view/ns-outbox-window-private.h"

#include "sync/ns-export.h"
#include "view/ns-words.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  NsOutboxWindow *self; /* (owned) */
  GFile *file;          /* (owned) (nullable): NULL as long as the user was not asked */
  NsExport *export;     /* (owned) (nullable): until it is read */
} Save;

static void
save_free (Save *save)
{
  g_object_unref (save->self);
  g_clear_object (&save->file);
  g_clear_pointer (&save->export, ns_export_free);
  g_free (save);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Save) save = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_file_get_parse_name (G_FILE (source));
  g_autofree char *name = ns_words_isolate (path);
  g_autofree char *text = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      if (save->self->commands != NULL)
        gtk_widget_hide (GTK_WIDGET (save->self->files_bar));
      ns_outbox_window_add_filing (save->self, -1);
      return;
    }
  g_info ("The item cannot be written: %s", error->message);
  text = g_strdup_printf (_("“%s” cannot be written. Please choose another folder."), name);
  ns_outbox_window_tell_files (save->self, GTK_MESSAGE_WARNING, text);
  ns_outbox_window_add_filing (save->self, -1);
}

static void
write_file (Save *save)
{
  ns_outbox_window_add_filing (save->self, 1);
  g_file_replace_contents_bytes_async (save->file, save->export->content, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       written_cb, save);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  g_autoptr (Save) save = user_data;
  g_autoptr (GtkNativeDialog) owned = chooser;

  save->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (response == GTK_RESPONSE_ACCEPT && save->file != NULL)
    write_file (g_steal_pointer (&save));
}

static void
ask (Save *save)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Save the Item"), GTK_WINDOW (save->self),
                                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"),
                                                               _("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), save->export->name);
  gtk_file_chooser_set_do_overwrite_confirmation (GTK_FILE_CHOOSER (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_cb), save);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Save) save = user_data;
  g_autoptr (GError) error = NULL;

  save->export = ns_export_load_finish (NS_STORE (source), result, &error);
  ns_outbox_window_add_filing (save->self, -1);
  if (save->export == NULL)
    {
      g_info ("The item cannot be read: %s", error->message);
      ns_outbox_window_tell_files (save->self, GTK_MESSAGE_WARNING, _("The content of the item cannot be read."));
    }
  else if (save->self->commands == NULL)
    return; /* the window was closed meanwhile */
  else if (save->file != NULL)
    write_file (g_steal_pointer (&save));
  else
    ask (g_steal_pointer (&save));
}

/**
 * ns_outbox_window_save_item:
 * @self: a window with a session
 * @item: what to save
 * @file: (nullable): where to; %NULL asks the user
 *
 * Writes what an item holds into a file: all of it, or the file stays as it was.
 */
void
ns_outbox_window_save_item (NsOutboxWindow *self, const NsItem *item, GFile *file)
{
  Save *save = g_new0 (Save, 1);

  save->self = g_object_ref (self);
  g_set_object (&save->file, file);
  ns_outbox_window_add_filing (self, 1);
  ns_export_load_async (ns_outbox_window_get_store (self), item, NULL, loaded_cb, save);
}
