/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-item-view.h"

#include "sync/ns-compare.h"
#include "sync/ns-preview-load.h"
#include "sync/ns-suspects.h"
#include "view/ns-accessible-id.h"
#include "view/ns-cause-card.h"
#include "view/ns-conflict-view.h"
#include "view/ns-disclosure.h"
#include "view/ns-fact-grid.h"
#include "view/ns-preview-view.h"
#include "view/ns-save-report.h"
#include "view/ns-technical.h"
#include "view/ns-timeline-view.h"
#include "view/ns-words.h"

#include <glib/gi18n-lib.h>

struct _NsItemView
{
  GtkScrolledWindow parent_instance;

  NsOutboxCommands *commands; /* (owned) (nullable): until it is known */
  GSimpleActionGroup *actions; /* (owned) */
  GCancellable *cancellable;  /* (owned) */
  NsItem *item;               /* (owned) (nullable): as last read */
  GArray *attempts;           /* (owned) (nullable) (element-type NsAttempt): as last read */
  gint64 id;                  /* 0 where there is none */
  gulong changed_id;
  guint n_reading;
  gboolean had_focus;         /* before it was filled again */

  GtkImage *kind_icon;
  GtkLabel *subject;
  GtkLabel *recipients;
  GtkImage *state_icon;
  GtkLabel *state;
  NsCauseCard *card;
  NsConflictView *conflict;
  NsTimelineView *timeline;
  NsPreviewView *preview;
  GtkGrid *facts;
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

G_DEFINE_FINAL_TYPE (NsItemView, ns_item_view, GTK_TYPE_SCROLLED_WINDOW)

static GtkWindow *
get_window (NsItemView *self)
{
  return GTK_WINDOW (gtk_widget_get_toplevel (GTK_WIDGET (self)));
}

static gboolean
has_focus (NsItemView *self)
{
  GtkWidget *toplevel = gtk_widget_get_toplevel (GTK_WIDGET (self));
  GtkWidget *focus = GTK_IS_WINDOW (toplevel) ? gtk_window_get_focus (GTK_WINDOW (toplevel)) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static void
add_reading (NsItemView *self, int change)
{
  self->n_reading += (guint) change;
  if (self->n_reading != 0)
    return;

  /* The button that had the focus may have been another one's. */
  if (self->had_focus && !has_focus (self))
    ns_item_view_grab_suggested (self);
  self->had_focus = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SETTLED]);
}

/* What shows it must not stand in front of the window, which offers to take back what was done. */
static void
emit_gone (NsItemView *self)
{
  g_signal_emit (self, signals[GONE], 0);
}

static void
apply (NsItemView *self, NsEvent event)
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
  ns_outbox_commands_cycle (NS_ITEM_VIEW (user_data)->commands);
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsItemView *self = user_data;

  ns_outbox_commands_delete (self->commands, &self->id, 1);
  emit_gone (self);
}

static void
account_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = get_window (user_data);

  if (!G_IS_ACTION_GROUP (window))
    window = gtk_window_get_transient_for (window);
  if (G_IS_ACTION_GROUP (window))
    g_action_group_activate_action (G_ACTION_GROUP (window), "account", NULL);
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsItemView *self = user_data;
  g_autofree char *text = self->item != NULL ? ns_technical_text (self->item) : NULL;

  if (text != NULL)
    gtk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self), GDK_SELECTION_CLIPBOARD), text, -1);
}

static void
report_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsItemView *self = user_data;

  if (self->item != NULL && self->attempts != NULL)
    ns_save_report (get_window (self), ns_outbox_commands_get_store (self->commands), self->item, self->attempts);
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

static void
resolve_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsItemView *self = user_data;
  const NsResolution resolution = resolution_of (parameter);
  g_auto (GStrv) fields = ns_conflict_view_dup_fields (self->conflict);

  if (self->item == NULL || resolution == NS_RESOLUTION_NONE)
    return;
  ns_outbox_commands_resolve (self->commands, self->item, resolution, (const char *const *) fields);
  if (!ns_resolution_is_sent (resolution))
    emit_gone (self);
}

