/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-eas-settings.h"
#include "store/ns-store-delivery.h"
#include "sync/ns-bisection.h"
#include "sync/ns-cycle-state.h"
#include "sync/ns-cycle.h"
#include "sync/ns-engine-lock.h"
#include "sync/ns-interpret.h"
#include "sync/ns-lane.h"
#include "sync/ns-lookup.h"
#include "sync/ns-pull.h"

G_BEGIN_DECLS

/* A cycle from the inside, for the files of this folder that hold its steps. */
struct _NsCycle
{
  GObject parent_instance;

  NsStore *store;            /* (owned) */
  NsSecrets *secrets;        /* (owned) */
  NsClock *clock;            /* (owned) */
  NsCycleMemory *memory;     /* (not owned): the engine's, which outlives the cycle */
  NsCycleMode mode;
  GTask *task;               /* (owned) (nullable): while it runs */
  GCancellable *cancellable; /* (owned) (nullable) */
  NsCycleState state;
  NsEngineLock *lock;        /* (owned) (nullable) */
  gint64 started_at;
  GError *error;             /* (owned) (nullable): this computer failed; nothing more can be done */
  NsCycleReport report;

  /* The session. */
  NsAccount *account;        /* (owned) (nullable): private to the cycle, so it may be written to */
  guint failures_before;     /* transient faults in a row, before this cycle */
  NsConnection *connection;  /* (owned) (nullable) */
  NsCertificate *refused;    /* (owned) (nullable): the server's certificate, where it was not accepted */
  NsEasVersion version;
  NsCycleState resume;       /* what was refused until provisioned */
  gboolean has_provisioned;  /* since a state was entered that was not refused */
  gboolean is_restart;       /* of the folder tree, with key 0 */
  gboolean has_folders;      /* the folder tree is as of this cycle */
  GPtrArray *collections;    /* (owned) (nullable) (element-type NsCollection) */

  /* The fault of the session, or of a lane. */
  NsAttempt fault;
  char *fault_detail;        /* (owned) (nullable) */
  guint retry_after;
  gboolean is_over;          /* the fault ends the cycle once the batch is recorded */
  guint faults_in_a_row;     /* soft ones */
  guint soft_faults;         /* in all */

  /* What waits. */
  GPtrArray *journal;        /* (owned) (nullable) (element-type NsBatch) */
  GHashTable *blocked;       /* (owned): ids of folders whose chain has an undecided batch */
  guint lane;                /* index for ns_lane_get() */
  GPtrArray *queue;          /* (owned) (element-type NsItem): of the lane, still to go */
  GHashTable *tried;         /* (owned) (element-type gint64): ids that had their turn */
  GHashTable *requeued;      /* (owned) (element-type gint64): ids that had a second turn, with how many */
  gint64 after_id;           /* the page of the lane that was read last ends here */
  gboolean has_accepted;     /* since the lane was read from its beginning */
  gboolean is_single;        /* one by one, since the user took one back */
  NsBisection *bisection;    /* (owned): for the bad items of a batch */
  GHashTable *pulled;        /* (owned): ids of folders that were pulled in this cycle */
  GHashTable *primed;        /* (owned): ids of folders that got a new chain in this cycle */
  gboolean wants_pull;       /* before the lane goes on */
  char *pull_id;             /* (owned) (nullable): the folder being pulled */
  guint n_done;
  guint n_total;
  guint n_found;             /* of what was uncertain */

  /* What is being prepared. */
  GPtrArray *picked;         /* (owned) (element-type NsItem): being read, in order */
  guint n_read;
  GPtrArray *good;           /* (owned) (element-type NsItem) */
  GPtrArray *data;           /* (owned) (element-type NsNode) (nullable elements): of the good ones */
  GBytes *mime;              /* (owned) (nullable): of the one good mail */
  GPtrArray *bad;            /* (owned) (element-type NsItem) */
  GPtrArray *bad_results;    /* (owned) (element-type NsResult) */

  /* What tells of the server. */
  GPtrArray *repeated;       /* (owned) (element-type NsItem): mails that were accepted when they came again */

  /* What comes after it. */
  NsItem *ahead;             /* (owned) (nullable): the mail at the head of the queue */
  GBytes *ahead_mime;        /* (owned) (nullable): its bytes, as soon as they are read */

  /* The batch under way. */
  NsBatch *batch;            /* (owned) (nullable) */
  NsCycleState origin;       /* SETTLE, UPLOAD or SEND */
  gboolean is_repeated;      /* an earlier try may have been executed */
  guint repeats;             /* in this cycle */
  NsReading *reading;        /* (owned) (nullable): of its last answer */
  guint batch_retry_after;   /* what its last answer asked for */
  gboolean wants_folders;    /* after it is recorded */
  gboolean was_executed;     /* an earlier try of it was, for certain */
  gboolean is_check;         /* decided already; the look-up only shows what a repetition did */
  gboolean is_requeued;      /* its items that were not executed go again in this cycle */
  gboolean is_split;         /* they go on as groups of the bisection */
  NsLookup *lookup;          /* (owned) (nullable) */

