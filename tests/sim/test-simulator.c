/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

static char *
program (void)
{
  const char *top = g_getenv ("NS_TOP_BUILDDIR");

  return g_build_filename (top != NULL ? top : ".", "notifysync-simulator", NULL);
}

static void
test_wrong_use (void)
{
  static const char *const cases[][2] = {
    { "--nonsense", NULL },          { "--port=70000", NULL },        { "--port=x", NULL },
    { "--fail-next=Sync:x", NULL },  { "--fail-next", "nonsense" },   { "--versions=9", NULL },
    { "--personality=exchange-1999", NULL },
    { "--fail-next=Sync:stop=501", NULL }, { "--fail-next=Sync:stop=200@x", NULL },
    { "--address=nowhere", NULL },   { "--ca-file=/x", NULL },        { "stray", NULL },
    { "--fault-rate=101", NULL },    { "--fault-rate=-1", NULL },    { "--fault-rate=nan", NULL },
    { "--seed=-1", NULL },           { "--seed=x", NULL },
    { "--journal=/nonexistent/j", NULL }, { "--port-file=/nonexistent/p", NULL },
  };
  g_autofree char *path = program ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) process = g_subprocess_new (
        G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, path, cases[i][0], cases[i][1], NULL);
      g_autofree char *out = NULL, *err = NULL;

      g_assert_no_error (error);
      g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, &err, &error));
      g_test_message ("%s: %s", cases[i][0], err);
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 2);
      g_assert_cmpstr (out, ==, "");
      g_assert_true (g_str_has_prefix (err, "notifysync-simulator: "));
      g_assert_true (strchr (err, '\n') == err + strlen (err) - 1);
    }
}

static void
test_information (void)
{
  static const struct
  {
    const char *option;
    const char *expected;
  } cases[] = {
    { "--version", "notifysync-simulator " },
    { "--list-faults", "drop-answer" },
    { "--list-personalities", "kerio-6.6\tKerio MailServer 6.6\t2.5,12.0,12.1\n" },
    { "--help", "--fail-next" },
  };
  g_autofree char *path = program ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GSubprocess) process =
        g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, path, cases[i].option, NULL);
      g_autofree char *out = NULL;

      g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, NULL));
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
      g_assert_nonnull (strstr (out, cases[i].expected));
    }
}

/* The URL is printed when the server listens, the port file is there by then, and a signal ends it cleanly. */
static void
run_until (int signal_number)
{
  g_autofree char *dir = g_dir_make_tmp ("ns-sim-XXXXXX", NULL);
  g_autofree char *port_file = g_build_filename (dir, "port", NULL);
  g_autofree char *ca_file = g_build_filename (dir, "ca.pem", NULL);
  g_autofree char *path = program ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, path, "--port-file", port_file, "--tls", "--ca-file",
                      ca_file, "--personality",
                      "kerio-6.6", "--strict", "--no-provision", "--replay-memory", "--fail-next", "Sync:503*@*", NULL);
  g_autoptr (GDataInputStream) out = NULL;
  g_autofree char *url = NULL, *port = NULL, *expected = NULL;

  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  url = g_data_input_stream_read_line (out, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (port_file, &port, NULL, NULL));
  expected = g_strdup_printf ("https://127.0.0.1:%s/Microsoft-Server-ActiveSync", g_strstrip (port));
  g_assert_cmpstr (url, ==, expected);
  g_assert_true (g_file_test (ca_file, G_FILE_TEST_IS_REGULAR));

  g_subprocess_send_signal (process, signal_number);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);

  g_assert_cmpint (g_unlink (port_file), ==, 0);
  g_assert_cmpint (g_unlink (ca_file), ==, 0);
  g_assert_cmpint (g_rmdir (dir), ==, 0);
}

static void
test_signals (void)
{
  run_until (SIGTERM);
  run_until (SIGINT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simulator/wrong-use", test_wrong_use);
  g_test_add_func ("/simulator/information", test_information);
  g_test_add_func ("/simulator/signals", test_signals);
  return g_test_run ();
}
