/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rule of what exists twice (HACKING.md). A finding comes with a button that deletes, so whatever leaves a doubt
 * is not one. */
#include "config.h"
#include "sync/ns-radar.h"

#include "eas/ns-wbxml-reader.h"
#include "sync/ns-conflict.h"
#include "sync/ns-describe.h"
#include "sync/ns-match.h"

/* MeetingStatus: the meeting came by an invitation (MS-ASCAL 2.2.2.28). */
#define MEETING_RECEIVED 2

typedef struct
{
  const NsRadarObject *object; /* (not owned) */
  NsNode *node;                /* (owned) */
} Known;

typedef struct
{
  const NsRadar *radar;
  GHashTable *whole;       /* (nullable) (not owned): ids of all that the folder holds, where that is known */
  GPtrArray *known;        /* (owned) (element-type Known) */
  GHashTable *by_key;      /* (owned): key of ns_match_dup_keys() -> Known */
  GHashTable *by_id;       /* (owned): server id -> Known */
  NsRadarReading *reading; /* (owned) */
} Search;

static void
known_free (Known *known)
{
  ns_node_unref (known->node);
  g_free (known);
}

static void
index_known (Search *search)
{
  for (guint i = 0; i < search->radar->known->len; i++)
    {
      const NsRadarObject *object = g_ptr_array_index (search->radar->known, i);
      g_autoptr (NsNode) node = ns_wbxml_read (object->data, NULL);
      g_autoptr (GPtrArray) keys = NULL;
      Known *known;

      if (node == NULL || (search->whole != NULL && !g_hash_table_contains (search->whole, object->server_id)))
        continue;
      known = g_new0 (Known, 1);
      known->object = object;
      known->node = g_steal_pointer (&node);
      g_ptr_array_add (search->known, known);
      g_hash_table_insert (search->by_id, object->server_id, known);
      keys = ns_match_dup_keys (known->node);
      for (guint k = 0; k < keys->len; k++)
        if (!g_hash_table_contains (search->by_key, g_ptr_array_index (keys, k)))
          g_hash_table_insert (search->by_key, g_strdup (g_ptr_array_index (keys, k)), known);
    }
}

static gboolean
has_text (const NsNode *node, NsTag tag)
{
  const char *text = ns_node_child_text (node, tag);

  return text != NULL && *text != '\0';
}

static gboolean
has_same_text (const NsNode *mine, const NsNode *theirs, NsTag tag)
{
  return has_text (mine, tag)
         && g_strcmp0 (ns_node_child_text (mine, tag), ns_node_child_text (theirs, tag)) == 0;
}

static gboolean
has_uid (const NsNode *node)
{
  return has_text (node, NS_TAG_CALENDAR_UID) || has_text (node, NS_TAG_CALENDAR_CLIENT_UID);
}

static gboolean
is_same_uid (const NsNode *mine, const NsNode *theirs)
{
  return has_same_text (mine, theirs, NS_TAG_CALENDAR_UID)
         || has_same_text (mine, theirs, NS_TAG_CALENDAR_CLIENT_UID);
}

/* A single day of a series that stands for itself has the UID of the series. */
static gboolean
is_same_occasion (const NsNode *mine, const NsNode *theirs)
{
  const gboolean is_series = ns_node_child (mine, NS_TAG_CALENDAR_RECURRENCE) != NULL;

  return has_same_text (mine, theirs, NS_TAG_CALENDAR_START_TIME)
         && is_series == (ns_node_child (theirs, NS_TAG_CALENDAR_RECURRENCE) != NULL);
}

static gboolean
is_received (const NsNode *node)
{
  int status;

  return ns_node_child_int (node, NS_TAG_CALENDAR_MEETING_STATUS, &status) && (status & MEETING_RECEIVED) != 0;
}

static gboolean
is_equal (const NsNode *mine, const NsNode *theirs)
{
  g_autoptr (GArray) differences = ns_conflict_list_differences (mine, theirs);

  return ns_match_object (mine, theirs) && differences->len == 0;
}

/* Whether the stranger came into the folder when ours was on its way or delivered: it was not there when the folder
 * was seen before, and ours was delivered by then, or went over the wire more than once. */
static gboolean
is_later (const NsRadarObject *ours, const NsRadarObject *stranger)
{
  return ours->sent_at != 0 && stranger->since != 0 && (stranger->since >= ours->sent_at || ours->attempts > 1);
}

static gboolean
is_copy (const Search *search, const Known *known, const NsRadarObject *stranger, const NsNode *theirs)
{
  if (has_uid (known->node) || has_uid (theirs))
    return is_same_uid (known->node, theirs) && is_same_occasion (known->node, theirs)
           && !is_received (known->node) && !is_received (theirs);
  return !search->radar->is_unsettled && !known->object->is_shared && is_later (known->object, stranger)
         && is_equal (known->node, theirs);
}

/* What was a copy once stays one as long as nobody has made something else of it. */
static gboolean
is_still_copy (const Known *known, const NsNode *theirs)
{
  return has_uid (known->node) || has_uid (theirs) ? is_same_uid (known->node, theirs)
                                                   : is_equal (known->node, theirs);
}

static const NsDuplicate *
find_group (const Search *search, const char *server_id)
{
  for (guint i = 0; i < search->radar->groups->len; i++)
    {
      const NsDuplicate *group = g_ptr_array_index (search->radar->groups, i);

      if (ns_duplicate_find (group, server_id) != NULL)
        return group;
    }
  return NULL;
}

