/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-lookup.h"

#include "eas/ns-wbxml-writer.h"
#include "store/ns-collection.h"
#include "sync/ns-conflict.h"
#include "sync/ns-match.h"

#include <string.h>

#define CLASS_EMAIL "Email"
#define FILTER_ALL 0
#define FILTER_MONTH 5

typedef struct
{
  gint64 item_id;
  char *message_id; /* (owned) (nullable) */
  NsNode *mine;     /* (owned) (nullable) */
  char *known_id;   /* (owned) (nullable): of an object that was there before */
  char *server_id;  /* (owned) (nullable): what it was found as */
  NsNode *theirs;   /* (owned) (nullable): what it was found as, for the comparison with more of its kind */
  guint copies;     /* how often it is there */
  gboolean is_gone; /* wanted not to be there, and not met so far */
} Wanted;

struct _NsLookup
{
  GObject parent_instance;

  char *collection_id; /* (owned) */
  char *class_name;    /* (owned) */
  GPtrArray *wanted;   /* (owned) (element-type Wanted) */
  GPtrArray *objects;  /* (owned) (element-type NsObject) */
  GHashTable *witnesses; /* (owned): Message-IDs of mails that were accepted */
  GHashTable *owners;    /* (owned): of which item an object is, by server id; 0 for none of those wanted */
  NsSentTally tally;
};

G_DEFINE_FINAL_TYPE (NsLookup, ns_lookup, G_TYPE_OBJECT)

static void
wanted_free (Wanted *wanted)
{
  g_free (wanted->message_id);
  g_clear_pointer (&wanted->mine, ns_node_unref);
  g_free (wanted->known_id);
  g_free (wanted->server_id);
  g_clear_pointer (&wanted->theirs, ns_node_unref);
  g_free (wanted);
}

static void
ns_lookup_finalize (GObject *object)
{
  NsLookup *self = NS_LOOKUP (object);

  g_free (self->collection_id);
  g_free (self->class_name);
  g_ptr_array_unref (self->wanted);
  g_ptr_array_unref (self->objects);
  g_hash_table_unref (self->witnesses);
  g_hash_table_unref (self->owners);
  G_OBJECT_CLASS (ns_lookup_parent_class)->finalize (object);
}

static void
ns_lookup_class_init (NsLookupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ns_lookup_finalize;
}

static void
ns_lookup_init (NsLookup *self)
{
  self->wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) wanted_free);
  self->objects = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_object_free);
  self->witnesses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * ns_lookup_new:
 * @collection_id: the folder to look in
 * @class_name: its class; `Email` for Sent Items
 *
 * Returns: (transfer full): a look-up that wants nothing yet
 */
NsLookup *
ns_lookup_new (const char *collection_id, const char *class_name)
{
  NsLookup *self = g_object_new (NS_TYPE_LOOKUP, NULL);

  self->collection_id = g_strdup (collection_id);
  self->class_name = g_strdup (class_name);
  return self;
}

/**
 * ns_lookup_want_mail:
 * @self: a look-up in Sent Items
 * @item_id: whose
 * @message_id: its Message-ID without angle brackets
 */
void
ns_lookup_want_mail (NsLookup *self, gint64 item_id, const char *message_id)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->item_id = item_id;
  wanted->message_id = g_strdup (message_id);
  g_ptr_array_add (self->wanted, wanted);
}

/**
 * ns_lookup_add_witness:
 * @self: a look-up in Sent Items
 * @message_id: the Message-ID of a mail that the server has accepted, without angle brackets
 *
 * Asks for a mail of which it is known that it was sent: whether it is there tells of the server, not of the mail.
 */
void
ns_lookup_add_witness (NsLookup *self, const char *message_id)
{
  g_hash_table_add (self->witnesses, g_strdup (message_id));
}

/**
 * ns_lookup_want_object:
 * @self: a look-up in a folder of objects
 * @item_id: whose
 * @mine: the ApplicationData that was sent
 */
