/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-attempt-steps.h"

#include <locale.h>

#define NINE G_GINT64_CONSTANT (1772355600000000) /* 2026-03-01 09:00 UTC */
#define MS(n) (NINE + (n) * G_GINT64_CONSTANT (1000))

typedef struct
{
  const char *name;
  NsAttempt attempt;
  const char *told;        /* the steps that were reached, each on a line; the one that failed behind a ! */
  const char *not_reached; /* nicks */
} Row;

#define WAY .started_at = MS (0), .phase_at[NS_PHASE_RESOLVED] = MS (3), .phase_at[NS_PHASE_CONNECTED] = MS (12)
#define TLS .phase_at[NS_PHASE_TLS] = MS (40)
#define WRITTEN .phase_at[NS_PHASE_SENDING] = MS (41), .phase_at[NS_PHASE_SENT] = MS (43)
#define ANSWERED .phase_at[NS_PHASE_ANSWERED] = MS (1243)
#define COMPLETE .phase_at[NS_PHASE_COMPLETE] = MS (1250)
#define BYTES(sent, total) .bytes_sent = (sent), .bytes_total = (total)
#define ALL WAY, TLS, WRITTEN, ANSWERED, COMPLETE, BYTES (2048, 2048), .ended_at = MS (1250), .phase = NS_PHASE_COMPLETE
#define NETWORK(fault, http) .outcome = { NS_DOMAIN_NETWORK, NS_NETWORK_##fault, NS_COMMAND_SYNC, http }
#define HTTP(status) .outcome = { NS_DOMAIN_HTTP, status, NS_COMMAND_SYNC, status }
#define SYNC(status) .outcome = { NS_DOMAIN_SYNC, status, NS_COMMAND_SYNC, 200 }
#define SENT_TOLD "Found the server · 3 ms\nConnected · 12 ms\nEncrypted · 40 ms\n2048 of 2048 bytes sent · 43 ms\n"
#define ANSWER_TOLD SENT_TOLD "Waited 1.2 s for the answer\n"
#define AFTER_WAY "sent waited answered authenticated status"

