/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-technical.h"

#include "base/ns-time.h"
#include "model/ns-cause-item.h"
#include "model/ns-certificate.h"
#include "view/ns-words.h"

#include <glib/gi18n-lib.h>

static void
fact_clear (gpointer data)
{
  g_free (((NsFact *) data)->value);
}

static void
add_fact (GArray *facts, const char *name, char *value)
{
  const NsFact fact = { name, value };

  if (value == NULL || *value == '\0')
    g_free (value);
  else
    g_array_append_val (facts, fact);
}

static void
add_outcome (GArray *facts, const NsItem *item)
{
  const NsCause *cause = ns_cause_for_item (item);

  if (cause == NULL)
    return;
  add_fact (facts, _("Cause"), g_strdup (cause->id));
  add_fact (facts, _("Command"), g_strdup (ns_command_name (item->outcome.command)));
  add_fact (facts, _("Status"), g_strdup_printf ("%d", item->outcome.code));
  if (item->outcome.http_status != 0)
    add_fact (facts, _("HTTP status"), g_strdup_printf ("%d", item->outcome.http_status));
  add_fact (facts, _("Detail"), g_strdup (item->detail));
}

/**
 * ns_technical_facts:
 * @item: an item
 *
 * Returns: (transfer full) (element-type NsFact): what a developer wants to know of it; only what is known
 */
GArray *
ns_technical_facts (const NsItem *item)
{
  GArray *facts = g_array_new (FALSE, FALSE, sizeof (NsFact));

  g_array_set_clear_func (facts, fact_clear);
  add_fact (facts, _("Item"), g_strdup_printf ("%" G_GINT64_FORMAT, item->id));
  add_fact (facts, _("Kind"),
            g_strdup_printf ("%s, %s", ns_kind_nick (item->kind), ns_operation_nick (item->operation)));
  add_fact (facts, _("State"), g_strdup (ns_state_nick (item->state)));
  add_fact (facts, _("Size"), g_format_size_full (item->size, G_FORMAT_SIZE_LONG_FORMAT));
  add_fact (facts, _("Queued"), ns_time_to_iso8601 (item->queued_at));
  add_fact (facts, _("Client ID"), g_strdup (item->client_id));
  add_fact (facts, _("Server ID"), g_strdup (item->server_id));
  add_fact (facts, _("Folder"), g_strdup (item->collection_id));
  add_fact (facts, _("UID"), g_strdup (item->uid));
  add_fact (facts, _("Message-ID"), g_strdup (item->message_id));
  add_outcome (facts, item);
  return facts;
}

/**
 * ns_technical_account_facts:
 * @account: an account
 *
 * Returns: (transfer full) (element-type NsFact): what is known of it and its server; nothing secret
 */
GArray *
ns_technical_account_facts (const NsAccount *account)
{
  GArray *facts = g_array_new (FALSE, FALSE, sizeof (NsFact));
  const char *protocol = account->version != NULL ? account->version : account->protocol;

  g_array_set_clear_func (facts, fact_clear);
  add_fact (facts, _("Address"), g_strdup (account->email));
  add_fact (facts, _("Server"), g_strdup (account->server));
  add_fact (facts, _("Software"), g_strdup (account->server_product));
  add_fact (facts, _("Protocol"), protocol != NULL ? g_strdup_printf (_("ActiveSync %s"), protocol) : NULL);
  add_fact (facts, _("User"), g_strdup (account->user));
  add_fact (facts, _("Password"), g_strdup (account->password_command != NULL ? _("Asked of a command each time")
                                                                              : _("Kept in the keyring")));
  add_fact (facts, _("Certificates"), g_strdup (account->ca_file));
  add_fact (facts, _("Trusted certificate"), account->pin != NULL ? ns_fingerprint_to_text (account->pin) : NULL);
  add_fact (facts, _("Device ID"), g_strdup (account->device_id));
  return facts;
}

/**
 * ns_technical_capabilities:
 * @account: an account
 *
 * Returns: (transfer full) (element-type NsFact): what its server can do, and from where that is known
 */
GArray *
ns_technical_capabilities (const NsAccount *account)
{
  GArray *facts = g_array_new (FALSE, FALSE, sizeof (NsFact));

  g_array_set_clear_func (facts, fact_clear);
  for (guint i = 0; i < NS_N_CAPABILITIES; i++)
    {
      const NsCapability capability = (NsCapability) i;
      const gint64 seen_at = ns_capabilities_get_time (&account->capabilities, capability);
      g_autofree char *when = seen_at != 0 ? ns_words_instant (seen_at) : NULL;

      add_fact (facts, ns_capability_label (capability),
                ns_knowledge_words (ns_account_knows (account, capability), when));
    }
  return facts;
}

/**
 * ns_technical_text:
 * @item: an item
 *
 * Returns: (transfer full): the same facts, one a line, for the clipboard
 */
char *
ns_technical_text (const NsItem *item)
{
  g_autoptr (GArray) facts = ns_technical_facts (item);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < facts->len; i++)
    {
      const NsFact *fact = &g_array_index (facts, NsFact, i);

      g_string_append_printf (text, "%s: %s\n", fact->name, fact->value);
    }
  return g_string_free (text, FALSE);
}

/**
 * ns_technical_attempt:
 * @attempt: one try
 *
 * Returns: (transfer full): how it ended, in one line
 */
char *
ns_technical_attempt (const NsAttempt *attempt)
{
  const char *problem = ns_words_problem (attempt->outcome);

  if (attempt->state == NS_STATE_DELIVERED)
    return g_strdup (_("Accepted by the server"));
  if (problem != NULL)
    return g_strdup (problem);
  return g_strdup (_("Nothing was decided"));
}