static const GActionEntry action_entries[] = {
  { "resend", resend_cb },   { "delete", delete_cb },   { "arrived", arrived_cb },
  { "hold", hold_cb },       { "release", release_cb }, { "send-receive", send_receive_cb },
  { "account", account_cb }, { "copy", copy_cb },       { "report", report_cb },
  { "resolve", resolve_cb, "s" },
};

static void
show_heading (NsItemView *self, const NsItem *item)
{
  g_autofree char *kind_icon = g_strconcat (ns_kind_icon_name (item->kind), "-symbolic", NULL);
  g_autofree char *queued = ns_words_instant (item->queued_at);
  g_autofree char *state = g_strdup_printf (_("%s · queued %s"), ns_state_label (item->state), queued);
  g_autofree char *title = ns_words_title (item);

  gtk_image_set_from_icon_name (self->kind_icon, kind_icon, GTK_ICON_SIZE_DND);
  gtk_label_set_text (self->subject, title);
  gtk_label_set_text (self->recipients, item->recipients);
  gtk_widget_set_visible (GTK_WIDGET (self->recipients), *item->recipients != '\0');
  gtk_image_set_from_icon_name (self->state_icon, ns_state_icon_name (item->state), GTK_ICON_SIZE_MENU);
  gtk_label_set_text (self->state, state);
}

/* Also tells of what the engine says while it is at work. */
static void
update_present (NsItemView *self)
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
show_item (NsItemView *self, const NsItem *item)
{
  g_autoptr (GArray) facts = ns_technical_facts (item);

  self->had_focus = self->had_focus || has_focus (self);
  show_heading (self, item);
  ns_cause_card_set_item (self->card, item);
  ns_fact_grid_fill (self->facts, facts);
  update_present (self);
}

static void
preview_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsItemView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsPreview) preview = ns_preview_load_finish (NS_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  ns_preview_view_set_preview (self->preview, preview);
  add_reading (self, -1);
}

static void
compare_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsItemView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsComparison) comparison = ns_compare_load_finish (NS_STORE (source), result, &error);
  const gboolean is_conflict = error == NULL && ns_compare_is_conflict (self->item, comparison);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  ns_conflict_view_set_comparison (self->conflict, self->item, is_conflict ? comparison : NULL);
  if (is_conflict)
    ns_cause_card_leave_resend (self->card);
  ns_preview_load_async (NS_STORE (source), self->item, self->cancellable, preview_cb, g_object_ref (self));
}

