/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-fixture.h"

#include <string.h>

#define N_ITEMS 20
#define SYNC "\"command\":\"Sync\""
#define DONE "\"executed\":true"
#define ADD_OP "\"operation\":\"add\""
#define CHANGE_OP "\"operation\":\"change\""

/* Levels of halving until an item of the batch stands alone: log2 of its size, rounded up. */
#define LEVELS 5

/* A bad item costs its groups on the way down and one more try alone, each with a look-up of two requests, and the
 * other halves. */
#define REQUESTS_A_BAD_ITEM (3 * (LEVELS + 2) + LEVELS)

typedef struct
{
  const char *name;
  const char *fault; /* of a Sync that carries the bad item */
  NsDomain domain;
  int code;
} Failure;

static const Failure failures[] = {
  { "4", "status=4", NS_DOMAIN_SYNC, 4 },
  { "5", "status=5", NS_DOMAIN_SYNC, 5 },
  { "110", "status=110", NS_DOMAIN_COMMON, 110 },
  { "413", "413", NS_DOMAIN_HTTP, 413 },
  { "500", "500", NS_DOMAIN_HTTP, 500 },
  { "500-half-done", "stop=500", NS_DOMAIN_HTTP, 500 },
  { "501", "501", NS_DOMAIN_HTTP, 501 },
  { "501-half-done", "stop=501", NS_DOMAIN_HTTP, 501 },
  { "cut", "drop-before", NS_DOMAIN_NETWORK, NS_NETWORK_LOST_ANSWER },
  { "cut-half-done", "stop=0", NS_DOMAIN_NETWORK, NS_NETWORK_LOST_ANSWER },
};

static const struct
{
  const char *name;
  guint32 bad; /* bits */
  guint n_bad;
} places[] = {
  { "first", 1u << 0, 1 },
  { "middle", 1u << 9, 1 },
  { "last", 1u << 19, 1 },
  { "two", 1u << 3 | 1u << 12, 2 },
  { "neighbours", 1u << 10 | 1u << 11, 2 },
  { "both-ends", 1u << 0 | 1u << 19, 2 },
};

static const NsSimConfig remembers = { 0 };
static const NsSimConfig forgets = { .no_replay_memory = TRUE };

typedef struct
{
  const Failure *failure;
  gsize place;
  const NsSimConfig *config;
} Case;

static void
start (NsFixture *self, const NsSimConfig *config)
{
  ns_fixture_start (self, config);
  ns_fixture_add_contact (self, "zoe", "Zoe", "1");
  ns_fixture_cycle (self);
}

static void
add_contacts (NsFixture *self, gint64 *ids, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("Name%02u", i);

      ids[i] = ns_fixture_add_contact (self, name, name, "1");
    }
}

static void
fail_on (NsFixture *self, const char *fault, const char *times, guint n)
{
  g_autofree char *text = g_strdup_printf ("Sync:%s*%s@Name%02u Example", fault, times, n);

  ns_fixture_fail_next (self, text);
}

static guint
count_on_server (NsFixture *self, guint n)
{
  g_autofree char *name = g_strdup_printf ("Name%02u Example", n);

  return ns_sim_server_count (self->server, name);
}

/* Returns: (transfer full) (nullable): the text of a key in one line of the server's journal */
static char *
dup_member (const char *line, const char *key)
{
  g_autofree char *head = g_strdup_printf ("\"%s\":\"", key);
  const char *start = strstr (line, head);

  if (start == NULL)
    return NULL;
  start += strlen (head);
  return g_strndup (start, strcspn (start, "\""));
}

/* A Sync takes a line an item; the next request begins with another digest, or with the same first item again. */
static guint
count_requests (NsFixture *self)
{
  g_autoptr (GPtrArray) journal = ns_sim_server_dup_journal (self->server);
  g_autofree char *digest = NULL, *first = NULL;
  guint count = 0;

  for (guint i = 0; i < journal->len; i++)
    {
      const char *line = g_ptr_array_index (journal, i);
      g_autofree char *mine = dup_member (line, "request_sha256");
      g_autofree char *id = dup_member (line, "client_id");

      if (mine != NULL && id != NULL && g_strcmp0 (mine, digest) == 0 && g_strcmp0 (id, first) != 0)
        continue;
      count++;
      g_free (digest);
      g_free (first);
      digest = g_steal_pointer (&mine);
      first = g_steal_pointer (&id);
    }
  return count;
}

static void
assert_isolation (NsFixture *self, gint64 id, guint size, guint delivered)
{
  g_autoptr (NsItem) item = ns_fixture_get_item (self, id);

  g_assert_cmpint (ns_item_is_isolated (item), ==, size > 0);
  g_assert_cmpuint (item->isolation.size, ==, size);
  g_assert_cmpuint (item->isolation.delivered, ==, delivered);
}

static void
assert_all (NsFixture *self, const gint64 *ids, guint n, NsState state, NsDomain domain, int code)
{
  for (guint i = 0; i < n; i++)
    {
      ns_fixture_assert (self, ids[i], state, domain, code);
      assert_isolation (self, ids[i], 0, 0);
    }
}

