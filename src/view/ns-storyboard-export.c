/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-storyboard-export.h"

#include "lab/ns-lab-holding.h"
#include "view/ns-lab-words.h"
#include "view/ns-storyboard.h"

#include <glib/gi18n-lib.h>

/* The first frame after a change may still lay out, the next one draws it. */
#define QUIET_FRAMES 3

/* A picture takes about 120 kB; a long story gets smaller ones. */
#define MAX_FULL_PICTURES 60

typedef struct
{
  NsStoryboard *storyboard; /* (owned): as far as it is told */
  GFile *file;              /* (owned) */
  guint n_steps;            /* how many are to be told */
  guint target;             /* the step to be told next; 0 is the beginning, of which nothing is told */
  gboolean is_sought;       /* the window is on its way to @target, or there */
  guint n_frames;           /* drawn since nothing moves any more */
  guint64 last_seq;         /* of the exchanges that are told */
  GdkFrameClock *clock;     /* (owned): of the window */
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  ns_storyboard_free (export->storyboard);
  g_object_unref (export->file);
  g_object_unref (export->clock);
  g_free (export);
}

static cairo_status_t
write_cb (gpointer closure, const guchar *data, guint length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* The stage as it is drawn in its window, which has the background. */
static void
draw_stage (NsLabWindow *window, double scale, NsStoryboardFrame *frame)
{
  GtkWidget *stage = ns_lab_window_get_stage (window);
  GByteArray *png = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_t *cr;
  int x, y;

  frame->width = (int) (gtk_widget_get_allocated_width (stage) * scale);
  frame->height = (int) (gtk_widget_get_allocated_height (stage) * scale);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, frame->width, frame->height);
  cr = cairo_create (surface);
  gtk_widget_translate_coordinates (stage, GTK_WIDGET (window), 0, 0, &x, &y);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -x, -y);
  gtk_widget_draw (GTK_WIDGET (window), cr);
  cairo_destroy (cr);
  if (cairo_surface_write_to_png_stream (surface, write_cb, png) == CAIRO_STATUS_SUCCESS)
    frame->png = g_byte_array_free_to_bytes (png);
  else
    g_byte_array_unref (png);
  cairo_surface_destroy (surface);
}

static GPtrArray *
take_new_exchanges (Export *export, NsSimServer *server)
{
  g_autoptr (GPtrArray) all = ns_sim_server_dup_exchanges (server);
  GPtrArray *fresh = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_sim_exchange_unref);

  for (guint i = 0; i < all->len; i++)
    {
      NsSimExchange *exchange = g_ptr_array_index (all, i);

      if (exchange->seq <= export->last_seq)
        continue;
      g_ptr_array_add (fresh, ns_sim_exchange_ref (exchange));
      export->last_seq = exchange->seq;
    }
  return fresh;
}

static char *
describe_server (NsSimServer *server)
{
  g_autofree char *product = ns_sim_server_dup_product (server);
  g_autofree char *named = ns_lab_words_product (product);

  return g_strdup_printf ("%s · %s", named, ns_lab_words_way (ns_sim_server_get_url (server)));
}

static void
begin_story (Export *export, NsLab *lab)
{
  const NsScenario *scenario = ns_lab_get_scenario (lab);
  NsStoryboard *storyboard = export->storyboard;

  export->n_steps = MIN (export->n_steps, scenario->steps->len);
  storyboard->title = g_strdup (scenario->title);
  storyboard->description = g_strdup (scenario->description);
  storyboard->device = ns_lab_words_device (scenario->device_model, scenario->device_software);
  storyboard->server = describe_server (ns_lab_get_server (lab));
  storyboard->language = ns_storyboard_dup_language (g_get_language_names ()[0]);
  storyboard->is_rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  storyboard->n_steps = scenario->steps->len;
}

static void
tell_step (Export *export, NsLabWindow *window, NsLab *lab)
{
  const NsScenario *scenario = ns_lab_get_scenario (lab);
  NsSimServer *server = ns_lab_get_server (lab);
  NsStoryboardFrame *frame = ns_storyboard_add_frame (export->storyboard);
  g_autofree char *state = ns_sim_server_dup_state (server);

  frame->count = ns_lab_words_count (scenario, export->target);
  frame->words = ns_lab_words_step (scenario, export->target);
  frame->facts = describe_server (server);
  frame->exchanges = take_new_exchanges (export, server);
  frame->holdings = ns_lab_holding_list (state);
  draw_stage (window, export->n_steps > MAX_FULL_PICTURES ? 0.5 : 1, frame);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_parse_name (G_FILE (source));

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, _("The storyboard cannot be written to %s: %s"),
                             name, error->message);
}

