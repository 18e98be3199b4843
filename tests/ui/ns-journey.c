/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ui/ns-journey.h"

#include <signal.h>
#include <string.h>

/* Seconds; a machine under load needs some of them. */
#define PATIENCE 20
/* Milliseconds. It looks again by itself, too: a new accessible id is told by no event. */
#define LOOK_AGAIN 100
/* A tree that is deeper goes in circles. */
#define MAX_DEPTH 60

struct _NsJourney
{
  GSubprocess *process;         /* (owned) */
  AtspiAccessible *application; /* (owned) (nullable): as soon as it is on the bus */
};

typedef struct
{
  NsJourney *self;
  NsJourneyMatch matches;
  const char *wanted;
} Search;

typedef gboolean (*Condition) (gpointer user_data);

static guint n_events;

static void
event_cb (AtspiEvent *event, gpointer user_data)
{
  n_events++;
  g_boxed_free (ATSPI_TYPE_EVENT, event);
}

/**
 * ns_journey_init:
 *
 * Goes onto the accessibility bus and listens to what tells that a window has changed. Before the first program is
 * started: a program only speaks while somebody listens.
 */
void
ns_journey_init (void)
{
  static const char *const events[] = { "object:text-changed", "object:visible-data-changed", "window" };
  AtspiEventListener *listener;

  g_assert_cmpint (atspi_init (), <=, 1);
  listener = atspi_event_listener_new (event_cb, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autoptr (GError) error = NULL;

      atspi_event_listener_register (listener, events[i], &error);
      g_assert_no_error (error);
    }
}

static gboolean
wake_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

/* Looks whenever something has happened. */
static gboolean
wait_until (Condition is_met, gpointer user_data)
{
  const gint64 deadline = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;
  gboolean is_time = TRUE, met = FALSE;
  const guint source = g_timeout_add (LOOK_AGAIN, wake_cb, &is_time);
  guint seen = n_events;

  while (!met && g_get_monotonic_time () < deadline)
    {
      if (is_time || seen != n_events)
        {
          is_time = FALSE;
          seen = n_events;
          met = is_met (user_data);
        }
      while (!met && g_main_context_iteration (NULL, FALSE))
        continue;
      if (!met && !is_time && seen == n_events)
        g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (source);
  return met;
}

/* The bus knows a program by its process. */
static gboolean
is_on_bus (gpointer user_data)
{
  NsJourney *self = user_data;
  const char *identifier = g_subprocess_get_identifier (self->process);
  g_autoptr (AtspiAccessible) desktop = atspi_get_desktop (0);
  const int n = atspi_accessible_get_child_count (desktop, NULL);

  g_assert_nonnull (identifier);
  for (int i = 0; i < n && self->application == NULL; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (desktop, i, NULL);

      if (child != NULL && (gint64) atspi_accessible_get_process_id (child, NULL) ==
                               g_ascii_strtoll (identifier, NULL, 10))
        self->application = g_steal_pointer (&child);
    }
  /* A cache would tell how it was; without one of states libatspi waits for ever when an event comes while it asks. */
  if (self->application != NULL)
    atspi_accessible_set_cache_mask (self->application, ATSPI_CACHE_STATES);
  return self->application != NULL;
}

static NsJourney *
start (const char *const *arguments, GSubprocessFlags flags)
{
  NsJourney *self = g_new0 (NsJourney, 1);
  g_autoptr (GError) error = NULL;

  self->process = g_subprocess_newv (arguments, flags, &error);
  g_assert_no_error (error);
  if (!wait_until (is_on_bus, self))
    g_error ("%s is not on the accessibility bus.", arguments[0]);
  return self;
}

/**
 * ns_journey_new:
 * @arguments: (array zero-terminated=1): a program and its arguments
 *
 * Starts it and waits until it is on the accessibility bus.
 *
 * Returns: (transfer full): the journey, which ends the program
 */
NsJourney *
ns_journey_new (const char *const *arguments)
{
  return start (arguments, G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
}

/**
 * ns_journey_new_ready:
 * @arguments: (array zero-terminated=1): a program and its arguments, with `--ready-fd 1` among them
 *
 * As ns_journey_new(), and waits until its window has settled.
 *
 * Returns: (transfer full): the journey, which ends the program
 */
NsJourney *
ns_journey_new_ready (const char *const *arguments)
{
  NsJourney *self = start (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);

  g_assert_nonnull (line);
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  return self;
}

/**
 * ns_journey_free:
 * @self: (transfer full): a journey
 *
 * Ends the program as its user would, and waits for it.
 */
void
ns_journey_free (NsJourney *self)
{
  g_clear_object (&self->application);
  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, NULL);
  g_assert_true (g_subprocess_get_if_exited (self->process));
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);
  g_object_unref (self->process);
  g_free (self);
}

