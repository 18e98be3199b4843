/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "eas/ns-wbxml-node.h"
#include "sim/ns-sim-tape.h"

G_BEGIN_DECLS

/**
 * NsSimError:
 * @NS_SIM_ERROR_ARGUMENT: a fault, version list or address that cannot be understood
 * @NS_SIM_ERROR_LISTEN: the address cannot be listened on
 * @NS_SIM_ERROR_FILE: a journal, port or certificate file cannot be written
 * @NS_SIM_ERROR_NOT_FOUND: the world has no such object
 * @NS_SIM_ERROR_SCENARIO: a scenario file is wrong; the message names file, group and key
 */
typedef enum
{
  NS_SIM_ERROR_ARGUMENT,
  NS_SIM_ERROR_LISTEN,
  NS_SIM_ERROR_FILE,
  NS_SIM_ERROR_NOT_FOUND,
  NS_SIM_ERROR_SCENARIO,
} NsSimError;

#define NS_SIM_ERROR (ns_sim_error_quark ())
GQuark ns_sim_error_quark (void);

/* In a switch of the configuration that a personality has an opinion of: not so, whatever that says. */
#define NS_SIM_NO (-1)

/* An answer, or more of it, is held back until the clock shows this, in microseconds since the epoch; %G_MAXINT64 is
 * for ever. On the server's thread. */
typedef void (*NsSimHeldFunc) (gint64 until, gpointer user_data);

/**
 * NsSimConfig:
 * @user: (nullable): the login, `demo` by default
 * @password: (nullable): its password, `demo` by default
 * @personality: (nullable): what kind of server it is (ns-sim-personality.h), `generic` by default; what is set below
 *   counts instead of what that has. Of the switches below, 0 leaves it as it is, %NS_SIM_NO is the opposite
 * @product: (nullable): what MS-Server-ActiveSync says
 * @versions: (nullable): MS-ASProtocolVersions
 * @provision: whether clients must provision
 * @policies: (nullable): the settings of the policy that devices must take, `Name=VALUE; …` (MS-ASPROV 2.2.2.28)
 * @no_replay_memory: the server does not recognise a repeated Sync request (as SOGo)
 * @no_client_id_memory: the server does not recognise a repeated SendMail (as most PHP servers)
 * @no_conflicts: the server never reports a conflict; the last writer wins (as SOGo)
 * @no_sent_copies: the server keeps no copy of sent mail in Sent Items
 * @strict: every personality refuses what Exchange refuses, and what no client should ask
 * @tls: HTTPS with a certificate made at start
 * @address: (nullable): `127.0.0.1` by default
 * @port: 0 for any
 * @journal: (nullable): the file of the JSON Lines journal; appended to
 * @clock: (nullable): its time; the system's by default
 * @email: (nullable): the user's address, `USER@example.test` by default
 * @spool: (nullable): a directory that gets each executed mail's bytes as SEQ.eml, by its line in the journal
 * @ca_file: (nullable): where the certificate authority of @tls is written; a temporary file by default
 * @fault_rate: how many of a hundred requests meet a fault of the simulator's choice
 * @seed: what the choice follows from
 * @patience: after how many seconds of silence a connection is closed; 0 is a quarter of an hour
 * @held: (nullable): is told what a clock that stands still has to show before a client gets more of its answer
 * @held_data: (unowned): for @held
 *
 * How a simulated server is started. Borrowed by ns_sim_server_start().
 */
typedef struct
{
  const char *user;
  const char *password;
  const char *personality;
  const char *product;
  const char *versions;
  int provision;
  const char *policies;
  int no_replay_memory;
  int no_client_id_memory;
  int no_conflicts;
  int no_sent_copies;
  gboolean strict;
  gboolean tls;
  const char *address;
  guint16 port;
  const char *journal;
  gpointer clock; /* NsClock */
  const char *email;
  const char *spool;
  const char *ca_file;
  double fault_rate;
  guint32 seed;
  guint patience;
  NsSimHeldFunc held;
  gpointer held_data;
} NsSimConfig;

/**
 * NsSimServer:
 *
 * A stateful ActiveSync server on a thread of its own. All functions may be called on the thread that started it;
 * those that touch the world run on the server's thread and wait for it. One server per test: SoupServer of Debian 12
 * leaks
 * each connection that a client closes (performance.md 0.4).
 */
#define NS_TYPE_SIM_SERVER (ns_sim_server_get_type ())
G_DECLARE_FINAL_TYPE (NsSimServer, ns_sim_server, NS, SIM_SERVER, GObject)

