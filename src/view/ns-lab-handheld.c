/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-lab-handheld.h"

#include "model/ns-cause.h"
#include "view/ns-lab-screen.h"
#include "view/ns-lab-words.h"
#include "view/ns-words.h"

#include <glib/gi18n-lib.h>

/* A screen holds seven; who scrolls through more on a stage? */
#define MAX_ROWS 100

struct _NsLabHandheld
{
  GtkBox parent_instance;

  NsLabScreen *screen;
  GtkLabel *device;
  GtkLabel *time;
  GtkLabel *counts;
  GtkStack *pages;
  GtkListBox *list;
  GtkImage *item_icon;
  GtkLabel *item_subject;
  GtkLabel *item_facts;
  GtkLabel *item_exception;
  GtkButton *menu_key;
  GtkButton *back_key;
  GtkPopover *menu;
  GtkWidget *menu_open;
  GtkWidget *menu_resend;
  GtkWidget *menu_delete;

  NsStore *store;            /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned): of what is asked of @store */
  GPtrArray *items;          /* (owned) (nullable) (element-type NsItem): as the rows */
  gint64 open_id;            /* what is open, or 0 */
  guint n_loads;             /* on their way */
};

G_DEFINE_FINAL_TYPE (NsLabHandheld, ns_lab_handheld, GTK_TYPE_BOX)

static guint asked_signal;

static NsItem *
get_selected (NsLabHandheld *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL && self->items != NULL ? g_ptr_array_index (self->items, gtk_list_box_row_get_index (row)) : NULL;
}

static NsItem *
find_item (NsLabHandheld *self, gint64 id, guint *index)
{
  for (guint i = 0; self->items != NULL && i < self->items->len; i++)
    {
      NsItem *item = g_ptr_array_index (self->items, i);

      if (item->id == id)
        {
          *index = i;
          return item;
        }
    }
  return NULL;
}

static GtkWidget *
make_label (const char *text, const char *style, gboolean expand)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), expand ? 0 : 1);
  gtk_widget_set_hexpand (label, expand);
  gtk_style_context_add_class (gtk_widget_get_style_context (label), style);
  return label;
}

static GtkWidget *
make_row (NsLabHandheld *self, const NsItem *item)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name (ns_state_icon_name (item->state), GTK_ICON_SIZE_BUTTON);
  g_autofree char *title = ns_words_title (item);
  g_autofree char *when = ns_words_when (item->queued_at, ns_clock_now (ns_store_get_clock (self->store)));
  g_autofree char *isolated = ns_words_isolate (title);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", ns_words_state (item->state), isolated, when);

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 20);
  gtk_container_add (GTK_CONTAINER (box), icon);
  gtk_container_add (GTK_CONTAINER (box), make_label (title, "subject", TRUE));
  gtk_container_add (GTK_CONTAINER (box), make_label (when, "when", FALSE));
  gtk_container_add (GTK_CONTAINER (row), box);
  atk_object_set_name (gtk_widget_get_accessible (row), name);
  gtk_widget_show_all (row);
  return row;
}

/* Of all items, however many of them the list shows. */
static void
show_counts (NsLabHandheld *self, const NsTally *tally)
{
  const guint errors = ns_tally_needs_user (tally), waiting = ns_tally_waiting (tally);
  g_autofree char *text = NULL;

  if (errors > 0 && waiting > 0)
    /* Translators: of the items in the outbox. */
    text = g_strdup_printf (_("%u in error · %u pending"), errors, waiting);
  else if (errors > 0)
    text = g_strdup_printf (_("%u in error"), errors);
  else if (waiting > 0)
    text = g_strdup_printf (_("%u pending"), waiting);
  gtk_label_set_text (self->counts, text != NULL ? text : "");
}

