/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-fixture.h"

#include "sync/ns-compare.h"
#include "sync/ns-resolve.h"

#define SYNC "\"command\":\"Sync\""
#define CHANGE_OP "\"operation\":\"change\""
#define DONE "\"executed\":true"

static void
outlook (NsFixture *self, const char *property, const char *value)
{
  g_autoptr (GError) error = NULL;

  ns_sim_server_outlook_change (self->server, "e1", property, value, &error);
  g_assert_no_error (error);
}

/* The event is agreed on, then its title is changed here, and title and place there. */
static gint64
make_conflict (NsFixture *self)
{
  gint64 change;

  ns_fixture_add_event (self, "e1", "Review", 15);
  ns_fixture_cycle (self);
  outlook (self, "Subject", "Review at ten");
  outlook (self, "Location", "Room 2");
  change = ns_fixture_add_event (self, "e1", "Review at noon", 30);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_ERROR, NS_DOMAIN_SYNC, 7);
  return change;
}

static NsComparison *
compare (NsFixture *self, gint64 id)
{
  g_autoptr (NsItem) item = ns_fixture_get_item (self, id);
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  NsComparison *comparison;

  ns_compare_load_async (self->store, item, NULL, ns_await_cb, &await);
  comparison = ns_compare_load_finish (self->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  return comparison;
}

static NsItem *
resolve_with (NsFixture *self, gint64 id, NsResolution resolution, const char *const *fields, GError **error)
{
  g_autoptr (NsItem) item = ns_fixture_get_item (self, id);
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_resolve_async (self->store, item, resolution, fields, NULL, ns_await_cb, &await);
  return ns_resolve_finish (self->store, ns_await_result (&await), error);
}

static gint64
resolve (NsFixture *self, gint64 id, NsResolution resolution, const char *const *fields)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) item = resolve_with (self, id, resolution, fields, &error);

  g_assert_no_error (error);
  g_assert_cmpint (item->resolution, ==, resolution);
  return item->successor_id;
}

/* What the server holds now, in its own words: the version that wins against one more change. */
static void
assert_server_has (NsFixture *self, const char *title, const char *place, const char *reminder)
{
  g_autoptr (NsComparison) comparison = NULL;
  gint64 probe;

  outlook (self, "Sensitivity", "2");
  probe = ns_fixture_add_event (self, "e1", "Probe", 1);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, probe, NS_STATE_ERROR, NS_DOMAIN_SYNC, 7);
  comparison = compare (self, probe);
  g_assert_cmpstr (ns_comparison_find (comparison, "calendar.subject")->theirs, ==, title);
  g_assert_cmpstr (ns_comparison_find (comparison, "calendar.reminder")->theirs, ==, reminder);
  if (place != NULL)
    g_assert_cmpstr (ns_comparison_find (comparison, "calendar.location")->theirs, ==, place);
  else
    g_assert_null (ns_comparison_find (comparison, "calendar.location"));
}

static void
test_compare (NsFixture *self, gconstpointer data)
{
  const gint64 id = make_conflict (self);
  g_autoptr (NsItem) item = ns_fixture_get_item (self, id);
  g_autoptr (NsComparison) comparison = compare (self, id);
  const NsComparedField *title = ns_comparison_find (comparison, "calendar.subject");
  const NsComparedField *place = ns_comparison_find (comparison, "calendar.location");
  const NsComparedField *reminder = ns_comparison_find (comparison, "calendar.reminder");

  g_assert_true (ns_compare_is_conflict (item, comparison));
  g_assert_cmpuint (ns_comparison_count_differing (comparison), ==, 3);
  g_assert_cmpstr (title->mine, ==, "Review at noon");
  g_assert_cmpstr (title->theirs, ==, "Review at ten");
  g_assert_cmpstr (title->agreed, ==, "Review");
  g_assert_cmpint (title->changed_by, ==, NS_CHANGED_BY_BOTH);
  g_assert_cmpint (place->changed_by, ==, NS_CHANGED_BY_SERVER);
  g_assert_null (place->mine);
  g_assert_cmpint (reminder->changed_by, ==, NS_CHANGED_BY_ME);
  g_assert_true (place->takes_theirs);
  g_assert_false (title->takes_theirs || reminder->takes_theirs);
}

/* A mail, or an item that no server has seen, has nothing to compare with. */
static void
test_nothing_to_compare (NsFixture *self, gconstpointer data)
{
  const gint64 mail = ns_fixture_add_mail (self, "m1");
  const gint64 event = ns_fixture_add_event (self, "e1", "Review", 15);
  g_autoptr (NsComparison) of_mail = compare (self, mail);
  g_autoptr (NsComparison) of_event = compare (self, event);

  g_assert_null (of_mail);
  g_assert_null (of_event);
}

