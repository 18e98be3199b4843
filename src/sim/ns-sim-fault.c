/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-fault.h"

#include "sim/ns-sim-server.h"

#include <string.h>

/* A bound on what a client may be asked to wait, in seconds. */
#define MAX_RETRY_AFTER 86400

#define ANY_COMMAND "ANY"

static gboolean
parse_decimal (const char *value, double min, double max, double *out)
{
  char *end = NULL;

  if (value == NULL || !g_ascii_isdigit (value[0]))
    return FALSE;
  *out = g_ascii_strtod (value, &end);
  return *end == '\0' && *out >= min && *out <= max;
}

static gboolean
parse_number (const char *value, guint64 min, guint64 max, guint64 *out)
{
  return value != NULL && g_ascii_string_to_unsigned (value, 10, min, max, out, NULL);
}

static gboolean
parse_status (const NsSimFaultKind *kind, const char *value, int *out)
{
  guint64 status;

  if (!parse_number (value, (guint64) kind->min, (guint64) kind->max, &status))
    return FALSE;
  *out = (int) status;
  return TRUE;
}

/* It goes into a header as it is. */
static gboolean
is_url (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c))
      return FALSE;
  return g_uri_is_valid (text, G_URI_FLAGS_NONE, NULL);
}

static gboolean
parse_value (NsSimFault *fault, const NsSimFaultKind *kind, const char *name, const char *value)
{
  switch (kind->value)
    {
    case NS_SIM_FAULT_VALUE_NONE:
      return value == NULL;
    case NS_SIM_FAULT_VALUE_SECONDS:
      return parse_decimal (value, kind->min, kind->max, &fault->seconds);
    case NS_SIM_FAULT_VALUE_STATUS:
      return (value == NULL && kind->scope == NS_SIM_FAULT_SCOPE_DEVICE) || parse_status (kind, value, &fault->value);
    case NS_SIM_FAULT_VALUE_HTTP:
    case NS_SIM_FAULT_VALUE_RATE:
      return parse_status (kind, value, &fault->value);
    case NS_SIM_FAULT_VALUE_HTTP_OR_CUT:
      return g_strcmp0 (value, "0") == 0 || parse_status (kind, value, &fault->value);
    case NS_SIM_FAULT_VALUE_CODE:
      return parse_status (kind, name, &fault->value) &&
             (value == NULL || parse_decimal (value, 0, MAX_RETRY_AFTER, &fault->seconds));
    case NS_SIM_FAULT_VALUE_URL:
      fault->location = g_strdup (value);
      return value == NULL || is_url (value);
    }
  g_return_val_if_reached (FALSE);
}

/* A number that is no kind of its own is an HTTP status. */
static const NsSimFaultKind *
find_kind (const char *name)
{
  const NsSimFaultKind *kind = ns_sim_fault_kind_find (name);

  return kind != NULL || !g_ascii_isdigit (name[0]) ? kind : ns_sim_fault_kind_find (NS_SIM_FAULT_KIND_HTTP);
}

static gboolean
parse_kind (NsSimFault *fault, const char *name, const char *value)
{
  const NsSimFaultKind *kind = find_kind (name);

  if (kind == NULL)
    return FALSE;
  fault->type = kind->type;
  fault->scope = kind->scope;
  if (kind->type == NS_SIM_FAULT_QUARANTINE)
    fault->value = (int) kind->preset;
  return parse_value (fault, kind, name, value);
}

static gboolean
parse_times (NsSimFault *fault, const char *times)
{
  guint64 count;

  if (times[0] == '\0')
    {
      fault->remaining = G_MAXUINT;
      return TRUE;
    }
  if (!parse_number (times, 1, 1000000, &count))
    return FALSE;
  fault->remaining = (guint) count;
  return TRUE;
}

/* `#N` is the N-th request from now; anything else names an item. */
static gboolean
parse_target (NsSimFault *fault, const char *target)
{
  guint64 n;

  if (target[0] != '#')
    {
      fault->target = g_strdup (target);
      return target[0] != '\0';
    }
  if (!parse_number (target + 1, 1, 1000000, &n))
    return FALSE;
  fault->is_counted = TRUE;
  fault->wait = (guint) n;
  return TRUE;
}

static gboolean
parse_command (NsSimFault *fault, const char *name)
{
  fault->is_any = g_str_equal (name, ANY_COMMAND);
  return fault->is_any || ns_command_from_name (name, &fault->command);
}

static gboolean
parse_body (NsSimFault *fault, char *body)
{
  char *target = strchr (body, '@'), *times, *value;

  if (target != NULL)
    {
      *target++ = '\0';
      if (!parse_target (fault, target))
        return FALSE;
    }
  times = strchr (body, '*');
  if (times != NULL)
    {
      *times++ = '\0';
      if (!parse_times (fault, times))
        return FALSE;
    }
  value = strchr (body, '=');
  if (value != NULL)
    *value++ = '\0';
  if (!parse_kind (fault, body, value))
    return FALSE;
  if (times == NULL && fault->scope == NS_SIM_FAULT_SCOPE_DEVICE)
    fault->remaining = G_MAXUINT;
  return TRUE;
}

