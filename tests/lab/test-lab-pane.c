/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the lab shows of both sides: the exchanges with their bytes, and what the server holds. */
#include "config.h"

#include "base/ns-await.h"
#include "lab/ns-lab.h"
#include "lab/ns-lab-body.h"
#include "lab/ns-lab-holding.h"

static NsLab *
open_lab (const char *name, guint n)
{
  g_autofree char *file = g_strconcat (name, ".scenario", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "scenarios", file, NULL);
  g_autoptr (GError) error = NULL;
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  NsScenario *scenario = ns_scenario_load (path, &error);
  g_autoptr (NsClock) clock = NULL;
  NsLab *lab;

  g_assert_no_error (error);
  clock = ns_clock_new_fake (scenario->clock);
  lab = ns_lab_new (scenario, clock);
  ns_lab_seek_async (lab, n, NULL, ns_await_cb, &await);
  ns_lab_finish (lab, ns_await_result (&await), &error);
  g_assert_no_error (error);
  return lab;
}

/* The conflict: its Status, its words and its bytes are there, and it was not executed. */
static void
test_exchanges (void)
{
  g_autoptr (NsLab) lab = open_lab ("conflict-resend", 7);
  g_autoptr (GPtrArray) exchanges = ns_sim_server_dup_exchanges (ns_lab_get_server (lab));
  const NsSimExchange *conflict = NULL;
  g_autofree char *request = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *hex = NULL;

  for (guint i = 0; i < exchanges->len; i++)
    {
      const NsSimExchange *exchange = g_ptr_array_index (exchanges, i);

      g_assert_cmpuint (exchange->seq, ==, i + 1);
      if (exchange->status == 7)
        conflict = exchange;
    }
  g_assert_nonnull (conflict);
  g_assert_cmpstr (conflict->command, ==, "Sync");
  g_assert_cmpstr (conflict->operation, ==, "change");
  g_assert_cmpstr (conflict->subject, ==, "Quarterly review");
  g_assert_cmpuint (conflict->http_status, ==, 200);
  g_assert_false (conflict->executed);
  g_assert_cmpuint (conflict->request_size, ==, g_bytes_get_size (conflict->request));

  request = ns_lab_body_dup_text (conflict->request);
  answer = ns_lab_body_dup_text (conflict->answer);
  hex = ns_lab_body_dup_hex (conflict->answer);
  g_assert_nonnull (strstr (request, ">Quarterly review</Subject>"));
  g_assert_nonnull (strstr (answer, "<Status>7</Status>"));
  g_assert_true (g_str_has_prefix (hex, "0000  03 01 6a 00 "));
}

/* A lost answer: the server did it, and nothing went out. */
static void
test_lost_answer (void)
{
  g_autoptr (NsLab) lab = open_lab ("lost-reply", 8);
  g_autoptr (GPtrArray) exchanges = ns_sim_server_dup_exchanges (ns_lab_get_server (lab));
  guint n_lost = 0;

  for (guint i = 0; i < exchanges->len; i++)
    {
      const NsSimExchange *exchange = g_ptr_array_index (exchanges, i);

      if (exchange->http_status != 0)
        continue;
      g_assert_true (exchange->executed);
      g_assert_nonnull (exchange->fault);
      n_lost++;
    }
  g_assert_cmpuint (n_lost, ==, 2);
}

static void
test_bodies (void)
{
  static const struct
  {
    const char *bytes;
    gsize size;
    const char *text;
    const char *hex;
  } rows[] = {
    { "", 0, "", "" },
    { "To: a\r\n\r\nHi", 11, "To: a\n\nHi",
      "0000  54 6f 3a 20 61 0d 0a 0d  0a 48 69                 To: a....Hi\n" },
    { "\x03\x01\x6a\x00\x45\x01", 6, "<Sync xmlns=\"AirSync\"/>\n",
      "0000  03 01 6a 00 45 01                                 ..j.E.\n" },
    { "0123456789abcdefg", 17, "0123456789abcdefg",
      "0000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  0123456789abcdef\n"
      "0010  67                                                g\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (rows[i].bytes, rows[i].size);
      g_autofree char *text = ns_lab_body_dup_text (body);
      g_autofree char *hex = ns_lab_body_dup_hex (body);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (hex, ==, rows[i].hex);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

/* A document that breaks off is told, not shown. */
static void
test_broken_body (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("\x03\x01\x6a\x00\x45", 5);
  g_autofree char *text = ns_lab_body_dup_text (body);

  g_assert_true (g_str_has_prefix (text, "(offset "));
}

static void
test_holdings (void)
{
  static const char state[] =
    "{\"mailboxes\":[{\"email\":\"a@x.test\",\"folders\":[{\"id\":\"16\",\"name\":\"Calendar\",\"class\":\"Calendar\","
    "\"objects\":["
    "{\"id\":\"1\",\"name\":\"Lunch\",\"uid\":\"u\",\"message_id\":null,\"client_id\":null,\"changed_by\":\"D\","
    "\"copies\":2,\"data\":{\"Subject\":\"Lunch\",\"StartTime\":\"20260301T090000Z\",\"Location\":\"Room 1\"}},"
    "{\"id\":\"2\",\"name\":\"Tea\",\"uid\":\"v\",\"message_id\":null,\"client_id\":null,\"changed_by\":null,"
    "\"copies\":1,\"data\":{\"Subject\":\"Tea\"}},"
    "{\"id\":\"3\",\"name\":\"Lunch\",\"uid\":\"u\",\"message_id\":null,\"client_id\":null,\"changed_by\":\"D\","
    "\"copies\":2,\"data\":{\"Subject\":\"Lunch\",\"StartTime\":\"20260301T090000Z\"}}]}]}]}";
  g_autoptr (GPtrArray) holdings = ns_lab_holding_list (state);
  const NsLabHolding *first, *second, *third;

  g_assert_cmpuint (holdings->len, ==, 3);
  first = g_ptr_array_index (holdings, 0);
  second = g_ptr_array_index (holdings, 1);
  third = g_ptr_array_index (holdings, 2);
  g_assert_cmpstr (first->email, ==, "a@x.test");
  g_assert_cmpstr (first->folder, ==, "Calendar");
  g_assert_cmpstr (first->title, ==, "Lunch");
  g_assert_cmpstr (first->detail, ==, "Room 1");
  g_assert_cmpint (first->start, ==, G_GINT64_CONSTANT (1772355600000000));
  g_assert_false (first->from_outlook);
  g_assert_cmpuint (first->copy, ==, 1);
  g_assert_cmpuint (first->copies, ==, 2);
  g_assert_cmpuint (second->copies, ==, 1);
  g_assert_true (second->from_outlook);
  g_assert_null (second->detail);
  g_assert_cmpuint (third->copy, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab-pane/exchanges", test_exchanges);
  g_test_add_func ("/lab-pane/lost-answer", test_lost_answer);
  g_test_add_func ("/lab-pane/bodies", test_bodies);
  g_test_add_func ("/lab-pane/broken-body", test_broken_body);
  g_test_add_func ("/lab-pane/holdings", test_holdings);
  return g_test_run ();
}
