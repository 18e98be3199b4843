/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-cause.h"

/* Every code that the engine can emit, by domain: eas-facts 5.7, 6.6, 3.2, 4, 7.1, 1.7. */
static const int sync_codes[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 };
static const int folder_sync_codes[] = { 1, 6, 9, 10, 11, 12 };
static const int provision_codes[] = { 1, 2, 3 };
static const int policy_codes[] = { 1, 2, 3, 4, 5 };
static const int meeting_codes[] = { 1, 2, 3, 4 };
static const int http_codes[] = { 301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 407, 408, 409, 413, 429, 449,
                                  451, 456, 457, 500, 501, 502, 503, 504, 505, 507, 511 };

static void
assert_row (NsDomain domain, int code)
{
  const NsCause *cause = ns_cause_for ((NsOutcome) { domain, code, NS_COMMAND_SYNC, 0 });

  g_test_message ("domain %d code %d", domain, code);
  g_assert_true (ns_cause_has_row (domain, code));
  g_assert_cmpint (cause->domain, ==, domain);
  g_assert_cmpint (cause->code, ==, code);
}

static void
assert_rows (NsDomain domain, const int *codes, gsize n_codes)
{
  for (gsize i = 0; i < n_codes; i++)
    assert_row (domain, codes[i]);
}

static void
test_every_outcome_has_a_row (void)
{
  assert_rows (NS_DOMAIN_SYNC, sync_codes, G_N_ELEMENTS (sync_codes));
  assert_rows (NS_DOMAIN_FOLDER_SYNC, folder_sync_codes, G_N_ELEMENTS (folder_sync_codes));
  assert_rows (NS_DOMAIN_PROVISION, provision_codes, G_N_ELEMENTS (provision_codes));
  assert_rows (NS_DOMAIN_POLICY, policy_codes, G_N_ELEMENTS (policy_codes));
  assert_rows (NS_DOMAIN_MEETING_RESPONSE, meeting_codes, G_N_ELEMENTS (meeting_codes));
  assert_rows (NS_DOMAIN_HTTP, http_codes, G_N_ELEMENTS (http_codes));
  for (int code = 101; code <= 184; code++)
    if (!(code >= 157 && code <= 159) && !(code >= 180 && code <= 182))
      assert_row (NS_DOMAIN_COMMON, code);
  for (int code = NS_NETWORK_RESOLVE; code <= NS_NETWORK_LAST; code++)
    assert_row (NS_DOMAIN_NETWORK, code);
  for (int code = NS_LOCAL_NO_FOLDER; code <= NS_LOCAL_LAST; code++)
    assert_row (NS_DOMAIN_LOCAL, code);
}

static void
assert_sentence (const char *text)
{
  g_test_message ("%s", text);
  g_assert_true (g_str_has_suffix (text, "."));
  g_assert_true (g_ascii_isupper (text[0]));
}

static void
test_rows_are_complete (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (int domain = NS_DOMAIN_SYNC; domain <= NS_DOMAIN_LAST; domain++)
    {
      gsize n_rows;
      const NsCause *rows = ns_cause_rows ((NsDomain) domain, &n_rows);

      g_assert_cmpuint (n_rows, >, 0);
      for (gsize i = 0; i < n_rows; i++)
        {
          if (rows[i].domain != (NsDomain) domain)
            continue;
          g_assert_true (g_hash_table_add (ids, (gpointer) rows[i].id));
          assert_sentence (ns_cause_why (&rows[i]));
          assert_sentence (ns_cause_data (&rows[i]));
          assert_sentence (ns_cause_advice (&rows[i]));
          g_assert_cmpint (rows[i].action == NS_ACTION_NONE, ==, rows[i].verdict == NS_VERDICT_DELIVERED);
          g_assert_nonnull (strstr (rows[i].exception, "Exception: "));
        }
    }
}

