/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "transport/ns-fault.h"

#include <glib/gi18n-lib.h>
#include <gnutls/gnutls.h>
#include <string.h>

/* No server worth the name refuses less, so a line that broke below it did not break because of the size. */
#define LARGE_REQUEST (1024 * 1024)

/* The first that applies names the fault: what only the server's owner can explain stands before what the user can
 * allow, so that nobody is asked to trust the authority of a certificate that is for another host. */
static const struct
{
  GTlsCertificateFlags flag;
  NsNetworkFault fault;
  const char *words;
} certificate_faults[] = {
  { G_TLS_CERTIFICATE_REVOKED, NS_NETWORK_TLS_REVOKED, N_ ("it has been revoked") },
  { G_TLS_CERTIFICATE_BAD_IDENTITY, NS_NETWORK_TLS_WRONG_HOST, N_ ("it is for another host name") },
  { G_TLS_CERTIFICATE_EXPIRED, NS_NETWORK_TLS_EXPIRED, N_ ("it has expired") },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, NS_NETWORK_TLS_NOT_YET_VALID, N_ ("it is not valid yet") },
  { G_TLS_CERTIFICATE_INSECURE, NS_NETWORK_TLS_CERTIFICATE, N_ ("its algorithm is not safe") },
  { G_TLS_CERTIFICATE_UNKNOWN_CA, NS_NETWORK_TLS_UNKNOWN_AUTHORITY, N_ ("its authority is unknown") },
};

/**
 * ns_fault_describe_certificate:
 * @flags: what GIO found wrong with a server's certificate. GIO promises at least one flag, not all that apply.
 *
 * Returns: (transfer full): one sentence that names each fault
 */
char *
ns_fault_describe_certificate (GTlsCertificateFlags flags)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (certificate_faults); i++)
    if ((flags & certificate_faults[i].flag) != 0)
      g_ptr_array_add (words, (gpointer) _(certificate_faults[i].words));
  if (words->len == 0)
    g_ptr_array_add (words, (gpointer) _("it cannot be checked"));
  g_ptr_array_add (words, NULL);

  list = g_strjoinv (", ", (char **) words->pdata);
  return g_strdup_printf (_("The server's certificate is not trusted: %s."), list);
}

/**
 * ns_fault_from_timeout:
 * @phase: how far the exchange had got
 *
 * A time-out never proves that the request failed (eas-facts 1.10): what it means hangs on @phase alone.
 *
 * Returns: the fault
 */
NsNetworkFault
ns_fault_from_timeout (NsPhase phase)
{
  if (phase >= NS_PHASE_SENT)
    return NS_NETWORK_TIMEOUT;
  if (phase >= NS_PHASE_CONNECTED)
    return NS_NETWORK_TIMEOUT_SENDING;
  return phase == NS_PHASE_RESOLVED ? NS_NETWORK_CONNECT : NS_NETWORK_RESOLVE;
}

/**
 * ns_fault_from_certificate:
 * @flags: what GIO found wrong with a server's certificate
 *
 * Returns: the fault that the user has to know of first
 */
NsNetworkFault
ns_fault_from_certificate (GTlsCertificateFlags flags)
{
  for (gsize i = 0; i < G_N_ELEMENTS (certificate_faults); i++)
    if ((flags & certificate_faults[i].flag) != 0)
      return certificate_faults[i].fault;
  return NS_NETWORK_TLS_CERTIFICATE;
}

/* GIO has no code for it, but hands on the words of GnuTLS, in the user's language; where another library speaks TLS,
 * none of them is found. */
static gboolean
is_too_old (const GError *error)
{
  const char *words[] = { gnutls_strerror (GNUTLS_E_UNSUPPORTED_VERSION_PACKET),
                          gnutls_alert_get_name (GNUTLS_A_PROTOCOL_VERSION) };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i] != NULL && strstr (error->message, words[i]) != NULL)
      return TRUE;
  return g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_INAPPROPRIATE_FALLBACK);
}

static gboolean
is_from_proxy (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PROXY_FAILED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PROXY_AUTH_FAILED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PROXY_NOT_ALLOWED);
}

/**
 * ns_fault_from_error:
 * @error: how the exchange failed; not by a cancellation
 * @facts: what was seen of it
 *
 * The phase decides before the error does: whatever GIO calls it, a request of which the last byte was written may
 * have been executed, and one of which it was not cannot have been (eas-facts 6.4, 10.5).
 *
 * Returns: the fault
 */
NsNetworkFault
ns_fault_from_error (const GError *error, const NsFaultFacts *facts)
{
  if (facts->phase >= NS_PHASE_SENT)
    return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ? NS_NETWORK_TIMEOUT : NS_NETWORK_LOST_ANSWER;
  if (facts->is_at_proxy || is_from_proxy (error))
    return NS_NETWORK_PROXY;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return ns_fault_from_timeout (MAX (facts->phase, NS_PHASE_RESOLVED));
  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    return facts->is_other_than_pinned ? NS_NETWORK_TLS_PIN_CHANGED : ns_fault_from_certificate (facts->certificate);
  if (error->domain == G_RESOLVER_ERROR)
    return NS_NETWORK_RESOLVE;
  if (facts->phase < NS_PHASE_CONNECTED)
    return NS_NETWORK_CONNECT;
  if (facts->is_https && facts->phase < NS_PHASE_TLS)
    return is_too_old (error) ? NS_NETWORK_TLS_TOO_OLD : NS_NETWORK_TLS_HANDSHAKE;
  return facts->size > LARGE_REQUEST ? NS_NETWORK_CUT_SENDING_LARGE : NS_NETWORK_CUT_SENDING;
}
