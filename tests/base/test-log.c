/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "base/ns-log.h"

#include <string.h>

static const struct
{
  const char *text;
  const char *redacted;
} cases[] = {
  /* Credentials in headers */
  { "Authorization: Basic YWxpY2U6YWxpY2Utc2VjcmV0", "Authorization: Basic ***" },
  { "authorization:   bearer eyJ0.eyJ-_~.sig==", "authorization:   bearer ***" },
  { "Authorization: Digest username=\"ana\", response=\"6629\"", "Authorization: Digest ***" },
  { "Authorization: NTLM TlRMTVNTUAAD", "Authorization: NTLM ***" },
  { "> Proxy-Authorization: Basic eDp5\r\n> Host: h", "> Proxy-Authorization: Basic ***\r\n> Host: h" },
  { "Cookie: a=1; b=2\r\nHost: h", "Cookie: ***\r\nHost: h" },
  { "Set-Cookie: session=deadbeef; Secure", "Set-Cookie: ***" },
  { "X-MS-PolicyKey: 3942919513", "X-MS-PolicyKey: ***" },
  /* In URLs, forms and JSON */
  { "GET https://ana:geheim@mail.example.test/x", "GET https://ana:***@mail.example.test/x" },
  { "user=ana&password=s3cret&next=1", "user=ana&password=***&next=1" },
  { "passwd: s3cret, user: ana", "passwd: ***, user: ana" },
  { "{\"password\": \"s3cret\", \"user\": \"ana\"}", "{\"password\": \"***\", \"user\": \"ana\"}" },
  { "access_token=abc; TOKEN: def", "access_token=***; TOKEN: ***" },
  /* Two in one text */
  { "password=a password=b", "password=*** password=***" },
  /* What is no secret stays as it is */
  { "", "" },
  { "the password is wrong", "the password is wrong" },
  { "https://mail.example.test:8443/Microsoft-Server-ActiveSync?User=ana@example.test",
    "https://mail.example.test:8443/Microsoft-Server-ActiveSync?User=ana@example.test" },
  { "StatusException: Error in client/server conversion", "StatusException: Error in client/server conversion" },
  { "Grüße, 2 % of %s", "Grüße, 2 % of %s" },
  /* Bytes that are no text must not hide a secret, nor stop the writer. */
  { "\xff password=x", "\xef\xbf\xbd password=***" },
};

static void
test_redact (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *redacted = ns_log_redact (cases[i].text);

      g_assert_cmpstr (redacted, ==, cases[i].redacted);
    }
}

/* Redacting what is redacted changes nothing: a report may pass through twice. */
static void
test_redact_again (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *twice = ns_log_redact (cases[i].redacted);

      g_assert_cmpstr (twice, ==, cases[i].redacted);
    }
}

static void
log_everything (guint verbosity)
{
  ns_log_init (verbosity);
  g_message ("milestone password=s3cret");
  g_info ("step");
  g_debug ("wire Authorization: Basic c2VjcmV0");
}

static void
test_writer (gconstpointer data)
{
  const guint verbosity = GPOINTER_TO_UINT (data);

  if (g_test_subprocess ())
    {
      log_everything (verbosity);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("*Ns-Test: milestone password=???\n*");
  g_test_trap_assert_stderr_unmatched ("*s3cret*");
  g_test_trap_assert_stderr_unmatched ("*c2VjcmV0*");
  if (verbosity >= 1)
    g_test_trap_assert_stderr ("*Ns-Test: step*");
  else
    g_test_trap_assert_stderr_unmatched ("*step*");
  if (verbosity >= 2)
    g_test_trap_assert_stderr ("*wire Authorization: Basic ???\n*");
  else
    g_test_trap_assert_stderr_unmatched ("*wire*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/log/redact", test_redact);
  g_test_add_func ("/log/redact/again", test_redact_again);
  g_test_add_data_func ("/log/writer/quiet", GUINT_TO_POINTER (0), test_writer);
  g_test_add_data_func ("/log/writer/verbose", GUINT_TO_POINTER (1), test_writer);
  g_test_add_data_func ("/log/writer/everything", GUINT_TO_POINTER (2), test_writer);
  return g_test_run ();
}
