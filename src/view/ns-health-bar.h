/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NsHealthBar:
 *
 * What stands in the middle of the header bar: the title, and below it the health sentence. Each part of the sentence
 * that counts items is a button which shows only these; while a cycle runs, its progress stands in their place.
 */
#define NS_TYPE_HEALTH_BAR (ns_health_bar_get_type ())
G_DECLARE_FINAL_TYPE (NsHealthBar, ns_health_bar, NS, HEALTH_BAR, GtkBox)

void ns_health_bar_set_title (NsHealthBar *self, const char *title);
void ns_health_bar_set_parts (NsHealthBar *self, GPtrArray *parts);
void ns_health_bar_set_spoken (NsHealthBar *self, const char *sentence);
void ns_health_bar_set_narrow (NsHealthBar *self, gboolean narrow);
void ns_health_bar_set_progress (NsHealthBar *self, const char *text);

G_END_DECLS
