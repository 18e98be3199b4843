/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/ns-scenario.h"

G_BEGIN_DECLS

/**
 * NsScenarioFile:
 * @file: (owned): the parsed file
 * @path: (unowned): its name, for messages
 *
 * A scenario file being read: every error names file, group and key.
 */
typedef struct
{
  GKeyFile *file;
  const char *path;
} NsScenarioFile;

gboolean ns_scenario_file_fail (const NsScenarioFile *self, const char *group, const char *key, const char *reason,
                                GError **error);
gboolean ns_scenario_file_check_keys (const NsScenarioFile *self, const char *group, const char *const *known,
                                      GError **error);
char *ns_scenario_file_dup_text (const NsScenarioFile *self, const char *group, const char *key);
char *ns_scenario_file_dup_required (const NsScenarioFile *self, const char *group, const char *key, GError **error);
gboolean ns_scenario_file_get_time (const NsScenarioFile *self, const char *group, const char *key, gint64 *out,
                                    GError **error);
gboolean ns_scenario_file_get_boolean (const NsScenarioFile *self, const char *group, const char *key, gboolean *out,
                                       GError **error);
gboolean ns_scenario_file_get_number (const NsScenarioFile *self, const char *group, const char *key, guint64 max,
                                      guint64 *out, GError **error);

NsScenarioItem *ns_scenario_item_read (const NsScenarioFile *file, const char *group, const NsScenario *scenario,
                                       GError **error);
NsStep *ns_step_parse (const NsScenarioFile *file, const char *key, const NsScenario *scenario, GError **error);

G_END_DECLS
