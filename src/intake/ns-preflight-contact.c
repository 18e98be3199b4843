/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-preflight-private.h"

#include "intake/ns-intake-contact.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_CATEGORIES 300
#define MAX_CHARS 255
#define LOST_TEXT N_("Some servers lose contacts with over 255 characters here, without saying so.")

/* SOGo answers 1, and PostgreSQL drops the row: its columns are varchar(255) (sogo-behaviour, SILENT LOSS). Measured
 * with first and last names; that the other texts are lost as well is inferred. */
static const NsLengthRule lost_first_name = {
  MAX_CHARS, { NS_FINDING_WARN, "FirstName", N_("First name"), LOST_TEXT },
};

static const NsLengthRule lost_last_name = {
  MAX_CHARS, { NS_FINDING_WARN, "LastName", N_("Last name"), LOST_TEXT },
};

static const NsLengthRule lost_middle_name = {
  MAX_CHARS, { NS_FINDING_WARN, "MiddleName", N_("Middle name"), LOST_TEXT },
};

static const struct
{
  const char *property;
  guint part;
  NsLengthRule rule;
} texts[] = {
  { "FN", 0, { MAX_CHARS, { NS_FINDING_WARN, "FileAs", N_("Full name"), LOST_TEXT } } },
  { "ORG", 0, { MAX_CHARS, { NS_FINDING_WARN, "CompanyName", N_("Company"), LOST_TEXT } } },
  { "ORG", 1, { MAX_CHARS, { NS_FINDING_WARN, "Department", N_("Department"), LOST_TEXT } } },
  { "NICKNAME", 0, { MAX_CHARS, { NS_FINDING_WARN, "NickName", N_("Nickname"), LOST_TEXT } } },
  { "EMAIL", 0, { MAX_CHARS, { NS_FINDING_WARN, "Email1Address", N_("E-mail"), LOST_TEXT } } },
};

static const NsFindingRule unreadable = {
  NS_FINDING_REFUSE, "ApplicationData", N_("Content"), N_("The contact cannot be read any more."),
};

/* eas-facts 8.4: refused or invisible on some servers. */
static const NsFindingRule nothing_to_show = {
  NS_FINDING_WARN, "FileAs", N_("Name"),
  N_("The contact has neither name nor company nor address; some servers refuse or hide it."),
};

/* Status 6 (MS-ASCNTC 2.2.2.58, eas-facts 8.4); so the upload leaves it out. */
static const NsFindingRule large_picture = {
  NS_FINDING_WARN, "Picture", N_("Picture"),
  N_("The picture is larger than the 48 KB that servers take, and is left out."),
};

/* At most 300 (MS-ASCNTC, eas-facts 8.4); the rest stays behind. */
static const NsFindingRule many_categories = {
  NS_FINDING_WARN, "Categories", N_("Categories"), N_("There are more than 300 categories; the rest is left out."),
};

static void
check_names (EVCard *card, GPtrArray *findings)
{
  g_autoptr (EContactName) name = ns_intake_contact_name (card);
  g_autofree char *company = ns_intake_contact_value (card, "ORG", 0);
  g_autofree char *email = ns_intake_contact_value (card, "EMAIL", 0);
  const gboolean has_name
    = (name->given != NULL && *name->given != '\0') || (name->family != NULL && *name->family != '\0');

  if (!has_name && company == NULL && email == NULL)
    ns_preflight_add (findings, &nothing_to_show, NULL);
  ns_preflight_check_length (findings, &lost_first_name, name->given);
  ns_preflight_check_length (findings, &lost_last_name, name->family);
  ns_preflight_check_length (findings, &lost_middle_name, name->additional);
}

static void
check_texts (EVCard *card, GPtrArray *findings)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = ns_intake_contact_value (card, texts[i].property, texts[i].part);

      ns_preflight_check_length (findings, &texts[i].rule, text);
    }
}

static gboolean
is_named (EVCardAttribute *attribute, const char *property)
{
  return g_ascii_strcasecmp (e_vcard_attribute_get_name (attribute), property) == 0;
}

static void
check_picture (EVCardAttribute *attribute, GPtrArray *findings)
{
  g_autofree char *picture = ns_intake_contact_picture (attribute);
  g_autofree char *words = NULL;

  if (picture == NULL || strlen (picture) <= NS_INTAKE_MAX_PICTURE)
    return;
  words = g_format_size_full (strlen (picture), G_FORMAT_SIZE_IEC_UNITS);
  ns_preflight_add (findings, &large_picture, words);
}

/**
 * ns_preflight_check_contact:
 * @payload: a vCard file with one card
 * @findings: (element-type NsFinding): where the findings go
 *
 * Looks a contact over. Any thread.
 */
void
ns_preflight_check_contact (GBytes *payload, GPtrArray *findings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EVCard) card = ns_intake_contact_open (payload, _("The contact"), &error);
  guint n_categories = 0;

  if (card == NULL)
    {
      ns_preflight_add (findings, &unreadable, error->message);
      return;
    }
  check_names (card, findings);
  check_texts (card, findings);
  for (GList *l = e_vcard_get_attributes (card); l != NULL; l = l->next)
    if (is_named (l->data, "PHOTO"))
      check_picture (l->data, findings);
    else if (is_named (l->data, "CATEGORIES"))
      n_categories += g_list_length (e_vcard_attribute_get_values (l->data));
  if (n_categories > MAX_CATEGORIES)
    ns_preflight_add (findings, &many_categories, NULL);
}