static void
suspects_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsItemView) self = user_data;
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
  g_autoptr (NsItemView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) item = ns_store_get_item_finish (NS_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (item == NULL || item->deleted_at != 0)
    {
      emit_gone (self);
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
  g_autoptr (NsItemView) self = user_data;
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
refresh (NsItemView *self)
{
  NsStore *store = ns_outbox_commands_get_store (self->commands);

  if (self->id == 0)
    return;
  add_reading (self, 2);
  ns_store_get_item_async (store, self->id, self->cancellable, item_cb, g_object_ref (self));
  ns_store_get_attempts_async (store, self->id, self->cancellable, attempts_cb, g_object_ref (self));
}

static void
ns_item_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SETTLED)
    g_value_set_boolean (value, ns_item_view_is_settled (NS_ITEM_VIEW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ns_item_view_dispose (GObject *object)
{
  NsItemView *self = NS_ITEM_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->commands != NULL)
    {
      g_clear_signal_handler (&self->changed_id, ns_outbox_commands_get_store (self->commands));
      g_signal_handlers_disconnect_by_data (ns_outbox_commands_get_engine (self->commands), self);
    }
  g_clear_object (&self->commands);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (ns_item_view_parent_class)->dispose (object);
}

static void
ns_item_view_finalize (GObject *object)
{
  NsItemView *self = NS_ITEM_VIEW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->item, ns_item_unref);
  g_clear_pointer (&self->attempts, g_array_unref);
  G_OBJECT_CLASS (ns_item_view_parent_class)->finalize (object);
}

static void
ns_item_view_class_init (NsItemViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ns_item_view_get_property;
  object_class->dispose = ns_item_view_dispose;
  object_class->finalize = ns_item_view_finalize;
  props[PROP_SETTLED] = g_param_spec_boolean ("settled", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[GONE] = g_signal_new ("gone", NS_TYPE_ITEM_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (NS_TYPE_CAUSE_CARD);
  g_type_ensure (NS_TYPE_CONFLICT_VIEW);
  g_type_ensure (NS_TYPE_DISCLOSURE);
  g_type_ensure (NS_TYPE_PREVIEW_VIEW);
  g_type_ensure (NS_TYPE_TIMELINE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-item-view.ui");
  gtk_widget_class_bind_template_child (widget_class, NsItemView, kind_icon);
  gtk_widget_class_bind_template_child (widget_class, NsItemView, subject);
  gtk_widget_class_bind_template_child (widget_class, NsItemView, recipients);
  gtk_widget_class_bind_template_child (widget_class, NsItemView, state_icon);
  gtk_widget_class_bind_template_child (widget_class, NsItemView, state);
  gtk_widget_class_bind_template_child (widget_class, NsItemView, card);
  gtk_widget_class_bind_template_child (widget_class, NsItemView, conflict);
  gtk_widget_class_bind_template_child (widget_class, NsItemView, timeline);
  gtk_widget_class_bind_template_child (widget_class, NsItemView, preview);
  gtk_widget_class_bind_template_child (widget_class, NsItemView, facts);
}

static void
ns_item_view_init (NsItemView *self)
{
  self->cancellable = g_cancellable_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), action_entries, G_N_ELEMENTS (action_entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "item", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  ns_accessible_id_init_template (self);
}

/**
 * ns_item_view_set_commands:
 * @self: a view that has none yet
 * @commands: what its buttons do
 *
 * Gives it the outbox that it shows.
 */
void
ns_item_view_set_commands (NsItemView *self, NsOutboxCommands *commands)
{
  NsEngine *engine = ns_outbox_commands_get_engine (commands);
  NsStore *store = ns_outbox_commands_get_store (commands);

  self->commands = g_object_ref (commands);
  self->changed_id = g_signal_connect_swapped (store, "changed", G_CALLBACK (refresh), self);
  ns_timeline_view_set_clock (self->timeline, ns_store_get_clock (store));
  g_signal_connect_swapped (engine, "progress", G_CALLBACK (update_present), self);
  g_signal_connect_swapped (engine, "notify::busy", G_CALLBACK (update_present), self);
  g_signal_connect_swapped (engine, "notify::next-cycle-at", G_CALLBACK (update_present), self);
}

/**
 * ns_item_view_set_id:
 * @self: a view with commands
 * @id: an item, or 0
 *
 * Shows another item as soon as it was read; until then the one before stands.
 */
void
ns_item_view_set_id (NsItemView *self, gint64 id)
{
  if (self->id == id)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->item, ns_item_unref);
  g_clear_pointer (&self->attempts, g_array_unref);
  self->n_reading = 0;
  self->had_focus = FALSE;
  self->id = id;
  refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SETTLED]);
}

/**
 * ns_item_view_get_id:
 * @self: the view
 *
 * Returns: the id of its item, or 0
 */
gint64
ns_item_view_get_id (NsItemView *self)
{
  return self->id;
}

/**
 * ns_item_view_get_item:
 * @self: the view
 *
 * Returns: (transfer none) (nullable): its item as it was last read
 */
const NsItem *
ns_item_view_get_item (NsItemView *self)
{
  return self->item;
}

/**
 * ns_item_view_grab_suggested:
 * @self: the view
 *
 * Moves the focus to the button that is recommended, where there is one.
 *
 * Returns: whether there is one
 */
gboolean
ns_item_view_grab_suggested (NsItemView *self)
{
  GtkWidget *suggested = ns_conflict_view_get_suggested (self->conflict);

  if (suggested == NULL)
    suggested = ns_cause_card_get_suggested (self->card);
  if (suggested != NULL)
    gtk_widget_grab_focus (suggested);
  return suggested != NULL;
}

/**
 * ns_item_view_is_settled:
 * @self: the view
 *
 * Returns: whether it shows what the store holds
 */
gboolean
ns_item_view_is_settled (NsItemView *self)
{
  return self->n_reading == 0;
}
