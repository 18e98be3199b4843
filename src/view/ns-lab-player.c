/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-lab-player.h"

#include "view/ns-lab-words.h"

/* Milliseconds. */
#define DEFAULT_DELAY 4000

struct _NsLabPlayer
{
  GObject parent_instance;

  NsLab *lab;                /* (owned) (nullable): what is played */
  GCancellable *cancellable; /* (owned): of the lab's way */
  guint play_id;             /* of the time-out to the next step, or 0 */
  guint delay;               /* milliseconds */
  guint first_step;          /* where the scenario begins for who watches */
  gboolean is_playing;
  GQueue wishes;             /* (element-type Wish): what is to be done by hand behind the step under way */
};

/* One of the two. */
typedef struct
{
  char *text;      /* (owned) (nullable): a step */
  NsStepType what; /* or else what is done with an item */
  gint64 id;       /* which */
} Wish;

G_DEFINE_FINAL_TYPE (NsLabPlayer, ns_lab_player, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ARRIVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void schedule (NsLabPlayer *self);

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->text);
  g_free (wish);
}

static void
ns_lab_player_dispose (GObject *object)
{
  ns_lab_player_close (NS_LAB_PLAYER (object));
  G_OBJECT_CLASS (ns_lab_player_parent_class)->dispose (object);
}

static void
ns_lab_player_finalize (GObject *object)
{
  g_clear_object (&NS_LAB_PLAYER (object)->cancellable);
  G_OBJECT_CLASS (ns_lab_player_parent_class)->finalize (object);
}

static void
ns_lab_player_class_init (NsLabPlayerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ns_lab_player_dispose;
  G_OBJECT_CLASS (klass)->finalize = ns_lab_player_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", NS_TYPE_LAB_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  signals[SIGNAL_ARRIVED] = g_signal_new ("arrived", NS_TYPE_LAB_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ns_lab_player_init (NsLabPlayer *self)
{
  self->cancellable = g_cancellable_new ();
  self->delay = DEFAULT_DELAY;
}

/**
 * ns_lab_player_new:
 *
 * Returns: (transfer full): a player with nothing to play
 */
NsLabPlayer *
ns_lab_player_new (void)
{
  return g_object_new (NS_TYPE_LAB_PLAYER, NULL);
}

static void
stop_playing (NsLabPlayer *self)
{
  g_clear_handle_id (&self->play_id, g_source_remove);
  self->is_playing = FALSE;
}

static void fulfil (NsLabPlayer *self);

static void
emit_changed (NsLabPlayer *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
arrived_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsLabPlayer) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean arrived = ns_lab_finish (NS_LAB (source), result, &error);

  if (NS_LAB (source) != self->lab)
    return;
  if (!arrived)
    stop_playing (self);
  g_signal_emit (self, signals[SIGNAL_ARRIVED], 0, arrived ? NULL : error->message);
  if (self->lab != NULL && ns_lab_get_server (self->lab) != NULL)
    schedule (self);
  fulfil (self);
  emit_changed (self);
}

/* The next thing to be done by hand, where nothing else is under way. */
static void
fulfil (NsLabPlayer *self)
{
  Wish *wish = self->lab != NULL && !ns_lab_is_busy (self->lab) ? g_queue_pop_head (&self->wishes) : NULL;

  if (wish == NULL)
    return;
  if (wish->text != NULL)
    ns_lab_do_async (self->lab, wish->text, self->cancellable, arrived_cb, g_object_ref (self));
  else
    ns_lab_use_item_async (self->lab, wish->what, wish->id, self->cancellable, arrived_cb, g_object_ref (self));
  wish_free (wish);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NsLabPlayer *self = user_data;

  if (NS_LAB (source) == self->lab && ns_lab_get_server (self->lab) != NULL && self->first_step > 0)
    ns_lab_player_seek (self, self->first_step);
  arrived_cb (source, result, user_data);
}

