/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-intake.h"

#include <string.h>

#define CARD(lines) "BEGIN:VCARD\nVERSION:3.0\n" lines "END:VCARD\n"
#define ADA "FN:Ada Lovelace\nN:Lovelace;Ada;King;Countess;PhD\n"

static NsDraft *
read_text (const char *text, const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return ns_intake_read_bytes (bytes, name, error);
}

static NsNode *
node_of (const char *text, NsEasVersion version)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsDraft) draft = read_text (text, "c.vcf", &error);
  NsNode *node;

  g_assert_no_error (error);
  node = ns_intake_to_application_data (draft->kind, draft->payload, version, 0, &error);
  g_assert_no_error (error);
  return node;
}

static void
test_draft (void)
{
  static const struct
  {
    const char *text;
    const char *subject;
    const char *recipients;
    const char *uid;
  } rows[] = {
    { CARD (ADA "ORG:Engines Ltd;Research\nUID:c1\n"), "Ada Lovelace", "Engines Ltd", "c1" },
    { CARD (ADA "EMAIL:ada@example.test\n"), "Ada Lovelace", "ada@example.test", NULL },
    { CARD ("N:Lovelace;Ada\n"), "Ada Lovelace", "", NULL },
    { CARD ("FN:\nORG:Engines Ltd\n"), "Engines Ltd", "Engines Ltd", NULL },
    { "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BC=\nrgen\nEND:VCARD\n", "Jürgen",
      "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NsDraft) draft = read_text (rows[i].text, "c.vcf", &error);

      g_assert_no_error (error);
      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (draft->kind, ==, NS_KIND_CONTACT);
      g_assert_cmpint (draft->operation, ==, NS_OPERATION_ADD);
      g_assert_cmpstr (draft->subject, ==, rows[i].subject);
      g_assert_cmpstr (draft->recipients, ==, rows[i].recipients);
      g_assert_cmpstr (draft->uid, ==, rows[i].uid);
      g_assert_cmpstr (draft->media_type, ==, "text/vcard");
    }
}

static void
test_application_data (void)
{
  static const struct
  {
    NsTag tag;
    const char *text;
  } rows[] = {
    { NS_TAG_CONTACTS_FILE_AS, "Lovelace, Ada" },
    { NS_TAG_CONTACTS_TITLE, "Countess" },
    { NS_TAG_CONTACTS_FIRST_NAME, "Ada" },
    { NS_TAG_CONTACTS_MIDDLE_NAME, "King" },
    { NS_TAG_CONTACTS_LAST_NAME, "Lovelace" },
    { NS_TAG_CONTACTS_SUFFIX, "PhD" },
    { NS_TAG_CONTACTS_COMPANY_NAME, "Engines, Ltd" },
    { NS_TAG_CONTACTS_DEPARTMENT, "Research" },
    { NS_TAG_CONTACTS_JOB_TITLE, "Analyst" },
    { NS_TAG_CONTACTS2_NICK_NAME, "Adi" },
    { NS_TAG_CONTACTS_EMAIL1_ADDRESS, "ada@example.test" },
    { NS_TAG_CONTACTS_EMAIL2_ADDRESS, "ada@home.test" },
    { NS_TAG_CONTACTS_EMAIL3_ADDRESS, "ada@third.test" },
    { NS_TAG_CONTACTS_MOBILE_PHONE_NUMBER, "+44 1" },
    { NS_TAG_CONTACTS_BUSINESS_PHONE_NUMBER, "+44 2" },
    { NS_TAG_CONTACTS_BUSINESS2_PHONE_NUMBER, "+44 3" },
    { NS_TAG_CONTACTS_HOME_PHONE_NUMBER, "+44 4" },
    { NS_TAG_CONTACTS_BUSINESS_FAX_NUMBER, "+44 5" },
    { NS_TAG_CONTACTS_HOME_FAX_NUMBER, "+44 6" },
    { NS_TAG_CONTACTS_PAGER_NUMBER, "+44 7" },
    { NS_TAG_CONTACTS_BUSINESS_ADDRESS_STREET, "12 St James Sq" },
    { NS_TAG_CONTACTS_BUSINESS_ADDRESS_CITY, "London" },
    { NS_TAG_CONTACTS_BUSINESS_ADDRESS_POSTAL_CODE, "SW1Y" },
    { NS_TAG_CONTACTS_BUSINESS_ADDRESS_COUNTRY, "UK" },
    { NS_TAG_CONTACTS_HOME_ADDRESS_CITY, "Ockham" },
    { NS_TAG_CONTACTS_BIRTHDAY, "1815-12-10T00:00:00.000Z" },
    { NS_TAG_CONTACTS_WEB_PAGE, "https://example.test/ada" },
    { NS_TAG_CONTACTS2_IM_ADDRESS, "xmpp:ada@example.test" },
    { NS_TAG_CONTACTS_PICTURE, "iVBORw0KGgo=" },
  };
  g_autoptr (NsNode) node = node_of (
    CARD (ADA "ORG:Engines\\, Ltd;Research\nTITLE:Analyst\nNICKNAME:Adi\n"
              "EMAIL;TYPE=WORK:ada@example.test\nEMAIL;TYPE=HOME:ada@home.test\nEMAIL:ada@third.test\n"
              "EMAIL:ada@fourth.test\nTEL;TYPE=CELL:+44 1\nTEL;TYPE=WORK,VOICE:+44 2\nTEL;TYPE=WORK:+44 3\n"
              "item1.TEL;TYPE=HOME:+44 4\nTEL;TYPE=FAX,WORK:+44 5\nTEL;TYPE=HOME,FAX:+44 6\nTEL;TYPE=PAGER:+44 7\n"
              "TEL;TYPE=WORK:+44 8\nADR;TYPE=WORK:;;12 St James Sq;London;;SW1Y;UK\nADR;TYPE=HOME:;;;Ockham;;;\n"
              "BDAY:1815-12-10\nURL:https://example.test/ada\nIMPP:xmpp:ada@example.test\n"
              "CATEGORIES:Science,Friends\nNOTE:First line\\nsecond\nPHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgo=\n"),
    NS_EAS_VERSION_14_1);
  NsNode *body = ns_node_child (node, NS_TAG_AIR_SYNC_BASE_BODY);
  NsNode *categories = ns_node_child (node, NS_TAG_CONTACTS_CATEGORIES);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", ns_tag_name (rows[i].tag));
      g_assert_cmpstr (ns_node_child_text (node, rows[i].tag), ==, rows[i].text);
    }
  g_assert_cmpuint (ns_node_n_children (categories), ==, 2);
  g_assert_cmpstr (ns_node_child_text (body, NS_TAG_AIR_SYNC_BASE_TYPE), ==, "1");
  g_assert_cmpstr (ns_node_child_text (body, NS_TAG_AIR_SYNC_BASE_DATA), ==,
                   "First line\r\nsecond\r\n\r\nEMAIL: ada@fourth.test\r\nTEL: +44 8\r\n");
}

