/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The kind whose id never stands in a fault: the HTTP status itself does. */
#define NS_SIM_FAULT_KIND_HTTP "http"

typedef enum
{
  NS_SIM_FAULT_HTTP,         /* value: HTTP status; seconds: Retry-After, or -1 */
  NS_SIM_FAULT_DROP_BEFORE,
  NS_SIM_FAULT_DROP_BODY,
  NS_SIM_FAULT_DROP_ANSWER,
  NS_SIM_FAULT_HALF_ANSWER,
  NS_SIM_FAULT_DELAY,        /* seconds */
  NS_SIM_FAULT_STALL,
  NS_SIM_FAULT_GATEWAY,      /* value: HTTP status */
  NS_SIM_FAULT_GATEWAY_LATE, /* value: HTTP status */
  NS_SIM_FAULT_STATUS,       /* value: Status of the command */
  NS_SIM_FAULT_ITEM_STATUS,  /* value: Status of one item of a Sync */
  NS_SIM_FAULT_STOP,         /* value: HTTP status, or 0 for a cut */
  NS_SIM_FAULT_HTML,
  NS_SIM_FAULT_REDIRECT,
  NS_SIM_FAULT_MOVED,        /* location, or %NULL for where the server is now */
  NS_SIM_FAULT_ANSWER_TWICE,
  NS_SIM_FAULT_SLOW,         /* value: bytes a second */
  NS_SIM_FAULT_REFUSE,
  NS_SIM_FAULT_TLS_FAILURE,
  NS_SIM_FAULT_EXPIRED,
  NS_SIM_FAULT_QUARANTINE,   /* value: Status */
  NS_SIM_FAULT_WIPE,
  NS_SIM_FAULT_ACCOUNT_WIPE,
} NsSimFaultType;

/**
 * NsSimFaultScope:
 * @NS_SIM_FAULT_SCOPE_REQUEST: a request of any command
 * @NS_SIM_FAULT_SCOPE_ITEM: one item of a Sync; the others go on
 * @NS_SIM_FAULT_SCOPE_FROM_ITEM: a Sync from a certain item on, which must be named
 * @NS_SIM_FAULT_SCOPE_CONNECTION: a connection, before any request; only of `ANY`, and without a target
 * @NS_SIM_FAULT_SCOPE_DEVICE: the device, whatever it asks for, until the fault is taken back; only of `ANY`, and
 *   without a target
 *
 * What a fault of some kind meets.
 */
typedef enum
{
  NS_SIM_FAULT_SCOPE_REQUEST,
  NS_SIM_FAULT_SCOPE_ITEM,
  NS_SIM_FAULT_SCOPE_FROM_ITEM,
  NS_SIM_FAULT_SCOPE_CONNECTION,
  NS_SIM_FAULT_SCOPE_DEVICE,
} NsSimFaultScope;

/**
 * NsSimFaultValue:
 * @NS_SIM_FAULT_VALUE_NONE: it has no value
 * @NS_SIM_FAULT_VALUE_SECONDS: a time in seconds, with decimals
 * @NS_SIM_FAULT_VALUE_STATUS: a Status of the protocol
 * @NS_SIM_FAULT_VALUE_HTTP: an HTTP status
 * @NS_SIM_FAULT_VALUE_HTTP_OR_CUT: an HTTP status, or 0 for a cut connection
 * @NS_SIM_FAULT_VALUE_CODE: an HTTP status that stands in place of the kind's id, and a Retry-After in seconds that
 *   may be left out
 * @NS_SIM_FAULT_VALUE_RATE: bytes a second
 * @NS_SIM_FAULT_VALUE_URL: an address, which may be left out
 *
 * What stands behind the equals sign.
 */
typedef enum
{
  NS_SIM_FAULT_VALUE_NONE,
  NS_SIM_FAULT_VALUE_SECONDS,
  NS_SIM_FAULT_VALUE_STATUS,
  NS_SIM_FAULT_VALUE_HTTP,
  NS_SIM_FAULT_VALUE_HTTP_OR_CUT,
  NS_SIM_FAULT_VALUE_CODE,
  NS_SIM_FAULT_VALUE_RATE,
  NS_SIM_FAULT_VALUE_URL,
} NsSimFaultValue;

/**
 * NsSimFaultKind:
 * @id: how it is written, and what it is called in JSON; stable
 * @type: what it does
 * @scope: what it meets
 * @value: what its value is
 * @min: the smallest value
 * @max: the largest one
 * @preset: one to begin with
 * @summary: what happens, in one phrase for people; to be translated
 *
 * A kind of fault. Those of the table are static.
 */
typedef struct
{
  const char *id;
  NsSimFaultType type;
  NsSimFaultScope scope;
  NsSimFaultValue value;
  double min;
  double max;
  double preset;
  const char *summary;
} NsSimFaultKind;

const NsSimFaultKind *ns_sim_fault_kinds (gsize *n);
const NsSimFaultKind *ns_sim_fault_kind_find (const char *id);
const char *ns_sim_fault_value_name (NsSimFaultValue value);
const char *ns_sim_fault_scope_name (NsSimFaultScope scope);
char *ns_sim_fault_kind_dup_form (const NsSimFaultKind *kind);
char *ns_sim_fault_dup_list (void);

G_END_DECLS
