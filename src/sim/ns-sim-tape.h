/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sim/ns-sim-answer.h"
#include "sim/ns-sim-request.h"

G_BEGIN_DECLS

/**
 * NsSimExchange:
 * @seq: counted from 1
 * @time: when it was answered, as in ns-time.h
 * @command: what was asked for: a command, `OPTIONS`, or the HTTP method of what is no ActiveSync
 * @operation: (nullable): what was to be done to its first item: `send`, `add`, `change`, `delete` or `fetch`
 * @subject: (nullable): what that item is called
 * @n_items: how many items it carried
 * @request_type: (nullable): the media type of @request
 * @request: (nullable): the body that came; %NULL for none, or one that is too large to be kept
 * @request_size: of the body that came, in bytes
 * @answer_type: (nullable): the media type of @answer
 * @answer: (nullable): the body of the answer, whether it went out or not
 * @answer_size: of that, in bytes
 * @http_status: what the client was answered, or 0 where no answer went out
 * @status: the Status of its first item that failed, or of the command, or 0
 * @executed: whether it changed the mailbox
 * @replay: whether the answer came from the memory of an earlier request
 * @is_half: whether the answer ended in its middle
 * @is_cut: whether the answer stated no length, and a cut was its end
 * @fault: (nullable): the fault that met it
 *
 * One request and its answer, with their bytes. It never changes, so that it may cross threads.
 */
typedef struct
{
  guint64 seq;
  gint64 time;
  char *command;
  char *operation;
  char *subject;
  guint n_items;
  char *request_type;
  GBytes *request;
  gsize request_size;
  char *answer_type;
  GBytes *answer;
  gsize answer_size;
  guint http_status;
  int status;
  gboolean executed;
  gboolean replay;
  gboolean is_half;
  gboolean is_cut;
  char *fault;
} NsSimExchange;

NsSimExchange *ns_sim_exchange_ref (NsSimExchange *self);
void ns_sim_exchange_unref (NsSimExchange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsSimExchange, ns_sim_exchange_unref)

/**
 * NsSimTape:
 *
 * The last exchanges of a server, so that they can be looked at. Bounded in number and bytes, whatever clients send.
 * The server's thread only.
 */
typedef struct _NsSimTape NsSimTape;

NsSimTape *ns_sim_tape_new (void);
void ns_sim_tape_free (NsSimTape *self);
void ns_sim_tape_record (NsSimTape *self, gint64 time, const NsSimRequest *request, const NsSimAnswer *answer,
                         const char *fault, GPtrArray *entries);
GPtrArray *ns_sim_tape_dup_exchanges (NsSimTape *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsSimTape, ns_sim_tape_free)

G_END_DECLS
