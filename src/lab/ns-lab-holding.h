/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NsLabHolding:
 * @email: whose mailbox it lies in
 * @folder: the folder's name
 * @title: what people call it; never %NULL, may be empty
 * @detail: (nullable): what tells it from a like one: time and place of an event, a person's number, a mail's sender
 * @start: when an event begins, or 0
 * @is_event: whether it is one
 * @from_outlook: whether Outlook changed it last, not a device
 * @copy: which of its copies it is in its folder, counted from 1
 * @copies: how many there are
 *
 * One thing that the simulated server holds.
 */
typedef struct
{
  char *email;
  char *folder;
  char *title;
  char *detail;
  gint64 start;
  gboolean is_event;
  gboolean from_outlook;
  guint copy;
  guint copies;
} NsLabHolding;

void ns_lab_holding_free (NsLabHolding *self);
GPtrArray *ns_lab_holding_list (const char *state);

G_END_DECLS