void
ns_lookup_want_object (NsLookup *self, gint64 item_id, NsNode *mine)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->item_id = item_id;
  wanted->mine = ns_node_ref (mine);
  g_ptr_array_add (self->wanted, wanted);
}

/**
 * ns_lookup_want_change:
 * @self: a look-up in a folder of objects
 * @item_id: whose
 * @server_id: the object that was changed
 * @mine: the ApplicationData that was sent
 */
void
ns_lookup_want_change (NsLookup *self, gint64 item_id, const char *server_id, NsNode *mine)
{
  ns_lookup_want_object (self, item_id, mine);
  ((Wanted *) g_ptr_array_index (self->wanted, self->wanted->len - 1))->known_id = g_strdup (server_id);
}

/**
 * ns_lookup_set_owner:
 * @self: a look-up in a folder of objects
 * @server_id: an object
 * @item_id: the item that it is known to have come of; 0 for none of those that are wanted
 *
 * Tells that an object is no answer to any other want, however alike: people queue the same thing twice on purpose.
 */
void
ns_lookup_set_owner (NsLookup *self, const char *server_id, gint64 item_id)
{
  g_hash_table_replace (self->owners, g_strdup (server_id), g_memdup2 (&item_id, sizeof item_id));
}

/**
 * ns_lookup_want_gone:
 * @self: a look-up in a folder of objects
 * @item_id: whose
 * @server_id: the object that was deleted
 */
void
ns_lookup_want_gone (NsLookup *self, gint64 item_id, const char *server_id)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->item_id = item_id;
  wanted->known_id = g_strdup (server_id);
  wanted->is_gone = TRUE;
  g_ptr_array_add (self->wanted, wanted);
}

static gboolean
is_unchanged (const NsNode *mine, const NsNode *theirs)
{
  g_autoptr (GArray) differences = ns_conflict_list_differences (mine, theirs);

  return differences->len == 0;
}

static gboolean
is_anothers (NsLookup *self, const Wanted *wanted, const char *server_id)
{
  const gint64 *owner = g_hash_table_lookup (self->owners, server_id);

  return owner != NULL && *owner != wanted->item_id;
}

static gboolean
matches (NsLookup *self, const Wanted *wanted, const NsEasSyncCommand *command, const char *message_id)
{
  if (wanted->known_id != NULL)
    return wanted->mine != NULL && strcmp (wanted->known_id, command->server_id) == 0
           && is_unchanged (wanted->mine, command->data);
  if (wanted->mine != NULL)
    return !is_anothers (self, wanted, command->server_id) && ns_match_object (wanted->mine, command->data);
  return g_strcmp0 (wanted->message_id, message_id) == 0;
}

/* Mails are told by their ids. Of objects, what was made by one request made twice is alike in everything. */
static void
count_copy (Wanted *wanted, const NsEasSyncCommand *command)
{
  if (wanted->server_id == NULL)
    {
      wanted->server_id = g_strdup (command->server_id);
      wanted->theirs = ns_node_ref (command->data);
      wanted->copies = 1;
    }
  else if (wanted->mine == NULL || is_unchanged (wanted->theirs, command->data))
    wanted->copies++;
}

/* One object answers one want, so that two equal contacts need two objects; one more is a copy too many. */
static void
compare (NsLookup *self, const NsEasSyncCommand *command)
{
  g_autofree char *message_id = ns_match_message_id (command->data);
  Wanted *answered = NULL;

  self->tally.n_mails++;
  self->tally.n_named += message_id != NULL;
  self->tally.n_seen += message_id != NULL && g_hash_table_contains (self->witnesses, message_id);
  for (guint i = 0; i < self->wanted->len; i++)
    {
      Wanted *wanted = g_ptr_array_index (self->wanted, i);

      if (wanted->is_gone && strcmp (wanted->known_id, command->server_id) == 0)
        wanted->is_gone = FALSE;
      if (!matches (self, wanted, command, message_id))
        continue;
      answered = wanted;
      if (wanted->server_id == NULL)
        break;
    }
  if (answered != NULL)
    count_copy (answered, command);
}

