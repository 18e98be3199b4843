/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/ns-fixture.h"

/* The crash matrix: cells of one item each, in one profile against one server; see doc/exactly-once.md. */

typedef enum
{
  NS_MATRIX_MAIL_12,
  NS_MATRIX_MAIL_14,
  NS_MATRIX_EVENT,
  NS_MATRIX_CONTACT,
  NS_MATRIX_CHANGE,
  NS_MATRIX_DELETE,
} NsMatrixKind;

#define NS_MATRIX_N_FAULTS 9

/**
 * NsMatrixFault:
 * @name: as in the document
 * @fault: as the simulator knows it
 * @stalls: the client meets it as a time-out
 */
typedef struct
{
  const char *name;
  const char *fault;
  gboolean stalls;
} NsMatrixFault;

extern const NsMatrixFault ns_matrix_faults[NS_MATRIX_N_FAULTS];

/* What the document says of the upload of a mail whose fault it names: may it end as uncertain? */
typedef enum
{
  NS_MATRIX_NEVER,
  NS_MATRIX_ALWAYS,
  NS_MATRIX_SOMETIMES, /* of a whole row: at some steps */
} NsMatrixDoubt;

/**
 * NsMatrix:
 * @fixture: profile, server and engine; a new engine for each cell
 * @kind: what all its cells deliver
 * @remembers: whether the server does
 * @n_cells: how many there were, and the same for what became of them
 * @n_requests: that the last cell took, from its beginning until nothing was left to do
 * @token: (owned) (nullable): stands in all that the cell queues
 * @item_id: what the cell queued
 * @first_line: of the server's journal that is about the cell
 * @n_pushed: how many faults it was given
 *
 * All cells of a kind of item and a kind of server.
 */
typedef struct
{
  NsFixture fixture;
  NsMatrixKind kind;
  gboolean remembers;
  guint n_cells;
  guint n_delivered;
  guint n_uncertain;
  guint n_lost;
  guint n_twice;
  guint n_requests;

  char *token;
  gint64 item_id;
  guint first_line;
  guint n_pushed;
} NsMatrix;

void ns_matrix_start (NsMatrix *self, NsMatrixKind kind, gboolean remembers);
void ns_matrix_stop (NsMatrix *self);
const char *ns_matrix_kind_name (NsMatrixKind kind);

void ns_matrix_begin_cell (NsMatrix *self);
void ns_matrix_push (NsMatrix *self, const NsMatrixFault *fault, guint request);
void ns_matrix_run (NsMatrix *self, gboolean stalls);
void ns_matrix_end_cell (NsMatrix *self, const char *name, NsMatrixDoubt doubt);
NsMatrixDoubt ns_matrix_doubt_at_upload (NsMatrix *self, const char *fault_name);
char *ns_matrix_dup_doubts (void);
