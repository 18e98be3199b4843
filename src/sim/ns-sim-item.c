/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-item.h"

#include "eas/ns-wbxml-writer.h"

/* What a server keeps of the old object where a Change leaves it out (MS-ASCMD 2.2.3.24, eas-facts 5.5). */
static const NsTag kept_tags[] = {
  NS_TAG_AIR_SYNC_BASE_BODY,
  NS_TAG_CONTACTS_PICTURE,
  NS_TAG_CALENDAR_EXCEPTIONS,
};

/* All that a Change of a mail may set; everything else of the mail stays (MS-ASEMAIL 2.2.2). */
static const NsTag mail_tags[] = {
  NS_TAG_EMAIL_READ,
  NS_TAG_EMAIL_FLAG,
  NS_TAG_EMAIL_CATEGORIES,
};

static const NsTag name_tags[] = {
  NS_TAG_CALENDAR_SUBJECT, NS_TAG_CONTACTS_FILE_AS, NS_TAG_TASKS_SUBJECT,
  NS_TAG_NOTES_SUBJECT,    NS_TAG_EMAIL_SUBJECT,
};

/* Exchange refuses a larger picture (MS-ASCNTC 2.2.2.58). */
#define MAX_PICTURE_BASE64 (48 * 1024)

static const struct
{
  const char *class_name;
  guint8 page;
} classes[] = {
  { "Calendar", NS_TAG_PAGE (NS_TAG_CALENDAR_SUBJECT) },
  { "Contacts", NS_TAG_PAGE (NS_TAG_CONTACTS_FILE_AS) },
  { "Tasks", NS_TAG_PAGE (NS_TAG_TASKS_SUBJECT) },
  { "Notes", NS_TAG_PAGE (NS_TAG_NOTES_SUBJECT) },
  { "Email", NS_TAG_PAGE (NS_TAG_EMAIL_SUBJECT) },
};

static int
class_page (const char *class_name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_str_equal (classes[i].class_name, class_name))
      return classes[i].page;
  return -1;
}

/**
 * ns_sim_item_dup_uid:
 * @data: (nullable): an ApplicationData
 *
 * Returns: (transfer full) (nullable): the UID of an event (ClientUid from 16.0 on); other classes have none
 */
char *
ns_sim_item_dup_uid (const NsNode *data)
{
  const char *uid;

  if (data == NULL)
    return NULL;
  uid = ns_node_child_text (data, NS_TAG_CALENDAR_UID);
  if (uid == NULL)
    uid = ns_node_child_text (data, NS_TAG_CALENDAR_CLIENT_UID);
  return g_strdup (uid);
}

/**
 * ns_sim_item_dup_name:
 * @data: (nullable): an ApplicationData
 *
 * Returns: (transfer full) (nullable): what a person would call it: its subject, or the contact's FileAs or full name
 */
char *
ns_sim_item_dup_name (const NsNode *data)
{
  const char *first, *last;

  if (data == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (name_tags); i++)
    {
      const char *text = ns_node_child_text (data, name_tags[i]);

      if (text != NULL && text[0] != '\0')
        return g_strdup (text);
    }

  first = ns_node_child_text (data, NS_TAG_CONTACTS_FIRST_NAME);
  last = ns_node_child_text (data, NS_TAG_CONTACTS_LAST_NAME);
  if (first != NULL && last != NULL)
    return g_strdup_printf ("%s %s", first, last);
  return g_strdup (first != NULL ? first : last);
}

static NsNode *
copy_without (const NsNode *data, const NsTag *tags, gsize n_tags)
{
  NsNode *copy = ns_node_new (NS_TAG_AIR_SYNC_APPLICATION_DATA);

  for (guint i = 0; i < ns_node_n_children (data); i++)
    {
      NsNode *child = ns_node_nth_child (data, i);
      gboolean wanted = TRUE;

      for (gsize t = 0; t < n_tags; t++)
        wanted &= ns_node_tag (child) != tags[t];
      if (wanted)
        ns_node_append (copy, ns_node_ref (child));
    }
  return copy;
}

/**
 * ns_sim_item_digest:
 * @data: an ApplicationData
 *
 * Names its content, so that the server can refuse the same content again. DtStamp is left out, for it is the time of
 * writing and no content.
 *
 * Returns: (transfer full): a SHA-256 in hexadecimal
 */