/* GIO writes a file beside it and renames that, so that there is the whole storyboard or none. */
static void
write_file (GTask *task)
{
  Export *export = g_task_get_task_data (task);
  g_autoptr (GBytes) html = ns_storyboard_write (export->storyboard);

  g_file_replace_contents_bytes_async (export->file, html, NULL, FALSE, G_FILE_CREATE_NONE,
                                       g_task_get_cancellable (task), written_cb, task);
}

/* A window that is destroyed has taken the handlers off its clock already. */
static void
stop_watching (GTask *task, NsLabWindow *window)
{
  const Export *export = g_task_get_task_data (task);

  g_signal_handlers_disconnect_by_data (export->clock, task);
  g_signal_handlers_disconnect_by_data (window, task);
}

/* What is to be told next, or the end. */
static void
go_on (GTask *task, NsLabWindow *window, NsLab *lab)
{
  Export *export = g_task_get_task_data (task);

  if (export->target == 0)
    begin_story (export, lab);
  else
    tell_step (export, window, lab);
  export->n_frames = 0;
  export->is_sought = FALSE;
  export->target++;
  if (export->target <= export->n_steps)
    return;
  stop_watching (task, window);
  write_file (task);
}

static void
fail (GTask *task, NsLabWindow *window, GError *error)
{
  stop_watching (task, window);
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
destroy_cb (NsLabWindow *window, gpointer user_data)
{
  fail (user_data, window, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The scenario was closed.")));
}

/* After a paint everything has its place. A step that the window was sent to and did not reach cannot be done. */
static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  GTask *task = user_data;
  Export *export = g_task_get_task_data (task);
  NsLabWindow *window = g_task_get_source_object (task);
  NsLab *lab = ns_lab_window_get_lab (window);
  GError *error = NULL;

  gtk_widget_queue_draw (GTK_WIDGET (window));
  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    fail (task, window, error);
  else if (lab == NULL)
    fail (task, window, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The scenario was closed.")));
  else if (!ns_lab_window_is_settled (window))
    export->n_frames = 0;
  else if (!export->is_sought)
    {
      export->is_sought = TRUE;
      ns_lab_window_seek (window, export->target);
    }
  else if (ns_lab_get_next_step (lab) != export->target || ns_lab_get_server (lab) == NULL)
    fail (task, window, g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, _("Step %u cannot be done."), export->target));
  else if (++export->n_frames == QUIET_FRAMES)
    go_on (task, window, lab);
}

/**
 * ns_storyboard_export_async:
 * @window: a window with a scenario
 * @n_steps: how many of its steps to tell, from the first one; all where there are fewer
 * @file: where to
 * @cancellable: (nullable): to give up
 * @callback: called when the file is written
 * @user_data: for @callback
 *
 * Plays a scenario once more before the user's eyes, from the beginning, and tells each step in one HTML file, with a
 * picture of the stage as the window draws it. The window stands at the last of these steps then.
 */
void
ns_storyboard_export_async (NsLabWindow *window, guint n_steps, GFile *file, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (window, cancellable, callback, user_data);
  Export *export = g_new0 (Export, 1);

  g_task_set_source_tag (task, ns_storyboard_export_async);
  g_task_set_task_data (task, export, export_free);
  export->storyboard = ns_storyboard_new ();
  export->file = g_object_ref (file);
  export->n_steps = n_steps;
  gtk_widget_realize (GTK_WIDGET (window));
  export->clock = g_object_ref (gtk_widget_get_frame_clock (GTK_WIDGET (window)));
  g_signal_connect (export->clock, "after-paint", G_CALLBACK (after_paint_cb), task);
  g_signal_connect (window, "destroy", G_CALLBACK (destroy_cb), task);
  gtk_widget_queue_draw (GTK_WIDGET (window));
}

/**
 * ns_storyboard_export_finish:
 * @result: from the callback
 * @error: %G_IO_ERROR; the message is a sentence for the user
 *
 * Returns: whether the whole file was written; where not, the file is as it was before
 */
gboolean
ns_storyboard_export_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
