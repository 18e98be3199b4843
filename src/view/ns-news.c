/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-news.h"

#include "view/ns-spoken.h"

struct _NsNews
{
  GHashTable *told;    /* (owned) (element-type gint64 guint): items that need the user, and their tries then */
  guint n_problems;
  guint n_delivered;
  gboolean was_busy;   /* since the last news; what is delivered else was the user's own word */
  gboolean is_started;
};

/**
 * ns_news_new:
 *
 * Returns: (transfer full): somebody who knows nothing yet, and to whom the first state is no news
 */
NsNews *
ns_news_new (void)
{
  NsNews *self = g_new0 (NsNews, 1);

  self->told = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

/**
 * ns_news_free:
 * @self: (transfer full): whom to free
 *
 * Frees it.
 */
void
ns_news_free (NsNews *self)
{
  g_hash_table_unref (self->told);
  g_free (self);
}

static gboolean
is_no_problem (gpointer key, gpointer value, gpointer user_data)
{
  GPtrArray *problems = user_data;

  for (guint i = 0; i < problems->len; i++)
    if (((const NsItem *) problems->pdata[i])->id == *(gint64 *) key)
      return FALSE;
  return TRUE;
}

/* Only the first problems are listed: one that moves up because another went is not new. */
static GPtrArray *
take_problems (NsNews *self, GPtrArray *problems, guint n_new)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < problems->len; i++)
    {
      NsItem *item = problems->pdata[i];
      gpointer attempts = NULL;
      const gboolean is_known = g_hash_table_lookup_extended (self->told, &item->id, NULL, &attempts);

      if (is_known ? GPOINTER_TO_UINT (attempts) != item->attempts : n_new > 0)
        g_ptr_array_add (found, item);
      if (!is_known && n_new > 0)
        n_new--;
      g_hash_table_insert (self->told, g_memdup2 (&item->id, sizeof item->id), GUINT_TO_POINTER (item->attempts));
    }
  return found;
}

/**
 * ns_news_take:
 * @self: who is told
 * @tally: the outbox in numbers
 * @problems: (element-type NsItem): the first items that need the user, as of @tally
 * @is_busy: whether a cycle runs; its news are told together when it has ended
 *
 * Returns: (transfer full) (nullable): what is new, in whole sentences; %NULL where nothing is
 */
char *
ns_news_take (NsNews *self, const NsTally *tally, GPtrArray *problems, gboolean is_busy)
{
  /* The problems are read after the numbers, so that one may have come in between. */
  const guint n_problems = MAX (ns_tally_needs_user (tally), problems->len);
  const guint n_delivered = tally->count[NS_STATE_DELIVERED];
  const gboolean is_first = !self->is_started;
  g_autoptr (GPtrArray) found = NULL;
  guint n_new;

  g_hash_table_foreach_remove (self->told, is_no_problem, problems);
  self->n_problems = MIN (self->n_problems, n_problems);
  self->was_busy |= is_busy;
  if (is_busy && !is_first)
    return NULL;
  self->is_started = TRUE;
  found = take_problems (self, problems, n_problems - self->n_problems);
  n_new = self->was_busy && n_delivered > self->n_delivered ? n_delivered - self->n_delivered : 0;
  self->n_problems = n_problems;
  self->n_delivered = n_delivered;
  self->was_busy = is_busy;
  return is_first ? NULL : ns_spoken_news (n_new, found);
}
