/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "eas/ns-eas-query-base64.h"

#include "eas/ns-wbxml-cursor.h"
#include "eas/ns-wbxml-reader.h"

#define KEY_LENGTH 4
#define MAX_LENGTH 255
#define OPTION_SAVE_IN_SENT 0x01
#define LOCALE_EN_US 0x0409

/* Tags of command parameters (MS-ASHTTP 2.2.1.1.1.1.3). */
enum
{
  PARAMETER_COLLECTION_ID = 1,
  PARAMETER_ITEM_ID = 3,
  PARAMETER_LONG_ID = 4,
  PARAMETER_OPTIONS = 7,
  PARAMETER_USER = 8,
};

static const struct
{
  guint8 tag;
  gsize offset;
} parameters[] = {
  { PARAMETER_COLLECTION_ID, G_STRUCT_OFFSET (NsEasQuery, collection_id) },
  { PARAMETER_ITEM_ID, G_STRUCT_OFFSET (NsEasQuery, item_id) },
  { PARAMETER_LONG_ID, G_STRUCT_OFFSET (NsEasQuery, long_id) },
  { PARAMETER_USER, G_STRUCT_OFFSET (NsEasQuery, user) },
};

#define TEXT_AT(query, parameter) (*(char **) G_STRUCT_MEMBER_P (query, (parameter).offset))

static void
put_u8 (GByteArray *array, guint8 byte)
{
  g_byte_array_append (array, &byte, 1);
}

static void
put_text (GByteArray *array, const char *text)
{
  const gsize length = text != NULL ? strlen (text) : 0;

  g_return_if_fail (length <= MAX_LENGTH);

  put_u8 (array, (guint8) length);
  if (length > 0)
    g_byte_array_append (array, (const guint8 *) text, length);
}

/**
 * ns_eas_query_to_base64:
 * @query: a query with version, device id and type; no value is longer than 255 bytes
 *
 * Returns: (transfer full): the base64 form (MS-ASHTTP 2.2.1.1.1.1)
 */
char *
ns_eas_query_to_base64 (const NsEasQuery *query)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  const guint16 locale = GUINT16_TO_LE (query->locale != 0 ? query->locale : LOCALE_EN_US);
  const guint32 key = GUINT32_TO_LE (query->policy_key);

  put_u8 (array, (guint8) query->version);
  put_u8 (array, (guint8) query->command);
  g_byte_array_append (array, (const guint8 *) &locale, sizeof locale);
  put_text (array, query->device_id);
  put_u8 (array, query->policy_key != 0 ? KEY_LENGTH : 0);
  if (query->policy_key != 0)
    g_byte_array_append (array, (const guint8 *) &key, KEY_LENGTH);
  put_text (array, query->device_type);
  for (gsize i = 0; i < G_N_ELEMENTS (parameters); i++)
    if (TEXT_AT (query, parameters[i]) != NULL)
      {
        put_u8 (array, parameters[i].tag);
        put_text (array, TEXT_AT (query, parameters[i]));
      }
  if (query->save_in_sent)
    {
      put_u8 (array, PARAMETER_OPTIONS);
      put_u8 (array, 1);
      put_u8 (array, OPTION_SAVE_IN_SENT);
    }
  return g_base64_encode (array->data, array->len);
}

/* GLib's decoder skips what is no base64; a server must not. */
static GBytes *
decode (const char *text, GError **error)
{
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const gsize length = strlen (text);
  const gsize digits = strspn (text, alphabet);
  guchar *data;
  gsize size;

  if (length % 4 != 0 || length - digits > 2 || strspn (text + digits, "=") != length - digits)
    {
      ns_wbxml_cursor_fail (digits, NS_WBXML_ERROR_MALFORMED, error, "the query is not valid base64");
      return NULL;
    }
  data = g_base64_decode (text, &size);
  return g_bytes_new_take (data, size);
}

/* Takes a length and that many bytes. */
static gboolean
take_value (NsWbxmlCursor *cursor, const char **value, guint8 *length, GError **error)
{
  if (!ns_wbxml_cursor_take_u8 (cursor, length, error))
    return FALSE;
  *value = (const char *) cursor->data + cursor->offset;
  return ns_wbxml_cursor_take_run (cursor, *length, error);
}

