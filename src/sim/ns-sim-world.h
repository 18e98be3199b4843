/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ns-clock.h"
#include "sim/ns-sim-mail.h"
#include "sim/ns-sim-mailbox.h"

G_BEGIN_DECLS

/**
 * NsSimWorld:
 *
 * All that the server holds: the user's mailbox, everybody else's as soon as mail goes to them, and what it remembers
 * of items that it cannot convert. The server's thread only.
 */
typedef struct _NsSimWorld NsSimWorld;

NsClock *ns_sim_world_get_clock (NsSimWorld *self);
gint64 ns_sim_world_get_time (NsSimWorld *self);
NsSimWorld *ns_sim_world_new (const char *email, NsClock *clock);
void ns_sim_world_free (NsSimWorld *self);
NsSimMailbox *ns_sim_world_get_home (NsSimWorld *self);
guint64 ns_sim_world_next_revision (NsSimWorld *self);

void ns_sim_world_refuse_content (NsSimWorld *self, const char *digest);
gboolean ns_sim_world_refuses_content (NsSimWorld *self, const char *digest);

void ns_sim_world_deliver (NsSimWorld *self, const NsSimMail *mail, gboolean save);
gboolean ns_sim_world_outlook_change (NsSimWorld *self, const char *uid, const char *property, const char *value,
                                      GError **error);
gboolean ns_sim_world_outlook_delete (NsSimWorld *self, const char *uid, GError **error);
gboolean ns_sim_world_outlook_copy (NsSimWorld *self, const char *uid, GError **error);
gboolean ns_sim_world_outlook_create (NsSimWorld *self, const char *folder_name, const char *class_name, NsNode *data,
                                      GError **error);
gboolean ns_sim_world_outlook_receive (NsSimWorld *self, GBytes *mime, GError **error);
GPtrArray *ns_sim_world_list_mailboxes (NsSimWorld *self);
void ns_sim_world_outlook_touch (NsSimWorld *self, NsSimFolder *folder, NsSimObject *object);
guint ns_sim_world_count (NsSimWorld *self, const char *text);
guint ns_sim_world_count_recipient (NsSimWorld *self, const char *email, const char *text);
guint ns_sim_world_count_sent (NsSimWorld *self, const char *message_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsSimWorld, ns_sim_world_free)

G_END_DECLS
