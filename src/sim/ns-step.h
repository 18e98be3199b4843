/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NS_STEP_QUEUE,             /* item */
  NS_STEP_QUEUE_DELETION,    /* item */
  NS_STEP_CYCLE,
  NS_STEP_CYCLE_SCHEDULED,
  NS_STEP_ADVANCE,           /* seconds */
  NS_STEP_PAUSE,
  NS_STEP_FAULT,             /* text: COMMAND:FAULT, count: the step that ends it, or 0 */
  NS_STEP_FAULT_NONE,
  NS_STEP_OUTLOOK_CREATE,    /* item */
  NS_STEP_OUTLOOK_CHANGE,    /* uid, property, text: the value */
  NS_STEP_OUTLOOK_DELETE,    /* uid */
  NS_STEP_OUTLOOK_DISMISS,   /* uid */
  NS_STEP_REMINDER,          /* uid, item (nullable): how the device's update is called */
  NS_STEP_RESEND,            /* item */
  NS_STEP_DELETE,            /* item */
  NS_STEP_HOLD,              /* item */
  NS_STEP_RELEASE,           /* item */
  NS_STEP_OPEN,              /* item */
  NS_STEP_CONFIRM,           /* item */
  NS_STEP_UPGRADE_DEVICE,    /* text: the version of its software */
  NS_STEP_UPGRADE_SERVER,    /* text: its product or personality */
  NS_STEP_SSL,               /* on */
  NS_STEP_NETWORK,           /* on */
  NS_STEP_SERVER_PASSWORD,   /* text */
  NS_STEP_USER_PASSWORD,     /* text */
  NS_STEP_EXPECT_STATE,      /* item, property: the state or `deleted`, text (nullable): the id of the cause */
  NS_STEP_EXPECT_COPIES,     /* item, count */
  NS_STEP_EXPECT_NEEDS_USER, /* count */
  NS_STEP_EXPECT_WAITING,    /* count */
  NS_STEP_EXPECT_FAULT,      /* text: the id of the cause, or `none` */
} NsStepType;

#define NS_STEP_LAST NS_STEP_EXPECT_FAULT

/**
 * NsStep:
 * @type: what to do
 * @line: where it stands in its file, counted from 1
 * @source: the step as it was written
 * @words: (nullable): what a presenter reads out while it is shown
 * @item: (nullable): the name of an item
 * @uid: (nullable): an object of the mailbox: a UID, a name or a subject
 * @property: (nullable): which property, or which state
 * @text: (nullable): a value
 * @count: a number
 * @seconds: how long
 * @on: whether it is switched on
 * @id: an item of the outbox in place of @item, for what is done by hand; 0 in a file
 *
 * One step of a scenario; what it uses of these depends on its type.
 */
typedef struct
{
  NsStepType type;
  guint line;
  char *source;
  char *words;
  char *item;
  char *uid;
  char *property;
  char *text;
  guint count;
  gint64 seconds;
  gboolean on;
  gint64 id;
} NsStep;

gboolean ns_step_is_expectation (const NsStep *step);
void ns_step_free (NsStep *step);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsStep, ns_step_free)

G_END_DECLS
