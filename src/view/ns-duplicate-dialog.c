/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-duplicate-dialog.h"

#include "model/ns-duplicate.h"
#include "view/ns-accessible-id.h"
#include "view/ns-disclosure.h"
#include "view/ns-words.h"
#include "view/ns-wrap.h"

#include <glib/gi18n-lib.h>

#define SERVER_ID_KEY "ns-server-id"

struct _NsDuplicateDialog
{
  GtkDialog parent_instance;

  NsOutboxCommands *commands; /* (owned) */
  NsOverview *overview;       /* (owned) */
  gint64 id;                  /* of what is shown */

  GtkLabel *sentence;
  GtkBox *copies;
  GtkToggleButton *technical;
  GtkButton *ignore;
};

G_DEFINE_FINAL_TYPE (NsDuplicateDialog, ns_duplicate_dialog, GTK_TYPE_DIALOG)

static void
ignore_cb (NsDuplicateDialog *self)
{
  ns_outbox_commands_ignore (self->commands, self->id);
}

static void
ns_duplicate_dialog_dispose (GObject *object)
{
  NsDuplicateDialog *self = NS_DUPLICATE_DIALOG (object);

  g_clear_object (&self->commands);
  g_clear_object (&self->overview);
  G_OBJECT_CLASS (ns_duplicate_dialog_parent_class)->dispose (object);
}

static void
ns_duplicate_dialog_class_init (NsDuplicateDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ns_duplicate_dialog_dispose;
  g_type_ensure (NS_TYPE_DISCLOSURE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-duplicate-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NsDuplicateDialog, sentence);
  gtk_widget_class_bind_template_child (widget_class, NsDuplicateDialog, copies);
  gtk_widget_class_bind_template_child (widget_class, NsDuplicateDialog, technical);
  gtk_widget_class_bind_template_child (widget_class, NsDuplicateDialog, ignore);
  gtk_widget_class_bind_template_callback (widget_class, ignore_cb);
}

static void
ns_duplicate_dialog_init (NsDuplicateDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ns_accessible_id_init_template (self);
}

static void
keep_cb (GtkButton *button, NsDuplicateDialog *self)
{
  ns_outbox_commands_keep (self->commands, self->id, g_object_get_data (G_OBJECT (button), SERVER_ID_KEY));
}

static GtkWidget *
add_line (GtkBox *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  ns_wrap_label (GTK_LABEL (label));
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  if (style != NULL)
    gtk_style_context_add_class (gtk_widget_get_style_context (label), style);
  gtk_box_pack_start (box, label, FALSE, FALSE, 0);
  return label;
}

static char *
origin_of (const NsDuplicateCopy *copy)
{
  g_autofree char *sent_at = ns_words_instant (copy->sent_at);

  if (copy->sent_at != 0)
    return g_strdup_printf (_("Sent from here: %s"), sent_at);
  return g_strdup (copy->is_known ? _("Sent from here") : _("Sent by another program or device"));
}

static void
add_button (NsDuplicateDialog *self, GtkBox *box, const NsDuplicateCopy *copy)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (copy->is_known ? _("_Keep This One") : _("Keep _This One"));

  g_object_set_data_full (G_OBJECT (button), SERVER_ID_KEY, g_strdup (copy->server_id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (keep_cb), self, 0);
  if (copy->is_known)
    gtk_style_context_add_class (gtk_widget_get_style_context (button), GTK_STYLE_CLASS_SUGGESTED_ACTION);
  gtk_box_pack_end (box, button, FALSE, FALSE, 0);
}

static void
add_copy (NsDuplicateDialog *self, const NsDuplicateCopy *copy)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  g_autofree char *starts_at = ns_words_instant (copy->starts_at);
  g_autofree char *origin = origin_of (copy);
  g_autofree char *server_id = ns_words_isolate (copy->server_id);
  g_autofree char *technical = g_strdup_printf (_("On the server: %s"), server_id);
  GtkWidget *id;

  gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (box)), "copy");
  add_line (box, copy->title != NULL && *copy->title != '\0' ? copy->title : _("(no subject)"), "section-title");
  if (copy->starts_at != 0)
    add_line (box, starts_at, NULL);
  if (copy->place != NULL && *copy->place != '\0')
    add_line (box, copy->place, NULL);
  add_line (box, origin, NULL);
  id = add_line (box, technical, GTK_STYLE_CLASS_DIM_LABEL);
  gtk_label_set_selectable (GTK_LABEL (id), TRUE);
  gtk_widget_set_no_show_all (id, TRUE);
  g_object_bind_property (self->technical, "active", id, "visible", G_BINDING_SYNC_CREATE);
  add_button (self, box, copy);
  gtk_box_pack_start (self->copies, GTK_WIDGET (box), TRUE, TRUE, 0);
  gtk_widget_show_all (GTK_WIDGET (box));
}

static void
show_group (NsDuplicateDialog *self, const NsDuplicate *duplicate, char *sentence)
{
  gtk_container_foreach (GTK_CONTAINER (self->copies), (GtkCallback) (GCallback) gtk_widget_destroy, NULL);
  self->id = duplicate->id;
  gtk_label_set_text (self->sentence, sentence);
  for (guint i = 0; i < duplicate->copies->len; i++)
    {
      const NsDuplicateCopy *copy = g_ptr_array_index (duplicate->copies, i);

      if (copy->deletion_id == 0)
        add_copy (self, copy);
    }
}

/* The first that is not decided; when there is none any more, there is nothing to show. */
static void
updated_cb (NsDuplicateDialog *self)
{
  GPtrArray *duplicates = ns_overview_get_duplicates (self->overview);
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < duplicates->len && one->len == 0; i++)
    if (((const NsDuplicate *) g_ptr_array_index (duplicates, i))->state == NS_DUPLICATE_OPEN)
      g_ptr_array_add (one, g_ptr_array_index (duplicates, i));
  if (one->len == 0)
    {
      gtk_widget_destroy (GTK_WIDGET (self));
      return;
    }
  sentence = ns_duplicate_sentence (one);
  show_group (self, g_ptr_array_index (one, 0), sentence);
}

/**
 * ns_duplicate_dialog_new:
 * @parent: the window that it belongs to
 * @commands: what does what the user decides
 * @overview: what tells what exists more than once; something is open in it
 *
 * Returns: (transfer none): the dialog, to be presented; it destroys itself when closed, or when all is decided
 */
GtkWidget *
ns_duplicate_dialog_new (GtkWindow *parent, NsOutboxCommands *commands, NsOverview *overview)
{
  NsDuplicateDialog *self = g_object_new (NS_TYPE_DUPLICATE_DIALOG, "use-header-bar", TRUE, "transient-for", parent,
                                          NULL);

  self->commands = g_object_ref (commands);
  self->overview = g_object_ref (overview);
  g_signal_connect_object (overview, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "response", G_CALLBACK (gtk_widget_destroy), NULL);
  updated_cb (self);
  return GTK_WIDGET (self);
}
