/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-view-settings.h"

#define SCHEMA "io.github.notifysync.Outbox"

/**
 * ns_view_settings_open:
 *
 * Returns: (transfer full) (nullable): what the program remembers of its looks; %NULL where it is not installed and so
 *   has no schema: then nothing is remembered
 */
GSettings *
ns_view_settings_open (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, SCHEMA, TRUE) : NULL;

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}
