/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-lab-faults.h"

#include "lab/ns-lab-fault.h"
#include "lab/ns-lab-palette.h"
#include "view/ns-accessible-id.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ROW_KEY "ns-lab-palette-row"

struct _NsLabFaults
{
  GtkBox parent_instance;

  GtkSearchEntry *search;
  GtkListBox *kinds;
  GtkLabel *command_label;
  GtkComboBox *command;
  GtkComboBox *when;
  GtkSpinButton *times;
  GtkSpinButton *until;
  GtkLabel *seconds_label;
  GtkSpinButton *seconds;
  GtkWidget *add;
  GtkLabel *heading;
  GtkWidget *clear;
  GtkListBox *waiting;
};

G_DEFINE_FINAL_TYPE (NsLabFaults, ns_lab_faults, GTK_TYPE_BOX)

static const NsLabPaletteRow *
get_kind (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), ROW_KEY);
}

static const NsLabPaletteRow *
get_selected (NsLabFaults *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->kinds);

  return row != NULL ? get_kind (row) : NULL;
}

static gboolean
has_id (GtkComboBox *combo, const char *id)
{
  return g_strcmp0 (gtk_combo_box_get_active_id (combo), id) == 0;
}

/* What does not matter for the fault is not in the way. */
static void
update_form (NsLabFaults *self)
{
  const NsLabPaletteRow *kind = get_selected (self);
  const gboolean has_command = kind == NULL || kind->command == NULL;
  const gboolean takes_seconds = kind != NULL && kind->takes_seconds;

  gtk_widget_set_visible (GTK_WIDGET (self->command), has_command);
  gtk_widget_set_visible (GTK_WIDGET (self->command_label), has_command);
  gtk_widget_set_visible (GTK_WIDGET (self->seconds), takes_seconds);
  gtk_widget_set_visible (GTK_WIDGET (self->seconds_label), takes_seconds);
  gtk_widget_set_visible (GTK_WIDGET (self->times), has_id (self->when, "times"));
  gtk_widget_set_visible (GTK_WIDGET (self->until), has_id (self->when, "until"));
  gtk_widget_set_sensitive (self->add, kind != NULL);
}

static guint
get_times (NsLabFaults *self)
{
  if (has_id (self->when, "times"))
    return (guint) gtk_spin_button_get_value_as_int (self->times);
  return has_id (self->when, "next") ? 1 : NS_LAB_PALETTE_ALWAYS;
}

static void
add_cb (NsLabFaults *self)
{
  const NsLabPaletteRow *kind = get_selected (self);
  GtkWidget *window = gtk_widget_get_toplevel (GTK_WIDGET (self));
  g_autofree char *fault = NULL;
  g_autoptr (GString) text = NULL;

  if (kind == NULL || !G_IS_ACTION_GROUP (window))
    return;
  fault = ns_lab_palette_write (kind, gtk_combo_box_get_active_id (self->command),
                                (guint) gtk_spin_button_get_value_as_int (self->seconds), get_times (self));
  text = g_string_new (fault);
  if (has_id (self->when, "until"))
    g_string_append_printf (text, " until %d", gtk_spin_button_get_value_as_int (self->until));
  g_action_group_activate_action (G_ACTION_GROUP (window), "add-fault", g_variant_new_string (text->str));
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const NsLabPaletteRow *kind = get_kind (row);
  GtkWidget *title;

  if (before != NULL && get_kind (before)->group == kind->group)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  title = gtk_label_new (ns_lab_palette_group_title (kind->group));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_style_context_add_class (gtk_widget_get_style_context (title), "fault-group");
  gtk_widget_show (title);
  gtk_list_box_row_set_header (row, title);
}

