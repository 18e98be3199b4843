/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One try, told step by step: the one source for the item dialog, the command line, its JSON and the report. */
#include "config.h"
#include "model/ns-attempt-steps.h"

#include "model/ns-cause.h"
#include "model/ns-span.h"

#include <glib/gi18n-lib.h>

#define HTTP_OK 200

static const char *const fate_nicks[] = {
  [NS_ATTEMPT_DONE] = "done",
  [NS_ATTEMPT_FAILED] = "failed",
  [NS_ATTEMPT_NOT_REACHED] = "not-reached",
};

/* What the steps are written from, and to. */
typedef struct
{
  const NsAttempt *attempt;
  GArray *steps;
  gboolean english;
  gboolean is_over; /* a step has failed */
} Writer;

static const char *say (const Writer *self, const char *text) G_GNUC_FORMAT (2);

static const char *
say (const Writer *self, const char *text)
{
  return self->english ? text : g_dgettext (GETTEXT_PACKAGE, text);
}

static void
step_clear (gpointer data)
{
  g_free (((NsAttemptStep *) data)->label);
}

/* @label is taken; it is not kept of a step that was not reached. */
static NsAttemptStep *
add (Writer *self, const char *nick, gboolean is_done, gint64 at, char *label)
{
  NsAttemptStep step = { .nick = nick, .fate = NS_ATTEMPT_NOT_REACHED, .span = -1, .has_span = TRUE };

  if (self->is_over)
    g_free (label);
  else
    {
      step.fate = is_done ? NS_ATTEMPT_DONE : NS_ATTEMPT_FAILED;
      step.at = is_done ? at : self->attempt->ended_at;
      step.span = step.at != 0 ? MAX (step.at - self->attempt->started_at, 0) : -1;
      step.label = label;
    }
  self->is_over |= !is_done;
  g_array_append_val (self->steps, step);
  return &g_array_index (self->steps, NsAttemptStep, self->steps->len - 1);
}

static gboolean
is_network (const NsAttempt *attempt, NsNetworkFault fault)
{
  return attempt->outcome.domain == NS_DOMAIN_NETWORK && attempt->outcome.code == (int) fault;
}

