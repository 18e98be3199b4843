/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-intake.h"

#include "intake/ns-intake-contact.h"
#include "intake/ns-intake-event.h"
#include "intake/ns-intake-mail.h"
#include "intake/ns-intake-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK_BYTES (64 * 1024)
#define MAX_NAME_CHARS 200

G_DEFINE_QUARK (ns-intake-error-quark, ns_intake_error)

static NsDraft *
refuse_deletion (GBytes *bytes, const char *name, GError **error)
{
  ns_intake_set_error (error, NS_INTAKE_ERROR_UNSUPPORTED, name, 0, _("Only events and contacts can be deleted."));
  return NULL;
}

/* What a file can be, how its content begins and how its name ends. */
static const struct
{
  const char *begin;
  const char *extensions[3];
  NsDraft *(*read) (GBytes *bytes, const char *name, GError **error);
  NsDraft *(*read_deletion) (GBytes *bytes, const char *name, GError **error);
} formats[] = {
  { "BEGIN:VCALENDAR", { ".ics", ".ical", ".vcs" }, ns_intake_event_read, ns_intake_event_read_deletion },
  { "BEGIN:VCARD", { ".vcf", ".vcard" }, ns_intake_contact_read, ns_intake_contact_read_deletion },
  { NULL, { ".eml", ".mail", ".mbox" }, ns_intake_mail_read, refuse_deletion },
};

static gboolean
begins_with (GBytes *bytes, const char *prefix)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  gsize i = 0;

  while (i < size && g_ascii_isspace (text[i]))
    i++;
  return size - i >= strlen (prefix) && g_ascii_strncasecmp (text + i, prefix, strlen (prefix)) == 0;
}

static gboolean
content_is (gsize format, GBytes *bytes)
{
  return formats[format].begin != NULL ? begins_with (bytes, formats[format].begin) : ns_intake_mail_detect (bytes);
}

static gboolean
name_is (gsize format, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (formats[format].extensions); i++)
    if (formats[format].extensions[i] != NULL && g_str_has_suffix (lower, formats[format].extensions[i]))
      return TRUE;
  return FALSE;
}

/* The content decides; the name only says what a broken file was meant to be. */
static gboolean
detect (GBytes *bytes, const char *name, gsize *format)
{
  for (*format = 0; *format < G_N_ELEMENTS (formats); (*format)++)
    if (content_is (*format, bytes))
      return TRUE;
  for (*format = 0; *format < G_N_ELEMENTS (formats); (*format)++)
    if (name_is (*format, name))
      return TRUE;
  return FALSE;
}

static GBytes *
without_bom (GBytes *bytes)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  if (size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    return g_bytes_new_from_bytes (bytes, 3, size - 3);
  return g_bytes_ref (bytes);
}

static void
refuse_size (const char *name, GError **error)
{
  ns_intake_set_error (error, NS_INTAKE_ERROR_TOO_LARGE, name, 0,
                       _("The file is larger than %u MB, more than any server takes."),
                       NS_INTAKE_MAX_BYTES / 1024 / 1024);
}

static NsDraft *
read_as (NsOperation operation, GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) normal = NULL;
  gsize format;

  if (g_bytes_get_size (bytes) > NS_INTAKE_MAX_BYTES)
    {
      refuse_size (name, error);
      return NULL;
    }
  plain = without_bom (bytes);
  if (g_bytes_get_size (plain) == 0)
    {
      ns_intake_set_error (error, NS_INTAKE_ERROR_INVALID, name, 0, _("The file is empty."));
      return NULL;
    }
  normal = ns_intake_to_crlf (plain);
  if (!detect (normal, name, &format))
    {
      ns_intake_set_error (error, NS_INTAKE_ERROR_UNKNOWN, name, 0,
                           _("This is neither a mail message nor a calendar event nor a contact."));
      return NULL;
    }
  return operation == NS_OPERATION_DELETE ? formats[format].read_deletion (normal, name, error)
                                          : formats[format].read (normal, name, error);
}

/**
 * ns_intake_read_bytes:
 * @bytes: the content of a file
 * @name: the file as the user knows it; its ending is looked at only where the content does not tell
 * @error: return location, domain %NS_INTAKE_ERROR
 *
 * Makes an item of a mail message, of a calendar file with one event, or of a vCard. Any thread.
 *
 * Returns: (transfer full) (nullable): the draft
 */
NsDraft *
ns_intake_read_bytes (GBytes *bytes, const char *name, GError **error)
{
  return read_as (NS_OPERATION_ADD, bytes, name, error);
}

/**
 * ns_intake_read_deletion_bytes:
 * @bytes: the content of a calendar file with one event, or of a vCard
 * @name: as for ns_intake_read_bytes()
 * @error: return location, domain %NS_INTAKE_ERROR
 *
 * Makes the deletion of what has its UID. Any thread.
 *
 * Returns: (transfer full) (nullable): the draft
 */