static void
show_open (NsLabHandheld *self, const NsItem *item)
{
  const NsCause *cause = item->outcome.domain != NS_DOMAIN_NONE && item->state != NS_STATE_DELIVERED
                           ? ns_cause_for (item->outcome) : NULL;
  const char *exception = cause != NULL ? cause->exception : NULL;
  g_autofree char *title = ns_words_title (item);
  g_autofree char *queued = ns_words_instant (item->queued_at);
  g_autofree char *facts = g_strdup_printf (_("%s · queued %s · tries: %u"), ns_words_state (item->state), queued,
                                            item->attempts);

  gtk_image_set_from_icon_name (self->item_icon, ns_state_icon_name (item->state), GTK_ICON_SIZE_DND);
  gtk_label_set_text (self->item_subject, title);
  gtk_label_set_text (self->item_facts, facts);
  gtk_label_set_text (self->item_exception, exception != NULL ? exception : "");
  gtk_widget_set_visible (GTK_WIDGET (self->item_exception), exception != NULL);
}

/* The open item, or the list, or a word that there is nothing in it. */
static void
show_page (NsLabHandheld *self)
{
  guint index;
  const NsItem *item = self->open_id != 0 ? find_item (self, self->open_id, &index) : NULL;
  const gboolean is_empty = self->items == NULL || self->items->len == 0;

  if (item != NULL)
    show_open (self, item);
  gtk_stack_set_visible_child_name (self->pages, item != NULL ? "item" : is_empty ? "empty" : "list");
  gtk_widget_set_sensitive (GTK_WIDGET (self->back_key), item != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->menu_key), !is_empty);
}

static void
show_items (NsLabHandheld *self, gint64 selected_id)
{
  const gboolean had_focus = gtk_container_get_focus_child (GTK_CONTAINER (self->list)) != NULL;
  guint index = 0;

  gtk_container_foreach (GTK_CONTAINER (self->list), (GtkCallback) (void (*) (void)) gtk_widget_destroy, NULL);
  for (guint i = 0; i < self->items->len; i++)
    gtk_container_add (GTK_CONTAINER (self->list), make_row (self, g_ptr_array_index (self->items, i)));
  if (self->items->len > 0)
    {
      find_item (self, selected_id, &index);
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) index));
      if (had_focus)
        gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->list)));
    }
  show_page (self);
}

/* What the user selected stays so; else the newest is, however often the list was read on the way. */
static gboolean
is_in_use (NsLabHandheld *self)
{
  return gtk_container_get_focus_child (GTK_CONTAINER (self)) != NULL ||
         gtk_widget_get_visible (GTK_WIDGET (self->menu));
}

static void
tally_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsLabHandheld) self = user_data;
  NsTally tally;

  self->n_loads--;
  if (ns_store_get_tally_finish (NS_STORE (source), result, &tally, NULL) && NS_STORE (source) == self->store)
    show_counts (self, &tally);
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsLabHandheld) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *items = ns_store_list_finish (NS_STORE (source), result, &error);
  NsItem *selected;
  gint64 selected_id;

  self->n_loads--;
  /* Another world is on the stage, or the window was closed: then there is no list any more. */
  if (NS_STORE (source) != self->store)
    g_clear_pointer (&items, g_ptr_array_unref);
  if (items == NULL)
    return;
  selected = is_in_use (self) ? get_selected (self) : NULL;
  selected_id = selected != NULL ? selected->id : 0;
  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = items;
  show_items (self, self->open_id != 0 ? self->open_id : selected_id);
}

static void
ns_lab_handheld_dispose (GObject *object)
{
  NsLabHandheld *self = NS_LAB_HANDHELD (object);

  ns_lab_handheld_set_store (self, NULL);
  G_OBJECT_CLASS (ns_lab_handheld_parent_class)->dispose (object);
}

