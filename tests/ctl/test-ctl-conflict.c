/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ctl-fixture.h"
#include "sim/ns-sim-server.h"

#include <string.h>

/* A server in this process, whose other side changes things, beside the one of the fixture. */
typedef struct
{
  CtlFixture ctl;
  NsSimServer *server; /* (owned) */
} Fixture;

static void
add_event (Fixture *self, const char *subject, int reminder)
{
  g_autofree char *text = g_strdup_printf ("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//\nBEGIN:VEVENT\nUID:e1\n"
                                           "DTSTAMP:20260301T080000Z\nDTSTART:20260302T090000Z\n"
                                           "DTEND:20260302T100000Z\nSUMMARY:%s\nBEGIN:VALARM\nACTION:DISPLAY\n"
                                           "TRIGGER:-PT%dM\nEND:VALARM\nEND:VEVENT\nEND:VCALENDAR\n",
                                           subject, reminder);
  g_autofree char *path = ctl_write (&self->ctl, "e.ics", text);
  g_autoptr (CtlResult) result = ctl_run (&self->ctl, "add", path, NULL);

  ctl_expect (result, 0);
}

static void
sync_with_code (Fixture *self, int code)
{
  g_autoptr (CtlResult) result = ctl_run (&self->ctl, "sync", NULL);

  g_assert_cmpint (result->code, ==, code);
}

static void
outlook (Fixture *self, const char *property, const char *value)
{
  g_autoptr (GError) error = NULL;

  ns_sim_server_outlook_change (self->server, "e1", property, value, &error);
  g_assert_no_error (error);
}

/* Item 1 was delivered, item 2 lost against what the other side did to it. */
static void
set_up (Fixture *self, gconstpointer data)
{
  const NsSimConfig config = { 0 };
  g_autoptr (GError) error = NULL;

  ctl_fixture_init (&self->ctl, NULL);
  self->server = ns_sim_server_start (&config, &error);
  g_assert_no_error (error);
  ctl_set_account (&self->ctl, ns_sim_server_get_url (self->server), "echo demo");
  add_event (self, "Review", 15);
  sync_with_code (self, 0);
  outlook (self, "Subject", "Review at ten");
  outlook (self, "Location", "Room 2");
  add_event (self, "Review at noon", 30);
  sync_with_code (self, 1);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  ns_sim_server_stop (self->server);
  g_clear_object (&self->server);
  ctl_fixture_clear (&self->ctl);
}

static JsonObject *
field_of (JsonNode *node, const char *id)
{
  JsonObject *conflict = json_object_get_object_member (json_node_get_object (node), "conflict");
  JsonArray *fields = json_object_get_array_member (conflict, "fields");

  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);

      if (g_str_equal (json_object_get_string_member (field, "field"), id))
        return field;
    }
  return NULL;
}

static void
assert_field (JsonNode *node, const char *id, const char *mine, const char *server, const char *changed_by,
              const char *chosen)
{
  JsonObject *field = field_of (node, id);

  g_assert_nonnull (field);
  g_assert_cmpstr (json_object_get_string_member_with_default (field, "mine", NULL), ==, mine);
  g_assert_cmpstr (json_object_get_string_member_with_default (field, "server", NULL), ==, server);
  g_assert_cmpstr (json_object_get_string_member (field, "changed_by"), ==, changed_by);
  g_assert_cmpstr (json_object_get_string_member_with_default (field, "chosen", NULL), ==, chosen);
}

/* The same in the table, in JSON, and in `show`. */
static void
test_conflict (Fixture *self, gconstpointer data)
{
  g_autoptr (CtlResult) table = ctl_run (&self->ctl, "conflict", "2", NULL);
  g_autoptr (CtlResult) json = ctl_run (&self->ctl, "--json", "conflict", "2", NULL);
  g_autoptr (JsonNode) node = json_from_string (json->out, NULL);
  g_autoptr (JsonNode) shown = ctl_show (&self->ctl, 2);
  g_autoptr (CtlResult) none = ctl_run (&self->ctl, "conflict", "1", NULL);

  ctl_expect (table, 0);
  g_assert_nonnull (strstr (table->out, "FIELD"));
  g_assert_nonnull (strstr (table->out, "calendar.subject   Review at noon"));
  g_assert_null (strstr (table->out, "calendar.busy"));
  ctl_expect (json, 0);
  assert_field (node, "calendar.subject", "Review at noon", "Review at ten", "both", "mine");
  assert_field (node, "calendar.location", NULL, "Room 2", "server", "server");
  assert_field (shown, "calendar.reminder", "30 minutes before", "15 minutes before", "me", "mine");
  ctl_expect_sentence (none, 2, "Item 1 is in no conflict*");
}

static void
expect_history (Fixture *self, const char *decision)
{
  g_autoptr (CtlResult) history = ctl_run (&self->ctl, "history", NULL);

  ctl_expect (history, 0);
  g_assert_nonnull (strstr (history->out, decision));
}

