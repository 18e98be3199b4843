/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-intake-contact.h"

#include "intake/ns-intake-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_CATEGORIES 300
#define MAX_SLOTS 3

/* Where the values of one property go, in this order; what finds no free place is told in the note instead of lost. A
 * NULL type fits every value. */
typedef struct
{
  const char *property;
  const char *types[2];
  NsTag tags[MAX_SLOTS];
} Slots;

static const Slots slots[] = {
  { "EMAIL", { NULL }, { NS_TAG_CONTACTS_EMAIL1_ADDRESS, NS_TAG_CONTACTS_EMAIL2_ADDRESS,
                         NS_TAG_CONTACTS_EMAIL3_ADDRESS } },
  { "TEL", { "FAX", "HOME" }, { NS_TAG_CONTACTS_HOME_FAX_NUMBER } },
  { "TEL", { "FAX" }, { NS_TAG_CONTACTS_BUSINESS_FAX_NUMBER, NS_TAG_CONTACTS_HOME_FAX_NUMBER } },
  { "TEL", { "CELL" }, { NS_TAG_CONTACTS_MOBILE_PHONE_NUMBER } },
  { "TEL", { "PAGER" }, { NS_TAG_CONTACTS_PAGER_NUMBER } },
  { "TEL", { "CAR" }, { NS_TAG_CONTACTS_CAR_PHONE_NUMBER } },
  { "TEL", { "X-EVOLUTION-RADIO" }, { NS_TAG_CONTACTS_RADIO_PHONE_NUMBER } },
  { "TEL", { "X-EVOLUTION-ASSISTANT" }, { NS_TAG_CONTACTS_ASSISTANT_PHONE_NUMBER } },
  { "TEL", { "X-EVOLUTION-COMPANY" }, { NS_TAG_CONTACTS2_COMPANY_MAIN_PHONE } },
  { "TEL", { "WORK" }, { NS_TAG_CONTACTS_BUSINESS_PHONE_NUMBER, NS_TAG_CONTACTS_BUSINESS2_PHONE_NUMBER } },
  { "TEL", { "HOME" }, { NS_TAG_CONTACTS_HOME_PHONE_NUMBER, NS_TAG_CONTACTS_HOME2_PHONE_NUMBER } },
  { "TEL", { NULL }, { NS_TAG_CONTACTS_MOBILE_PHONE_NUMBER, NS_TAG_CONTACTS_HOME_PHONE_NUMBER,
                       NS_TAG_CONTACTS_BUSINESS_PHONE_NUMBER } },
  { "URL", { NULL }, { NS_TAG_CONTACTS_WEB_PAGE } },
  { "IMPP", { NULL }, { NS_TAG_CONTACTS2_IM_ADDRESS, NS_TAG_CONTACTS2_IM_ADDRESS2, NS_TAG_CONTACTS2_IM_ADDRESS3 } },
  { "X-JABBER", { NULL }, { NS_TAG_CONTACTS2_IM_ADDRESS, NS_TAG_CONTACTS2_IM_ADDRESS2,
                            NS_TAG_CONTACTS2_IM_ADDRESS3 } },
  { "X-AIM", { NULL }, { NS_TAG_CONTACTS2_IM_ADDRESS, NS_TAG_CONTACTS2_IM_ADDRESS2, NS_TAG_CONTACTS2_IM_ADDRESS3 } },
  { "X-MSN", { NULL }, { NS_TAG_CONTACTS2_IM_ADDRESS, NS_TAG_CONTACTS2_IM_ADDRESS2, NS_TAG_CONTACTS2_IM_ADDRESS3 } },
  { "X-SKYPE", { NULL }, { NS_TAG_CONTACTS2_IM_ADDRESS, NS_TAG_CONTACTS2_IM_ADDRESS2,
                           NS_TAG_CONTACTS2_IM_ADDRESS3 } },
};

