/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From this width on, in pixels, there is room for a list and an item side by side; `wide` unless it is set. */
#define NS_FOLD_WIDE 900

/**
 * NsFold:
 *
 * Two children side by side where there is room for them, with a handle between them; else one of them. It decides by
 * its own width, so it may be made as narrow as the wider of the two. Properties: `folded` (gboolean, read-only),
 * whether only one can be seen; `detailed` (gboolean), whether that is the second; `split` (gboolean), whether the
 * second is wanted beside the first at all; `wide` (int, construct-only), from which width on both have room, in
 * pixels, no less than both need at least; `share` (int, construct-only), how much of it the first gets until the user
 * moves the handle, in percent.
 */
#define NS_TYPE_FOLD (ns_fold_get_type ())
G_DECLARE_FINAL_TYPE (NsFold, ns_fold, NS, FOLD, GtkPaned)

gboolean ns_fold_is_folded (NsFold *self);
gboolean ns_fold_is_detailed (NsFold *self);
void ns_fold_set_detailed (NsFold *self, gboolean detailed);
void ns_fold_set_split (NsFold *self, gboolean split);

G_END_DECLS
