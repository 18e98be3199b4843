/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-account-dialog.h"

#include "model/ns-cause.h"
#include "view/ns-accessible-id.h"
#include "view/ns-fact-grid.h"
#include "view/ns-technical.h"

struct _NsAccountDialog
{
  GtkDialog parent_instance;

  NsOverview *overview; /* (owned) */

  GtkLabel *fault;
  GtkGrid *facts;
  GtkGrid *capabilities;
  GtkSwitch *compare;
  GtkSwitch *clear;
};

G_DEFINE_FINAL_TYPE (NsAccountDialog, ns_account_dialog, GTK_TYPE_DIALOG)

static void
ns_account_dialog_dispose (GObject *object)
{
  g_clear_object (&NS_ACCOUNT_DIALOG (object)->overview);
  G_OBJECT_CLASS (ns_account_dialog_parent_class)->dispose (object);
}

static void
ns_account_dialog_class_init (NsAccountDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ns_account_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-account-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NsAccountDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, NsAccountDialog, facts);
  gtk_widget_class_bind_template_child (widget_class, NsAccountDialog, capabilities);
  gtk_widget_class_bind_template_child (widget_class, NsAccountDialog, compare);
  gtk_widget_class_bind_template_child (widget_class, NsAccountDialog, clear);
}

static void
ns_account_dialog_init (NsAccountDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ns_accessible_id_init_template (self);
}

static void
updated_cb (NsAccountDialog *self)
{
  const NsAccount *account = ns_overview_get_account (self->overview);
  const NsCause *cause = ns_cause_for (account->fault);
  g_autoptr (GArray) facts = ns_technical_account_facts (account);
  g_autoptr (GArray) capabilities = ns_technical_capabilities (account);
  g_autofree char *text = NULL;

  ns_fact_grid_fill (self->facts, facts);
  ns_fact_grid_fill (self->capabilities, capabilities);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), cause != NULL);
  if (cause == NULL)
    return;
  text = g_strdup_printf ("%s %s", ns_cause_why (cause), ns_cause_advice (cause));
  gtk_label_set_text (self->fault, text);
}

/**
 * ns_account_dialog_new:
 * @parent: the window that it belongs to, which has the actions of its settings
 * @overview: what tells of the account; there is one
 *
 * Returns: (transfer none): the dialog, to be presented; it destroys itself when closed
 */
GtkWidget *
ns_account_dialog_new (GtkWindow *parent, NsOverview *overview)
{
  NsAccountDialog *self = g_object_new (NS_TYPE_ACCOUNT_DIALOG, "use-header-bar", TRUE, "transient-for", parent, NULL);

  self->overview = g_object_ref (overview);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (parent));
  g_signal_connect_object (overview, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "response", G_CALLBACK (gtk_widget_destroy), NULL);
  updated_cb (self);
  return GTK_WIDGET (self);
}
