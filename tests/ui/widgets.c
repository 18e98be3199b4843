/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The item's timeline and its countdown, on a display, by the fake clock; the ids of widgets. */
#include "config.h"

#include "view/ns-accessible-id.h"
#include "view/ns-countdown.h"
#include "view/ns-outbox-list.h"
#include "view/ns-ticker.h"
#include "view/ns-timeline-view.h"
#include "view/ns-words.h"

#define NINE G_GINT64_CONSTANT (1772355600000000) /* 2026-03-01 09:00 UTC */
#define SECOND G_USEC_PER_SEC

static GtkWidget *
show (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new (GTK_WINDOW_TOPLEVEL);

  gtk_container_add (GTK_CONTAINER (window), child);
  gtk_widget_show (window);
  return window;
}

static const char *
name_of (gpointer widget)
{
  return atk_object_get_name (gtk_widget_get_accessible (widget));
}

static void
count_cb (GObject *object, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

/* The digits change each second, the name that is read aloud only with the minute. */
static void
test_countdown (void)
{
  g_autoptr (NsClock) clock = ns_clock_new_fake (NINE);
  GtkWidget *countdown = g_object_new (NS_TYPE_COUNTDOWN, NULL);
  GtkWidget *window = show (countdown);
  GtkLabel *label = GTK_LABEL (countdown);
  guint n_told = 0;

  ns_countdown_set_clock (NS_COUNTDOWN (countdown), clock);
  g_assert_false (gtk_widget_get_visible (countdown));
  ns_countdown_set_target (NS_COUNTDOWN (countdown), NINE + 252 * SECOND);
  g_assert_true (gtk_widget_get_visible (countdown));
  g_assert_cmpstr (gtk_label_get_text (label), ==, "Next try in 4:12");
  g_assert_cmpstr (name_of (countdown), ==, "Next try in 5 minutes");
  g_signal_connect (gtk_widget_get_accessible (countdown), "notify::accessible-name", G_CALLBACK (count_cb), &n_told);

  ns_clock_advance (clock, 12 * SECOND);
  g_assert_cmpstr (gtk_label_get_text (label), ==, "Next try in 4:00");
  g_assert_cmpuint (n_told, ==, 1);
  ns_clock_advance (clock, 59 * SECOND);
  g_assert_cmpstr (gtk_label_get_text (label), ==, "Next try in 3:01");
  g_assert_cmpuint (n_told, ==, 1);
  ns_clock_advance (clock, 181 * SECOND);
  g_assert_cmpstr (gtk_label_get_text (label), ==, "The next try is due");
  g_assert_cmpuint (n_told, ==, 6);

  ns_countdown_set_target (NS_COUNTDOWN (countdown), 0);
  g_assert_false (gtk_widget_get_visible (countdown));
  gtk_widget_destroy (window);
}

static void
tick_cb (guint *n)
{
  (*n)++;
}

/* It ticks only where somebody sees it count, and with one timer for all. */
static void
test_ticker (void)
{
  g_autoptr (NsClock) clock = ns_clock_new_fake (NINE);
  g_autoptr (NsTicker) ticker = ns_ticker_get (clock);
  g_autoptr (NsTicker) same = ns_ticker_get (clock);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *countdowns[2];
  GtkWidget *window = show (box);
  guint n = 0;

  g_assert_true (same == ticker);
  g_signal_connect_swapped (ticker, "tick", G_CALLBACK (tick_cb), &n);
  gtk_widget_show (box);
  for (gsize i = 0; i < G_N_ELEMENTS (countdowns); i++)
    {
      countdowns[i] = g_object_new (NS_TYPE_COUNTDOWN, NULL);
      gtk_container_add (GTK_CONTAINER (box), countdowns[i]);
      ns_countdown_set_clock (NS_COUNTDOWN (countdowns[i]), clock);
    }
  ns_clock_advance (clock, 5 * SECOND);
  g_assert_cmpuint (n, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (countdowns); i++)
    ns_countdown_set_target (NS_COUNTDOWN (countdowns[i]), NINE + 100 * SECOND);
  ns_clock_advance (clock, 5 * SECOND);
  g_assert_cmpuint (n, ==, 5);

  gtk_widget_hide (window);
  ns_clock_advance (clock, 5 * SECOND);
  g_assert_cmpuint (n, ==, 5);
  gtk_widget_show (window);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (countdowns[0])), ==, "Next try in 1:25");
  ns_clock_advance (clock, 200 * SECOND);
  g_assert_cmpuint (n, ==, 90);

  gtk_widget_destroy (window);
  ns_clock_advance (clock, 5 * SECOND);
  g_assert_cmpuint (n, ==, 90);
}

