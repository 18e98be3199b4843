/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "base/ns-id.h"

static GMutex lock;
static GRand *seeded; /* (owned) (nullable) (mutex lock) */

static guint32
next_random (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  return seeded != NULL ? g_rand_int (seeded) : g_random_int ();
}

/**
 * ns_id_new:
 *
 * Makes a random 128-bit identifier: for client ids, device ids and Message-IDs. Client ids must never be
 * used again for another item in the life of an account (Horde remembers them for ever; eas-facts 5.8).
 * Safe on every thread.
 *
 * Returns: (transfer full): 32 lower-case hexadecimal characters
 */
char *
ns_id_new (void)
{
  g_autofree char *uuid = NULL;
  GString *id;

  if (seeded == NULL)
    {
      /* GLib reads these from the kernel's random source, unlike g_random_int(). */
      uuid = g_uuid_string_random ();
      id = g_string_new (uuid);
      g_string_replace (id, "-", "", 0);
      return g_string_free (id, FALSE);
    }

  id = g_string_sized_new (NS_ID_LENGTH);
  for (guint i = 0; i < 4; i++)
    g_string_append_printf (id, "%08x", next_random ());
  return g_string_free (id, FALSE);
}

/**
 * ns_id_set_seed:
 * @seed: where the sequence starts
 *
 * Makes every later ns_id_new() of this process repeatable, for screenshots and scenarios. Call it before
 * the first thread starts; never in a program that talks to a real server.
 */
void
ns_id_set_seed (guint32 seed)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  g_clear_pointer (&seeded, g_rand_free);
  seeded = g_rand_new_with_seed (seed);
}
