/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "lab/ns-lab-deeds.h"

struct _NsLabDeeds
{
  GPtrArray *deeds; /* (owned) (element-type NsLabDeed) */
  guint n_done;     /* how many of them are done in this world */
};

static void
deed_free (gpointer data)
{
  NsLabDeed *deed = data;

  g_clear_pointer (&deed->step, ns_step_free);
  g_free (deed);
}

/**
 * ns_lab_deeds_new:
 *
 * Returns: (transfer full): a list in which there is nothing
 */
NsLabDeeds *
ns_lab_deeds_new (void)
{
  NsLabDeeds *self = g_new0 (NsLabDeeds, 1);

  self->deeds = g_ptr_array_new_with_free_func (deed_free);
  return self;
}

/**
 * ns_lab_deeds_free:
 * @self: (transfer full): a list
 *
 * Frees it.
 */
void
ns_lab_deeds_free (NsLabDeeds *self)
{
  g_ptr_array_unref (self->deeds);
  g_free (self);
}

/**
 * ns_lab_deeds_add:
 * @self: a list of which all is done
 * @at: how many steps of the scenario are done
 * @step: (transfer full) (nullable): what is done now
 * @fault: without @step, the fault that is taken back
 *
 * Remembers it.
 */
void
ns_lab_deeds_add (NsLabDeeds *self, guint at, NsStep *step, guint fault)
{
  NsLabDeed *deed = g_new0 (NsLabDeed, 1);

  deed->at = at;
  deed->step = step;
  deed->fault = fault;
  g_ptr_array_add (self->deeds, deed);
  self->n_done = self->deeds->len;
}

/**
 * ns_lab_deeds_take_back:
 * @self: a list that is not empty
 *
 * Forgets the last one: it could not be done.
 */
void
ns_lab_deeds_take_back (NsLabDeeds *self)
{
  g_ptr_array_set_size (self->deeds, (int) self->deeds->len - 1);
  self->n_done = MIN (self->n_done, self->deeds->len);
}

/**
 * ns_lab_deeds_forget_after:
 * @self: a list
 * @at: how many steps of the scenario will be done
 *
 * Forgets what was done later: who goes back takes it back.
 */
void
ns_lab_deeds_forget_after (NsLabDeeds *self, guint at)
{
  guint n = 0;

  while (n < self->deeds->len && ((NsLabDeed *) g_ptr_array_index (self->deeds, n))->at <= at)
    n++;
  g_ptr_array_set_size (self->deeds, (int) n);
  self->n_done = MIN (self->n_done, n);
}

/**
 * ns_lab_deeds_clear:
 * @self: a list
 *
 * Forgets everything.
 */
void
ns_lab_deeds_clear (NsLabDeeds *self)
{
  g_ptr_array_set_size (self->deeds, 0);
  self->n_done = 0;
}

/**
 * ns_lab_deeds_rewind:
 * @self: a list
 *
 * Begins again: in a fresh world nothing of it is done.
 */
void
ns_lab_deeds_rewind (NsLabDeeds *self)
{
  self->n_done = 0;
}

/**
 * ns_lab_deeds_next:
 * @self: a list
 * @at: how many steps of the scenario are done
 *
 * Returns: (transfer none) (nullable): what is to be done now, before the next step; from then on it counts as done
 */
const NsLabDeed *
ns_lab_deeds_next (NsLabDeeds *self, guint at)
{
  const NsLabDeed *deed = self->n_done < self->deeds->len ? g_ptr_array_index (self->deeds, self->n_done) : NULL;

  if (deed == NULL || deed->at > at)
    return NULL;
  self->n_done++;
  return deed;
}