static gboolean
contains (const char *text, const char *needle)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return strstr (folded, needle) != NULL;
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer user_data)
{
  NsLabFaults *self = user_data;
  const NsLabPaletteRow *kind = get_kind (row);
  g_autofree char *needle = g_utf8_casefold (gtk_entry_get_text (GTK_ENTRY (self->search)), -1);

  return contains (_(kind->words), needle) || contains (kind->term, needle) ||
         contains (ns_lab_palette_group_title (kind->group), needle);
}

/* The first that fits is chosen, so that Enter adds what was looked for. */
static void
search_cb (NsLabFaults *self)
{
  GtkListBoxRow *row;

  gtk_list_box_invalidate_filter (self->kinds);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->kinds, i)) != NULL; i++)
    if (filter_cb (row, self))
      {
        gtk_list_box_select_row (self->kinds, row);
        return;
      }
  gtk_list_box_unselect_all (self->kinds);
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_style_context_add_class (gtk_widget_get_style_context (label), style);
  return label;
}

static GtkWidget *
make_kind (const NsLabPaletteRow *kind)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = make_label (_(kind->words), NULL);
  g_autofree char *name = g_strdup_printf ("%s, %s", _(kind->words), kind->term);

  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_container_add (GTK_CONTAINER (box), words);
  gtk_container_add (GTK_CONTAINER (box), make_label (kind->term, "dim-label"));
  gtk_container_add (GTK_CONTAINER (row), box);
  gtk_style_context_add_class (gtk_widget_get_style_context (row), "fault-kind");
  gtk_widget_set_tooltip_text (row, _(kind->words));
  atk_object_set_name (gtk_widget_get_accessible (row), name);
  g_object_set_data (G_OBJECT (row), ROW_KEY, (gpointer) kind);
  gtk_widget_show_all (row);
  return row;
}

static void
ns_lab_faults_class_init (NsLabFaultsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-lab-faults.ui");
  gtk_widget_class_bind_template_child (widget_class, NsLabFaults, search);
  gtk_widget_class_bind_template_child (widget_class, NsLabFaults, kinds);
  gtk_widget_class_bind_template_child (widget_class, NsLabFaults, command_label);
  gtk_widget_class_bind_template_child (widget_class, NsLabFaults, command);
  gtk_widget_class_bind_template_child (widget_class, NsLabFaults, when);
  gtk_widget_class_bind_template_child (widget_class, NsLabFaults, times);
  gtk_widget_class_bind_template_child (widget_class, NsLabFaults, until);
  gtk_widget_class_bind_template_child (widget_class, NsLabFaults, seconds_label);
  gtk_widget_class_bind_template_child (widget_class, NsLabFaults, seconds);
  gtk_widget_class_bind_template_child (widget_class, NsLabFaults, add);
  gtk_widget_class_bind_template_child (widget_class, NsLabFaults, heading);
  gtk_widget_class_bind_template_child (widget_class, NsLabFaults, clear);
  gtk_widget_class_bind_template_child (widget_class, NsLabFaults, waiting);
}

static void
ns_lab_faults_init (NsLabFaults *self)
{
  const NsLabPaletteRow *kinds;
  gsize n_kinds;

  gtk_widget_init_template (GTK_WIDGET (self));
  ns_accessible_id_init_template (self);
  gtk_list_box_set_header_func (self->kinds, header_cb, NULL, NULL);
  gtk_list_box_set_filter_func (self->kinds, filter_cb, self, NULL);
  kinds = ns_lab_palette_rows (&n_kinds);
  for (gsize i = 0; i < n_kinds; i++)
    gtk_container_add (GTK_CONTAINER (self->kinds), make_kind (&kinds[i]));
  gtk_list_box_select_row (self->kinds, gtk_list_box_get_row_at_index (self->kinds, 0));
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (add_cb), self);
  g_signal_connect_swapped (self->kinds, "row-selected", G_CALLBACK (update_form), self);
  g_signal_connect_swapped (self->kinds, "row-activated", G_CALLBACK (add_cb), self);
  g_signal_connect_swapped (self->when, "changed", G_CALLBACK (update_form), self);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  update_form (self);
}

