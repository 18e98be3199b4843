/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-conflict-view.h"

#include "model/ns-cause.h"
#include "view/ns-accessible-id.h"
#include "view/ns-button-flow.h"
#include "view/ns-text-scale.h"
#include "view/ns-words.h"
#include "view/ns-wrap.h"

#include <glib/gi18n-lib.h>

#define VALUE_CHARS 14

/* Below this width, in pixels, there is room for both versions, but not for the one last agreed on. */
#define ROOMY_WIDTH 430
#define NARROW_WIDTH 290
#define NARROW_CHARS 8

#define WINNER "winner"

/* Puts a title over the values, which stand beside the mark of their choice. */
#define INDICATOR 24

#define LEFT_TO_RIGHT_MARK "\342\200\216"

typedef enum
{
  COLUMN_LABEL,
  COLUMN_MINE,
  COLUMN_THEIRS,
  COLUMN_AGREED,
} Column;

struct _NsConflictView
{
  GtkBox parent_instance;

  NsComparison *comparison;    /* (owned) (nullable) */
  gboolean is_narrow;
  gboolean is_resend_advised;  /* by the item's cause: else something else stands suggested on its card */
  GSimpleActionGroup *choices; /* (owned): one action a field that differs, with the state `mine` or `server` */
  GSimpleActionGroup *actions; /* (owned) */

  GtkLabel *summary;
  GtkGrid *grid;
  GtkWidget *show_all;
  GtkWidget *fields;
  GtkWidget *mine;
  GtkWidget *server;
  GtkWidget *new;
  GtkWidget *suggested;        /* (nullable): one of the buttons */
};

G_DEFINE_FINAL_TYPE (NsConflictView, ns_conflict_view, GTK_TYPE_BOX)

static gboolean
takes_theirs (NsConflictView *self, const char *id)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->choices), id);

  return state != NULL && g_str_equal (g_variant_get_string (state, NULL), "server");
}

static guint
count_theirs (NsConflictView *self)
{
  guint n = 0;

  for (guint i = 0; self->comparison != NULL && i < self->comparison->fields->len; i++)
    n += takes_theirs (self, ((const NsComparedField *) g_ptr_array_index (self->comparison->fields, i))->id);
  return n;
}

static void
set_suggested (NsConflictView *self, GtkWidget *button)
{
  if (self->suggested != NULL)
    gtk_style_context_remove_class (gtk_widget_get_style_context (self->suggested), GTK_STYLE_CLASS_SUGGESTED_ACTION);
  self->suggested = button;
  if (button != NULL)
    gtk_style_context_add_class (gtk_widget_get_style_context (button), GTK_STYLE_CLASS_SUGGESTED_ACTION);
}

static void
update_buttons (NsConflictView *self)
{
  const guint n = count_theirs (self);
  const guint n_differing = ns_comparison_count_differing (self->comparison);
  const gboolean is_mixed = n > 0 && n < n_differing;
  const gboolean has_both = !self->comparison->is_deleted_here && !self->comparison->is_deleted_there;

  gtk_widget_set_visible (self->fields, is_mixed);
  gtk_widget_set_visible (self->new, has_both);
  if (!self->is_resend_advised)
    set_suggested (self, NULL);
  else if (is_mixed)
    set_suggested (self, self->fields);
  else
    set_suggested (self, n > 0 ? self->server : self->mine);
}

/* The choice of one field was made: its row shows who wins now. */
static void
mark_winner (NsConflictView *self, const char *id)
{
  const gboolean theirs = takes_theirs (self, id);
  g_autoptr (GList) children = gtk_container_get_children (GTK_CONTAINER (self->grid));

  for (GList *l = children; l != NULL; l = l->next)
    {
      const char *side = g_object_get_data (l->data, "side");
      GtkStyleContext *style = gtk_widget_get_style_context (l->data);

      if (side == NULL || g_strcmp0 (g_object_get_data (l->data, "field"), id) != 0)
        continue;
      if (g_str_equal (side, "server") == theirs)
        gtk_style_context_add_class (style, WINNER);
      else
        gtk_style_context_remove_class (style, WINNER);
    }
}

static void
choose_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  NsConflictView *self = user_data;

  g_simple_action_set_state (action, state);
  mark_winner (self, g_action_get_name (G_ACTION (action)));
  update_buttons (self);
}

