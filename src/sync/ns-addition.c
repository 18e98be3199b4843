/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-addition.h"

#include "intake/ns-intake.h"
#include "intake/ns-preflight.h"

#include <glib/gi18n-lib.h>

static void
addition_free (gpointer data)
{
  NsAddition *self = data;

  g_free (self->name);
  g_clear_pointer (&self->draft, ns_draft_free);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * ns_addition_read:
 * @paths: (array zero-terminated=1): files
 * @operation: %NS_OPERATION_DELETE for the deletion of what is in them, else %NS_OPERATION_ADD
 *
 * Reads files that are to come into the outbox. Blocks. Any thread.
 *
 * Returns: (transfer full) (element-type NsAddition): all of them, in their order, each with a draft or an error
 */
GPtrArray *
ns_addition_read (const char *const *paths, NsOperation operation)
{
  GPtrArray *additions = g_ptr_array_new_with_free_func (addition_free);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      NsAddition *addition = g_new0 (NsAddition, 1);

      addition->name = g_filename_display_basename (paths[i]);
      addition->draft = operation == NS_OPERATION_DELETE ? ns_intake_read_deletion (paths[i], &addition->error)
                                                         : ns_intake_read_file (paths[i], &addition->error);
      g_ptr_array_add (additions, addition);
    }
  return additions;
}

static void
check (NsAddition *self, const NsPreflightLimits *limits, gboolean force)
{
  const NsFinding *refusal;
  g_autofree char *line = NULL;

  /* What is to be deleted may be as it likes. */
  if (self->draft == NULL || self->draft->operation == NS_OPERATION_DELETE)
    return;
  self->findings = ns_preflight_check (self->draft->kind, self->draft->payload, limits);
  refusal = ns_preflight_find_refusal (self->findings);
  if (refusal == NULL || force)
    return;
  line = ns_finding_line (refusal);
  g_set_error (&self->error, NS_INTAKE_ERROR, NS_INTAKE_ERROR_REFUSED, "%s: %s", self->name, line);
}

/**
 * ns_addition_check:
 * @additions: (element-type NsAddition): what ns_addition_read() gave
 * @account: (nullable): the account by which they will go; %NULL where there is none yet
 * @force: whether what the server is certain to refuse is taken all the same
 *
 * Looks them over before they are queued, and gives an error to those that are certain to be refused. Any thread.
 */
void
ns_addition_check (GPtrArray *additions, const NsAccount *account, gboolean force)
{
  const NsPreflightLimits limits = { .largest_accepted = account != NULL ? account->largest_accepted : 0,
                                     .smallest_refused = account != NULL ? account->smallest_refused : 0 };

  for (guint i = 0; i < additions->len; i++)
    check (g_ptr_array_index (additions, i), &limits, force);
}

/**
 * ns_addition_find_error:
 * @additions: (element-type NsAddition): files
 *
 * Returns: (transfer none) (nullable): the first reason why nothing of this may be queued
 */
const GError *
ns_addition_find_error (GPtrArray *additions)
{
  for (guint i = 0; i < additions->len; i++)
    {
      const NsAddition *addition = g_ptr_array_index (additions, i);

      if (addition->error != NULL)
        return addition->error;
    }
  return NULL;
}

/**
 * ns_addition_list_drafts:
 * @additions: (element-type NsAddition): files without an error
 *
 * Returns: (transfer container) (element-type NsDraft): what is to be queued; the drafts stay with @additions
 */
GPtrArray *
ns_addition_list_drafts (GPtrArray *additions)
{
  GPtrArray *drafts = g_ptr_array_new ();

  for (guint i = 0; i < additions->len; i++)
    g_ptr_array_add (drafts, ((const NsAddition *) g_ptr_array_index (additions, i))->draft);
  return drafts;
}

/**
 * ns_addition_list_errors:
 * @additions: (element-type NsAddition): files
 *
 * Returns: (transfer full) (element-type utf8): a sentence for each file that is not taken
 */
GPtrArray *
ns_addition_list_errors (GPtrArray *additions)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < additions->len; i++)
    {
      const NsAddition *addition = g_ptr_array_index (additions, i);

      if (addition->error != NULL)
        g_ptr_array_add (lines, g_strdup (addition->error->message));
    }
  return lines;
}

/**
 * ns_addition_list_warnings:
 * @additions: (element-type NsAddition): files that were checked
 *
 * Returns: (transfer full) (element-type utf8): a line for each thing that a server may refuse or lose
 */
GPtrArray *
ns_addition_list_warnings (GPtrArray *additions)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < additions->len; i++)
    {
      const NsAddition *addition = g_ptr_array_index (additions, i);

      for (guint j = 0; addition->findings != NULL && j < addition->findings->len; j++)
        {
          g_autofree char *line = ns_finding_line (g_ptr_array_index (addition->findings, j));

          g_ptr_array_add (lines, g_strdup_printf (_("%s: warning: %s"), addition->name, line));
        }
    }
  return lines;
}
