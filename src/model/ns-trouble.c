/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-trouble.h"

#include "model/ns-item.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Tickets, time stamps and calendars begin to go wrong beyond this. */
#define MAX_CLOCK_SKEW (5 * 60)

typedef gboolean (*Rule) (const NsFacts *facts);

static gboolean
is_fault (const NsFacts *facts, NsDomain domain, int code)
{
  return facts->fault.domain == domain && facts->fault.code == code;
}

static gboolean
mentions (const char *text, const char *word)
{
  return text != NULL && strstr (text, word) != NULL;
}

/* @word: lower case; the schemes are names of their own, without parameters */
static gboolean
offers (const NsFacts *facts, const char *word)
{
  g_autofree char *lower = facts->auth_schemes != NULL ? g_ascii_strdown (facts->auth_schemes, -1) : NULL;

  return mentions (lower, word);
}

/**
 * ns_trouble_is_below:
 * @text: (nullable): what a server or a device says of itself
 * @product: the words before the version in it; the empty text where @text is the version
 * @major: a version
 * @minor: a version
 *
 * Returns: whether @text names @product with a version, and that is below @major.@minor
 */
gboolean
ns_trouble_is_below (const char *text, const char *product, guint major, guint minor)
{
  const char *start = text != NULL ? strstr (text, product) : NULL;
  char *end = NULL;
  guint64 found_major, found_minor;

  if (start == NULL)
    return FALSE;
  start += strlen (product);
  while (*start == ' ' || *start == '/')
    start++;
  if (!g_ascii_isdigit (*start))
    return FALSE;
  found_major = g_ascii_strtoull (start, &end, 10);
  found_minor = *end == '.' ? g_ascii_strtoull (end + 1, NULL, 10) : 0;
  return found_major < major || (found_major == major && found_minor < minor);
}

/* Article 416: Kerio MailServer before 6.7, SSL, and device software before 4.6. This program is no such device, but
 * the server ends its answers in the same way, so it counts where an answer was lost. */
static gboolean
is_kerio_ssl (const NsFacts *facts)
{
  const gboolean is_old = ns_trouble_is_below (facts->server_header, "Kerio MailServer", 6, 7)
                          || ns_trouble_is_below (facts->server_product, "Kerio MailServer", 6, 7);

  if (!is_old || !facts->is_tls)
    return FALSE;
  if (facts->device_software != NULL)
    return ns_trouble_is_below (facts->device_software, "", 4, 6);
  return is_fault (facts, NS_DOMAIN_NETWORK, NS_NETWORK_LOST_ANSWER)
         || is_fault (facts, NS_DOMAIN_NETWORK, NS_NETWORK_TIMEOUT);
}

static gboolean
is_small_proxy (const NsFacts *facts)
{
  return is_fault (facts, NS_DOMAIN_HTTP, 413)
         && (mentions (facts->server_header, "nginx") || mentions (facts->server_product, "nginx"));
}

static gboolean
is_exchange_online (const NsFacts *facts)
{
  return facts->host != NULL
         && (g_ascii_strcasecmp (facts->host, "outlook.office365.com") == 0
             || g_ascii_strcasecmp (facts->host, "eas.outlook.com") == 0);
}

static gboolean
is_without_password (const NsFacts *facts)
{
  return is_exchange_online (facts)
         || (is_fault (facts, NS_DOMAIN_HTTP, 401) && offers (facts, "bearer") && !offers (facts, "basic"));
}

static gboolean
is_too_many_devices (const NsFacts *facts)
{
  return is_fault (facts, NS_DOMAIN_COMMON, 177);
}

static gboolean
is_device_blocked (const NsFacts *facts)
{
  return is_fault (facts, NS_DOMAIN_COMMON, 129) || is_fault (facts, NS_DOMAIN_HTTP, 403);
}

static gboolean
is_captive_portal (const NsFacts *facts)
{
  return is_fault (facts, NS_DOMAIN_HTTP, 511)
         || (is_fault (facts, NS_DOMAIN_NETWORK, NS_NETWORK_NOT_EAS)
             && g_strcmp0 (facts->media_type, "text/html") == 0);
}

static gboolean
is_clock_wrong (const NsFacts *facts)
{
  return facts->clock_skew > MAX_CLOCK_SKEW || facts->clock_skew < -MAX_CLOCK_SKEW;
}

