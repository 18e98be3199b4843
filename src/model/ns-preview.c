/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-preview.h"

static void
field_free (gpointer data)
{
  NsPreviewField *field = data;

  g_free (field->label);
  g_free (field->value);
  g_free (field);
}

/**
 * ns_preview_new:
 *
 * Returns: (transfer full): a preview of nothing
 */
NsPreview *
ns_preview_new (void)
{
  NsPreview *preview = g_new0 (NsPreview, 1);

  preview->fields = g_ptr_array_new_with_free_func (field_free);
  preview->attachments = g_ptr_array_new_with_free_func (field_free);
  return preview;
}

/**
 * ns_preview_free:
 * @preview: (transfer full): a preview
 *
 * Frees it.
 */
void
ns_preview_free (NsPreview *preview)
{
  g_free (preview->sentence);
  g_ptr_array_unref (preview->fields);
  g_free (preview->text);
  g_ptr_array_unref (preview->attachments);
  g_free (preview);
}

/**
 * ns_preview_add:
 * @fields: (element-type NsPreviewField): a list of a preview
 * @label: what it is
 * @value: (nullable): its value
 *
 * Adds a line; none where there is no value.
 */
void
ns_preview_add (GPtrArray *fields, const char *label, const char *value)
{
  NsPreviewField *field;

  if (value == NULL || *value == '\0')
    return;
  field = g_new0 (NsPreviewField, 1);
  field->label = g_strdup (label);
  field->value = g_strdup (value);
  g_ptr_array_add (fields, field);
}
