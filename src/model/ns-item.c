/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-item.h"

#include <glib/gi18n-lib.h>

G_DEFINE_BOXED_TYPE (NsItem, ns_item, (GBoxedCopyFunc) ns_item_ref, (GBoxedFreeFunc) ns_item_unref)

/**
 * ns_item_new:
 *
 * Makes an empty item for a reader to fill. From the moment it is handed on, nobody writes to it.
 *
 * Returns: (transfer full): an item whose pointers are all %NULL
 */
NsItem *
ns_item_new (void)
{
  return g_atomic_rc_box_new0 (NsItem);
}

/**
 * ns_item_ref:
 * @item: an item
 *
 * Returns: (transfer full): @item. Any thread.
 */
NsItem *
ns_item_ref (const NsItem *item)
{
  return g_atomic_rc_box_acquire ((NsItem *) item);
}

static void
item_clear (NsItem *item)
{
  g_free (item->subject);
  g_free (item->recipients);
  g_free (item->client_id);
  g_free (item->uid);
  g_free (item->message_id);
  g_free (item->collection_id);
  g_free (item->server_id);
  g_free (item->detail);
}

/**
 * ns_item_unref:
 * @item: (transfer full): an item
 *
 * Drops a reference. Any thread.
 */
void
ns_item_unref (const NsItem *item)
{
  g_atomic_rc_box_release_full ((NsItem *) item, (GDestroyNotify) item_clear);
}

/**
 * ns_item_dup_title:
 * @item: an item
 *
 * Returns: (transfer full): what to call it where its operation must be told: its subject, or that it is the deletion
 *   of what has that subject. Empty where nothing can be said
 */
char *
ns_item_dup_title (const NsItem *item)
{
  return ns_item_dup_title_with (item, item->subject);
}

/**
 * ns_item_dup_title_with:
 * @item: an item
 * @subject: its subject in the form in which it is to stand in the title
 *
 * Returns: (transfer full): as ns_item_dup_title()
 */
char *
ns_item_dup_title_with (const NsItem *item, const char *subject)
{
  if (item->operation != NS_OPERATION_DELETE)
    return g_strdup (subject);
  if (*subject == '\0')
    return g_strdup (_("Deletion"));
  if (ns_item_is_copy_deletion (item))
    /* Translators: of an event or a contact that exists twice on the server. */
    return g_strdup_printf (_("Deletion of the second copy of %s"), subject);
  /* Translators: of an event or a contact on the server. */
  return g_strdup_printf (_("Deletion of %s"), subject);
}

/**
 * ns_item_is_copy_deletion:
 * @item: an item
 *
 * Returns: whether it deletes one of several copies on the server: it names the object alone, for the UID is that of
 *   the copy that stays, too
 */
gboolean
ns_item_is_copy_deletion (const NsItem *item)
{
  return item->operation == NS_OPERATION_DELETE && item->uid == NULL;
}

/**
 * ns_item_is_isolated:
 * @item: an item
 *
 * Returns: whether it is in error because it made a batch fail; after a Resend it is not any more
 */
gboolean
ns_item_is_isolated (const NsItem *item)
{
  return item->state == NS_STATE_ERROR && item->isolation.size > 0;
}