static gboolean
is_tls_fault (const NsAttempt *attempt)
{
  static const NsNetworkFault faults[] = {
    NS_NETWORK_TLS_CERTIFICATE, NS_NETWORK_TLS_HANDSHAKE,  NS_NETWORK_TLS_UNKNOWN_AUTHORITY, NS_NETWORK_TLS_EXPIRED,
    NS_NETWORK_TLS_NOT_YET_VALID, NS_NETWORK_TLS_WRONG_HOST, NS_NETWORK_TLS_REVOKED,           NS_NETWORK_TLS_TOO_OLD,
    NS_NETWORK_TLS_PIN_CHANGED,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    if (is_network (attempt, faults[i]))
      return TRUE;
  return FALSE;
}

/* A step that is over when its phase is reached. */
static void
add_phase (Writer *self, const char *nick, NsPhase phase, const char *done, const char *failed)
{
  const gboolean is_done = self->attempt->phase >= phase;

  add (self, nick, is_done, self->attempt->phase_at[phase], g_strdup (is_done ? done : failed));
}

static void
add_way (Writer *self)
{
  const NsAttempt *attempt = self->attempt;

  if (attempt->is_kept)
    {
      add (self, "kept", TRUE, attempt->started_at, g_strdup (say (self, N_("Connection kept"))))->has_span = FALSE;
      return;
    }
  add_phase (self, "resolved", NS_PHASE_RESOLVED, say (self, N_("Found the server")),
             say (self, N_("The server was not found")));
  add_phase (self, "connected", NS_PHASE_CONNECTED, say (self, N_("Connected")),
             say (self, N_("No connection was made")));
  if (attempt->phase_at[NS_PHASE_TLS] != 0 || is_tls_fault (attempt))
    add_phase (self, "tls", NS_PHASE_TLS, say (self, N_("Encrypted")),
               say (self, N_("The connection was not encrypted")));
}

static char *
bytes_label (const Writer *self)
{
  const guint64 sent = self->attempt->bytes_sent;
  const guint64 total = self->attempt->bytes_total;
  g_autofree char *of = NULL;

  if (self->english)
    return g_strdup_printf ("%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " bytes sent", sent, total);
  of = g_strdup_printf ("%'" G_GUINT64_FORMAT, total);
  /* Translators: two numbers, such as "1,024 of 2,048 bytes sent"; the second one rules the plural. */
  return g_strdup_printf (ngettext ("%'llu of %s byte sent", "%'llu of %s bytes sent", (gulong) total),
                          (unsigned long long) sent, of);
}

static void
add_sent (Writer *self)
{
  const gboolean is_done = self->attempt->phase >= NS_PHASE_SENT;
  char *label;

  if (self->attempt->bytes_total > 0)
    label = bytes_label (self);
  else
    label = g_strdup (is_done ? say (self, N_("Request sent")) : say (self, N_("The request was not sent")));
  add (self, "sent", is_done, self->attempt->phase_at[NS_PHASE_SENT], label);
}

static void
add_waited (Writer *self)
{
  const NsAttempt *attempt = self->attempt;
  const gint64 from = attempt->phase_at[NS_PHASE_SENT];
  const gint64 until = attempt->phase_at[NS_PHASE_ANSWERED];
  g_autofree char *span = NULL;

  if (attempt->phase < NS_PHASE_ANSWERED)
    {
      add (self, "waited", FALSE, 0, g_strdup (say (self, N_("No answer came"))));
      return;
    }
  span = ns_span_exact (until - from, self->english);
  add (self, "waited", TRUE, until,
       from != 0 && until != 0 ? g_strdup_printf (say (self, N_("Waited %s for the answer")), span)
                               : g_strdup (say (self, N_("Waited for the answer"))))
    ->has_span = FALSE;
}

static char *
answer_label (const Writer *self, gboolean is_cut)
{
  const int status = self->attempt->outcome.http_status;

  if (status == 0)
    return g_strdup (say (self, N_("The answer broke off")));
  if (is_cut)
    return g_strdup_printf (say (self, N_("The answer broke off: HTTP %d")), status);
  return g_strdup_printf (say (self, N_("Answered: HTTP %d")), status);
}

static void
add_answered (Writer *self)
{
  const int status = self->attempt->outcome.http_status;
  const gboolean is_cut = status == HTTP_OK && self->attempt->phase < NS_PHASE_COMPLETE;

  add (self, "answered", status == HTTP_OK && !is_cut, self->attempt->phase_at[NS_PHASE_ANSWERED],
       answer_label (self, is_cut));
}

/* Only what comes from the ActiveSync server itself proves that it took user and password: a page of a proxy does
 * not. A 401 says the opposite, so there the step is told of although the answer was the end. */
static void
add_authenticated (Writer *self)
{
  const int status = self->attempt->outcome.http_status;
  const gboolean is_refused = self->attempt->phase >= NS_PHASE_ANSWERED && (status == 401 || status == 403);
  const gboolean is_other = is_network (self->attempt, NS_NETWORK_NOT_EAS);
  const char *label = say (self, N_("Logged in"));

  if (is_refused)
    {
      self->is_over = FALSE;
      label = status == 401 ? say (self, N_("The login was refused")) : say (self, N_("Access was refused"));
    }
  else if (is_other)
    label = say (self, N_("The answer is not from an ActiveSync server"));
  add (self, "authenticated", !is_refused && !is_other, self->attempt->phase_at[NS_PHASE_ANSWERED], g_strdup (label))
    ->has_span = FALSE;
}

/* MS-ASCMD 2.2.3.177.17: these are of one item, the others may be of the whole request. */
static gboolean
is_of_item (NsOutcome outcome)
{
  return outcome.domain == NS_DOMAIN_SYNC && outcome.code >= 6 && outcome.code <= 9;
}

static char *
status_label (const Writer *self)
{
  const NsOutcome outcome = self->attempt->outcome;

  switch (outcome.domain)
    {
    case NS_DOMAIN_NONE:
      return g_strdup (say (self, N_("Nothing was decided")));
    case NS_DOMAIN_NETWORK:
    case NS_DOMAIN_HTTP:
      return g_strdup (say (self, N_("The answer was not understood")));
    case NS_DOMAIN_LOCAL:
      return g_strdup (say (self, N_("The answer says nothing of this item")));
    case NS_DOMAIN_SYNC:
    case NS_DOMAIN_COMMON:
    case NS_DOMAIN_FOLDER_SYNC:
    case NS_DOMAIN_PROVISION:
    case NS_DOMAIN_POLICY:
    case NS_DOMAIN_MEETING_RESPONSE:
      break;
    }
  return g_strdup_printf (is_of_item (outcome) ? say (self, N_("Item status %d")) : say (self, N_("Status %d")),
                          outcome.code);
}

static void
add_status (Writer *self)
{
  const NsCause *cause = ns_cause_for (self->attempt->outcome);
  const gboolean is_done = self->attempt->state == NS_STATE_DELIVERED
                           && (cause == NULL || cause->verdict == NS_VERDICT_DELIVERED);

  add (self, "status", is_done, self->attempt->phase_at[NS_PHASE_COMPLETE],
       is_done ? g_strdup (say (self, N_("Accepted"))) : status_label (self))
    ->has_span = FALSE;
}

/* Of what an earlier run had on the wire when it ended, the journal knows only that. */
static gboolean
is_from_journal (const NsAttempt *attempt)
{
  return is_network (attempt, NS_NETWORK_INTERRUPTED) && attempt->bytes_total == 0
         && attempt->phase_at[NS_PHASE_SENT] == 0;
}

/**
 * ns_attempt_steps_new:
 * @attempt: a try that has ended
 * @english: whether it is for support, in English, rather than for the user
 *
 * Tells a try step by step. A pure function; any thread.
 *
 * Returns: (transfer full) (element-type NsAttemptStep): the steps in their order, those that were not reached at the
 *   end; never empty
 */
GArray *
ns_attempt_steps_new (const NsAttempt *attempt, gboolean english)
{
  Writer self = { attempt, g_array_new (FALSE, FALSE, sizeof (NsAttemptStep)), english, FALSE };

  g_array_set_clear_func (self.steps, step_clear);
  if (attempt->outcome.domain == NS_DOMAIN_LOCAL && attempt->phase == NS_PHASE_NONE)
    {
      add (&self, "sent", FALSE, 0, g_strdup (say (&self, N_("Nothing was sent"))))->has_span = FALSE;
      return self.steps;
    }
  if (is_from_journal (attempt))
    {
      add (&self, "waited", FALSE, 0, g_strdup (say (&self, N_("Interrupted before an answer was seen"))));
      return self.steps;
    }
  add_way (&self);
  add_sent (&self);
  add_waited (&self);
  add_answered (&self);
  add_authenticated (&self);
  add_status (&self);
  return self.steps;
}

/**
 * ns_attempt_step_to_string:
 * @step: a step that was reached
 * @english: as for ns_attempt_steps_new()
 *
 * Returns: (transfer full): what happened and how long after the begin of the try, such as `Connected · 12 ms`
 */
char *
ns_attempt_step_to_string (const NsAttemptStep *step, gboolean english)
{
  g_autofree char *span = NULL;

  if (!step->has_span || step->span < 0)
    return g_strdup (step->label);
  span = ns_span_exact (step->span, english);
  /* Translators: a step of a try, and how long after its begin, such as "Connected · 12 ms". */
  return g_strdup_printf (english ? "%s · %s" : C_ ("step of a try", "%s · %s"), step->label, span);
}

/**
 * ns_attempt_fate_nick:
 * @fate: what became of a step
 *
 * Returns: its stable name in JSON, such as `done`
 */
const char *
ns_attempt_fate_nick (NsAttemptFate fate)
{
  return fate_nicks[fate];
}

/**
 * ns_attempt_present:
 * @attempt: a try under way
 *
 * Returns: (transfer full): what it is at, such as `Now: 12.3 kB of 40.1 kB sent`
 */
char *
ns_attempt_present (const NsAttempt *attempt)
{
  g_autofree char *sent = g_format_size (attempt->bytes_sent);
  g_autofree char *total = g_format_size (attempt->bytes_total);

  switch (attempt->phase)
    {
    case NS_PHASE_NONE:
      return g_strdup (_("Now: finding the server"));
    case NS_PHASE_RESOLVED:
      return g_strdup (_("Now: connecting"));
    case NS_PHASE_CONNECTED:
    case NS_PHASE_TLS:
      return g_strdup (_("Now: connected"));
    case NS_PHASE_SENDING:
      return g_strdup_printf (_("Now: %s of %s sent"), sent, total);
    case NS_PHASE_SENT:
      return g_strdup (_("Now: waiting for the answer"));
    case NS_PHASE_ANSWERED:
    case NS_PHASE_COMPLETE:
      return g_strdup (_("Now: reading the answer"));
    }
  g_return_val_if_reached (g_strdup (""));
}

/**
 * ns_attempt_duration:
 * @attempt: a try that has ended
 *
 * Returns: how long it took, in microseconds
 */
gint64
ns_attempt_duration (const NsAttempt *attempt)
{
  return attempt->started_at != 0 ? MAX (attempt->ended_at - attempt->started_at, 0) : 0;
}
