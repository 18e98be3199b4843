/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-item-dialog.h"

#include "sync/ns-compare.h"
#include "sync/ns-suspects.h"
#include "view/ns-cause-card.h"
#include "view/ns-conflict-view.h"
#include "view/ns-disclosure.h"
#include "view/ns-fact-grid.h"
#include "view/ns-save-report.h"
#include "view/ns-technical.h"
#include "view/ns-timeline-view.h"
#include "view/ns-words.h"

#include <glib/gi18n-lib.h>

struct _NsItemDialog
{
  GtkDialog parent_instance;

  NsOutboxCommands *commands; /* (owned) */
  GSimpleActionGroup *actions; /* (owned) */
  GCancellable *cancellable;  /* (owned) */
  NsItem *item;               /* (owned) (nullable): as last read */
  GArray *attempts;           /* (owned) (nullable) (element-type NsAttempt): as last read */
  gint64 id;
  gulong changed_id;
  guint n_reading;

  GtkImage *kind_icon;
  GtkLabel *subject;
  GtkLabel *recipients;
  GtkImage *state_icon;
  GtkLabel *state;
  NsCauseCard *card;
  NsConflictView *conflict;
  NsTimelineView *timeline;
  GtkGrid *facts;
};

enum
{
  PROP_SETTLED = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (NsItemDialog, ns_item_dialog, GTK_TYPE_DIALOG)

static void
add_reading (NsItemDialog *self, int change)
{
  self->n_reading += (guint) change;

  /* It comes up with everything in its place, not empty. */
  if (self->n_reading == 0 && self->item != NULL && !gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_window_present (GTK_WINDOW (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SETTLED]);
}

static void
apply (NsItemDialog *self, NsEvent event)
{
  ns_outbox_commands_apply (self->commands, &self->id, 1, event);
}

static void
resend_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  apply (user_data, NS_EVENT_RESEND);
}

static void
arrived_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  apply (user_data, NS_EVENT_ARRIVED);
}

static void
hold_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  apply (user_data, NS_EVENT_HOLD);
}

static void
release_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  apply (user_data, NS_EVENT_RELEASE);
}

static void
send_receive_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ns_outbox_commands_cycle (NS_ITEM_DIALOG (user_data)->commands);
}

/* The window offers to take it back, so the dialog must not stand in front of it. */
static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsItemDialog *self = user_data;

  ns_outbox_commands_delete (self->commands, &self->id, 1);
  gtk_widget_destroy (GTK_WIDGET (self));
}

static void
account_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *parent = gtk_window_get_transient_for (user_data);

  if (G_IS_ACTION_GROUP (parent))
    g_action_group_activate_action (G_ACTION_GROUP (parent), "account", NULL);
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsItemDialog *self = user_data;
  g_autofree char *text = self->item != NULL ? ns_technical_text (self->item) : NULL;

  if (text != NULL)
    gtk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self), GDK_SELECTION_CLIPBOARD), text, -1);
}

static void
report_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsItemDialog *self = user_data;

  if (self->item != NULL && self->attempts != NULL)
    ns_save_report (GTK_WINDOW (self), ns_outbox_commands_get_store (self->commands), self->item, self->attempts);
}

static NsResolution
resolution_of (GVariant *parameter)
{
  const char *nick = g_variant_get_string (parameter, NULL);

  for (NsResolution i = NS_RESOLUTION_MINE; i <= NS_RESOLUTION_FIELDS; i++)
    if (g_str_equal (ns_resolution_nick (i), nick))
      return i;
  return NS_RESOLUTION_NONE;
}

/* As after Delete, the window offers to take back what takes the item out of the outbox. */
static void
resolve_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsItemDialog *self = user_data;
  const NsResolution resolution = resolution_of (parameter);
  g_auto (GStrv) fields = ns_conflict_view_dup_fields (self->conflict);

  if (self->item == NULL || resolution == NS_RESOLUTION_NONE)
    return;
  ns_outbox_commands_resolve (self->commands, self->item, resolution, (const char *const *) fields);
  if (!ns_resolution_is_sent (resolution))
    gtk_widget_destroy (GTK_WIDGET (self));
}

