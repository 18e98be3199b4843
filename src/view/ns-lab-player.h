/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab/ns-lab.h"

G_BEGIN_DECLS

/**
 * NsLabPlayer:
 *
 * What moves a lab on: by hand, or by itself after the time that its words take to be read out. Knows no widget. Main
 * thread.
 *
 * What is done by hand while a step is under way is done behind it.
 *
 * Signals: `changed` when it plays, waits or stands still now. `arrived (const char *trouble)` when it stands at a
 * step, with why it could not go on, or %NULL; the lab has a world then, unless it never came up.
 */
#define NS_TYPE_LAB_PLAYER (ns_lab_player_get_type ())
G_DECLARE_FINAL_TYPE (NsLabPlayer, ns_lab_player, NS, LAB_PLAYER, GObject)

NsLabPlayer *ns_lab_player_new (void);
void ns_lab_player_open (NsLabPlayer *self, NsLab *lab, guint step);
void ns_lab_player_close (NsLabPlayer *self);
NsLab *ns_lab_player_get_lab (NsLabPlayer *self);

void ns_lab_player_play (NsLabPlayer *self);
void ns_lab_player_pause (NsLabPlayer *self);
void ns_lab_player_seek (NsLabPlayer *self, guint step);
void ns_lab_player_reset (NsLabPlayer *self);
void ns_lab_player_do (NsLabPlayer *self, const char *text);
void ns_lab_player_use_item (NsLabPlayer *self, NsStepType what, gint64 id);
void ns_lab_player_set_delay (NsLabPlayer *self, guint delay);

gboolean ns_lab_player_is_playing (NsLabPlayer *self);
gboolean ns_lab_player_is_busy (NsLabPlayer *self);
guint ns_lab_player_get_step (NsLabPlayer *self);
guint ns_lab_player_get_n_steps (NsLabPlayer *self);

G_END_DECLS
