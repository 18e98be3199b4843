/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-wbxml-node.h"

G_BEGIN_DECLS

/**
 * EasGolden:
 * @name: what it is
 * @hex: its bytes (eas-facts 2.2)
 * @build: makes the same document as a tree
 */
typedef struct
{
  const char *name;
  const char *hex;
  NsNode *(*build) (void);
} EasGolden;

extern const EasGolden eas_golden[];
extern const guint eas_n_golden;

GBytes *eas_bytes_from_hex (const char *hex);
char *eas_hex_from_bytes (GBytes *bytes);

#define eas_assert_hex(bytes, hex) \
  G_STMT_START \
  { \
    g_autofree char *eas_found = eas_hex_from_bytes (bytes); \
    g_assert_cmpstr (eas_found, ==, hex); \
  } \
  G_STMT_END

G_END_DECLS
