/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bounds of the rule of what exists twice: a finding has a button that deletes. */
#include "config.h"
#include "sync/ns-radar.h"

#include "eas/ns-wbxml-writer.h"

#define FIELDS_MAX 8

typedef struct
{
  NsTag tag;
  const char *text;
} Field;

#define UID NS_TAG_CALENDAR_UID
#define CLIENT_UID NS_TAG_CALENDAR_CLIENT_UID
#define SUBJECT NS_TAG_CALENDAR_SUBJECT
#define START NS_TAG_CALENDAR_START_TIME
#define PLACE NS_TAG_CALENDAR_LOCATION
#define SERIES NS_TAG_CALENDAR_RECURRENCE
#define STATUS NS_TAG_CALENDAR_MEETING_STATUS
#define FIRST NS_TAG_CONTACTS_FIRST_NAME
#define LAST NS_TAG_CONTACTS_LAST_NAME
#define EMAIL NS_TAG_CONTACTS_EMAIL1_ADDRESS
#define PHONE NS_TAG_CONTACTS_MOBILE_PHONE_NUMBER

static GBytes *
build (const Field *fields)
{
  g_autoptr (NsNode) node = ns_node_new (NS_TAG_AIR_SYNC_APPLICATION_DATA);

  for (guint i = 0; i < FIELDS_MAX && fields[i].text != NULL; i++)
    ns_node_append_text (node, fields[i].tag, fields[i].text);
  return ns_wbxml_write (node);
}

static NsRadarObject *
put (GPtrArray *array, const char *server_id, const Field *fields)
{
  g_autoptr (GBytes) data = build (fields);
  NsRadarObject *object = ns_radar_object_new (server_id, data);

  g_ptr_array_add (array, object);
  return object;
}

static void
test_events (void)
{
  static const struct
  {
    const char *what;
    Field mine[FIELDS_MAX], theirs[FIELDS_MAX];
    gboolean found;
  } rows[] = {
    { "same UID", { { UID, "u" }, { START, "t" } }, { { UID, "u" }, { START, "t" } }, TRUE },
    { "another title", { { UID, "u" }, { START, "t" } }, { { UID, "u" }, { START, "t" }, { SUBJECT, "b" } }, TRUE },
    { "same ClientUid", { { CLIENT_UID, "u" }, { START, "t" } },
      { { UID, "x" }, { CLIENT_UID, "u" }, { START, "t" } }, TRUE },
    { "another UID", { { UID, "u" }, { START, "t" } }, { { UID, "v" }, { START, "t" } }, FALSE },
    { "only alike", { { UID, "u" }, { SUBJECT, "a" }, { START, "t" } }, { { SUBJECT, "a" }, { START, "t" } }, FALSE },
    { "another day", { { UID, "u" }, { START, "t" } }, { { UID, "u" }, { START, "s" } }, FALSE },
    { "day of a series", { { UID, "u" }, { START, "t" }, { SERIES, "r" } }, { { UID, "u" }, { START, "t" } }, FALSE },
    { "both a series", { { UID, "u" }, { START, "t" }, { SERIES, "r" } },
      { { UID, "u" }, { START, "t" }, { SERIES, "r" } }, TRUE },
    { "attendee's copy", { { UID, "u" }, { START, "t" } }, { { UID, "u" }, { START, "t" }, { STATUS, "3" } }, FALSE },
    { "cancelled copy", { { UID, "u" }, { START, "t" } }, { { UID, "u" }, { START, "t" }, { STATUS, "7" } }, FALSE },
    { "ours by invitation", { { UID, "u" }, { START, "t" }, { STATUS, "3" } },
      { { UID, "u" }, { START, "t" } }, FALSE },
    { "organizer's copy", { { UID, "u" }, { START, "t" }, { STATUS, "0" } },
      { { UID, "u" }, { START, "t" }, { STATUS, "1" } }, TRUE },
    { "no start", { { UID, "u" } }, { { UID, "u" } }, FALSE },
    { "empty UID", { { UID, "" }, { START, "t" } }, { { UID, "" }, { START, "t" } }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsRadar) radar = ns_radar_new ();
      g_autoptr (NsRadarReading) reading = NULL;

      g_test_message ("%s", rows[i].what);
      put (radar->known, "1", rows[i].mine);
      put (radar->strangers, "2", rows[i].theirs);
      reading = ns_radar_read (radar, NULL);
      g_assert_cmpuint (reading->twins->len, ==, rows[i].found);
      g_assert_cmpuint (reading->gone->len, ==, 0);
    }
}