static void
ns_lab_handheld_finalize (GObject *object)
{
  NsLabHandheld *self = NS_LAB_HANDHELD (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (ns_lab_handheld_parent_class)->finalize (object);
}

static void
row_activated_cb (NsLabHandheld *self)
{
  const NsItem *item = get_selected (self);

  if (item != NULL)
    ns_lab_handheld_open_item (self, item->id);
}

static gboolean
popup_menu_cb (NsLabHandheld *self)
{
  const NsItem *item = get_selected (self);
  NsState next;

  if (item == NULL)
    return FALSE;
  gtk_widget_set_sensitive (self->menu_open, self->open_id == 0);
  gtk_widget_set_sensitive (self->menu_resend, ns_state_next (item->state, NS_EVENT_RESEND, &next));
  gtk_widget_set_sensitive (self->menu_delete, ns_state_may_delete (item->state));
  gtk_popover_popup (self->menu);
  return TRUE;
}

/* Whoever has the handheld on its stage does it, and remembers that it was done. */
static void
resend_cb (NsLabHandheld *self)
{
  const NsItem *item = get_selected (self);

  if (item != NULL)
    g_signal_emit (self, asked_signal, 0, NS_STEP_RESEND, item->id);
}

static void
delete_cb (NsLabHandheld *self)
{
  const NsItem *item = get_selected (self);

  if (item == NULL)
    return;
  self->open_id = 0;
  g_signal_emit (self, asked_signal, 0, NS_STEP_DELETE, item->id);
}

static gboolean
key_press_cb (NsLabHandheld *self, GdkEventKey *event)
{
  if (event->keyval != GDK_KEY_Escape || self->open_id == 0)
    return GDK_EVENT_PROPAGATE;
  ns_lab_handheld_close_item (self);
  return GDK_EVENT_STOP;
}

static void
ns_lab_handheld_class_init (NsLabHandheldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ns_lab_handheld_dispose;
  G_OBJECT_CLASS (klass)->finalize = ns_lab_handheld_finalize;
  asked_signal = g_signal_new ("asked", NS_TYPE_LAB_HANDHELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                               G_TYPE_INT, G_TYPE_INT64);
  g_type_ensure (NS_TYPE_LAB_SCREEN);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-lab-handheld.ui");
  gtk_widget_class_bind_template_child (widget_class, NsLabHandheld, screen);
  gtk_widget_class_bind_template_child (widget_class, NsLabHandheld, device);
  gtk_widget_class_bind_template_child (widget_class, NsLabHandheld, time);
  gtk_widget_class_bind_template_child (widget_class, NsLabHandheld, counts);
  gtk_widget_class_bind_template_child (widget_class, NsLabHandheld, pages);
  gtk_widget_class_bind_template_child (widget_class, NsLabHandheld, list);
  gtk_widget_class_bind_template_child (widget_class, NsLabHandheld, item_icon);
  gtk_widget_class_bind_template_child (widget_class, NsLabHandheld, item_subject);
  gtk_widget_class_bind_template_child (widget_class, NsLabHandheld, item_facts);
  gtk_widget_class_bind_template_child (widget_class, NsLabHandheld, item_exception);
  gtk_widget_class_bind_template_child (widget_class, NsLabHandheld, menu_key);
  gtk_widget_class_bind_template_child (widget_class, NsLabHandheld, back_key);
  gtk_widget_class_bind_template_child (widget_class, NsLabHandheld, menu);
  gtk_widget_class_bind_template_child (widget_class, NsLabHandheld, menu_open);
  gtk_widget_class_bind_template_child (widget_class, NsLabHandheld, menu_resend);
  gtk_widget_class_bind_template_child (widget_class, NsLabHandheld, menu_delete);
}

static void
ns_lab_handheld_init (NsLabHandheld *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect_swapped (self->list, "popup-menu", G_CALLBACK (popup_menu_cb), self);
  g_signal_connect_swapped (self->menu_key, "clicked", G_CALLBACK (popup_menu_cb), self);
  g_signal_connect_swapped (self->back_key, "clicked", G_CALLBACK (ns_lab_handheld_close_item), self);
  g_signal_connect_swapped (self->menu_open, "clicked", G_CALLBACK (row_activated_cb), self);
  g_signal_connect_swapped (self->menu_resend, "clicked", G_CALLBACK (resend_cb), self);
  g_signal_connect_swapped (self->menu_delete, "clicked", G_CALLBACK (delete_cb), self);
  g_signal_connect (self, "key-press-event", G_CALLBACK (key_press_cb), NULL);
}

/**
 * ns_lab_handheld_set_store:
 * @self: a handheld
 * @store: (nullable): the outbox that it shows from now on
 *
 * Follows an outbox; what was shown stays until it is read.
 */
void
ns_lab_handheld_set_store (NsLabHandheld *self, NsStore *store)
{
  if (self->store != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->store, self);
      g_cancellable_cancel (self->cancellable);
      g_object_unref (self->cancellable);
      self->cancellable = g_cancellable_new ();
    }
  g_set_object (&self->store, store);
  self->open_id = 0;
  if (store == NULL)
    return;
  g_signal_connect_object (store, "changed", G_CALLBACK (ns_lab_handheld_refresh), self, G_CONNECT_SWAPPED);
  ns_lab_handheld_refresh (self);
}

