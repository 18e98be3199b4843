/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-lab-words.h"

#include "view/ns-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define STATUS_SUCCESS 1

/* Milliseconds. A step without words is over at once. */
#define WORDLESS_DELAY 200
/* What a presenter reads aloud in four seconds. */
#define FEW_CHARACTERS 60

/**
 * ns_lab_words_count:
 * @scenario: what is played
 * @n: how many steps are done
 *
 * Returns: (transfer full): where the player stands
 */
char *
ns_lab_words_count (const NsScenario *scenario, guint n)
{
  if (n == 0)
    return g_strdup (_("Before the first step"));
  return g_strdup_printf (_("Step %u of %u"), n, scenario->steps->len);
}

/**
 * ns_lab_words_step:
 * @scenario: what is played
 * @n: how many steps are done
 *
 * Says what the last step did, so that a presenter can read it out: its words or, where it has none, the step as it
 * stands in the scenario. Before the first step it is what the scenario shows.
 *
 * Returns: (transfer full): one or two sentences
 */
char *
ns_lab_words_step (const NsScenario *scenario, guint n)
{
  const NsStep *step;

  if (n == 0)
    return g_strdup (scenario->description != NULL ? scenario->description : scenario->title);
  step = g_ptr_array_index (scenario->steps, n - 1);
  return g_strdup (step->words != NULL ? step->words : step->source);
}

/**
 * ns_lab_words_delay:
 * @scenario: what is played
 * @n: how many steps are done
 * @delay: milliseconds for a few words
 *
 * Returns: how long the last step is to be shown while it plays, in milliseconds: as long as it takes to read its words
 *   out, or before the first step the description
 */
guint
ns_lab_words_delay (const NsScenario *scenario, guint n, guint delay)
{
  g_autofree char *words = ns_lab_words_step (scenario, n);
  const glong length = g_utf8_strlen (words, -1);

  if (n > 0 && ((const NsStep *) g_ptr_array_index (scenario->steps, n - 1))->words == NULL)
    return WORDLESS_DELAY;
  return (guint) (delay * MAX (length, FEW_CHARACTERS) / FEW_CHARACTERS);
}

/**
 * ns_lab_words_clock:
 * @when: a time
 *
 * Returns: (transfer full): the time of day
 */
char *
ns_lab_words_clock (gint64 when)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (when / G_USEC_PER_SEC);

  return g_date_time_format (then, C_ ("time of today", "%H:%M"));
}

/* What is done to an item, as the tape names it. */
static const char *
name_operation (const char *operation)
{
  static const struct
  {
    const char *operation;
    const char *words;
  } rows[] = {
    /* Translators: what a request asks of the server, after the name of the protocol's command. */
    { "add", NC_ ("request", "add") },
    { "change", NC_ ("request", "change") },
    { "delete", NC_ ("request", "delete") },
    { "fetch", NC_ ("request", "fetch") },
    { "send", NC_ ("request", "send") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].operation, operation))
      return g_dpgettext2 (GETTEXT_PACKAGE, "request", rows[i].words);
  return operation;
}

/**
 * ns_lab_words_request:
 * @exchange: a request and its answer
 *
 * Returns: (transfer full): the command and what it carries, such as `Sync: change Quarterly review`
 */
char *
ns_lab_words_request (const NsSimExchange *exchange)
{
  const char *operation;
  g_autofree char *subject = NULL;

  if (exchange->operation == NULL)
    return g_strdup (exchange->command);
  operation = name_operation (exchange->operation);
  if (exchange->n_items > 1)
    /* Translators: a command, what it does (add, change, delete, send), and to how many items. */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s: %s, %u item", "%s: %s, %u items", exchange->n_items),
                            exchange->command, operation, exchange->n_items);
  if (exchange->subject == NULL)
    return g_strdup_printf ("%s: %s", exchange->command, operation);
  subject = ns_words_isolate (exchange->subject);
  /* Translators: a command, what it does (add, change, delete, fetch, send), and to what. */
  return g_strdup_printf (_("%s: %s %s"), exchange->command, operation, subject);
}

