/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/ns-pull.h"

G_BEGIN_DECLS

/**
 * NsSentTally:
 * @n_mails: mails that Sent Items hold
 * @n_named: of these, those whose Message-ID could be read
 * @n_witnesses: mails that were asked for although it is known that they were sent
 * @n_seen: of these, those that are there, each copy counted
 *
 * What a look-up in Sent Items tells of the server.
 */
typedef struct
{
  guint n_mails;
  guint n_named;
  guint n_witnesses;
  guint n_seen;
} NsSentTally;

/**
 * NsLookup:
 *
 * The question whether things whose answer was lost are on the server: in Sent Items by Message-ID, in a folder by
 * UID or by content (eas-facts 5.8, 7.4). One folder, any number of things, one pull from key 0. Main thread.
 */
#define NS_TYPE_LOOKUP (ns_lookup_get_type ())
G_DECLARE_FINAL_TYPE (NsLookup, ns_lookup, NS, LOOKUP, GObject)

NsLookup *ns_lookup_new (const char *collection_id, const char *class_name);
void ns_lookup_want_mail (NsLookup *self, gint64 item_id, const char *message_id);
void ns_lookup_add_witness (NsLookup *self, const char *message_id);
void ns_lookup_want_object (NsLookup *self, gint64 item_id, NsNode *mine);
void ns_lookup_want_change (NsLookup *self, gint64 item_id, const char *server_id, NsNode *mine);
void ns_lookup_set_owner (NsLookup *self, const char *server_id, gint64 item_id);
void ns_lookup_want_gone (NsLookup *self, gint64 item_id, const char *server_id);
void ns_lookup_run_async (NsLookup *self, const NsLine *line, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data);
NsPulled *ns_lookup_run_finish (NsLookup *self, GAsyncResult *result);
gboolean ns_lookup_has_found (NsLookup *self, gint64 item_id, const char **server_id);
guint ns_lookup_count_copies (NsLookup *self, gint64 item_id);
NsSentTally ns_lookup_get_tally (NsLookup *self);
GPtrArray *ns_lookup_get_objects (NsLookup *self);

G_END_DECLS
