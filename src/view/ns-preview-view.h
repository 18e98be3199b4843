/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/ns-preview.h"

G_BEGIN_DECLS

/**
 * NsPreviewView:
 *
 * What an item holds, behind a button that unfolds it: headers or fields, the beginning of the text and the rest on
 * demand, attachments by name and size. Plain text only.
 */
#define NS_TYPE_PREVIEW_VIEW (ns_preview_view_get_type ())
G_DECLARE_FINAL_TYPE (NsPreviewView, ns_preview_view, NS, PREVIEW_VIEW, GtkBox)

void ns_preview_view_set_preview (NsPreviewView *self, const NsPreview *preview);

G_END_DECLS