/**
 * ns_lab_words_is_trouble:
 * @exchange: a request and its answer
 *
 * Returns: whether it went wrong in any way
 */
gboolean
ns_lab_words_is_trouble (const NsSimExchange *exchange)
{
  return exchange->fault != NULL || exchange->http_status != 200 || exchange->status > STATUS_SUCCESS ||
         exchange->is_half || exchange->is_cut;
}

/* What came back, and what the server did. */
static GPtrArray *
list_status (const NsSimExchange *exchange)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);

  if (exchange->http_status == 0)
    g_ptr_array_add (parts, g_strdup (_("No answer")));
  else
    g_ptr_array_add (parts, g_strdup_printf ("HTTP %u", exchange->http_status));
  if (exchange->http_status != 0 && exchange->status != 0 && !(exchange->is_cut && exchange->status == STATUS_SUCCESS))
    g_ptr_array_add (parts, g_strdup_printf (_("Status %d"), exchange->status));
  if (exchange->is_half)
    g_ptr_array_add (parts, g_strdup (_("cut in its middle")));
  if (exchange->replay)
    g_ptr_array_add (parts, g_strdup (_("repeated from memory")));
  else if (exchange->operation != NULL && !g_str_equal (exchange->operation, "fetch"))
    g_ptr_array_add (parts, g_strdup (exchange->executed ? _("executed") : _("not executed")));
  if (exchange->is_cut)
    g_ptr_array_add (parts, g_strdup (_("ended by a cut")));
  return parts;
}

static char *
join (GPtrArray *parts)
{
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

/**
 * ns_lab_words_status:
 * @exchange: a request and its answer
 *
 * Returns: (transfer full): what came back, and whether the server executed what was asked, such as
 *   `HTTP 200 · Status 7 · not executed`
 */
char *
ns_lab_words_status (const NsSimExchange *exchange)
{
  g_autoptr (GPtrArray) parts = list_status (exchange);

  return join (parts);
}

/**
 * ns_lab_words_answer:
 * @exchange: a request and its answer
 *
 * Returns: (transfer full): as ns_lab_words_status(), and the fault that met it
 */
char *
ns_lab_words_answer (const NsSimExchange *exchange)
{
  const char *fault = exchange->fault != NULL ? strchr (exchange->fault, ':') : NULL;
  g_autoptr (GPtrArray) parts = list_status (exchange);

  if (exchange->fault != NULL)
    g_ptr_array_add (parts, g_strdup_printf (exchange->http_status != 0 ? _("fault %s") : "%s",
                                             fault != NULL ? fault + 1 : exchange->fault));
  return join (parts);
}

/**
 * ns_lab_words_size:
 * @bytes: how many
 *
 * Returns: (transfer full): that, or nothing for nothing
 */
char *
ns_lab_words_size (gsize bytes)
{
  /* Translators: bytes. */
  return bytes > 0 ? g_strdup_printf (_("%u B"), (guint) bytes) : g_strdup ("");
}

/**
 * ns_lab_words_device:
 * @model: (nullable): such as `BlackBerry 8320`
 * @software: (nullable): the version of its software
 *
 * Returns: (transfer full): what the handheld is called
 */
char *
ns_lab_words_device (const char *model, const char *software)
{
  if (model == NULL)
    return g_strdup (_("Handheld"));
  /* Translators: a device and the version of its software. */
  return software != NULL ? g_strdup_printf (_("%s, software %s"), model, software) : g_strdup (model);
}

/**
 * ns_lab_words_product:
 * @product: what a server calls itself
 *
 * Returns: (transfer full): that, with the protocol's name before a mere version
 */
char *
ns_lab_words_product (const char *product)
{
  /* Translators: the version that a server of Exchange's kind gives. */
  return g_strdup_printf (g_ascii_isdigit (*product) ? _("ActiveSync %s") : "%s", product);
}

/**
 * ns_lab_words_way:
 * @url: where a server is
 *
 * Returns: (transfer none): whether what goes there is encrypted
 */
const char *
ns_lab_words_way (const char *url)
{
  return g_str_has_prefix (url, "https:") ? _("HTTPS, with SSL") : _("HTTP, without SSL");
}
