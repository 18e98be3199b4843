/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-account.h"
#include "model/ns-attempt.h"
#include "model/ns-certificate.h"
#include "model/ns-comparison.h"
#include "model/ns-duplicate.h"
#include "model/ns-finding.h"
#include "model/ns-item.h"
#include "model/ns-tally.h"
#include "model/ns-trouble.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void ns_ctl_print (const char *format, ...) G_GNUC_PRINTF (1, 2);
void ns_ctl_print_table (GPtrArray *items);
void ns_ctl_print_item (const NsItem *item, GArray *attempts, GPtrArray *suspects, gint64 now);
void ns_ctl_print_account (const NsAccount *account);
void ns_ctl_print_certificate (const NsCertificate *certificate);
char *ns_ctl_health (const NsTally *tally);

void ns_ctl_print_items_json (GPtrArray *items);
void ns_ctl_print_item_json (const NsItem *item, GArray *attempts, GPtrArray *suspects,
                             const NsComparison *comparison, gint64 now);
void ns_ctl_print_account_json (const NsAccount *account, const NsTrouble *trouble);
void ns_ctl_print_tally_json (const NsTally *tally, const NsAccount *account, const NsTrouble *trouble,
                              guint n_duplicates);
void ns_ctl_print_duplicates_json (GPtrArray *duplicates);

void ns_ctl_add_item (JsonBuilder *builder, const NsItem *item, GArray *attempts, gint64 now);
void ns_ctl_print_json_line (JsonBuilder *builder);

guint ns_ctl_display_width (const char *text);
char *ns_ctl_cut (const char *text, guint max_width);
gboolean ns_ctl_has_failed (const NsItem *item);

G_END_DECLS