static void
destroy_cb (GtkWidget *widget, gpointer user_data)
{
  gtk_widget_destroy (widget);
}

/* A telephone number has no direction of its own, and must not take the one of the language. */
static char *
keep_direction (const char *value)
{
  return g_strconcat (ns_words_has_direction (value) ? "" : LEFT_TO_RIGHT_MARK, value, NULL);
}

static void
fit_cb (GtkWidget *widget, gpointer user_data)
{
  NsConflictView *self = user_data;
  GtkWidget *label = GTK_IS_BIN (widget) ? gtk_bin_get_child (GTK_BIN (widget)) : widget;
  int column;

  gtk_container_child_get (GTK_CONTAINER (self->grid), widget, "left-attach", &column, NULL);
  gtk_widget_set_visible (widget, column != COLUMN_AGREED || !self->is_narrow);
  if (gtk_label_get_width_chars (GTK_LABEL (label)) > 0)
    gtk_label_set_width_chars (GTK_LABEL (label), self->is_narrow ? NARROW_CHARS : VALUE_CHARS);
}

static void
ns_conflict_view_get_preferred_width (GtkWidget *widget, int *minimum, int *natural)
{
  GTK_WIDGET_CLASS (ns_conflict_view_parent_class)->get_preferred_width (widget, minimum, natural);
  *minimum = MIN (*minimum, NARROW_WIDTH);
}

/* #GtkViewport asks for this whatever the mode. */
static void
ns_conflict_view_get_preferred_width_for_height (GtkWidget *widget, int height, int *minimum, int *natural)
{
  ns_conflict_view_get_preferred_width (widget, minimum, natural);
}

static void
ns_conflict_view_size_allocate (GtkWidget *widget, GtkAllocation *allocation)
{
  NsConflictView *self = NS_CONFLICT_VIEW (widget);
  const gboolean is_narrow = allocation->width < ns_text_scale_pixels (widget, ROOMY_WIDTH);

  if (is_narrow != self->is_narrow)
    {
      self->is_narrow = is_narrow;
      gtk_container_foreach (GTK_CONTAINER (self->grid), fit_cb, self);
    }
  GTK_WIDGET_CLASS (ns_conflict_view_parent_class)->size_allocate (widget, allocation);
}

static GtkWidget *
value_label (const char *value)
{
  g_autofree char *text = keep_direction (value != NULL ? value : C_ ("value", "none"));
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  ns_wrap_label (GTK_LABEL (label));
  gtk_label_set_width_chars (GTK_LABEL (label), VALUE_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), VALUE_CHARS);
  if (value == NULL)
    gtk_style_context_add_class (gtk_widget_get_style_context (label), GTK_STYLE_CLASS_DIM_LABEL);
  return label;
}

static void
attach (NsConflictView *self, GtkWidget *widget, Column column, int row)
{
  gtk_widget_set_hexpand (widget, column != COLUMN_LABEL);
  gtk_widget_set_valign (widget, GTK_ALIGN_START);
  gtk_grid_attach (self->grid, widget, (int) column, row, 1, 1);
  gtk_widget_show_all (widget);
}

static void
add_title (NsConflictView *self, Column column, const char *title)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_style_context_add_class (gtk_widget_get_style_context (label), "column-title");
  if (column != COLUMN_AGREED && ns_comparison_may_choose (self->comparison))
    gtk_widget_set_margin_start (label, INDICATOR);
  attach (self, label, column, 0);
}

static GtkWidget *
new_choice (const NsComparedField *field, gboolean theirs, GtkWidget *other)
{
  const char *value = theirs ? field->theirs : field->mine;
  const char *side = theirs ? "server" : "mine";
  GtkWidget *button = gtk_radio_button_new_from_widget (other != NULL ? GTK_RADIO_BUTTON (other) : NULL);
  AtkObject *accessible = gtk_widget_get_accessible (button);
  g_autofree char *id = g_strdup_printf ("conflict.%s.%s", field->id, side);
  g_autofree char *isolated = ns_words_isolate (value);
  g_autofree char *name = g_strdup_printf (theirs ? _("%s, the server's: %s") : _("%s, mine: %s"), field->label,
                                           value != NULL ? isolated : C_ ("value", "none"));

  gtk_container_add (GTK_CONTAINER (button), value_label (value));
  g_object_set_data (G_OBJECT (button), "side", (gpointer) side);
  g_object_set_data (G_OBJECT (button), "field", (gpointer) field->id);
  ns_accessible_id_set (button, id);
  atk_object_set_name (accessible, name);
  return button;
}

