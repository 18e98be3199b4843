/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/store-fixture.h"
#include "view/ns-outbox-window.h"

G_BEGIN_DECLS

/* An outbox window on a display, over a real store; what the tests of the window share. */
typedef struct
{
  Fixture store;
  NsSecrets *secrets;     /* (owned) */
  NsEngine *engine;       /* (owned) */
  NsOutboxWindow *window; /* destroyed by world_tear_down() */
} World;

void world_init (void);
void world_set_up (World *world, gconstpointer data);
void world_tear_down (World *world, gconstpointer data);
void settle_window (World *world);
void open_window (World *world);
GtkWidget *find (World *world, const char *id);
gboolean is_shown (World *world, const char *id);
void assert_rows (World *world, const char *expected);
void activate (World *world, const char *action, const char *target);

void add_file_tests (void);

G_END_DECLS
