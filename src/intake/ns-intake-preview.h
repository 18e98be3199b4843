/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/ns-preview.h"

G_BEGIN_DECLS

#define NS_INTAKE_PREVIEW_CHARS 65536

gboolean ns_intake_preview_mail (GBytes *payload, NsPreview *preview, GError **error);
void ns_intake_preview_set_text (NsPreview *preview, const char *text);

G_END_DECLS