static const Row rows[] = {
  { "accepted", { ALL, .outcome = { NS_DOMAIN_NONE, 0, NS_COMMAND_SYNC, 200 }, .state = NS_STATE_DELIVERED },
    ANSWER_TOLD "Answered: HTTP 200 · 1.2 s\nLogged in\nAccepted", "" },
  { "sync-1", { ALL, SYNC (1), .state = NS_STATE_DELIVERED },
    ANSWER_TOLD "Answered: HTTP 200 · 1.2 s\nLogged in\nAccepted", "" },
  { "item-status", { ALL, SYNC (6), .state = NS_STATE_ERROR },
    ANSWER_TOLD "Answered: HTTP 200 · 1.2 s\nLogged in\n!Item status 6", "" },
  { "status-of-all", { ALL, SYNC (12), .state = NS_STATE_PENDING },
    ANSWER_TOLD "Answered: HTTP 200 · 1.2 s\nLogged in\n!Status 12", "" },
  { "common", { ALL, .outcome = { NS_DOMAIN_COMMON, 118, NS_COMMAND_SEND_MAIL, 200 }, .state = NS_STATE_ERROR },
    ANSWER_TOLD "Answered: HTTP 200 · 1.2 s\nLogged in\n!Status 118", "" },
  { "nothing-said", { ALL, .outcome = { NS_DOMAIN_LOCAL, NS_LOCAL_NO_RESPONSE, NS_COMMAND_SYNC, 200 } },
    ANSWER_TOLD "Answered: HTTP 200 · 1.2 s\nLogged in\n!The answer says nothing of this item", "" },
  { "undecided", { ALL, .outcome = { NS_DOMAIN_NONE, 0, NS_COMMAND_SYNC, 200 }, .state = NS_STATE_PENDING },
    ANSWER_TOLD "Answered: HTTP 200 · 1.2 s\nLogged in\n!Nothing was decided", "" },
  { "not-eas", { ALL, NETWORK (NOT_EAS, 200) },
    ANSWER_TOLD "Answered: HTTP 200 · 1.2 s\n!The answer is not from an ActiveSync server", "status" },
  { "malformed", { ALL, NETWORK (MALFORMED, 200) },
    ANSWER_TOLD "Answered: HTTP 200 · 1.2 s\nLogged in\n!The answer was not understood", "" },
  { "busy", { ALL, HTTP (503) }, ANSWER_TOLD "!Answered: HTTP 503 · 1.2 s", "authenticated status" },
  { "login", { ALL, HTTP (401) }, ANSWER_TOLD "!Answered: HTTP 401 · 1.2 s\n!The login was refused", "status" },
  { "access", { ALL, HTTP (403) }, ANSWER_TOLD "!Answered: HTTP 403 · 1.2 s\n!Access was refused", "status" },
  { "kept",
    { .started_at = MS (0), .is_kept = TRUE, .phase = NS_PHASE_COMPLETE, WRITTEN, ANSWERED, COMPLETE, BYTES (1, 1),
      .ended_at = MS (1250), .state = NS_STATE_DELIVERED, .outcome = { NS_DOMAIN_NONE, 0, NS_COMMAND_SYNC, 200 } },
    "Connection kept\n1 of 1 byte sent · 43 ms\nWaited 1.2 s for the answer\nAnswered: HTTP 200 · 1.2 s\nLogged in\n"
    "Accepted", "" },
  { "unresolved", { .started_at = MS (0), .ended_at = MS (5000), BYTES (0, 2048), NETWORK (RESOLVE, 0) },
    "!The server was not found · 5.0 s", "connected " AFTER_WAY },
  { "unreached",
    { .started_at = MS (0), .phase_at[NS_PHASE_RESOLVED] = MS (3), .phase = NS_PHASE_RESOLVED, BYTES (0, 2048),
      .ended_at = MS (9), NETWORK (CONNECT, 0) },
    "Found the server · 3 ms\n!No connection was made · 9 ms", AFTER_WAY },
  { "certificate",
    { WAY, .phase = NS_PHASE_CONNECTED, BYTES (0, 2048), .ended_at = MS (30), NETWORK (TLS_EXPIRED, 0) },
    "Found the server · 3 ms\nConnected · 12 ms\n!The connection was not encrypted · 30 ms", AFTER_WAY },
  { "proxy", { WAY, .phase = NS_PHASE_CONNECTED, BYTES (0, 2048), .ended_at = MS (30), NETWORK (PROXY, 0) },
    "Found the server · 3 ms\nConnected · 12 ms\n!0 of 2048 bytes sent · 30 ms",
    "waited answered authenticated status" },
  { "cut-sending",
    { WAY, TLS, .phase_at[NS_PHASE_SENDING] = MS (41), .phase = NS_PHASE_SENDING, BYTES (1024, 2048),
      .ended_at = MS (99), NETWORK (CUT_SENDING, 0) },
    "Found the server · 3 ms\nConnected · 12 ms\nEncrypted · 40 ms\n!1024 of 2048 bytes sent · 99 ms",
    "waited answered authenticated status" },
  { "lost-answer",
    { WAY, TLS, WRITTEN, .phase = NS_PHASE_SENT, BYTES (2048, 2048), .ended_at = MS (120043), NETWORK (TIMEOUT, 0) },
    SENT_TOLD "!No answer came · 2 min 0 s", "answered authenticated status" },
  { "half-answer",
    { WAY, TLS, WRITTEN, ANSWERED, .phase = NS_PHASE_ANSWERED, BYTES (2048, 2048), .ended_at = MS (2000),
      NETWORK (LOST_ANSWER, 200) },
    ANSWER_TOLD "!The answer broke off: HTTP 200 · 2.0 s", "authenticated status" },
  { "half-head",
    { WAY, TLS, WRITTEN, ANSWERED, .phase = NS_PHASE_ANSWERED, BYTES (2048, 2048), .ended_at = MS (2000),
      NETWORK (LOST_ANSWER, 0) },
    ANSWER_TOLD "!The answer broke off · 2.0 s", "authenticated status" },
  { "no-body",
    { WAY, .phase_at[NS_PHASE_SENT] = MS (43), .phase = NS_PHASE_SENT, .ended_at = MS (50), NETWORK (LOST_ANSWER, 0) },
    "Found the server · 3 ms\nConnected · 12 ms\nRequest sent · 43 ms\n!No answer came · 50 ms",
    "answered authenticated status" },
  /* What an older version wrote has no times. */
  { "old", { .started_at = MS (0), .ended_at = MS (1250), .phase = NS_PHASE_COMPLETE, BYTES (8, 8), HTTP (503) },
    "Found the server\nConnected\n8 of 8 bytes sent\nWaited for the answer\n!Answered: HTTP 503 · 1.2 s",
    "authenticated status" },
  { "killed", { .started_at = MS (0), .ended_at = MS (9), .phase = NS_PHASE_SENT, NETWORK (INTERRUPTED, 0) },
    "!Interrupted before an answer was seen · 9 ms", "" },
  { "local", { .started_at = MS (0), .ended_at = MS (0), .outcome = { NS_DOMAIN_LOCAL, NS_LOCAL_BAD_PAYLOAD } },
    "!Nothing was sent", "" },
};

