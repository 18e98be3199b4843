/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-account-dialog.h"

#include "model/ns-cause.h"
#include "view/ns-fact-grid.h"
#include "view/ns-technical.h"

struct _NsAccountDialog
{
  GtkDialog parent_instance;

  GtkLabel *fault;
  GtkGrid *facts;
  GtkGrid *capabilities;
};

G_DEFINE_FINAL_TYPE (NsAccountDialog, ns_account_dialog, GTK_TYPE_DIALOG)

static void
ns_account_dialog_class_init (NsAccountDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-account-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NsAccountDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, NsAccountDialog, facts);
  gtk_widget_class_bind_template_child (widget_class, NsAccountDialog, capabilities);
}

static void
ns_account_dialog_init (NsAccountDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  atk_object_set_accessible_id (gtk_widget_get_accessible (GTK_WIDGET (self)), "account");
}

/**
 * ns_account_dialog_new:
 * @parent: the window that it belongs to
 * @account: what to show
 *
 * Returns: (transfer none): the dialog, to be presented; it destroys itself when closed
 */
GtkWidget *
ns_account_dialog_new (GtkWindow *parent, const NsAccount *account)
{
  NsAccountDialog *self = g_object_new (NS_TYPE_ACCOUNT_DIALOG, "use-header-bar", TRUE, "transient-for", parent, NULL);
  const NsCause *cause = ns_cause_for (account->fault);
  g_autoptr (GArray) facts = ns_technical_account_facts (account);
  g_autoptr (GArray) capabilities = ns_technical_capabilities (account);

  ns_fact_grid_fill (self->facts, facts);
  ns_fact_grid_fill (self->capabilities, capabilities);
  if (cause != NULL)
    {
      g_autofree char *text = g_strdup_printf ("%s %s", ns_cause_why (cause), ns_cause_advice (cause));

      gtk_label_set_text (self->fault, text);
      gtk_widget_show (GTK_WIDGET (self->fault));
    }
  g_signal_connect (self, "response", G_CALLBACK (gtk_widget_destroy), NULL);
  return GTK_WIDGET (self);
}
