/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NsLabGallery:
 *
 * One card for each shipped scenario, with its title and what it shows.
 *
 * Signals: `chosen (const char *path)` when one is to be played.
 */
#define NS_TYPE_LAB_GALLERY (ns_lab_gallery_get_type ())
G_DECLARE_FINAL_TYPE (NsLabGallery, ns_lab_gallery, NS, LAB_GALLERY, GtkFlowBox)

void ns_lab_gallery_fill (NsLabGallery *self);

G_END_DECLS