static void
test_mine (NsFixture *self, gconstpointer data)
{
  const gint64 id = make_conflict (self);

  resolve (self, id, NS_RESOLUTION_MINE, NULL);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  assert_server_has (self, "Review at noon", NULL, "30 minutes before");
}

static void
test_server (NsFixture *self, gconstpointer data)
{
  const gint64 id = make_conflict (self);

  resolve (self, id, NS_RESOLUTION_SERVER, NULL);
  ns_fixture_cycle (self);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, CHANGE_OP, DONE, NULL), ==, 0);
  assert_server_has (self, "Review at ten", "Room 2", "15 minutes before");
}

static void
test_new (NsFixture *self, gconstpointer data)
{
  const gint64 id = make_conflict (self);
  const gint64 copy = resolve (self, id, NS_RESOLUTION_NEW, NULL);
  g_autoptr (NsItem) item = ns_fixture_get_item (self, copy);

  ns_fixture_cycle (self);
  ns_fixture_assert (self, copy, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpstr (item->subject, ==, "Review at noon");
  g_assert_cmpuint (ns_sim_server_count (self->server, "e1"), ==, 1);
  g_assert_cmpuint (ns_sim_server_count (self->server, item->uid), ==, 1);
  assert_server_has (self, "Review at ten", "Room 2", "15 minutes before");
}

/* The server's newest value of a chosen field goes out, even when it is newer than what was seen. */
static void
test_fields (NsFixture *self, gconstpointer data)
{
  static const char *const fields[] = { "calendar.location", NULL };
  const gint64 id = make_conflict (self);

  resolve (self, id, NS_RESOLUTION_FIELDS, fields);
  outlook (self, "Location", "Room 3");
  ns_fixture_fail_next (self, "Sync:503=1");
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_PENDING, NS_DOMAIN_HTTP, 503);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, CHANGE_OP, DONE, NULL), ==, 1);
  assert_server_has (self, "Review at noon", "Room 3", "30 minutes before");
}

/* A choice that no server could keep is refused before anything changes. */
static void
test_fields_refused (NsFixture *self, gconstpointer data)
{
  static const char *const fields[] = { "calendar.end", NULL };
  const gint64 id = make_conflict (self);
  g_autoptr (NsItem) item = NULL;
  g_autoptr (GError) error = NULL;

  outlook (self, "StartTime", "20261201T060000Z");
  outlook (self, "EndTime", "20261201T070000Z");
  ns_fixture_apply (self, id, NS_EVENT_RESEND);
  ns_fixture_cycle (self);
  item = resolve_with (self, id, NS_RESOLUTION_FIELDS, fields, &error);
  g_assert_null (item);
  g_assert_nonnull (error);
  ns_fixture_assert (self, id, NS_STATE_ERROR, NS_DOMAIN_LOCAL, NS_LOCAL_CHANGED_ON_SERVER);
}

/* The server has deleted what was changed here: sending mine again adds it. */
static void
test_deleted_there (NsFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsComparison) comparison = NULL;
  gint64 change;

  ns_fixture_add_event (self, "e1", "Review", 15);
  ns_fixture_cycle (self);
  ns_sim_server_outlook_delete (self->server, "e1", &error);
  g_assert_no_error (error);
  change = ns_fixture_add_event (self, "e1", "Review at noon", 15);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_ERROR, NS_DOMAIN_SYNC, 8);
  comparison = compare (self, change);
  g_assert_true (comparison->is_deleted_there);

  resolve (self, change, NS_RESOLUTION_MINE, NULL);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_sim_server_count (self->server, "e1"), ==, 1);
}

static void
set_up (NsFixture *self, gconstpointer data)
{
  const NsSimConfig config = { 0 };

  ns_fixture_start (self, &config);
}

static void
tear_down (NsFixture *self, gconstpointer data)
{
  ns_fixture_stop (self);
}

#define ADD(name, func) g_test_add ("/sync/conflict/" name, NsFixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("compare", test_compare);
  ADD ("nothing-to-compare", test_nothing_to_compare);
  ADD ("mine", test_mine);
  ADD ("server", test_server);
  ADD ("new", test_new);
  ADD ("fields", test_fields);
  ADD ("fields-refused", test_fields_refused);
  ADD ("deleted-there", test_deleted_there);
  return g_test_run ();
}
