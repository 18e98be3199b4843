/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/ns-scenario.h"

G_BEGIN_DECLS

#define NS_SCENARIO_FOLDER "Folder "
#define NS_SCENARIO_ITEM "Item "
#define NS_SCENARIO_SERVER_ITEM "Server item "

/**
 * NsScenarioFile:
 * @file: (owned): the parsed file
 * @path: (unowned): its name, for messages
 * @lines: (owned): its text
 * @number: of an item of many, from 1; 0 elsewhere
 *
 * A scenario file being read: every error names file, line, group and key.
 */
typedef struct
{
  GKeyFile *file;
  const char *path;
  char **lines;
  guint number;
} NsScenarioFile;

gboolean ns_scenario_file_open (NsScenarioFile *self, const char *path, GError **error);
void ns_scenario_file_clear (NsScenarioFile *self);
guint ns_scenario_file_get_line (const NsScenarioFile *self, const char *group, const char *key);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NsScenarioFile, ns_scenario_file_clear)

gboolean ns_scenario_file_fail (const NsScenarioFile *self, const char *group, const char *key, const char *reason,
                                GError **error);
gboolean ns_scenario_file_check_keys (const NsScenarioFile *self, const char *group, const char *const *known,
                                      GError **error);
gboolean ns_scenario_file_check_text (const NsScenarioFile *self, const char *group, const char *key, GError **error);
char *ns_scenario_file_dup_text (const NsScenarioFile *self, const char *group, const char *key);
char *ns_scenario_file_dup_words (const NsScenarioFile *self, const char *group, const char *key);
char *ns_scenario_file_dup_required (const NsScenarioFile *self, const char *group, const char *key, GError **error);
gboolean ns_scenario_file_get_time (const NsScenarioFile *self, const char *group, const char *key, gint64 *out,
                                    GError **error);
gboolean ns_scenario_file_get_boolean (const NsScenarioFile *self, const char *group, const char *key, gboolean *out,
                                       GError **error);
gboolean ns_scenario_file_get_number (const NsScenarioFile *self, const char *group, const char *key, guint64 max,
                                      guint64 *out, GError **error);

gboolean ns_scenario_items_read (const NsScenarioFile *file, const char *group, NsScenario *scenario, GError **error);
gboolean ns_scenario_steps_read (const NsScenarioFile *file, NsScenario *scenario, GError **error);
NsStep *ns_step_parse (const NsScenarioFile *file, const char *key, const NsScenario *scenario, GError **error);

G_END_DECLS
