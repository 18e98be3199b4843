/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-world.h"

#include "base/ns-time.h"
#include "sim/ns-sim-item.h"
#include "sim/ns-sim-server.h"

#include <string.h>

struct _NsSimWorld
{
  NsClock *clock;           /* (owned) */
  GHashTable *mailboxes;    /* (owned) (element-type utf8 NsSimMailbox) by address */
  NsSimMailbox *home;       /* (unowned): one of them */
  guint64 revision;
  GHashTable *unconvertible; /* (owned) (element-type utf8): digests */
};

static NsSimMailbox *
ensure_mailbox (NsSimWorld *self, const char *email)
{
  g_autofree char *key = g_ascii_strdown (email, -1);
  NsSimMailbox *mailbox = g_hash_table_lookup (self->mailboxes, key);

  if (mailbox == NULL)
    {
      mailbox = ns_sim_mailbox_new (key);
      g_hash_table_insert (self->mailboxes, mailbox->email, mailbox);
    }
  return mailbox;
}

/**
 * ns_sim_world_new:
 * @email: the user's address
 * @clock: (transfer none): its time
 *
 * Returns: (transfer full): a world with one empty mailbox
 */
NsSimWorld *
ns_sim_world_new (const char *email, NsClock *clock)
{
  NsSimWorld *self = g_new0 (NsSimWorld, 1);

  self->clock = g_object_ref (clock);
  self->mailboxes =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) ns_sim_mailbox_free);
  self->unconvertible = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->home = ensure_mailbox (self, email);
  return self;
}

/**
 * ns_sim_world_get_clock:
 * @self: a world
 *
 * Returns: (transfer none): its clock
 */
NsClock *
ns_sim_world_get_clock (NsSimWorld *self)
{
  return self->clock;
}

/**
 * ns_sim_world_get_time:
 * @self: a world
 *
 * Returns: its time, in microseconds since the epoch
 */
gint64
ns_sim_world_get_time (NsSimWorld *self)
{
  return ns_clock_now (self->clock);
}

/**
 * ns_sim_world_free:
 * @self: (transfer full): a world
 *
 * Ends it.
 */
void
ns_sim_world_free (NsSimWorld *self)
{
  g_hash_table_unref (self->unconvertible);
  g_hash_table_unref (self->mailboxes);
  g_object_unref (self->clock);
  g_free (self);
}

/**
 * ns_sim_world_get_home:
 * @self: a world
 *
 * Returns: (transfer none): the mailbox of the user who logs in
 */
NsSimMailbox *
ns_sim_world_get_home (NsSimWorld *self)
{
  return self->home;
}

/**
 * ns_sim_world_next_revision:
 * @self: a world
 *
 * Returns: the next value of the change counter
 */
guint64
ns_sim_world_next_revision (NsSimWorld *self)
{
  return ++self->revision;
}

/**
 * ns_sim_world_refuse_content:
 * @self: a world
 * @digest: from ns_sim_item_digest()
 *
 * From now on this content can never be converted: status 6 is permanent (eas-facts 5.7), so a resend must meet it
 * again.
 */
void
ns_sim_world_refuse_content (NsSimWorld *self, const char *digest)
{
  g_hash_table_add (self->unconvertible, g_strdup (digest));
}

/**
 * ns_sim_world_refuses_content:
 * @self: a world
 * @digest: from ns_sim_item_digest()
 *
 * Returns: whether this content was refused for good
 */
gboolean
ns_sim_world_refuses_content (NsSimWorld *self, const char *digest)
{
  return g_hash_table_contains (self->unconvertible, digest);
}