/* Whatever the server does when it meets a bad item: in the same cycle the others are delivered, once, what it stored
 * of a batch that failed is recognised, and the bad ones end in error and say why. */
static void
test_poison (gconstpointer data)
{
  const Case *this = data;
  const Failure *failure = this->failure;
  const guint32 bad = places[this->place].bad;
  const guint n_bad = places[this->place].n_bad;
  NsFixture fixture = { 0 }, *self = &fixture;
  gint64 ids[N_ITEMS], event;
  guint requests;

  start (self, this->config);
  add_contacts (self, ids, N_ITEMS);
  for (guint i = 0; i < N_ITEMS; i++)
    if (bad & 1u << i)
      fail_on (self, failure->fault, "", i);
  requests = count_requests (self);
  ns_fixture_cycle (self);
  requests = count_requests (self) - requests;

  for (guint i = 0; i < N_ITEMS; i++)
    {
      const gboolean is_bad = (bad & 1u << i) != 0;

      if (is_bad)
        ns_fixture_assert (self, ids[i], NS_STATE_ERROR, failure->domain, failure->code);
      else
        ns_fixture_assert (self, ids[i], NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
      assert_isolation (self, ids[i], is_bad ? N_ITEMS : 0, is_bad ? N_ITEMS - n_bad : 0);
      g_assert_cmpuint (count_on_server (self, i), ==, is_bad ? 0 : 1);
    }
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, DONE, NULL), ==, 1 + N_ITEMS - n_bad);
  g_assert_cmpuint (ns_fixture_count_journal (self), ==, 0);
  g_test_message ("%u requests", requests);
  g_assert_cmpuint (requests, <=, 1 + n_bad * REQUESTS_A_BAD_ITEM);

  event = ns_fixture_add_event (self, "e1", "Review", 15);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, event, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (self->report.refused, ==, 0);
  ns_fixture_stop (self);
}

/* A server that fails on everything is in trouble itself: nothing is held against an item, and it is not asked for
 * long. */
static void
test_in_trouble (gconstpointer data)
{
  static const guint sizes[] = { 1, 2, 3, N_ITEMS };

  for (gsize n = 0; n < G_N_ELEMENTS (sizes); n++)
    {
      NsFixture fixture = { 0 }, *self = &fixture;
      gint64 ids[N_ITEMS];
      guint requests;

      start (self, data);
      add_contacts (self, ids, sizes[n]);
      ns_fixture_fail_next (self, "Sync:500*@*");
      requests = count_requests (self);
      ns_fixture_cycle (self);
      requests = count_requests (self) - requests;
      for (guint i = 0; i < sizes[n]; i++)
        {
          g_autoptr (NsItem) item = ns_fixture_get_item (self, ids[i]);

          g_assert_true (ns_state_is_waiting (item->state));
          assert_isolation (self, ids[i], 0, 0);
        }
      g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, DONE, NULL), ==, 1);
      g_assert_cmpuint (requests, <=, 32);
      ns_fixture_stop (self);
    }
}

/* A permanent refusal is one, whoever else is refused; but it was not what made the batch fail. */
static void
test_all_refused (gconstpointer data)
{
  NsFixture fixture = { 0 }, *self = &fixture;
  gint64 ids[5];

  start (self, data);
  add_contacts (self, ids, G_N_ELEMENTS (ids));
  ns_fixture_fail_next (self, "Sync:status=4*@*");
  ns_fixture_cycle (self);
  assert_all (self, ids, G_N_ELEMENTS (ids), NS_STATE_ERROR, NS_DOMAIN_SYNC, 4);
  ns_fixture_stop (self);
}

/* What the server asks for comes first, and the next cycle takes up what is left. */
static void
test_pause (gconstpointer data)
{
  NsFixture fixture = { 0 }, *self = &fixture;
  gint64 ids[N_ITEMS];

  start (self, data);
  add_contacts (self, ids, N_ITEMS);
  fail_on (self, "500", "3", 7);
  fail_on (self, "503=60", "1", 7);
  ns_fixture_cycle (self);
  g_assert_cmpint (self->report.fault.code, ==, 503);
  ns_fixture_assert (self, ids[7], NS_STATE_PENDING, NS_DOMAIN_HTTP, 503);
  ns_fixture_cycle (self);
  assert_all (self, ids, N_ITEMS, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, DONE, NULL), ==, 1 + N_ITEMS);
  ns_fixture_stop (self);
}

/* An item that failed alone has one more chance. */
static void
test_second_chance (gconstpointer data)
{
  NsFixture fixture = { 0 }, *self = &fixture;
  gint64 ids[8];

  start (self, &forgets);
  add_contacts (self, ids, G_N_ELEMENTS (ids));
  fail_on (self, data, "4", 2); /* 8, 4, 2, 1 */
  ns_fixture_cycle (self);
  assert_all (self, ids, G_N_ELEMENTS (ids), NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, DONE, NULL), ==, 1 + G_N_ELEMENTS (ids));
  ns_fixture_stop (self);
}

