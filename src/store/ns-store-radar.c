/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-store-radar.h"

#include "store/ns-account-table.h"
#include "store/ns-collection.h"
#include "store/ns-duplicate-table.h"
#include "store/ns-seen-table.h"
#include "store/ns-stmt.h"
#include "store/ns-store-private.h"

typedef struct
{
  char *collection_id; /* (owned) */
  NsKind kind;
  GPtrArray *objects;  /* (owned) (element-type NsObject) */
} Question;

typedef struct
{
  char *collection_id; /* (owned) */
  NsKind kind;
  GPtrArray *twins;    /* (owned) (element-type NsTwin) */
  GPtrArray *gone;     /* (owned) (element-type utf8) */
} Findings;

static void
question_free (Question *question)
{
  g_free (question->collection_id);
  g_ptr_array_unref (question->objects);
  g_free (question);
}

static void
findings_free (Findings *findings)
{
  g_free (findings->collection_id);
  g_ptr_array_unref (findings->twins);
  g_ptr_array_unref (findings->gone);
  g_free (findings);
}

static void
object_free (NsRadarObject *object)
{
  g_free (object->server_id);
  g_clear_pointer (&object->data, g_bytes_unref);
  g_free (object);
}

/**
 * ns_radar_object_new:
 * @server_id: its id on the server
 * @data: its ApplicationData as WBXML
 *
 * Returns: (transfer full): an object of which nothing else is known
 */
NsRadarObject *
ns_radar_object_new (const char *server_id, GBytes *data)
{
  NsRadarObject *object = g_new0 (NsRadarObject, 1);

  object->server_id = g_strdup (server_id);
  object->data = g_bytes_ref (data);
  return object;
}

/**
 * ns_radar_new:
 *
 * Returns: (transfer full): a radar that shows nothing
 */
NsRadar *
ns_radar_new (void)
{
  NsRadar *radar = g_new0 (NsRadar, 1);

  radar->known = g_ptr_array_new_with_free_func ((GDestroyNotify) object_free);
  radar->strangers = g_ptr_array_new_with_free_func ((GDestroyNotify) object_free);
  radar->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_duplicate_free);
  return radar;
}

/**
 * ns_radar_free:
 * @radar: (transfer full): a radar
 *
 * Frees it and what it shows.
 */
void
ns_radar_free (NsRadar *radar)
{
  g_ptr_array_unref (radar->known);
  g_ptr_array_unref (radar->strangers);
  g_ptr_array_unref (radar->groups);
  g_free (radar);
}

/**
 * ns_twin_new:
 * @known: (transfer full): the copy that the outbox knows, with data
 * @other: (transfer full): the other one, with data
 *
 * Returns: (transfer full): the two together
 */
NsTwin *
ns_twin_new (NsDuplicateCopy *known, NsDuplicateCopy *other)
{
  NsTwin *twin = g_new0 (NsTwin, 1);

  twin->known = known;
  twin->other = other;
  return twin;
}

/**
 * ns_twin_free:
 * @twin: (transfer full): two copies
 *
 * Frees both.
 */
void
ns_twin_free (NsTwin *twin)
{
  ns_duplicate_copy_free (twin->known);
  ns_duplicate_copy_free (twin->other);
  g_free (twin);
}

static gboolean
load_strangers (NsDb *db, gint64 account_id, const Question *question, NsRadar *radar, GError **error)
{
  for (guint i = 0; i < question->objects->len; i++)
    {
      const NsObject *object = g_ptr_array_index (question->objects, i);
      gboolean is_known;
      gint64 since;

      if (object->data == NULL)
        continue;
      if (!ns_seen_table_get (db, account_id, question->collection_id, object->server_id, &is_known, &since, error))
        return FALSE;
      if (is_known)
        continue;
      g_ptr_array_add (radar->strangers, ns_radar_object_new (object->server_id, object->data));
      ((NsRadarObject *) g_ptr_array_index (radar->strangers, radar->strangers->len - 1))->since = since;
    }
  return TRUE;
}

static gboolean
load_known (NsDb *db, gint64 account_id, const char *collection_id, NsRadar *radar, GError **error)
{
  g_autoptr (NsStmt) stmt = ns_query (
    db, error,
    "SELECT known_object.server_id, agreed, MIN (item.delivered_at), MAX (item.attempts), COUNT (item.id)"
    " FROM known_object LEFT JOIN item ON item.server_id = known_object.server_id"
    "  AND item.collection_id = known_object.collection_id AND item.state = 6 AND item.operation = 2"
    " WHERE known_object.account_id = :account_id AND known_object.collection_id = :collection_id"
    "  AND agreed IS NOT NULL GROUP BY known_object.id ORDER BY known_object.id",
    NS_INT ("account_id", account_id), NS_TEXT ("collection_id", collection_id));
  NsStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = ns_stmt_step (stmt, error)) == NS_STEP_ROW)
    {
      g_autofree char *server_id = ns_stmt_dup_text (stmt, 0);
      g_autoptr (GBytes) agreed = ns_stmt_dup_bytes (stmt, 1);
      NsRadarObject *object = ns_radar_object_new (server_id, agreed);

      object->sent_at = ns_stmt_get_int (stmt, 2);
      object->attempts = (guint) ns_stmt_get_int (stmt, 3);
      object->is_shared = ns_stmt_get_int (stmt, 4) > 1;
      g_ptr_array_add (radar->known, object);
    }
  return step == NS_STEP_DONE;
}