static NsNode *
make_mail_data (NsSimWorld *self, const NsSimMail *mail, gboolean is_read)
{
  NsNode *data = ns_node_new (NS_TAG_AIR_SYNC_APPLICATION_DATA);
  g_autofree char *now = ns_time_to_iso8601 (ns_clock_now (self->clock));
  g_autofree char *received = g_strdup_printf ("%.19s.000Z", now);

  ns_node_append_text (data, NS_TAG_EMAIL_TO, mail->to != NULL ? mail->to : "");
  ns_node_append_text (data, NS_TAG_EMAIL_FROM, mail->from != NULL ? mail->from : "");
  ns_node_append_text (data, NS_TAG_EMAIL_SUBJECT, mail->subject != NULL ? mail->subject : "");
  ns_node_append_text (data, NS_TAG_EMAIL_DATE_RECEIVED, received);
  ns_node_append_text (data, NS_TAG_EMAIL_IMPORTANCE, "1");
  ns_node_append_text (data, NS_TAG_EMAIL_READ, is_read ? "1" : "0");
  ns_node_append_text (data, NS_TAG_EMAIL_MESSAGE_CLASS, "IPM.Note");
  ns_node_append_text (data, NS_TAG_EMAIL_INTERNET_CPID, "65001");
  return data;
}

static void
put_mail (NsSimWorld *self, NsSimFolder *folder, const NsSimMail *mail, GBytes *mime)
{
  NsNode *data = make_mail_data (self, mail, folder->type == NS_EAS_FOLDER_SENT_ITEMS);
  NsSimObject *object = ns_sim_folder_add (folder, data, ns_sim_world_next_revision (self), NULL);

  object->message_id = g_strdup (mail->message_id);
  object->mime = g_bytes_ref (mime);
}

/**
 * ns_sim_world_deliver:
 * @self: a world
 * @mail: a mail with recipients
 * @save: whether a copy goes to Sent Items (only where the client asked for it, eas-facts 6.2)
 *
 * Puts one copy into the Inbox of each recipient. Anybody may have a mailbox in this world: it is made with the first
 * mail.
 */
void
ns_sim_world_deliver (NsSimWorld *self, const NsSimMail *mail, gboolean save)
{
  g_autoptr (GBytes) public_mime = ns_sim_mail_dup_without_bcc (mail);

  for (guint i = 0; i < mail->recipients->len; i++)
    {
      NsSimMailbox *mailbox = ensure_mailbox (self, g_ptr_array_index (mail->recipients, i));

      put_mail (self, ns_sim_mailbox_get_folder (mailbox, NS_EAS_FOLDER_INBOX), mail, public_mime);
    }
  if (save)
    put_mail (self, ns_sim_mailbox_get_folder (self->home, NS_EAS_FOLDER_SENT_ITEMS), mail, mail->mime);
}

static NsSimObject *
find_item (NsSimWorld *self, const char *text, NsSimFolder **folder, GError **error)
{
  for (guint i = 0; i < self->home->folders->len; i++)
    {
      *folder = g_ptr_array_index (self->home->folders, i);
      for (guint n = (*folder)->objects->len; n > 0 && !g_str_equal ((*folder)->class_name, "Email"); n--)
        if (ns_sim_object_is_called (g_ptr_array_index ((*folder)->objects, n - 1), text))
          return g_ptr_array_index ((*folder)->objects, n - 1);
    }
  g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_NOT_FOUND, "The simulated mailbox holds no item called \"%s\".",
               text);
  return NULL;
}

/**
 * ns_sim_world_outlook_change:
 * @self: a world
 * @uid: a UID, ClientId or name of an event, contact, task or note; of several the newest is meant
 * @property: an element of the item's class
 * @value: its new value; empty removes it
 * @error: return location for a #NsSimError
 *
 * Changes an item as the mailbox's other client would. An event gets a new DtStamp too, as Outlook gives it.
 *
 * Returns: whether there was such an item and property
 */
