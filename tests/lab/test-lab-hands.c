/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody does by hand to a lab: it happens, the way back does it again, and a reset forgets it. */
#include "config.h"

#include "base/ns-await.h"
#include "lab/ns-lab.h"
#include "lab/ns-lab-palette.h"

#include <glib/gstdio.h>

static const char story[] =
  "[Scenario]\nName=t\nTitle=T\nClock=2010-09-06T07:40:00Z\n"
  "[Account]\nEmail=a@b.test\nCompareBeforeSending=false\n"
  "[Item one]\nKind=mail\nTo=c@d.test\nSubject=One\n"
  "[Item two]\nKind=mail\nTo=c@d.test\nSubject=Two\n"
  "[Item event]\nKind=event\nUid=u1\nSubject=Lunch\nStart=2010-09-07T12:00:00Z\nEnd=2010-09-07T13:00:00Z\n"
  "[Steps]\n1=queue one\n2=cycle\n3=queue two\n4=queue event\n5=cycle\n6=advance 1 h\n7=cycle\n";

static NsLab *
open_lab (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  const int fd = g_file_open_tmp ("ns-XXXXXX.scenario", &path, NULL);
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (NsClock) clock = NULL;
  NsScenario *scenario;
  NsLab *lab;

  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, story, -1, NULL));
  scenario = ns_scenario_load (path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  clock = ns_clock_new_fake (scenario->clock);
  lab = ns_lab_new (scenario, clock);
  ns_lab_open_async (lab, NULL, ns_await_cb, &await);
  g_assert_true (ns_lab_finish (lab, ns_await_result (&await), NULL));
  return lab;
}

static void
seek (NsLab *lab, guint n)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  ns_lab_seek_async (lab, n, NULL, ns_await_cb, &await);
  ns_lab_finish (lab, ns_await_result (&await), &error);
  g_assert_no_error (error);
}

static gboolean
act (NsLab *lab, const char *text, GError **error)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_lab_do_async (lab, text, NULL, ns_await_cb, &await);
  return ns_lab_finish (lab, ns_await_result (&await), error);
}

/* Everything about both sides that a viewer can see. */
static char *
dup_world (NsLab *lab)
{
  const NsFilter everything = { .states = G_MAXUINT };
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) faults = ns_lab_list_faults (lab);
  g_autofree char *server = ns_sim_server_dup_state (ns_lab_get_server (lab));
  g_autoptr (GString) text = g_string_new (NULL);

  ns_store_list_async (ns_lab_get_store (lab), &everything, NULL, ns_await_cb, &await);
  items = ns_store_list_finish (ns_lab_get_store (lab), ns_await_result (&await), NULL);
  for (guint i = 0; i < items->len; i++)
    {
      const NsItem *item = g_ptr_array_index (items, i);

      g_string_append_printf (text, "%s %s %d\n", item->subject, ns_state_nick (item->state), (int) item->attempts);
    }
  for (guint i = 0; i < faults->len; i++)
    {
      const NsLabFault *fault = g_ptr_array_index (faults, i);

      g_string_append_printf (text, "%u %s %u %u %u\n", fault->id, fault->text, fault->until, fault->remaining,
                              fault->struck);
    }
  return g_strconcat (text->str, server, NULL);
}

static void
assert_item (NsLab *lab, const char *name, const char *state)
{
  g_autofree char *text = g_strdup_printf ("expect %s %s", name, state);
  g_autoptr (GError) error = NULL;

  act (lab, text, &error);
  g_assert_no_error (error);
}

