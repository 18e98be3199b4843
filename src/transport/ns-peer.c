/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "transport/ns-peer.h"

static gint64
to_time (GDateTime *when)
{
  return when != NULL ? g_date_time_to_unix (when) * G_USEC_PER_SEC : 0;
}

/**
 * ns_peer_read_certificate:
 * @certificate: what a server showed
 *
 * The fingerprint is of the certificate alone, not of its chain: that is what other programs show, and what an
 * administrator reads out.
 *
 * Returns: (transfer full): it as a value
 */
NsCertificate *
ns_peer_read_certificate (GTlsCertificate *certificate)
{
  NsCertificate *value = ns_certificate_new ();
  g_autoptr (GDateTime) from = g_tls_certificate_get_not_valid_before (certificate);
  g_autoptr (GDateTime) until = g_tls_certificate_get_not_valid_after (certificate);
  g_autoptr (GByteArray) der = NULL;

  g_object_get (certificate, "certificate", &der, "subject-name", &value->subject, "issuer-name",
                &value->issuer, NULL);
  value->fingerprint = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  value->valid_from = to_time (from);
  value->valid_until = to_time (until);
  return value;
}
