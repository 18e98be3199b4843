/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-match.h"

#include <string.h>

/* What makes an object the same one. The first element of a row that mine has decides the row: its elements must all
 * agree. Ordered by how much they prove. */
static const NsTag identities[][7] = {
  { NS_TAG_CALENDAR_UID },
  { NS_TAG_CALENDAR_CLIENT_UID },
  { NS_TAG_CALENDAR_SUBJECT, NS_TAG_CALENDAR_START_TIME },
  { NS_TAG_CONTACTS_FIRST_NAME, NS_TAG_CONTACTS_LAST_NAME, NS_TAG_CONTACTS_COMPANY_NAME,
    NS_TAG_CONTACTS_EMAIL1_ADDRESS, NS_TAG_CONTACTS_EMAIL2_ADDRESS, NS_TAG_CONTACTS_EMAIL3_ADDRESS },
  { NS_TAG_TASKS_SUBJECT, NS_TAG_TASKS_DUE_DATE },
  { NS_TAG_NOTES_SUBJECT },
};

/* The first rows, which are identity itself. */
#define N_UID_ROWS 2

static gboolean
is_address (NsTag tag)
{
  return tag == NS_TAG_CONTACTS_EMAIL1_ADDRESS || tag == NS_TAG_CONTACTS_EMAIL2_ADDRESS
         || tag == NS_TAG_CONTACTS_EMAIL3_ADDRESS;
}

/* Exchange gives an address back as "Name" <address>. */
static char *
normalised (const NsNode *node, NsTag tag)
{
  const char *text = ns_node_child_text (node, tag);
  const char *open = text != NULL ? strrchr (text, '<') : NULL;
  const char *close = open != NULL ? strchr (open, '>') : NULL;
  g_autofree char *bare = NULL;

  if (text == NULL)
    return g_strdup ("");
  if (!is_address (tag))
    return g_strstrip (g_strdup (text));
  bare = close != NULL ? g_strndup (open + 1, (gsize) (close - open - 1)) : g_strdup (text);
  return g_ascii_strdown (g_strstrip (bare), -1);
}

static gboolean
row_applies (const NsTag *row, const NsNode *mine)
{
  for (guint i = 0; row[i] != 0; i++)
    if (ns_node_child_text (mine, row[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
row_agrees (const NsTag *row, const NsNode *mine, const NsNode *theirs)
{
  for (guint i = 0; row[i] != 0; i++)
    {
      g_autofree char *left = normalised (mine, row[i]);
      g_autofree char *right = normalised (theirs, row[i]);

      if (strcmp (left, right) != 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * ns_match_object:
 * @mine: ApplicationData that was sent
 * @theirs: ApplicationData of an object on the server
 *
 * Tells whether an object on the server is the one that was sent: by UID where there is one, else by what people tell
 * objects apart with (eas-facts 5.8). Pure.
 *
 * Returns: whether it is
 */
gboolean
ns_match_object (const NsNode *mine, const NsNode *theirs)
{
  for (guint i = 0; i < G_N_ELEMENTS (identities); i++)
    if (row_applies (identities[i], mine))
      return row_agrees (identities[i], mine, theirs);
  return FALSE;
}

static char *
dup_key (guint row, const NsNode *node)
{
  GString *key = g_string_new (NULL);

  g_string_append_printf (key, "%u", row);
  for (guint i = 0; identities[row][i] != 0; i++)
    {
      g_autofree char *value = normalised (node, identities[row][i]);

      g_string_append_printf (key, "\037%s", value);
    }
  return g_string_free (key, FALSE);
}

/**
 * ns_match_dup_keys:
 * @node: ApplicationData of an object
 *
 * Two objects that may be the same have a key in common: a UID, else one of what people tell them apart with. Pure.
 *
 * Returns: (transfer full) (element-type utf8): its keys, none where it has nothing to be told by
 */
GPtrArray *
ns_match_dup_keys (const NsNode *node)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (identities); i++)
    if (row_applies (identities[i], node) && (i < N_UID_ROWS || keys->len == 0))
      g_ptr_array_add (keys, dup_key (i, node));
  return keys;
}

static char *
header_value (const char *headers, gsize length, const char *name)
{
  const gsize name_length = strlen (name);
  const char *line = headers, *const end = headers + length;

  while (line < end && *line != '\r' && *line != '\n')
    {
      const char *next = memchr (line, '\n', (gsize) (end - line));

      /* A folded header goes on in the next line. */
      while (next != NULL && next + 1 < end && (next[1] == ' ' || next[1] == '\t'))
        next = memchr (next + 1, '\n', (gsize) (end - next - 1));
      if (next == NULL)
        next = end;
      if ((gsize) (next - line) > name_length && g_ascii_strncasecmp (line, name, name_length) == 0)
        return g_strndup (line + name_length, (gsize) (next - line) - name_length);
      line = MIN (next + 1, end);
    }
  return NULL;
}

/**
 * ns_match_message_id:
 * @theirs: ApplicationData of a mail with a body of type 4 (MIME)
 *
 * Reads the Message-ID out of the mail's own headers, since no element of the protocol carries it (eas-facts 7.4).
 *
 * Returns: (transfer full) (nullable): the Message-ID without angle brackets
 */
char *
ns_match_message_id (const NsNode *theirs)
{
  const NsNode *body = ns_node_child (theirs, NS_TAG_AIR_SYNC_BASE_BODY);
  const NsNode *data = body != NULL ? ns_node_child (body, NS_TAG_AIR_SYNC_BASE_DATA) : NULL;
  GBytes *opaque = data != NULL ? ns_node_bytes (data) : NULL;
  const char *text = data != NULL && opaque == NULL ? ns_node_text (data) : NULL;
  gsize length = text != NULL ? strlen (text) : 0;
  g_autofree char *value = NULL;
  char *start, *end;

  if (opaque != NULL)
    text = g_bytes_get_data (opaque, &length);
  if (text == NULL)
    return NULL;

  value = header_value (text, length, "Message-ID:");
  if (value == NULL)
    return NULL;
  start = strchr (value, '<');
  end = start != NULL ? strchr (start, '>') : NULL;
  if (end == NULL)
    return g_strdup (g_strstrip (value));
  return g_strndup (start + 1, (gsize) (end - start - 1));
}
