/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ctl-fixture.h"

#include <string.h>

/* Whatever is refused, the outbox is as it was: one item that waits. */
static void
setup (CtlFixture *fixture)
{
  ctl_fixture_init (fixture, NULL);
  ctl_set_account (fixture, fixture->url, "echo demo");
  ctl_add_mail (fixture, "Minutes");
}

static void
test_files (void)
{
  static const struct
  {
    const char *name;
    const char *content;
    const char *pattern;
  } rows[] = {
    { "cut.eml", "From: a@example.test\nTo: b@exam", "cut.eml: line 2: The file ends within the headers*" },
    { "half.eml",
      "From: a@example.test\nTo: b@example.test\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\nHello\n",
      "half.eml: line 7: The file ends before*" },
    { "prose.eml", "This is no mail.\n", "prose.eml: line 1: “This is no mail.”*" },
    { "prose.txt", "This is no mail.\n", "prose.txt: This is neither a mail message*" },
    { "empty.eml", "", "empty.eml: The file is empty." },
    { "cut.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "cut.ics: line 2: The file ends before END:VEVENT*" },
    { "cut.vcf", "BEGIN:VCARD\nFN:Ada\n", "cut.vcf: line 2: The file ends before END:VCARD*" },
  };
  g_auto (CtlFixture) fixture = { NULL };
  g_autofree char *before = NULL;
  g_autofree char *good = NULL;

  setup (&fixture);
  before = ctl_list (&fixture);
  good = g_build_filename (fixture.folder, "m.eml", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = ctl_write (&fixture, rows[i].name, rows[i].content);
      g_autoptr (CtlResult) result = ctl_run (&fixture, "add", good, path, NULL);
      g_autofree char *after = ctl_list (&fixture);

      ctl_expect_sentence (result, 2, rows[i].pattern);
      g_assert_cmpstr (result->out, ==, "");
      g_assert_cmpstr (after, ==, before);
    }
}

static void
test_wrong_use (void)
{
  static const struct
  {
    const char *args[5];
    const char *pattern;
  } rows[] = {
    { { NULL }, "Which command?*" },
    { { "frobnicate" }, "There is no command “frobnicate”*" },
    { { "--frobnicate", "list" }, "Unknown option --frobnicate" },
    { { "list", "--frobnicate" }, "Unknown option --frobnicate" },
    { { "account" }, "“account” wants one of the words*" },
    { { "account", "frobnicate" }, "“account” wants one of the words*" },
    { { "add" }, "This is used as: notifysyncctl add FILE…" },
    { { "add", "absent.eml" }, "absent.eml: There is no such file." },
    { { "add", "/" }, "/: This is a folder, not a file." },
    { { "show" }, "This is used as: notifysyncctl show ID" },
    { { "show", "1", "2" }, "This is used as: notifysyncctl show ID" },
    { { "show", "one" }, "“one” is no item number*" },
    { { "show", "0" }, "“0” is no item number*" },
    { { "show", "99" }, "*99*" },
    { { "resend" }, "Say which items to resend*" },
    { { "resend", "--all", "1" }, "Say which items to resend*" },
    { { "resend", "1" }, "*1*" },
    { { "release", "1" }, "*1*" },
    { { "arrived", "1" }, "*1*" },
    { { "delete", "1", "99" }, "*99*" },
    { { "sync", "--cycles", "0" }, "“--cycles” takes a number from 1*" },
    { { "sync", "--cycles", "many" }, "*many*" },
    { { "sync", "--timeout", "-1" }, "“--timeout” takes a number of seconds*" },
    { { "sync", "--timeout", "3601" }, "“--timeout” takes a number of seconds*" },
    { { "status", "now" }, "This is used as: notifysyncctl status" },
    { { "account", "set", "--server", "mail example" }, "“mail example” is no https address." },
    { { "account", "set", "--server", "ftp://mail.example.test" }, "“ftp://mail.example.test” is no https address." },
    { { "account", "set", "--server", "https://" }, "*" },
    { { "account", "set", "--server", "https://demo:demo@mail.example.test" }, "The address holds a user name*" },
    { { "account", "set", "--server", "http://mail.example.test" }, "“http://mail.*” is not encrypted*" },
    { { "account", "set", "--email", "nobody" }, "“nobody” is no e-mail address." },
    { { "account", "set", "--protocol", "13" }, "There is no protocol version “13”*" },
    { { "account", "set", "--ca", "absent.pem" }, "The file “absent.pem” cannot be read." },
    { { "account", "set", "--pin", "12:34" }, "“12:34” is no SHA-256 fingerprint*" },
    { { "account", "set", "--password-command", "" }, "The password command is empty." },
  };
  g_auto (CtlFixture) fixture = { NULL };
  g_autofree char *before = NULL;
  g_autoptr (CtlResult) account_before = NULL;

  setup (&fixture);
  before = ctl_list (&fixture);
  account_before = ctl_run (&fixture, "--json", "account", "show", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *const *args = rows[i].args;
      g_autoptr (CtlResult) result = ctl_run (&fixture, args[0], args[1], args[2], args[3], args[4], NULL);
      g_autofree char *after = ctl_list (&fixture);
      g_autoptr (CtlResult) account_after = ctl_run (&fixture, "--json", "account", "show", NULL);

      ctl_expect_sentence (result, 2, rows[i].pattern);
      g_assert_cmpstr (result->out, ==, "");
      g_assert_cmpstr (after, ==, before);
      g_assert_cmpstr (account_after->out, ==, account_before->out);
    }
}

/* What waits goes on waiting, with the cause and without a scratch. */
static void
expect_waiting (CtlFixture *fixture, int code)
{
  g_autoptr (CtlResult) result = ctl_run (fixture, "sync", NULL);
  g_autoptr (JsonNode) node = NULL;

  ctl_expect_sentence (result, code, "*");
  g_assert_cmpstr (result->out, ==, "");
  node = ctl_show (fixture, 1);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "state"), ==, "pending");
  g_assert_cmpuint (ctl_count_executed (fixture, "SendMail", NULL), ==, 0);
}