static GArray *
make_attempts (guint n)
{
  GArray *attempts = g_array_new (FALSE, TRUE, sizeof (NsAttempt));

  for (guint i = 0; i < n; i++)
    {
      const NsAttempt attempt = {
        .started_at = NINE + i * SECOND,
        .ended_at = NINE + i * SECOND + 12000,
        .phase = NS_PHASE_COMPLETE,
        .is_kept = TRUE,
        .bytes_sent = 8,
        .bytes_total = 8,
        .outcome = { NS_DOMAIN_HTTP, 503, NS_COMMAND_SEND_MAIL, 503 },
        .state = NS_STATE_PENDING,
      };

      g_array_append_val (attempts, attempt);
    }
  return attempts;
}

/* The descendants of a type that can be seen. */
static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  g_autoptr (GList) children = NULL;

  if (!gtk_widget_get_visible (widget))
    return;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  if (!GTK_IS_CONTAINER (widget))
    return;
  children = gtk_container_get_children (GTK_CONTAINER (widget));
  for (GList *link = children; link != NULL; link = link->next)
    collect (link->data, type, found);
}

static GPtrArray *
find (GtkWidget *widget, GType type)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (widget, type, found);
  return found;
}

static gboolean
has_label (GtkWidget *widget, const char *text)
{
  g_autoptr (GPtrArray) labels = find (widget, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    if (g_str_equal (gtk_label_get_text (labels->pdata[i]), text))
      return TRUE;
  return FALSE;
}

static void
assert_rows (GtkWidget *view, guint n_tries, guint n_shown)
{
  g_autoptr (GArray) attempts = make_attempts (n_tries);
  g_autoptr (GPtrArray) rows = NULL;

  ns_timeline_view_set_attempts (NS_TIMELINE_VIEW (view), attempts);
  rows = find (view, GTK_TYPE_TOGGLE_BUTTON);
  g_assert_cmpuint (rows->len, ==, n_shown);
}

/* The newest first, each with a whole sentence as its name; the others on demand. */
static void
test_tries (void)
{
  GtkWidget *view = g_object_new (NS_TYPE_TIMELINE_VIEW, NULL);
  GtkWidget *window = show (view);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) buttons = NULL;

  assert_rows (view, 0, 0);
  g_assert_true (has_label (view, "Not tried yet"));
  assert_rows (view, 1, 1);
  g_assert_true (has_label (view, "Tried 1 time"));
  assert_rows (view, 3, 3);
  g_assert_true (has_label (view, "Tried 3 times"));
  rows = find (view, GTK_TYPE_TOGGLE_BUTTON);
  g_assert_cmpstr (name_of (rows->pdata[0]), ==,
                   "1 Mar 2026, 09:00:02: HTTP 503 Service Unavailable, after 12 ms");
  g_assert_cmpstr (name_of (rows->pdata[2]), ==,
                   "1 Mar 2026, 09:00:00: HTTP 503 Service Unavailable, after 12 ms");
  gtk_widget_destroy (window);

  view = g_object_new (NS_TYPE_TIMELINE_VIEW, NULL);
  window = show (view);
  assert_rows (view, 500, 10);
  buttons = find (view, GTK_TYPE_BUTTON);
  g_assert_true (has_label (view, "Show 490 older tries"));
  gtk_button_clicked (buttons->pdata[buttons->len - 1]);
  g_assert_true (has_label (view, "Show 440 older tries"));
  assert_rows (view, 501, 61);
  gtk_widget_destroy (window);
}

/* A row opens to its steps, and stays open when another try comes. */
static void
test_steps (void)
{
  GtkWidget *view = g_object_new (NS_TYPE_TIMELINE_VIEW, NULL);
  GtkWidget *window = show (view);
  g_autoptr (GPtrArray) rows = NULL;

  assert_rows (view, 1, 1);
  g_assert_false (has_label (view, "8 of 8 bytes sent"));
  rows = find (view, GTK_TYPE_TOGGLE_BUTTON);
  gtk_toggle_button_set_active (rows->pdata[0], TRUE);
  g_assert_true (has_label (view, "Connection kept"));
  g_assert_true (has_label (view, "8 of 8 bytes sent"));
  g_assert_true (has_label (view, "Answered: HTTP 503 · 12 ms"));
  assert_rows (view, 2, 2);
  g_assert_true (gtk_toggle_button_get_active (rows->pdata[0]));
  gtk_widget_destroy (window);
}

