/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-item-dialog.h"

#include "view/ns-accessible-id.h"
#include "view/ns-item-view.h"
#include "view/ns-text-scale.h"

struct _NsItemDialog
{
  GtkDialog parent_instance;

  NsItemView *view; /* (nullable): not any more when the dialog was destroyed */
};

enum
{
  PROP_SETTLED = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (NsItemDialog, ns_item_dialog, GTK_TYPE_DIALOG)

/* It comes up with everything in its place, not empty. */
static void
settled_cb (NsItemDialog *self)
{
  const NsItem *item = ns_item_view_get_item (self->view);

  if (item != NULL)
    gtk_window_set_title (GTK_WINDOW (self), ns_kind_label (item->kind));
  if (item != NULL && ns_item_dialog_is_settled (self) && !gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      ns_item_view_grab_suggested (self->view);
      gtk_window_present (GTK_WINDOW (self));
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SETTLED]);
}

static void
ns_item_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SETTLED)
    g_value_set_boolean (value, ns_item_dialog_is_settled (NS_ITEM_DIALOG (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ns_item_dialog_class_init (NsItemDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ns_item_dialog_get_property;
  props[PROP_SETTLED] = g_param_spec_boolean ("settled", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (NS_TYPE_ITEM_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-item-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NsItemDialog, view);
}

static void
ns_item_dialog_init (NsItemDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ns_accessible_id_init_template (self);
  ns_text_scale_default_size (GTK_WINDOW (self));
}

/**
 * ns_item_dialog_new:
 * @parent: the window that it belongs to
 * @commands: what its buttons do
 * @id: the item
 *
 * Returns: (transfer none): the dialog; it presents itself when it was filled, and destroys itself when closed
 */
GtkWidget *
ns_item_dialog_new (GtkWindow *parent, NsOutboxCommands *commands, gint64 id)
{
  NsItemDialog *self = g_object_new (NS_TYPE_ITEM_DIALOG, "use-header-bar", TRUE, "transient-for", parent,
                                     "destroy-with-parent", TRUE, NULL);

  if (G_IS_ACTION_GROUP (parent))
    gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (parent));
  ns_item_view_set_commands (self->view, commands);
  g_signal_connect_object (self->view, "notify::settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "gone", G_CALLBACK (gtk_widget_destroy), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "response", G_CALLBACK (gtk_widget_destroy), NULL);
  ns_item_view_set_id (self->view, id);
  return GTK_WIDGET (self);
}

/**
 * ns_item_dialog_get_id:
 * @self: the dialog
 *
 * Returns: the id of its item
 */
gint64
ns_item_dialog_get_id (NsItemDialog *self)
{
  return self->view != NULL ? ns_item_view_get_id (self->view) : 0;
}

/**
 * ns_item_dialog_is_settled:
 * @self: the dialog
 *
 * Returns: whether it shows what the store holds
 */
gboolean
ns_item_dialog_is_settled (NsItemDialog *self)
{
  return self->view == NULL || ns_item_view_is_settled (self->view);
}