static const Known *
known_of (const Search *search, const NsDuplicate *group)
{
  for (guint i = 0; i < group->copies->len; i++)
    {
      const NsDuplicateCopy *copy = g_ptr_array_index (group->copies, i);
      const Known *known = g_hash_table_lookup (search->by_id, copy->server_id);

      if (known != NULL)
        return known;
    }
  return NULL;
}

static void
add_twin (Search *search, const Known *known, const char *server_id, GBytes *data, const NsNode *theirs)
{
  g_ptr_array_add (search->reading->twins,
                   ns_twin_new (ns_describe_object (known->object->server_id, known->object->data, known->node),
                                ns_describe_object (server_id, data, theirs)));
}

static void
drop (Search *search, const char *server_id)
{
  g_ptr_array_add (search->reading->gone, g_strdup (server_id));
}

static void
judge_stranger (Search *search, const NsRadarObject *stranger, const NsNode *theirs)
{
  const NsDuplicate *group = find_group (search, stranger->server_id);
  const Known *of_group = group != NULL ? known_of (search, group) : NULL;
  g_autoptr (GPtrArray) keys = NULL;

  if (of_group != NULL && is_still_copy (of_group, theirs))
    {
      add_twin (search, of_group, stranger->server_id, stranger->data, theirs);
      return;
    }
  if (of_group != NULL)
    drop (search, stranger->server_id);

  keys = ns_match_dup_keys (theirs);
  for (guint i = 0; i < keys->len; i++)
    {
      const Known *known = g_hash_table_lookup (search->by_key, g_ptr_array_index (keys, i));

      if (known == NULL || !is_copy (search, known, stranger, theirs))
        continue;
      add_twin (search, known, stranger->server_id, stranger->data, theirs);
      return;
    }
}

static gboolean
was_pulled (const Search *search, const char *server_id)
{
  for (guint i = 0; i < search->radar->strangers->len; i++)
    {
      const NsRadarObject *stranger = g_ptr_array_index (search->radar->strangers, i);

      if (g_strcmp0 (stranger->server_id, server_id) == 0)
        return TRUE;
    }
  return FALSE;
}

/* A copy that the pull did not bring may still have become different: ours may have changed. */
static void
judge_copy (Search *search, const NsDuplicate *group, const NsDuplicateCopy *copy)
{
  const Known *known = known_of (search, group);
  g_autoptr (NsNode) theirs = NULL;

  if (search->whole != NULL && !g_hash_table_contains (search->whole, copy->server_id))
    {
      drop (search, copy->server_id);
      return;
    }
  if (known == NULL || g_hash_table_contains (search->by_id, copy->server_id)
      || was_pulled (search, copy->server_id))
    return;
  theirs = copy->data != NULL ? ns_wbxml_read (copy->data, NULL) : NULL;
  if (theirs == NULL || !is_still_copy (known, theirs))
    drop (search, copy->server_id);
}

static void
judge_groups (Search *search)
{
  for (guint i = 0; i < search->radar->groups->len; i++)
    {
      const NsDuplicate *group = g_ptr_array_index (search->radar->groups, i);

      for (guint k = 0; k < group->copies->len; k++)
        judge_copy (search, group, g_ptr_array_index (group->copies, k));
    }
}

/**
 * ns_radar_read:
 * @radar: what is known of a folder, and what a pull brought
 * @whole: (nullable): the server ids of all that the folder holds; %NULL where the pull brought changes only
 *
 * Finds what exists more than once on the server. A stranger is a copy of an object that the outbox delivered where
 * it has the same UID or ClientUid, begins at the same time, is a series where that is one, and neither came by an
 * invitation; without a UID, where all that people see of it is equal and it came into the folder later than ours was
 * sent. Objects that the outbox delivered are never copies of one another: the user queued each of them. Pure.
 *
 * Returns: (transfer full): what it shows
 */
NsRadarReading *
ns_radar_read (const NsRadar *radar, GHashTable *whole)
{
  Search search = { .radar = radar, .whole = whole };

  search.known = g_ptr_array_new_with_free_func ((GDestroyNotify) known_free);
  search.by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  search.by_id = g_hash_table_new (g_str_hash, g_str_equal);
  search.reading = g_new0 (NsRadarReading, 1);
  search.reading->twins = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_twin_free);
  search.reading->gone = g_ptr_array_new_with_free_func (g_free);

  index_known (&search);
  judge_groups (&search);
  for (guint i = 0; i < radar->strangers->len; i++)
    {
      const NsRadarObject *stranger = g_ptr_array_index (radar->strangers, i);
      g_autoptr (NsNode) theirs = ns_wbxml_read (stranger->data, NULL);

      if (theirs != NULL)
        judge_stranger (&search, stranger, theirs);
    }
  g_hash_table_unref (search.by_id);
  g_hash_table_unref (search.by_key);
  g_ptr_array_unref (search.known);
  return search.reading;
}

/**
 * ns_radar_reading_free:
 * @reading: (transfer full): what a radar shows
 *
 * Frees it.
 */
void
ns_radar_reading_free (NsRadarReading *reading)
{
  g_ptr_array_unref (reading->twins);
  g_ptr_array_unref (reading->gone);
  g_free (reading);
}