static void
append_word (GString *out, const char *separator, const char *word)
{
  g_string_append_printf (out, "%s%s", out->len > 0 ? separator : "", word);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GArray) steps = ns_attempt_steps_new (&row->attempt, FALSE);
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GString) not_reached = g_string_new (NULL);
  gint64 last = row->attempt.started_at;

  for (guint i = 0; i < steps->len; i++)
    {
      const NsAttemptStep *step = &g_array_index (steps, NsAttemptStep, i);
      g_autofree char *text = NULL;
      g_autofree char *line = NULL;

      if (step->fate == NS_ATTEMPT_NOT_REACHED)
        {
          append_word (not_reached, " ", step->nick);
          g_assert_null (step->label);
          g_assert_cmpint (step->at, ==, 0);
          g_assert_cmpint (step->span, ==, -1);
          continue;
        }
      text = ns_attempt_step_to_string (step, FALSE);
      line = g_strconcat (step->fate == NS_ATTEMPT_FAILED ? "!" : "", text, NULL);
      append_word (told, "\n", line);
      if (step->at == 0)
        continue;
      g_assert_cmpint (step->at - row->attempt.started_at, ==, step->span);
      g_assert_cmpint (step->at, >=, last);
      last = step->at;
      g_assert_cmpint (last, <=, row->attempt.ended_at);
    }
  g_assert_cmpstr (told->str, ==, row->told);
  g_assert_cmpstr (not_reached->str, ==, row->not_reached);
}

/* Support gets the same, whatever language the user's is. */
static void
test_english (void)
{
  const NsAttempt attempt = { ALL, SYNC (6), .state = NS_STATE_ERROR };
  g_autoptr (GArray) steps = ns_attempt_steps_new (&attempt, TRUE);
  g_autofree char *first = ns_attempt_step_to_string (&g_array_index (steps, NsAttemptStep, 0), TRUE);
  g_autofree char *bytes = ns_attempt_step_to_string (&g_array_index (steps, NsAttemptStep, 3), TRUE);

  g_assert_cmpstr (first, ==, "Found the server · 3 ms");
  g_assert_cmpstr (bytes, ==, "2048 of 2048 bytes sent · 43 ms");
  g_assert_cmpint (ns_attempt_duration (&attempt), ==, 1250000);
}

static void
test_present (void)
{
  static const struct
  {
    NsPhase phase;
    const char *text;
  } phases[] = {
    { NS_PHASE_NONE, "Now: finding the server" },
    { NS_PHASE_RESOLVED, "Now: connecting" },
    { NS_PHASE_CONNECTED, "Now: connected" },
    { NS_PHASE_TLS, "Now: connected" },
    { NS_PHASE_SENDING, "Now: 12.3\302\240kB of 40.1\302\240kB sent" },
    { NS_PHASE_SENT, "Now: waiting for the answer" },
    { NS_PHASE_ANSWERED, "Now: reading the answer" },
    { NS_PHASE_COMPLETE, "Now: reading the answer" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (phases); i++)
    {
      const NsAttempt attempt = { .phase = phases[i].phase, BYTES (12345, 40100) };
      g_autofree char *text = ns_attempt_present (&attempt);

      g_assert_cmpstr (text, ==, phases[i].text);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attempt-steps/english", test_english);
  g_test_add_func ("/attempt-steps/present", test_present);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/attempt-steps/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  return g_test_run ();
}
