/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-list-accessible.h"

#include "view/ns-accessible-id.h"

struct _NsOutboxListAccessible
{
  GtkTreeViewAccessible parent_instance;
};

static AtkTableIface *parent_table;

static void ns_outbox_list_accessible_init_table (AtkTableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NsOutboxListAccessible, ns_outbox_list_accessible, GTK_TYPE_TREE_VIEW_ACCESSIBLE,
                               G_IMPLEMENT_INTERFACE (ATK_TYPE_TABLE, ns_outbox_list_accessible_init_table))

static void
name_cell (AtkObject *self, AtkObject *cell, int row, int column)
{
  GtkWidget *widget = gtk_accessible_get_widget (GTK_ACCESSIBLE (self));
  g_autofree char *id = widget != NULL ? ns_accessible_id_dup_cell (GTK_TREE_VIEW (widget), row, column) : NULL;

  if (cell != NULL && id != NULL && row >= 0)
    ns_accessible_id_set (cell, id);
}

/* The headings come first, then the cells row by row. */
static AtkObject *
ns_outbox_list_accessible_ref_child (AtkObject *self, int index)
{
  AtkObject *child = ATK_OBJECT_CLASS (ns_outbox_list_accessible_parent_class)->ref_child (self, index);
  const int n_columns = atk_table_get_n_columns (ATK_TABLE (self));

  if (n_columns > 0)
    name_cell (self, child, index / n_columns - 1, index % n_columns);
  return child;
}

static AtkObject *
ns_outbox_list_accessible_ref_at (AtkTable *self, int row, int column)
{
  AtkObject *cell = parent_table->ref_at (self, row, column);

  name_cell (ATK_OBJECT (self), cell, row, column);
  return cell;
}

static void
ns_outbox_list_accessible_init_table (AtkTableIface *iface)
{
  parent_table = g_type_interface_peek_parent (iface);
  iface->ref_at = ns_outbox_list_accessible_ref_at;
}

static void
ns_outbox_list_accessible_class_init (NsOutboxListAccessibleClass *klass)
{
  ATK_OBJECT_CLASS (klass)->ref_child = ns_outbox_list_accessible_ref_child;
}

static void
ns_outbox_list_accessible_init (NsOutboxListAccessible *self)
{
}
