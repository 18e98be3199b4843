/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-compare-words.h"
#include "sync/ns-compare.h"
#include "sync/ns-merge.h"

#include "intake/ns-intake.h"

#include <string.h>

typedef struct
{
  NsTag tag;
  const char *text;
} Element;

#define MAX_ELEMENTS 6

static NsNode *
data_of (const Element *elements)
{
  NsNode *data = ns_node_new (NS_TAG_AIR_SYNC_APPLICATION_DATA);

  for (guint i = 0; i < MAX_ELEMENTS && elements[i].tag != 0; i++)
    if (elements[i].tag == NS_TAG_AIR_SYNC_BASE_BODY)
      {
        NsNode *body = ns_node_append_empty (data, NS_TAG_AIR_SYNC_BASE_BODY);

        ns_node_append_text (body, NS_TAG_AIR_SYNC_BASE_TYPE, "1");
        ns_node_append_text (body, NS_TAG_AIR_SYNC_BASE_DATA, elements[i].text);
      }
    else
      ns_node_append_text (data, elements[i].tag, elements[i].text);
  return data;
}

static NsVersions *
versions_of (NsKind kind, const Element *mine, const Element *theirs, const Element *agreed)
{
  NsVersions *versions = g_new0 (NsVersions, 1);
  NsItem *item = ns_item_new ();

  item->kind = kind;
  item->operation = NS_OPERATION_CHANGE;
  item->state = NS_STATE_ERROR;
  versions->item = item;
  versions->version = NS_EAS_VERSION_14_1;
  versions->mine = mine != NULL ? data_of (mine) : NULL;
  versions->theirs = theirs != NULL ? data_of (theirs) : NULL;
  versions->agreed = agreed != NULL ? data_of (agreed) : NULL;
  versions->choices = g_new0 (char *, 1);
  return versions;
}

