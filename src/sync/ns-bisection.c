/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A batch that failed as a whole is halved, and so is each half that fails, until the bad items stand alone. The
 * groups to come stand at the head of the cycle's queue, the larger ones first: the many good items go out early, and
 * that some are accepted tells a bad item from a bad server.
 *
 * It comes to an end: each group that fails makes way for groups that are smaller, so a batch of n makes at most
 * 2n - 1 of them; a group of one that fails is put off to the end, and tried there once. Of one bad item in n, log2 n
 * groups fail on the way, and as many go through. */
#include "config.h"
#include "sync/ns-bisection.h"

struct _NsBisection
{
  guint size;        /* of the batch; 0 while nothing is searched */
  guint accepted;    /* of its items */
  guint n_groups;    /* made so far */
  GHashTable *group; /* (owned) (element-type gint64 guint): the group of each item that is still in it */
  GHashTable *alone; /* (owned) (element-type gint64): what has failed alone */
  GPtrArray *last;   /* (owned) (element-type NsItem): to be tried once more at the end */
  GArray *culprits;  /* (owned) (element-type gint64): what ended in error */
  gboolean has_news; /* since the culprits were told */
};

/**
 * ns_bisection_new:
 *
 * Returns: (transfer full): a search for nothing yet
 */
NsBisection *
ns_bisection_new (void)
{
  NsBisection *self = g_new0 (NsBisection, 1);

  self->group = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->alone = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->last = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_item_unref);
  self->culprits = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

/**
 * ns_bisection_free:
 * @self: (transfer full): a search
 *
 * Frees it.
 */
void
ns_bisection_free (NsBisection *self)
{
  g_hash_table_unref (self->group);
  g_hash_table_unref (self->alone);
  g_ptr_array_unref (self->last);
  g_array_unref (self->culprits);
  g_free (self);
}

/**
 * ns_bisection_clear:
 * @self: a search
 *
 * Ends it, wherever it stands.
 */
void
ns_bisection_clear (NsBisection *self)
{
  g_hash_table_remove_all (self->group);
  g_hash_table_remove_all (self->alone);
  g_ptr_array_set_size (self->last, 0);
  g_array_set_size (self->culprits, 0);
  self->size = self->accepted = self->n_groups = 0;
  self->has_news = FALSE;
}

static guint
group_of (NsBisection *self, gint64 id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->group, &id));
}

static void
put_into (NsBisection *self, const NsItem *item, guint group)
{
  g_hash_table_insert (self->group, g_memdup2 (&item->id, sizeof item->id), GUINT_TO_POINTER (group));
}

/* How many items at the head of the queue are searched. */
static guint
n_waiting (NsBisection *self, GPtrArray *queue)
{
  guint n = 0;

  while (n < queue->len && group_of (self, ((const NsItem *) g_ptr_array_index (queue, n))->id) != 0)
    n++;
  return n;
}

/**
 * ns_bisection_is_on:
 * @self: a search
 *
 * Returns: whether it has begun and not ended; until then nothing goes out but its groups
 */
gboolean
ns_bisection_is_on (NsBisection *self)
{
  return self->size > 0;
}

/**
 * ns_bisection_holds:
 * @self: a search
 * @id: an item
 *
 * Returns: whether the item was in the batch, and its end is open
 */
gboolean
ns_bisection_holds (NsBisection *self, gint64 id)
{
  return group_of (self, id) != 0;
}

/**
 * ns_bisection_has_failed_alone:
 * @self: a search
 * @id: an item
 *
 * Returns: whether this is its second try alone
 */
gboolean
ns_bisection_has_failed_alone (NsBisection *self, gint64 id)
{
  return g_hash_table_contains (self->alone, &id);
}

/**
 * ns_bisection_has_accepted:
 * @self: a search
 *
 * Returns: whether the server took an item of the batch, so that it is not the server that is in trouble
 */
gboolean
ns_bisection_has_accepted (NsBisection *self)
{
  return self->accepted > 0;
}

/**
 * ns_bisection_next:
 * @self: a search
 * @queue: (element-type NsItem): what is still to go
 *
 * Returns: how many items at the head of the queue are the next group; 0 where nothing is searched
 */
guint
ns_bisection_next (NsBisection *self, GPtrArray *queue)
{
  const guint most = n_waiting (self, queue);
  guint n = 0;

  while (n < most
         && group_of (self, ((const NsItem *) g_ptr_array_index (queue, n))->id)
              == group_of (self, ((const NsItem *) g_ptr_array_index (queue, 0))->id))
    n++;
  return n;
}

