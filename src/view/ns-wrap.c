/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-wrap.h"

/**
 * ns_wrap_label:
 * @label: a label with what somebody else has written, such as an address
 *
 * Breaks its lines between words, or anywhere where a word is too long, and without a hyphen: that would be taken for
 * one of the address.
 */
void
ns_wrap_label (GtkLabel *label)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (label, attributes);
  gtk_label_set_line_wrap (label, TRUE);
  gtk_label_set_line_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
}
