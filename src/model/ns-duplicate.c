/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-duplicate.h"

#include <glib/gi18n-lib.h>

static const char *const nicks[] = {
  [NS_DUPLICATE_OPEN] = "open",
  [NS_DUPLICATE_IGNORED] = "ignored",
  [NS_DUPLICATE_RESOLVED] = "resolved",
};

/**
 * ns_duplicate_copy_new:
 * @server_id: its id on the server
 *
 * Returns: (transfer full): a copy of which nothing else is known
 */
NsDuplicateCopy *
ns_duplicate_copy_new (const char *server_id)
{
  NsDuplicateCopy *copy = g_new0 (NsDuplicateCopy, 1);

  copy->server_id = g_strdup (server_id);
  return copy;
}

/**
 * ns_duplicate_copy_free:
 * @copy: (transfer full): a copy
 *
 * Frees it.
 */
void
ns_duplicate_copy_free (NsDuplicateCopy *copy)
{
  g_free (copy->server_id);
  g_free (copy->title);
  g_free (copy->place);
  g_clear_pointer (&copy->data, g_bytes_unref);
  g_free (copy);
}

/**
 * ns_duplicate_new:
 * @id: its id
 * @kind: what the copies are
 *
 * Returns: (transfer full): an open group without copies
 */
NsDuplicate *
ns_duplicate_new (gint64 id, NsKind kind)
{
  NsDuplicate *duplicate = g_new0 (NsDuplicate, 1);

  duplicate->id = id;
  duplicate->kind = kind;
  duplicate->state = NS_DUPLICATE_OPEN;
  duplicate->copies = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_duplicate_copy_free);
  return duplicate;
}

/**
 * ns_duplicate_free:
 * @duplicate: (transfer full): a group
 *
 * Frees it and its copies.
 */
void
ns_duplicate_free (NsDuplicate *duplicate)
{
  g_free (duplicate->collection_id);
  g_ptr_array_unref (duplicate->copies);
  g_free (duplicate);
}

/**
 * ns_duplicate_find:
 * @duplicate: a group
 * @server_id: an id on the server
 *
 * Returns: (transfer none) (nullable): the copy with that id
 */
const NsDuplicateCopy *
ns_duplicate_find (const NsDuplicate *duplicate, const char *server_id)
{
  for (guint i = 0; i < duplicate->copies->len; i++)
    {
      const NsDuplicateCopy *copy = g_ptr_array_index (duplicate->copies, i);

      if (g_strcmp0 (copy->server_id, server_id) == 0)
        return copy;
    }
  return NULL;
}

/**
 * ns_duplicate_count_open:
 * @duplicates: (element-type NsDuplicate): groups
 *
 * Returns: how many of them the user has not decided yet
 */
guint
ns_duplicate_count_open (GPtrArray *duplicates)
{
  guint n = 0;

  for (guint i = 0; i < duplicates->len; i++)
    if (((const NsDuplicate *) g_ptr_array_index (duplicates, i))->state == NS_DUPLICATE_OPEN)
      n++;
  return n;
}

/**
 * ns_duplicate_state_nick:
 * @state: how a group stands
 *
 * Returns: (transfer none): its name in JSON and on the command line
 */
const char *
ns_duplicate_state_nick (NsDuplicateState state)
{
  return nicks[state];
}

/**
 * ns_duplicate_title:
 * @duplicate: a group
 *
 * Returns: (transfer none): what people call it, as its first copy has it; may be empty
 */
const char *
ns_duplicate_title (const NsDuplicate *duplicate)
{
  const NsDuplicateCopy *first = duplicate->copies->len > 0 ? g_ptr_array_index (duplicate->copies, 0) : NULL;

  return first != NULL && first->title != NULL ? first->title : "";
}

static char *
sentence_for_one (const NsDuplicate *duplicate)
{
  const char *title = ns_duplicate_title (duplicate);

  switch (duplicate->kind)
    {
    case NS_KIND_EVENT:
      return g_strdup_printf (_("This meeting exists more than once on the server: “%s”."), title);
    case NS_KIND_CONTACT:
      return g_strdup_printf (_("This contact exists more than once on the server: “%s”."), title);
    case NS_KIND_TASK:
    case NS_KIND_NOTE:
    case NS_KIND_MAIL:
    case NS_KIND_REPLY:
    case NS_KIND_FORWARD:
    case NS_KIND_MEETING_RESPONSE:
      break;
    }
  return g_strdup_printf (_("This item exists more than once on the server: “%s”."), title);
}

static char *
sentence_for_two (const NsDuplicate *duplicate)
{
  const char *title = ns_duplicate_title (duplicate);

  switch (duplicate->kind)
    {
    case NS_KIND_EVENT:
      return g_strdup_printf (_("This meeting exists twice on the server: “%s”."), title);
    case NS_KIND_CONTACT:
      return g_strdup_printf (_("This contact exists twice on the server: “%s”."), title);
    case NS_KIND_TASK:
    case NS_KIND_NOTE:
    case NS_KIND_MAIL:
    case NS_KIND_REPLY:
    case NS_KIND_FORWARD:
    case NS_KIND_MEETING_RESPONSE:
      break;
    }
  return g_strdup_printf (_("This item exists twice on the server: “%s”."), title);
}

/**
 * ns_duplicate_sentence:
 * @duplicates: (element-type NsDuplicate): groups
 *
 * Says what exists more than once, as far as the user has not decided it yet.
 *
 * Returns: (transfer full) (nullable): one sentence; %NULL where there is nothing to decide
 */
char *
ns_duplicate_sentence (GPtrArray *duplicates)
{
  const guint n = ns_duplicate_count_open (duplicates);

  if (n > 1)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u item exists more than once on the server.",
                                         "%u items exist more than once on the server.", n),
                            n);
  for (guint i = 0; i < duplicates->len; i++)
    {
      const NsDuplicate *duplicate = g_ptr_array_index (duplicates, i);

      if (duplicate->state == NS_DUPLICATE_OPEN)
        return duplicate->copies->len == 2 ? sentence_for_two (duplicate) : sentence_for_one (duplicate);
    }
  return NULL;
}
