/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-item-pane.h"

#include "view/ns-accessible-id.h"
#include "view/ns-status-page.h"

#include <glib/gi18n-lib.h>

struct _NsItemPane
{
  GtkStack parent_instance;

  NsItemView *view;         /* (nullable): not any more when the pane was destroyed */
  NsStatusPage *placeholder;
};

enum
{
  PROP_SETTLED = 1,
  N_PROPS,
};

enum
{
  GONE,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NsItemPane, ns_item_pane, GTK_TYPE_STACK)

/* An item comes up with everything in its place. */
static void
settled_cb (NsItemPane *self)
{
  if (ns_item_view_get_item (self->view) != NULL && ns_item_view_is_settled (self->view))
    gtk_stack_set_visible_child_name (GTK_STACK (self), "item");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SETTLED]);
}

static void
gone_cb (NsItemPane *self)
{
  ns_item_pane_show_count (self, 0);
  g_signal_emit (self, signals[GONE], 0);
}

static void
ns_item_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SETTLED)
    g_value_set_boolean (value, ns_item_pane_is_settled (NS_ITEM_PANE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ns_item_pane_class_init (NsItemPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ns_item_pane_get_property;
  props[PROP_SETTLED] = g_param_spec_boolean ("settled", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[GONE] = g_signal_new ("gone", NS_TYPE_ITEM_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (NS_TYPE_ITEM_VIEW);
  g_type_ensure (NS_TYPE_STATUS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-item-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, NsItemPane, view);
  gtk_widget_class_bind_template_child (widget_class, NsItemPane, placeholder);
}

static void
ns_item_pane_init (NsItemPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ns_accessible_id_init_template (self);
  g_signal_connect_object (self->view, "notify::settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "gone", G_CALLBACK (gone_cb), self, G_CONNECT_SWAPPED);
  ns_item_pane_show_count (self, 0);
}

/**
 * ns_item_pane_set_commands:
 * @self: a pane that has none yet
 * @commands: what the buttons do
 *
 * Gives it the outbox that it shows.
 */
void
ns_item_pane_set_commands (NsItemPane *self, NsOutboxCommands *commands)
{
  ns_item_view_set_commands (self->view, commands);
}

/**
 * ns_item_pane_show_item:
 * @self: the pane
 * @id: an item
 *
 * Shows one item, as soon as it was read.
 */
void
ns_item_pane_show_item (NsItemPane *self, gint64 id)
{
  ns_item_view_set_id (self->view, id);
}

/**
 * ns_item_pane_show_count:
 * @self: the pane
 * @n: how many items are selected; not one
 *
 * Tells how many items are selected. What can be done to all of them is offered below the list.
 */
void
ns_item_pane_show_count (NsItemPane *self, guint n)
{
  g_autofree char *title
      = n == 0 ? g_strdup (_("Select an item"))
               : g_strdup_printf (ngettext ("%u item selected", "%u items selected", n), n);
  const char *text = n == 0 ? _("Why it waits, and what can be done about it, is told here.") : NULL;

  ns_item_view_set_id (self->view, 0);
  ns_status_page_set_text (self->placeholder, title, text);
  gtk_stack_set_visible_child_name (GTK_STACK (self), "none");
}

/**
 * ns_item_pane_focus:
 * @self: the pane
 *
 * Moves the focus to what is recommended for the item, else to the first that takes it.
 */
void
ns_item_pane_focus (NsItemPane *self)
{
  if (!ns_item_view_grab_suggested (self->view))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/**
 * ns_item_pane_get_item:
 * @self: the pane
 *
 * Returns: (transfer none) (nullable): the item that it shows
 */
const NsItem *
ns_item_pane_get_item (NsItemPane *self)
{
  return ns_item_view_get_item (self->view);
}

/**
 * ns_item_pane_is_settled:
 * @self: the pane
 *
 * Returns: whether it shows what the store holds
 */
gboolean
ns_item_pane_is_settled (NsItemPane *self)
{
  return self->view == NULL || ns_item_view_is_settled (self->view);
}