NsDraft *
ns_intake_read_deletion_bytes (GBytes *bytes, const char *name, GError **error)
{
  return read_as (NS_OPERATION_DELETE, bytes, name, error);
}

static GBytes *
read_stream (GInputStream *stream, const char *name, GError **error)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autoptr (GError) local = NULL;
  guint8 chunk[CHUNK_BYTES];
  gssize n;

  while ((n = g_input_stream_read (stream, chunk, sizeof chunk, NULL, &local)) > 0)
    {
      if (content->len + (gsize) n > NS_INTAKE_MAX_BYTES)
        {
          refuse_size (name, error);
          return NULL;
        }
      g_byte_array_append (content, chunk, (guint) n);
    }
  if (n == 0)
    return g_byte_array_free_to_bytes (g_steal_pointer (&content));
  ns_intake_set_error (error, NS_INTAKE_ERROR_READ, name, 0, _("The file cannot be read: %s."), local->message);
  return NULL;
}

static const char *
open_failure (const GError *failure)
{
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return _("There is no such file.");
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return _("You may not read this file.");
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    return _("This is a folder, not a file.");
  return _("The file cannot be opened.");
}

static NsDraft *
read_file_as (NsOperation operation, const char *path, GError **error)
{
  g_autofree char *base = g_filename_display_basename (path);
  g_autofree char *name = ns_intake_display (base, MAX_NAME_CHARS);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) local = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &local);
  g_autoptr (GBytes) bytes = NULL;

  if (stream == NULL)
    {
      ns_intake_set_error (error, NS_INTAKE_ERROR_READ, name, 0, "%s", open_failure (local));
      return NULL;
    }
  bytes = read_stream (G_INPUT_STREAM (stream), name, error);
  return bytes != NULL ? read_as (operation, bytes, name, error) : NULL;
}

/**
 * ns_intake_read_file:
 * @path: a file in the file system's own encoding; a pipe will do
 * @error: return location, domain %NS_INTAKE_ERROR
 *
 * Reads a file and makes an item of it, as ns_intake_read_bytes() does. Blocks. Any thread.
 *
 * Returns: (transfer full) (nullable): the draft
 */
NsDraft *
ns_intake_read_file (const char *path, GError **error)
{
  return read_file_as (NS_OPERATION_ADD, path, error);
}

/**
 * ns_intake_read_deletion:
 * @path: a calendar file with one event or a vCard, as for ns_intake_read_file()
 * @error: return location, domain %NS_INTAKE_ERROR
 *
 * Reads a file and makes the deletion of what has its UID. Blocks. Any thread.
 *
 * Returns: (transfer full) (nullable): the draft
 */
NsDraft *
ns_intake_read_deletion (const char *path, GError **error)
{
  return read_file_as (NS_OPERATION_DELETE, path, error);
}

/**
 * ns_intake_to_application_data:
 * @kind: what the payload is; mail has no such form
 * @payload: an item's payload
 * @version: the protocol version to speak
 * @now: the time, in microseconds, for what the payload leaves open
 * @error: return location, domain %NS_INTAKE_ERROR
 *
 * Puts an item into the words of a Sync command. The same payload always gives the same element, so that a repeat is
 * recognised as one. Any thread.
 *
 * Returns: (transfer full) (nullable): the AirSync ApplicationData element
 */
NsNode *
ns_intake_to_application_data (NsKind kind, GBytes *payload, NsEasVersion version, gint64 now, GError **error)
{
  if (kind == NS_KIND_EVENT)
    return ns_intake_event_to_node (payload, version, now, error);
  if (kind == NS_KIND_CONTACT)
    return ns_intake_contact_to_node (payload, version, error);
  g_set_error (error, NS_INTAKE_ERROR, NS_INTAKE_ERROR_UNSUPPORTED,
               _("An item of the kind “%s” cannot be synchronized."), ns_kind_nick (kind));
  return NULL;
}

/**
 * ns_intake_class_name:
 * @kind: a kind
 *
 * Returns: the class of the collection that holds it (MS-ASCMD 2.2.3.27)
 */
const char *
ns_intake_class_name (NsKind kind)
{
  switch (kind)
    {
    case NS_KIND_MAIL:
    case NS_KIND_REPLY:
    case NS_KIND_FORWARD:
    case NS_KIND_MEETING_RESPONSE:
      return "Email";
    case NS_KIND_EVENT:
      return "Calendar";
    case NS_KIND_CONTACT:
      return "Contacts";
    case NS_KIND_TASK:
      return "Tasks";
    case NS_KIND_NOTE:
      return "Notes";
    }
  return "Email";
}
