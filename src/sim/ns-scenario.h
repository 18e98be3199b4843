/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sim/ns-sim-server.h"
#include "sim/ns-step.h"

G_BEGIN_DECLS

/**
 * NsScenarioItem:
 * @name: how steps refer to it
 * @series: (nullable): how steps refer to all that one group with a Count describes
 * @media_type: what @bytes are
 * @bytes: the mail, event or contact as a file of its kind
 * @uid: (nullable): the UID of an event or contact
 * @title: its subject or full name; never %NULL
 * @folder: (nullable): the name of the server's folder that holds it; %NULL is the default one
 *
 * One item that a step may queue, or that the server holds at the start.
 */
typedef struct
{
  char *name;
  char *series;
  char *media_type;
  GBytes *bytes;
  char *uid;
  char *title;
  char *folder;
} NsScenarioItem;

/**
 * NsScenarioFolder:
 * @name: its display name
 * @class_name: what it holds
 *
 * A folder that the user has made on the server.
 */
typedef struct
{
  char *name;
  char *class_name;
} NsScenarioFolder;

/**
 * NsScenario:
 * @path: the file that it was read from
 * @name: its stable name
 * @title: what it shows, for people
 * @description: (nullable): one or two sentences
 * @clock: the time at which it starts
 * @seed: for ids
 * @device_model: (nullable): the device, such as `BlackBerry 8320`
 * @device_software: (nullable): the version of its software at the start, such as `4.5.0.77`
 * @server: how to start the server; its strings belong to the scenario
 * @email: the user's address
 * @compares_first: whether the account looks before it sends a change, as in #NsAccount
 * @items: (element-type NsScenarioItem): what steps may queue
 * @server_items: (element-type NsScenarioItem): what the mailbox holds at the start
 * @folders: (element-type NsScenarioFolder): what folders it has besides the default ones
 * @steps: (element-type NsStep)
 *
 * A `.scenario` file (notifysync-scenario(5)).
 */
typedef struct
{
  char *path;
  char *name;
  char *title;
  char *description;
  gint64 clock;
  guint32 seed;
  char *device_model;
  char *device_software;
  NsSimConfig server;
  char *email;
  gboolean compares_first;
  GPtrArray *items;
  GPtrArray *server_items;
  GPtrArray *folders;
  GPtrArray *steps;
} NsScenario;

NsScenario *ns_scenario_load (const char *path, GError **error);
const NsScenarioItem *ns_scenario_find_item (const NsScenario *scenario, const char *name);
const NsScenarioItem *ns_scenario_find_uid (const NsScenario *scenario, const char *uid);
GPtrArray *ns_scenario_list_items (const NsScenario *scenario, const char *name);
NsStep *ns_step_new_by_hand (const char *text, const NsScenario *scenario, guint done, GError **error);
void ns_scenario_free (NsScenario *scenario);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsScenario, ns_scenario_free)

void ns_scenario_item_free (NsScenarioItem *item);
void ns_scenario_folder_free (NsScenarioFolder *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsScenarioItem, ns_scenario_item_free)

G_END_DECLS