static void
connect_choice (GtkWidget *button, const NsComparedField *field)
{
  g_autofree char *action = g_strconcat ("choice.", field->id, NULL);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", g_object_get_data (G_OBJECT (button), "side"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

/* The right one is active before the two hear of their action: a radio button cannot be made inactive, only another
 * one active, and that would already be a choice. */
static void
add_choices (NsConflictView *self, const NsComparedField *field, int row)
{
  GtkWidget *mine = new_choice (field, FALSE, NULL);
  GtkWidget *theirs = new_choice (field, TRUE, mine);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (takes_theirs (self, field->id) ? theirs : mine), TRUE);
  attach (self, mine, COLUMN_MINE, row);
  attach (self, theirs, COLUMN_THEIRS, row);
  connect_choice (mine, field);
  connect_choice (theirs, field);
  mark_winner (self, field->id);
}

static void
add_value (NsConflictView *self, const char *value, Column column, int row)
{
  attach (self, value_label (value), column, row);
}

static void
add_field (NsConflictView *self, const NsComparedField *field, int row)
{
  GtkWidget *label = gtk_label_new (field->label);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_style_context_add_class (gtk_widget_get_style_context (label), GTK_STYLE_CLASS_DIM_LABEL);
  attach (self, label, COLUMN_LABEL, row);
  if (field->differs)
    {
      add_choices (self, field, row);
    }
  else
    {
      if (!self->comparison->is_deleted_here)
        add_value (self, field->mine, COLUMN_MINE, row);
      if (!self->comparison->is_deleted_there)
        add_value (self, field->theirs, COLUMN_THEIRS, row);
    }
  if (self->comparison->has_agreed)
    add_value (self, field->agreed, COLUMN_AGREED, row);
}

static void
fill_grid (NsConflictView *self)
{
  g_autoptr (GVariant) all = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), "show-all");
  const gboolean is_one_sided = self->comparison->is_deleted_here || self->comparison->is_deleted_there;
  int row = 0;

  gtk_container_foreach (GTK_CONTAINER (self->grid), destroy_cb, NULL);
  for (guint i = 0; i < self->comparison->fields->len; i++)
    {
      const NsComparedField *field = g_ptr_array_index (self->comparison->fields, i);

      if (field->differs || is_one_sided || g_variant_get_boolean (all))
        add_field (self, field, ++row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->grid), row > 0);
  if (!self->comparison->is_deleted_here)
    add_title (self, COLUMN_MINE, C_ ("conflict", "Mine"));
  if (!self->comparison->is_deleted_there)
    add_title (self, COLUMN_THEIRS, C_ ("conflict", "The server's"));
  if (self->comparison->has_agreed)
    add_title (self, COLUMN_AGREED, C_ ("conflict", "Last agreed"));
  gtk_container_foreach (GTK_CONTAINER (self->grid), fit_cb, self);
}

static void
show_all_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  NsConflictView *self = user_data;

  g_simple_action_set_state (action, state);
  if (self->comparison != NULL)
    fill_grid (self);
}

static const GActionEntry action_entries[] = {
  { "show-all", NULL, NULL, "false", show_all_cb },
};

static char *
summary_of (const NsComparison *comparison)
{
  const guint n = ns_comparison_count_differing (comparison);

  if (comparison->is_deleted_there)
    return g_strdup (_("The server has deleted it. Sending yours again adds it once more."));
  if (comparison->is_deleted_here)
    return g_strdup (_("You want to delete it, and the server has changed it."));
  if (n == 0)
    return g_strdup (_("Both versions hold the same; only the time of the last change differs."));
  return g_strdup_printf (ngettext ("They differ in %u field. Choose the value to keep.",
                                    "They differ in %u fields. Choose the value to keep for each.", n), n);
}