/**
 * ns_lab_handheld_set_device:
 * @self: a handheld
 * @model: (nullable): such as `BlackBerry 8320`
 * @software: (nullable): the version of its software
 *
 * Names the device in its status bar.
 */
void
ns_lab_handheld_set_device (NsLabHandheld *self, const char *model, const char *software)
{
  g_autofree char *text = ns_lab_words_device (model, software);

  gtk_label_set_text (self->device, text);
}

/**
 * ns_lab_handheld_set_large:
 * @self: a handheld
 * @large: whether it is shown to a hall
 *
 * Makes its screen larger.
 */
void
ns_lab_handheld_set_large (NsLabHandheld *self, gboolean large)
{
  ns_lab_screen_set_large (self->screen, large);
}

/**
 * ns_lab_handheld_refresh:
 * @self: a handheld
 *
 * Reads the outbox again.
 */
void
ns_lab_handheld_refresh (NsLabHandheld *self)
{
  const NsFilter filter = { .limit = MAX_ROWS };
  g_autofree char *time = NULL;

  if (self->store == NULL)
    return;
  time = ns_words_when (ns_clock_now (ns_store_get_clock (self->store)),
                        ns_clock_now (ns_store_get_clock (self->store)));
  gtk_label_set_text (self->time, time);
  self->n_loads += 2;
  ns_store_list_async (self->store, &filter, self->cancellable, list_cb, g_object_ref (self));
  ns_store_get_tally_async (self->store, self->cancellable, tally_cb, g_object_ref (self));
}

/**
 * ns_lab_handheld_open_item:
 * @self: a handheld
 * @id: an item
 *
 * Shows what an item is and why it failed, as soon as it is in the list.
 */
void
ns_lab_handheld_open_item (NsLabHandheld *self, gint64 id)
{
  guint index;

  self->open_id = id;
  if (find_item (self, id, &index) != NULL)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) index));
  show_page (self);
  if (gtk_widget_get_sensitive (GTK_WIDGET (self->back_key)))
    gtk_widget_grab_focus (GTK_WIDGET (self->back_key));
}

/**
 * ns_lab_handheld_close_item:
 * @self: a handheld
 *
 * Goes back to the list.
 */
void
ns_lab_handheld_close_item (NsLabHandheld *self)
{
  const gboolean was_open = self->open_id != 0;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  self->open_id = 0;
  show_page (self);
  if (was_open && row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/**
 * ns_lab_handheld_is_settled:
 * @self: a handheld
 *
 * Returns: whether it shows what the outbox holds
 */
gboolean
ns_lab_handheld_is_settled (NsLabHandheld *self)
{
  return self->n_loads == 0;
}
