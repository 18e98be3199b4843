/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "app/ns-witness.h"

#include "app/ns-ready-bus.h"
#include "app/ns-screenshot.h"
#include "app/ns-state-json.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

/* What a title ends with while the window stands still. */
#define READY_SUFFIX " – ready"

struct _NsWitness
{
  GObject parent_instance;

  const NsOptions *options; /* (borrowed): the application's */
  NsReady *ready;           /* (owned) */
  NsReadyBus *bus;          /* (owned) */
  int fd;                   /* where to tell it, or -1; belongs to who started the program */
};

G_DEFINE_FINAL_TYPE (NsWitness, ns_witness, G_TYPE_OBJECT)

enum
{
  SIGNAL_FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
tell_fd (NsWitness *self)
{
  g_autofree char *line = g_strdup_printf ("ready %u\n", ns_ready_get_serial (self->ready));
  const gsize length = strlen (line);
  gssize n;

  if (self->fd < 0)
    return;
  do
    n = write (self->fd, line, length);
  while (n < 0 && errno == EINTR);
  if (n == (gssize) length)
    return;
  g_message ("Nobody listens for “ready” any more.");
  self->fd = -1;
}

/* Not gtk_window_set_title(), which a header bar would show. */
static void
tell_title (NsWitness *self, gboolean is_ready)
{
  GList *toplevels = gtk_window_list_toplevels ();

  for (GList *link = toplevels; link != NULL; link = link->next)
    {
      const char *title = gtk_window_get_title (link->data);
      g_autofree char *told = g_strconcat (title != NULL ? title : "", is_ready ? READY_SUFFIX : "", NULL);

      if (title != NULL && gtk_widget_get_mapped (link->data))
        gdk_window_set_title (gtk_widget_get_window (link->data), told);
    }
  g_list_free (toplevels);
}

static gboolean
write_files (NsWitness *self, GError **error)
{
  GtkWindow *window = ns_ready_get_window (self->ready);

  if (self->options->state_json != NULL
      && !ns_state_json_write (self->options, window, ns_ready_get_serial (self->ready), self->options->state_json,
                               error))
    return FALSE;
  return self->options->screenshot == NULL || ns_screenshot_write (window, self->options->screenshot, error);
}

/* The files come first: who is told finds them. */
static void
changed_cb (NsWitness *self)
{
  const gboolean is_ready = ns_ready_get (self->ready);
  g_autoptr (GError) error = NULL;

  if (is_ready && (!write_files (self, &error) || self->options->screenshot != NULL))
    {
      if (error == NULL)
        tell_fd (self);
      g_signal_handlers_disconnect_by_func (self->ready, changed_cb, self);
      g_signal_emit (self, signals[SIGNAL_FINISHED], 0, error);
      return;
    }
  if (self->options->ready_title)
    tell_title (self, is_ready);
  if (is_ready)
    tell_fd (self);
}

static void
ns_witness_finalize (GObject *object)
{
  NsWitness *self = NS_WITNESS (object);

  g_clear_object (&self->bus);
  g_clear_object (&self->ready);
  G_OBJECT_CLASS (ns_witness_parent_class)->finalize (object);
}

static void
ns_witness_class_init (NsWitnessClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ns_witness_finalize;
  signals[SIGNAL_FINISHED] = g_signal_new ("finished", NS_TYPE_WITNESS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ns_witness_init (NsWitness *self)
{
}

/**
 * ns_witness_new:
 * @options: (transfer none): the command line; must live as long
 * @is_settled: whether the program shows what it was asked to show, and all of it
 * @user_data: for @is_settled; must live as long
 *
 * Returns: (transfer full): the witness of all windows that are shown from now on
 */
NsWitness *
ns_witness_new (const NsOptions *options, NsSettledFunc is_settled, gpointer user_data)
{
  NsWitness *self = g_object_new (NS_TYPE_WITNESS, NULL);

  self->options = options;
  self->fd = options->ready_fd;
  self->ready = ns_ready_new (is_settled, user_data);
  g_signal_connect_object (self->ready, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  self->bus = ns_ready_bus_new (self->ready);
  /* Who waited may be gone before it is told. */
  if (self->fd >= 0)
    signal (SIGPIPE, SIG_IGN);
  return self;
}

/**
 * ns_witness_check:
 * @self: the witness
 *
 * Has it look again, where something may have changed that is not drawn yet.
 */
void
ns_witness_check (NsWitness *self)
{
  ns_ready_check (self->ready);
}
