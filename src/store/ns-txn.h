/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ns-db.h"

G_BEGIN_DECLS

/**
 * NsTxn:
 *
 * A guard: the transaction is rolled back when it goes out of scope, unless it was committed.
 */
typedef struct
{
  NsDb *db; /* (unowned) (nullable): NULL when no transaction is open */
} NsTxn;

#define NS_TXN_INIT { NULL }

/**
 * NsTxnMode:
 * @NS_TXN_READ: one snapshot for several queries
 * @NS_TXN_WRITE: the writers' lock from the first moment, so that what was read stays true until the commit
 */
typedef enum
{
  NS_TXN_READ,
  NS_TXN_WRITE,
} NsTxnMode;

gboolean ns_txn_begin (NsTxn *txn, NsDb *db, NsTxnMode mode, GError **error);
gboolean ns_txn_commit (NsTxn *txn, GError **error);
void ns_txn_clear (NsTxn *txn);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NsTxn, ns_txn_clear)

G_END_DECLS