static gboolean
take_text (NsWbxmlCursor *cursor, char **out, GError **error)
{
  const gsize start = cursor->offset;
  const char *value;
  guint8 length;

  if (!take_value (cursor, &value, &length, error))
    return FALSE;
  if (length > 0 && !g_utf8_validate_len (value, length, NULL))
    return ns_wbxml_cursor_fail (start, NS_WBXML_ERROR_MALFORMED, error, "the text is not valid UTF-8");
  g_free (*out);
  *out = g_strndup (value, length);
  return TRUE;
}

static gboolean
take_head (NsWbxmlCursor *cursor, NsEasQuery *out, GError **error)
{
  guint8 version;
  guint8 command;
  guint8 low;
  guint8 high;

  if (!ns_wbxml_cursor_take_u8 (cursor, &version, error) || !ns_wbxml_cursor_take_u8 (cursor, &command, error)
      || !ns_wbxml_cursor_take_u8 (cursor, &low, error) || !ns_wbxml_cursor_take_u8 (cursor, &high, error))
    return FALSE;
  out->version = (NsEasVersion) version;
  out->command = (NsCommand) command;
  out->locale = (guint16) (high << 8 | low);
  if (ns_eas_version_to_string (out->version) == NULL)
    return ns_wbxml_cursor_fail (0, NS_WBXML_ERROR_UNEXPECTED, error, "there is no protocol version %u", version);
  if (command >= NS_COMMAND_OPTIONS || g_str_equal (ns_command_name (out->command), "Unknown"))
    return ns_wbxml_cursor_fail (1, NS_WBXML_ERROR_UNEXPECTED, error, "command %u is not known", command);
  return TRUE;
}

static gboolean
take_key (NsWbxmlCursor *cursor, NsEasQuery *out, GError **error)
{
  const gsize start = cursor->offset;
  guint8 length;

  if (!ns_wbxml_cursor_take_u8 (cursor, &length, error))
    return FALSE;
  if (length != 0 && length != KEY_LENGTH)
    return ns_wbxml_cursor_fail (start, NS_WBXML_ERROR_MALFORMED, error, "a policy key has no %u bytes", length);
  if (length == 0)
    return TRUE;
  if (!ns_wbxml_cursor_take_run (cursor, KEY_LENGTH, error))
    return FALSE;
  for (guint i = KEY_LENGTH; i > 0; i--)
    out->policy_key = out->policy_key << 8 | cursor->data[start + i];
  return TRUE;
}

static gboolean
take_parameter (NsWbxmlCursor *cursor, NsEasQuery *out, GError **error)
{
  const char *value;
  guint8 length;
  guint8 tag;

  if (!ns_wbxml_cursor_take_u8 (cursor, &tag, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (parameters); i++)
    if (parameters[i].tag == tag)
      return take_text (cursor, &TEXT_AT (out, parameters[i]), error);
  if (!take_value (cursor, &value, &length, error))
    return FALSE;
  if (tag == PARAMETER_OPTIONS && length > 0)
    out->save_in_sent = (*value & OPTION_SAVE_IN_SENT) != 0;
  return TRUE;
}

/**
 * ns_eas_query_parse_base64:
 * @text: the query without its question mark
 * @out: (inout): the query, all zero; half filled on failure
 * @error: an #NsWbxmlError, whose offset counts decoded bytes
 *
 * Reads the base64 form. Unknown parameters are ignored.
 *
 * Returns: whether it is one
 */
gboolean
ns_eas_query_parse_base64 (const char *text, NsEasQuery *out, GError **error)
{
  g_autoptr (GBytes) bytes = decode (text, error);
  NsWbxmlCursor cursor;

  if (bytes == NULL)
    return FALSE;
  out->is_base64 = TRUE;
  ns_wbxml_cursor_init (&cursor, bytes);
  if (!take_head (&cursor, out, error) || !take_text (&cursor, &out->device_id, error))
    return FALSE;
  if (*out->device_id == '\0')
    return ns_wbxml_cursor_fail (KEY_LENGTH, NS_WBXML_ERROR_MALFORMED, error, "the device id is empty");
  if (!take_key (&cursor, out, error) || !take_text (&cursor, &out->device_type, error))
    return FALSE;
  while (cursor.offset < cursor.size)
    if (!take_parameter (&cursor, out, error))
      return FALSE;
  return TRUE;
}