static void
test_wrong_password (void)
{
  static const char *const commands[] = { "echo wrong", "exit 3", "true" };
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) status = NULL;
  g_autoptr (CtlResult) result = NULL;

  setup (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      ctl_set_account (&fixture, fixture.url, commands[i]);
      expect_waiting (&fixture, 4);
    }
  status = ctl_run (&fixture, "status", NULL);
  ctl_expect_sentence (status, 4, "*");

  /* With the right one everything goes on. */
  ctl_set_account (&fixture, fixture.url, "echo demo");
  result = ctl_run (&fixture, "sync", NULL);
  ctl_expect (result, 0);
}

static void
test_unreachable_server (void)
{
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GError) error = NULL;
  const guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/Microsoft-Server-ActiveSync", port);

  g_assert_no_error (error);
  g_socket_listener_close (listener);
  setup (&fixture);
  ctl_set_account (&fixture, url, "echo demo");
  expect_waiting (&fixture, 3);
}

static gboolean
answer_page_cb (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  static const char page[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 20\r\n"
                             "Connection: close\r\n\r\n<html>Sign in</html>";
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  char request[4096];

  g_assert_cmpint (g_input_stream_read (in, request, sizeof request, NULL, NULL), >, 0);
  g_assert_true (g_output_stream_write_all (out, page, strlen (page), NULL, NULL, NULL));
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  return TRUE;
}

/* A captive portal answers everything with 200 and a page. */
static void
test_web_page (void)
{
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (GSocketService) service = g_threaded_socket_service_new (2);
  g_autoptr (GError) error = NULL;
  const guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, &error);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/Microsoft-Server-ActiveSync", port);

  g_assert_no_error (error);
  g_signal_connect (service, "run", G_CALLBACK (answer_page_cb), NULL);
  g_socket_service_start (service);
  setup (&fixture);
  ctl_set_account (&fixture, url, "echo demo");
  expect_waiting (&fixture, 3);
  g_socket_service_stop (service);
}

static void
test_no_account (void)
{
  static const char *const commands[] = { "sync", "status" };
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) synced = NULL;
  g_autoptr (CtlResult) shown = NULL;
  g_autoptr (CtlResult) half = NULL;

  ctl_fixture_init (&fixture, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (CtlResult) result = ctl_run (&fixture, commands[i], NULL);

      ctl_expect_sentence (result, 4, "*account*");
    }
  shown = ctl_run (&fixture, "account", "show", NULL);
  ctl_expect_sentence (shown, 4, "No account is set up*");
  half = ctl_run (&fixture, "account", "set", "--server", fixture.url, "--user", "demo", NULL);
  ctl_expect_sentence (half, 2, "A new account needs*");

  /* What is queued before there is an account waits for it. */
  ctl_add_mail (&fixture, "Minutes");
  ctl_set_account (&fixture, fixture.url, "echo demo");
  synced = ctl_run (&fixture, "sync", NULL);
  ctl_expect (synced, 0);
  g_assert_cmpuint (ctl_count_executed (&fixture, "SendMail", "Minutes"), ==, 1);
}

static void
test_unusable_profile (void)
{
  g_auto (CtlFixture) fixture = { NULL };
  g_autofree char *file = NULL;
  g_autoptr (CtlResult) result = NULL;

  ctl_fixture_init (&fixture, NULL);
  file = ctl_write (&fixture, "profile", "I am a file.\n");
  result = ctl_run (&fixture, "list", NULL);
  ctl_expect_sentence (result, 5, "*");
}

/* Without a Secret Service the password has no place; the account stays as it was. */
static void
test_no_secret_service (void)
{
  static const char *const args[] = { "account", "set", "--password-stdin", NULL };
  static const char *const inputs[] = { "secret\n", "" };
  static const int codes[] = { 5, 2 };
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) before = NULL;

  setup (&fixture);
  before = ctl_run (&fixture, "--json", "account", "show", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      g_autoptr (GSubprocess) process
        = ctl_spawn (&fixture, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                 | G_SUBPROCESS_FLAGS_STDERR_PIPE, args);
      g_autoptr (CtlResult) result = ctl_finish (process, inputs[i]);
      g_autoptr (CtlResult) after = ctl_run (&fixture, "--json", "account", "show", NULL);

      ctl_expect_sentence (result, codes[i], "*");
      g_assert_null (strstr (result->err, "secret\n"));
      g_assert_cmpstr (after->out, ==, before->out);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/bad-input/files", test_files);
  g_test_add_func ("/ctl/bad-input/wrong-use", test_wrong_use);
  g_test_add_func ("/ctl/bad-input/wrong-password", test_wrong_password);
  g_test_add_func ("/ctl/bad-input/unreachable-server", test_unreachable_server);
  g_test_add_func ("/ctl/bad-input/web-page", test_web_page);
  g_test_add_func ("/ctl/bad-input/no-account", test_no_account);
  g_test_add_func ("/ctl/bad-input/unusable-profile", test_unusable_profile);
  g_test_add_func ("/ctl/bad-input/no-secret-service", test_no_secret_service);
  return g_test_run ();
}
