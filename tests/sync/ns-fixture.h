/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ns-await.h"
#include "secrets/ns-secrets.h"
#include "sim/ns-sim-server.h"
#include "store/ns-store-delivery.h"
#include "sync/ns-engine.h"

#define NS_FIXTURE_NOW G_GINT64_CONSTANT (1793000000000000)
#define NS_SECOND ((gint64) G_USEC_PER_SEC)

/**
 * NsFixture:
 * @profile: (owned): a folder of its own
 * @clock: (owned): fake
 * @server: (owned) (nullable): the simulated server
 * @store: (owned): the outbox
 * @secrets: (owned): in memory, with the password
 * @engine: (owned): what is tested
 * @report: of the last cycle
 *
 * A profile, a server and an engine between them.
 */
typedef struct
{
  char *profile;
  NsClock *clock;
  NsSimServer *server;
  NsStore *store;
  NsSecrets *secrets;
  NsEngine *engine;
  NsCycleReport report;
} NsFixture;

void ns_fixture_start (NsFixture *self, const NsSimConfig *config);
void ns_fixture_stop (NsFixture *self);
void ns_fixture_remove_folder (const char *path);
void ns_fixture_reopen (NsFixture *self);
void ns_fixture_set_account (NsFixture *self, const char *server, const char *password, const char *protocol);
void ns_fixture_forget_account (NsFixture *self);
NsAccount *ns_fixture_get_account (NsFixture *self);

gint64 ns_fixture_add (NsFixture *self, const char *text);
gint64 ns_fixture_add_mail (NsFixture *self, const char *message_id);
gint64 ns_fixture_add_contact (NsFixture *self, const char *uid, const char *name, const char *phone);
gint64 ns_fixture_add_event (NsFixture *self, const char *uid, const char *subject, int reminder);
NsItem *ns_fixture_get_item (NsFixture *self, gint64 id);
void ns_fixture_apply (NsFixture *self, gint64 id, NsEvent event);
GBytes *ns_fixture_get_payload (NsFixture *self, gint64 id, NsPayloadRole role);
guint ns_fixture_count_journal (NsFixture *self);

void ns_fixture_fail_next (NsFixture *self, const char *fault);
void ns_fixture_cycle (NsFixture *self);
void ns_fixture_assert (NsFixture *self, gint64 id, NsState state, NsDomain domain, int code);
guint ns_fixture_count (NsFixture *self, const char *first, ...) G_GNUC_NULL_TERMINATED;