static const GActionEntry action_entries[] = {
  { "resend", resend_cb },   { "delete", delete_cb },   { "arrived", arrived_cb },
  { "hold", hold_cb },       { "release", release_cb }, { "send-receive", send_receive_cb },
  { "account", account_cb }, { "copy", copy_cb },       { "report", report_cb },
  { "resolve", resolve_cb, "s" },
};

static void
show_heading (NsItemDialog *self, const NsItem *item)
{
  g_autofree char *kind_icon = g_strconcat (ns_kind_icon_name (item->kind), "-symbolic", NULL);
  g_autofree char *queued = ns_words_instant (item->queued_at);
  g_autofree char *state = g_strdup_printf (_("%s · queued %s"), ns_state_label (item->state), queued);
  g_autofree char *title = ns_words_title (item);

  gtk_window_set_title (GTK_WINDOW (self), ns_kind_label (item->kind));
  gtk_image_set_from_icon_name (self->kind_icon, kind_icon, GTK_ICON_SIZE_DND);
  gtk_label_set_text (self->subject, title);
  gtk_label_set_text (self->recipients, item->recipients);
  gtk_widget_set_visible (GTK_WIDGET (self->recipients), *item->recipients != '\0');
  gtk_image_set_from_icon_name (self->state_icon, ns_state_icon_name (item->state), GTK_ICON_SIZE_MENU);
  gtk_label_set_text (self->state, state);
}

/* Also tells of what the engine says while it is at work. */
static void
update_present (NsItemDialog *self)
{
  NsEngine *engine = ns_outbox_commands_get_engine (self->commands);
  const gboolean waits = self->item != NULL && self->item->state == NS_STATE_PENDING;
  gint64 next_try = waits ? self->item->next_attempt_at : 0;

  if (waits && next_try == 0)
    next_try = ns_engine_get_next_cycle_at (engine);
  ns_timeline_view_set_next_try (self->timeline, next_try);
  ns_timeline_view_set_present (self->timeline, ns_engine_get_attempt (engine, self->id));
}

static void
show_item (NsItemDialog *self, const NsItem *item)
{
  g_autoptr (GArray) facts = ns_technical_facts (item);
  GtkWidget *suggested;

  show_heading (self, item);
  ns_cause_card_set_item (self->card, item);
  ns_fact_grid_fill (self->facts, facts);
  update_present (self);

  suggested = ns_cause_card_get_suggested (self->card);
  if (suggested != NULL)
    gtk_widget_grab_focus (suggested);
}

static void
compare_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsItemDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsComparison) comparison = ns_compare_load_finish (NS_STORE (source), result, &error);
  const gboolean is_conflict = error == NULL && ns_compare_is_conflict (self->item, comparison);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  ns_conflict_view_set_comparison (self->conflict, self->item, is_conflict ? comparison : NULL);
  if (is_conflict)
    ns_cause_card_leave_resend (self->card);
  if (ns_conflict_view_get_suggested (self->conflict) != NULL)
    gtk_widget_grab_focus (ns_conflict_view_get_suggested (self->conflict));
  add_reading (self, -1);
}

static void
suspects_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsItemDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) suspects = ns_suspects_find_finish (NS_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  ns_cause_card_set_suspects (self->card, suspects);
  ns_compare_load_async (NS_STORE (source), self->item, self->cancellable, compare_cb, g_object_ref (self));
}

static void
item_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsItemDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) item = ns_store_get_item_finish (NS_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (item == NULL || item->deleted_at != 0)
    {
      gtk_widget_destroy (GTK_WIDGET (self));
      return;
    }

  g_clear_pointer (&self->item, ns_item_unref);
  self->item = g_steal_pointer (&item);
  show_item (self, self->item);
  ns_suspects_find_async (NS_STORE (source), self->item, self->cancellable, suspects_cb, g_object_ref (self));
}