static gboolean
load_unsettled (NsDb *db, NsKind kind, NsRadar *radar, GError **error)
{
  g_autoptr (NsStmt) stmt = ns_query (db, error,
                                      "SELECT 1 FROM item WHERE deleted_at = 0 AND state IN (2, 4) AND operation = 2"
                                      " AND kind = :kind",
                                      NS_INT ("kind", kind));
  const NsStep step = stmt != NULL ? ns_stmt_step (stmt, error) : NS_STEP_FAILED;

  radar->is_unsettled = step == NS_STEP_ROW;
  return step != NS_STEP_FAILED;
}

static gpointer
get_radar (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const Question *question = data;
  g_autoptr (NsRadar) radar = ns_radar_new ();
  GPtrArray *groups;
  gint64 account_id;

  if (!ns_account_table_current_id (db, &account_id, error)
      || !load_strangers (db, account_id, question, radar, error))
    return NULL;
  groups = ns_duplicate_table_list (db, account_id, question->collection_id, TRUE, error);
  if (groups == NULL)
    return NULL;
  g_ptr_array_unref (radar->groups);
  radar->groups = groups;
  if (radar->strangers->len + groups->len > 0
      && (!load_known (db, account_id, question->collection_id, radar, error)
          || !load_unsettled (db, question->kind, radar, error)))
    return NULL;
  return g_steal_pointer (&radar);
}

static const NsStoreCall get_radar_call = {
  NS_STORE_READ, get_radar, (GDestroyNotify) question_free, (GDestroyNotify) ns_radar_free
};

/**
 * ns_store_get_radar_async:
 * @self: a store
 * @collection_id: a folder that was pulled
 * @kind: what lies in it
 * @objects: (element-type NsObject): what the pull brought; not to be changed until the call ends
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Reads what duplicates are told from, after ns_store_record_pull_async() has recorded the same pull.
 */
void
ns_store_get_radar_async (NsStore *self, const char *collection_id, NsKind kind, GPtrArray *objects,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Question *question = g_new (Question, 1);

  question->collection_id = g_strdup (collection_id);
  question->kind = kind;
  question->objects = g_ptr_array_ref (objects);
  ns_store_run (self, &get_radar_call, question, cancellable, callback, user_data);
}

/**
 * ns_store_get_radar_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full): what is known
 */
NsRadar *
ns_store_get_radar_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &get_radar_call, result, error);
}

static const NsDuplicate *
find_group (GPtrArray *groups, const NsTwin *twin)
{
  for (guint i = 0; i < groups->len; i++)
    {
      const NsDuplicate *group = g_ptr_array_index (groups, i);

      if (ns_duplicate_find (group, twin->known->server_id) != NULL
          || ns_duplicate_find (group, twin->other->server_id) != NULL)
        return group;
    }
  return NULL;
}

/* What the user called different stays different, whatever comes to it. */
static gboolean
put_twin (NsDb *db, gint64 account_id, gint64 now, const Findings *findings, const NsTwin *twin, GError **error)
{
  g_autoptr (GPtrArray) groups
      = ns_duplicate_table_list (db, account_id, findings->collection_id, FALSE, error);
  g_autoptr (NsDuplicate) fresh = NULL;
  const NsDuplicate *group;
  gint64 id;

  if (groups == NULL)
    return FALSE;
  group = find_group (groups, twin);
  if (group != NULL && group->state == NS_DUPLICATE_IGNORED)
    return TRUE;
  if (group != NULL)
    id = group->id;
  else
    {
      fresh = ns_duplicate_new (0, findings->kind);
      fresh->collection_id = g_strdup (findings->collection_id);
      fresh->found_at = now;
      id = ns_duplicate_table_insert (db, account_id, fresh, error);
    }
  return id != 0 && ns_duplicate_table_put_copy (db, id, twin->known, error)
         && ns_duplicate_table_put_copy (db, id, twin->other, error);
}

static gpointer
record_twins (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const Findings *findings = data;
  gint64 account_id;

  if (!ns_account_table_current_id (db, &account_id, error))
    return NULL;
  for (guint i = 0; i < findings->gone->len; i++)
    if (!ns_duplicate_table_remove_copy (db, account_id, findings->collection_id,
                                         g_ptr_array_index (findings->gone, i), now, error))
      return NULL;
  for (guint i = 0; i < findings->twins->len; i++)
    if (!put_twin (db, account_id, now, findings, g_ptr_array_index (findings->twins, i), error))
      return NULL;
  return NS_STORE_DONE;
}

static const NsStoreCall record_twins_call = { NS_STORE_WRITE, record_twins, (GDestroyNotify) findings_free, NULL };

/**
 * ns_store_record_twins_async:
 * @self: a store
 * @collection_id: a folder that was pulled
 * @kind: what lies in it
 * @twins: (element-type NsTwin): what exists more than once; not to be changed until the call ends
 * @gone: (element-type utf8): copies that are not there any more, or not alike any more; the same holds
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Records what the radar found. Nothing is deleted by it.
 */
void
ns_store_record_twins_async (NsStore *self, const char *collection_id, NsKind kind, GPtrArray *twins,
                             GPtrArray *gone, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Findings *findings = g_new (Findings, 1);

  findings->collection_id = g_strdup (collection_id);
  findings->kind = kind;
  findings->twins = g_ptr_array_ref (twins);
  findings->gone = g_ptr_array_ref (gone);
  ns_store_run (self, &record_twins_call, findings, cancellable, callback, user_data);
}

/**
 * ns_store_record_twins_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it is recorded
 */
gboolean
ns_store_record_twins_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &record_twins_call, result, error) != NULL;
}
