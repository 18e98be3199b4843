/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-server-private.h"

#include "sim/ns-sim-state.h"

/* What another thread wants done, or wants to know. */
typedef struct
{
  const char *text;
  const char *folder; /* (nullable) */
  gboolean done;
  const char *email; /* (nullable) */
  guint count;
  NsNode *node; /* (owned) (nullable) */
  GBytes *mime; /* (unowned) (nullable) */
  char *answer; /* (owned) (nullable) */
  GError *error; /* (owned) (nullable) */
} Wish;

static NsSimWorld *
get_world (NsSimServer *self)
{
  return ns_sim_service_get_world (ns_sim_server_get_service (self));
}

static gboolean
take_error (Wish *wish, GError **error)
{
  if (wish->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&wish->error));
  return FALSE;
}

static void
set_password (NsSimServer *self, gpointer data)
{
  const Wish *wish = data;

  ns_sim_service_set_password (ns_sim_server_get_service (self), wish->text);
}

/**
 * ns_sim_server_set_password:
 * @self: a running server
 * @password: the user's password from now on
 *
 * Changes the password as an administrator does.
 */
void
ns_sim_server_set_password (NsSimServer *self, const char *password)
{
  Wish wish = { .text = password };

  ns_sim_server_run (self, set_password, &wish);
}

static void
set_product (NsSimServer *self, gpointer data)
{
  const Wish *wish = data;

  ns_sim_service_set_product (ns_sim_server_get_service (self), wish->text);
}

/**
 * ns_sim_server_set_product:
 * @self: a running server
 * @product: what MS-Server-ActiveSync says from now on
 *
 * Changes what the server calls itself, as an upgrade does.
 */
void
ns_sim_server_set_product (NsSimServer *self, const char *product)
{
  Wish wish = { .text = product };

  ns_sim_server_run (self, set_product, &wish);
}

static void
set_personality (NsSimServer *self, gpointer data)
{
  ns_sim_service_set_personality (ns_sim_server_get_service (self), data);
}

/**
 * ns_sim_server_set_personality:
 * @self: a running server
 * @name: what it is from now on (`--list-personalities`)
 * @error: return location for %NS_SIM_ERROR_ARGUMENT
 *
 * Upgrades the server, or puts another in its place. What it holds stays: mailboxes, devices and their keys.
 *
 * Returns: whether there is such a personality
 */
gboolean
ns_sim_server_set_personality (NsSimServer *self, const char *name, GError **error)
{
  const NsSimPersonality *personality;

  if (!ns_sim_personality_require (name, &personality, error))
    return FALSE;
  ns_sim_server_run (self, set_personality, (gpointer) personality);
  return TRUE;
}

static void
add_folder (NsSimServer *self, gpointer data)
{
  Wish *wish = data;

  wish->done = ns_sim_mailbox_add_folder (ns_sim_world_get_home (get_world (self)), wish->folder, wish->text);
}

/**
 * ns_sim_server_add_folder:
 * @self: a running server that no device has asked for its folders yet
 * @name: its display name
 * @class_name: `Email`, `Calendar`, `Contacts`, `Tasks` or `Notes`
 *
 * Adds a folder that the user made.
 *
 * Returns: whether there is such a class
 */
gboolean
ns_sim_server_add_folder (NsSimServer *self, const char *name, const char *class_name)
{
  Wish wish = { .text = class_name, .folder = name };

  ns_sim_server_run (self, add_folder, &wish);
  return wish.done;
}

static void
outlook_create (NsSimServer *self, gpointer data)
{
  Wish *wish = data;

  ns_sim_world_outlook_create (get_world (self), wish->folder, wish->text, g_steal_pointer (&wish->node), &wish->error);
}

/**
 * ns_sim_server_outlook_create:
 * @self: a running server
 * @folder_name: (nullable): the folder's name; %NULL is the default folder of the class
 * @class_name: `Calendar`, `Contacts`, `Tasks` or `Notes`
 * @data: (transfer full): an ApplicationData that nobody else holds
 * @error: return location for %NS_SIM_ERROR_ARGUMENT
 *
 * Puts an item into the mailbox as its other client would.
 *
 * Returns: whether there is a folder for it
 */
gboolean
ns_sim_server_outlook_create (NsSimServer *self, const char *folder_name, const char *class_name, NsNode *data,
                              GError **error)
{
  Wish wish = { .text = class_name, .folder = folder_name, .node = data };

  ns_sim_server_run (self, outlook_create, &wish);
  return take_error (&wish, error);
}

static void
outlook_receive (NsSimServer *self, gpointer data)
{
  Wish *wish = data;

  ns_sim_world_outlook_receive (get_world (self), wish->mime, &wish->error);
}