/* Each fault lasts as long as it says, is listed with how often it struck, and can be taken back. */
static void
test_faults (void)
{
  g_autoptr (NsLab) lab = open_lab ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  const NsLabFault *fault;
  const guint lasting = ns_lab_add_fault (lab, "SendMail:503", 5, &error);
  guint other;

  g_assert_no_error (error);
  other = ns_lab_add_fault (lab, "Sync:503*3@Lunch time", 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (other, !=, lasting);
  seek (lab, 2);
  assert_item (lab, "one", "pending http-503");
  faults = ns_lab_list_faults (lab);
  g_assert_cmpuint (faults->len, ==, 2);
  fault = g_ptr_array_index (faults, 0);
  g_assert_cmpuint (fault->id, ==, lasting);
  g_assert_cmpuint (fault->until, ==, 5);
  g_assert_cmpuint (fault->remaining, ==, G_MAXUINT);
  g_assert_cmpuint (fault->struck, ==, 1);
  fault = g_ptr_array_index (faults, 1);
  g_assert_cmpstr (fault->text, ==, "Sync:503*3@Lunch time");
  g_assert_cmpuint (fault->remaining, ==, 3);

  g_assert_true (ns_lab_remove_fault (lab, other, &error));
  g_assert_false (ns_lab_remove_fault (lab, other, &error));
  g_assert_error (error, NS_LAB_ERROR, NS_LAB_ERROR_STEP);
  seek (lab, 4);
  g_clear_pointer (&faults, g_ptr_array_unref);
  faults = ns_lab_list_faults (lab);
  g_assert_cmpuint (faults->len, ==, 1);
  seek (lab, 5);
  g_clear_pointer (&faults, g_ptr_array_unref);
  faults = ns_lab_list_faults (lab);
  g_assert_cmpuint (faults->len, ==, 0);
  assert_item (lab, "one", "delivered");
  ns_lab_stop (lab);
}

/* A fault that says how often it strikes does not strike more often because it lasts. */
static void
test_bounded (void)
{
  g_autoptr (NsLab) lab = open_lab ();
  g_autoptr (GPtrArray) faults = NULL;

  g_assert_cmpuint (ns_lab_add_fault (lab, "SendMail:503*1", 7, NULL), !=, 0);
  seek (lab, 2);
  faults = ns_lab_list_faults (lab);
  g_assert_cmpuint (faults->len, ==, 0);
  ns_lab_stop (lab);
}

/* The way back does everything again that was done up to there, with the same numbers, and forgets the rest. */
static void
test_back (void)
{
  g_autoptr (NsLab) lab = open_lab ();
  g_autofree char *at_two = NULL;
  g_autofree char *at_two_again = NULL;
  g_autofree char *at_five = NULL;
  g_autofree char *at_five_again = NULL;
  g_autofree char *untouched = NULL;
  g_autofree char *reset = NULL;
  g_autoptr (GError) error = NULL;
  guint first;

  seek (lab, 2);
  untouched = dup_world (lab);
  seek (lab, 0);

  first = ns_lab_add_fault (lab, "SendMail:503*", 0, &error);
  g_assert_cmpuint (ns_lab_add_fault (lab, "Sync:500*2", 0, &error), !=, 0);
  seek (lab, 2);
  g_assert_true (act (lab, "user deletes one", &error));
  g_assert_true (ns_lab_remove_fault (lab, first, &error));
  g_assert_no_error (error);
  at_two = dup_world (lab);
  seek (lab, 5);
  g_assert_true (act (lab, "outlook creates event", &error));
  at_five = dup_world (lab);
  seek (lab, 7);

  seek (lab, 5);
  at_five_again = dup_world (lab);
  g_assert_cmpstr (at_five_again, ==, at_five);
  seek (lab, 2);
  at_two_again = dup_world (lab);
  g_assert_cmpstr (at_two_again, ==, at_two);
  assert_item (lab, "one", "deleted");
  seek (lab, 7);
  g_assert_true (act (lab, "expect copies event 0", &error));
  g_assert_no_error (error);

  {
    g_auto (NsAwait) await = NS_AWAIT_INIT;

    ns_lab_reset_async (lab, NULL, ns_await_cb, &await);
    g_assert_true (ns_lab_finish (lab, ns_await_result (&await), NULL));
  }
  seek (lab, 2);
  reset = dup_world (lab);
  g_assert_cmpstr (reset, ==, untouched);
  ns_lab_stop (lab);
}

/* What the viewer points at on the handheld. */
static void
test_items (void)
{
  g_autoptr (NsLab) lab = open_lab ();
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_auto (NsAwait) again = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  gint64 id;

  seek (lab, 3);
  id = ns_lab_find_item (lab, "two");
  ns_lab_use_item_async (lab, NS_STEP_DELETE, id, NULL, ns_await_cb, &await);
  g_assert_true (ns_lab_finish (lab, ns_await_result (&await), NULL));
  assert_item (lab, "two", "deleted");
  seek (lab, 5);
  seek (lab, 3);
  assert_item (lab, "two", "deleted");
  seek (lab, 2);
  seek (lab, 3);
  assert_item (lab, "two", "pending");

  ns_lab_use_item_async (lab, NS_STEP_RESEND, 4711, NULL, ns_await_cb, &again);
  g_assert_false (ns_lab_finish (lab, ns_await_result (&again), &error));
  g_assert_true (g_str_has_prefix (error->message, "\"user resends #4711\" cannot be done: "));
  seek (lab, 2);
  ns_lab_stop (lab);
}

/* What cannot be done says so in a sentence, changes nothing and is not remembered. */
static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } rows[] = {
    { "dance", "\"dance\" cannot be done: this is no step." },
    { "user deletes nobody", "\"user deletes nobody\" cannot be done: there is no item \"nobody\"." },
    { "user deletes two", "\"user deletes two\" cannot be done: \"two\" was not queued yet." },
    { "outlook deletes u9", "\"outlook deletes u9\" cannot be done: " },
    { "expect waiting 7", "\"expect waiting 7\" cannot be done: expected 7 items to wait, but there are 0." },
    { "fault SendMail:503 until 8", "\"fault SendMail:503 until 8\" cannot be done: there is no step 8." },
    { "fault SendMail:503 until 3",
      "\"fault SendMail:503 until 3\" cannot be done: the fault would end before anything can meet it; the first "
      "step that it can end at is 4." },
  };
  g_autoptr (NsLab) lab = open_lab ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  seek (lab, 2);
  before = dup_world (lab);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_false (act (lab, rows[i].text, &error));
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, rows[i].message));
      g_assert_true (g_str_has_suffix (error->message, "."));
      g_clear_error (&error);
    }
  g_assert_cmpuint (ns_lab_add_fault (lab, "SendMail:dance", 0, &error), ==, 0);
  g_assert_true (g_str_has_prefix (error->message, "The fault \"SendMail:dance\" is not known"));
  g_clear_error (&error);
  g_assert_cmpuint (ns_lab_add_fault (lab, "SendMail:503", 9, &error), ==, 0);
  g_assert_nonnull (error);
  g_clear_error (&error);
  after = dup_world (lab);
  g_assert_cmpstr (after, ==, before);
  seek (lab, 1);
  seek (lab, 2);
  ns_lab_stop (lab);
  g_assert_false (act (lab, "cycle", &error));
  g_assert_error (error, NS_LAB_ERROR, NS_LAB_ERROR_STEP);
  g_clear_error (&error);
  g_assert_false (ns_lab_clear_faults (lab, &error));
  g_assert_error (error, NS_LAB_ERROR, NS_LAB_ERROR_STEP);
}