static gboolean
play_on_cb (gpointer user_data)
{
  NsLabPlayer *self = user_data;

  self->play_id = 0;
  /* What is under way now ends with the next time-out. */
  if (ns_lab_is_busy (self->lab))
    return G_SOURCE_REMOVE;
  ns_lab_step_async (self->lab, self->cancellable, arrived_cb, g_object_ref (self));
  emit_changed (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (NsLabPlayer *self)
{
  const NsScenario *scenario = ns_lab_get_scenario (self->lab);
  const guint n = ns_lab_get_next_step (self->lab);

  if (n == scenario->steps->len)
    self->is_playing = FALSE;
  if (self->is_playing && self->play_id == 0)
    self->play_id = g_timeout_add (ns_lab_words_delay (scenario, n, self->delay), play_on_cb, self);
}

/**
 * ns_lab_player_open:
 * @self: a player
 * @lab: a lab in which nothing runs yet
 * @step: how many of its steps to do at once
 *
 * Plays this from now on, and ends what was played before.
 */
void
ns_lab_player_open (NsLabPlayer *self, NsLab *lab, guint step)
{
  ns_lab_player_close (self);
  self->lab = g_object_ref (lab);
  self->first_step = step;
  ns_lab_open_async (self->lab, self->cancellable, opened_cb, g_object_ref (self));
  emit_changed (self);
}

/**
 * ns_lab_player_close:
 * @self: a player
 *
 * Ends what is played, and removes its profile. Nothing happens where nothing is played.
 */
void
ns_lab_player_close (NsLabPlayer *self)
{
  g_autoptr (NsLab) lab = g_steal_pointer (&self->lab);

  stop_playing (self);
  g_queue_clear_full (&self->wishes, wish_free);
  if (lab == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  ns_lab_stop (lab);
  emit_changed (self);
}

/**
 * ns_lab_player_get_lab:
 * @self: a player
 *
 * Returns: (transfer none) (nullable): what it plays
 */
NsLab *
ns_lab_player_get_lab (NsLabPlayer *self)
{
  return self->lab;
}

/**
 * ns_lab_player_play:
 * @self: a player with a lab
 *
 * Goes on by itself, to the end.
 */
void
ns_lab_player_play (NsLabPlayer *self)
{
  self->is_playing = TRUE;
  if (!ns_lab_is_busy (self->lab))
    play_on_cb (self);
  else
    emit_changed (self);
}

/**
 * ns_lab_player_pause:
 * @self: a player
 *
 * Stands still after the step that is under way.
 */
void
ns_lab_player_pause (NsLabPlayer *self)
{
  stop_playing (self);
  emit_changed (self);
}

/**
 * ns_lab_player_seek:
 * @self: a player with a lab
 * @step: how many steps are to be done
 *
 * Goes to a step and stays there.
 */
void
ns_lab_player_seek (NsLabPlayer *self, guint step)
{
  stop_playing (self);
  ns_lab_seek_async (self->lab, step, self->cancellable, arrived_cb, g_object_ref (self));
  emit_changed (self);
}

/**
 * ns_lab_player_reset:
 * @self: a player with a lab
 *
 * Goes back to before the first step.
 */
void
ns_lab_player_reset (NsLabPlayer *self)
{
  stop_playing (self);
  ns_lab_reset_async (self->lab, self->cancellable, arrived_cb, g_object_ref (self));
  emit_changed (self);
}

static void
push_wish (NsLabPlayer *self, const char *text, NsStepType what, gint64 id)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->text = g_strdup (text);
  wish->what = what;
  wish->id = id;
  g_queue_push_tail (&self->wishes, wish);
  fulfil (self);
  emit_changed (self);
}

/**
 * ns_lab_player_do:
 * @self: a player with a lab
 * @text: a step as it stands in a scenario
 *
 * As ns_lab_do_async(), when the step that is under way has ended.
 */
void
ns_lab_player_do (NsLabPlayer *self, const char *text)
{
  push_wish (self, text, NS_STEP_PAUSE, 0);
}

/**
 * ns_lab_player_use_item:
 * @self: a player with a lab
 * @what: %NS_STEP_RESEND or %NS_STEP_DELETE
 * @id: an item of its outbox
 *
 * As ns_lab_use_item_async(), when the step that is under way has ended.
 */
void
ns_lab_player_use_item (NsLabPlayer *self, NsStepType what, gint64 id)
{
  push_wish (self, NULL, what, id);
}

/**
 * ns_lab_player_set_delay:
 * @self: a player
 * @delay: milliseconds, from the next step on
 *
 * Sets how long a step with few words is shown while it plays; one with many is shown longer.
 */
void
ns_lab_player_set_delay (NsLabPlayer *self, guint delay)
{
  self->delay = delay;
}

/**
 * ns_lab_player_is_playing:
 * @self: a player
 *
 * Returns: whether it goes on by itself
 */
gboolean
ns_lab_player_is_playing (NsLabPlayer *self)
{
  return self->is_playing;
}

/**
 * ns_lab_player_is_busy:
 * @self: a player
 *
 * Returns: whether a step is under way
 */
gboolean
ns_lab_player_is_busy (NsLabPlayer *self)
{
  return self->lab != NULL && ns_lab_is_busy (self->lab);
}

/**
 * ns_lab_player_get_step:
 * @self: a player
 *
 * Returns: how many steps are done; 0 where nothing is played
 */
guint
ns_lab_player_get_step (NsLabPlayer *self)
{
  return self->lab != NULL ? ns_lab_get_next_step (self->lab) : 0;
}

/**
 * ns_lab_player_get_n_steps:
 * @self: a player
 *
 * Returns: how many steps there are; 0 where nothing is played
 */
guint
ns_lab_player_get_n_steps (NsLabPlayer *self)
{
  return self->lab != NULL ? ns_lab_get_scenario (self->lab)->steps->len : 0;
}
