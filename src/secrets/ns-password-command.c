/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "secrets/ns-password-command.h"

#include "base/ns-log.h"
#include "secrets/ns-secrets.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More than any password or error is long; what a command prints beyond it is read and dropped. */
#define MAX_OUTPUT 4096

#define PIPE_SIZE (64 * 1024)

/* What a command has printed on one of its pipes, as far as it is kept. */
typedef struct
{
  GInputStream *stream; /* (owned by the subprocess) */
  GSource *source;      /* (owned) (nullable): %NULL after its end */
  gsize length;
  char text[MAX_OUTPUT];
} Output;

typedef enum
{
  STOP_NONE,
  STOP_CANCELLED,
  STOP_TIMEOUT,
} Stop;

typedef struct
{
  GSubprocess *process; /* (owned) */
  GSource *timer;       /* (owned) */
  GSource *cancelled;   /* (owned) (nullable) */
  Output out;
  Output err;
  Stop stop;
} Run;

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
run_free (Run *run)
{
  clear_source (&run->timer);
  clear_source (&run->cancelled);
  clear_source (&run->out.source);
  clear_source (&run->err.source);
  g_clear_object (&run->process);
  explicit_bzero (run->out.text, sizeof run->out.text);
  g_free (run);
}

static void
output_append (Output *output, const char *bytes, gsize length)
{
  const gsize taken = MIN (length, sizeof output->text - output->length);

  memcpy (output->text + output->length, bytes, taken);
  output->length += taken;
}

/* What is there now, at most what a pipe holds. Not until the pipe's end: an agent that the command started may
 * keep it open for ever, and a command may print for ever. */
static void
drain (Output *output)
{
  g_autoptr (GError) error = NULL;
  char bytes[1024];
  gssize got = 1;

  for (guint i = 0; i < PIPE_SIZE / sizeof bytes && got > 0; i++)
    {
      got = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (output->stream), bytes, sizeof bytes,
                                                      NULL, &error);
      if (got > 0)
        output_append (output, bytes, got);
    }
  explicit_bzero (bytes, sizeof bytes);

  if (got <= 0 && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    clear_source (&output->source);
}

static gboolean
readable_cb (GObject *stream, gpointer user_data)
{
  drain (user_data);
  return G_SOURCE_CONTINUE;
}

static void
watch (Output *output, GInputStream *stream)
{
  output->stream = stream;
  output->source = g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (stream), NULL);
  g_source_set_callback (output->source, G_SOURCE_FUNC (readable_cb), output, NULL);
  g_source_attach (output->source, g_main_context_get_thread_default ());
}

/* (transfer full): without its line end, to be freed by ns_secrets_free_password() */
static char *
first_line (const Output *output)
{
  const char *end = memchr (output->text, '\n', output->length);
  gsize length = end != NULL ? (gsize) (end - output->text) : output->length;

  if (end != NULL && length > 0 && output->text[length - 1] == '\r')
    length--;
  return g_strndup (output->text, length);
}

static gboolean
timeout_cb (gpointer user_data)
{
  Run *run = user_data;

  run->stop = STOP_TIMEOUT;
  g_subprocess_force_exit (run->process);
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Run *run = user_data;

  run->stop = STOP_CANCELLED;
  g_subprocess_force_exit (run->process);
  return G_SOURCE_REMOVE;
}

static void
return_failure (GTask *task, const Run *run)
{
  g_autofree char *line = first_line (&run->err);
  g_autofree char *clean = ns_log_redact (g_strstrip (line));
  g_autofree char *what = g_subprocess_get_if_exited (run->process)
                            ? g_strdup_printf (_("The password command failed with exit code %d"),
                                               g_subprocess_get_exit_status (run->process))
                            : g_strdup_printf (_("The password command was killed by signal %d"),
                                               g_subprocess_get_term_sig (run->process));

  g_task_return_new_error (task, NS_SECRETS_ERROR, NS_SECRETS_ERROR_COMMAND, "%s%s%s", what,
                           *clean != '\0' ? ": " : ".", clean);
}

static void
return_password (GTask *task, const Run *run)
{
  char *password = first_line (&run->out);

  if (run->out.length == sizeof run->out.text && strlen (password) == run->out.length)
    g_task_return_new_error (task, NS_SECRETS_ERROR, NS_SECRETS_ERROR_COMMAND,
                             _("The first line that the password command printed is too long for a password."));
  else if (*password == '\0')
    g_task_return_new_error (task, NS_SECRETS_ERROR, NS_SECRETS_ERROR_COMMAND,
                             _("The password command printed no password."));
  else
    g_task_return_pointer (task, g_steal_pointer (&password), ns_secrets_free_password);
  ns_secrets_free_password (password);
}

static void
return_result (GTask *task, const Run *run)
{
  switch (run->stop)
    {
    case STOP_CANCELLED:
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The password command was cancelled."));
      break;
    case STOP_TIMEOUT:
      g_task_return_new_error (task, NS_SECRETS_ERROR, NS_SECRETS_ERROR_COMMAND,
                               _("The password command did not end in time and was stopped."));
      break;
    case STOP_NONE:
      if (g_subprocess_get_successful (run->process))
        return_password (task, run);
      else
        return_failure (task, run);
      break;
    }
}

static void
exited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  drain (&run->out);
  drain (&run->err);
  return_result (task, run);
}

static void
watch_run (Run *run, gint64 timeout, GCancellable *cancellable)
{
  watch (&run->out, g_subprocess_get_stdout_pipe (run->process));
  watch (&run->err, g_subprocess_get_stderr_pipe (run->process));
  run->timer = g_timeout_source_new (timeout / 1000);
  g_source_set_callback (run->timer, timeout_cb, run, NULL);
  g_source_attach (run->timer, g_main_context_get_thread_default ());
  if (cancellable != NULL)
    {
      run->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (run->cancelled, G_SOURCE_FUNC (cancelled_cb), run, NULL);
      g_source_attach (run->cancelled, g_main_context_get_thread_default ());
    }
}

/**
 * ns_password_command_run_async:
 * @command: a command for `/bin/sh -c`; its input is empty
 * @timeout: microseconds after which it is killed
 * @cancellable: (nullable): kills it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Runs a command of which the first line on its output is a password. Main thread.
 */
void
ns_password_command_run_async (const char *command, gint64 timeout, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);
  g_autoptr (GError) error = NULL;

  g_task_set_source_tag (task, ns_password_command_run_async);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  run->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, "/bin/sh",
                                   "-c", command, NULL);
  if (run->process == NULL)
    {
      g_task_return_new_error (task, NS_SECRETS_ERROR, NS_SECRETS_ERROR_COMMAND,
                               _("The password command cannot be started: %s"), error->message);
      g_object_unref (task);
      return;
    }

  watch_run (run, timeout, cancellable);
  g_subprocess_wait_async (run->process, NULL, exited_cb, task);
}

/**
 * ns_password_command_run_finish:
 * @result: the result
 * @error: return location for %NS_SECRETS_ERROR_COMMAND or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the password; give it back by ns_secrets_free_password()
 */
char *
ns_password_command_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
