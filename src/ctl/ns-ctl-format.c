/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-format.h"

#include "base/ns-time.h"
#include "model/ns-attempt-steps.h"
#include "model/ns-cause-item.h"
#include "model/ns-span.h"

#include <glib/gi18n-lib.h>

#define MAX_SUBJECT_WIDTH 40
#define MAX_RECIPIENTS_WIDTH 30

/* Older tries say nothing new, and an item may have thousands. */
#define MAX_TRIES 20

typedef enum
{
  COLUMN_ID,
  COLUMN_STATE,
  COLUMN_KIND,
  COLUMN_QUEUED,
  COLUMN_TRIES,
  COLUMN_SUBJECT,
  COLUMN_RECIPIENTS,
  COLUMN_REASON,
  COLUMN_DECIDED,
  N_COLUMNS,
} Column;

static const char *const column_titles[N_COLUMNS] = {
  [COLUMN_ID] = N_("ID"),
  [COLUMN_STATE] = N_("STATE"),
  [COLUMN_KIND] = N_("KIND"),
  [COLUMN_QUEUED] = N_("QUEUED"),
  [COLUMN_TRIES] = N_("TRIES"),
  [COLUMN_SUBJECT] = N_("SUBJECT"),
  [COLUMN_RECIPIENTS] = N_("TO"),
  [COLUMN_REASON] = N_("LAST ERROR"),
  [COLUMN_DECIDED] = N_("DECIDED"),
};

/**
 * ns_ctl_print:
 * @format: a line, without its end
 *
 * Prints a line of text for people, in the charset of their locale.
 */
void
ns_ctl_print (const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_print ("%s\n", line);
}

/**
 * ns_ctl_has_failed:
 * @item: an item
 *
 * Returns: whether its last try failed, so that its outcome is worth showing
 */
gboolean
ns_ctl_has_failed (const NsItem *item)
{
  const NsCause *cause = ns_cause_for_item (item);

  return cause != NULL && cause->verdict != NS_VERDICT_DELIVERED && item->state != NS_STATE_DELIVERED;
}

static char *
local_time (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = time != 0 && utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("");
}

/**
 * ns_ctl_display_width:
 * @text: a text on one line
 *
 * Returns: how many columns of a terminal it takes
 */
guint
ns_ctl_display_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

/**
 * ns_ctl_cut:
 * @text: a text on one line
 * @max_width: how many columns of a terminal it may take
 *
 * Returns: (transfer full): the text, with an ellipsis where it was cut
 */
char *
ns_ctl_cut (const char *text, guint max_width)
{
  GString *out = NULL;
  guint width = 0;

  if (ns_ctl_display_width (text) <= max_width)
    return g_strdup (text);
  out = g_string_new (NULL);
  for (const char *p = text; width + 2 < max_width; p = g_utf8_next_char (p))
    {
      g_string_append_unichar (out, g_utf8_get_char (p));
      width = ns_ctl_display_width (out->str);
    }
  g_string_append (out, "…");
  return g_string_free (out, FALSE);
}

static char *
cell (const NsItem *item, Column column)
{
  g_autofree char *title = NULL;

  switch (column)
    {
    case COLUMN_ID:
      return g_strdup_printf ("%" G_GINT64_FORMAT, item->id);
    case COLUMN_STATE:
      return g_strdup (item->deleted_at != 0 ? C_ ("state", "Not sent") : ns_state_label (item->state));
    case COLUMN_KIND:
      return g_strdup (ns_kind_label (item->kind));
    case COLUMN_QUEUED:
      return local_time (item->queued_at);
    case COLUMN_TRIES:
      return g_strdup_printf ("%u", item->attempts);
    case COLUMN_SUBJECT:
      title = ns_item_dup_title (item);
      return ns_ctl_cut (title, MAX_SUBJECT_WIDTH);
    case COLUMN_RECIPIENTS:
      return ns_ctl_cut (item->recipients, MAX_RECIPIENTS_WIDTH);
    case COLUMN_REASON:
      return g_strdup (ns_ctl_has_failed (item) ? ns_cause_for_item (item)->exception : "");
    case COLUMN_DECIDED:
      return g_strdup (ns_resolution_label (item->resolution));
    case N_COLUMNS:
      break;
    }
  return g_strdup ("");
}

static gboolean
is_number (Column column)
{
  return column == COLUMN_ID || column == COLUMN_TRIES;
}

static void
append_cell (GString *line, Column column, const char *text, guint width)
{
  const guint gap = width - ns_ctl_display_width (text);

  if (is_number (column))
    g_string_append_printf (line, "%*s%s", (int) gap, "", text);
  else
    g_string_append_printf (line, "%s%*s", text, (int) gap, "");
}

