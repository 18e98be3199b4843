/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NsPreviewField:
 * @label: what it is, translated
 * @value: (owned): its value; never empty
 *
 * One line of a preview.
 */
typedef struct
{
  char *label;
  char *value;
} NsPreviewField;

/**
 * NsPreview:
 * @sentence: (owned) (nullable): what to know first, such as that the item deletes something, or that it is broken
 * @fields: (owned) (element-type NsPreviewField): what it holds, in the order to show it in
 * @text: (owned) (nullable): its text, plain, with LF line ends
 * @is_cut: whether the text goes on where @text ends
 * @attachments: (owned) (element-type NsPreviewField): name, and size in words
 *
 * What an item holds, in words for people: plain text, never markup, bounded, and nothing of it from elsewhere.
 */
typedef struct
{
  char *sentence;
  GPtrArray *fields;
  char *text;
  gboolean is_cut;
  GPtrArray *attachments;
} NsPreview;

NsPreview *ns_preview_new (void);
void ns_preview_free (NsPreview *preview);
void ns_preview_add (GPtrArray *fields, const char *label, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsPreview, ns_preview_free)

G_END_DECLS
