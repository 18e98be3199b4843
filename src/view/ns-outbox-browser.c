/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-browser.h"

#include "view/ns-accessible-id.h"
#include "view/ns-button-flow.h"
#include "view/ns-filters.h"
#include "view/ns-status-page.h"

#include <glib/gi18n-lib.h>

struct _NsOutboxBrowser
{
  GtkBox parent_instance;

  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkRevealer *chips_revealer;
  GtkBox *chips;
  GtkStack *pages;
  NsOutboxList *list;
  NsStatusPage *nothing_page;
  GtkBox *selection_bar;
  GtkLabel *selected;
  GtkLabel *fits;
  GtkWidget *resend;
  GtkWidget *resend_anyway;
  GtkWidget *arrived;
  GtkWidget *hold;
  GtkWidget *release;
  GtkWidget *delete;
  gboolean filtered; /* by a chip */
  gboolean typing;   /* what was typed is not looked for yet */
};

enum
{
  SEARCH_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NsOutboxBrowser, ns_outbox_browser, GTK_TYPE_BOX)

/* A filter that is on is always shown, so that nobody wonders where the other items are. */
static void
update_chips (NsOutboxBrowser *self)
{
  gtk_revealer_set_reveal_child (self->chips_revealer,
                                 self->filtered || gtk_search_bar_get_search_mode (self->search_bar));
}

static void
search_changed_cb (NsOutboxBrowser *self)
{
  self->typing = FALSE;
  g_signal_emit (self, signals[SEARCH_CHANGED], 0);
}

/* The entry waits whether more comes, before it tells of a change. */
static void
typed_cb (NsOutboxBrowser *self)
{
  self->typing = *ns_outbox_browser_get_text (self) != '\0';
}

static void
ns_outbox_browser_class_init (NsOutboxBrowserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SEARCH_CHANGED] = g_signal_new ("search-changed", NS_TYPE_OUTBOX_BROWSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  g_type_ensure (NS_TYPE_BUTTON_FLOW);
  g_type_ensure (NS_TYPE_OUTBOX_LIST);
  g_type_ensure (NS_TYPE_STATUS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-outbox-browser.ui");
  gtk_widget_class_bind_template_child (widget_class, NsOutboxBrowser, search_bar);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxBrowser, search_entry);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxBrowser, chips_revealer);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxBrowser, chips);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxBrowser, pages);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxBrowser, list);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxBrowser, nothing_page);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxBrowser, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxBrowser, selected);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxBrowser, fits);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxBrowser, resend);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxBrowser, resend_anyway);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxBrowser, arrived);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxBrowser, hold);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxBrowser, release);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxBrowser, delete);
}

static void
add_chip (NsOutboxBrowser *self, guint index)
{
  GtkWidget *chip = gtk_toggle_button_new_with_label (ns_filters_get_label (index));
  g_autofree char *id = g_strconcat ("outbox.filter.", ns_filters_get_nick (index), NULL);

  gtk_style_context_add_class (gtk_widget_get_style_context (chip), "chip");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (chip), "s", ns_filters_get_nick (index));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (chip), "win.filter");
  ns_accessible_id_set (chip, id);
  gtk_widget_show (chip);
  gtk_container_add (GTK_CONTAINER (self->chips), chip);
}

static void
ns_outbox_browser_init (NsOutboxBrowser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < ns_filters_get_number (); i++)
    add_chip (self, i);
  gtk_search_bar_connect_entry (self->search_bar, GTK_ENTRY (self->search_entry));
  g_signal_connect_swapped (self->search_entry, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->search_entry, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->search_bar, "notify::search-mode-enabled", G_CALLBACK (update_chips), self);
  ns_accessible_id_init_template (self);
}

/**
 * ns_outbox_browser_get_list:
 * @self: the browser
 *
 * Returns: (transfer none): its list
 */
NsOutboxList *
ns_outbox_browser_get_list (NsOutboxBrowser *self)
{
  return self->list;
}

/**
 * ns_outbox_browser_create_search_action:
 * @self: the browser
 *
 * Returns: (transfer full): the action `search`, whose state is whether the search bar is shown
 */
GAction *
ns_outbox_browser_create_search_action (NsOutboxBrowser *self)
{
  return G_ACTION (g_property_action_new ("search", self->search_bar, "search-mode-enabled"));
}

/**
 * ns_outbox_browser_handle_key:
 * @self: the browser
 * @event: a key that was pressed somewhere in the window
 *
 * Begins to search when something is typed.
 *
 * Returns: whether it took the key
 */
gboolean
ns_outbox_browser_handle_key (NsOutboxBrowser *self, GdkEvent *event)
{
  return gtk_widget_get_mapped (GTK_WIDGET (self)) && gtk_search_bar_handle_event (self->search_bar, event);
}

/**
 * ns_outbox_browser_get_text:
 * @self: the browser
 *
 * Returns: (transfer none): what is looked for; empty for nothing
 */
const char *
ns_outbox_browser_get_text (NsOutboxBrowser *self)
{
  return gtk_entry_get_text (GTK_ENTRY (self->search_entry));
}

/**
 * ns_outbox_browser_search:
 * @self: the browser
 * @text: what to look for
 *
 * Shows the search bar with a text.
 */
