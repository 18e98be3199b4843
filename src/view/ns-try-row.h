/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/ns-attempt.h"

G_BEGIN_DECLS

/**
 * NsTryRow:
 *
 * One try: a line with when it was, what came of it and how long it took, which opens to its steps.
 */
#define NS_TYPE_TRY_ROW (ns_try_row_get_type ())
G_DECLARE_FINAL_TYPE (NsTryRow, ns_try_row, NS, TRY_ROW, GtkBox)

GtkWidget *ns_try_row_new (const NsAttempt *attempt);

G_END_DECLS