gboolean
ns_sim_world_outlook_change (NsSimWorld *self, const char *uid, const char *property, const char *value,
                             GError **error)
{
  NsSimFolder *folder;
  NsSimObject *object = find_item (self, uid, &folder, error);
  NsTag tag;
  NsNode *data;

  if (object == NULL)
    return FALSE;
  if (!ns_sim_item_find_property (folder->class_name, property, &tag))
    {
      g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT, "The class %s has no property \"%s\".",
                   folder->class_name, property);
      return FALSE;
    }

  data = ns_sim_item_set (object->data, tag, value);
  if (folder->type == NS_EAS_FOLDER_CALENDAR)
    {
      g_autoptr (NsNode) changed = data;
      g_autofree char *now = ns_time_to_compact (ns_clock_now (self->clock));

      data = ns_sim_item_set (changed, NS_TAG_CALENDAR_DT_STAMP, now);
    }
  ns_sim_object_set_data (object, data, ns_sim_world_next_revision (self), NULL);
  return TRUE;
}

/**
 * ns_sim_world_outlook_delete:
 * @self: a world
 * @uid: as for ns_sim_world_outlook_change()
 * @error: return location for a #NsSimError
 *
 * Returns: whether there was such an item; it is gone now
 */
gboolean
ns_sim_world_outlook_delete (NsSimWorld *self, const char *uid, GError **error)
{
  NsSimFolder *folder;
  NsSimObject *object = find_item (self, uid, &folder, error);

  if (object == NULL)
    return FALSE;
  ns_sim_folder_remove (folder, object);
  return TRUE;
}

/**
 * ns_sim_world_outlook_copy:
 * @self: a world
 * @uid: as for ns_sim_world_outlook_change()
 * @error: return location for a #NsSimError
 *
 * Stores the same content once more, under a server id of its own.
 *
 * Returns: whether there was such an item
 */
gboolean
ns_sim_world_outlook_copy (NsSimWorld *self, const char *uid, GError **error)
{
  NsSimFolder *folder;
  NsSimObject *object = find_item (self, uid, &folder, error);

  if (object == NULL)
    return FALSE;
  ns_sim_folder_add (folder, ns_node_ref (object->data), ns_sim_world_next_revision (self), NULL);
  return TRUE;
}

/**
 * ns_sim_world_outlook_create:
 * @self: a world
 * @folder_name: (nullable): the folder's name; %NULL is the default folder of the class
 * @class_name: the class of the folder that it goes to
 * @data: (transfer full): an ApplicationData
 * @error: return location for %NS_SIM_ERROR_ARGUMENT
 *
 * Puts an item into a folder as the mailbox's other client would.
 *
 * Returns: whether there is such a folder
 */
gboolean
ns_sim_world_outlook_create (NsSimWorld *self, const char *folder_name, const char *class_name, NsNode *data,
                             GError **error)
{
  g_autoptr (NsNode) own = data;
  NsSimFolder *folder = ns_sim_mailbox_find_name (self->home, folder_name, class_name);

  if (folder != NULL)
    ns_sim_folder_add (folder, g_steal_pointer (&own), ns_sim_world_next_revision (self), NULL);
  else
    g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT,
                 "The simulated mailbox has no folder \"%s\" for the class \"%s\".",
                 folder_name != NULL ? folder_name : "", class_name);
  return folder != NULL;
}

/**
 * ns_sim_world_outlook_receive:
 * @self: a world
 * @mime: a mail
 * @error: return location for %NS_SIM_ERROR_ARGUMENT
 *
 * Puts a mail into the user's Inbox, whomever it is addressed to.
 *
 * Returns: whether it is a mail
 */
gboolean
ns_sim_world_outlook_receive (NsSimWorld *self, GBytes *mime, GError **error)
{
  g_auto (NsSimMail) mail = { 0 };

  if (ns_sim_mail_parse (mime, &mail) != 0)
    {
      g_set_error_literal (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT, "The mail for the simulated Inbox is none.");
      return FALSE;
    }
  put_mail (self, ns_sim_mailbox_get_folder (self->home, NS_EAS_FOLDER_INBOX), &mail, mime);
  return TRUE;
}

