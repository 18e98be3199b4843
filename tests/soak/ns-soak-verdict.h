/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "soak/ns-soak-oracle.h"

typedef enum
{
  NS_SOAK_ONCE,            /* delivered, and there once */
  NS_SOAK_LOST,            /* delivered, and not there; or the outbox does not have it any more */
  NS_SOAK_TWICE,           /* there more than once, whatever the outbox says */
  NS_SOAK_DENIED,          /* in error, and there after all */
  NS_SOAK_UNCERTAIN,       /* may have been delivered, and it was */
  NS_SOAK_UNCERTAIN_NOT,   /* may have been delivered, and it was not */
  NS_SOAK_ERROR,           /* refused, and not there */
  NS_SOAK_WAITING,         /* still to be tried */
  NS_SOAK_UNEXPLAINED,     /* in error or uncertain, without a cause and an advice; counted once more */
} NsSoakRow;

#define NS_SOAK_N_ROWS (NS_SOAK_UNEXPLAINED + 1)

typedef struct
{
  guint count[NS_SOAK_N_ROWS][NS_SOAK_N_KINDS];
  guint total[NS_SOAK_N_ROWS];
} NsSoakVerdict;

void ns_soak_verdict_reach (NsSoakVerdict *self, GPtrArray *items, const NsSoakOracle *oracle);
void ns_soak_verdict_print (const NsSoakVerdict *self, const char *title);
