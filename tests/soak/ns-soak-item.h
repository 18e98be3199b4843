/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

typedef enum
{
  NS_SOAK_MAIL,
  NS_SOAK_EVENT,
  NS_SOAK_CONTACT,
  NS_SOAK_CHANGE,
  NS_SOAK_DELETION,
} NsSoakKind;

#define NS_SOAK_N_KINDS (NS_SOAK_DELETION + 1)

/**
 * NsSoakItem:
 * @kind: what it is
 * @name: what the server's journal calls it: its subject, of a mail also its Message-ID; of a deletion the name of
 *   what it deletes
 * @path: its file
 * @uid: the UID of the object; %NULL for mails
 * @is_event: whether the object is an event, else a contact
 * @id: what the outbox calls it
 * @state: (nullable): its state there in the end; %NULL where the outbox does not have it
 * @is_explained: whether the outbox gives it a cause with an advice
 * @copies: how often it was executed, by the server's journal
 *
 * One item of a long run: what was queued, what the outbox says of it, and what the server did.
 */
typedef struct
{
  NsSoakKind kind;
  char *name;
  char *path;
  char *uid;
  gboolean is_event;
  gint64 id;
  char *state;
  gboolean is_explained;
  guint copies;
} NsSoakItem;

const char *ns_soak_kind_name (NsSoakKind kind);
NsSoakItem *ns_soak_item_new (NsSoakKind kind, guint n, const char *folder);
NsSoakItem *ns_soak_item_new_for (NsSoakKind kind, guint n, const char *folder, const NsSoakItem *base);
void ns_soak_item_free (NsSoakItem *self);
