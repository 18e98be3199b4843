/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The body of a request or an answer, for people to read. */
char *ns_lab_body_dup_text (GBytes *body);
char *ns_lab_body_dup_hex (GBytes *body);

G_END_DECLS
