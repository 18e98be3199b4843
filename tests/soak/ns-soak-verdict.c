/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "soak/ns-soak-verdict.h"

static NsSoakRow
row_of (const NsSoakItem *item)
{
  if (item->copies > 1)
    return NS_SOAK_TWICE;
  if (item->state == NULL)
    return NS_SOAK_LOST;
  if (g_str_equal (item->state, "delivered"))
    return item->copies == 1 ? NS_SOAK_ONCE : NS_SOAK_LOST;
  /* A change whose answer was lost, and that Outlook has overwritten before it was asked for again, is a conflict. */
  if (g_str_equal (item->state, "error"))
    return item->copies == 1 && item->kind != NS_SOAK_CHANGE ? NS_SOAK_DENIED : NS_SOAK_ERROR;
  if (g_str_equal (item->state, "uncertain"))
    return item->copies == 1 ? NS_SOAK_UNCERTAIN : NS_SOAK_UNCERTAIN_NOT;
  return NS_SOAK_WAITING;
}

static void
count_item (NsSoakVerdict *self, const NsSoakItem *item, NsSoakRow row)
{
  self->count[row][item->kind]++;
  self->total[row]++;
  if (row == NS_SOAK_LOST || row == NS_SOAK_TWICE || row == NS_SOAK_DENIED || row == NS_SOAK_UNEXPLAINED)
    g_test_message ("item %" G_GINT64_FORMAT " (%s, %s): %s, executed %u times", item->id, item->name,
                    ns_soak_kind_name (item->kind), item->state != NULL ? item->state : "not in the outbox",
                    item->copies);
}

/* Lays what the outbox says of each item beside what the server did. */
void
ns_soak_verdict_reach (NsSoakVerdict *self, GPtrArray *items, const NsSoakOracle *oracle)
{
  *self = (NsSoakVerdict) { 0 };
  for (guint i = 0; i < items->len; i++)
    {
      NsSoakItem *item = g_ptr_array_index (items, i);
      NsSoakRow row;

      item->copies = ns_soak_oracle_count (oracle, item);
      row = row_of (item);
      count_item (self, item, row);
      if ((row == NS_SOAK_ERROR || row == NS_SOAK_UNCERTAIN || row == NS_SOAK_UNCERTAIN_NOT) && !item->is_explained)
        count_item (self, item, NS_SOAK_UNEXPLAINED);
    }
}

/* A table in Markdown. */
void
ns_soak_verdict_print (const NsSoakVerdict *self, const char *title)
{
  static const char *const names[] = {
    "delivered, there once", "**lost**", "**there twice**", "in error, but there", "uncertain, there",
    "uncertain, not there", "in error, not there", "waiting", "without cause or advice",
  };

  g_print ("\n| %s |", title);
  for (guint kind = 0; kind < NS_SOAK_N_KINDS; kind++)
    g_print (" %s |", ns_soak_kind_name (kind));
  g_print (" all |\n|---|");
  for (guint kind = 0; kind <= NS_SOAK_N_KINDS; kind++)
    g_print ("--:|");
  g_print ("\n");
  for (guint row = 0; row < NS_SOAK_N_ROWS; row++)
    {
      g_print ("| %s |", names[row]);
      for (guint kind = 0; kind < NS_SOAK_N_KINDS; kind++)
        g_print (" %u |", self->count[row][kind]);
      g_print (" %u |\n", self->total[row]);
    }
}