static void
attempts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsItemDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) attempts = ns_store_get_attempts_finish (NS_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (attempts != NULL)
    {
      g_clear_pointer (&self->attempts, g_array_unref);
      self->attempts = g_steal_pointer (&attempts);
      ns_timeline_view_set_attempts (self->timeline, self->attempts);
    }
  add_reading (self, -1);
}

static void
refresh (NsItemDialog *self)
{
  NsStore *store = ns_outbox_commands_get_store (self->commands);

  add_reading (self, 2);
  ns_store_get_item_async (store, self->id, self->cancellable, item_cb, g_object_ref (self));
  ns_store_get_attempts_async (store, self->id, self->cancellable, attempts_cb, g_object_ref (self));
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
ns_item_dialog_dispose (GObject *object)
{
  NsItemDialog *self = NS_ITEM_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->commands != NULL)
    g_clear_signal_handler (&self->changed_id, ns_outbox_commands_get_store (self->commands));
  g_clear_object (&self->commands);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (ns_item_dialog_parent_class)->dispose (object);
}

static void
ns_item_dialog_finalize (GObject *object)
{
  NsItemDialog *self = NS_ITEM_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->item, ns_item_unref);
  g_clear_pointer (&self->attempts, g_array_unref);
  G_OBJECT_CLASS (ns_item_dialog_parent_class)->finalize (object);
}

static void
ns_item_dialog_class_init (NsItemDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ns_item_dialog_get_property;
  object_class->dispose = ns_item_dialog_dispose;
  object_class->finalize = ns_item_dialog_finalize;
  props[PROP_SETTLED] = g_param_spec_boolean ("settled", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (NS_TYPE_CAUSE_CARD);
  g_type_ensure (NS_TYPE_CONFLICT_VIEW);
  g_type_ensure (NS_TYPE_DISCLOSURE);
  g_type_ensure (NS_TYPE_TIMELINE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-item-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NsItemDialog, kind_icon);
  gtk_widget_class_bind_template_child (widget_class, NsItemDialog, subject);
  gtk_widget_class_bind_template_child (widget_class, NsItemDialog, recipients);
  gtk_widget_class_bind_template_child (widget_class, NsItemDialog, state_icon);
  gtk_widget_class_bind_template_child (widget_class, NsItemDialog, state);
  gtk_widget_class_bind_template_child (widget_class, NsItemDialog, card);
  gtk_widget_class_bind_template_child (widget_class, NsItemDialog, conflict);
  gtk_widget_class_bind_template_child (widget_class, NsItemDialog, timeline);
  gtk_widget_class_bind_template_child (widget_class, NsItemDialog, facts);
}

static void
ns_item_dialog_init (NsItemDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), action_entries, G_N_ELEMENTS (action_entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "item", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  atk_object_set_accessible_id (gtk_widget_get_accessible (GTK_WIDGET (self)), "item");
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
  NsEngine *engine = ns_outbox_commands_get_engine (commands);

  if (G_IS_ACTION_GROUP (parent))
    gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (parent));
  self->commands = g_object_ref (commands);
  self->id = id;
  self->changed_id = g_signal_connect_swapped (ns_outbox_commands_get_store (commands), "changed",
                                               G_CALLBACK (refresh), self);
  ns_timeline_view_set_clock (self->timeline, ns_store_get_clock (ns_outbox_commands_get_store (commands)));
  g_signal_connect_object (engine, "progress", G_CALLBACK (update_present), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "notify::busy", G_CALLBACK (update_present), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "notify::next-cycle-at", G_CALLBACK (update_present), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "response", G_CALLBACK (gtk_widget_destroy), NULL);
  refresh (self);
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
  return self->id;
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
  return self->n_reading == 0;
}