static void
print_row (char *const *cells, const guint *widths)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint column = 0; column < N_COLUMNS; column++)
    {
      if (widths[column] == 0)
        continue;
      if (column != 0)
        g_string_append (line, "  ");
      append_cell (line, (Column) column, cells[column], widths[column]);
    }
  ns_ctl_print ("%s", g_strchomp (line->str));
}

/* A column in which no item has anything gets no title either. */
static char **
title_row (const guint *widths)
{
  char **cells = g_new0 (char *, N_COLUMNS + 1);

  for (guint column = 0; column < N_COLUMNS; column++)
    cells[column] = g_strdup (widths[column] != 0 ? _(column_titles[column]) : "");
  return cells;
}

static void
widen (guint *widths, char *const *cells)
{
  for (guint column = 0; column < N_COLUMNS; column++)
    widths[column] = MAX (widths[column], ns_ctl_display_width (cells[column]));
}

static char **
item_row (const NsItem *item)
{
  char **cells = g_new0 (char *, N_COLUMNS + 1);

  for (guint column = 0; column < N_COLUMNS; column++)
    cells[column] = cell (item, (Column) column);
  return cells;
}

/**
 * ns_ctl_print_table:
 * @items: (element-type NsItem): items
 *
 * Prints an aligned table; nothing at all where there are no items.
 */
void
ns_ctl_print_table (GPtrArray *items)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  guint widths[N_COLUMNS] = { 0 };

  if (items->len == 0)
    return;
  for (guint i = 0; i < items->len; i++)
    {
      g_ptr_array_add (rows, item_row (g_ptr_array_index (items, i)));
      widen (widths, g_ptr_array_index (rows, i));
    }
  g_ptr_array_insert (rows, 0, title_row (widths));
  widen (widths, g_ptr_array_index (rows, 0));
  for (guint i = 0; i < rows->len; i++)
    print_row (g_ptr_array_index (rows, i), widths);
}

static void
print_field (const char *label, const char *value)
{
  if (value != NULL && *value != '\0')
    ns_ctl_print ("%s: %s", label, value);
}

static void
print_time (const char *label, gint64 time)
{
  g_autofree char *text = local_time (time);

  print_field (label, text);
}

/* @item: (nullable): only an item has data of which there is something to say */
static void
print_cause (const NsCause *cause, const char *detail, const NsItem *item)
{
  g_autofree char *isolation =
    item != NULL && ns_item_is_isolated (item) ? ns_isolation_sentence (item->isolation) : NULL;

  ns_ctl_print ("\n%s", cause->exception);
  ns_ctl_print ("%s", ns_cause_why (cause));
  if (isolation != NULL)
    ns_ctl_print ("%s", isolation);
  if (item != NULL)
    ns_ctl_print ("%s", ns_cause_data (cause));
  ns_ctl_print ("%s", ns_cause_advice (cause));
  print_field (_("Detail"), detail);
}

static void
print_attempt (const NsAttempt *attempt)
{
  g_autofree char *time = local_time (attempt->started_at);
  g_autofree char *span = ns_span_exact (ns_attempt_duration (attempt), FALSE);
  g_autoptr (GArray) steps = ns_attempt_steps_new (attempt, FALSE);
  const NsCause *cause = ns_cause_for (attempt->outcome);

  ns_ctl_print ("  %s  %s  %s  %s", time, ns_command_name (attempt->outcome.command), span,
                cause != NULL ? cause->exception : _("done"));
  for (guint i = 0; i < steps->len; i++)
    {
      const NsAttemptStep *step = &g_array_index (steps, NsAttemptStep, i);
      g_autofree char *text = step->fate != NS_ATTEMPT_NOT_REACHED ? ns_attempt_step_to_string (step, FALSE) : NULL;

      if (text != NULL)
        ns_ctl_print ("    %s %s", step->fate == NS_ATTEMPT_DONE ? "+" : "!", text);
    }
}

static void
print_attempts (GArray *attempts)
{
  const guint older = attempts->len > MAX_TRIES ? attempts->len - MAX_TRIES : 0;

  if (attempts->len != 0)
    ns_ctl_print ("\n%s", _("Tries:"));
  if (older != 0)
    ns_ctl_print (ngettext ("  %u older try, which --json lists", "  %u older tries, which --json lists", older),
                  older);
  for (guint i = older; i < attempts->len; i++)
    print_attempt (&g_array_index (attempts, NsAttempt, i));
}

static void
print_next_try (const NsItem *item, gint64 now)
{
  g_autofree char *words = ns_span_next_try (item->next_attempt_at - now);

  print_time (_("Next try"), item->next_attempt_at);
  if (item->state == NS_STATE_PENDING && item->next_attempt_at != 0)
    ns_ctl_print ("%s", words);
}

