/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-lax.h"

#include "eas/ns-eas-sync-request.h"

enum
{
  SYNC_OK = 1,
  SYNC_NOT_FOUND = 8,
  SYNC_INCOMPLETE = 13,
  STATUS_INVALID_CONTENT = 101,
  STATUS_INVALID_WBXML = 102,
  STATUS_INVALID_XML = 103,
  STATUS_INVALID_MIME = 107,
  STATUS_DEVICE_ID = 108,
  STATUS_NO_RECIPIENT = 119,
  STATUS_SUBMISSION_FAILED = 120,
  STATUS_REPLY_FAILED = 122,
};

static gboolean
is_malformed (int status)
{
  return status >= STATUS_INVALID_CONTENT && status <= STATUS_INVALID_XML;
}

static void
refuse_mail (NsSimContext *context, int status)
{
  if (context->request->version < NS_EAS_VERSION_14_0)
    context->answer->http_status = 500;
  else
    ns_sim_context_answer_status (context, is_malformed (status) ? STATUS_REPLY_FAILED : STATUS_SUBMISSION_FAILED);
}

/**
 * ns_sim_lax_refuse:
 * @context: a request under way
 * @status: the common status with which Exchange refuses it
 *
 * Refuses it as SOGo does, which tells hardly anything apart: Status 13 for every Sync, 120 or 122 for every mail, and
 * HTTP 500 without a body for the rest.
 *
 * Returns: whether SOGo has a way of its own for this @status
 */
gboolean
ns_sim_lax_refuse (NsSimContext *context, int status)
{
  const NsCommand command = context->request->eas.command;

  if (!is_malformed (status) && status != STATUS_DEVICE_ID && status != STATUS_INVALID_MIME &&
      status != STATUS_NO_RECIPIENT)
    return FALSE;
  if (status == STATUS_DEVICE_ID || (command != NS_COMMAND_SYNC && command != NS_COMMAND_SEND_MAIL))
    context->answer->http_status = 500;
  else if (command == NS_COMMAND_SYNC)
    ns_sim_context_answer_status (context, SYNC_INCOMPLETE);
  else
    refuse_mail (context, status);
  return TRUE;
}

/**
 * ns_sim_lax_take_version:
 * @versions: what the server announces, the newest last
 * @version: what the client says that it speaks
 *
 * Returns: @version where it is among @versions, else the newest of them: SOGo takes every version without complaint
 */
NsEasVersion
ns_sim_lax_take_version (const char *versions, NsEasVersion version)
{
  g_auto (GStrv) parts = g_strsplit (versions, ",", -1);
  const guint n = g_strv_length (parts);

  if (version != NS_EAS_VERSION_NONE &&
      g_strv_contains ((const char *const *) parts, ns_eas_version_to_string (version)))
    return version;
  return ns_eas_version_from_string (parts[n - 1]);
}

/**
 * ns_sim_lax_fix_lines:
 * @mime: a mail
 *
 * Returns: (transfer full): the mail with CRLF at the end of each line
 */
GBytes *
ns_sim_lax_fix_lines (GBytes *mime)
{
  gsize size;
  const char *bytes = g_bytes_get_data (mime, &size);
  GByteArray *fixed = g_byte_array_sized_new ((guint) size);

  for (gsize i = 0; i < size; i++)
    {
      if (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r'))
        g_byte_array_append (fixed, (const guint8 *) "\r", 1);
      g_byte_array_append (fixed, (const guint8 *) bytes + i, 1);
    }
  return g_byte_array_free_to_bytes (fixed);
}

/**
 * ns_sim_lax_says_nothing:
 * @response: what there is to answer
 * @collections: (element-type NsEasSyncCollection): what it answers
 * @version: the protocol version
 *
 * Returns: whether SOGo answers with an empty body: nothing new, or no such folder, which look the same; before
 *   12.1 there is no empty answer
 */
gboolean
ns_sim_lax_says_nothing (const NsEasSyncResponse *response, GPtrArray *collections, NsEasVersion version)
{
  for (guint i = 0; i < response->results->len; i++)
    {
      const NsEasSyncResult *result = g_ptr_array_index (response->results, i);
      const NsEasSyncCollection *collection = g_ptr_array_index (collections, i);
      const gboolean is_first = g_str_equal (collection->sync_key, "0");

      if (result->status == SYNC_NOT_FOUND)
        continue;
      if (result->status != SYNC_OK || is_first || result->commands->len + result->responses->len > 0)
        return FALSE;
    }
  return version >= NS_EAS_VERSION_12_1;
}
