/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When each phase of a try was reached. */
#include "config.h"

#include "transport/ns-post.h"
#include "transport/ns-raw-server.h"

/* The time of the fake clock: 2026-03-02 09:00:00 UTC. */
#define NOW (G_GINT64_CONSTANT (1772442000) * G_USEC_PER_SEC)
#define ANSWER(text) { NS_RAW_WHOLE_BODY, text, NS_RAW_KEEP }

/* Each time that something is told of the request, a millisecond has passed: so no two phases have the same time. */
static void
tick_cb (NsConnection *connection, guint64 sent, guint64 total, NsClock *clock)
{
  ns_clock_advance (clock, 1000);
}

static NsConnection *
connect_ticking (NsRawServer *server, NsClock *clock)
{
  NsConnection *connection = ns_post_connect (ns_raw_server_get_port (server), clock);

  g_signal_connect (connection, "progress", G_CALLBACK (tick_cb), clock);
  return connection;
}

/* The phases of the mask have rising times, the others have none. */
static void
assert_times (const NsAttempt *attempt, guint phases)
{
  gint64 last = attempt->started_at;

  for (NsPhase phase = NS_PHASE_RESOLVED; phase <= NS_PHASE_LAST; phase++)
    {
      const gint64 at = attempt->phase_at[phase];

      g_test_message ("%s", ns_phase_nick (phase));
      if ((phases & (1u << phase)) == 0)
        {
          g_assert_cmpint (at, ==, 0);
          continue;
        }
      g_assert_cmpint (at, >=, last);
      last = at + 1;
    }
  g_assert_cmpint (attempt->ended_at, >=, last);
}

#define FOUND (1u << NS_PHASE_RESOLVED)
#define CONNECTED (FOUND | 1u << NS_PHASE_CONNECTED)
#define WRITTEN (1u << NS_PHASE_SENDING | 1u << NS_PHASE_SENT)
#define ANSWERED (WRITTEN | 1u << NS_PHASE_ANSWERED)
#define COMPLETE (ANSWERED | 1u << NS_PHASE_COMPLETE)

/* The first request finds the server and connects; the second finds the connection open; after a long silence the
 * third takes a new one. */
static void
test_kept (void)
{
  static const struct
  {
    gint64 pause;
    gboolean is_kept;
    guint phases;
  } rounds[] = { { 0, FALSE, CONNECTED | COMPLETE }, { 0, TRUE, COMPLETE }, { 60, FALSE, CONNECTED | COMPLETE } };
  const NsRawStep step = ANSWER (NS_POST_OK);
  g_autoptr (NsRawServer) server = ns_raw_server_new (&step, 1);
  g_autoptr (NsClock) clock = ns_clock_new_fake (NOW);
  g_autoptr (NsConnection) connection = connect_ticking (server, clock);

  for (gsize i = 0; i < G_N_ELEMENTS (rounds); i++)
    {
      g_autoptr (NsExchange) exchange = NULL;

      ns_clock_advance (clock, rounds[i].pause * G_USEC_PER_SEC);
      exchange = ns_post (connection, 4);
      ns_post_assert_success (exchange);
      g_assert_cmpint (exchange->attempt.is_kept, ==, rounds[i].is_kept);
      assert_times (&exchange->attempt, rounds[i].phases);
    }
}

typedef struct
{
  const char *name;
  NsRawStep step;
  gsize body;
  guint phases;
} Row;

/* Where a try ends, its times end. */
static const Row rows[] = {
  { "half-sent", { NS_POST_BIG / 2, NULL, NS_RAW_CLOSE }, NS_POST_BIG, CONNECTED | 1u << NS_PHASE_SENDING },
  { "no-answer", { NS_RAW_WHOLE_BODY, NULL, NS_RAW_CLOSE }, 4, CONNECTED | WRITTEN },
  { "no-body", { NS_RAW_WHOLE_BODY, NULL, NS_RAW_CLOSE }, 0, CONNECTED | 1u << NS_PHASE_SENT },
  { "half-answer",
    { NS_RAW_WHOLE_BODY, "HTTP/1.1 200 OK\r\n" NS_POST_EAS "Content-Length: 100\r\n\r\nhalf", NS_RAW_CLOSE },
    4, CONNECTED | ANSWERED },
  { "refused", ANSWER ("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n"), 4, CONNECTED | COMPLETE },
};

static void
test_end (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (NsRawServer) server = ns_raw_server_new (&row->step, 1);
  g_autoptr (NsClock) clock = ns_clock_new_fake (NOW);
  g_autoptr (NsConnection) connection = connect_ticking (server, clock);
  g_autoptr (NsExchange) exchange = ns_post (connection, row->body);

  g_assert_false (exchange->attempt.is_kept);
  assert_times (&exchange->attempt, row->phases);
}

static void
collect_cb (NsConnection *connection, guint64 sent, guint64 total, GArray *phases)
{
  const NsAttempt *attempt = ns_connection_get_attempt (connection);

  g_assert_nonnull (attempt);
  g_assert_cmpint (attempt->started_at, ==, NOW);
  g_assert_cmpint (attempt->ended_at, ==, 0);
  g_assert_cmpuint (attempt->bytes_sent, ==, sent);
  g_array_append_val (phases, attempt->phase);
}

/* Each phase is told as it comes, and while it lasts the try can be looked at. */
static void
test_live (void)
{
  static const NsPhase expected[] = { NS_PHASE_RESOLVED, NS_PHASE_CONNECTED, NS_PHASE_SENDING,
                                      NS_PHASE_SENT,     NS_PHASE_ANSWERED,  NS_PHASE_COMPLETE };
  const NsRawStep step = ANSWER (NS_POST_OK);
  g_autoptr (NsRawServer) server = ns_raw_server_new (&step, 1);
  g_autoptr (NsClock) clock = ns_clock_new_fake (NOW);
  g_autoptr (NsConnection) connection = ns_post_connect (ns_raw_server_get_port (server), clock);
  g_autoptr (GArray) phases = g_array_new (FALSE, FALSE, sizeof (NsPhase));
  g_autoptr (NsExchange) exchange = NULL;

  g_assert_null (ns_connection_get_attempt (connection));
  g_signal_connect (connection, "progress", G_CALLBACK (collect_cb), phases);
  exchange = ns_post (connection, 4);
  g_assert_cmpmem (phases->data, phases->len * sizeof (NsPhase), expected, sizeof expected);
  g_assert_null (ns_connection_get_attempt (connection));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phases/kept", test_kept);
  g_test_add_func ("/phases/live", test_live);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/phases/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_end);
    }
  return g_test_run ();
}
