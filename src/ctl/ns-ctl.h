/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "secrets/ns-secrets.h"
#include "store/ns-store.h"

G_BEGIN_DECLS

/**
 * NsCtlExit:
 *
 * The exit codes of notifysyncctl. Scripts depend on them: never renumber.
 */
typedef enum
{
  NS_CTL_DONE = 0,          /* done; of `sync` and `status`: nothing waits */
  NS_CTL_ITEMS_NEED_USER = 1, /* `sync`, `status`: at least one item is in error or uncertain */
  NS_CTL_WRONG_USE = 2,     /* unknown flag or command, bad arguments, bad input files */
  NS_CTL_PENDING = 3,       /* `sync`, `status`: items are still pending */
  NS_CTL_ACCOUNT = 4,       /* there is no account, or it needs the user */
  NS_CTL_UNUSABLE = 5,      /* the profile, its database or the Secret Service cannot be used */
} NsCtlExit;

/**
 * NsCtl:
 * @profile: (owned): the profile folder, in the file system's encoding
 * @json: whether JSON Lines are wanted
 * @args: (owned): the arguments of the command, without its name and options
 * @n_args: how many
 * @store: (owned) (nullable): the outbox, once opened
 * @secrets: (owned) (nullable): where passwords are, once wanted
 *
 * One run of the program.
 */
typedef struct
{
  char *profile;
  gboolean json;
  char **args;
  guint n_args;
  NsStore *store;
  NsSecrets *secrets;
} NsCtl;

NsCtlExit ns_ctl_fail (NsCtlExit code, const char *format, ...) G_GNUC_PRINTF (2, 3);
void ns_ctl_warn (const char *format, ...) G_GNUC_PRINTF (1, 2);
NsCtlExit ns_ctl_fail_error (const GError *error);
gboolean ns_ctl_open (NsCtl *self, NsCtlExit *code);
NsSecrets *ns_ctl_get_secrets (NsCtl *self);
gboolean ns_ctl_get_account (NsCtl *self, NsAccount **account, NsCtlExit *code);
NsItem *ns_ctl_get_item (NsCtl *self, gint64 id, NsCtlExit *code);
GArray *ns_ctl_parse_ids (NsCtl *self);
void ns_ctl_clear (NsCtl *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NsCtl, ns_ctl_clear)

G_END_DECLS
