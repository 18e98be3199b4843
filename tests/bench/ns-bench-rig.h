/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "secrets/ns-secrets.h"
#include "store/ns-store.h"

/* The size of a mail in every benchmark. */
#define NS_BENCH_MAIL_SIZE 4096
#define NS_BENCH_MAIL_LINES 64

/**
 * NsBenchServer:
 * @process: (owned): notifysync-simulator
 * @folder: (owned): its own
 * @url: (owned): of the ActiveSync endpoint
 * @ca_file: (owned) (nullable): with HTTPS
 * @port: where it listens
 *
 * A simulated server in a process of its own.
 */
typedef struct
{
  GSubprocess *process;
  char *folder;
  char *url;
  char *ca_file;
  guint port;
} NsBenchServer;

char *ns_bench_folder_new (void);
void ns_bench_folder_free (char *path);

GBytes *ns_bench_mail_new (guint n);
NsStore *ns_bench_store_open (const char *profile);
void ns_bench_store_enqueue (NsStore *store, guint n);
void ns_bench_store_set_account (NsStore *store, NsSecrets *secrets, const NsBenchServer *server);
void ns_bench_fill (const char *profile, guint n, guint lines);
char *ns_bench_program (const char *name);

NsBenchServer *ns_bench_server_start (gboolean tls);
guint ns_bench_server_count_connections (const NsBenchServer *self);
void ns_bench_server_stop (NsBenchServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsBenchServer, ns_bench_server_stop)
