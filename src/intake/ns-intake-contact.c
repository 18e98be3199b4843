/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-intake-contact.h"

#include "intake/ns-intake-lines.h"
#include "intake/ns-intake-text.h"
#include "intake/ns-intake.h"

#include <glib/gi18n-lib.h>

#define MAX_NAME_CHARS 1000

/* The parts of N (RFC 6350 6.2.2). */
enum
{
  N_FAMILY,
  N_GIVEN,
  N_ADDITIONAL,
  N_PREFIXES,
  N_SUFFIXES,
};

/**
 * ns_intake_contact_open:
 * @bytes: a vCard file, CRLF line ends
 * @name: the file as the user knows it
 * @error: return location, domain %NS_INTAKE_ERROR
 *
 * Reads a file with exactly one card.
 *
 * Returns: (transfer full) (nullable): the card
 */
EVCard *
ns_intake_contact_open (GBytes *bytes, const char *name, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = NULL;
  guint n_cards;

  if (!ns_intake_lines_check (bytes, "VCARD", name, &n_cards, error))
    return NULL;
  if (n_cards != 1)
    {
      ns_intake_set_error (error, NS_INTAKE_ERROR_UNSUPPORTED, name, 0,
                           _("The file holds %u contacts; queue them as one file each."), n_cards);
      return NULL;
    }
  text = g_strndup (data, size);
  return e_vcard_new_from_string (text);
}

/**
 * ns_intake_contact_value:
 * @card: a card
 * @property: a property, such as `ORG`
 * @n: which of its parts, counted from 0
 *
 * Returns: (transfer full) (nullable): the part of the first such property; %NULL where it is absent or empty
 */
char *
ns_intake_contact_value (EVCard *card, const char *property, guint n)
{
  EVCardAttribute *attribute = e_vcard_get_attribute (card, property);
  GList *values = attribute != NULL ? e_vcard_attribute_get_values_decoded (attribute) : NULL;
  const GString *value = g_list_nth_data (values, n);
  g_autofree char *text = value != NULL ? g_strstrip (g_strdup (value->str)) : NULL;

  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/**
 * ns_intake_contact_name:
 * @card: a card
 *
 * Takes the name apart: as N says, else as EContactName guesses from FN.
 *
 * Returns: (transfer full): the name; free with e_contact_name_free(). Its parts may be %NULL.
 */
EContactName *
ns_intake_contact_name (EVCard *card)
{
  g_autoptr (EContactName) name = e_contact_name_new ();
  g_autofree char *formatted = NULL;

  name->family = ns_intake_contact_value (card, "N", N_FAMILY);
  name->given = ns_intake_contact_value (card, "N", N_GIVEN);
  name->additional = ns_intake_contact_value (card, "N", N_ADDITIONAL);
  name->prefixes = ns_intake_contact_value (card, "N", N_PREFIXES);
  name->suffixes = ns_intake_contact_value (card, "N", N_SUFFIXES);
  if (name->family != NULL || name->given != NULL)
    return g_steal_pointer (&name);

  formatted = ns_intake_contact_value (card, "FN", 0);
  if (formatted == NULL)
    return g_steal_pointer (&name);
  return e_contact_name_from_string (formatted);
}

static char *
full_name (EVCard *card)
{
  g_autofree char *formatted = ns_intake_contact_value (card, "FN", 0);
  g_autofree char *joined = NULL;
  g_autoptr (EContactName) name = NULL;

  if (formatted != NULL)
    return g_steal_pointer (&formatted);
  name = ns_intake_contact_name (card);
  joined = e_contact_name_to_string (name);
  if (joined != NULL && *joined != '\0')
    return g_steal_pointer (&joined);
  return ns_intake_contact_value (card, "ORG", 0);
}

/**
 * ns_intake_contact_read:
 * @bytes: a vCard file, CRLF line ends
 * @name: the file as the user knows it
 * @error: return location, domain %NS_INTAKE_ERROR
 *
 * Makes an item of a file with one contact.
 *
 * Returns: (transfer full) (nullable): the draft
 */
NsDraft *
ns_intake_contact_read (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (NsDraft) draft = ns_draft_new (NS_KIND_CONTACT, NS_OPERATION_ADD);
  g_autoptr (EVCard) card = ns_intake_contact_open (bytes, name, error);
  g_autofree char *subject = NULL;
  g_autofree char *organisation = NULL;
  g_autofree char *email = NULL;

  if (card == NULL)
    return NULL;
  subject = full_name (card);
  if (subject == NULL)
    {
      ns_intake_set_error (error, NS_INTAKE_ERROR_INVALID, name, ns_intake_lines_find (bytes, "VCARD", NULL, NULL),
                           _("The contact has no name."));
      return NULL;
    }
  organisation = ns_intake_contact_value (card, "ORG", 0);
  email = ns_intake_contact_value (card, "EMAIL", 0);
  draft->subject = ns_intake_display (subject, MAX_NAME_CHARS);
  draft->recipients = ns_intake_display (organisation != NULL ? organisation : email, MAX_NAME_CHARS);
  draft->uid = ns_intake_contact_value (card, "UID", 0);
  draft->payload = g_bytes_ref (bytes);
  draft->media_type = g_strdup ("text/vcard");
  return g_steal_pointer (&draft);
}

/**
 * ns_intake_contact_read_deletion:
 * @bytes: a vCard file, CRLF line ends
 * @name: the file as the user knows it
 * @error: return location, domain %NS_INTAKE_ERROR
 *
 * Makes the deletion of the one contact of a file.
 *
 * Returns: (transfer full) (nullable): the draft
 */
NsDraft *
ns_intake_contact_read_deletion (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (NsDraft) draft = ns_intake_contact_read (bytes, name, error);

  if (draft == NULL)
    return NULL;
  if (draft->uid == NULL)
    {
      ns_intake_set_error (error, NS_INTAKE_ERROR_INVALID, name, ns_intake_lines_find (bytes, "VCARD", NULL, NULL),
                           _("The contact has no UID, so nobody knows which one to delete."));
      return NULL;
    }
  draft->operation = NS_OPERATION_DELETE;
  return g_steal_pointer (&draft);
}
