/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NsDisclosure:
 *
 * A button with an arrow that says whether something is unfolded: whatever is bound to its `active`. Unlike that of
 * #GtkExpander, the arrow turns round where the text runs from right to left.
 */
#define NS_TYPE_DISCLOSURE (ns_disclosure_get_type ())
G_DECLARE_FINAL_TYPE (NsDisclosure, ns_disclosure, NS, DISCLOSURE, GtkToggleButton)

G_END_DECLS