/* Only a Sync has items of its own, and only at a certain one can it stop. Of a connection nothing is known yet. */
static gboolean
is_possible (const NsSimFault *fault)
{
  const gboolean is_sync = !fault->is_any && fault->command == NS_COMMAND_SYNC;

  switch (fault->scope)
    {
    case NS_SIM_FAULT_SCOPE_REQUEST:
      return TRUE;
    case NS_SIM_FAULT_SCOPE_ITEM:
      return is_sync;
    case NS_SIM_FAULT_SCOPE_FROM_ITEM:
      return is_sync && fault->target != NULL;
    case NS_SIM_FAULT_SCOPE_CONNECTION:
    case NS_SIM_FAULT_SCOPE_DEVICE:
      return fault->is_any && fault->target == NULL && !fault->is_counted;
    }
  g_return_val_if_reached (FALSE);
}

/**
 * ns_sim_fault_parse:
 * @text: `COMMAND:FAULT[=VALUE][*[TIMES]][@TARGET]`
 * @error: return location for %NS_SIM_ERROR_ARGUMENT
 *
 * Returns: (transfer full) (nullable): the fault
 */
NsSimFault *
ns_sim_fault_parse (const char *text, GError **error)
{
  g_autoptr (NsSimFault) fault = g_new0 (NsSimFault, 1);
  g_autofree char *work = g_strdup (text);
  char *colon = strchr (work, ':');

  fault->text = g_strdup (text);
  fault->remaining = 1;
  fault->seconds = -1;
  if (colon != NULL)
    *colon = '\0';
  if (colon == NULL || !parse_command (fault, work))
    {
      g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT,
                   "The fault \"%s\" does not start with the name of a command and a colon.", text);
      return NULL;
    }
  if (!parse_body (fault, colon + 1) || !is_possible (fault))
    {
      g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT,
                   "The fault \"%s\" is not known; --list-faults shows all of them.", text);
      return NULL;
    }
  return g_steal_pointer (&fault);
}

/**
 * ns_sim_fault_copy:
 * @self: a fault
 *
 * Returns: (transfer full): the same fault
 */
NsSimFault *
ns_sim_fault_copy (const NsSimFault *self)
{
  NsSimFault *copy = g_memdup2 (self, sizeof *self);

  copy->location = g_strdup (self->location);
  copy->target = g_strdup (self->target);
  copy->text = g_strdup (self->text);
  return copy;
}

/**
 * ns_sim_fault_free:
 * @self: (transfer full): a fault
 *
 * Frees it.
 */
void
ns_sim_fault_free (NsSimFault *self)
{
  g_free (self->location);
  g_free (self->target);
  g_free (self->text);
  g_free (self);
}

/**
 * ns_sim_fault_concerns:
 * @self: a fault
 * @command: the command of a request
 *
 * Returns: whether the fault is for requests of that command, and not for a later one
 */
gboolean
ns_sim_fault_concerns (const NsSimFault *self, NsCommand command)
{
  const gboolean is_of_requests =
    self->scope != NS_SIM_FAULT_SCOPE_CONNECTION && self->scope != NS_SIM_FAULT_SCOPE_DEVICE;

  return is_of_requests && self->wait == 0 && (self->is_any || self->command == command);
}

/**
 * ns_sim_fault_meets:
 * @self: a fault
 * @names: (element-type utf8): what the items of a request are called
 *
 * Returns: whether the fault waits for nothing, or for one of these; case does not matter
 */
gboolean
ns_sim_fault_meets (const NsSimFault *self, GPtrArray *names)
{
  g_autofree char *target = NULL;

  if (self->target == NULL)
    return TRUE;
  if (g_str_equal (self->target, "*"))
    return names->len > 0;

  target = g_utf8_casefold (self->target, -1);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *name = g_utf8_casefold (g_ptr_array_index (names, i), -1);

      if (g_str_equal (name, target))
        return TRUE;
    }
  return FALSE;
}

/**
 * ns_sim_fault_write:
 * @kind: a kind
 * @command: a command's name, or `ANY`
 * @value: its value; for %NS_SIM_FAULT_VALUE_CODE the HTTP status
 * @seconds: Retry-After of %NS_SIM_FAULT_VALUE_CODE, or negative for none
 * @times: how often it happens; %G_MAXUINT is always
 * @target: (nullable): the item that it waits for, or `#N`
 *
 * Puts a fault together; whether it is possible, ns_sim_fault_parse() says.
 *
 * Returns: (transfer full): how it is written
 */
char *
ns_sim_fault_write (const NsSimFaultKind *kind, const char *command, double value, double seconds, guint times,
                    const char *target)
{
  const gboolean is_lasting = kind->scope == NS_SIM_FAULT_SCOPE_DEVICE;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  GString *text = g_string_new (command);

  g_string_append_c (text, ':');
  g_ascii_formatd (number, sizeof number, "%.10g", value);
  if (kind->value == NS_SIM_FAULT_VALUE_CODE)
    g_string_append (text, number);
  else if (kind->value == NS_SIM_FAULT_VALUE_NONE || kind->value == NS_SIM_FAULT_VALUE_URL)
    g_string_append (text, kind->id);
  else
    g_string_append_printf (text, "%s=%s", kind->id, number);
  if (kind->value == NS_SIM_FAULT_VALUE_CODE && seconds >= 0)
    g_string_append_printf (text, "=%s", g_ascii_formatd (number, sizeof number, "%.10g", seconds));
  if (times == G_MAXUINT && !is_lasting)
    g_string_append_c (text, '*');
  else if (times != (is_lasting ? G_MAXUINT : 1))
    g_string_append_printf (text, "*%u", times);
  if (target != NULL)
    g_string_append_printf (text, "@%s", target);
  return g_string_free (text, FALSE);
}
