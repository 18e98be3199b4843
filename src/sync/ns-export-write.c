/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several items as files in one folder. */
#include "config.h"
#include "sync/ns-export.h"

typedef struct
{
  GPtrArray *items;      /* (owned) (element-type NsItem) */
  GFile *folder;         /* (owned) */
  GHashTable *names;     /* (owned) (element-type utf8): those that are taken, case ignored */
  GStrvBuilder *uris;    /* (owned): of the files that are written */
  guint n_done;
} Writing;

static void write_next (GTask *task);

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_ptr_array_unref (writing->items);
  g_object_unref (writing->folder);
  g_hash_table_unref (writing->names);
  g_strv_builder_unref (writing->uris);
  g_free (writing);
}

/* Items may have the same subject, and file systems may not tell capitals from small letters. */
static GFile *
make_file (Writing *writing, const char *name)
{
  const char *ending = strrchr (name, '.');
  g_autofree char *unique = g_strdup (name);
  char *folded = g_utf8_casefold (unique, -1);

  for (guint n = 2; !g_hash_table_add (writing->names, folded); n++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%.*s (%u)%s", (int) (ending - name), name, n, ending);
      folded = g_utf8_casefold (unique, -1);
    }
  return g_file_get_child (writing->folder, unique);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Writing *writing = g_task_get_task_data (task);
  g_autofree char *uri = g_file_get_uri (G_FILE (source));
  GError *error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_strv_builder_add (writing->uris, uri);
  write_next (task);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Writing *writing = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (NsExport) export = ns_export_load_finish (NS_STORE (source), result, &error);
  g_autoptr (GFile) file = export != NULL ? make_file (writing, export->name) : NULL;

  if (export == NULL)
    g_task_return_error (task, error);
  else
    g_file_replace_contents_bytes_async (file, export->content, NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                         g_task_get_cancellable (task), written_cb, g_object_ref (task));
}

static void
write_next (GTask *task)
{
  Writing *writing = g_task_get_task_data (task);

  if (writing->n_done == writing->items->len)
    g_task_return_pointer (task, g_strv_builder_end (writing->uris), (GDestroyNotify) g_strfreev);
  else
    ns_export_load_async (g_task_get_source_object (task), g_ptr_array_index (writing->items, writing->n_done++),
                          g_task_get_cancellable (task), loaded_cb, g_object_ref (task));
}

/**
 * ns_export_write_async:
 * @store: the outbox
 * @items: (element-type NsItem): some of its items
 * @folder: an empty folder
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Writes what each item holds into a file of its own, which only the user can read.
 */
void
ns_export_write_async (NsStore *store, GPtrArray *items, GFile *folder, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  Writing *writing = g_new0 (Writing, 1);

  writing->items = g_ptr_array_ref (items);
  writing->folder = g_object_ref (folder);
  writing->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  writing->uris = g_strv_builder_new ();
  g_task_set_source_tag (task, ns_export_write_async);
  g_task_set_task_data (task, writing, writing_free);
  write_next (task);
}

/**
 * ns_export_write_finish:
 * @store: the outbox
 * @result: what the callback got
 * @error: as ns_export_load_finish(), or %G_IO_ERROR
 *
 * Returns: (transfer full) (array zero-terminated=1) (nullable): the files as URIs, in the order of the items
 */
char **
ns_export_write_finish (NsStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