/**
 * ns_bisection_is_last:
 * @self: a search
 * @queue: (element-type NsItem): what is still to go
 *
 * Returns: whether no group is to come after the one that is on the wire
 */
gboolean
ns_bisection_is_last (NsBisection *self, GPtrArray *queue)
{
  return self->last->len == 0 && n_waiting (self, queue) == 0;
}

/**
 * ns_bisection_begin:
 * @self: a search
 * @size: of the batch that failed
 *
 * Begins the search, unless the batch is a group of one that is under way.
 */
void
ns_bisection_begin (NsBisection *self, guint size)
{
  if (self->size == 0)
    self->size = size;
}

/**
 * ns_bisection_accept:
 * @self: a search
 * @id: an item of the batch that is delivered
 *
 * Counts it.
 */
void
ns_bisection_accept (NsBisection *self, gint64 id)
{
  g_hash_table_remove (self->group, &id);
  self->accepted++;
  self->has_news = TRUE;
}

/**
 * ns_bisection_split:
 * @self: a search that has begun
 * @queue: (element-type NsItem): what is still to go
 * @items: (element-type NsItem): what a group that failed left unexecuted, in its order
 * @is_torn: whether the items before them were executed, so that the server broke off at the first of these
 *
 * Makes two groups of one, behind those that are to come: the halves; or, where the server broke off, that item and
 * what it did not come to.
 */
void
ns_bisection_split (NsBisection *self, GPtrArray *queue, GPtrArray *items, gboolean is_torn)
{
  const guint first = is_torn ? 1 : MAX (items->len / 2, 1);
  const guint groups[] = { self->n_groups + 1, self->n_groups + 2 };
  guint end = n_waiting (self, queue);

  self->n_groups += G_N_ELEMENTS (groups);
  for (guint i = 0; i < items->len; i++)
    {
      const guint n = is_torn ? (i + first) % items->len : i;
      const NsItem *item = g_ptr_array_index (items, n);

      put_into (self, item, groups[n < first ? 0 : 1]);
      g_ptr_array_insert (queue, (int) end++, ns_item_ref (item));
    }
}

/**
 * ns_bisection_put_off:
 * @self: a search
 * @item: an item of it that failed alone
 *
 * Lets it wait for its second try until nothing else of the batch is open.
 */
void
ns_bisection_put_off (NsBisection *self, const NsItem *item)
{
  g_hash_table_add (self->alone, g_memdup2 (&item->id, sizeof item->id));
  g_ptr_array_add (self->last, ns_item_ref (item));
}

/**
 * ns_bisection_resume:
 * @self: a search
 * @queue: (element-type NsItem): what is still to go
 *
 * Once all other groups have had their turn, lines up what was put off, each item by itself.
 */
void
ns_bisection_resume (NsBisection *self, GPtrArray *queue)
{
  if (n_waiting (self, queue) > 0)
    return;
  for (guint i = 0; i < self->last->len; i++)
    {
      const NsItem *item = g_ptr_array_index (self->last, i);

      put_into (self, item, ++self->n_groups);
      g_ptr_array_insert (queue, (int) i, ns_item_ref (item));
    }
  g_ptr_array_set_size (self->last, 0);
}

static NsIsolation
get_isolation (NsBisection *self)
{
  const NsIsolation none = { 0 }, isolation = { self->size, self->accepted };

  return self->accepted > 0 ? isolation : none;
}

/**
 * ns_bisection_isolate:
 * @self: a search
 * @id: an item of it that ends in error
 *
 * Returns: what is known of its batch so far; unset where none of the others was delivered yet
 */
NsIsolation
ns_bisection_isolate (NsBisection *self, gint64 id)
{
  g_hash_table_remove (self->group, &id);
  if (self->culprits->len == 0)
    self->has_news = FALSE;
  g_array_append_val (self->culprits, id);
  return get_isolation (self);
}

/**
 * ns_bisection_take_news:
 * @self: a search at its end
 * @isolation: (out): what is known of the batch
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the items that ended in error before all of that was
 *   known
 */
GArray *
ns_bisection_take_news (NsBisection *self, NsIsolation *isolation)
{
  *isolation = get_isolation (self);
  if (!self->has_news || isolation->size == 0 || self->culprits->len == 0)
    return NULL;
  self->has_news = FALSE;
  return g_array_copy (self->culprits);
}