void
ns_outbox_browser_search (NsOutboxBrowser *self, const char *text)
{
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_entry_set_text (GTK_ENTRY (self->search_entry), text);
}

/**
 * ns_outbox_browser_is_typing:
 * @self: the browser
 *
 * Returns: whether what stands in the search entry is not looked for yet
 */
gboolean
ns_outbox_browser_is_typing (NsOutboxBrowser *self)
{
  return self->typing;
}

/**
 * ns_outbox_browser_end_search:
 * @self: the browser
 *
 * Forgets what was looked for, and hides the search bar.
 */
void
ns_outbox_browser_end_search (NsOutboxBrowser *self)
{
  gtk_entry_set_text (GTK_ENTRY (self->search_entry), "");
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

/**
 * ns_outbox_browser_set_filter:
 * @self: the browser
 * @nick: the filter that is on, or %NS_FILTER_ALL
 *
 * Shows the chips as long as one of them is on.
 */
void
ns_outbox_browser_set_filter (NsOutboxBrowser *self, const char *nick)
{
  self->filtered = ns_filters_find (nick, NULL);
  update_chips (self);
}

/**
 * ns_outbox_browser_set_history:
 * @self: the browser
 * @history: whether the list is about what has left the outbox
 *
 * Shows the chips that can find something.
 */
void
ns_outbox_browser_set_history (NsOutboxBrowser *self, gboolean history)
{
  g_autoptr (GList) children = gtk_container_get_children (GTK_CONTAINER (self->chips));
  guint i = 0;

  for (GList *link = children; link != NULL; link = link->next, i++)
    gtk_widget_set_visible (link->data, !history || !ns_filters_is_by_state (i));
}

/**
 * ns_outbox_browser_set_found:
 * @self: the browser
 * @found: whether there is something to list
 *
 * Shows the list, or that nothing was found.
 */
void
ns_outbox_browser_set_found (NsOutboxBrowser *self, gboolean found)
{
  const gboolean searches = *ns_outbox_browser_get_text (self) != '\0';

  ns_status_page_set_text (self->nothing_page, _("Nothing found"),
                           searches ? _("Subject, recipients, error text, UID and Message-ID were looked through.")
                                    : _("No item is of this sort now."));
  gtk_stack_set_visible_child_name (self->pages, found ? "list" : "nothing");
}

/* Those of the selected items that an action is for. Without numbers all of them may be. */
static guint
count (const NsTally *tally, guint n_selected, guint states)
{
  guint n = 0;

  if (tally == NULL)
    return n_selected;
  for (guint state = NS_STATE_PENDING; state <= NS_STATE_LAST; state++)
    if ((states >> state & 1) != 0)
      n += tally->count[state];
  return n;
}

/* Says it where an action is for some of the items only. */
static void
add_fit (GString *fits, guint n, guint n_selected, const char *format)
{
  g_autoptr (GString) text = g_string_new (format);
  g_autofree char *fitting = g_strdup_printf ("%u", n), *all = g_strdup_printf ("%u", n_selected);

  if (n == 0 || n == n_selected)
    return;
  g_string_replace (text, "%u", fitting, 1);
  g_string_replace (text, "%u", all, 1);
  g_string_append_printf (fits, fits->len > 0 ? " · %s" : "%s", text->str);
}

static void
show_fits (NsOutboxBrowser *self, guint n, const NsTally *tally)
{
  const guint errors = count (tally, n, 1u << NS_STATE_ERROR);
  const guint uncertain = count (tally, n, 1u << NS_STATE_UNCERTAIN);
  const guint pending = count (tally, n, 1u << NS_STATE_PENDING);
  const guint held = count (tally, n, 1u << NS_STATE_HELD);
  g_autoptr (GString) fits = g_string_new (NULL);

  gtk_widget_set_visible (self->resend, errors > 0);
  gtk_widget_set_visible (self->resend_anyway, uncertain > 0);
  gtk_widget_set_visible (self->arrived, uncertain > 0);
  gtk_widget_set_visible (self->hold, pending > 0);
  gtk_widget_set_visible (self->release, held > 0);
  add_fit (fits, errors, n, ngettext ("%u of %u can be resent", "%u of %u can be resent", errors));
  add_fit (fits, uncertain, n, ngettext ("%u of %u may have been delivered", "%u of %u may have been delivered",
                                         uncertain));
  add_fit (fits, pending, n, ngettext ("%u of %u can be held", "%u of %u can be held", pending));
  add_fit (fits, held, n, ngettext ("%u of %u can be released", "%u of %u can be released", held));
  gtk_label_set_text (self->fits, fits->str);
  gtk_widget_set_visible (GTK_WIDGET (self->fits), fits->len > 0);
}

/**
 * ns_outbox_browser_show_selection:
 * @self: the browser
 * @n_selected: how many items are selected
 * @tally: (nullable): how many of them are in which state, where that is known
 *
 * Offers what can be done with several items at once, and says for how many of them each action is. With less than two
 * there is no such bar.
 */
void
ns_outbox_browser_show_selection (NsOutboxBrowser *self, guint n_selected, const NsTally *tally)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u selected", "%u selected", n_selected), n_selected);

  gtk_widget_set_visible (GTK_WIDGET (self->selection_bar), n_selected > 1);
  if (n_selected < 2)
    return;
  gtk_label_set_text (self->selected, text);
  show_fits (self, n_selected, tally);
}
