/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "soak/ns-soak-run.h"

#include <string.h>
#include <sys/resource.h>

#define FILES_A_COMMAND 500
#define CYCLES_MAX 5000
#define SHORTEST_CYCLE 30        /* ms */
#define FIRST_GUESS (3 * 1000)   /* us an item */

/* SoupServer of Debian 12 keeps each connection that a client closed (performance.md 0.4). */
static void
allow_descriptors (void)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &limit), ==, 0);
  limit.rlim_cur = limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &limit), ==, 0);
}

void
ns_soak_run_init (NsSoakRun *self, const char *const *simulator_args, guint seed)
{
  *self = (NsSoakRun) { .random = g_rand_new_with_seed (seed) };
  allow_descriptors ();
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_soak_item_free);
  ctl_fixture_init (&self->fixture, simulator_args);
  ctl_set_account (&self->fixture, self->fixture.url, "echo demo");
}

void
ns_soak_run_clear (NsSoakRun *self)
{
  ctl_fixture_clear (&self->fixture);
  g_ptr_array_unref (self->items);
  g_rand_free (self->random);
}

static CtlResult *
run (NsSoakRun *self, GPtrArray *args)
{
  g_autoptr (GSubprocess) process = NULL;

  g_ptr_array_add (args, NULL);
  process = ctl_spawn (&self->fixture, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                       (const char *const *) args->pdata);
  return ctl_finish (process, NULL);
}

static gint64
read_id (const char *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (line, &error);

  g_assert_no_error (error);
  return json_object_get_int_member (json_node_get_object (node), "id");
}

static gboolean
belong_together (const NsSoakItem *one, const NsSoakItem *other)
{
  return (one->kind == NS_SOAK_DELETION) == (other->kind == NS_SOAK_DELETION);
}

/* Queues some items by one command, which prints one object for each, in their order. Returns the first one left. */
static guint
queue_some (NsSoakRun *self, guint begin)
{
  const NsSoakItem *first = g_ptr_array_index (self->items, begin);
  g_autoptr (GPtrArray) args = g_ptr_array_new ();
  g_autoptr (CtlResult) result = NULL;
  g_auto (GStrv) lines = NULL;
  guint end;

  g_ptr_array_add (args, (char *) "--json");
  g_ptr_array_add (args, (char *) "add");
  if (first->kind == NS_SOAK_DELETION)
    g_ptr_array_add (args, (char *) "--delete");
  for (end = begin; end < self->items->len && end < begin + FILES_A_COMMAND; end++)
    {
      const NsSoakItem *item = g_ptr_array_index (self->items, end);

      if (!belong_together (first, item))
        break;
      g_ptr_array_add (args, item->path);
    }
  result = run (self, args);
  ctl_expect (result, 0);
  lines = g_strsplit (result->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, end - begin + 1);
  for (guint i = begin; i < end; i++)
    ((NsSoakItem *) g_ptr_array_index (self->items, i))->id = read_id (lines[i - begin]);
  return end;
}

/* Queues all items from @begin on. */
void
ns_soak_run_queue (NsSoakRun *self, guint begin)
{
  while (begin < self->items->len)
    begin = queue_some (self, begin);
}

static gboolean
kill_cb (gpointer user_data)
{
  g_subprocess_force_exit (user_data);
  return G_SOURCE_REMOVE;
}

/* When to kill the next cycle, in milliseconds: so that the kills that are left are spread over the items that are
 * left, and over any moment of a cycle. */
static guint
next_kill (NsSoakRun *self, gint64 done)
{
  const gint64 left = MAX (self->n_items * 9 / 10 - done, 0);
  const gint64 each = done > 0 ? self->busy / done : FIRST_GUESS;

  return (guint) g_rand_int_range (self->random, 0,
                                   (gint32) MAX (left * each * 2 / (self->kills + 1) / 1000, SHORTEST_CYCLE));
}

