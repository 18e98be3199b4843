/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-eas-query.h"
#include "eas/ns-wbxml-node.h"
#include "store/ns-batch.h"
#include "store/ns-collection.h"

G_BEGIN_DECLS

NsBatch *ns_request_for_objects (GPtrArray *items, GPtrArray *data, const NsCollection *collection,
                                 const char *class_name, NsEasVersion version);
NsBatch *ns_request_for_mail (const NsItem *item, GBytes *mime, NsEasVersion version);
NsBatch *ns_request_for_nothing (NsCommand command, GPtrArray *items);
void ns_request_get_query (const NsBatch *batch, NsEasQuery *query);
const char *ns_request_get_content_type (const NsBatch *batch);

G_END_DECLS
