/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ns-await.h"
#include "store/ns-store-delivery.h"

G_BEGIN_DECLS

/* A profile folder of its own with a clock that stands still, and the calls of the store that wait for their end.
 * Calls without an error argument must succeed. */

#define FIXTURE_NOW (G_GINT64_CONSTANT (1767225600) * G_USEC_PER_SEC)

typedef struct
{
  char *profile;  /* (owned) */
  NsClock *clock; /* (owned) */
  NsStore *store; /* (owned) (nullable) */
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_set_up_closed (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
char *fixture_path (const Fixture *fixture, const char *name);
NsStore *fixture_open (const Fixture *fixture, GError **error);
void fixture_reopen (Fixture *fixture);
void fixture_set_account (Fixture *fixture, const char *server, const char *user);

NsDraft *draft_new (NsKind kind, const char *subject, const char *uid);
NsItem *enqueue (NsStore *store, NsKind kind, const char *subject, const char *uid);
NsItem *get_item (NsStore *store, gint64 id);
NsState get_state (NsStore *store, gint64 id);
char *get_payload (NsStore *store, gint64 id, NsPayloadRole role, GError **error);
GPtrArray *list (NsStore *store, guint states, const char *text, gboolean deleted);
NsTally tally (NsStore *store);
gboolean apply (NsStore *store, gint64 id, NsEvent event, GError **error);
gboolean set_deleted (NsStore *store, gint64 id, gboolean deleted, GError **error);
NsAccount *get_account (NsStore *store, GError **error);

GPtrArray *list_due (NsStore *store, guint kinds, gint64 after_id, guint limit);
NsBatch *lease_items (NsStore *store, NsItem *const *items, guint n_items, const char *collection_id, GError **error);
NsBatch *lease (NsStore *store, gint64 id, GError **error);
gboolean settle_results (NsStore *store, gint64 batch_id, GPtrArray *results, const char *key, GError **error);
gboolean settle (NsStore *store, gint64 batch_id, gint64 item_id, NsEvent event, GError **error);
GPtrArray *get_journal (NsStore *store);
GPtrArray *get_collections (NsStore *store);
void put_folder (NsStore *store, const char *server_id, const char *sync_key);
gint64 bring_to (NsStore *store, NsState state);
gint64 bring_to_conflict (NsStore *store, const char *uid, const char *theirs);

G_END_DECLS
