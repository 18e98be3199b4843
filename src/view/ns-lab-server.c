/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-lab-server.h"

#include "lab/ns-lab-holding.h"
#include "view/ns-lab-tint.h"
#include "view/ns-words.h"

#include <glib/gi18n-lib.h>

enum
{
  COLUMN_ICON,
  COLUMN_MARKUP,
  COLUMN_SURPLUS, /* whether it is one too many */
  N_COLUMNS
};

struct _NsLabServer
{
  GtkTreeView parent_instance;

  GtkTreeStore *rows; /* (owned) */
};

G_DEFINE_FINAL_TYPE (NsLabServer, ns_lab_server, GTK_TYPE_TREE_VIEW)

static void
ns_lab_server_finalize (GObject *object)
{
  g_clear_object (&NS_LAB_SERVER (object)->rows);
  G_OBJECT_CLASS (ns_lab_server_parent_class)->finalize (object);
}

static void
ns_lab_server_class_init (NsLabServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ns_lab_server_finalize;
}

static void
pack (GtkTreeViewColumn *column, GtkCellRenderer *renderer, const char *property, int model_column)
{
  const gboolean is_title = model_column == COLUMN_MARKUP;

  g_object_set (renderer, "xpad", 3, NULL);
  if (is_title)
    g_object_set (renderer, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_tree_view_column_pack_start (column, renderer, is_title);
  gtk_tree_view_column_add_attribute (column, renderer, property, model_column);
  ns_lab_tint_column (column, renderer, COLUMN_SURPLUS);
}

static void
ns_lab_server_init (NsLabServer *self)
{
  GtkTreeView *view = GTK_TREE_VIEW (self);
  GtkTreeViewColumn *what = gtk_tree_view_column_new ();

  self->rows = gtk_tree_store_new (N_COLUMNS, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_BOOLEAN);
  pack (what, gtk_cell_renderer_pixbuf_new (), "icon-name", COLUMN_ICON);
  pack (what, gtk_cell_renderer_text_new (), "markup", COLUMN_MARKUP);
  gtk_tree_view_column_set_expand (what, TRUE);
  gtk_tree_view_column_set_title (what, _("What the server holds"));
  gtk_tree_view_append_column (view, what);
  gtk_tree_view_set_headers_visible (view, FALSE);
  gtk_tree_view_set_enable_search (view, FALSE);
  gtk_tree_view_set_show_expanders (view, FALSE);
  gtk_tree_view_set_level_indentation (view, 8);
  gtk_tree_view_set_model (view, GTK_TREE_MODEL (self->rows));
  atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self)), _("What the server holds"));
}

/* A title on the first line; on the second what tells it from a like one. Of copies only their number does. */
static char *
make_markup (const NsLabHolding *holding)
{
  const char *title = *holding->title != '\0' ? holding->title : _("(no subject)");
  g_autoptr (GDateTime) start =
    holding->start != 0 ? g_date_time_new_from_unix_local (holding->start / G_USEC_PER_SEC) : NULL;
  g_autofree char *when = start != NULL ? g_date_time_format (start, C_ ("time of an event", "%-d %b %H:%M")) : NULL;
  const char *by = holding->is_event && holding->from_outlook ? _("by Outlook") : NULL;
  /* Translators: the server holds the same thing more than once. */
  g_autofree char *copy =
    holding->copies > 1 ? g_strdup_printf (_("copy %u of %u"), holding->copy, holding->copies) : NULL;
  g_autofree char *isolated = ns_words_isolate (title);
  g_autofree char *detail = ns_words_isolate (holding->detail);
  const char *facts[] = { when, holding->detail != NULL ? detail : NULL, by };
  g_autoptr (GString) line = g_string_new (NULL);

  if (copy != NULL)
    return g_markup_printf_escaped (holding->copy > 1 ? "<b>%s</b> · %s" : "%s · %s", copy, isolated);
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    if (facts[i] != NULL)
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", facts[i]);
  if (line->len == 0)
    return g_markup_escape_text (title, -1);
  return g_markup_printf_escaped ("%s\n<small>%s</small>", title, line->str);
}

static const char *
name_icon (const NsLabHolding *holding)
{
  if (holding->copy > 1)
    return "dialog-warning-symbolic";
  if (holding->is_event)
    return "notifysync-event-symbolic";
  return g_strcmp0 (holding->folder, "Contacts") == 0 ? "notifysync-contact-symbolic" : "notifysync-mail-symbolic";
}

static void
add_heading (NsLabServer *self, GtkTreeIter *iter, GtkTreeIter *parent, const char *icon, const char *text)
{
  g_autofree char *markup = g_markup_printf_escaped (parent == NULL ? "<b>%s</b>" : "%s", text);

  gtk_tree_store_insert_with_values (self->rows, iter, parent, -1, COLUMN_ICON, icon, COLUMN_MARKUP, markup, -1);
}

static void
add_holding (NsLabServer *self, GtkTreeIter *folder, const NsLabHolding *holding)
{
  g_autofree char *markup = make_markup (holding);

  gtk_tree_store_insert_with_values (self->rows, NULL, folder, -1, COLUMN_ICON, name_icon (holding), COLUMN_MARKUP,
                                     markup, COLUMN_SURPLUS, holding->copy > 1, -1);
}

static void
add_holdings (NsLabServer *self, GPtrArray *holdings, const char *owner, gboolean of_owner)
{
  GtkTreeIter mailbox = { 0 }, folder = { 0 };
  const NsLabHolding *last = NULL;

  for (guint i = 0; i < holdings->len; i++)
    {
      const NsLabHolding *holding = g_ptr_array_index (holdings, i);
      const gboolean is_new_box = last == NULL || g_strcmp0 (last->email, holding->email) != 0;

      if ((g_strcmp0 (holding->email, owner) == 0) != of_owner)
        continue;
      if (is_new_box)
        add_heading (self, &mailbox, NULL, "avatar-default-symbolic", holding->email);
      if (is_new_box || g_strcmp0 (last->folder, holding->folder) != 0)
        add_heading (self, &folder, &mailbox, "folder-symbolic", holding->folder);
      add_holding (self, &folder, holding);
      last = holding;
    }
}

/**
 * ns_lab_server_set_holdings:
 * @self: the pane
 * @holdings: (element-type NsLabHolding): from ns_lab_holding_list()
 * @owner: whose device it is that sends
 *
 * Shows what the server holds, the mailboxes of other people first: there it hurts what came twice. Folders with
 * nothing in them are left out.
 */
void
ns_lab_server_set_holdings (NsLabServer *self, GPtrArray *holdings, const char *owner)
{
  gtk_tree_store_clear (self->rows);
  add_holdings (self, holdings, owner, FALSE);
  add_holdings (self, holdings, owner, TRUE);
  gtk_tree_view_expand_all (GTK_TREE_VIEW (self));
}