/* Without a UID it must be equal, and must have come later. */
static void
test_contacts (void)
{
  static const Field ada[FIELDS_MAX] = { { FIRST, "Ada" }, { LAST, "Byron" }, { EMAIL, "a@b" }, { PHONE, "1" } };
  static const Field other_phone[FIELDS_MAX]
      = { { FIRST, "Ada" }, { LAST, "Byron" }, { EMAIL, "a@b" }, { PHONE, "2" } };
  static const Field nameless[FIELDS_MAX] = { { PHONE, "1" } };
  static const struct
  {
    const char *what;
    const Field *mine, *theirs;
    gint64 sent_at, since;
    guint attempts;
    gboolean is_shared, is_unsettled, found;
  } rows[] = {
    { "came after ours", ada, ada, 100, 200, 1, FALSE, FALSE, TRUE },
    { "came when ours was delivered", ada, ada, 100, 100, 1, FALSE, FALSE, TRUE },
    { "may have been before ours", ada, ada, 100, 50, 1, FALSE, FALSE, FALSE },
    { "came with ours, which went twice", ada, ada, 100, 50, 2, FALSE, FALSE, TRUE },
    { "may always have been there", ada, ada, 100, 0, 2, FALSE, FALSE, FALSE },
    { "ours was not added from here", ada, ada, 0, 200, 0, FALSE, FALSE, FALSE },
    { "two adds became one object", ada, ada, 100, 200, 1, TRUE, FALSE, FALSE },
    { "an add is on its way", ada, ada, 100, 200, 1, FALSE, TRUE, FALSE },
    { "differs in one field", ada, other_phone, 100, 200, 1, FALSE, FALSE, FALSE },
    { "nothing to be told by", nameless, nameless, 100, 200, 1, FALSE, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsRadar) radar = ns_radar_new ();
      g_autoptr (NsRadarReading) reading = NULL;
      NsRadarObject *mine;

      g_test_message ("%s", rows[i].what);
      mine = put (radar->known, "1", rows[i].mine);
      mine->sent_at = rows[i].sent_at;
      mine->attempts = rows[i].attempts;
      mine->is_shared = rows[i].is_shared;
      put (radar->strangers, "2", rows[i].theirs)->since = rows[i].since;
      radar->is_unsettled = rows[i].is_unsettled;
      reading = ns_radar_read (radar, NULL);
      g_assert_cmpuint (reading->twins->len, ==, rows[i].found);
    }
}

/* What the folder does not hold any more has no copies, and is none. */
static void
test_whole (void)
{
  static const Field event[FIELDS_MAX] = { { UID, "u" }, { START, "t" } };
  g_autoptr (NsRadar) radar = ns_radar_new ();
  g_autoptr (GHashTable) whole = g_hash_table_new (g_str_hash, g_str_equal);
  NsDuplicate *group = ns_duplicate_new (1, NS_KIND_EVENT);

  put (radar->known, "1", event);
  put (radar->strangers, "2", event);
  g_ptr_array_add (group->copies, ns_duplicate_copy_new ("1"));
  g_ptr_array_add (group->copies, ns_duplicate_copy_new ("9"));
  g_ptr_array_add (radar->groups, group);
  g_hash_table_add (whole, (char *) "2");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (NsRadarReading) reading = ns_radar_read (radar, whole);

      g_assert_cmpuint (reading->twins->len, ==, i == 0 ? 0 : 1);
      g_assert_cmpuint (reading->gone->len, ==, i == 0 ? 2 : 1);
      g_hash_table_add (whole, (char *) "1");
    }
}

/* A copy that was found stays one while it has the UID, whenever it begins; and is none when it becomes another. */
static void
test_changed (void)
{
  static const Field ours[FIELDS_MAX] = { { UID, "u" }, { START, "t" } };
  static const Field moved[FIELDS_MAX] = { { UID, "u" }, { START, "s" } };
  static const Field other[FIELDS_MAX] = { { UID, "v" }, { START, "t" } };
  static const struct
  {
    const Field *theirs;
    gboolean is_pulled;
    guint n_twins, n_gone;
  } rows[] = { { moved, TRUE, 1, 0 }, { moved, FALSE, 0, 0 }, { other, TRUE, 0, 1 }, { other, FALSE, 0, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsRadar) radar = ns_radar_new ();
      g_autoptr (NsRadarReading) reading = NULL;
      NsDuplicate *group = ns_duplicate_new (1, NS_KIND_EVENT);
      NsDuplicateCopy *copy = ns_duplicate_copy_new ("2");

      put (radar->known, "1", ours);
      copy->data = build (rows[i].theirs);
      g_ptr_array_add (group->copies, ns_duplicate_copy_new ("1"));
      g_ptr_array_add (group->copies, copy);
      g_ptr_array_add (radar->groups, group);
      if (rows[i].is_pulled)
        put (radar->strangers, "2", rows[i].theirs);
      reading = ns_radar_read (radar, NULL);
      g_assert_cmpuint (reading->twins->len, ==, rows[i].n_twins);
      g_assert_cmpuint (reading->gone->len, ==, rows[i].n_gone);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/radar/events", test_events);
  g_test_add_func ("/radar/contacts", test_contacts);
  g_test_add_func ("/radar/whole", test_whole);
  g_test_add_func ("/radar/changed", test_changed);
  return g_test_run ();
}
