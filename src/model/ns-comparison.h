/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * NsChangedBy:
 * @NS_CHANGED_BY_NOBODY: all versions are the same
 * @NS_CHANGED_BY_ME: only this side left what was agreed on
 * @NS_CHANGED_BY_SERVER: only the server did
 * @NS_CHANGED_BY_BOTH: both did, to different values
 * @NS_CHANGED_BY_BOTH_ALIKE: both did, to the same value
 * @NS_CHANGED_BY_UNKNOWN: the two differ, and nobody knows what was agreed on before
 *
 * Who changed a field since both sides last agreed.
 */
typedef enum
{
  NS_CHANGED_BY_NOBODY,
  NS_CHANGED_BY_ME,
  NS_CHANGED_BY_SERVER,
  NS_CHANGED_BY_BOTH,
  NS_CHANGED_BY_BOTH_ALIKE,
  NS_CHANGED_BY_UNKNOWN,
} NsChangedBy;

#define NS_CHANGED_BY_LAST NS_CHANGED_BY_UNKNOWN

/**
 * NsComparedField:
 * @id: a stable name, such as `calendar.subject`
 * @label: what users call the field, translated
 * @mine: (nullable): the value on this side, as text for people; %NULL where there is none
 * @theirs: (nullable): the server's
 * @agreed: (nullable): the one that both sides last agreed on
 * @changed_by: who changed it
 * @differs: whether the two sides differ, so that there is something to choose
 * @takes_theirs: whether the server's value wins: as was decided, else as is proposed
 *
 * One row of a comparison.
 */
typedef struct
{
  const char *id;
  const char *label;
  char *mine;
  char *theirs;
  char *agreed;
  NsChangedBy changed_by;
  gboolean differs;
  gboolean takes_theirs;
} NsComparedField;

/**
 * NsComparison:
 * @fields: (owned) (element-type NsComparedField): all fields that a version has, in the order to show them in
 * @has_agreed: whether there is a version that both sides last agreed on
 * @is_deleted_here: whether this side wants to delete it, so that mine has no fields
 * @is_deleted_there: whether the server has deleted it, so that theirs has none
 *
 * The versions of one item side by side. An immutable value, once made.
 */
typedef struct
{
  GPtrArray *fields;
  gboolean has_agreed;
  gboolean is_deleted_here;
  gboolean is_deleted_there;
} NsComparison;

#define NS_TYPE_COMPARISON (ns_comparison_get_type ())
GType ns_comparison_get_type (void) G_GNUC_CONST;

NsComparison *ns_comparison_new (void);
NsComparison *ns_comparison_ref (NsComparison *self);
void ns_comparison_unref (NsComparison *self);
NsComparedField *ns_comparison_add (NsComparison *self, const char *id, const char *label);
const NsComparedField *ns_comparison_find (const NsComparison *self, const char *id);
guint ns_comparison_count_differing (const NsComparison *self);
gboolean ns_comparison_server_changed (const NsComparison *self);
gboolean ns_comparison_may_choose (const NsComparison *self);
NsChangedBy ns_changed_by_of (gboolean mine_left, gboolean theirs_left, gboolean differ);
const char *ns_changed_by_nick (NsChangedBy changed_by);
const char *ns_changed_by_label (NsChangedBy changed_by);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsComparison, ns_comparison_unref)

G_END_DECLS