char *
ns_sim_item_digest (const NsNode *data)
{
  static const NsTag ignored[] = { NS_TAG_CALENDAR_DT_STAMP };
  g_autoptr (NsNode) content = copy_without (data, ignored, G_N_ELEMENTS (ignored));
  g_autoptr (GBytes) bytes = ns_wbxml_write (content);

  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

static gboolean
is_event_convertible (const NsNode *data)
{
  const char *start = ns_node_child_text (data, NS_TAG_CALENDAR_START_TIME);
  const char *end = ns_node_child_text (data, NS_TAG_CALENDAR_END_TIME);

  /* Compact DateTime: both in UTC and of one length, so that their text compares as the times do. */
  return start == NULL || end == NULL || g_strcmp0 (start, end) <= 0;
}

/**
 * ns_sim_item_is_convertible:
 * @data: (nullable): an ApplicationData
 * @class_name: the class of the folder
 *
 * The simulator's share of the rules by which Exchange answers Sync item status 6: nothing of the folder's class in
 * it, an event that ends before it starts, a note without MessageClass, a picture that is too large, a mail at all
 * (MS-ASCAL 3.2.4.4, MS-ASNOTE 2.2.2.5, MS-ASCNTC 2.2.2.58).
 *
 * Returns: whether the server can hold it
 */
gboolean
ns_sim_item_is_convertible (const NsNode *data, const char *class_name)
{
  const int page = class_page (class_name);
  gboolean has_own = FALSE;
  const char *picture;

  if (data == NULL || g_str_equal (class_name, "Email"))
    return FALSE;
  for (guint i = 0; i < ns_node_n_children (data); i++)
    has_own |= NS_TAG_PAGE (ns_node_tag (ns_node_nth_child (data, i))) == page;
  if (!has_own || !is_event_convertible (data))
    return FALSE;
  if (g_str_equal (class_name, "Notes") && ns_node_child_text (data, NS_TAG_NOTES_MESSAGE_CLASS) == NULL)
    return FALSE;

  picture = ns_node_child_text (data, NS_TAG_CONTACTS_PICTURE);
  return picture == NULL || strlen (picture) <= MAX_PICTURE_BASE64;
}

static gboolean
may_keep (NsTag tag, gboolean is_mail)
{
  const NsTag *const tags = is_mail ? mail_tags : kept_tags;
  const gsize n_tags = is_mail ? G_N_ELEMENTS (mail_tags) : G_N_ELEMENTS (kept_tags);
  gboolean listed = FALSE;

  for (gsize i = 0; i < n_tags; i++)
    listed |= tags[i] == tag;
  return is_mail ? !listed : listed;
}

/**
 * ns_sim_item_merge:
 * @old: what the server holds
 * @change: (transfer none): the ApplicationData of a Change
 * @class_name: the class of the folder
 *
 * Applies a Change as protocols up to 14.1 do without ghosting: what the Change leaves out is deleted, but for body,
 * picture and exceptions; of a mail only Read, Flag and Categories change (eas-facts 5.5).
 *
 * Returns: (transfer full): the new ApplicationData
 */
NsNode *
ns_sim_item_merge (const NsNode *old, NsNode *change, const char *class_name)
{
  const gboolean is_mail = g_str_equal (class_name, "Email");
  NsNode *merged = copy_without (change, NULL, 0);

  for (guint i = 0; i < ns_node_n_children (old); i++)
    {
      NsNode *child = ns_node_nth_child (old, i);

      if (may_keep (ns_node_tag (child), is_mail) && ns_node_child (merged, ns_node_tag (child)) == NULL)
        ns_node_append (merged, ns_node_ref (child));
    }
  return merged;
}

/**
 * ns_sim_item_set:
 * @old: an ApplicationData
 * @tag: a property
 * @value: its new value; empty removes it
 *
 * Returns: (transfer full): a copy with that one property changed
 */
NsNode *
ns_sim_item_set (const NsNode *old, NsTag tag, const char *value)
{
  NsNode *copy = copy_without (old, &tag, 1);

  if (value[0] != '\0')
    ns_node_append_text (copy, tag, value);
  return copy;
}

/**
 * ns_sim_item_find_property:
 * @class_name: `Calendar`, `Contacts`, `Tasks`, `Notes` or `Email`
 * @property: an element's name in that class
 * @out: (out): its tag
 *
 * Returns: whether the class has such an element
 */
gboolean
ns_sim_item_find_property (const char *class_name, const char *property, NsTag *out)
{
  return ns_tag_from_name (class_name, property, out);
}
