/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NsIdFlags:
 * @NS_ID_TIME: what is shown depends on the clock
 * @NS_ID_RUN: what is shown differs from run to run, such as the port of the simulated server
 *
 * Why a comparison of pictures has to leave a widget out.
 */
typedef enum
{
  NS_ID_TIME = 1 << 0,
  NS_ID_RUN = 1 << 1,
} NsIdFlags;

/**
 * NsIdRow:
 * @id: the accessible id; `*` stands for a part that the program fills in
 * @type: (nullable): the widget class whose template holds the widget; %NULL where code gives the id
 * @child: (nullable): its id in the template; %NULL is the widget of the class itself
 * @flags: whether pictures have to leave it out
 * @what: what it is, in English, for the manual page
 *
 * One line of the scheme of notifysync-screenshots(7).
 */
typedef struct
{
  const char *id;
  const char *type;
  const char *child;
  NsIdFlags flags;
  const char *what;
} NsIdRow;

void ns_accessible_id_init_template (gpointer widget);
void ns_accessible_id_set (gpointer widget, const char *id);
const char *ns_accessible_id_get (gpointer widget);
char *ns_accessible_id_dup_cell (GtkTreeView *view, int row, int column);
const NsIdRow *ns_accessible_id_find (const char *id);
const NsIdRow *ns_accessible_id_get_rows (gsize *n_rows);

G_END_DECLS
