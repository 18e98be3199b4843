/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-storyboard-save.h"

#include "view/ns-storyboard-export.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GFile *file;   /* (owned) (nullable): what the user chose */
  guint n_steps; /* how many to tell */
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_clear_object (&save->file);
  g_free (save);
}

static void
tell_failure (GtkWindow *window, const GError *error)
{
  GtkWidget *dialog = gtk_message_dialog_new (window, GTK_DIALOG_DESTROY_WITH_PARENT | GTK_DIALOG_MODAL,
                                              GTK_MESSAGE_ERROR, GTK_BUTTONS_CLOSE,
                                              _("The storyboard was not saved"));

  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s", error->message);
  g_signal_connect (dialog, "response", G_CALLBACK (gtk_widget_destroy), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Save *save = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (ns_storyboard_export_finish (result, &error))
    {
      g_task_return_pointer (task, g_file_get_basename (save->file), g_free);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell_failure (GTK_WINDOW (source), error);
  g_task_return_pointer (task, NULL, NULL);
}

static void
response_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GtkNativeDialog) owned = chooser;
  Save *save = g_task_get_task_data (task);

  save->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (response == GTK_RESPONSE_ACCEPT && save->file != NULL)
    ns_storyboard_export_async (g_task_get_source_object (task), save->n_steps, save->file, NULL, exported_cb,
                                g_object_ref (task));
  else
    g_task_return_pointer (task, NULL, NULL);
}

/**
 * ns_storyboard_save_async:
 * @window: a window with a scenario
 * @n_steps: how many of its steps to tell
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * Asks for a file and exports the run into it, as ns_storyboard_export_async(). A failure is told in a dialog.
 */
void
ns_storyboard_save_async (NsLabWindow *window, guint n_steps, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (window, NULL, callback, user_data);
  Save *save = g_new0 (Save, 1);
  g_autofree char *name = g_strconcat (ns_lab_get_scenario (ns_lab_window_get_lab (window))->name, ".html", NULL);
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Export the Storyboard"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_SAVE,
                                 _("_Export"), _("_Cancel"));

  save->n_steps = n_steps;
  g_task_set_source_tag (task, ns_storyboard_save_async);
  g_task_set_task_data (task, save, save_free);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_file_chooser_set_do_overwrite_confirmation (GTK_FILE_CHOOSER (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * ns_storyboard_save_finish:
 * @result: from the callback
 *
 * Returns: (transfer full) (nullable): the name of the file; %NULL where the user thought better of it, or has been
 *   told why there is none
 */
char *
ns_storyboard_save_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
