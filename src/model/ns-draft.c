/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-draft.h"

/**
 * ns_draft_new:
 * @kind: what it is
 * @operation: what is to be done with it
 *
 * Returns: (transfer full): a draft whose pointers are all %NULL
 */
NsDraft *
ns_draft_new (NsKind kind, NsOperation operation)
{
  NsDraft *draft = g_new0 (NsDraft, 1);

  draft->kind = kind;
  draft->operation = operation;
  return draft;
}

/**
 * ns_draft_free:
 * @draft: (transfer full): a draft
 *
 * Frees a draft and all that it owns.
 */
void
ns_draft_free (NsDraft *draft)
{
  g_free (draft->subject);
  g_free (draft->recipients);
  g_free (draft->uid);
  g_free (draft->message_id);
  g_clear_pointer (&draft->payload, g_bytes_unref);
  g_free (draft->media_type);
  g_free (draft);
}
