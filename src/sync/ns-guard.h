/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-wbxml-node.h"
#include "model/ns-kind.h"
#include "store/ns-ground.h"

G_BEGIN_DECLS

/**
 * NsGuardVerdict:
 * @NS_GUARD_CLEAR: nobody else changed what this change would overwrite
 * @NS_GUARD_CHANGED: somebody did, in a way that matters and that differs from mine
 * @NS_GUARD_ECHO: nothing but the reminder differs
 * @NS_GUARD_GONE: the object to change is gone
 */
typedef enum
{
  NS_GUARD_CLEAR,
  NS_GUARD_CHANGED,
  NS_GUARD_ECHO,
  NS_GUARD_GONE,
} NsGuardVerdict;

NsGuardVerdict ns_guard_compare (NsKind kind, const NsGround *ground, const NsNode *mine);

G_END_DECLS