static void
replace_choices (NsConflictView *self)
{
  g_clear_object (&self->choices);
  self->choices = g_simple_action_group_new ();
  for (guint i = 0; i < self->comparison->fields->len; i++)
    {
      const NsComparedField *field = g_ptr_array_index (self->comparison->fields, i);
      GVariant *state = g_variant_new_string (field->takes_theirs ? "server" : "mine");
      g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (field->id, G_VARIANT_TYPE_STRING, state);

      g_signal_connect (action, "change-state", G_CALLBACK (choose_cb), self);
      if (field->differs)
        g_action_map_add_action (G_ACTION_MAP (self->choices), G_ACTION (action));
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "choice", G_ACTION_GROUP (self->choices));
}

static void
ns_conflict_view_finalize (GObject *object)
{
  NsConflictView *self = NS_CONFLICT_VIEW (object);

  g_clear_pointer (&self->comparison, ns_comparison_unref);
  g_clear_object (&self->choices);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (ns_conflict_view_parent_class)->finalize (object);
}

static void
ns_conflict_view_class_init (NsConflictViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ns_conflict_view_finalize;
  widget_class->get_preferred_width = ns_conflict_view_get_preferred_width;
  widget_class->get_preferred_width_for_height = ns_conflict_view_get_preferred_width_for_height;
  widget_class->size_allocate = ns_conflict_view_size_allocate;
  g_type_ensure (NS_TYPE_BUTTON_FLOW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-conflict-view.ui");
  gtk_widget_class_set_accessible_role (widget_class, ATK_ROLE_PANEL);
  gtk_widget_class_bind_template_child (widget_class, NsConflictView, summary);
  gtk_widget_class_bind_template_child (widget_class, NsConflictView, grid);
  gtk_widget_class_bind_template_child (widget_class, NsConflictView, show_all);
  gtk_widget_class_bind_template_child (widget_class, NsConflictView, fields);
  gtk_widget_class_bind_template_child (widget_class, NsConflictView, mine);
  gtk_widget_class_bind_template_child (widget_class, NsConflictView, server);
  gtk_widget_class_bind_template_child (widget_class, NsConflictView, new);
}

static void
ns_conflict_view_init (NsConflictView *self)
{
  self->choices = g_simple_action_group_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), action_entries, G_N_ELEMENTS (action_entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "conflict", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  ns_accessible_id_init_template (self);
}

/**
 * ns_conflict_view_set_comparison:
 * @self: the view
 * @item: an item
 * @comparison: (nullable): its versions; %NULL where it is in no conflict
 *
 * Shows the versions, with what is proposed chosen; or hides the view.
 */
void
ns_conflict_view_set_comparison (NsConflictView *self, const NsItem *item, NsComparison *comparison)
{
  const NsCause *cause = ns_cause_for (item->outcome);
  g_autofree char *summary = comparison != NULL ? summary_of (comparison) : NULL;

  g_clear_pointer (&self->comparison, ns_comparison_unref);
  gtk_widget_set_visible (GTK_WIDGET (self), comparison != NULL);
  set_suggested (self, NULL);
  if (comparison == NULL)
    return;
  self->comparison = ns_comparison_ref (comparison);
  self->is_resend_advised = cause != NULL && cause->action == NS_ACTION_RESEND;
  gtk_label_set_text (self->summary, summary);
  gtk_widget_set_visible (self->show_all, !comparison->is_deleted_here && !comparison->is_deleted_there);
  replace_choices (self);
  fill_grid (self);
  update_buttons (self);
}

/**
 * ns_conflict_view_dup_fields:
 * @self: the view
 *
 * Returns: (transfer full) (array zero-terminated=1): the fields of which the server's value is chosen
 */
char **
ns_conflict_view_dup_fields (NsConflictView *self)
{
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();

  for (guint i = 0; self->comparison != NULL && i < self->comparison->fields->len; i++)
    {
      const NsComparedField *field = g_ptr_array_index (self->comparison->fields, i);

      if (takes_theirs (self, field->id))
        g_strv_builder_add (fields, field->id);
    }
  return g_strv_builder_end (fields);
}

/**
 * ns_conflict_view_get_suggested:
 * @self: the view
 *
 * Returns: (transfer none) (nullable): the button that is recommended; %NULL where another one is, on the cause card
 */
GtkWidget *
ns_conflict_view_get_suggested (NsConflictView *self)
{
  return self->suggested;
}