/* One text each. */
static const struct
{
  const char *property;
  guint part;
  NsTag tag;
} texts[] = {
  { "ORG", 0, NS_TAG_CONTACTS_COMPANY_NAME },
  { "ORG", 1, NS_TAG_CONTACTS_DEPARTMENT },
  { "ORG", 2, NS_TAG_CONTACTS_OFFICE_LOCATION },
  { "TITLE", 0, NS_TAG_CONTACTS_JOB_TITLE },
  { "NICKNAME", 0, NS_TAG_CONTACTS2_NICK_NAME },
  { "X-EVOLUTION-ASSISTANT", 0, NS_TAG_CONTACTS_ASSISTANT_NAME },
  { "X-EVOLUTION-MANAGER", 0, NS_TAG_CONTACTS2_MANAGER_NAME },
  { "X-EVOLUTION-SPOUSE", 0, NS_TAG_CONTACTS_SPOUSE },
};

static const struct
{
  const char *property;
  NsTag tag;
} dates[] = {
  { "BDAY", NS_TAG_CONTACTS_BIRTHDAY },
  { "ANNIVERSARY", NS_TAG_CONTACTS_ANNIVERSARY },
  { "X-EVOLUTION-ANNIVERSARY", NS_TAG_CONTACTS_ANNIVERSARY },
};

/* Tags of an address in the order of the parts of ADR (RFC 6350 6.3.1); the first two parts join the street. */
static const struct
{
  const char *type;
  NsTag tags[5];
} addresses[] = {
  { "WORK",
    { NS_TAG_CONTACTS_BUSINESS_ADDRESS_STREET, NS_TAG_CONTACTS_BUSINESS_ADDRESS_CITY,
      NS_TAG_CONTACTS_BUSINESS_ADDRESS_STATE, NS_TAG_CONTACTS_BUSINESS_ADDRESS_POSTAL_CODE,
      NS_TAG_CONTACTS_BUSINESS_ADDRESS_COUNTRY } },
  { "HOME",
    { NS_TAG_CONTACTS_HOME_ADDRESS_STREET, NS_TAG_CONTACTS_HOME_ADDRESS_CITY, NS_TAG_CONTACTS_HOME_ADDRESS_STATE,
      NS_TAG_CONTACTS_HOME_ADDRESS_POSTAL_CODE, NS_TAG_CONTACTS_HOME_ADDRESS_COUNTRY } },
  { NULL,
    { NS_TAG_CONTACTS_OTHER_ADDRESS_STREET, NS_TAG_CONTACTS_OTHER_ADDRESS_CITY, NS_TAG_CONTACTS_OTHER_ADDRESS_STATE,
      NS_TAG_CONTACTS_OTHER_ADDRESS_POSTAL_CODE, NS_TAG_CONTACTS_OTHER_ADDRESS_COUNTRY } },
};

typedef struct
{
  EVCard *card;
  NsNode *node;
  GString *rest; /* lines for the note: what has no place of its own */
} Writer;

static char *
attribute_text (EVCardAttribute *attribute, guint part)
{
  const GString *value = g_list_nth_data (e_vcard_attribute_get_values_decoded (attribute), part);

  return g_strstrip (g_strdup (value != NULL ? value->str : ""));
}

static gboolean
is_named (EVCardAttribute *attribute, const char *property)
{
  return g_ascii_strcasecmp (e_vcard_attribute_get_name (attribute), property) == 0;
}

static gboolean
slots_fit (const Slots *candidate, EVCardAttribute *attribute)
{
  if (!is_named (attribute, candidate->property))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (candidate->types); i++)
    if (candidate->types[i] != NULL && !e_vcard_attribute_has_type (attribute, candidate->types[i]))
      return FALSE;
  return TRUE;
}

static gboolean
put_in_slot (Writer *writer, const Slots *candidate, const char *text)
{
  for (gsize i = 0; i < MAX_SLOTS && candidate->tags[i] != 0; i++)
    if (ns_node_child (writer->node, candidate->tags[i]) == NULL)
      {
        ns_intake_append (writer->node, candidate->tags[i], text);
        return TRUE;
      }
  return FALSE;
}

static void
write_slots (Writer *writer, EVCardAttribute *attribute)
{
  g_autofree char *text = attribute_text (attribute, 0);
  gboolean known = FALSE;

  if (*text == '\0')
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
    if (slots_fit (&slots[i], attribute))
      {
        known = TRUE;
        if (put_in_slot (writer, &slots[i], text))
          return;
      }
  if (known)
    g_string_append_printf (writer->rest, "%s: %s\n", e_vcard_attribute_get_name (attribute), text);
}

