/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-dice.h"

#define PERCENT 100.0

/* What goes wrong by itself, each as often as the others; never what only the user can put right, such as a new
 * address. The fault of one item waits for the next Sync that carries one. */
static const char *const network[] = { "drop-before", "drop-answer", "half-answer", "500", "502", "503",
                                       "html",        "delay=0.05" };
static const char *const uploads[] = { "drop-before@*", "drop-answer@*",   "half-answer@*",   "status=3",
                                       "status=5",      "status=13",       "item-status=5@*", "item-status=6@*",
                                       "item-status=7@*" };
static const char *const send_mail[] = { "status=111", "status=120" };
static const char *const folder_sync[] = { "status=6", "status=9" };

struct _NsSimDice
{
  GRand *random; /* (owned) */
  double rate;   /* 0 to 1 */
};

/**
 * ns_sim_dice_new:
 * @rate: how many of a hundred requests a fault meets
 * @seed: what the faults follow from
 *
 * Returns: (transfer full): dice
 */
NsSimDice *
ns_sim_dice_new (double rate, guint32 seed)
{
  NsSimDice *self = g_new0 (NsSimDice, 1);

  self->random = g_rand_new_with_seed (seed);
  self->rate = rate / PERCENT;
  return self;
}

/**
 * ns_sim_dice_free:
 * @self: (transfer full): dice
 *
 * Frees them.
 */
void
ns_sim_dice_free (NsSimDice *self)
{
  g_rand_free (self->random);
  g_free (self);
}

static const char *const *
own_faults (NsCommand command, guint *n)
{
  *n = 0;
  if (command == NS_COMMAND_SYNC)
    {
      *n = G_N_ELEMENTS (uploads);
      return uploads;
    }
  if (command == NS_COMMAND_SEND_MAIL)
    {
      *n = G_N_ELEMENTS (send_mail);
      return send_mail;
    }
  if (command == NS_COMMAND_FOLDER_SYNC)
    {
      *n = G_N_ELEMENTS (folder_sync);
      return folder_sync;
    }
  return NULL;
}

/**
 * ns_sim_dice_roll:
 * @self: dice
 * @command: the command of a request that begins
 *
 * Decides whether a fault meets the request. To be called once a request, since each call draws the same number of
 * times, whatever comes out.
 *
 * Returns: (transfer full) (nullable): the fault
 */
NsSimFault *
ns_sim_dice_roll (NsSimDice *self, NsCommand command)
{
  const double chance = g_rand_double (self->random);
  const double choice = g_rand_double (self->random);
  guint n_own, n;
  const char *const *own = own_faults (command, &n_own);
  g_autofree char *text = NULL;

  if (chance >= self->rate)
    return NULL;
  n = (guint) (choice * (G_N_ELEMENTS (network) + n_own));
  text = g_strdup_printf ("%s:%s", ns_command_name (command),
                          n < G_N_ELEMENTS (network) ? network[n] : own[n - G_N_ELEMENTS (network)]);
  return ns_sim_fault_parse (text, NULL);
}