static void
print_suspects (GPtrArray *suspects)
{
  if (suspects->len != 0)
    ns_ctl_print ("\n%s", _("Suspicious:"));
  for (guint i = 0; i < suspects->len; i++)
    {
      g_autofree char *line = ns_finding_line (g_ptr_array_index (suspects, i));

      ns_ctl_print ("  %s", line);
    }
}

/**
 * ns_ctl_print_item:
 * @item: an item
 * @attempts: (element-type NsAttempt): its tries
 * @suspects: (element-type NsFinding): its suspicious fields
 * @now: the present
 *
 * Prints all that a user needs to know of it.
 */
void
ns_ctl_print_item (const NsItem *item, GArray *attempts, GPtrArray *suspects, gint64 now)
{
  g_autofree char *size = g_format_size (item->size);
  g_autofree char *title = ns_item_dup_title (item);

  ns_ctl_print (_("Item: %lld"), (long long) item->id);
  print_field (_("Subject"), title);
  print_field (_("To"), item->recipients);
  print_field (_("Kind"), ns_kind_label (item->kind));
  print_field (_("State"), ns_state_label (item->state));
  print_field (_("Size"), size);
  print_time (_("Queued"), item->queued_at);
  print_time (_("Last try"), item->last_attempt_at);
  print_next_try (item, now);
  print_time (_("Delivered"), item->delivered_at);
  if (ns_ctl_has_failed (item))
    print_cause (ns_cause_for_item (item), item->detail, item);
  else
    print_field (_("Note"), item->detail);
  print_suspects (suspects);
  print_attempts (attempts);
}

static void
print_capabilities (const NsAccount *account)
{
  ns_ctl_print ("\n%s", _("What the server can do:"));
  for (guint i = 0; i < NS_N_CAPABILITIES; i++)
    {
      const NsCapability capability = (NsCapability) i;
      g_autofree char *when = local_time (ns_capabilities_get_time (&account->capabilities, capability));
      g_autofree char *what = ns_knowledge_words (ns_account_knows (account, capability), when);

      ns_ctl_print ("  %s: %s", ns_capability_label (capability), what);
    }
}

/**
 * ns_ctl_print_certificate:
 * @certificate: what a server showed
 *
 * Prints it, so that the user can compare it with what the administrator says.
 */
void
ns_ctl_print_certificate (const NsCertificate *certificate)
{
  g_autofree char *fingerprint = ns_fingerprint_to_text (certificate->fingerprint);

  print_field (_("Certificate of"), certificate->subject);
  print_field (_("Issued by"), certificate->issuer);
  print_time (_("Valid from"), certificate->valid_from);
  print_time (_("Valid until"), certificate->valid_until);
  print_field (_("SHA-256 fingerprint"), fingerprint);
}

/**
 * ns_ctl_print_account:
 * @account: the account
 *
 * Prints the account. A password command may hold a password, so it is not shown.
 */
void
ns_ctl_print_account (const NsAccount *account)
{
  g_autofree char *pin = account->pin != NULL ? ns_fingerprint_to_text (account->pin) : NULL;

  print_field (_("Server"), account->server);
  print_field (_("User"), account->user);
  print_field (_("E-mail"), account->email);
  print_field (_("Password"), account->password_command != NULL ? _("from a command") : _("in the Secret Service"));
  print_field (_("Certificate authorities"), account->ca_file != NULL ? account->ca_file : _("the system's"));
  print_field (_("Trusted certificate"), pin);
  print_field (_("Protocol"), account->protocol != NULL ? account->protocol : _("the highest that both sides know"));
  print_field (_("Protocol in use"), account->version);
  print_field (_("Server product"), account->server_product);
  print_field (_("Device"), account->device_id);
  print_field (_("Compare before sending"), account->compares_first ? _("yes") : _("no"));
  print_field (_("Clear reminder echoes"), account->clears_echoes ? _("yes") : _("no"));
  print_time (_("Next try"), account->retry_at);
  if (ns_cause_for (account->fault) != NULL)
    print_cause (ns_cause_for (account->fault), account->fault_detail, NULL);
  print_capabilities (account);
}

/**
 * ns_ctl_health:
 * @tally: the outbox in numbers
 *
 * Returns: (transfer full): one line: what needs the user, what waits and for when
 */
char *
ns_ctl_health (const NsTally *tally)
{
  const guint need_user = ns_tally_needs_user (tally);
  const guint waiting = ns_tally_waiting (tally);
  const guint held = tally->count[NS_STATE_HELD];
  g_autofree char *next = local_time (waiting != 0 ? tally->next_attempt_at : 0);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (need_user != 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u needs you", "%u need you", need_user), need_user));
  if (waiting != 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u waiting", "%u waiting", waiting), waiting));
  if (held != 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u held", "%u held", held), held));
  if (*next != '\0')
    g_ptr_array_add (parts, g_strdup_printf (_("next try %s"), next));
  if (parts->len == 0)
    return g_strdup (_("Nothing waits"));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}
