/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-match.h"

#include "sync/ns-conflict.h"

#include <string.h>

#define FIELDS_MAX 6

typedef struct
{
  NsTag tag;
  const char *text;
} Field;

static NsNode *
build (const Field *fields)
{
  NsNode *node = ns_node_new (NS_TAG_AIR_SYNC_APPLICATION_DATA);

  for (guint i = 0; i < FIELDS_MAX && fields[i].text != NULL; i++)
    ns_node_append_text (node, fields[i].tag, fields[i].text);
  return node;
}

#define UID NS_TAG_CALENDAR_UID
#define SUBJECT NS_TAG_CALENDAR_SUBJECT
#define START NS_TAG_CALENDAR_START_TIME
#define REMINDER NS_TAG_CALENDAR_REMINDER
#define STAMP NS_TAG_CALENDAR_DT_STAMP
#define PLACE NS_TAG_CALENDAR_LOCATION
#define FIRST NS_TAG_CONTACTS_FIRST_NAME
#define LAST NS_TAG_CONTACTS_LAST_NAME
#define EMAIL NS_TAG_CONTACTS_EMAIL1_ADDRESS

static void
test_object (void)
{
  static const struct
  {
    Field mine[FIELDS_MAX], theirs[FIELDS_MAX];
    gboolean same;
  } rows[] = {
    { { { UID, "1" }, { SUBJECT, "a" } }, { { UID, "1" }, { SUBJECT, "b" } }, TRUE },
    { { { UID, "1" }, { SUBJECT, "a" } }, { { UID, "2" }, { SUBJECT, "a" } }, FALSE },
    { { { UID, "1" } }, { { SUBJECT, "a" } }, FALSE },
    { { { SUBJECT, "a" }, { START, "t" } }, { { START, "t" }, { SUBJECT, "a" }, { UID, "9" } }, TRUE },
    { { { SUBJECT, "a" }, { START, "t" } }, { { SUBJECT, "a" }, { START, "u" } }, FALSE },
    { { { FIRST, "A" }, { LAST, "B" } }, { { FIRST, "A" }, { LAST, "B" } }, TRUE },
    { { { FIRST, "A" }, { LAST, "B" } }, { { FIRST, "A" }, { LAST, "C" } }, FALSE },
    { { { FIRST, "A" } }, { { FIRST, "A" }, { EMAIL, "a@b" } }, FALSE },
    { { { EMAIL, "a@b" } }, { { EMAIL, "\"A\" <A@B>" } }, TRUE },
    { { { FIRST, "A " }, { EMAIL, "a@b" } }, { { FIRST, "A" }, { EMAIL, "a@b" } }, TRUE },
    { { { PLACE, "x" } }, { { PLACE, "x" } }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsNode) mine = build (rows[i].mine);
      g_autoptr (NsNode) theirs = build (rows[i].theirs);

      g_test_message ("row %u", i);
      g_assert_cmpint (ns_match_object (mine, theirs), ==, rows[i].same);
    }
}

static void
test_message_id (void)
{
  static const struct
  {
    const char *mime, *expected;
  } rows[] = {
    { "Message-ID: <a@b>\r\n\r\nx", "a@b" },
    { "From: x\r\nmessage-id:<a@b>\r\nTo: y\r\n\r\n", "a@b" },
    { "Subject: x\r\n y\r\nMessage-ID:\r\n <a@b>\r\n\r\n", "a@b" },
    { "Message-ID: a@b\r\n\r\n", "a@b" },
    { "Message-ID: <a@b>", "a@b" },
    { "Subject: Message-ID: <no@no>\r\n Message-ID: <no@no>\r\n\r\n", NULL },
    { "From: x\r\n\r\nMessage-ID: <no@no>\r\n", NULL },
    { "From: x\n\nMessage-ID: <no@no>\n", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (int opaque = 0; opaque < 2; opaque++)
      {
        g_autoptr (NsNode) mail = ns_node_new (NS_TAG_AIR_SYNC_APPLICATION_DATA);
        NsNode *body = ns_node_append_empty (mail, NS_TAG_AIR_SYNC_BASE_BODY);
        g_autoptr (GBytes) bytes = g_bytes_new_static (rows[i].mime, strlen (rows[i].mime));
        g_autofree char *found = NULL;

        if (opaque)
          ns_node_append (body, ns_node_new_opaque (NS_TAG_AIR_SYNC_BASE_DATA, bytes));
        else
          ns_node_append_text (body, NS_TAG_AIR_SYNC_BASE_DATA, rows[i].mime);
        g_test_message ("row %u", i);
        found = ns_match_message_id (mail);
        g_assert_cmpstr (found, ==, rows[i].expected);
      }
}

static void
test_no_message_id (void)
{
  g_autoptr (NsNode) empty = ns_node_new (NS_TAG_AIR_SYNC_APPLICATION_DATA);

  g_assert_null (ns_match_message_id (empty));
}

static void
test_echo (void)
{
  static const struct
  {
    Field mine[FIELDS_MAX], theirs[FIELDS_MAX];
    guint differences;
    gboolean is_echo;
  } rows[] = {
    { { { SUBJECT, "a" }, { REMINDER, "5" } }, { { SUBJECT, "a" }, { REMINDER, "0" } }, 1, TRUE },
    { { { SUBJECT, "a" }, { REMINDER, "5" }, { STAMP, "1" } }, { { SUBJECT, "a" }, { STAMP, "2" } }, 2, TRUE },
    { { { SUBJECT, "a" } }, { { SUBJECT, "a" }, { REMINDER, "0" } }, 1, TRUE },
    { { { SUBJECT, "a" }, { REMINDER, "5" } }, { { SUBJECT, "b" }, { REMINDER, "0" } }, 2, FALSE },
    { { { SUBJECT, "a" } }, { { SUBJECT, "a" }, { PLACE, "x" } }, 1, FALSE },
    { { { SUBJECT, "a" }, { PLACE, "x" } }, { { SUBJECT, "a" } }, 1, FALSE },
    { { { SUBJECT, "a" } }, { { SUBJECT, "a" } }, 0, FALSE },
    { { { SUBJECT, "a" }, { STAMP, "1" } },
      { { SUBJECT, "a" }, { STAMP, "2" }, { NS_TAG_CALENDAR_ORGANIZER_NAME, "o" }, { UID, "1" } }, 1, TRUE },
    { { { FIRST, "A" } }, { { FIRST, "B" } }, 1, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsNode) mine = build (rows[i].mine);
      g_autoptr (NsNode) theirs = build (rows[i].theirs);
      g_autoptr (GArray) differences = ns_conflict_list_differences (mine, theirs);

      g_test_message ("row %u", i);
      g_assert_cmpuint (differences->len, ==, rows[i].differences);
      g_assert_cmpint (ns_conflict_is_reminder_echo (mine, theirs), ==, rows[i].is_echo);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/match/object", test_object);
  g_test_add_func ("/match/message-id", test_message_id);
  g_test_add_func ("/match/no-message-id", test_no_message_id);
  g_test_add_func ("/match/echo", test_echo);
  return g_test_run ();
}
