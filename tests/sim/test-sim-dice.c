/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sim/ns-sim-dice.h"
#include "sim/sim-client.h"

#include <string.h>

#define N_ROLLS 20000

static guint
count_faults (double rate, guint32 seed, NsCommand command)
{
  g_autoptr (NsSimDice) dice = ns_sim_dice_new (rate, seed);
  guint n = 0;

  for (guint i = 0; i < N_ROLLS; i++)
    {
      g_autoptr (NsSimFault) fault = ns_sim_dice_roll (dice, command);

      if (fault == NULL)
        continue;
      g_assert_cmpuint (fault->command, ==, command);
      n++;
    }
  return n;
}

static void
test_rate (void)
{
  static const NsCommand commands[] = { NS_COMMAND_OPTIONS, NS_COMMAND_PROVISION, NS_COMMAND_FOLDER_SYNC,
                                        NS_COMMAND_SYNC, NS_COMMAND_SEND_MAIL };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const guint n = count_faults (5, 416, commands[i]);

      g_assert_cmpuint (count_faults (0, 416, commands[i]), ==, 0);
      /* Each fault of the palette can be written: nothing that was drawn gets lost. */
      g_assert_cmpuint (count_faults (100, 416, commands[i]), ==, N_ROLLS);
      g_assert_cmpuint (n, >, N_ROLLS * 4 / 100);
      g_assert_cmpuint (n, <, N_ROLLS * 6 / 100);
    }
}

static char *
draw (guint32 seed)
{
  g_autoptr (NsSimDice) dice = ns_sim_dice_new (20, seed);
  GString *drawn = g_string_new (NULL);

  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (NsSimFault) fault = ns_sim_dice_roll (dice, NS_COMMAND_SYNC);

      g_string_append_printf (drawn, "%s\n", fault != NULL ? fault->text : "-");
    }
  return g_string_free (drawn, FALSE);
}

static void
test_seed (void)
{
  g_autofree char *one = draw (1), *again = draw (1), *two = draw (2);
  static const char *const some[] = { "drop-before\n", "drop-answer\n", "half-answer\n", "500\n", "502\n", "html\n",
                                      "status=5\n", "item-status=6@*\n" };

  g_assert_cmpstr (one, ==, again);
  g_assert_cmpstr (one, !=, two);
  for (gsize i = 0; i < G_N_ELEMENTS (some); i++)
    g_assert_nonnull (strstr (one, some[i]));
}

static GByteArray *
folder_sync (void)
{
  GByteArray *doc = doc_new ();

  doc_page (doc, 7);
  doc_open (doc, 0x16);
  doc_text (doc, 0x12, "0");
  doc_close (doc);
  return doc;
}

/* Each request meets its fault, and the journal has them; after one that was asked for by name. */
static void
test_server (void)
{
  const NsSimConfig config = { .fault_rate = 100, .seed = 416 };
  g_autoptr (NsSimServer) server = start_server (&config);
  const Client client = CLIENT_INIT (server, "14.1");
  g_autoptr (Reply) asked_for = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (ns_sim_server_fail_next (server, "FolderSync:507", &error));
  g_assert_no_error (error);
  asked_for = client_post (&client, "FolderSync", WBXML, folder_sync ());
  g_assert_cmpint (asked_for->status, ==, 507);
  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (Reply) reply = client_post (&client, "FolderSync", WBXML, folder_sync ());
    }
  g_assert_cmpuint (journal_count (server, "\"fault\":\"FolderSync:", NULL), ==, 31);
  g_assert_cmpuint (journal_count (server, "\"fault\":\"FolderSync:drop-before\"", NULL), >, 0);
  g_assert_cmpuint (journal_count (server, "\"fault\":\"FolderSync:status=9\"", NULL), >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/dice/rate", test_rate);
  g_test_add_func ("/sim/dice/seed", test_seed);
  g_test_add_func ("/sim/dice/server", test_server);
  return g_test_run ();
}
