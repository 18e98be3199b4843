/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ns-db.h"

G_BEGIN_DECLS

/**
 * NsSchemaStep:
 * @reason: why it was needed, for the log and for whoever reads the list
 * @sql: what it does
 *
 * One step from the schema before it to the next. Append only: a step that was released is never changed.
 */
typedef struct
{
  const char *reason;
  const char *sql;
} NsSchemaStep;

const NsSchemaStep *ns_schema_steps (gsize *n_steps);
gboolean ns_schema_migrate (NsDb *db, const NsSchemaStep *steps, gsize n_steps, GError **error);

G_END_DECLS