static void
test_names (void)
{
  static const struct
  {
    const char *text;
    const char *file_as;
    const char *first;
    const char *last;
  } rows[] = {
    { CARD ("FN:Ada Lovelace\n"), "Lovelace, Ada", "Ada", "Lovelace" },
    { CARD ("FN:Engines\nORG:Engines\nN:;;;;\n"), "Engines", "Engines", NULL },
    { CARD ("ORG:Engines Ltd\n"), "Engines Ltd", NULL, NULL },
    { CARD (ADA "X-EVOLUTION-FILE-AS:The Countess\n"), "The Countess", "Ada", "Lovelace" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsNode) node = node_of (rows[i].text, NS_EAS_VERSION_14_1);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (ns_node_child_text (node, NS_TAG_CONTACTS_FILE_AS), ==, rows[i].file_as);
      g_assert_cmpstr (ns_node_child_text (node, NS_TAG_CONTACTS_FIRST_NAME), ==, rows[i].first);
      g_assert_cmpstr (ns_node_child_text (node, NS_TAG_CONTACTS_LAST_NAME), ==, rows[i].last);
    }
}

static void
test_old_protocol_has_its_own_body (void)
{
  g_autoptr (NsNode) node = node_of (CARD (ADA "NOTE:x\n"), NS_EAS_VERSION_2_5);

  g_assert_cmpstr (ns_node_child_text (node, NS_TAG_CONTACTS_BODY), ==, "x");
  g_assert_null (ns_node_child (node, NS_TAG_AIR_SYNC_BASE_BODY));
}

static void
test_large_picture_is_left_out (void)
{
  g_autofree char *base64 = g_strnfill (48 * 1024 + 4, 'A');
  g_autofree char *text = g_strdup_printf (CARD (ADA "PHOTO;ENCODING=b:%s\n"), base64);
  g_autoptr (NsNode) node = node_of (text, NS_EAS_VERSION_14_1);

  g_assert_null (ns_node_child (node, NS_TAG_CONTACTS_PICTURE));
  g_assert_cmpstr (ns_node_child_text (node, NS_TAG_CONTACTS_LAST_NAME), ==, "Lovelace");
}

static void
test_control_characters_stay_behind (void)
{
  g_autoptr (NsNode) node = node_of (CARD ("FN:Ada\001\n"), NS_EAS_VERSION_14_1);

  g_assert_cmpstr (ns_node_child_text (node, NS_TAG_CONTACTS_FIRST_NAME), ==, "Ada");
}

static void
test_bad_files (void)
{
  static const struct
  {
    const char *text;
    NsIntakeError code;
    const char *message;
  } rows[] = {
    { "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\n", NS_INTAKE_ERROR_INVALID,
      "c.vcf: line 3: The file ends before END:VCARD*" },
    { CARD ("TEL:1\n"), NS_INTAKE_ERROR_INVALID, "c.vcf: line 1: The contact has no name." },
    { CARD (ADA) CARD (ADA), NS_INTAKE_ERROR_UNSUPPORTED, "c.vcf: The file holds 2 contacts*" },
    { CARD (ADA) "junk\n", NS_INTAKE_ERROR_INVALID, "c.vcf: line 6: “junk”*" },
    { CARD (ADA) "BEGIN:VCALENDAR\nEND:VCALENDAR\n", NS_INTAKE_ERROR_INVALID, "c.vcf: line 6: “BEGIN:VCALENDAR”*" },
    { "BEGIN:VCARD\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\nBEGIN:A\n",
      NS_INTAKE_ERROR_INVALID, "c.vcf: line 9: *too deeply*" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NsDraft) draft = read_text (rows[i].text, "c.vcf", &error);

      g_test_message ("row %" G_GSIZE_FORMAT ": %s", i, error != NULL ? error->message : "taken");
      g_assert_null (draft);
      g_assert_error (error, NS_INTAKE_ERROR, (int) rows[i].code);
      g_assert_true (g_pattern_match_simple (rows[i].message, error->message));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/contact/draft", test_draft);
  g_test_add_func ("/intake/contact/application-data", test_application_data);
  g_test_add_func ("/intake/contact/names", test_names);
  g_test_add_func ("/intake/contact/old-body", test_old_protocol_has_its_own_body);
  g_test_add_func ("/intake/contact/large-picture", test_large_picture_is_left_out);
  g_test_add_func ("/intake/contact/control-characters", test_control_characters_stay_behind);
  g_test_add_func ("/intake/contact/bad-files", test_bad_files);
  return g_test_run ();
}