static int
compare_mailboxes (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const NsSimMailbox *left = *(NsSimMailbox *const *) a;
  const NsSimMailbox *right = *(NsSimMailbox *const *) b;

  if ((left == user_data) != (right == user_data))
    return left == user_data ? -1 : 1;
  return strcmp (left->email, right->email);
}

/**
 * ns_sim_world_list_mailboxes:
 * @self: a world
 *
 * Returns: (transfer container) (element-type NsSimMailbox): all mailboxes: the user's first, then by address
 */
GPtrArray *
ns_sim_world_list_mailboxes (NsSimWorld *self)
{
  GPtrArray *mailboxes = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer mailbox;

  g_hash_table_iter_init (&iter, self->mailboxes);
  while (g_hash_table_iter_next (&iter, NULL, &mailbox))
    g_ptr_array_add (mailboxes, mailbox);
  g_ptr_array_sort_with_data (mailboxes, compare_mailboxes, self->home);
  return mailboxes;
}

/**
 * ns_sim_world_outlook_touch:
 * @self: a world
 * @folder: where the object is
 * @object: an object
 *
 * Lets Outlook change something that people see, whatever the object is: for faults that need a conflict.
 */
void
ns_sim_world_outlook_touch (NsSimWorld *self, NsSimFolder *folder, NsSimObject *object)
{
  static const struct
  {
    NsEasFolderType type;
    NsTag tag;
  } touched[] = {
    { NS_EAS_FOLDER_CALENDAR, NS_TAG_CALENDAR_LOCATION },
    { NS_EAS_FOLDER_CONTACTS, NS_TAG_CONTACTS_OFFICE_LOCATION },
    { NS_EAS_FOLDER_TASKS, NS_TAG_TASKS_SUBJECT },
    { NS_EAS_FOLDER_NOTES, NS_TAG_NOTES_SUBJECT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (touched); i++)
    if (touched[i].type == folder->type)
      ns_sim_object_set_data (object, ns_sim_item_set (object->data, touched[i].tag, "Changed in Outlook"),
                              ns_sim_world_next_revision (self), NULL);
}

/**
 * ns_sim_world_count:
 * @self: a world
 * @text: a UID, ClientId or name, or the Message-ID of a mail
 *
 * The oracle of every duplicate test.
 *
 * Returns: how many such items the user's folders hold, plus the most copies of such a mail that any one Inbox holds
 */
guint
ns_sim_world_count (NsSimWorld *self, const char *text)
{
  GHashTableIter iter;
  NsSimMailbox *mailbox;
  guint items, mails = 0;

  items = ns_sim_mailbox_count_items (self->home, text);
  g_hash_table_iter_init (&iter, self->mailboxes);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &mailbox))
    mails = MAX (mails, ns_sim_mailbox_count (mailbox, NS_EAS_FOLDER_INBOX, text));
  return items + mails;
}

/**
 * ns_sim_world_count_recipient:
 * @self: a world
 * @email: somebody's address
 * @text: a Message-ID or a subject
 *
 * Returns: how many copies of a mail this person has got
 */
guint
ns_sim_world_count_recipient (NsSimWorld *self, const char *email, const char *text)
{
  g_autofree char *key = g_ascii_strdown (email, -1);
  const NsSimMailbox *mailbox = g_hash_table_lookup (self->mailboxes, key);

  return mailbox != NULL ? ns_sim_mailbox_count (mailbox, NS_EAS_FOLDER_INBOX, text) : 0;
}

/**
 * ns_sim_world_count_sent:
 * @self: a world
 * @message_id: a Message-ID
 *
 * Returns: how many copies the user's Sent Items hold
 */
guint
ns_sim_world_count_sent (NsSimWorld *self, const char *message_id)
{
  return ns_sim_mailbox_count (self->home, NS_EAS_FOLDER_SENT_ITEMS, message_id);
}
