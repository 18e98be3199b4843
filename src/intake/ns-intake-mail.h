/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-draft.h"

G_BEGIN_DECLS

gboolean ns_intake_mail_detect (GBytes *bytes);
NsDraft *ns_intake_mail_read (GBytes *bytes, const char *name, GError **error);

G_END_DECLS
