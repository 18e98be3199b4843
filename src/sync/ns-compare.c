/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-compare.h"

#include "sync/ns-compare-field.h"
#include "sync/ns-compare-words.h"

#include <string.h>

/* One field of the three versions, in full. */
typedef struct
{
  char *mine;   /* (owned) (nullable) */
  char *theirs; /* (owned) (nullable) */
  char *agreed; /* (owned) (nullable) */
} Values;

static void
values_clear (Values *values)
{
  g_free (values->mine);
  g_free (values->theirs);
  g_free (values->agreed);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Values, values_clear)

static char *
value_of (const NsCompareField *field, const NsNode *data)
{
  return data != NULL ? ns_compare_words (field, data) : NULL;
}

/* Two pictures of one size read alike. */
static gboolean
is_same_content (const NsCompareField *field, const NsNode *a, const NsNode *b)
{
  if (field->form != NS_COMPARE_PICTURE || a == NULL || b == NULL)
    return TRUE;
  return g_strcmp0 (ns_node_child_text (a, field->tags[0]), ns_node_child_text (b, field->tags[0])) == 0;
}

/* @is_server: whether @b is a server's, which may not have told everything */
static gboolean
is_same (const NsCompareField *field, const char *a, const char *b, gboolean is_server)
{
  if (field->absence == NS_COMPARE_ABSENCE_MEANS_NOTHING && (a == NULL || b == NULL))
    return TRUE;
  if (field->absence == NS_COMPARE_ABSENCE_THERE_MEANS_NOTHING && is_server && b == NULL)
    return TRUE;
  return g_strcmp0 (a, b) == 0;
}

static void
add_field (NsComparison *self, const NsVersions *versions, const NsCompareField *field)
{
  g_auto (Values) full = { value_of (field, versions->mine), value_of (field, versions->theirs),
                           value_of (field, versions->agreed) };
  const gboolean has_both = versions->mine != NULL && versions->theirs != NULL;
  NsComparedField *row;
  gboolean mine_left, theirs_left;

  if (full.mine == NULL && full.theirs == NULL && full.agreed == NULL)
    return;
  row = ns_comparison_add (self, field->id, ns_compare_field_label (field));
  row->mine = ns_compare_words_cut (full.mine, full.theirs);
  row->theirs = ns_compare_words_cut (full.theirs, full.mine);
  row->agreed = ns_compare_words_cut (full.agreed, full.mine);
  row->differs = has_both && !(is_same (field, full.mine, full.theirs, TRUE)
                               && is_same_content (field, versions->mine, versions->theirs));
  mine_left = versions->mine != NULL && !(is_same (field, full.mine, full.agreed, TRUE)
                                          && is_same_content (field, versions->mine, versions->agreed));
  theirs_left = versions->theirs != NULL && !(is_same (field, full.agreed, full.theirs, TRUE)
                                              && is_same_content (field, versions->agreed, versions->theirs));
  if (self->has_agreed)
    row->changed_by = ns_changed_by_of (mine_left, theirs_left, row->differs);
  else
    row->changed_by = row->differs ? NS_CHANGED_BY_UNKNOWN : NS_CHANGED_BY_NOBODY;
}

/* What only the server changed is the server's, unless the user decides otherwise: sending mine would undo it. */
static gboolean
takes_theirs (const NsVersions *versions, const NsComparedField *field)
{
  if (!field->differs)
    return FALSE;
  switch (versions->item->resolution)
    {
    case NS_RESOLUTION_NONE:
      return field->changed_by == NS_CHANGED_BY_SERVER;
    case NS_RESOLUTION_MINE:
      return FALSE;
    case NS_RESOLUTION_SERVER:
    case NS_RESOLUTION_NEW:
    case NS_RESOLUTION_CLEARED:
      return TRUE;
    case NS_RESOLUTION_FIELDS:
      return g_strv_contains ((const char *const *) versions->choices, field->id);
    }
  return FALSE;
}

/**
 * ns_compare_versions:
 * @versions: the versions of an item
 *
 * Puts the versions side by side, field by field, in words for people. What servers add by themselves makes no
 * difference. Pure, but for the time zone and the language.
 *
 * Returns: (transfer full): the comparison
 */
NsComparison *
ns_compare_versions (const NsVersions *versions)
{
  NsComparison *self = ns_comparison_new ();
  const NsCompareField *field;

  self->has_agreed = versions->agreed != NULL;
  self->is_deleted_here = versions->item->operation == NS_OPERATION_DELETE;
  self->is_deleted_there = versions->is_deleted_there;
  for (guint n = 0; (field = ns_compare_field_nth (versions->item->kind, n)) != NULL; n++)
    add_field (self, versions, field);
  for (guint i = 0; i < self->fields->len; i++)
    {
      NsComparedField *row = g_ptr_array_index (self->fields, i);

      row->takes_theirs = takes_theirs (versions, row);
    }
  return self;
}

static void
versions_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (NsVersions) versions = ns_versions_load_finish (NS_STORE (source), result, &error);

  if (versions == NULL)
    g_task_return_error (task, error);
  else if (versions->theirs == NULL && !versions->is_deleted_there)
    g_task_return_pointer (task, NULL, NULL);
  else if (versions->mine == NULL && versions->item->operation != NS_OPERATION_DELETE)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_pointer (task, ns_compare_versions (versions), (GDestroyNotify) ns_comparison_unref);
}

/**
 * ns_compare_load_async:
 * @store: the outbox
 * @item: one of its items, in any state
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Compares what the outbox holds of an item with what the server has, as far as its version was fetched.
 */
void
ns_compare_load_async (NsStore *store, const NsItem *item, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, ns_compare_load_async);
  ns_versions_load_async (store, item, NS_EAS_VERSION_NONE, cancellable, versions_cb, task);
}

/**
 * ns_compare_load_finish:
 * @store: the outbox
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): the comparison; %NULL without an error where there is nothing to compare with
 */
NsComparison *
ns_compare_load_finish (NsStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
is_conflict_outcome (NsOutcome outcome)
{
  return (outcome.domain == NS_DOMAIN_SYNC && outcome.code == 7)
         || (outcome.domain == NS_DOMAIN_LOCAL
             && (outcome.code == NS_LOCAL_REMINDER_ECHO || outcome.code == NS_LOCAL_CHANGED_ON_SERVER));
}

/**
 * ns_compare_is_conflict:
 * @item: an item
 * @comparison: (nullable): its versions
 *
 * Tells a conflict that waits for the user from an item that was refused for another reason and of which the server's
 * version happens to be known.
 *
 * Returns: whether the user can end a conflict of it now
 */
gboolean
ns_compare_is_conflict (const NsItem *item, const NsComparison *comparison)
{
  return comparison != NULL && item->state == NS_STATE_ERROR && item->deleted_at == 0
         && (is_conflict_outcome (item->outcome) || ns_comparison_server_changed (comparison));
}