  /* Conflicts of the last batch. */
  char *conflict_folder;     /* (owned) (nullable) */
  guint n_judged;
  GPtrArray *conflicts;      /* (owned) (element-type NsItem) */
  GPtrArray *conflict_data;  /* (owned) (element-type NsNode): what they wanted */
  GArray *cleared;           /* (owned) (element-type gint64): ids of echoes that left the outbox */
  GPtrArray *objects;        /* (owned) (element-type NsObject): what the last pull brought */

  gboolean is_fresh_chain;   /* the next pull is the first of its chain and brings all that there is */
  GPtrArray *sightings;      /* (owned) (nullable): pulls that the radar has still to look at */
};

typedef void (*NsCycleFunc) (NsCycle *self);

void ns_cycle_note_pull (NsCycle *self, const NsCollection *folder, GPtrArray *objects, gboolean is_whole);
void ns_cycle_watch_radar (NsCycle *self, NsCycleFunc next);

void ns_cycle_go (NsCycle *self, NsCycleState next);
void ns_cycle_abort (NsCycle *self, GError *error);
void ns_cycle_fail (NsCycle *self, const NsAttempt *attempt, const char *detail, guint retry_after);
void ns_cycle_note_fault (NsCycle *self, const NsAttempt *attempt, const char *detail, guint retry_after);
gboolean ns_cycle_is_cancelled (NsCycle *self);
gboolean ns_cycle_provision (NsCycle *self, NsVerdict verdict);
void ns_cycle_report_progress (NsCycle *self, guint64 sent, guint64 total);
void ns_cycle_describe_device (NsCycle *self, NsEasDeviceInformation *out);
void ns_cycle_note_device_told (NsCycle *self);
NsLine ns_cycle_get_line (NsCycle *self);
NsCollection *ns_cycle_find_collection (NsCycle *self, const char *id);
NsCollection *ns_cycle_find_folder (NsCycle *self, int type);
gint64 ns_cycle_get_retry_time (NsCycle *self, guint retry_after);

/* Fills the queue of the lane, or leaves it. */
void ns_cycle_fill_queue (NsCycle *self);
void ns_cycle_skip_lane (NsCycle *self);
NsCollection *ns_cycle_lane_folder (NsCycle *self);
gboolean ns_cycle_is_suspect (const NsItem *item);
void ns_cycle_requeue (NsCycle *self, GPtrArray *items);
void ns_cycle_start_batch (NsCycle *self, NsBatch *batch, NsCycleState origin, gboolean is_repeated);
void ns_cycle_take_leased (NsCycle *self, NsBatch *leased);
void ns_cycle_drop_batch (NsCycle *self);
void ns_cycle_read_ahead (NsCycle *self);
NsBatch *ns_cycle_build_ahead (NsCycle *self);
void ns_cycle_leave_batch (NsCycle *self);
gboolean ns_cycle_server_remembers (NsCycle *self);
void ns_cycle_after_answer (NsCycle *self);

/* What the server shows of itself. */
void ns_cycle_observe_answer (NsCycle *self, const NsExchange *exchange);
gboolean ns_cycle_wants_check (NsCycle *self);
void ns_cycle_observe_check (NsCycle *self);
void ns_cycle_observe_sent (NsCycle *self, guint n_found);
const char *ns_cycle_explain_absence (NsCycle *self);
void ns_cycle_look_in_sent (NsCycle *self, GAsyncReadyCallback looked_cb);

/* The search for the item that makes a batch fail. */
gboolean ns_cycle_wants_proof (NsCycle *self);
void ns_cycle_weigh_poison (NsCycle *self);
void ns_cycle_split_batch (NsCycle *self);
gboolean ns_cycle_tell_isolated (NsCycle *self, GAsyncReadyCallback callback);

/* One a state: begins what the state does. */
void ns_cycle_enter_account (NsCycle *self);
void ns_cycle_enter_options (NsCycle *self);
void ns_cycle_enter_provision_1 (NsCycle *self);
void ns_cycle_enter_provision_2 (NsCycle *self);
void ns_cycle_enter_folder_sync (NsCycle *self);
void ns_cycle_enter_folders (NsCycle *self);
void ns_cycle_enter_device (NsCycle *self);
void ns_cycle_enter_settle (NsCycle *self);
void ns_cycle_enter_upload (NsCycle *self);
void ns_cycle_enter_prime (NsCycle *self);
void ns_cycle_enter_pull (NsCycle *self);
void ns_cycle_enter_judge (NsCycle *self);
void ns_cycle_enter_send (NsCycle *self);
void ns_cycle_enter_prepare (NsCycle *self);
void ns_cycle_enter_lease (NsCycle *self);
void ns_cycle_enter_try (NsCycle *self);
void ns_cycle_enter_look_up (NsCycle *self);
void ns_cycle_enter_record (NsCycle *self);
void ns_cycle_enter_verify (NsCycle *self);
void ns_cycle_enter_finish (NsCycle *self);

G_END_DECLS
