/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab/ns-lab-patience.h"
#include "lab/ns-lab-world.h"

G_BEGIN_DECLS

/* What the files of a world share. */
struct _NsLabWorld
{
  GObject parent_instance;

  NsClock *clock;        /* (owned) */
  NsSimServer *server;   /* (owned) (nullable): until it is closed */
  NsSecrets *secrets;    /* (owned) */
  NsStore *store;        /* (owned) (nullable): until it is closed */
  NsEngine *engine;      /* (owned) (nullable): until it is closed */
  char *profile;         /* (owned) (nullable): the throw-away folder */
  char *user;            /* (owned): the login */
  char *email;           /* (owned): the user's address */
  char *password;        /* (owned): what the user entered */
  char *device_model;    /* (owned) (nullable) */
  char *device_software; /* (owned) (nullable) */
  gboolean compares_first;
  NsOutcome fault;       /* of the last cycle */
  GHashTable *ids;       /* (owned) (element-type utf8 gint64): the queued items by their names */
  NsLabPatience *patience; /* (owned) (nullable): where the clock is a fake one */
  GHashTable *ends;      /* (owned) (element-type guint guint): by the id of a fault, the step that ends it */
};

G_END_DECLS
