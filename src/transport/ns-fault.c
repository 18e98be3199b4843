/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "transport/ns-fault.h"

#include <glib/gi18n-lib.h>

static const struct
{
  GTlsCertificateFlags flag;
  const char *words;
} certificate_faults[] = {
  { G_TLS_CERTIFICATE_BAD_IDENTITY, N_ ("it is for another host name") },
  { G_TLS_CERTIFICATE_EXPIRED, N_ ("it has expired") },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, N_ ("it is not valid yet") },
  { G_TLS_CERTIFICATE_REVOKED, N_ ("it has been revoked") },
  { G_TLS_CERTIFICATE_INSECURE, N_ ("its algorithm is not safe") },
  { G_TLS_CERTIFICATE_UNKNOWN_CA, N_ ("its authority is unknown") },
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
 * ns_fault_from_error:
 * @error: how the exchange failed; not by a cancellation
 * @phase: how far it had got
 * @is_https: whether TLS was to be spoken
 *
 * The phase decides before the error does: whatever GIO calls it, a request of which the last byte was written may
 * have been executed, and one of which it was not cannot have been (eas-facts 6.4, 10.5).
 *
 * Returns: the fault
 */
NsNetworkFault
ns_fault_from_error (const GError *error, NsPhase phase, gboolean is_https)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return ns_fault_from_timeout (MAX (phase, NS_PHASE_RESOLVED));
  if (phase >= NS_PHASE_SENT)
    return NS_NETWORK_LOST_ANSWER;
  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    return NS_NETWORK_TLS_CERTIFICATE;
  if (error->domain == G_RESOLVER_ERROR)
    return NS_NETWORK_RESOLVE;
  if (phase < NS_PHASE_CONNECTED)
    return NS_NETWORK_CONNECT;
  if (is_https && phase < NS_PHASE_TLS)
    return NS_NETWORK_TLS_HANDSHAKE;
  return NS_NETWORK_CUT_SENDING;
}