/* A certificate that is not trusted stops the account before anything is sent, whatever is wrong with it. */
static void
test_secure_connection (void)
{
  static const int codes[] = { NS_NETWORK_TLS_CERTIFICATE, NS_NETWORK_TLS_HANDSHAKE,
                               NS_NETWORK_TLS_UNKNOWN_AUTHORITY, NS_NETWORK_TLS_EXPIRED,
                               NS_NETWORK_TLS_NOT_YET_VALID, NS_NETWORK_TLS_WRONG_HOST, NS_NETWORK_TLS_REVOKED,
                               NS_NETWORK_TLS_TOO_OLD, NS_NETWORK_TLS_PIN_CHANGED };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const NsCause *cause = ns_cause_for ((NsOutcome) { NS_DOMAIN_NETWORK, codes[i], NS_COMMAND_OPTIONS, 0 });

      g_test_message ("%s", cause->id);
      g_assert_cmpint (cause->verdict, ==, NS_VERDICT_NEEDS_USER);
      g_assert_cmpint (cause->source, ==, NS_SOURCE_NETWORK);
    }
}

static void
test_article_416 (void)
{
  const NsCause *conversion = ns_cause_for ((NsOutcome) { NS_DOMAIN_SYNC, 6, NS_COMMAND_SYNC, 200 });
  const NsCause *conflict = ns_cause_for ((NsOutcome) { NS_DOMAIN_SYNC, 7, NS_COMMAND_SYNC, 200 });
  const NsCause *echo = ns_cause_for ((NsOutcome) { NS_DOMAIN_LOCAL, NS_LOCAL_REMINDER_ECHO, NS_COMMAND_SYNC, 200 });

  g_assert_cmpstr (conversion->exception, ==, "StatusException: Error in client/server conversion");
  g_assert_true (ns_cause_is_permanent (conversion));
  g_assert_cmpint (conversion->action, ==, NS_ACTION_REPORT);
  g_assert_cmpstr (conflict->exception, ==, "StatusException: Conflict matching the client and server object");
  g_assert_false (ns_cause_is_permanent (conflict));
  g_assert_cmpint (conflict->action, ==, NS_ACTION_RESEND);
  g_assert_cmpstr (echo->exception, ==, conflict->exception);
  g_assert_cmpint (echo->action, ==, NS_ACTION_DELETE);
}

static void
test_unknown_codes (void)
{
  static const struct
  {
    NsDomain domain;
    int code;
    const char *id;
    NsVerdict verdict;
  } rows[] = {
    { NS_DOMAIN_SYNC, 99, "sync-unknown", NS_VERDICT_REFUSED },
    { NS_DOMAIN_COMMON, 199, "common-unknown", NS_VERDICT_REFUSED },
    { NS_DOMAIN_MEETING_RESPONSE, 17, "meeting-response-unknown", NS_VERDICT_REFUSED },
    { NS_DOMAIN_HTTP, 418, "http-400", NS_VERDICT_REFUSED },
    { NS_DOMAIN_HTTP, 599, "http-500", NS_VERDICT_UNKNOWN },
    { NS_DOMAIN_HTTP, 299, "http-unknown", NS_VERDICT_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const NsCause *cause = ns_cause_for ((NsOutcome) { rows[i].domain, rows[i].code, NS_COMMAND_SYNC, 0 });

      g_test_message ("%s", rows[i].id);
      g_assert_cmpstr (cause->id, ==, rows[i].id);
      g_assert_cmpint (cause->verdict, ==, rows[i].verdict);
    }
  g_assert_null (ns_cause_for ((NsOutcome) { NS_DOMAIN_NONE, 0, NS_COMMAND_SYNC, 0 }));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cause/every-outcome-has-a-row", test_every_outcome_has_a_row);
  g_test_add_func ("/cause/rows-are-complete", test_rows_are_complete);
  g_test_add_func ("/cause/secure-connection", test_secure_connection);
  g_test_add_func ("/cause/article-416", test_article_416);
  g_test_add_func ("/cause/unknown-codes", test_unknown_codes);
  return g_test_run ();
}
