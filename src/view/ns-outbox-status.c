/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-window-private.h"

#include "model/ns-cause.h"
#include "model/ns-duplicate.h"
#include "model/ns-trouble.h"
#include "view/ns-announce.h"
#include "view/ns-health.h"

#include <glib/gi18n-lib.h>

/* A timer of the main loop may come up to a millisecond too early. */
#define TIMER_STEP 1000

static void update_subtitle (NsOutboxWindow *self);

static gboolean
countdown_cb (gpointer user_data)
{
  NsOutboxWindow *self = user_data;

  self->countdown_id = 0;
  update_subtitle (self);
  return G_SOURCE_REMOVE;
}

/* One timer for the next change of the sentence, so that nothing wakes up each second for hours. */
static void
plan_countdown (NsOutboxWindow *self, const NsHealth *health)
{
  NsClock *clock = ns_store_get_clock (ns_outbox_window_get_store (self));
  const gint64 change = ns_health_get_change (health);

  if (self->countdown_id != 0)
    ns_clock_remove_timeout (clock, self->countdown_id);
  self->countdown_id = change != 0 ? ns_clock_add_timeout (clock, change + TIMER_STEP, countdown_cb, self) : 0;
}

static gboolean
is_loopback (const char *server)
{
  g_autoptr (GUri) uri = g_uri_parse (server, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autoptr (GInetAddress) address = host != NULL ? g_inet_address_new_from_string (host) : NULL;

  return address != NULL ? g_inet_address_get_is_loopback (address) : g_strcmp0 (host, "localhost") == 0;
}

static void
get_health (NsOutboxWindow *self, NsHealth *health)
{
  const NsAccount *account = ns_overview_get_account (self->overview);

  *health = (NsHealth) {
    .tally = *ns_overview_get_tally (self->overview),
    .account = account,
    .next_cycle_at = ns_engine_get_next_cycle_at (ns_outbox_window_get_engine (self)),
    .now = ns_clock_now (ns_store_get_clock (ns_outbox_window_get_store (self))),
    .is_offline = account != NULL && !g_network_monitor_get_network_available (g_network_monitor_get_default ())
                  && !is_loopback (account->server),
  };
}

static void
update_subtitle (NsOutboxWindow *self)
{
  NsHealth health;
  g_autoptr (GPtrArray) parts = NULL;
  g_autofree char *sentence = NULL;

  get_health (self, &health);
  parts = ns_health_parts (&health);
  sentence = ns_health_spoken (&health);
  ns_health_bar_set_parts (self->health, parts);
  ns_health_bar_set_spoken (self->health, sentence);
  ns_health_bar_set_progress (self->health, self->progress_text);
  ns_outbox_list_set_next_cycle_at (self->list, health.next_cycle_at);
  plan_countdown (self, &health);
}

static void
update_account_bar (NsOutboxWindow *self)
{
  const NsAccount *account = ns_overview_get_account (self->overview);
  const NsCause *cause = account != NULL ? ns_cause_for (account->fault) : NULL;
  const NsTrouble *trouble
      = account != NULL ? ns_trouble_for (account, ns_overview_get_problems (self->overview)) : NULL;
  const gboolean needs_user = ns_health_account_needs_user (account);
  /* A fault that passes by itself is worth a line, but not one above the items that need the user. */
  gboolean shown = trouble != NULL
                         || (cause != NULL && (needs_user || ns_overview_get_problems (self->overview)->len == 0));
  g_autofree char *pause = NULL;
  g_autofree char *text = NULL;
  NsHealth health;

  get_health (self, &health);
  if (trouble == NULL && ns_overview_get_problems (self->overview)->len == 0)
    pause = ns_health_pause (&health);
  shown |= pause != NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->account_bar), shown);
  gtk_widget_set_visible (GTK_WIDGET (self->account_show), needs_user);
  if (!shown)
    return;
  if (pause != NULL)
    text = g_strdup (pause);
  else if (trouble != NULL)
    text = g_strdup_printf ("%s %s", ns_trouble_why (trouble), ns_trouble_get_cure (trouble, 0));
  else
    text = g_strdup_printf ("%s %s", ns_cause_why (cause), ns_cause_advice (cause));
  gtk_label_set_text (self->account_text, text);
  gtk_info_bar_set_message_type (self->account_bar,
                                 needs_user || trouble != NULL ? GTK_MESSAGE_WARNING : GTK_MESSAGE_INFO);
}