/* Whom it meets, how often it still will, and how often it has. */
static char *
make_facts (const NsLabFault *fault, const NsLabPaletteRow *kind)
{
  const char *colon = strchr (fault->text, ':');
  g_autofree char *command = g_strndup (fault->text, (gsize) (colon - fault->text));
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (parts, g_strdup (g_str_equal (command, "ANY") ? _("any request") : command));
  if (kind != NULL)
    g_ptr_array_add (parts, g_strdup (kind->term));
  if (fault->until != 0)
    g_ptr_array_add (parts, g_strdup_printf (_("until step %u"), fault->until));
  else if (fault->remaining == G_MAXUINT)
    g_ptr_array_add (parts, g_strdup (C_ ("fault", "always")));
  else
    g_ptr_array_add (parts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more time", "%u more times",
                                                          fault->remaining), fault->remaining));
  if (fault->struck > 0)
    g_ptr_array_add (parts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "struck %u time", "struck %u times",
                                                          fault->struck), fault->struck));
  else
    g_ptr_array_add (parts, g_strdup (_("not struck yet")));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static GtkWidget *
make_remove (const NsLabFault *fault)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic", GTK_ICON_SIZE_BUTTON);
  g_autofree char *id = g_strdup_printf ("lab.faults.remove.%u", fault->id);

  gtk_button_set_relief (GTK_BUTTON (button), GTK_RELIEF_NONE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Take back"));
  atk_object_set_name (gtk_widget_get_accessible (button), _("Take back"));
  ns_accessible_id_set (button, id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.remove-fault");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", fault->id);
  return button;
}

static GtkWidget *
make_waiting (const NsLabFault *fault)
{
  const NsLabPaletteRow *kind = ns_lab_palette_find (fault->text);
  const char *words = kind != NULL ? _(kind->words) : fault->text;
  g_autofree char *facts = make_facts (fault, kind);
  g_autofree char *name = g_strdup_printf ("%s, %s", words, facts);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = make_label (words, NULL);
  GtkWidget *line = make_label (facts, "dim-label");

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (line), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_container_add (GTK_CONTAINER (text), title);
  gtk_container_add (GTK_CONTAINER (text), line);
  gtk_container_add (GTK_CONTAINER (box), text);
  gtk_container_add (GTK_CONTAINER (box), make_remove (fault));
  gtk_container_add (GTK_CONTAINER (row), box);
  gtk_style_context_add_class (gtk_widget_get_style_context (row), "fault-kind");
  gtk_widget_set_tooltip_text (row, fault->text);
  atk_object_set_name (gtk_widget_get_accessible (row), name);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_show_all (row);
  return row;
}

/**
 * ns_lab_faults_update:
 * @self: the palette
 * @faults: (element-type NsLabFault): the faults to come
 * @done: how many steps of the scenario are done
 * @n_steps: how many it has
 *
 * Shows what is to come, and offers the steps that a fault can last to.
 */
void
ns_lab_faults_update (NsLabFaults *self, GPtrArray *faults, guint done, guint n_steps)
{
  const gboolean has_later = done + 2 <= n_steps;

  gtk_container_foreach (GTK_CONTAINER (self->waiting), (GtkCallback) (void (*) (void)) gtk_widget_destroy, NULL);
  for (guint i = 0; i < faults->len; i++)
    gtk_container_add (GTK_CONTAINER (self->waiting), make_waiting (g_ptr_array_index (faults, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->waiting), faults->len > 0);
  gtk_label_set_text (self->heading, faults->len > 0 ? _("To come") : _("No faults are to come."));
  gtk_widget_set_visible (self->clear, faults->len > 0);

  if (!has_later && has_id (self->when, "until"))
    gtk_combo_box_set_active_id (self->when, "next");
  if (has_later)
    gtk_spin_button_set_range (self->until, done + 2, n_steps);
  gtk_widget_set_sensitive (GTK_WIDGET (self->until), has_later);
}
