/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-eas-version.h"
#include "eas/ns-wbxml-node.h"

G_BEGIN_DECLS

/* The media type of a payload that is ApplicationData already, as the server gave it. */
#define NS_INTAKE_STORED_TYPE "application/vnd.ms-sync.wbxml"

NsNode *ns_intake_stored_to_node (GBytes *payload, NsEasVersion version, const char *client_id, GError **error);

G_END_DECLS