/**
 * ns_sim_server_outlook_receive:
 * @self: a running server
 * @mime: a mail
 * @error: return location for %NS_SIM_ERROR_ARGUMENT
 *
 * Puts a mail that somebody sent into the user's Inbox.
 *
 * Returns: whether it is a mail
 */
gboolean
ns_sim_server_outlook_receive (NsSimServer *self, GBytes *mime, GError **error)
{
  Wish wish = { .mime = mime };

  ns_sim_server_run (self, outlook_receive, &wish);
  return take_error (&wish, error);
}

static void
count_recipient (NsSimServer *self, gpointer data)
{
  Wish *wish = data;

  wish->count = ns_sim_world_count_recipient (get_world (self), wish->email, wish->text);
}

/**
 * ns_sim_server_count_recipient:
 * @self: a running server
 * @email: somebody's address
 * @message_id: a Message-ID
 *
 * Returns: how many copies of a mail this person has got
 */
guint
ns_sim_server_count_recipient (NsSimServer *self, const char *email, const char *message_id)
{
  Wish wish = { .text = message_id, .email = email };

  ns_sim_server_run (self, count_recipient, &wish);
  return wish.count;
}

static void
dup_state (NsSimServer *self, gpointer data)
{
  Wish *wish = data;

  wish->answer = ns_sim_state_dup_json (get_world (self));
}

/**
 * ns_sim_server_dup_state:
 * @self: a running server
 *
 * Returns: (transfer full): everything that it holds, as one line of JSON; see the header
 */
char *
ns_sim_server_dup_state (NsSimServer *self)
{
  Wish wish = { 0 };

  ns_sim_server_run (self, dup_state, &wish);
  return wish.answer;
}

static void
dup_exchanges (NsSimServer *self, gpointer data)
{
  GPtrArray **out = data;

  *out = ns_sim_tape_dup_exchanges (ns_sim_journal_get_tape (ns_sim_service_get_journal (
    ns_sim_server_get_service (self))));
}

/**
 * ns_sim_server_dup_exchanges:
 * @self: a running server
 *
 * Returns: (transfer full) (element-type NsSimExchange): the last requests and answers with their bytes, oldest first
 */
GPtrArray *
ns_sim_server_dup_exchanges (NsSimServer *self)
{
  GPtrArray *exchanges = NULL;

  ns_sim_server_run (self, dup_exchanges, &exchanges);
  return exchanges;
}

static void
dup_product (NsSimServer *self, gpointer data)
{
  Wish *wish = data;

  wish->answer = g_strdup (ns_sim_service_get_product (ns_sim_server_get_service (self)));
}

/**
 * ns_sim_server_dup_product:
 * @self: a running server
 *
 * Returns: (transfer full): what it calls itself now, in `MS-Server-ActiveSync`
 */
char *
ns_sim_server_dup_product (NsSimServer *self)
{
  Wish wish = { 0 };

  ns_sim_server_run (self, dup_product, &wish);
  return wish.answer;
}

static void
get_info (NsSimServer *self, gpointer data)
{
  NsSimInfo *info = data;
  NsSimService *service = ns_sim_server_get_service (self);
  NsSimDoor *door = ns_sim_server_get_door (self);

  info->personality = g_strdup (ns_sim_service_get_manners (service)->name);
  info->product = g_strdup (ns_sim_service_get_product (service));
  info->versions = g_strdup (ns_sim_service_get_versions (service));
  info->policies = ns_sim_service_get_manners (service)->provisions;
  info->tls = g_str_has_prefix (ns_sim_server_get_url (self), "https:");
  info->network = door != NULL;
  info->connections = door != NULL ? ns_sim_door_count_guests (door) : 0;
}

/**
 * ns_sim_server_get_info:
 * @self: a running server
 * @out: (out caller-allocates): what it is
 *
 * Tells what the server is now.
 */
void
ns_sim_server_get_info (NsSimServer *self, NsSimInfo *out)
{
  ns_sim_server_run (self, get_info, out);
}

/**
 * ns_sim_info_clear:
 * @info: what a server was
 *
 * Frees what it points to.
 */
void
ns_sim_info_clear (NsSimInfo *info)
{
  g_clear_pointer (&info->personality, g_free);
  g_clear_pointer (&info->product, g_free);
  g_clear_pointer (&info->versions, g_free);
}

static void
set_policies (NsSimServer *self, gpointer data)
{
  const Wish *wish = data;

  ns_sim_service_set_policies (ns_sim_server_get_service (self), wish->done);
}

/**
 * ns_sim_server_set_policies:
 * @self: a running server
 * @on: whether devices must provision from now on
 *
 * The administrator changes the policy: whoever provisioned before keeps its key.
 */
void
ns_sim_server_set_policies (NsSimServer *self, gboolean on)
{
  Wish wish = { .done = on };

  ns_sim_server_run (self, set_policies, &wish);
}