static char *
street (EVCardAttribute *attribute)
{
  GString *lines = g_string_new (NULL);

  for (guint part = 0; part < 3; part++)
    {
      g_autofree char *text = attribute_text (attribute, part);

      if (*text != '\0')
        g_string_append_printf (lines, "%s%s", lines->len != 0 ? "\n" : "", text);
    }
  return g_string_free (lines, FALSE);
}

static gboolean
address_is_free (const NsNode *node, const NsTag *tags)
{
  for (guint i = 0; i < G_N_ELEMENTS (addresses[0].tags); i++)
    if (ns_node_child (node, tags[i]) != NULL)
      return FALSE;
  return TRUE;
}

static void
write_address (Writer *writer, EVCardAttribute *attribute)
{
  g_autofree char *first = street (attribute);
  g_autofree char *whole = NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (parts, g_steal_pointer (&first));
  for (guint part = 3; part < 7; part++)
    g_ptr_array_add (parts, attribute_text (attribute, part));

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    if ((addresses[i].type == NULL || e_vcard_attribute_has_type (attribute, addresses[i].type))
        && address_is_free (writer->node, addresses[i].tags))
      {
        for (guint part = 0; part < parts->len; part++)
          ns_intake_append (writer->node, addresses[i].tags[part], g_ptr_array_index (parts, part));
        return;
      }

  g_ptr_array_add (parts, NULL);
  whole = g_strjoinv (", ", (char **) parts->pdata);
  g_string_append_printf (writer->rest, "ADR: %s\n", whole);
}

/* MS-ASCNTC 2.2.2.3: the time part means nothing. */
static void
write_date (Writer *writer, NsTag tag, const char *text)
{
  g_autoptr (EContactDate) date = e_contact_date_from_string (text);

  if (date != NULL && date->year != 0 && g_date_valid_dmy ((GDateDay) date->day, (GDateMonth) date->month,
                                                           (GDateYear) date->year))
    {
      g_autofree char *stamp
        = g_strdup_printf ("%04u-%02u-%02uT00:00:00.000Z", date->year, date->month, date->day);

      ns_node_append_text (writer->node, tag, stamp);
    }
}

/**
 * ns_intake_contact_picture:
 * @attribute: a PHOTO
 *
 * Takes out an inline picture: 2.1 and 3.0 have it as base64, 4.0 as a data address.
 *
 * Returns: (transfer full) (nullable): the picture in base64; %NULL where it is not inline
 */
char *
ns_intake_contact_picture (EVCardAttribute *attribute)
{
  const GString *value = g_list_nth_data (e_vcard_attribute_get_values_decoded (attribute), 0);

  if (value == NULL || value->len == 0)
    return NULL;
  if (e_vcard_attribute_get_param (attribute, "ENCODING") != NULL)
    return g_base64_encode ((const guchar *) value->str, value->len);
  if (g_str_has_prefix (value->str, "data:") && strstr (value->str, ";base64,") != NULL)
    return g_strdup (strstr (value->str, ";base64,") + strlen (";base64,"));
  return NULL;
}

static void
write_picture (Writer *writer, EVCardAttribute *attribute)
{
  g_autofree char *data = ns_intake_contact_picture (attribute);

  if (data != NULL && strlen (data) <= NS_INTAKE_MAX_PICTURE)
    ns_intake_append (writer->node, NS_TAG_CONTACTS_PICTURE, data);
  else
    g_info ("The contact's picture has no place on the server: only inline ones of up to 48 KB are taken.");
}

static void
write_categories (Writer *writer, EVCardAttribute *attribute)
{
  NsNode *categories = ns_node_child (writer->node, NS_TAG_CONTACTS_CATEGORIES);

  for (GList *l = e_vcard_attribute_get_values (attribute); l != NULL; l = l->next)
    {
      if (categories == NULL)
        categories = ns_node_append_empty (writer->node, NS_TAG_CONTACTS_CATEGORIES);
      if (ns_node_n_children (categories) < MAX_CATEGORIES)
        ns_intake_append (categories, NS_TAG_CONTACTS_CATEGORY, l->data);
    }
}

