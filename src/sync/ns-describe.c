/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-describe.h"

#include "base/ns-time.h"

/* The first that an object has is its title, or its place. */
static const NsTag titles[] = {
  NS_TAG_CALENDAR_SUBJECT, NS_TAG_TASKS_SUBJECT, NS_TAG_NOTES_SUBJECT, NS_TAG_CONTACTS_FILE_AS,
};

static const NsTag places[] = {
  NS_TAG_CALENDAR_LOCATION,
  NS_TAG_CONTACTS_EMAIL1_ADDRESS,
  NS_TAG_CONTACTS_MOBILE_PHONE_NUMBER,
  NS_TAG_CONTACTS_BUSINESS_PHONE_NUMBER,
  NS_TAG_CONTACTS_HOME_PHONE_NUMBER,
};

static const char *
first_text (const NsNode *node, const NsTag *tags, guint n_tags)
{
  for (guint i = 0; i < n_tags; i++)
    {
      const char *text = ns_node_child_text (node, tags[i]);

      if (text != NULL && *text != '\0')
        return text;
    }
  return NULL;
}

static char *
dup_name (const NsNode *node)
{
  const char *first = ns_node_child_text (node, NS_TAG_CONTACTS_FIRST_NAME);
  const char *last = ns_node_child_text (node, NS_TAG_CONTACTS_LAST_NAME);
  g_autofree char *name = g_strdup_printf ("%s %s", first != NULL ? first : "", last != NULL ? last : "");

  g_strstrip (name);
  return *name != '\0' ? g_steal_pointer (&name)
                       : g_strdup (ns_node_child_text (node, NS_TAG_CONTACTS_COMPANY_NAME));
}

/* From 16.0 on a place has a structure. */
static const char *
place_of (const NsNode *node)
{
  const NsNode *place = ns_node_child (node, NS_TAG_AIR_SYNC_BASE_LOCATION);
  const char *text = first_text (node, places, G_N_ELEMENTS (places));

  return text == NULL && place != NULL ? ns_node_child_text (place, NS_TAG_AIR_SYNC_BASE_DISPLAY_NAME) : text;
}

static gint64
time_of (const NsNode *node, NsTag tag)
{
  const char *text = ns_node_child_text (node, tag);

  return text != NULL ? ns_time_from_compact (text) : 0;
}

/**
 * ns_describe_object:
 * @server_id: its id on the server
 * @data: its ApplicationData as WBXML
 * @node: the same, parsed
 *
 * Picks out what people tell an object by. Pure.
 *
 * Returns: (transfer full): the object as a copy of another
 */
NsDuplicateCopy *
ns_describe_object (const char *server_id, GBytes *data, const NsNode *node)
{
  NsDuplicateCopy *copy = ns_duplicate_copy_new (server_id);
  const char *title = first_text (node, titles, G_N_ELEMENTS (titles));

  copy->title = title != NULL ? g_strdup (title) : dup_name (node);
  copy->place = g_strdup (place_of (node));
  copy->starts_at = time_of (node, NS_TAG_CALENDAR_START_TIME);
  copy->ends_at = time_of (node, NS_TAG_CALENDAR_END_TIME);
  copy->data = g_bytes_ref (data);
  return copy;
}