static void
command_cb (const NsEasSyncCommand *command, gpointer user_data)
{
  NsLookup *self = user_data;

  if (command->data == NULL || command->server_id == NULL)
    return;
  compare (self, command);
  if (strcmp (self->class_name, CLASS_EMAIL) != 0)
    {
      g_autoptr (GBytes) data = ns_wbxml_write (command->data);

      g_ptr_array_add (self->objects, ns_object_new (command->server_id, data));
    }
}

static void
pull_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  g_task_return_pointer (task, ns_pull_finish (result), (GDestroyNotify) ns_pulled_free);
}

/**
 * ns_lookup_run_async:
 * @self: a look-up; runs once
 * @line: the line to the server
 * @cancellable: (nullable): ends it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Fetches the folder from key 0. Sent Items only a month back: an outbox does not keep a lost answer for longer, and
 * a mailbox may hold years.
 */
void
ns_lookup_run_async (NsLookup *self, const NsLine *line, GCancellable *cancellable, GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const NsPullPlan plan = {
    .collection_id = self->collection_id,
    .class_name = self->class_name,
    .filter_type = strcmp (self->class_name, CLASS_EMAIL) == 0 ? FILTER_MONTH : FILTER_ALL,
  };

  g_task_set_source_tag (task, ns_lookup_run_async);
  g_task_set_check_cancellable (task, FALSE);
  ns_pull_async (line, &plan, command_cb, self, cancellable, pull_cb, task);
}

/**
 * ns_lookup_run_finish:
 * @self: a look-up
 * @result: from the callback
 *
 * Returns: (transfer full): how the pull went. Only where its outcome has no fault does "not found" mean "not there"
 */
NsPulled *
ns_lookup_run_finish (NsLookup *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/**
 * ns_lookup_has_found:
 * @self: a look-up that ran
 * @item_id: whose
 * @server_id: (out) (optional) (transfer none): what it was found as
 *
 * Returns: whether it is there, as it was sent; for a deletion: whether it is gone
 */
gboolean
ns_lookup_has_found (NsLookup *self, gint64 item_id, const char **server_id)
{
  for (guint i = 0; i < self->wanted->len; i++)
    {
      const Wanted *wanted = g_ptr_array_index (self->wanted, i);

      if (wanted->item_id != item_id || (wanted->server_id == NULL && !wanted->is_gone))
        continue;
      if (server_id != NULL)
        *server_id = wanted->is_gone ? wanted->known_id : wanted->server_id;
      return TRUE;
    }
  return FALSE;
}

/**
 * ns_lookup_count_copies:
 * @self: a look-up that ran
 * @item_id: whose
 *
 * Returns: how often it is there
 */
guint
ns_lookup_count_copies (NsLookup *self, gint64 item_id)
{
  guint copies = 0;

  for (guint i = 0; i < self->wanted->len; i++)
    {
      const Wanted *wanted = g_ptr_array_index (self->wanted, i);

      if (wanted->item_id == item_id)
        copies += wanted->copies;
    }
  return copies;
}

/**
 * ns_lookup_get_tally:
 * @self: a look-up in Sent Items that ran
 *
 * Returns: what it tells of the server
 */
NsSentTally
ns_lookup_get_tally (NsLookup *self)
{
  NsSentTally tally = self->tally;

  tally.n_witnesses = g_hash_table_size (self->witnesses);
  return tally;
}

/**
 * ns_lookup_get_objects:
 * @self: a look-up that ran
 *
 * Returns: (transfer none) (element-type NsObject): everything that the folder holds; empty for Sent Items
 */
GPtrArray *
ns_lookup_get_objects (NsLookup *self)
{
  return self->objects;
}
