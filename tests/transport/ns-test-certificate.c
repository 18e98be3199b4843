/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "transport/ns-test-certificate.h"

#include <gnutls/x509.h>

static void
check (int code)
{
  g_assert_cmpstr (code < 0 ? gnutls_strerror (code) : "", ==, "");
}

static void
set_host (gnutls_x509_crt_t certificate, const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  check (gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, host, strlen (host)));
  if (address != NULL)
    check (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_IPADDRESS, g_inet_address_to_bytes (address),
                                                 g_inet_address_get_native_size (address), GNUTLS_FSAN_SET));
  else
    check (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_DNSNAME, host, strlen (host),
                                                 GNUTLS_FSAN_SET));
}

static void
fill (gnutls_x509_crt_t certificate, gnutls_x509_privkey_t key, const char *host, gint64 valid_from,
      gint64 valid_until)
{
  const guchar serial[] = { 1 };
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  check (gnutls_x509_crt_set_version (certificate, 3));
  check (gnutls_x509_crt_set_serial (certificate, serial, sizeof serial));
  check (gnutls_x509_crt_set_activation_time (certificate, now + valid_from));
  check (gnutls_x509_crt_set_expiration_time (certificate, now + valid_until));
  set_host (certificate, host);
  check (gnutls_x509_crt_set_basic_constraints (certificate, 1, -1));
  check (gnutls_x509_crt_set_key (certificate, key));
  check (gnutls_x509_crt_sign2 (certificate, certificate, key, GNUTLS_DIG_SHA256, 0));
}

char *
ns_test_certificate_pem (const char *host, gint64 valid_from, gint64 valid_until)
{
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t certificate;
  gnutls_datum_t key_pem = { 0 };
  gnutls_datum_t certificate_pem = { 0 };
  char *pem;

  check (gnutls_x509_privkey_init (&key));
  check (gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0));
  check (gnutls_x509_crt_init (&certificate));
  fill (certificate, key, host, valid_from, valid_until);
  check (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &certificate_pem));
  check (gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN, &key_pem));
  pem = g_strdup_printf ("%.*s%.*s", (int) certificate_pem.size, (const char *) certificate_pem.data,
                         (int) key_pem.size, (const char *) key_pem.data);

  gnutls_free (certificate_pem.data);
  gnutls_free (key_pem.data);
  gnutls_x509_crt_deinit (certificate);
  gnutls_x509_privkey_deinit (key);
  return pem;
}
