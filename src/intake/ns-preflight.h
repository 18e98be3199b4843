/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/ns-finding.h"
#include "model/ns-kind.h"

G_BEGIN_DECLS

/**
 * NsPreflightLimits:
 * @largest_accepted: the size of the largest item that the account's server took, or 0
 * @smallest_refused: the size of the smallest item that it refused as too large, or 0
 *
 * What was learned about the account's server, in bytes.
 */
typedef struct
{
  guint64 largest_accepted;
  guint64 smallest_refused;
} NsPreflightLimits;

GPtrArray *ns_preflight_check (NsKind kind, GBytes *payload, const NsPreflightLimits *limits);
const NsFinding *ns_preflight_find_refusal (GPtrArray *findings);

G_END_DECLS
