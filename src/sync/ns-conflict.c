/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-conflict.h"

#include <string.h>

/* What a server adds to an object by itself: that it stands on one side only says nothing. */
static const NsTag servers_own[] = {
  NS_TAG_CALENDAR_ORGANIZER_NAME,
  NS_TAG_CALENDAR_ORGANIZER_EMAIL,
  NS_TAG_CALENDAR_MEETING_STATUS,
  NS_TAG_CALENDAR_TIMEZONE,
  NS_TAG_CALENDAR_UID,
  NS_TAG_CALENDAR_BUSY_STATUS,
  NS_TAG_CALENDAR_SENSITIVITY,
  NS_TAG_CALENDAR_ALL_DAY_EVENT,
  NS_TAG_CALENDAR_APPOINTMENT_REPLY_TIME,
  NS_TAG_CALENDAR_RESPONSE_TYPE,
  NS_TAG_CALENDAR_RESPONSE_REQUESTED,
  NS_TAG_CALENDAR_DISALLOW_NEW_TIME_PROPOSAL,
  NS_TAG_CONTACTS_FILE_AS,
  NS_TAG_AIR_SYNC_BASE_BODY,
  NS_TAG_AIR_SYNC_BASE_NATIVE_BODY_TYPE,
};

/* What a reminder that fires, or is dismissed, changes (design 6, article 416). */
static const NsTag reminders_own[] = {
  NS_TAG_CALENDAR_REMINDER,
  NS_TAG_CALENDAR_DT_STAMP,
};

static gboolean
is_among (NsTag tag, const NsTag *tags, guint n_tags)
{
  for (guint i = 0; i < n_tags; i++)
    if (tags[i] == tag)
      return TRUE;
  return FALSE;
}

static gboolean
is_same_body (const NsNode *mine, const NsNode *theirs)
{
  const char *left = ns_node_child_text (mine, NS_TAG_AIR_SYNC_BASE_DATA);
  const char *right = ns_node_child_text (theirs, NS_TAG_AIR_SYNC_BASE_DATA);
  g_autofree char *left_text = g_strchomp (g_strdup (left != NULL ? left : ""));
  g_autofree char *right_text = g_strchomp (g_strdup (right != NULL ? right : ""));

  return strcmp (left_text, right_text) == 0;
}

static gboolean
is_same (const NsNode *mine, const NsNode *theirs)
{
  if (mine == NULL || theirs == NULL)
    return is_among (ns_node_tag (mine != NULL ? mine : theirs), servers_own, G_N_ELEMENTS (servers_own));
  if (ns_node_tag (mine) == NS_TAG_AIR_SYNC_BASE_BODY)
    return is_same_body (mine, theirs);
  return ns_node_equal (mine, theirs);
}

/**
 * ns_conflict_list_differences:
 * @mine: one side's ApplicationData
 * @theirs: the other's
 *
 * Compares two versions of an object field by field. Pure.
 *
 * Returns: (transfer full) (element-type NsTag): the fields that differ
 */
GArray *
ns_conflict_list_differences (const NsNode *mine, const NsNode *theirs)
{
  GArray *differences = g_array_new (FALSE, FALSE, sizeof (NsTag));

  for (guint i = 0; i < ns_node_n_children (mine); i++)
    {
      const NsNode *field = ns_node_nth_child (mine, i);
      const NsTag tag = ns_node_tag (field);

      if (!is_same (field, ns_node_child (theirs, tag)))
        g_array_append_val (differences, tag);
    }
  for (guint i = 0; i < ns_node_n_children (theirs); i++)
    {
      const NsNode *field = ns_node_nth_child (theirs, i);
      const NsTag tag = ns_node_tag (field);

      if (ns_node_child (mine, tag) == NULL && !is_same (NULL, field))
        g_array_append_val (differences, tag);
    }
  return differences;
}

/**
 * ns_conflict_is_reminder_echo:
 * @mine: the ApplicationData that lost
 * @theirs: the ApplicationData that won
 *
 * Returns: whether nothing but the reminder and the time of the last change differs, so that the conflict is only the
 *   echo of one reminder that fired on both sides
 */
gboolean
ns_conflict_is_reminder_echo (const NsNode *mine, const NsNode *theirs)
{
  g_autoptr (GArray) differences = ns_conflict_list_differences (mine, theirs);

  for (guint i = 0; i < differences->len; i++)
    if (!is_among (g_array_index (differences, NsTag, i), reminders_own, G_N_ELEMENTS (reminders_own)))
      return FALSE;
  return differences->len > 0;
}
