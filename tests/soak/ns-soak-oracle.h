/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "soak/ns-soak-item.h"

/**
 * NsSoakOracle:
 * @executed: (element-type utf8 uint): `OPERATION NAME` → how often the server did it
 * @faults: (element-type utf8 uint): fault → how many requests it met
 * @requests: how many came
 *
 * What the journal of the simulated server says.
 */
typedef struct
{
  GHashTable *executed;
  GHashTable *faults;
  guint requests;
} NsSoakOracle;

NsSoakOracle *ns_soak_oracle_read (const char *journal);
void ns_soak_oracle_free (NsSoakOracle *self);
guint ns_soak_oracle_count (const NsSoakOracle *self, const NsSoakItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsSoakOracle, ns_soak_oracle_free)
