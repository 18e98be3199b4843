/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "view/ns-outbox-compact.h"
#include "view/ns-outbox-list.h"

G_BEGIN_DECLS

/* What the files of the list share. */
struct _NsOutboxList
{
  GtkTreeView parent_instance;

  NsOutboxModel *model; /* (owned) (nullable) */
  NsClock *clock;       /* (owned) (nullable) */
  NsEngine *engine;     /* (owned) (nullable) */
  gint64 next_cycle_at;
  const char *order_id;  /* (nullable): the column that has the arrow */
  gboolean descends;
  gboolean is_arranging; /* the program moves columns, not the user */
  NsOutboxCompact *compact; /* (owned) (nullable): while the columns are made */
};

typedef char *(*NsCellText) (NsOutboxList *self, const NsItem *item);
typedef char *(*NsCellIcon) (const NsItem *item);

/* One column: what it shows and how it can be changed. */
typedef struct
{
  const char *id;            /* stable: it is stored, and part of accessible ids */
  const char *title;
  const char *accessible_id;
  int width;                 /* at least, in pixels */
  gboolean expand;           /* takes a share of what is left */
  float xalign;
  NsCellIcon icon;           /* (nullable) */
  NsCellText text;
  int sort;                  /* #NsSort, or -1 */
  gboolean descends;         /* the first click shows the largest first */
  gboolean is_extra;         /* hidden until the user asks for it */
} NsColumnPlan;

const NsColumnPlan *ns_outbox_list_get_plan (guint index);
GtkTreeViewColumn *ns_outbox_list_find_column (NsOutboxList *self, const char *id);
void ns_outbox_list_update_arrows (NsOutboxList *self);
void ns_outbox_list_emit_layout_changed (NsOutboxList *self);
void ns_outbox_list_add_columns (NsOutboxList *self);
char *ns_outbox_list_dup_progress (NsOutboxList *self, const NsItem *item);

G_END_DECLS