/* One cycle; killed after @after milliseconds, if it lasts so long, where kills are left. */
static void
cycle (NsSoakRun *self, guint after)
{
  static const char *const args[] = { "sync", NULL };
  const gint64 begin = g_get_monotonic_time ();
  g_autoptr (GSubprocess) process
    = ctl_spawn (&self->fixture, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, args);
  g_autoptr (GSource) timer = g_timeout_source_new (after);
  g_autoptr (CtlResult) result = NULL;

  g_source_set_callback (timer, kill_cb, process, NULL);
  if (self->kills > 0)
    g_source_attach (timer, NULL);
  result = ctl_finish (process, NULL);
  g_source_destroy (timer);
  self->cycles++;
  self->busy += g_get_monotonic_time () - begin;
  if (result->code < 0)
    {
      self->kills--;
      self->killed++;
    }
  else
    g_assert_true (result->code == 0 || result->code == 1 || result->code == 3);
}

static JsonObject *
get_status (NsSoakRun *self)
{
  g_autoptr (GPtrArray) args = g_ptr_array_new ();
  g_autoptr (CtlResult) result = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (args, (char *) "--json");
  g_ptr_array_add (args, (char *) "status");
  result = run (self, args);
  node = json_from_string (result->out, &error);
  g_assert_no_error (error);
  return json_node_dup_object (node);
}

/* Cycles until nothing waits. */
void
ns_soak_run_drain (NsSoakRun *self)
{
  for (;;)
    {
      g_autoptr (JsonObject) status = get_status (self);
      const gint64 waiting = json_object_get_int_member (status, "pending")
                             + json_object_get_int_member (status, "sending");
      const gint64 done = json_object_get_int_member (status, "delivered")
                          + json_object_get_int_member (status, "error")
                          + json_object_get_int_member (status, "uncertain");

      if (waiting == 0)
        return;
      g_assert_cmpuint (self->cycles, <, CYCLES_MAX);
      cycle (self, next_kill (self, done));
    }
}

static gboolean
has_advice (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "error");
  JsonObject *error = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  return error != NULL && *json_object_get_string_member_with_default (error, "advice", "") != '\0'
         && *json_object_get_string_member_with_default (error, "cause", "") != '\0';
}

static void
look (NsSoakRun *self, const char *command, GHashTable *by_id)
{
  g_autoptr (GPtrArray) args = g_ptr_array_new ();
  g_autoptr (CtlResult) result = NULL;
  g_auto (GStrv) lines = NULL;

  g_ptr_array_add (args, (char *) "--json");
  g_ptr_array_add (args, (char *) command);
  result = run (self, args);
  ctl_expect (result, 0);
  lines = g_strsplit (result->out, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = json_from_string (lines[i], &error);
      const gint64 id = json_object_get_int_member (json_node_get_object (node), "id");
      NsSoakItem *item = g_hash_table_lookup (by_id, &id);

      g_assert_no_error (error);
      g_assert_nonnull (item);
      g_free (item->state);
      item->state = g_strdup (json_object_get_string_member (json_node_get_object (node), "state"));
      item->is_explained = has_advice (json_node_get_object (node));
    }
}

/* Reads what the outbox says of each item now. */
void
ns_soak_run_look (NsSoakRun *self)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < self->items->len; i++)
    {
      NsSoakItem *item = g_ptr_array_index (self->items, i);

      g_clear_pointer (&item->state, g_free);
      g_hash_table_insert (by_id, &item->id, item);
    }
  look (self, "list", by_id);
  look (self, "history", by_id);
}

/* The user's hand: a command, with an option or %NULL, on some items. */
void
ns_soak_run_act (NsSoakRun *self, const char *command, const char *option, GArray *ids)
{
  g_autoptr (GPtrArray) args = g_ptr_array_new ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CtlResult) result = NULL;

  if (ids->len == 0)
    return;
  g_ptr_array_add (args, (char *) command);
  if (option != NULL)
    g_ptr_array_add (args, (char *) option);
  for (guint i = 0; i < ids->len; i++)
    {
      g_ptr_array_add (texts, g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (ids, gint64, i)));
      g_ptr_array_add (args, g_ptr_array_index (texts, i));
    }
  result = run (self, args);
  ctl_expect (result, 0);
}
