/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Folders that are thrown away. */

void ns_scratch_remove (const char *path);

G_END_DECLS
