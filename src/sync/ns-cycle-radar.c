/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows every pull of a cycle: the search for what exists more than once on the server. */
#include "config.h"
#include "sync/ns-cycle-private.h"

#include "sync/ns-radar.h"

/* One pull that the radar has still to look at. */
typedef struct
{
  char *collection_id; /* (owned) */
  NsKind kind;
  GPtrArray *objects;  /* (owned) (element-type NsObject) */
  gboolean is_whole;
} Sighting;

typedef struct
{
  NsCycle *cycle;     /* (owned) */
  NsCycleFunc next;
  Sighting *sighting; /* (owned) (nullable) */
} Watch;

static void watch_next (Watch *watch);

static void
sighting_free (Sighting *sighting)
{
  g_free (sighting->collection_id);
  g_ptr_array_unref (sighting->objects);
  g_free (sighting);
}

static void
watch_free (Watch *watch)
{
  g_clear_pointer (&watch->sighting, sighting_free);
  g_object_unref (watch->cycle);
  g_free (watch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Watch, watch_free)

/**
 * ns_cycle_note_pull:
 * @self: a cycle
 * @folder: a folder that was pulled to its end
 * @objects: (element-type NsObject): what the pull brought; not to be changed any more
 * @is_whole: whether that is all that the folder holds
 *
 * Remembers a pull for the radar, which looks at it when what is under way has its result: what was sent just now and
 * is known as ours by then is no stranger.
 */
void
ns_cycle_note_pull (NsCycle *self, const NsCollection *folder, GPtrArray *objects, gboolean is_whole)
{
  Sighting *sighting = g_new0 (Sighting, 1);

  sighting->collection_id = g_strdup (folder->server_id);
  sighting->kind = ns_lane_for_folder (folder->type)->kind;
  sighting->objects = g_ptr_array_ref (objects);
  sighting->is_whole = is_whole;
  if (self->sightings == NULL)
    self->sightings = g_ptr_array_new_with_free_func ((GDestroyNotify) sighting_free);
  g_ptr_array_add (self->sightings, sighting);
}

/* The outbox cannot be read or written: the cycle ends, by whichever way is open from here. */
static void
give_up (Watch *watch, GError *error)
{
  g_autoptr (NsCycle) self = g_object_ref (watch->cycle);
  const NsCycleFunc next = watch->next;

  watch_free (watch);
  g_clear_pointer (&self->sightings, g_ptr_array_unref);
  if (self->state != NS_CYCLE_FINISH)
    {
      ns_cycle_abort (self, error);
      return;
    }
  g_clear_error (&self->error);
  self->error = error;
  next (self);
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Watch *watch = user_data;
  GError *error = NULL;

  if (!ns_store_record_twins_finish (NS_STORE (source), result, &error))
    give_up (watch, error);
  else
    watch_next (watch);
}

static GHashTable *
ids_of (const Sighting *sighting)
{
  GHashTable *ids;

  if (!sighting->is_whole)
    return NULL;
  ids = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < sighting->objects->len; i++)
    g_hash_table_add (ids, ((const NsObject *) g_ptr_array_index (sighting->objects, i))->server_id);
  return ids;
}

static void
radar_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Watch *watch = user_data;
  GError *error = NULL;
  g_autoptr (NsRadar) radar = ns_store_get_radar_finish (NS_STORE (source), result, &error);
  g_autoptr (NsRadarReading) reading = NULL;
  g_autoptr (GHashTable) ids = NULL;

  if (radar == NULL)
    {
      give_up (watch, error);
      return;
    }
  ids = ids_of (watch->sighting);
  reading = ns_radar_read (radar, ids);
  if (reading->twins->len + reading->gone->len == 0)
    {
      watch_next (watch);
      return;
    }
  g_info ("%u objects exist more than once in folder %s", reading->twins->len, watch->sighting->collection_id);
  ns_store_record_twins_async (watch->cycle->store, watch->sighting->collection_id, watch->sighting->kind,
                               reading->twins, reading->gone, NULL, recorded_cb, watch);
}

/* Not cancelled: a pull is shown once only. */
static void
watch_next (Watch *watch)
{
  NsCycle *self = watch->cycle;

  g_clear_pointer (&watch->sighting, sighting_free);
  if (self->sightings == NULL || self->sightings->len == 0)
    {
      g_autoptr (Watch) done = watch;

      done->next (self);
      return;
    }
  watch->sighting = g_ptr_array_steal_index (self->sightings, 0);
  ns_store_get_radar_async (self->store, watch->sighting->collection_id, watch->sighting->kind,
                            watch->sighting->objects, NULL, radar_cb, watch);
}

/**
 * ns_cycle_watch_radar:
 * @self: a cycle whose last batch has its result
 * @next: how to go on
 *
 * Looks for duplicates in the pulls since the last time.
 */
void
ns_cycle_watch_radar (NsCycle *self, NsCycleFunc next)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->cycle = g_object_ref (self);
  watch->next = next;
  watch_next (watch);
}
