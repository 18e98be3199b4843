/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "view/ns-item-cache.h"
#include "view/ns-outbox-model.h"

G_BEGIN_DECLS

/* What the files of the model share. */
struct _NsOutboxModel
{
  GObject parent_instance;

  NsStore *store;            /* (owned) */
  NsItemCache *cache;        /* (owned) */
  GCancellable *cancellable; /* (owned) */
  NsFilter filter;           /* without a limit; its text is owned */
  GArray *snapshot;          /* (owned) (element-type gint64): the ids as the store gave them last */
  GArray *rows;              /* (owned) (element-type gint64): its first ids, those that are rows */
  gulong changed_id;
  guint grow_id;
  int stamp;
  gboolean listing;          /* the ids are on their way */
  gboolean stale;            /* something changed meanwhile */
  gboolean settled;
};

void ns_outbox_model_tree_init (GtkTreeModelIface *iface);
gboolean ns_outbox_model_set_iter (NsOutboxModel *self, GtkTreeIter *iter, guint index);

G_END_DECLS
