/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-wbxml-node.h"
#include "model/ns-kind.h"

G_BEGIN_DECLS

#define NS_COMPARE_MAX_TAGS 5

/**
 * NsCompareForm:
 *
 * How a field is put into words.
 */
typedef enum
{
  NS_COMPARE_TEXT,
  NS_COMPARE_ADDRESS, /* of mail */
  NS_COMPARE_STREET,  /* several texts, one after the other */
  NS_COMPARE_START,
  NS_COMPARE_END,
  NS_COMPARE_DATE,
  NS_COMPARE_YES_NO,
  NS_COMPARE_BUSY,
  NS_COMPARE_PRIVACY,
  NS_COMPARE_REMINDER,
  NS_COMPARE_RECURRENCE,
  NS_COMPARE_LIST,
  NS_COMPARE_PEOPLE,
  NS_COMPARE_COUNT,
  NS_COMPARE_PICTURE,
  NS_COMPARE_NOTES,
} NsCompareForm;

/**
 * NsCompareAbsence:
 * @NS_COMPARE_ABSENCE_COUNTS: no value is a value
 * @NS_COMPARE_ABSENCE_MEANS_NOTHING: servers add it by themselves, or do not say it: only two values can differ
 * @NS_COMPARE_ABSENCE_THERE_MEANS_NOTHING: a server may not have told it
 */
typedef enum
{
  NS_COMPARE_ABSENCE_COUNTS,
  NS_COMPARE_ABSENCE_MEANS_NOTHING,
  NS_COMPARE_ABSENCE_THERE_MEANS_NOTHING,
} NsCompareAbsence;

/**
 * NsCompareField:
 * @kind: the kind of item that has the field
 * @id: its stable name
 * @label: what users call it, in English; see ns_compare_field_label()
 * @form: how to put it into words
 * @absence: what it means that a side does not have it
 * @tags: its elements, with what goes with them when the field is taken from the other side; ends with 0 unless full.
 *   Another version of the protocol may have another element for the same
 *
 * One field that people know, as constant data.
 */
typedef struct
{
  NsKind kind;
  const char *id;
  const char *label;
  NsCompareForm form;
  NsCompareAbsence absence;
  NsTag tags[NS_COMPARE_MAX_TAGS];
} NsCompareField;

const NsCompareField *ns_compare_field_nth (NsKind kind, guint n);
const NsCompareField *ns_compare_field_find (NsKind kind, const char *id);
const char *ns_compare_field_label (const NsCompareField *field);
gboolean ns_compare_field_has_tag (const NsCompareField *field, NsTag tag);

G_END_DECLS