/* Answers that are lost again and again are no failure of an item: what the server holds counts. */
static void
test_answers_lost (gconstpointer data)
{
  NsFixture fixture = { 0 }, *self = &fixture;
  gint64 ids[N_ITEMS];

  start (self, data);
  add_contacts (self, ids, N_ITEMS);
  fail_on (self, "drop-answer", "", 3);
  ns_fixture_cycle (self);
  assert_all (self, ids, N_ITEMS, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, DONE, NULL), ==, 1 + N_ITEMS);
  ns_fixture_stop (self);
}

typedef struct
{
  const char *fault;
  const char *times; /* until it is isolated among four, and once more */
  guint look_ups;    /* requests after it has failed alone */
} Resend;

static const Resend refused = { "status=4", "4", 0 }, failed = { "500", "5", 2 };

/* Resent, it never drags a batch down again: it goes alone, after the others, and says at once that nothing has
 * changed. */
static void
test_resend (gconstpointer data)
{
  const Resend *resend = data;
  NsFixture fixture = { 0 }, *self = &fixture;
  gint64 ids[4], ada, bob;
  guint requests;

  start (self, &forgets);
  add_contacts (self, ids, G_N_ELEMENTS (ids));
  fail_on (self, resend->fault, resend->times, 0);
  ns_fixture_cycle (self);
  assert_isolation (self, ids[0], 4, 3);

  ns_fixture_apply (self, ids[0], NS_EVENT_RESEND);
  ada = ns_fixture_add_contact (self, "ada", "Ada", "1");
  bob = ns_fixture_add_contact (self, "bob", "Bob", "1");
  requests = count_requests (self);
  ns_fixture_cycle (self);
  g_assert_cmpuint (count_requests (self) - requests, ==, 2 + resend->look_ups);
  ns_fixture_assert (self, ada, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  ns_fixture_assert (self, bob, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  assert_isolation (self, ids[0], 4, 3);

  ns_fixture_apply (self, ids[0], NS_EVENT_RESEND);
  ns_fixture_cycle (self);
  assert_all (self, ids, G_N_ELEMENTS (ids), NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (count_on_server (self, 0), ==, 1);
  ns_fixture_stop (self);
}

/* Changes of known objects as well as new ones. */
static void
test_changes (gconstpointer data)
{
  NsFixture fixture = { 0 }, *self = &fixture;
  gint64 ids[5];

  start (self, &forgets);
  add_contacts (self, ids, G_N_ELEMENTS (ids));
  ns_fixture_cycle (self);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *name = g_strdup_printf ("Name%02u", i);

      ids[i] = ns_fixture_add_contact (self, name, name, "2");
    }
  fail_on (self, data, "", 3);
  ns_fixture_cycle (self);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (i != 3)
      ns_fixture_assert (self, ids[i], NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  ns_fixture_assert (self, ids[3], NS_STATE_ERROR, NS_DOMAIN_HTTP, 500);
  assert_isolation (self, ids[3], 5, 4);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, CHANGE_OP, DONE, NULL), ==, 4);
  ns_fixture_stop (self);
}

static void
add_case (const Failure *failure, gsize place, const NsSimConfig *config)
{
  const Case this = { failure, place, config };
  g_autofree char *path = g_strdup_printf ("/engine/poison/%s/%s/%s", failure->name, places[place].name,
                                           config == &forgets ? "forgets" : "remembers");

  g_test_add_data_func_full (path, g_memdup2 (&this, sizeof this), test_poison, g_free);
}

static void
add_cases (const NsSimConfig *config, const char *name)
{
  static const struct
  {
    const char *name;
    GTestDataFunc func;
  } tests[] = {
    { "in-trouble", test_in_trouble }, { "all-refused", test_all_refused },     { "pause", test_pause },
    { "answers-lost", test_answers_lost },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    for (gsize place = 0; place < G_N_ELEMENTS (places); place++)
      add_case (&failures[i], place, config);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/poison/%s/%s", tests[i].name, name);

      g_test_add_data_func (path, config, tests[i].func);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_cases (&remembers, "remembers");
  add_cases (&forgets, "forgets");
  g_test_add_data_func ("/engine/poison/second-chance/5", "status=5", test_second_chance);
  g_test_add_data_func ("/engine/poison/second-chance/500", "500", test_second_chance);
  g_test_add_data_func ("/engine/poison/second-chance/cut", "drop-before", test_second_chance);
  g_test_add_data_func ("/engine/poison/changes/500", "500", test_changes);
  g_test_add_data_func ("/engine/poison/changes/500-half-done", "stop=500", test_changes);
  g_test_add_data_func ("/engine/poison/resend/refused", &refused, test_resend);
  g_test_add_data_func ("/engine/poison/resend/failed", &failed, test_resend);
  return g_test_run ();
}
