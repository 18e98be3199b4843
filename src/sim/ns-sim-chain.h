/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-eas-sync-response.h"

G_BEGIN_DECLS

typedef enum
{
  NS_SIM_KEY_CURRENT, /* the newest key */
  NS_SIM_KEY_REPLAY,  /* the previous key with the same commands: the answer is remembered */
  NS_SIM_KEY_BACK,    /* the previous key with other commands, or a server that does not remember */
  NS_SIM_KEY_INVALID, /* any other key */
} NsSimKeyUse;

/**
 * NsSimChain:
 * @key: the newest key
 * @previous_key: (nullable): the one before it
 * @result: (nullable): the answer that gave @key
 * @added: (element-type utf8 utf8): ClientId to server id of the Adds in that answer
 * @refused: (element-type utf8): digests of Adds that meet a conflict until the device has pulled
 * @conflict: Options: 0 client wins, 1 server wins
 * @wants_mime: Options: whether mails come as MIME
 * @truncation: Options: TruncationSize or -1
 * @is_plain: whether mails come as before AirSyncBase (2.5)
 * @is_torn: the last request was executed in part only, and never answered
 *
 * The state of one collection for one device: two generations of the key, and which revision of each object the
 * device holds. The server's thread only.
 */
typedef struct
{
  char *key;
  char *previous_key;
  NsEasSyncResult *result;
  GHashTable *added;
  GHashTable *refused;
  int conflict;
  gboolean wants_mime;
  int truncation;
  gboolean is_torn;
  gboolean is_plain;

  guint epoch;
  guint generation;
  char *signature;
  GHashTable *held;
  GArray *undo;
} NsSimChain;

NsSimChain *ns_sim_chain_new (guint epoch);
void ns_sim_chain_free (NsSimChain *self);
void ns_sim_chain_restart (NsSimChain *self, guint epoch);
NsSimKeyUse ns_sim_chain_use_key (NsSimChain *self, const char *key, const char *signature, gboolean remembers);
void ns_sim_chain_go_back (NsSimChain *self);
void ns_sim_chain_begin (NsSimChain *self);
void ns_sim_chain_release_all (NsSimChain *self);
void ns_sim_chain_tear (NsSimChain *self);
void ns_sim_chain_commit (NsSimChain *self, const char *signature, NsEasSyncResult *result);
NsEasSyncResult *ns_sim_chain_dup_result (const NsSimChain *self);

gboolean ns_sim_chain_holds (const NsSimChain *self, const char *server_id);
guint64 ns_sim_chain_acknowledged (const NsSimChain *self, const char *server_id);
void ns_sim_chain_hold (NsSimChain *self, const char *server_id, guint64 revision);
void ns_sim_chain_release (NsSimChain *self, const char *server_id);
GPtrArray *ns_sim_chain_dup_held (const NsSimChain *self);

G_END_DECLS