static void
test_clear (void)
{
  g_autoptr (NsLab) lab = open_lab ();
  g_autoptr (GPtrArray) faults = NULL;

  g_assert_cmpuint (ns_lab_add_fault (lab, "SendMail:503*", 0, NULL), !=, 0);
  g_assert_cmpuint (ns_lab_add_fault (lab, "Sync:503*", 4, NULL), !=, 0);
  g_assert_true (ns_lab_clear_faults (lab, NULL));
  faults = ns_lab_list_faults (lab);
  g_assert_cmpuint (faults->len, ==, 0);
  seek (lab, 2);
  assert_item (lab, "one", "delivered");
  seek (lab, 0);
  g_clear_pointer (&faults, g_ptr_array_unref);
  faults = ns_lab_list_faults (lab);
  g_assert_cmpuint (faults->len, ==, 0);
  ns_lab_stop (lab);
}

/* Everything that is offered is a fault, has words and a term, and is found again by how it is written. */
static void
test_palette (void)
{
  gsize n_rows;
  const NsLabPaletteRow *rows = ns_lab_palette_rows (&n_rows);
  g_autoptr (NsLab) lab = open_lab ();

  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *once = ns_lab_palette_write (&rows[i], "ANY", 30, 1);
      g_autofree char *always = ns_lab_palette_write (&rows[i], "ANY", 30, NS_LAB_PALETTE_ALWAYS);
      g_autofree char *thrice = ns_lab_palette_write (&rows[i], "ANY", 30, 3);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", thrice);
      g_assert_true (g_str_has_suffix (thrice, "*3"));
      g_assert_cmpuint (ns_lab_add_fault (lab, once, 0, &error), !=, 0);
      g_assert_no_error (error);
      g_assert_cmpuint (ns_lab_add_fault (lab, always, 7, &error), !=, 0);
      g_assert_no_error (error);
      g_assert_true (ns_lab_palette_find (once) == &rows[i]);
      g_assert_true (ns_lab_palette_find (always) == &rows[i]);
      g_assert_true (ns_lab_palette_find (thrice) == &rows[i]);
      g_assert_true (i == 0 || rows[i].group >= rows[i - 1].group);
    }
  g_assert_null (ns_lab_palette_find ("Sync:599"));
  ns_lab_stop (lab);
}

/* A request that is never answered does not keep the lab for ever, although its clock stands still. */
static void
test_stall (void)
{
  g_autoptr (NsLab) lab = open_lab ();

  g_assert_cmpuint (ns_lab_add_fault (lab, "SendMail:stall", 0, NULL), !=, 0);
  seek (lab, 2);
  assert_item (lab, "one", "sending");
  seek (lab, 5);
  assert_item (lab, "one", "delivered");
  ns_lab_stop (lab);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/hands/faults", test_faults);
  g_test_add_func ("/lab/hands/bounded", test_bounded);
  g_test_add_func ("/lab/hands/back", test_back);
  g_test_add_func ("/lab/hands/items", test_items);
  g_test_add_func ("/lab/hands/refused", test_refused);
  g_test_add_func ("/lab/hands/clear", test_clear);
  g_test_add_func ("/lab/hands/palette", test_palette);
  g_test_add_func ("/lab/hands/stall", test_stall);
  return g_test_run ();
}