static void
update_problem_bar (NsOutboxWindow *self)
{
  GPtrArray *problems = ns_overview_get_problems (self->overview);
  const guint n_problems = MAX (ns_tally_needs_user (ns_overview_get_tally (self->overview)), problems->len);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->problem_bar), problems->len > 0);
  if (problems->len == 0)
    return;
  text = ns_health_warning (problems, n_problems);
  gtk_label_set_text (self->problem_text, text);
}

static void
update_duplicate_bar (NsOutboxWindow *self)
{
  g_autofree char *text = ns_duplicate_sentence (ns_overview_get_duplicates (self->overview));

  gtk_widget_set_visible (GTK_WIDGET (self->duplicate_bar), text != NULL);
  if (text != NULL)
    gtk_label_set_text (self->duplicate_text, text);
}

/* NULL while the rows are on their way: then what is shown stays. */
static const char *
choose_page (NsOutboxWindow *self)
{
  if (!ns_overview_is_loaded (self->overview) || ns_outbox_list_get_model (self->list) == NULL)
    return "loading";
  if (ns_outbox_list_get_model (self->list) != self->model)
    return NULL;
  if (ns_outbox_model_get_n_items (self->model) > 0 || ns_outbox_window_is_filtered (self))
    return "list";
  if (ns_overview_get_account (self->overview) == NULL)
    return "no-account";
  return "empty";
}

static void
update_page (NsOutboxWindow *self)
{
  const char *page = choose_page (self);

  if (page == NULL)
    return;
  if (self->history)
    ns_status_page_set_text (self->empty_page, _("Nothing has been delivered yet"),
                             _("What the server has accepted is listed here."));
  else
    ns_status_page_set_text (self->empty_page, _("Everything has been delivered"),
                             _("What you send or change is kept here until the server has accepted it."));
  if (g_str_equal (page, "list"))
    ns_outbox_browser_set_found (self->browser, ns_outbox_model_get_n_items (self->model) > 0);
  gtk_stack_set_visible_child_name (self->pages, page);
}

/**
 * ns_outbox_window_update_status:
 * @self: the window
 *
 * Says again how the outbox does: the health sentence, the warnings, the page.
 */
void
ns_outbox_window_update_status (NsOutboxWindow *self)
{
  if (self->commands == NULL)
    return;
  update_subtitle (self);
  update_account_bar (self);
  update_problem_bar (self);
  update_duplicate_bar (self);
  update_page (self);
}

/**
 * ns_outbox_window_set_progress:
 * @self: the window
 * @stage: what the cycle is doing; %NS_STAGE_IDLE takes the progress away
 * @n: which item it is at
 * @total: how many there are
 *
 * Shows how far the cycle is.
 */
void
ns_outbox_window_set_progress (NsOutboxWindow *self, NsStage stage, guint n, guint total)
{
  const gboolean busy = stage != NS_STAGE_IDLE;
  const double share = total > 0 ? MIN ((double) n / total, 1.0) : 0.05;

  g_clear_pointer (&self->progress_text, g_free);
  if (busy)
    self->progress_text = ns_health_progress (stage, n, total);
  gtk_progress_bar_set_fraction (self->progress, share);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  g_object_set (self->spinner, "active", busy, NULL);
  if (self->commands != NULL)
    update_subtitle (self);
}

/**
 * ns_outbox_window_announce_news:
 * @self: a window with a session
 *
 * Has a screen reader say what became of the items, once and together when the cycle is over: the bars change their
 * texts without being read aloud, and what was delivered only leaves the list.
 */
void
ns_outbox_window_announce_news (NsOutboxWindow *self)
{
  g_autofree char *text = NULL;

  if (!ns_overview_is_loaded (self->overview) || !ns_overview_is_settled (self->overview))
    return;
  text = ns_news_take (self->news, ns_overview_get_tally (self->overview), ns_overview_get_problems (self->overview),
                       ns_engine_is_busy (ns_outbox_window_get_engine (self)));
  ns_announce (GTK_WIDGET (self), text);
}