static void
test_fields (Fixture *self, gconstpointer data)
{
  g_autoptr (CtlResult) result
    = ctl_run (&self->ctl, "resolve", "2", "--field", "calendar.subject=server", "--field",
               "calendar.location=mine", NULL);
  g_autoptr (CtlResult) server = NULL, agreed = NULL;
  g_autoptr (JsonNode) node = NULL;

  ctl_expect (result, 0);
  g_assert_cmpstr (result->out, ==, "Item 2: chosen field by field.\n");
  sync_with_code (self, 0);
  expect_history (self, "chosen field by field");
  node = ctl_show (&self->ctl, 2);
  assert_field (node, "calendar.subject", "Review at noon", "Review at ten", "both", "server");
  assert_field (node, "calendar.location", NULL, "Room 2", "server", "mine");

  /* What lost can still be seen. */
  server = ctl_run (&self->ctl, "export", "2", "--version", "server", NULL);
  ctl_expect (server, 0);
  g_assert_nonnull (strstr (server->out, "Review at ten"));
  agreed = ctl_run (&self->ctl, "export", "2", "--version", "agreed", NULL);
  ctl_expect (agreed, 0);
  g_assert_nonnull (strstr (agreed->out, ">Review<"));
}

/* The other three ways. */
static void
test_whole (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *option;
    const char *said;
    const char *resolution;
  } ways[] = {
    { "--mine", "Item 2: mine was sent again.\n", "mine" },
    { "--server", "Item 2: the server's version was kept.\n", "server" },
    { "--new", "Item 2: mine was kept as a new item.\nIt is item 3 now.\n", "new" },
    { "--field=calendar.subject=mine", "Item 2: chosen field by field.\n", "fields" },
  };
  const guint way = GPOINTER_TO_UINT (data);
  g_autoptr (CtlResult) result = ctl_run (&self->ctl, "resolve", "2", ways[way].option, NULL);
  g_autoptr (JsonNode) node = NULL;

  ctl_expect (result, 0);
  g_assert_cmpstr (result->out, ==, ways[way].said);
  sync_with_code (self, 0);
  node = ctl_show (&self->ctl, 2);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "resolution"), ==,
                   ways[way].resolution);
}

/* A setting cleared it, not the user, and the history says so. */
static void
test_cleared (Fixture *self, gconstpointer data)
{
  g_autoptr (CtlResult) resolved = ctl_run (&self->ctl, "resolve", "2", "--mine", NULL);
  g_autoptr (CtlResult) set = NULL, synced = NULL, history = NULL;
  g_autoptr (JsonNode) node = NULL;

  ctl_expect (resolved, 0);
  sync_with_code (self, 0);
  set = ctl_run (&self->ctl, "account", "set", "--clear-reminder-echoes=yes", NULL);
  ctl_expect (set, 0);
  outlook (self, "Reminder", "0");
  add_event (self, "Review at noon", 5);
  synced = ctl_run (&self->ctl, "sync", NULL);
  ctl_expect (synced, 0);
  g_assert_cmpstr (synced->out, ==, "Cleared 1 reminder echo.\n");
  history = ctl_run (&self->ctl, "history", NULL);
  ctl_expect (history, 0);
  g_assert_nonnull (strstr (history->out, "cleared: reminder echo"));
  node = ctl_show (&self->ctl, 3);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "resolution"), ==, "cleared");
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *args[4];
    const char *pattern;
  } rows[] = {
    { { "resolve", "2" }, "Say one of*" },
    { { "resolve", "2", "--mine", "--new" }, "Say one of*" },
    { { "resolve", "1", "--mine" }, "Item 1 is in no conflict*" },
    { { "resolve", "2", "--field", "calendar.subject" }, "*is no choice*calendar.subject, calendar.location*" },
    { { "resolve", "2", "--field", "calendar.busy=mine" }, "*is no choice*" },
    { { "resolve", "2", "--field", "calendar.subject=both" }, "*is no choice*" },
    { { "export", "2", "--version", "his" }, "There is no version*" },
    { { "export", "1", "--version", "server" }, "Item 1 has no version from the server." },
  };
  g_autofree char *before = ctl_list (&self->ctl);
  g_autofree char *after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *const *args = rows[i].args;
      g_autoptr (CtlResult) result = ctl_run (&self->ctl, args[0], args[1], args[2], args[2] ? args[3] : NULL, NULL);

      ctl_expect_sentence (result, 2, rows[i].pattern);
    }
  after = ctl_list (&self->ctl);
  g_assert_cmpstr (after, ==, before);
}

#define ADD(name, data, func) \
  g_test_add ("/ctl/conflict/" name, Fixture, GUINT_TO_POINTER (data), set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("conflict", 0, test_conflict);
  ADD ("fields", 0, test_fields);
  ADD ("mine", 0, test_whole);
  ADD ("server", 1, test_whole);
  ADD ("new", 2, test_whole);
  ADD ("proposal", 3, test_whole);
  ADD ("cleared", 0, test_cleared);
  ADD ("refused", 0, test_refused);
  return g_test_run ();
}
