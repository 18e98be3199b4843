/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "model/ns-outcome.h"

G_BEGIN_DECLS

/**
 * NsSource:
 *
 * Who says so.
 */
typedef enum
{
  NS_SOURCE_SERVER,
  NS_SOURCE_NETWORK,
  NS_SOURCE_LOCAL,
} NsSource;

/**
 * NsVerdict:
 *
 * What an outcome means for the item, or for the account, that it happened to.
 */
typedef enum
{
  NS_VERDICT_DELIVERED,   /* the server has it */
  NS_VERDICT_RETRY,       /* surely not executed; stays pending and is tried every cycle */
  NS_VERDICT_UNKNOWN,     /* it may have been executed: settle before anything is repeated */
  NS_VERDICT_REFUSED,     /* permanent for this item: error */
  NS_VERDICT_NEEDS_USER,  /* the account stops until the user (or the administrator) acts; items stay pending */
  NS_VERDICT_PROVISION,   /* run Provision, then repeat once */
  NS_VERDICT_RESYNC,      /* the sync key or the folder tree is stale: prime it again, then repeat */
} NsVerdict;

/**
 * NsAction:
 *
 * The one thing that is suggested to the user.
 */
typedef enum
{
  NS_ACTION_NONE,
  NS_ACTION_WAIT,
  NS_ACTION_RESEND,
  NS_ACTION_DELETE,
  NS_ACTION_REPORT,       /* report it to support, with the support report */
  NS_ACTION_CHECK,        /* Check again whether it arrived */
  NS_ACTION_EDIT_ACCOUNT,
  NS_ACTION_ASK_ADMIN,
} NsAction;

/**
 * NsCause:
 * @domain: whose number @code is; with @code the key of the row
 * @code: the number
 * @id: its stable name in JSON and reports, such as `sync-6`
 * @exception: the exact text that the client of 2009 would show; never translated
 * @source: who says so
 * @verdict: what it means for the item
 * @why: one sentence, untranslated: why it happened
 * @data: one sentence, untranslated: what became of the data
 * @advice: one sentence, untranslated: what to do
 * @action: the one recommended action
 *
 * One row of the cause catalogue. Show the three sentences through ns_cause_why(), ns_cause_data(), ns_cause_advice().
 */
typedef struct
{
  NsDomain domain;
  int code;
  const char *id;
  const char *exception;
  NsSource source;
  NsVerdict verdict;
  const char *why;
  const char *data;
  const char *advice;
  NsAction action;
} NsCause;

const NsCause *ns_cause_for (NsOutcome outcome);
gboolean ns_cause_has_row (NsDomain domain, int code);
const NsCause *ns_cause_rows (NsDomain domain, gsize *n_rows);
const char *ns_cause_why (const NsCause *cause);
const char *ns_cause_data (const NsCause *cause);
const char *ns_cause_advice (const NsCause *cause);
gboolean ns_cause_is_permanent (const NsCause *cause);
const char *ns_source_nick (NsSource source);
const char *ns_action_nick (NsAction action);
const char *ns_action_label (NsAction action);

G_END_DECLS
