/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/ns-sim-server.h"

/* A client that shares no code with the program: bytes on a socket, and a WBXML writer of a few lines. */

typedef struct
{
  int status;          /* 0: no whole status line came */
  char *header;        /* with the status line */
  GByteArray *body;
  gboolean complete;   /* as many bytes of body as announced */
} Reply;

typedef struct
{
  NsSimServer *server; /* (unowned) */
  const char *version;
  const char *policy_key; /* (nullable) */
  const char *login;
  const char *device;
} Client;

#define CLIENT_INIT(server_, version_) { (server_), (version_), NULL, "demo:demo", "DEV1" }

#define WBXML "application/vnd.ms-sync.wbxml"
#define MIME "message/rfc822"

/* Tokens of page 0. */
enum
{
  T_SYNC = 0x05,
  T_RESPONSES = 0x06,
  T_ADD = 0x07,
  T_CHANGE = 0x08,
  T_DELETE = 0x09,
  T_FETCH = 0x0A,
  T_KEY = 0x0B,
  T_CLIENT_ID = 0x0C,
  T_SERVER_ID = 0x0D,
  T_STATUS = 0x0E,
  T_COLLECTION = 0x0F,
  T_CLASS = 0x10,
  T_COLLECTION_ID = 0x12,
  T_GET_CHANGES = 0x13,
  T_MORE = 0x14,
  T_WINDOW = 0x15,
  T_COMMANDS = 0x16,
  T_OPTIONS = 0x17,
  T_CONFLICT = 0x1B,
  T_COLLECTIONS = 0x1C,
  T_DATA = 0x1D,
  T_DELETES_AS_MOVES = 0x1E,
  T_MIME_SUPPORT = 0x22,
};

void reply_free (Reply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reply, reply_free)

Reply *client_exchange (NsSimServer *server, GByteArray *request);
Reply *client_options (const Client *client);
Reply *client_post_raw (const Client *client, const char *query, const char *type, const void *body, gsize size);
Reply *client_post (const Client *client, const char *command, const char *type, GByteArray *body);
char *reply_header (const Reply *reply, const char *name);
char *reply_text (const Reply *reply, guint8 token);
char *reply_item_status (const Reply *reply);
gboolean reply_has (const Reply *reply, const char *text);

GByteArray *doc_new (void);
void doc_page (GByteArray *doc, guint8 page);
void doc_open (GByteArray *doc, guint8 token);
void doc_close (GByteArray *doc);
void doc_empty (GByteArray *doc, guint8 token);
void doc_text (GByteArray *doc, guint8 token, const char *text);
void doc_opaque (GByteArray *doc, guint8 token, const char *bytes);

guint journal_count (NsSimServer *server, const char *first, const char *second);
NsSimServer *start_server (const NsSimConfig *config);
NsSimServer *start_failing (const char *fault);