/**
 * ns_journey_get_application:
 * @self: the journey
 *
 * Returns: (transfer none): the root of what the program shows
 */
AtspiAccessible *
ns_journey_get_application (NsJourney *self)
{
  return self->application;
}

/**
 * ns_journey_has_state:
 * @object: an object
 * @state: a state
 *
 * Returns: whether it is in this state; not, where it has vanished
 */
gboolean
ns_journey_has_state (AtspiAccessible *object, AtspiStateType state)
{
  g_autoptr (AtspiStateSet) states = NULL;

  atspi_accessible_clear_cache (object);
  states = atspi_accessible_get_state_set (object);
  return states != NULL && atspi_state_set_contains (states, state);
}

/* What is hidden is not there for anybody, and neither is what it holds; what was scrolled away is. */
static AtspiAccessible *
find_below (AtspiAccessible *parent, NsJourneyMatch matches, const char *wanted, guint depth)
{
  const int n = atspi_accessible_get_child_count (parent, NULL);

  for (int i = 0; i < n && depth < MAX_DEPTH; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (parent, i, NULL);
      AtspiAccessible *found;

      if (child == NULL || !ns_journey_has_state (child, ATSPI_STATE_VISIBLE))
        continue;
      if (matches (child, wanted))
        return g_steal_pointer (&child);
      found = find_below (child, matches, wanted, depth + 1);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_id (AtspiAccessible *object, const char *id)
{
  g_autofree char *own = atspi_accessible_get_accessible_id (object, NULL);

  return g_strcmp0 (own, id) == 0;
}

/**
 * ns_journey_find:
 * @self: the journey
 * @id: an accessible id
 *
 * Returns: (transfer full) (nullable): what shows now under this id
 */
AtspiAccessible *
ns_journey_find (NsJourney *self, const char *id)
{
  return find_below (self->application, has_id, id, 0);
}

static gboolean
is_there (gpointer user_data)
{
  const Search *search = user_data;
  g_autoptr (AtspiAccessible) found = find_below (search->self->application, search->matches, search->wanted, 0);

  return found != NULL;
}

static gboolean
is_gone (gpointer user_data)
{
  return !is_there (user_data);
}

G_GNUC_NORETURN static void
give_up (NsJourney *self, const char *what, const char *wanted)
{
  g_autoptr (GString) tree = g_string_new (NULL);

  ns_journey_dump (self->application, 0, tree);
  g_test_message ("%s", tree->str);
  g_error ("In vain waited for: %s %s", what, wanted);
}

/**
 * ns_journey_wait_for:
 * @self: the journey
 * @matches: what is looked for
 * @wanted: for @matches
 *
 * Returns: (transfer full): the first such object that shows, as soon as there is one
 */
AtspiAccessible *
ns_journey_wait_for (NsJourney *self, NsJourneyMatch matches, const char *wanted)
{
  Search search = { self, matches, wanted };
  AtspiAccessible *found;

  if (!wait_until (is_there, &search))
    give_up (self, "an object like", wanted);
  found = find_below (self->application, matches, wanted, 0);
  return found != NULL ? found : ns_journey_wait_for (self, matches, wanted);
}

/**
 * ns_journey_wait:
 * @self: the journey
 * @id: an accessible id
 *
 * Returns: (transfer full): what shows under this id, as soon as something does
 */
AtspiAccessible *
ns_journey_wait (NsJourney *self, const char *id)
{
  return ns_journey_wait_for (self, has_id, id);
}

/**
 * ns_journey_wait_gone:
 * @self: the journey
 * @id: an accessible id
 *
 * Waits until nothing shows under this id.
 */
void
ns_journey_wait_gone (NsJourney *self, const char *id)
{
  Search search = { self, has_id, id };

  if (!wait_until (is_gone, &search))
    give_up (self, "the end of", id);
}

static void
append_text (AtspiAccessible *object, guint depth, GString *text)
{
  g_autoptr (AtspiText) content = atspi_accessible_get_text_iface (object);
  g_autofree char *name = atspi_accessible_get_name (object, NULL);
  g_autofree char *said = content != NULL ? atspi_text_get_text (content, 0, -1, NULL) : NULL;
  const char *own = said != NULL && *said != '\0' ? said : name;
  const int n = atspi_accessible_get_child_count (object, NULL);

  if (own != NULL && *own != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", own);
  for (int i = 0; i < n && depth < MAX_DEPTH; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (object, i, NULL);

      if (child != NULL && ns_journey_has_state (child, ATSPI_STATE_VISIBLE))
        append_text (child, depth + 1, text);
    }
}

/**
 * ns_journey_read:
 * @object: an object
 *
 * Returns: (transfer full): its text, or its name where it has none, and those of all in it, one a line
 */
char *
ns_journey_read (AtspiAccessible *object)
{
  GString *text = g_string_new (NULL);

  append_text (object, 0, text);
  return g_string_free (text, FALSE);
}

/**
 * ns_journey_dup_text:
 * @self: the journey
 * @id: an accessible id
 *
 * Returns: (transfer full): what is to be read there, as soon as it shows
 */
char *
ns_journey_dup_text (NsJourney *self, const char *id)
{
  g_autoptr (AtspiAccessible) object = ns_journey_wait (self, id);

  return ns_journey_read (object);
}

static gboolean
says (gpointer user_data, gboolean *shows)
{
  const Search *search = user_data;
  const char *part = search->wanted + strlen (search->wanted) + 1;
  g_autoptr (AtspiAccessible) object = ns_journey_find (search->self, search->wanted);
  g_autofree char *text = object != NULL ? ns_journey_read (object) : NULL;

  *shows = text != NULL;
  return text != NULL && strstr (text, part) != NULL;
}

static gboolean
says_it (gpointer user_data)
{
  gboolean shows;

  return says (user_data, &shows);
}

static gboolean
says_it_no_more (gpointer user_data)
{
  gboolean shows;

  return !says (user_data, &shows) && shows;
}

static void
wait_text (NsJourney *self, const char *id, const char *text, Condition condition, const char *what)
{
  g_autoptr (GString) both = g_string_new (id);
  Search search = { self, NULL, NULL };

  g_string_append_c (both, '\0');
  g_string_append (both, text);
  search.wanted = both->str;
  if (!wait_until (condition, &search))
    {
      g_test_message ("at %s", id);
      give_up (self, what, text);
    }
}

/**
 * ns_journey_wait_text:
 * @self: the journey
 * @id: an accessible id
 * @text: part of a text
 *
 * Waits until it is to be read there.
 */
void
ns_journey_wait_text (NsJourney *self, const char *id, const char *text)
{
  wait_text (self, id, text, says_it, "the text");
}

/**
 * ns_journey_wait_no_text:
 * @self: the journey
 * @id: an accessible id
 * @text: part of a text
 *
 * Waits until it is not to be read there any more.
 */
void
ns_journey_wait_no_text (NsJourney *self, const char *id, const char *text)
{
  wait_text (self, id, text, says_it_no_more, "the end of the text");
}

/**
 * ns_journey_do:
 * @object: an object
 * @action: (nullable): one of its actions; %NULL for the first
 *
 * Does it.
 */
void
ns_journey_do (AtspiAccessible *object, const char *action)
{
  g_autoptr (AtspiAction) actions = atspi_accessible_get_action_iface (object);
  g_autoptr (GError) error = NULL;
  int n;

  g_assert_nonnull (actions);
  n = atspi_action_get_n_actions (actions, &error);
  g_assert_no_error (error);
  for (int i = 0; i < n; i++)
    {
      g_autofree char *name = atspi_action_get_action_name (actions, i, NULL);

      if (action != NULL && g_strcmp0 (name, action) != 0)
        continue;
      g_assert_true (atspi_action_do_action (actions, i, &error));
      g_assert_no_error (error);
      return;
    }
  g_error ("There is no action %s.", action != NULL ? action : "at all");
}

static gboolean
is_pressable (AtspiAccessible *object, const char *id)
{
  return has_id (object, id) && ns_journey_has_state (object, ATSPI_STATE_SENSITIVE);
}

/**
 * ns_journey_press:
 * @self: the journey
 * @id: the accessible id of a button, a switch, or whatever can be pressed
 *
 * Presses it as soon as it shows and can be pressed.
 */
void
ns_journey_press (NsJourney *self, const char *id)
{
  g_autoptr (AtspiAccessible) object = ns_journey_wait_for (self, is_pressable, id);

  ns_journey_do (object, NULL);
}

static gboolean
is_pressed (AtspiAccessible *object, const char *id)
{
  return has_id (object, id) && ns_journey_has_state (object, ATSPI_STATE_CHECKED);
}

/**
 * ns_journey_wait_pressed:
 * @self: the journey
 * @id: the accessible id of a switch or a choice
 *
 * Waits until it is on.
 */
void
ns_journey_wait_pressed (NsJourney *self, const char *id)
{
  g_autoptr (AtspiAccessible) object = ns_journey_wait_for (self, is_pressed, id);
}

/**
 * ns_journey_enter:
 * @self: the journey
 * @id: the accessible id of an entry
 * @text: what to write into it in place of what is there
 *
 * Fills in an entry as soon as it shows.
 */
void
ns_journey_enter (NsJourney *self, const char *id, const char *text)
{
  g_autoptr (AtspiAccessible) object = ns_journey_wait (self, id);
  g_autoptr (AtspiEditableText) entry = atspi_accessible_get_editable_text_iface (object);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (entry);
  g_assert_true (atspi_editable_text_set_text_contents (entry, text, &error));
  g_assert_no_error (error);
}

static void
append_states (AtspiAccessible *object, GString *out)
{
  static const struct
  {
    AtspiStateType state;
    const char *word;
  } told[] = {
    { ATSPI_STATE_CHECKED, "checked" },     { ATSPI_STATE_PRESSED, "pressed" },
    { ATSPI_STATE_EXPANDED, "expanded" },   { ATSPI_STATE_SELECTED, "selected" },
    { ATSPI_STATE_EDITABLE, "editable" },   { ATSPI_STATE_FOCUSABLE, "focusable" },
    { ATSPI_STATE_SENSITIVE, "sensitive" }, { ATSPI_STATE_MODAL, "modal" },
  };
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (object);

  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    if (states != NULL && atspi_state_set_contains (states, told[i].state))
      g_string_append_printf (out, " %s", told[i].word);
}

static void
append_quoted (GString *out, const char *word, char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (out, " %s“%s”", word, g_strdelimit (text, "\n", '|'));
  g_free (text);
}

static char *
dup_entry (AtspiAccessible *object)
{
  g_autoptr (AtspiEditableText) entry = atspi_accessible_get_editable_text_iface (object);
  g_autoptr (AtspiText) text = entry != NULL ? atspi_accessible_get_text_iface (object) : NULL;

  return text != NULL ? atspi_text_get_text (text, 0, -1, NULL) : NULL;
}

static void
append_actions (AtspiAccessible *object, GString *out)
{
  g_autoptr (AtspiAction) actions = atspi_accessible_get_action_iface (object);
  const int n = actions != NULL ? atspi_action_get_n_actions (actions, NULL) : 0;

  for (int i = 0; i < n; i++)
    {
      g_autofree char *name = atspi_action_get_action_name (actions, i, NULL);

      g_string_append_printf (out, "%s%s", i == 0 ? " <" : ", ", name);
    }
  if (n > 0)
    g_string_append_c (out, '>');
}

/* What else speaks for it: the name of a label, or a message below it. */
static void
append_relations (AtspiAccessible *object, GString *out)
{
  g_autoptr (GArray) relations = atspi_accessible_get_relation_set (object, NULL);

  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      g_autoptr (AtspiRelation) relation = g_array_index (relations, AtspiRelation *, i);
      const AtspiRelationType type = atspi_relation_get_relation_type (relation);
      g_autoptr (AtspiAccessible) target = atspi_relation_get_target (relation, 0);

      if (type == ATSPI_RELATION_LABELLED_BY && target != NULL)
        append_quoted (out, "labelled by ", atspi_accessible_get_name (target, NULL));
      else if (type == ATSPI_RELATION_DESCRIBED_BY && target != NULL)
        append_quoted (out, "described by ", atspi_accessible_get_name (target, NULL));
    }
}

/**
 * ns_journey_dump:
 * @object: an object
 * @depth: how far to indent it
 * @out: where to write
 *
 * Writes what assistive technology sees from here on, an object a line: role, name, description, accessible id,
 * relations, states and actions. What is hidden is left out.
 */
void
ns_journey_dump (AtspiAccessible *object, guint depth, GString *out)
{
  g_autofree char *role = atspi_accessible_get_role_name (object, NULL);
  g_autofree char *id = atspi_accessible_get_accessible_id (object, NULL);
  const int n = atspi_accessible_get_child_count (object, NULL);

  g_string_append_printf (out, "%*s%s", (int) depth * 2, "", role);
  append_quoted (out, "", atspi_accessible_get_name (object, NULL));
  append_quoted (out, "text ", dup_entry (object));
  append_quoted (out, "description ", atspi_accessible_get_description (object, NULL));
  if (id != NULL && *id != '\0')
    g_string_append_printf (out, " #%s", id);
  append_relations (object, out);
  append_states (object, out);
  append_actions (object, out);
  g_string_append_c (out, '\n');
  for (int i = 0; i < n && depth < MAX_DEPTH; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (object, i, NULL);

      if (child != NULL && ns_journey_has_state (child, ATSPI_STATE_VISIBLE))
        ns_journey_dump (child, depth + 1, out);
    }
}
