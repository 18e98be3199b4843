/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ctl-fixture.h"

#include "base/ns-await.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

static char *
program (const char *name)
{
  return g_build_filename (g_getenv ("NS_TOP_BUILDDIR"), name, NULL);
}

static char *
read_line (GSubprocess *process)
{
  g_autoptr (GDataInputStream) out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line (out, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  return line;
}

/* A test that fails must not leave a server behind, which would hold its output open. */
static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/* The simulator tells its address once it listens, so nothing has to be waited for. */
static void
start_simulator (CtlFixture *self, const char *const *args)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *path = program ("notifysync-simulator");
  g_autofree char *spool = g_build_filename (self->folder, "spool", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  g_ptr_array_add (argv, path);
  g_ptr_array_add (argv, (char *) "--journal");
  g_ptr_array_add (argv, self->journal);
  g_ptr_array_add (argv, (char *) "--spool");
  g_ptr_array_add (argv, spool);
  for (guint i = 0; args != NULL && args[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) args[i]);
  g_ptr_array_add (argv, NULL);
  self->simulator = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  self->url = read_line (self->simulator);
}

void
ctl_fixture_init (CtlFixture *self, const char *const *simulator_args)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("ns-ctl-XXXXXX", &error);
  g_assert_no_error (error);
  self->profile = g_build_filename (self->folder, "profile", NULL);
  self->journal = g_build_filename (self->folder, "journal", NULL);
  start_simulator (self, simulator_args);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
ctl_fixture_clear (CtlFixture *self)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_send_signal (self->simulator, SIGTERM);
  g_subprocess_wait (self->simulator, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (self->simulator));
  g_clear_object (&self->simulator);
  remove_tree (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->profile, g_free);
  g_clear_pointer (&self->journal, g_free);
  g_clear_pointer (&self->url, g_free);
}

/* No session bus: nothing that these tests do may reach the password store of whoever runs them. */
GSubprocess *
ctl_spawn (CtlFixture *self, GSubprocessFlags flags, const char *const *args)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *path = program ("notifysyncctl");
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "HOME", self->folder, TRUE);
  g_ptr_array_add (argv, path);
  if (self->profile != NULL)
    {
      g_ptr_array_add (argv, (char *) "--profile");
      g_ptr_array_add (argv, self->profile);
    }
  for (guint i = 0; args[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) args[i]);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  return process;
}

/* The main context runs meanwhile, so that a test may be the server itself. */
CtlResult *
ctl_finish (GSubprocess *process, const char *input)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  CtlResult *result = g_new0 (CtlResult, 1);

  g_subprocess_communicate_utf8_async (process, input, NULL, ns_await_cb, &await);
  g_subprocess_communicate_utf8_finish (process, ns_await_result (&await), &result->out, &result->err, &error);
  g_assert_no_error (error);
  result->code = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
  if (*result->err != '\0')
    g_test_message ("%s", result->err);
  return result;
}

CtlResult *
ctl_run (CtlFixture *self, ...)
{
  g_autoptr (GPtrArray) args = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  const char *arg;
  va_list list;

  va_start (list, self);
  while ((arg = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (args, (char *) arg);
  va_end (list);
  g_ptr_array_add (args, NULL);
  process = ctl_spawn (self, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                       (const char *const *) args->pdata);
  return ctl_finish (process, NULL);
}

void
ctl_result_free (CtlResult *result)
{
  g_free (result->out);
  g_free (result->err);
  g_free (result);
}

void
ctl_expect (CtlResult *result, int code)
{
  g_assert_cmpint (result->code, ==, code);
}

/* One clear sentence, and the exit code that belongs to it. */
void
ctl_expect_sentence (CtlResult *result, int code, const char *pattern)
{
  g_autofree char *whole = g_strdup_printf ("notifysyncctl: %s\n", pattern);

  g_assert_cmpint (result->code, ==, code);
  g_assert_true (g_pattern_match_simple (whole, result->err));
  g_assert_true (strchr (result->err, '\n') == result->err + strlen (result->err) - 1);
}

void
ctl_set_account (CtlFixture *self, const char *url, const char *password_command)
{
  g_autoptr (CtlResult) result
    = ctl_run (self, "account", "set", "--server", url, "--user", "demo", "--email", "demo@example.test",
               "--password-command", password_command, NULL);

  ctl_expect (result, 0);
  g_assert_cmpstr (result->err, ==, "");
}

char *
ctl_write (CtlFixture *self, const char *name, const char *content)
{
  char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
  return path;
}

static void
add (CtlFixture *self, const char *name, const char *content)
{
  g_autofree char *path = ctl_write (self, name, content);
  g_autoptr (CtlResult) result = ctl_run (self, "add", path, NULL);

  ctl_expect (result, 0);
}

void
ctl_add_mail (CtlFixture *self, const char *subject)
{
  g_autofree char *text = g_strdup_printf ("From: demo@example.test\nTo: Ben <ben@example.test>\nSubject: %s\n"
                                           "Date: Sun, 01 Mar 2026 09:00:00 +0000\nMessage-ID: <%s@example.test>\n"
                                           "MIME-Version: 1.0\nContent-Type: text/plain\n\nHello\n",
                                           subject, subject);

  add (self, "m.eml", text);
}

void
ctl_add_contact (CtlFixture *self, const char *name)
{
  g_autofree char *text = g_strdup_printf ("BEGIN:VCARD\nVERSION:3.0\nFN:%s\nN:;%s;;;\nUID:%s\nEND:VCARD\n", name,
                                           name, name);

  add (self, "c.vcf", text);
}

JsonNode *
ctl_show (CtlFixture *self, int id)
{
  g_autofree char *text = g_strdup_printf ("%d", id);
  g_autoptr (CtlResult) result = ctl_run (self, "--json", "show", text, NULL);
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  ctl_expect (result, 0);
  node = json_from_string (result->out, &error);
  g_assert_no_error (error);
  return node;
}

char *
ctl_list (CtlFixture *self)
{
  g_autoptr (CtlResult) result = ctl_run (self, "--json", "list", NULL);

  ctl_expect (result, 0);
  return g_steal_pointer (&result->out);
}

static guint
count_lines (CtlFixture *self, const char *command, const char *subject, gboolean executed)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  if (!g_file_get_contents (self->journal, &text, NULL, NULL))
    return 0;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = json_from_string (lines[i], &error);
      JsonObject *line;

      g_assert_no_error (error);
      line = json_node_get_object (node);
      if (g_str_equal (json_object_get_string_member (line, "command"), command)
          && (!executed || json_object_get_boolean_member (line, "executed"))
          && (subject == NULL
              || g_strcmp0 (json_object_get_string_member_with_default (line, "subject", ""), subject) == 0))
        n++;
    }
  return n;
}

/* How often the simulated world was changed by this command; with @subject, by this item. */
guint
ctl_count_executed (CtlFixture *self, const char *command, const char *subject)
{
  return count_lines (self, command, subject, TRUE);
}

guint
ctl_count_requests (CtlFixture *self, const char *command)
{
  return count_lines (self, command, NULL, FALSE);
}
