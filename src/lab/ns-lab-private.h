/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab/ns-lab-deeds.h"
#include "lab/ns-lab.h"

G_BEGIN_DECLS

/* What the files of a lab share. */
struct _NsLab
{
  GObject parent_instance;

  NsScenario *scenario; /* (owned) */
  NsClock *clock;       /* (owned): that of the first world */
  gint64 begin;         /* what it showed, in microseconds since the epoch */
  NsLabWorld *world;    /* (owned) (nullable): from open to stop */
  NsLabDeeds *deeds;    /* (owned): what was done by hand */
  guint next_step;
  gboolean busy;
};

G_END_DECLS
