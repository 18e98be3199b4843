/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * NsWbxmlCursor:
 * @bytes: (unowned): what is read
 * @data: the same
 * @size: its length
 * @offset: how much of it was taken
 *
 * A position in a document that can only be moved by checked steps.
 */
typedef struct
{
  GBytes *bytes;
  const guint8 *data;
  gsize size;
  gsize offset;
} NsWbxmlCursor;

void ns_wbxml_cursor_init (NsWbxmlCursor *self, GBytes *bytes);
gboolean ns_wbxml_cursor_take_u8 (NsWbxmlCursor *self, guint8 *out, GError **error);
gboolean ns_wbxml_cursor_take_mb_u_int32 (NsWbxmlCursor *self, guint32 *out, GError **error);
gboolean ns_wbxml_cursor_take_string (NsWbxmlCursor *self, gsize *length, GError **error);
gboolean ns_wbxml_cursor_take_run (NsWbxmlCursor *self, gsize length, GError **error);
gboolean ns_wbxml_cursor_fail (gsize offset, int code, GError **error, const char *format, ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
