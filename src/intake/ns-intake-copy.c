/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-intake.h"

#include "base/ns-id.h"
#include "intake/ns-intake-lines.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static GBytes *
replace (GBytes *bytes, gsize start, gsize end, const char *text)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  GByteArray *out = g_byte_array_sized_new (size + strlen (text));

  g_byte_array_append (out, data, start);
  g_byte_array_append (out, (const guint8 *) text, strlen (text));
  g_byte_array_append (out, data + end, size - end);
  return g_byte_array_free_to_bytes (out);
}

/* Takes out a property with all lines that it is folded into, each time that it occurs. */
static void
drop_property (GBytes **bytes, const char *component, const char *property)
{
  gsize start, end;

  while (ns_intake_lines_find_span (*bytes, component, property, &start, &end))
    {
      GBytes *rest = replace (*bytes, start, end, "");

      g_bytes_unref (*bytes);
      *bytes = rest;
    }
}

/**
 * ns_intake_copy:
 * @kind: an event or a contact
 * @payload: its content, as the outbox holds it
 * @error: return location, domain %NS_INTAKE_ERROR
 *
 * Makes a new item with the content of an old one: it gets a UID of its own, so that the server takes it for another
 * object, and is no message about the old one any more (METHOD, RFC 5545 3.7.2). All else stays byte for byte.
 * Any thread.
 *
 * Returns: (transfer full) (nullable): the draft
 */
NsDraft *
ns_intake_copy (NsKind kind, GBytes *payload, GError **error)
{
  const char *component = kind == NS_KIND_EVENT ? "VEVENT" : "VCARD";
  g_autoptr (GBytes) bytes = g_bytes_ref (payload);
  g_autoptr (GBytes) copy = NULL;
  g_autofree char *uid = ns_id_new ();
  g_autofree char *line = g_strdup_printf ("UID:%s\r\n", uid);
  gsize start, end;

  if (kind != NS_KIND_EVENT && kind != NS_KIND_CONTACT)
    {
      g_set_error (error, NS_INTAKE_ERROR, NS_INTAKE_ERROR_UNSUPPORTED,
                   _("An item of the kind “%s” cannot be kept as a new one."), ns_kind_nick (kind));
      return NULL;
    }
  drop_property (&bytes, component, "UID");
  drop_property (&bytes, "VCALENDAR", "METHOD");
  if (!ns_intake_lines_find_span (bytes, component, NULL, &start, &end))
    {
      g_set_error (error, NS_INTAKE_ERROR, NS_INTAKE_ERROR_INVALID, _("The queued item has no BEGIN:%s."), component);
      return NULL;
    }
  copy = replace (bytes, end, end, line);
  return ns_intake_read_bytes (copy, _("The queued item"), error);
}
