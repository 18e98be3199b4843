/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sim/ns-sim-server.h"

G_BEGIN_DECLS

/**
 * NsScenarioItem:
 * @name: how steps refer to it
 * @media_type: what @bytes are
 * @bytes: the mail, event or contact as a file of its kind
 *
 * One item that a step may queue.
 */
typedef struct
{
  char *name;
  char *media_type;
  GBytes *bytes;
} NsScenarioItem;

typedef enum
{
  NS_STEP_QUEUE,          /* argument: item name */
  NS_STEP_CYCLE,
  NS_STEP_ADVANCE,        /* seconds */
  NS_STEP_FAULT,          /* argument: COMMAND:FAULT */
  NS_STEP_OUTLOOK_CHANGE, /* argument: UID, property, value */
  NS_STEP_OUTLOOK_DELETE, /* argument: UID */
  NS_STEP_RESEND,         /* argument: item name */
  NS_STEP_DELETE,         /* argument: item name */
  NS_STEP_HOLD,           /* argument: item name */
} NsStepType;

/**
 * NsStep:
 * @type: what to do
 * @argument: (nullable): on what
 * @property: (nullable): which property
 * @value: (nullable): its value
 * @seconds: how long
 */
typedef struct
{
  NsStepType type;
  char *argument;
  char *property;
  char *value;
  gint64 seconds;
} NsStep;

/**
 * NsScenario:
 * @name: its stable name
 * @title: what it shows, for people
 * @description: one or two sentences
 * @clock: the time at which it starts
 * @seed: for ids
 * @server: how to start the server; its strings belong to the scenario
 * @email: the user's address
 * @items: (element-type NsScenarioItem)
 * @steps: (element-type NsStep)
 *
 * A `.scenario` file (notifysync-scenario(5)).
 */
typedef struct
{
  char *name;
  char *title;
  char *description;
  gint64 clock;
  guint32 seed;
  NsSimConfig server;
  char *email;
  GPtrArray *items;
  GPtrArray *steps;
} NsScenario;

NsScenario *ns_scenario_load (const char *path, GError **error);
const NsScenarioItem *ns_scenario_find_item (const NsScenario *scenario, const char *name);
void ns_scenario_free (NsScenario *scenario);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsScenario, ns_scenario_free)

void ns_scenario_item_free (NsScenarioItem *item);
void ns_step_free (NsStep *step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsScenarioItem, ns_scenario_item_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsStep, ns_step_free)

G_END_DECLS