NsSimServer *ns_sim_server_start (const NsSimConfig *config, GError **error);
void ns_sim_server_stop (NsSimServer *self);
const char *ns_sim_server_get_url (NsSimServer *self);
guint16 ns_sim_server_get_port (NsSimServer *self);
const char *ns_sim_server_get_ca_file (NsSimServer *self);

/* The world changes while it runs: its network, its certificate, what the administrator sets. */
gboolean ns_sim_server_set_network (NsSimServer *self, gboolean on, GError **error);
gboolean ns_sim_server_set_tls (NsSimServer *self, gboolean on, GError **error);
void ns_sim_server_set_password (NsSimServer *self, const char *password);
void ns_sim_server_set_product (NsSimServer *self, const char *product);
void ns_sim_server_set_policies (NsSimServer *self, gboolean on);
gboolean ns_sim_server_set_personality (NsSimServer *self, const char *name, GError **error);

/* A fault for the next request of a command: `COMMAND:FAULT` as on the command line (notifysync-simulator(1)). Each has
 * an id, by which it can be taken back. */
gboolean ns_sim_server_fail_next (NsSimServer *self, const char *fault, GError **error);
guint ns_sim_server_push_fault (NsSimServer *self, const char *fault, GError **error);
gboolean ns_sim_server_remove_fault (NsSimServer *self, guint id);
void ns_sim_server_clear_faults (NsSimServer *self);
GPtrArray *ns_sim_server_dup_faults (NsSimServer *self);

/* The other client of the mailbox: sets one property of the object whose UID or client id is given (`Subject`,
 * `StartTime`, `Reminder`, `BusinessPhoneNumber`, …: the element's name in the item's class), or deletes the
 * object. */
gboolean ns_sim_server_outlook_change (NsSimServer *self, const char *uid, const char *property, const char *value,
                                       GError **error);
gboolean ns_sim_server_outlook_delete (NsSimServer *self, const char *uid, GError **error);
gboolean ns_sim_server_add_folder (NsSimServer *self, const char *name, const char *class_name);
gboolean ns_sim_server_outlook_create (NsSimServer *self, const char *folder_name, const char *class_name, NsNode *data,
                                       GError **error);
gboolean ns_sim_server_outlook_receive (NsSimServer *self, GBytes *mime, GError **error);

/* Everything that it holds, as JSON:
 * `{"mailboxes": [{"email", "folders": [{"id", "name", "class", "objects": […]}]}]}`, the user's mailbox first. Each
 * object has `id`, `name`, `uid`, `message_id`, `client_id`, `changed_by` (the device's id, or null for Outlook),
 * `copies` (how many objects of its folder are the same thing) and `data`, its properties by their names. */
char *ns_sim_server_dup_state (NsSimServer *self);

/* A client that sends again blindly: it stores a second copy of the object. */
gboolean ns_sim_server_outlook_copy (NsSimServer *self, const char *uid, GError **error);

/* The journal so far: (element-type utf8) one JSON object a line, in order. */
GPtrArray *ns_sim_server_dup_journal (NsSimServer *self);

/* The last exchanges with their bytes: (element-type NsSimExchange), oldest first. */
GPtrArray *ns_sim_server_dup_exchanges (NsSimServer *self);

/**
 * NsSimInfo:
 * @personality: what kind of server it is
 * @product: what MS-Server-ActiveSync says
 * @versions: what MS-ASProtocolVersions says
 * @policies: whether devices must provision
 * @tls: whether it speaks HTTPS
 * @network: whether it can be reached
 * @connections: how many are open
 *
 * What a server is now. A plain struct that its user owns.
 */
typedef struct
{
  char *personality;
  char *product;
  char *versions;
  gboolean policies;
  gboolean tls;
  gboolean network;
  guint connections;
} NsSimInfo;

void ns_sim_server_get_info (NsSimServer *self, NsSimInfo *out);
void ns_sim_info_clear (NsSimInfo *info);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NsSimInfo, ns_sim_info_clear)

/* What MS-Server-ActiveSync says now. */
char *ns_sim_server_dup_product (NsSimServer *self);

/* How many copies of something the mailbox holds: objects with this UID or name, or mails delivered with this
 * Message-ID. */
guint ns_sim_server_count (NsSimServer *self, const char *uid_or_message_id);

/* How many copies of a mail somebody has got: where duplicates hurt. */
guint ns_sim_server_count_recipient (NsSimServer *self, const char *email, const char *message_id);

/* How many copies of a mail the user's Sent Items hold. */
guint ns_sim_server_count_sent (NsSimServer *self, const char *message_id);

G_END_DECLS