/* What is wrong with one server stands before what may be wrong with all of them. */
static const struct
{
  Rule applies;
  NsTrouble trouble;
} troubles[] = {
  { is_kerio_ssl,
    { "kerio-ssl", N_("Kerio MailServer before 6.7 with SSL"),
      N_("Over SSL, Kerio MailServer before 6.7 ends its answers in a way that device software 4.5 and older takes "
         "for a failure: items stay pending for ever, and may be delivered many times."),
      { N_("Install device software 4.6 or newer on the device."),
        N_("Ask the administrator to update the server to Kerio MailServer 6.7 or newer."),
        N_("As a last resort use an address without SSL: then everybody on the way can read your password and "
           "your mail.") } } },
  { is_small_proxy,
    { "nginx-413", N_("A proxy that takes only small items"),
      N_("The nginx in front of the mail server refused the item because of its size; unless told otherwise it "
         "takes no more than 1 MB."),
      { N_("Ask the administrator to raise “client_max_body_size” in nginx to the size that the mail server "
           "takes."),
        N_("Send it with smaller attachments, or without them.") } } },
  { is_without_password,
    { "needs-oauth", N_("A server that takes no password"),
      N_("This server wants a token (OAuth) instead of a password, as Exchange Online does, and this program can "
         "only log in with a password."),
      { N_("Ask the administrator for a server that accepts a password (Basic authentication) over ActiveSync."),
        N_("Until then export the items that wait, and send them in another way; they stay in your outbox.") } } },
  { is_too_many_devices,
    { "too-many-devices", N_("Too many devices"),
      N_("Your mailbox has as many devices as the server allows, so it does not take this computer as one more."),
      { N_("Remove a device that you no longer use in the server's web interface, then send and receive."),
        N_("Ask the administrator to allow you more devices.") } } },
  { is_device_blocked,
    { "device-blocked", N_("A device that is blocked or in quarantine"),
      N_("The server does not let this computer in: it waits for approval (quarantine), was blocked, or ActiveSync "
         "is switched off for you."),
      { N_("Look into your mailbox in another way: a server that puts a device into quarantine sends a mail about "
           "it."),
        N_("Ask the administrator to allow the device whose number the account shows."),
        N_("You need not send anything again: the outbox is tried every hour, and at once with Send/Receive.") } } },
  { is_captive_portal,
    { "captive-portal", N_("A network that wants you to log in"),
      N_("A web page came instead of the mail server's answer: most likely the log-in page of this network."),
      { N_("Open any web page, log in to the network, then send and receive."),
        N_("If you are logged in already, check the server's address in the account.") } } },
  { is_clock_wrong,
    { "clock-skew", N_("Clocks that differ"),
      N_("The clocks of this computer and of the server differ by more than five minutes, so certificates may be "
         "refused and meetings and mails get wrong times."),
      { N_("Set the date and time of this computer by the network."),
        N_("If they are right, tell the administrator that the server's clock is wrong.") } } },
};

/**
 * ns_trouble_find:
 * @facts: what was observed
 *
 * Looks for a trouble that others had before (design 6). Pure.
 *
 * Returns: (transfer none) (nullable): the first that fits
 */
const NsTrouble *
ns_trouble_find (const NsFacts *facts)
{
  for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++)
    if (troubles[i].applies (facts))
      return &troubles[i].trouble;
  return NULL;
}

/**
 * ns_trouble_for:
 * @account: the account
 * @items: (element-type NsItem) (nullable): items that need the user
 *
 * Looks at what the engine observed of the account, and then at what happened to each item.
 *
 * Returns: (transfer none) (nullable): the trouble of the account
 */
const NsTrouble *
ns_trouble_for (const NsAccount *account, GPtrArray *items)
{
  g_autoptr (GUri) uri = g_uri_parse (account->server != NULL ? account->server : "", G_URI_FLAGS_NONE, NULL);
  NsFacts facts = {
    .host = uri != NULL ? g_uri_get_host (uri) : NULL,
    .is_tls = uri != NULL && g_str_equal (g_uri_get_scheme (uri), "https"),
    .server_product = account->server_product,
    .server_header = account->server_header,
    .auth_schemes = account->auth_schemes,
    .media_type = account->media_type,
    .fault = account->fault,
    .detail = account->fault_detail,
    .clock_skew = account->clock_skew,
  };
  const NsTrouble *trouble = ns_trouble_find (&facts);

  for (guint i = 0; trouble == NULL && items != NULL && i < items->len; i++)
    {
      const NsItem *item = g_ptr_array_index (items, i);

      facts.fault = item->outcome;
      facts.detail = item->detail;
      trouble = ns_trouble_find (&facts);
    }
  return trouble;
}

/**
 * ns_trouble_title:
 * @trouble: a trouble
 *
 * Returns: (transfer none): a few words, translated
 */
const char *
ns_trouble_title (const NsTrouble *trouble)
{
  return g_dgettext (GETTEXT_PACKAGE, trouble->title);
}

/**
 * ns_trouble_why:
 * @trouble: a trouble
 *
 * Returns: (transfer none): one translated sentence: what is known about it
 */
const char *
ns_trouble_why (const NsTrouble *trouble)
{
  return g_dgettext (GETTEXT_PACKAGE, trouble->why);
}

/**
 * ns_trouble_get_cure:
 * @trouble: a trouble
 * @n: which way out, from 0
 *
 * Returns: (transfer none) (nullable): one translated sentence; %NULL after the last
 */
const char *
ns_trouble_get_cure (const NsTrouble *trouble, guint n)
{
  if (n >= NS_TROUBLE_MAX_CURES || trouble->cures[n] == NULL)
    return NULL;
  return g_dgettext (GETTEXT_PACKAGE, trouble->cures[n]);
}
