/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-undo.h"

#include <glib/gi18n-lib.h>

static const char *const refusals[] = {
  [NS_UNDO_OPEN] = NULL,
  [NS_UNDO_DONE] = NULL,
  [NS_UNDO_SENDING] = N_("It is being sent right now, so this cannot be undone; nothing was changed."),
  [NS_UNDO_DELIVERED] = N_("It is on its way already, so this cannot be undone; nothing was changed."),
  [NS_UNDO_CHANGED] = N_("It has changed meanwhile, so this cannot be undone; nothing was changed."),
  [NS_UNDO_GONE] = N_("It is no longer there, so this cannot be undone."),
};

/**
 * ns_undo_free:
 * @undo: (transfer full) (nullable): an act
 *
 * Frees it.
 */
void
ns_undo_free (NsUndo *undo)
{
  if (undo != NULL)
    g_free (undo->subject);
  g_free (undo);
}

/**
 * ns_undo_describe:
 * @undo: an act
 *
 * Returns: (transfer full): what was done, in words
 */
char *
ns_undo_describe (const NsUndo *undo)
{
  return ns_act_describe (undo->act, undo->n_items, undo->subject);
}

/**
 * ns_undo_refusal:
 * @end: what became of the attempt to undo something
 *
 * Returns: (transfer none) (nullable): why nothing was changed, as a sentence for the user; %NULL where it was undone
 */
const char *
ns_undo_refusal (NsUndoEnd end)
{
  return refusals[end] != NULL ? _(refusals[end]) : NULL;
}