static void
test_present (void)
{
  const NsAttempt sending = { .phase = NS_PHASE_SENDING, .bytes_sent = 12000, .bytes_total = 40000 };
  GtkWidget *view = g_object_new (NS_TYPE_TIMELINE_VIEW, NULL);
  GtkWidget *window = show (view);

  ns_timeline_view_set_present (NS_TIMELINE_VIEW (view), &sending);
  g_assert_true (has_label (view, "Now: 12.0\302\240kB of 40.0\302\240kB sent"));
  ns_timeline_view_set_present (NS_TIMELINE_VIEW (view), NULL);
  g_assert_false (has_label (view, "Now: 12.0\302\240kB of 40.0\302\240kB sent"));
  gtk_widget_destroy (window);
}

static void
test_ids (void)
{
  GtkWidget *list = g_object_ref_sink (g_object_new (NS_TYPE_OUTBOX_LIST, NULL));
  g_autofree char *cell = ns_accessible_id_dup_cell (GTK_TREE_VIEW (list), 2, 0);
  gsize n_rows;
  const NsIdRow *rows = ns_accessible_id_get_rows (&n_rows);

  for (gsize i = 0; i < n_rows; i++)
    {
      g_assert_true (ns_accessible_id_find (rows[i].id) == &rows[i]);
      g_assert_true (i == 0 || strcmp (rows[i - 1].id, rows[i].id) < 0);
    }
  g_assert_cmpstr (ns_accessible_id_find ("conflict.calendar.location.mine")->id, ==, "conflict.*.mine");
  g_assert_null (ns_accessible_id_find ("outbox.unheard-of"));
  g_assert_cmpstr (ns_accessible_id_get (list), ==, "outbox.list");
  g_assert_cmpstr (cell, ==, "outbox.row.3.state");
  g_assert_null (ns_accessible_id_dup_cell (GTK_TREE_VIEW (list), 2, 99));
  gtk_widget_destroy (list);
  g_object_unref (list);
}

static int
place_of (PangoLayout *layout, const char *text, const char *word)
{
  PangoRectangle place;

  pango_layout_index_to_pos (layout, (int) (strstr (text, word) - text), &place);
  return place.x;
}

/* Two names follow each other the way the sentence runs, whatever way they are written themselves. */
static void
test_bidi_order (void)
{
  static const struct
  {
    const char *format;
    const char *first;
    const char *second;
    gboolean first_is_left;
  } rows[] = {
    { "Not sent: “%s”, “%s”", "Lunch", "Dinner", TRUE },
    { "Not sent: “%s”, “%s”", "\u0627\u0628", "\u062c\u062f", TRUE },
    { "\u0644\u0645 “%s”, “%s”", "Lunch", "Dinner", FALSE },
    { "\u0644\u0645 “%s”, “%s”", "\u0627\u0628", "\u062c\u062f", FALSE },
  };
  GtkWidget *label = g_object_ref_sink (gtk_label_new (NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *first = ns_words_isolate (rows[i].first);
      g_autofree char *second = ns_words_isolate (rows[i].second);
      g_autoptr (GString) text = g_string_new (rows[i].format);
      g_autoptr (PangoLayout) layout = NULL;

      g_string_replace (text, "%s", first, 1);
      g_string_replace (text, "%s", second, 1);
      layout = gtk_widget_create_pango_layout (label, text->str);
      g_assert_true ((place_of (layout, text->str, rows[i].first) < place_of (layout, text->str, rows[i].second))
                     == rows[i].first_is_left);
    }
  g_object_unref (label);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/timeline/countdown", test_countdown);
  g_test_add_func ("/timeline/ticker", test_ticker);
  g_test_add_func ("/timeline/tries", test_tries);
  g_test_add_func ("/timeline/steps", test_steps);
  g_test_add_func ("/timeline/present", test_present);
  g_test_add_func ("/ids", test_ids);
  g_test_add_func ("/bidi/order", test_bidi_order);
  return g_test_run ();
}
