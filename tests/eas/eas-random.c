/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "eas/eas-random.h"

/**
 * eas_random_text:
 * @random: a generator
 *
 * Returns: (transfer full): one to twelve characters from all over Unicode
 */
char *
eas_random_text (GRand *random)
{
  static const char *const pieces[] = { "a", "Z", "0", " ", "<", "&", "\r\n", "\303\274", "\342\202\254",
                                        "\360\237\223\254", "\001" };
  GString *text = g_string_new (NULL);

  for (gint n = g_rand_int_range (random, 1, 13); n > 0; n--)
    g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

static NsNode *
random_leaf (GRand *random, NsTag tag)
{
  g_autofree char *text = eas_random_text (random);
  g_autoptr (GBytes) bytes = NULL;
  guint8 data[300];

  switch (g_rand_int_range (random, 0, 3))
    {
    case 0:
      return ns_node_new (tag);
    case 1:
      return ns_node_new_text (tag, text);
    default:
      for (guint i = 0; i < sizeof data; i++)
        data[i] = (guint8) g_rand_int (random);
      bytes = g_bytes_new (data, g_rand_int_range (random, 0, sizeof data));
      return ns_node_new_opaque (tag, bytes);
    }
}

/**
 * eas_random_node:
 * @random: a generator
 * @tag: the element's tag
 * @depth: how many levels may stand below it
 *
 * Returns: (transfer full): a tree of tags of all pages, known and unknown
 */
NsNode *
eas_random_node (GRand *random, NsTag tag, guint depth)
{
  NsNode *node;

  if (depth == 0 || g_rand_int_range (random, 0, 3) == 0)
    return random_leaf (random, tag);
  node = ns_node_new (tag);
  for (gint n = g_rand_int_range (random, 0, 4); n > 0; n--)
    {
      const NsTag child = (NsTag) (g_rand_int_range (random, 0, 28) << 8 | g_rand_int_range (random, 5, 64));

      ns_node_append (node, eas_random_node (random, child, depth - 1));
    }
  return node;
}
