/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-announce.h"

#include "view/ns-words.h"

/**
 * ns_announce:
 * @widget: what it is about
 * @text: (nullable): whole sentences; %NULL for nothing
 *
 * Has a screen reader say what happened, without the focus going there. What is announced must not be the text of
 * something with a role that is read aloud by itself when it shows, or it would be said twice.
 */
void
ns_announce (GtkWidget *widget, const char *text)
{
  g_autofree char *plain = text != NULL ? ns_words_strip_marks (text) : NULL;

  if (plain != NULL)
    g_signal_emit_by_name (gtk_widget_get_accessible (widget), "announcement", plain);
}
