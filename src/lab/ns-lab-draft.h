/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/ns-account.h"
#include "model/ns-item.h"

G_BEGIN_DECLS

/**
 * NsLabDraft:
 *
 * A scenario file being written: from an outbox, or from a support report. Any thread, one at a time.
 */
typedef struct _NsLabDraft NsLabDraft;

NsLabDraft *ns_lab_draft_new (const char *name, const char *title, gint64 clock);
NsLabDraft *ns_lab_draft_new_from_report (const char *report, const char *name, GError **error);
void ns_lab_draft_free (NsLabDraft *self);
void ns_lab_draft_set_account (NsLabDraft *self, const NsAccount *account, gboolean anonymous);
void ns_lab_draft_add_item (NsLabDraft *self, const NsItem *item, GBytes *payload);
char *ns_lab_draft_to_text (NsLabDraft *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsLabDraft, ns_lab_draft_free)

G_END_DECLS
