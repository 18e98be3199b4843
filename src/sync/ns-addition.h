/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/ns-account.h"
#include "model/ns-draft.h"

G_BEGIN_DECLS

/**
 * NsAddition:
 * @name: the file as the user knows it
 * @draft: (nullable): what was made of it; %NULL where there is an @error
 * @findings: (nullable) (element-type NsFinding): what is suspicious in it, once it was checked
 * @error: (nullable): why it is not taken: a whole sentence that names the file
 *
 * A file on its way into the outbox. Owned by one thread at a time.
 */
typedef struct
{
  char *name;
  NsDraft *draft;
  GPtrArray *findings;
  GError *error;
} NsAddition;

GPtrArray *ns_addition_read (const char *const *paths, NsOperation operation);
void ns_addition_check (GPtrArray *additions, const NsAccount *account, gboolean force);
const GError *ns_addition_find_error (GPtrArray *additions);
GPtrArray *ns_addition_list_drafts (GPtrArray *additions);
GPtrArray *ns_addition_list_errors (GPtrArray *additions);
GPtrArray *ns_addition_list_warnings (GPtrArray *additions);

G_END_DECLS