/* One field of the three versions: who changed it, whether they differ, and which one is proposed. */
static void
test_changed_by (void)
{
  static const struct
  {
    const char *mine, *theirs, *agreed;
    NsChangedBy changed_by;
    gboolean differs, takes_theirs;
  } rows[] = {
    { "a", "a", "a", NS_CHANGED_BY_NOBODY, FALSE, FALSE },
    { "b", "a", "a", NS_CHANGED_BY_ME, TRUE, FALSE },
    { "a", "b", "a", NS_CHANGED_BY_SERVER, TRUE, TRUE },
    { "b", "c", "a", NS_CHANGED_BY_BOTH, TRUE, FALSE },
    { "b", "b", "a", NS_CHANGED_BY_BOTH_ALIKE, FALSE, FALSE },
    { NULL, "a", "a", NS_CHANGED_BY_ME, TRUE, FALSE },
    { "a", NULL, "a", NS_CHANGED_BY_SERVER, TRUE, TRUE },
    { NULL, NULL, "a", NS_CHANGED_BY_BOTH_ALIKE, FALSE, FALSE },
    { "b", NULL, "a", NS_CHANGED_BY_BOTH, TRUE, FALSE },
    { "a ", "a\n", "a", NS_CHANGED_BY_NOBODY, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *values[] = { rows[i].mine, rows[i].theirs, rows[i].agreed };
      Element elements[3][MAX_ELEMENTS] = { 0 };
      g_autoptr (NsVersions) versions = NULL;
      g_autoptr (NsComparison) comparison = NULL;
      const NsComparedField *field;

      for (guint n = 0; n < 3; n++)
        if (values[n] != NULL)
          elements[n][0] = (Element){ NS_TAG_CALENDAR_LOCATION, values[n] };
      versions = versions_of (NS_KIND_EVENT, elements[0], elements[1], elements[2]);
      comparison = ns_compare_versions (versions);
      field = ns_comparison_find (comparison, "calendar.location");
      g_assert_nonnull (field);
      g_assert_cmpstr (ns_changed_by_nick (field->changed_by), ==, ns_changed_by_nick (rows[i].changed_by));
      g_assert_cmpint (field->differs, ==, rows[i].differs);
      g_assert_cmpint (field->takes_theirs, ==, rows[i].takes_theirs);
      g_assert_cmpuint (ns_comparison_count_differing (comparison), ==, rows[i].differs);
    }
}

static void
test_nothing_agreed (void)
{
  const Element mine[MAX_ELEMENTS] = { { NS_TAG_CONTACTS_FIRST_NAME, "Ada" }, { NS_TAG_CONTACTS_LAST_NAME, "L" } };
  const Element theirs[MAX_ELEMENTS] = { { NS_TAG_CONTACTS_FIRST_NAME, "Eva" }, { NS_TAG_CONTACTS_LAST_NAME, "L" } };
  g_autoptr (NsVersions) versions = versions_of (NS_KIND_CONTACT, mine, theirs, NULL);
  g_autoptr (NsComparison) comparison = ns_compare_versions (versions);

  g_assert_false (comparison->has_agreed);
  g_assert_cmpint (ns_comparison_find (comparison, "contacts.first_name")->changed_by, ==, NS_CHANGED_BY_UNKNOWN);
  g_assert_cmpint (ns_comparison_find (comparison, "contacts.last_name")->changed_by, ==, NS_CHANGED_BY_NOBODY);
  g_assert_null (ns_comparison_find (comparison, "contacts.company"));
  g_assert_true (ns_compare_is_conflict (versions->item, comparison));
}

/* What servers add or leave out by themselves is no difference. */
static void
test_servers_own (void)
{
  const Element mine[MAX_ELEMENTS] = { { NS_TAG_CALENDAR_SUBJECT, "Review" }, { NS_TAG_CALENDAR_UID, "u1" },
                                       { NS_TAG_CALENDAR_BUSY_STATUS, "2" }, { NS_TAG_AIR_SYNC_BASE_BODY, "Notes" } };
  const Element theirs[MAX_ELEMENTS]
    = { { NS_TAG_CALENDAR_SUBJECT, "Review" }, { NS_TAG_CALENDAR_DT_STAMP, "20260101T000000Z" },
        { NS_TAG_CALENDAR_ORGANIZER_NAME, "Ana" }, { NS_TAG_CALENDAR_SENSITIVITY, "0" } };
  g_autoptr (NsVersions) versions = versions_of (NS_KIND_EVENT, mine, theirs, mine);
  g_autoptr (NsComparison) comparison = ns_compare_versions (versions);

  g_assert_cmpuint (ns_comparison_count_differing (comparison), ==, 0);
  g_assert_false (ns_comparison_server_changed (comparison));
  g_assert_false (ns_compare_is_conflict (versions->item, comparison));
  g_assert_null (ns_comparison_find (comparison, "calendar.uid"));
}

/* Notes that the server has and mine has not would be lost. */
static void
test_notes (void)
{
  const Element mine[MAX_ELEMENTS] = { { NS_TAG_CALENDAR_SUBJECT, "Review" } };
  const Element theirs[MAX_ELEMENTS]
    = { { NS_TAG_CALENDAR_SUBJECT, "Review" }, { NS_TAG_AIR_SYNC_BASE_BODY, "Bring\r\n the plan. \r\n" } };
  g_autoptr (NsVersions) versions = versions_of (NS_KIND_EVENT, mine, theirs, mine);
  g_autoptr (NsComparison) comparison = ns_compare_versions (versions);
  const NsComparedField *field = ns_comparison_find (comparison, "calendar.notes");

  g_assert_true (field->differs);
  g_assert_cmpstr (field->theirs, ==, "Bring the plan.");
}

static void
test_deleted (void)
{
  const Element mine[MAX_ELEMENTS] = { { NS_TAG_CALENDAR_SUBJECT, "Review" } };
  g_autoptr (NsVersions) versions = versions_of (NS_KIND_EVENT, mine, NULL, mine);
  g_autoptr (NsComparison) comparison = NULL;

  versions->is_deleted_there = TRUE;
  comparison = ns_compare_versions (versions);
  g_assert_true (comparison->is_deleted_there);
  g_assert_false (ns_comparison_may_choose (comparison));
  g_assert_true (ns_compare_is_conflict (versions->item, comparison));
  g_assert_cmpstr (ns_comparison_find (comparison, "calendar.subject")->mine, ==, "Review");
  g_assert_null (ns_comparison_find (comparison, "calendar.subject")->theirs);
}

static void
test_words (void)
{
  static const struct
  {
    NsKind kind;
    const char *field;
    Element elements[MAX_ELEMENTS];
    const char *words;
  } rows[] = {
    { NS_KIND_EVENT, "calendar.start", { { NS_TAG_CALENDAR_START_TIME, "20100907T130000Z" } },
      "Tue 7 Sep 2010, 15:00" },
    { NS_KIND_EVENT, "calendar.start", { { NS_TAG_CALENDAR_START_TIME, "soon" } }, "soon" },
    { NS_KIND_EVENT, "calendar.start",
      { { NS_TAG_CALENDAR_START_TIME, "20100907T000000Z" }, { NS_TAG_CALENDAR_ALL_DAY_EVENT, "1" } },
      "Tue 7 Sep 2010" },
    { NS_KIND_EVENT, "calendar.start",
      { { NS_TAG_CALENDAR_START_TIME, "20100906T220000Z" }, { NS_TAG_CALENDAR_ALL_DAY_EVENT, "1" } },
      "Tue 7 Sep 2010" },
    { NS_KIND_EVENT, "calendar.end",
      { { NS_TAG_CALENDAR_END_TIME, "20100908T000000Z" }, { NS_TAG_CALENDAR_ALL_DAY_EVENT, "1" } },
      "Tue 7 Sep 2010" },
    { NS_KIND_EVENT, "calendar.start", { { NS_TAG_CALENDAR_TIMEZONE, "AAAA" } }, NULL },
    { NS_KIND_EVENT, "calendar.all_day", { { NS_TAG_CALENDAR_ALL_DAY_EVENT, "1" } }, "yes" },
    { NS_KIND_EVENT, "calendar.reminder", { { NS_TAG_CALENDAR_REMINDER, "15" } }, "15 minutes before" },
    { NS_KIND_EVENT, "calendar.reminder", { { NS_TAG_CALENDAR_REMINDER, "1" } }, "1 minute before" },
    { NS_KIND_EVENT, "calendar.reminder", { { NS_TAG_CALENDAR_REMINDER, "120" } }, "2 hours before" },
    { NS_KIND_EVENT, "calendar.reminder", { { NS_TAG_CALENDAR_REMINDER, "1440" } }, "1 day before" },
    { NS_KIND_EVENT, "calendar.reminder", { { NS_TAG_CALENDAR_REMINDER, "0" } }, "at the start" },
    { NS_KIND_EVENT, "calendar.reminder", { { NS_TAG_CALENDAR_REMINDER, "" } }, NULL },
    { NS_KIND_EVENT, "calendar.busy", { { NS_TAG_CALENDAR_BUSY_STATUS, "3" } }, "out of office" },
    { NS_KIND_EVENT, "calendar.busy", { { NS_TAG_CALENDAR_BUSY_STATUS, "9" } }, "9" },
    { NS_KIND_EVENT, "calendar.privacy", { { NS_TAG_CALENDAR_SENSITIVITY, "2" } }, "private" },
    { NS_KIND_CONTACT, "contacts.email", { { NS_TAG_CONTACTS_EMAIL1_ADDRESS, "\"Ada\" <ada@example.test>" } },
      "ada@example.test" },
    { NS_KIND_CONTACT, "contacts.birthday", { { NS_TAG_CONTACTS_BIRTHDAY, "1815-12-10T00:00:00.000Z" } },
      "Sun 10 Dec 1815" },
    { NS_KIND_CONTACT, "contacts.work_address",
      { { NS_TAG_CONTACTS_BUSINESS_ADDRESS_CITY, "Oslo" }, { NS_TAG_CONTACTS_BUSINESS_ADDRESS_STREET, "Torg 1" } },
      "Torg 1, Oslo" },
    { NS_KIND_CONTACT, "contacts.picture", { { NS_TAG_CONTACTS_PICTURE, "AAAAAAAA" } }, "a picture of 6 bytes" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const NsCompareField *field = ns_compare_field_find (rows[i].kind, rows[i].field);
      g_autoptr (NsNode) data = data_of (rows[i].elements);
      g_autofree char *words = ns_compare_words (field, data);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
test_recurrence (void)
{
  static const struct
  {
    Element elements[MAX_ELEMENTS];
    const char *words;
  } rows[] = {
    { { { 0, NULL } }, NULL },
    { { { NS_TAG_CALENDAR_TYPE, "0" } }, "every day" },
    { { { NS_TAG_CALENDAR_TYPE, "1" }, { NS_TAG_CALENDAR_INTERVAL, "2" }, { NS_TAG_CALENDAR_DAY_OF_WEEK, "10" } },
      "every 2 weeks, on Mon Wed" },
    { { { NS_TAG_CALENDAR_TYPE, "2" }, { NS_TAG_CALENDAR_DAY_OF_MONTH, "5" }, { NS_TAG_CALENDAR_OCCURRENCES, "3" } },
      "every month, on day 5, 3 times" },
    { { { NS_TAG_CALENDAR_TYPE, "3" }, { NS_TAG_CALENDAR_WEEK_OF_MONTH, "2" }, { NS_TAG_CALENDAR_DAY_OF_WEEK, "4" } },
      "every month, on Tue, in the second week of the month" },
    { { { NS_TAG_CALENDAR_TYPE, "5" }, { NS_TAG_CALENDAR_DAY_OF_MONTH, "5" }, { NS_TAG_CALENDAR_MONTH_OF_YEAR, "9" },
        { NS_TAG_CALENDAR_UNTIL, "20120905T100000Z" } },
      "every year, on day 5, in September, until Wed 5 Sep 2012" },
    { { { NS_TAG_CALENDAR_TYPE, "77" } }, "repeatedly" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsNode) data = data_of (rows[i].elements);
      g_autofree char *words = ns_compare_words_recurrence (data);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* Long values are cut so that one sees where they begin to differ. */
static void
test_cut (void)
{
  g_autofree char *same = g_strnfill (300, 'x');
  g_autofree char *mine = g_strconcat (same, "MINE", same, NULL);
  g_autofree char *theirs = g_strconcat (same, "THEIRS", same, NULL);
  g_autofree char *cut = ns_compare_words_cut (mine, theirs);
  g_autofree char *alone = ns_compare_words_cut (mine, NULL);
  g_autofree char *nothing = ns_compare_words_cut (NULL, mine);
  g_autofree char *brief = ns_compare_words_cut ("brief", mine);

  g_assert_nonnull (strstr (cut, "xMINEx"));
  g_assert_true (g_str_has_prefix (cut, "…") && g_str_has_suffix (cut, "…"));
  g_assert_true (g_str_has_prefix (alone, "x") && g_str_has_suffix (alone, "…"));
  g_assert_null (nothing);
  g_assert_cmpstr (brief, ==, "brief");
}

/* Mine, whole, with the chosen fields as the server has them. */
static void
test_merge (void)
{
  const Element mine[MAX_ELEMENTS] = { { NS_TAG_CONTACTS_FIRST_NAME, "Ada" },
                                       { NS_TAG_CONTACTS_MOBILE_PHONE_NUMBER, "1" },
                                       { NS_TAG_CONTACTS_JOB_TITLE, "Countess" },
                                       { NS_TAG_CONTACTS_PAGER_NUMBER, "9" } };
  const Element theirs[MAX_ELEMENTS] = { { NS_TAG_CONTACTS_FIRST_NAME, "Eva" },
                                         { NS_TAG_CONTACTS_MOBILE_PHONE_NUMBER, "2" },
                                         { NS_TAG_CONTACTS_COMPANY_NAME, "Engines" } };
  const Element expected[MAX_ELEMENTS] = { { NS_TAG_CONTACTS_FIRST_NAME, "Ada" },
                                           { NS_TAG_CONTACTS_JOB_TITLE, "Countess" },
                                           { NS_TAG_CONTACTS_MOBILE_PHONE_NUMBER, "2" },
                                           { NS_TAG_CONTACTS_COMPANY_NAME, "Engines" } };
  static const char *const fields[] = { "contacts.mobile_phone", "contacts.company", "contacts.pager", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (NsVersions) versions = versions_of (NS_KIND_CONTACT, mine, theirs, NULL);
  g_autoptr (NsNode) merged = ns_merge_fields (versions, fields, &error);
  g_autoptr (NsNode) wanted = data_of (expected);

  g_assert_no_error (error);
  g_assert_true (ns_node_equal (merged, wanted));
}

static void
test_merge_refused (void)
{
  const Element mine[MAX_ELEMENTS] = { { NS_TAG_CALENDAR_START_TIME, "20260101T150000Z" },
                                       { NS_TAG_CALENDAR_END_TIME, "20260101T160000Z" } };
  const Element theirs[MAX_ELEMENTS] = { { NS_TAG_CALENDAR_START_TIME, "20260101T090000Z" },
                                         { NS_TAG_CALENDAR_END_TIME, "20260101T100000Z" },
                                         { NS_TAG_AIR_SYNC_BASE_BODY, "The first half" } };
  static const char *const end[] = { "calendar.end", NULL };
  static const char *const both[] = { "calendar.end", "calendar.start", NULL };
  static const char *const notes[] = { "calendar.notes", NULL };
  g_autoptr (NsVersions) versions = versions_of (NS_KIND_EVENT, mine, theirs, NULL);
  g_autoptr (NsNode) backwards = NULL, moved = NULL, cut = NULL;
  g_autoptr (GError) error = NULL, cut_error = NULL;

  backwards = ns_merge_fields (versions, end, &error);
  g_assert_null (backwards);
  g_assert_error (error, NS_INTAKE_ERROR, NS_INTAKE_ERROR_INVALID);
  moved = ns_merge_fields (versions, both, NULL);
  g_assert_cmpstr (ns_node_child_text (moved, NS_TAG_CALENDAR_START_TIME), ==, "20260101T090000Z");

  ns_node_append_text (ns_node_child (versions->theirs, NS_TAG_AIR_SYNC_BASE_BODY), NS_TAG_AIR_SYNC_BASE_TRUNCATED,
                       "1");
  cut = ns_merge_fields (versions, notes, &cut_error);
  g_assert_null (cut);
  g_assert_error (cut_error, NS_INTAKE_ERROR, NS_INTAKE_ERROR_INVALID);
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "Europe/Stockholm", TRUE);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/compare/changed-by", test_changed_by);
  g_test_add_func ("/sync/compare/nothing-agreed", test_nothing_agreed);
  g_test_add_func ("/sync/compare/servers-own", test_servers_own);
  g_test_add_func ("/sync/compare/notes", test_notes);
  g_test_add_func ("/sync/compare/deleted", test_deleted);
  g_test_add_func ("/sync/compare/words", test_words);
  g_test_add_func ("/sync/compare/recurrence", test_recurrence);
  g_test_add_func ("/sync/compare/cut", test_cut);
  g_test_add_func ("/sync/compare/merge", test_merge);
  g_test_add_func ("/sync/compare/merge-refused", test_merge_refused);
  return g_test_run ();
}
