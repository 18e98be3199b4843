/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When the window with a million items has drawn its first rows, and what memory it takes then, against a GTK program
 * that shows one label. Each start is a process of its own; bench-window.sh gives them a display. */
#include "config.h"

#include "bench/ns-bench-rig.h"
#include "bench/ns-bench.h"
#include "view/ns-outbox-model.h"
#include "view/ns-outbox-window.h"

#include <gtk/gtk.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROUNDS 15
#define MANY 1000000

/* When the parent started this process, in seconds of the monotonic clock. */
static double started;

static double
get_resident_mb (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL) || (line = strstr (status, "VmRSS:")) == NULL)
    g_error ("/proc/self/status has no line VmRSS");
  return (double) g_ascii_strtoull (line + strlen ("VmRSS:"), NULL, 10) / 1024;
}

/* What is left to do at the end of the process is not measured. */
static void
report (void)
{
  printf ("%.0f %.0f\n", (ns_bench_now () - started) * 1e6, get_resident_mb () * 1024);
  fflush (stdout);
  _exit (EXIT_SUCCESS);
}

static GtkTreeView *
find_list (GtkWidget *widget)
{
  GtkTreeView *found = NULL;
  GList *children;

  if (GTK_IS_TREE_VIEW (widget))
    return GTK_TREE_VIEW (widget);
  if (!GTK_IS_CONTAINER (widget))
    return NULL;
  children = gtk_container_get_children (GTK_CONTAINER (widget));
  for (GList *link = children; link != NULL && found == NULL; link = link->next)
    found = find_list (link->data);
  g_list_free (children);
  return found;
}

/* Whether the first row is on the screen with the item in it, not only with its place. */
static gboolean
shows_items (GtkWidget *window)
{
  GtkTreeView *list = find_list (window);
  GtkTreeModel *model = list != NULL && gtk_widget_get_mapped (GTK_WIDGET (list)) ? gtk_tree_view_get_model (list)
                                                                                  : NULL;
  GtkTreeIter iter;

  return NS_IS_OUTBOX_MODEL (model) && gtk_tree_model_get_iter_first (model, &iter)
         && ns_outbox_model_get_item (NS_OUTBOX_MODEL (model), &iter) != NULL;
}

static void
after_paint_cb (GdkFrameClock *clock, GtkWidget *window)
{
  if (!NS_IS_OUTBOX_WINDOW (window) || shows_items (window))
    report ();
}

static void
watch (GtkWidget *window)
{
  gtk_widget_realize (window);
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb), window);
  gtk_window_present (GTK_WINDOW (window));
}

static void
activate_trivial_cb (GtkApplication *application)
{
  GtkWidget *window = gtk_application_window_new (application), *label = gtk_label_new ("Outbox");

  gtk_window_set_default_size (GTK_WINDOW (window), 900, 600);
  gtk_container_add (GTK_CONTAINER (window), label);
  gtk_widget_show (label);
  watch (window);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  NsStore *store = ns_store_open_finish (result, &error);
  g_autoptr (NsSecrets) secrets = ns_secrets_new_memory ();

  if (store == NULL)
    g_error ("%s", error->message);
  ns_outbox_window_set_session (user_data, store, ns_engine_new (store, secrets));
}

static void
activate_outbox_cb (GtkApplication *application, const char *profile)
{
  g_autoptr (NsClock) clock = ns_clock_new_system ();
  NsOutboxWindow *window = ns_outbox_window_new (application);

  ns_store_open_async (profile, clock, NULL, opened_cb, window);
  watch (GTK_WIDGET (window));
}

/* As the program's own main() does; the trivial window is an ordinary program's. */
static int
start (const char *profile)
{
  g_autoptr (GtkApplication) application = NULL;

  if (profile != NULL)
    g_setenv ("GDK_GL", "disable", FALSE);
  application = gtk_application_new ("io.github.notifysync.Bench", G_APPLICATION_NON_UNIQUE);
  if (profile != NULL)
    {
      g_application_set_resource_base_path (G_APPLICATION (application), "/io/github/notifysync/Outbox");
      g_signal_connect (application, "activate", G_CALLBACK (activate_outbox_cb), (gpointer) profile);
    }
  else
    g_signal_connect (application, "activate", G_CALLBACK (activate_trivial_cb), NULL);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}

static void
measure (const char *program, const char *profile, double *ms, double *mb)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  g_autofree char *output = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, now, profile, NULL);

  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error)
      || !g_subprocess_wait_check (process, NULL, &error))
    g_error ("%s", error->message);
  words = g_strsplit (output, " ", 2);
  *ms = (double) g_ascii_strtoull (words[0], NULL, 10) / 1000;
  *mb = (double) g_ascii_strtoull (words[1], NULL, 10) / 1024;
}

static int
compare (const char *program)
{
  NsBench *frame = ns_bench_new ("window-1m", "ms", "a window with a label", NS_BENCH_AT_MOST, 1);
  NsBench *memory = ns_bench_new ("window-1m-memory", "MB", "a window with a label", NS_BENCH_AT_MOST, 0.6);
  char *profile = ns_bench_folder_new ();
  gboolean is_ok;

  ns_bench_fill (profile, MANY, 1);
  for (guint round = 0; round <= ROUNDS; round++)
    {
      double ms, mb, label_ms, label_mb;

      measure (program, NULL, &label_ms, &label_mb);
      measure (program, profile, &ms, &mb);
      /* The first round only warms the caches. */
      if (round == 0)
        continue;
      ns_bench_add (frame, ms, label_ms);
      ns_bench_add (memory, mb, label_mb);
    }
  ns_bench_folder_free (profile);
  is_ok = ns_bench_end (frame);
  return ns_bench_end (memory) && is_ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
main (int argc, char **argv)
{
  if (argc == 1)
    return compare (argv[0]);
  started = (double) g_ascii_strtoull (argv[1], NULL, 10) / G_USEC_PER_SEC;
  return start (argc > 2 ? argv[2] : NULL);
}
