/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-fault.h"

#include "sim/ns-sim-server.h"

#include <string.h>

/* A delay beyond any client's patience, and a bound on Retry-After. */
#define MAX_SECONDS 86400

#define ANY_COMMAND "ANY"

typedef enum
{
  VALUE_NONE,
  VALUE_SECONDS,
  VALUE_STATUS,
  VALUE_HTTP,
  VALUE_HTTP_OR_CUT,
} ValueKind;

static const struct
{
  const char *name;
  NsSimFaultType type;
  ValueKind value;
  const char *help;
} kinds[] = {
  { "drop-before", NS_SIM_FAULT_DROP_BEFORE, VALUE_NONE, "cut the connection before the body is read" },
  { "drop-body", NS_SIM_FAULT_DROP_BODY, VALUE_NONE, "cut the connection amid the body" },
  { "drop-answer", NS_SIM_FAULT_DROP_ANSWER, VALUE_NONE, "execute, then cut the connection before the answer" },
  { "half-answer", NS_SIM_FAULT_HALF_ANSWER, VALUE_NONE, "execute, then cut the connection amid the answer" },
  { "delay", NS_SIM_FAULT_DELAY, VALUE_SECONDS, "execute, then hold the answer back for SECONDS" },
  { "stall", NS_SIM_FAULT_STALL, VALUE_NONE, "execute nothing and never answer" },
  { "gateway", NS_SIM_FAULT_GATEWAY, VALUE_HTTP, "answer HTTP status N with a gateway's page" },
  { "gateway-late", NS_SIM_FAULT_GATEWAY_LATE, VALUE_HTTP, "execute, then answer as a gateway does that gave up" },
  { "status", NS_SIM_FAULT_STATUS, VALUE_STATUS, "refuse the command with Status N" },
  { "item-status", NS_SIM_FAULT_ITEM_STATUS, VALUE_STATUS, "refuse the next item of a Sync with Status N" },
  { "stop", NS_SIM_FAULT_STOP, VALUE_HTTP_OR_CUT, "execute the items before TARGET, then answer HTTP N; 0 cuts" },
  { "html", NS_SIM_FAULT_HTML, VALUE_NONE, "answer 200 with a web page, as a captive portal does" },
  { "302", NS_SIM_FAULT_REDIRECT, VALUE_NONE, "redirect to a page that answers 200" },
};

static gboolean
parse_seconds (const char *value, double *out)
{
  char *end = NULL;

  if (value == NULL || value[0] == '\0')
    return FALSE;
  *out = g_ascii_strtod (value, &end);
  return *end == '\0' && *out >= 0 && *out <= MAX_SECONDS;
}

static gboolean
parse_number (const char *value, guint64 min, guint64 max, guint64 *out)
{
  return value != NULL && g_ascii_string_to_unsigned (value, 10, min, max, out, NULL);
}

static gboolean
parse_http (NsSimFault *fault, const char *name, const char *value)
{
  guint64 status;

  if (!parse_number (name, 400, 599, &status))
    return FALSE;
  fault->type = NS_SIM_FAULT_HTTP;
  fault->value = (int) status;
  return value == NULL || parse_seconds (value, &fault->seconds);
}

static gboolean
parse_status (const char *value, guint64 min, guint64 max, int *out)
{
  guint64 status;

  if (!parse_number (value, min, max, &status))
    return FALSE;
  *out = (int) status;
  return TRUE;
}

static gboolean
parse_kind (NsSimFault *fault, const char *name, const char *value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (!g_str_equal (kinds[i].name, name))
        continue;

      fault->type = kinds[i].type;
      switch (kinds[i].value)
        {
        case VALUE_NONE:
          return value == NULL;
        case VALUE_SECONDS:
          return parse_seconds (value, &fault->seconds);
        case VALUE_STATUS:
          return parse_status (value, 2, 255, &fault->value);
        case VALUE_HTTP:
          return parse_status (value, 400, 599, &fault->value);
        case VALUE_HTTP_OR_CUT:
          return g_strcmp0 (value, "0") == 0 || parse_status (value, 400, 599, &fault->value);
        }
    }
  return parse_http (fault, name, value);
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
  return parse_kind (fault, body, value);
}

/* Only a Sync has items of its own, and only at a certain one can it stop. */
static gboolean
is_possible (const NsSimFault *fault)
{
  const gboolean is_sync = !fault->is_any && fault->command == NS_COMMAND_SYNC;

  if (fault->type == NS_SIM_FAULT_ITEM_STATUS)
    return is_sync;
  return fault->type != NS_SIM_FAULT_STOP || (is_sync && fault->target != NULL);
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
  return self->wait == 0 && (self->is_any || self->command == command);
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
 * ns_sim_fault_dup_list:
 *
 * Returns: (transfer full): all faults, one a line, for people
 */
char *
ns_sim_fault_dup_list (void)
{
  static const char *const values[] = { [VALUE_NONE] = "", [VALUE_SECONDS] = "=SECONDS", [VALUE_STATUS] = "=N",
                                        [VALUE_HTTP] = "=N", [VALUE_HTTP_OR_CUT] = "=N" };
  GString *list = g_string_new (NULL);

  g_string_append_printf (list, "%-20s %s\n", "503[=SECONDS]",
                          "answer any HTTP status from 400 to 599, with Retry-After where SECONDS are given");
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *form = g_strconcat (kinds[i].name, values[kinds[i].value], NULL);

      g_string_append_printf (list, "%-20s %s\n", form, kinds[i].help);
    }
  return g_string_free (list, FALSE);
}