static void
write_attribute (Writer *writer, EVCardAttribute *attribute)
{
  if (is_named (attribute, "ADR"))
    write_address (writer, attribute);
  else if (is_named (attribute, "PHOTO"))
    write_picture (writer, attribute);
  else if (is_named (attribute, "CATEGORIES"))
    write_categories (writer, attribute);
  else
    write_slots (writer, attribute);
}

/* Some servers hide a contact that has none of these names (eas-facts 8.4). */
static void
write_names (Writer *writer)
{
  g_autoptr (EContactName) name = ns_intake_contact_name (writer->card);
  g_autofree char *formatted = ns_intake_contact_value (writer->card, "FN", 0);
  g_autofree char *company = ns_intake_contact_value (writer->card, "ORG", 0);
  g_autofree char *file_as = ns_intake_contact_value (writer->card, "X-EVOLUTION-FILE-AS", 0);

  if (file_as == NULL && name->family != NULL && *name->family != '\0' && name->given != NULL && *name->given != '\0')
    file_as = g_strdup_printf ("%s, %s", name->family, name->given);
  if (file_as == NULL)
    file_as = g_strdup (formatted != NULL ? formatted : company);

  ns_intake_append (writer->node, NS_TAG_CONTACTS_FILE_AS, file_as);
  ns_intake_append (writer->node, NS_TAG_CONTACTS_TITLE, name->prefixes);
  ns_intake_append (writer->node, NS_TAG_CONTACTS_FIRST_NAME, name->given);
  ns_intake_append (writer->node, NS_TAG_CONTACTS_MIDDLE_NAME, name->additional);
  ns_intake_append (writer->node, NS_TAG_CONTACTS_LAST_NAME, name->family);
  ns_intake_append (writer->node, NS_TAG_CONTACTS_SUFFIX, name->suffixes);
}

static void
write_note (Writer *writer, NsEasVersion version)
{
  g_autofree char *note = ns_intake_contact_value (writer->card, "NOTE", 0);
  g_autoptr (GString) body = g_string_new (note);

  if (body->len != 0 && writer->rest->len != 0)
    g_string_append (body, "\n\n");
  g_string_append (body, writer->rest->str);
  ns_intake_append_body (writer->node, NS_TAG_CONTACTS_BODY, body->str, version);
}

static void
write_texts (Writer *writer)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = ns_intake_contact_value (writer->card, texts[i].property, texts[i].part);

      ns_intake_append (writer->node, texts[i].tag, text);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *text = ns_intake_contact_value (writer->card, dates[i].property, 0);

      if (text != NULL && ns_node_child (writer->node, dates[i].tag) == NULL)
        write_date (writer, dates[i].tag, text);
    }
}

/**
 * ns_intake_contact_to_node:
 * @payload: what ns_intake_contact_read() has made
 * @version: the protocol version
 * @error: return location, domain %NS_INTAKE_ERROR
 *
 * Makes the ApplicationData of a contact (MS-ASCNTC 2.2.2, eas-facts 8.4). It is complete, as a Change needs it.
 *
 * Returns: (transfer full) (nullable): the AirSync ApplicationData element
 */
NsNode *
ns_intake_contact_to_node (GBytes *payload, NsEasVersion version, GError **error)
{
  g_autoptr (EVCard) card = ns_intake_contact_open (payload, _("The queued contact"), error);
  g_autoptr (NsNode) node = NULL;
  g_autoptr (GString) rest = NULL;
  Writer writer;

  if (card == NULL)
    return NULL;

  node = ns_node_new (NS_TAG_AIR_SYNC_APPLICATION_DATA);
  rest = g_string_new (NULL);
  writer = (Writer){ .card = card, .node = node, .rest = rest };
  write_names (&writer);
  for (GList *l = e_vcard_get_attributes (card); l != NULL; l = l->next)
    write_attribute (&writer, l->data);
  write_texts (&writer);
  write_note (&writer, version);
  return g_steal_pointer (&node);
}
