/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NS_LAB_PALETTE_NETWORK,
  NS_LAB_PALETTE_TLS,
  NS_LAB_PALETTE_HTTP,
  NS_LAB_PALETTE_SYNC,
  NS_LAB_PALETTE_ITEM,
  NS_LAB_PALETTE_MAIL,
  NS_LAB_PALETTE_DEVICE,
} NsLabPaletteGroup;

/* Instead of a number of times. */
#define NS_LAB_PALETTE_ALWAYS 0

/**
 * NsLabPaletteRow:
 * @group: where it stands
 * @words: what happens, in words that a presenter can read out; to be translated
 * @term: what the protocol or notifysync-simulator(1) calls it
 * @fault: how it is written, without command and time
 * @command: (nullable): the only command that it can meet, or `ANY`; %NULL where that can be chosen
 * @takes_seconds: whether a time has to be put behind @fault
 *
 * A fault that is offered to people.
 */
typedef struct
{
  NsLabPaletteGroup group;
  const char *words;
  const char *term;
  const char *fault;
  const char *command;
  gboolean takes_seconds;
} NsLabPaletteRow;

const NsLabPaletteRow *ns_lab_palette_rows (gsize *n_rows);
const char *ns_lab_palette_group_title (NsLabPaletteGroup group);
char *ns_lab_palette_write (const NsLabPaletteRow *row, const char *command, guint seconds, guint times);
const NsLabPaletteRow *ns_lab_palette_find (const char *fault);

G_END_DECLS
