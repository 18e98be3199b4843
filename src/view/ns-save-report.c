/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-save-report.h"

#include "sync/ns-report.h"
#include "sync/ns-suspects.h"
#include "view/ns-words.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWindow *parent;  /* (nullable): weak pointer */
  NsItem *item;       /* (owned) */
  GArray *attempts;   /* (owned) (element-type NsAttempt) */
  NsAccount *account; /* (owned) (nullable) */
  char *text;         /* (owned) (nullable): the report */
} Saving;

static void
saving_free (Saving *saving)
{
  g_clear_weak_pointer (&saving->parent);
  g_clear_pointer (&saving->item, ns_item_unref);
  g_clear_pointer (&saving->attempts, g_array_unref);
  g_clear_pointer (&saving->account, ns_account_unref);
  g_free (saving->text);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
tell_failure (GtkWindow *parent, const char *name)
{
  GtkWidget *dialog = gtk_message_dialog_new (parent, GTK_DIALOG_DESTROY_WITH_PARENT,
                                              GTK_MESSAGE_ERROR, GTK_BUTTONS_CLOSE, _("The report was not saved"));

  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog),
                                            _("“%s” cannot be written. Please choose another folder."), name);
  g_signal_connect (dialog, "response", G_CALLBACK (gtk_widget_destroy), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    return;
  path = g_file_get_parse_name (G_FILE (source));
  name = ns_words_isolate (path);
  g_warning ("The report cannot be written: %s", error->message);
  tell_failure (saving->parent, name);
}

static void
response_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GtkNativeDialog) owned = chooser;
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  const char *text = saving->text;

  if (response != GTK_RESPONSE_ACCEPT || file == NULL)
    return;
  g_file_replace_contents_async (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, written_cb,
                                 g_steal_pointer (&saving));
}

static void
suspects_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GPtrArray) suspects = ns_suspects_find_finish (NS_STORE (source), result, NULL);
  g_autofree char *name = g_strdup_printf ("notifysync-report-%" G_GINT64_FORMAT ".txt", saving->item->id);
  GtkFileChooserNative *chooser;

  saving->text = ns_report_new (saving->item, saving->account, saving->attempts, suspects);
  chooser = gtk_file_chooser_native_new (_("Save the Support Report"), saving->parent, GTK_FILE_CHOOSER_ACTION_SAVE,
                                         _("_Save"), _("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_file_chooser_set_do_overwrite_confirmation (GTK_FILE_CHOOSER (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (response_cb), g_steal_pointer (&saving));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
account_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;

  saving->account = ns_store_get_account_finish (NS_STORE (source), result, NULL);
  ns_suspects_find_async (NS_STORE (source), saving->item, NULL, suspects_cb, saving);
}

/**
 * ns_save_report:
 * @parent: the window that asks
 * @store: where the account is
 * @item: what the report is about
 * @attempts: (element-type NsAttempt): its tries
 *
 * Asks for a file and writes the support report of an item into it. The report holds no secret and no content; only
 * the user may read the file.
 */
void
ns_save_report (GtkWindow *parent, NsStore *store, const NsItem *item, GArray *attempts)
{
  Saving *saving = g_new0 (Saving, 1);

  g_set_weak_pointer (&saving->parent, parent);
  saving->item = ns_item_ref (item);
  saving->attempts = g_array_ref (attempts);
  ns_store_get_account_async (store, NULL, account_cb, saving);
}
