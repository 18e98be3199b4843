/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-comparison.h"

#include <glib/gi18n-lib.h>

G_DEFINE_BOXED_TYPE (NsComparison, ns_comparison, ns_comparison_ref, ns_comparison_unref)

static const struct
{
  const char *nick;
  const char *label;
} changes[] = {
  [NS_CHANGED_BY_NOBODY] = { "nobody", NC_ ("changed by", "nobody") },
  [NS_CHANGED_BY_ME] = { "me", NC_ ("changed by", "you") },
  [NS_CHANGED_BY_SERVER] = { "server", NC_ ("changed by", "the server") },
  [NS_CHANGED_BY_BOTH] = { "both", NC_ ("changed by", "both, differently") },
  [NS_CHANGED_BY_BOTH_ALIKE] = { "both-alike", NC_ ("changed by", "both, alike") },
  [NS_CHANGED_BY_UNKNOWN] = { "unknown", NC_ ("changed by", "not known") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (changes) == NS_CHANGED_BY_LAST + 1);

static void
field_free (NsComparedField *field)
{
  g_free (field->mine);
  g_free (field->theirs);
  g_free (field->agreed);
  g_free (field);
}

/**
 * ns_comparison_new:
 *
 * Returns: (transfer full): a comparison without fields, to be filled by its maker
 */
NsComparison *
ns_comparison_new (void)
{
  NsComparison *self = g_atomic_rc_box_new0 (NsComparison);

  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) field_free);
  return self;
}

/**
 * ns_comparison_ref:
 * @self: a comparison
 *
 * Returns: (transfer full): @self. Any thread.
 */
NsComparison *
ns_comparison_ref (NsComparison *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
comparison_clear (NsComparison *self)
{
  g_ptr_array_unref (self->fields);
}

/**
 * ns_comparison_unref:
 * @self: (transfer full): a comparison
 *
 * Drops a reference. Any thread.
 */
void
ns_comparison_unref (NsComparison *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) comparison_clear);
}

/**
 * ns_comparison_add:
 * @self: a comparison that is being made
 * @id: (transfer none): the field's stable name; constant data
 * @label: (transfer none): what users call it, translated; constant data
 *
 * Returns: (transfer none): a new last row, to be filled
 */
NsComparedField *
ns_comparison_add (NsComparison *self, const char *id, const char *label)
{
  NsComparedField *field = g_new0 (NsComparedField, 1);

  field->id = id;
  field->label = label;
  g_ptr_array_add (self->fields, field);
  return field;
}

/**
 * ns_comparison_find:
 * @self: a comparison
 * @id: a field's stable name
 *
 * Returns: (transfer none) (nullable): its row
 */
const NsComparedField *
ns_comparison_find (const NsComparison *self, const char *id)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const NsComparedField *field = g_ptr_array_index (self->fields, i);

      if (g_str_equal (field->id, id))
        return field;
    }
  return NULL;
}

/**
 * ns_comparison_count_differing:
 * @self: a comparison
 *
 * Returns: in how many fields the two sides differ
 */
guint
ns_comparison_count_differing (const NsComparison *self)
{
  guint n = 0;

  for (guint i = 0; i < self->fields->len; i++)
    n += ((const NsComparedField *) g_ptr_array_index (self->fields, i))->differs;
  return n;
}

/**
 * ns_comparison_server_changed:
 * @self: a comparison
 *
 * Returns: whether the server has left what both sides agreed on, as far as is known: without that there is no conflict
 */
gboolean
ns_comparison_server_changed (const NsComparison *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const NsComparedField *field = g_ptr_array_index (self->fields, i);

      if (field->changed_by != NS_CHANGED_BY_NOBODY && field->changed_by != NS_CHANGED_BY_ME)
        return TRUE;
    }
  return self->is_deleted_there;
}

/**
 * ns_comparison_may_choose:
 * @self: a comparison
 *
 * Returns: whether fields of the two sides can be mixed: there are two versions, and they differ
 */
gboolean
ns_comparison_may_choose (const NsComparison *self)
{
  return !self->is_deleted_here && !self->is_deleted_there && ns_comparison_count_differing (self) > 0;
}

/**
 * ns_changed_by_of:
 * @mine_left: whether this side has another value than the agreed one
 * @theirs_left: whether the server has
 * @differ: whether the two sides differ
 *
 * Returns: who changed the field
 */
NsChangedBy
ns_changed_by_of (gboolean mine_left, gboolean theirs_left, gboolean differ)
{
  if (mine_left && theirs_left)
    return differ ? NS_CHANGED_BY_BOTH : NS_CHANGED_BY_BOTH_ALIKE;
  if (mine_left)
    return NS_CHANGED_BY_ME;
  return theirs_left ? NS_CHANGED_BY_SERVER : NS_CHANGED_BY_NOBODY;
}

/**
 * ns_changed_by_nick:
 * @changed_by: who changed a field
 *
 * Returns: (transfer none): its name in JSON
 */
const char *
ns_changed_by_nick (NsChangedBy changed_by)
{
  return changes[changed_by].nick;
}

/**
 * ns_changed_by_label:
 * @changed_by: who changed a field
 *
 * Returns: (transfer none): the same for the user, translated
 */
const char *
ns_changed_by_label (NsChangedBy changed_by)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "changed by", changes[changed_by].label);
}
