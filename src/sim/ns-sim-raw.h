/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "base/ns-clock.h"
#include "sim/ns-sim-server.h"

G_BEGIN_DECLS

typedef enum
{
  NS_SIM_RAW_GO_ON, /* the connection goes on */
  NS_SIM_RAW_CLOSE, /* it is closed in order */
  NS_SIM_RAW_CUT,   /* it is ended below TLS, without the end of the session */
} NsSimRawEnd;

/**
 * NsSimRaw:
 * @server: (unowned): who goes on with the connection
 * @clock: (unowned): by which the times below go
 * @bytes: (unowned): what is sent
 * @delay: seconds before the first byte
 * @rate: bytes a second, or 0 for at once
 * @end: what becomes of the connection
 * @held: (nullable): is told for what a clock that stands still is waited
 * @held_data: (unowned): for @held
 *
 * Bytes that go to a client past libsoup, which would neither lie about a length, nor say anything twice, nor slowly.
 */
typedef struct
{
  SoupServer *server;
  NsClock *clock;
  GBytes *bytes;
  double delay;
  guint rate;
  NsSimRawEnd end;
  NsSimHeldFunc held;
  gpointer held_data;
} NsSimRaw;

void ns_sim_raw_send (const NsSimRaw *self, SoupServerMessage *message);
void ns_sim_raw_cut (SoupServerMessage *message);

G_END_DECLS
