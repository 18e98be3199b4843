/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-certificate.h"

#include "sim/ns-sim-server.h"

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <string.h>

#define LIFETIME_DAYS 397
#define DAY_SECONDS 86400

typedef struct
{
  gnutls_x509_crt_t certificate; /* (owned) */
  gnutls_x509_privkey_t key;     /* (owned) */
} Pair;

static void
pair_clear (Pair *pair)
{
  g_clear_pointer (&pair->certificate, gnutls_x509_crt_deinit);
  g_clear_pointer (&pair->key, gnutls_x509_privkey_deinit);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

static gboolean
check (int code, GError **error)
{
  if (code >= 0)
    return TRUE;
  g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_FILE, "A certificate cannot be made: %s.", gnutls_strerror (code));
  return FALSE;
}

static gboolean
make_pair (Pair *pair, const char *name, gint64 from, GError **error)
{
  guint8 serial[16];

  for (gsize i = 0; i < sizeof serial; i++)
    serial[i] = (guint8) g_random_int_range (i == 0 ? 1 : 0, i == 0 ? 128 : 256);
  return check (gnutls_x509_crt_init (&pair->certificate), error) &&
         check (gnutls_x509_privkey_init (&pair->key), error) &&
         check (gnutls_x509_privkey_generate (pair->key, GNUTLS_PK_ECDSA,
                                              GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0),
                error) &&
         check (gnutls_x509_crt_set_version (pair->certificate, 3), error) &&
         check (gnutls_x509_crt_set_serial (pair->certificate, serial, sizeof serial), error) &&
         check (gnutls_x509_crt_set_activation_time (pair->certificate, from), error) &&
         check (gnutls_x509_crt_set_expiration_time (pair->certificate, from + LIFETIME_DAYS * DAY_SECONDS), error) &&
         check (gnutls_x509_crt_set_dn_by_oid (pair->certificate, GNUTLS_OID_X520_COMMON_NAME, 0, name,
                                               (unsigned) strlen (name)),
                error) &&
         check (gnutls_x509_crt_set_key (pair->certificate, pair->key), error);
}

static gboolean
sign (Pair *pair, const Pair *by, GError **error)
{
  return check (gnutls_x509_crt_sign2 (pair->certificate, by->certificate, by->key, GNUTLS_DIG_SHA256, 0), error);
}

static gboolean
make_authority (Pair *pair, gint64 from, GError **error)
{
  return make_pair (pair, "NotifySync simulator authority", from, error) &&
         check (gnutls_x509_crt_set_ca_status (pair->certificate, 1), error) &&
         check (gnutls_x509_crt_set_key_usage (pair->certificate, GNUTLS_KEY_KEY_CERT_SIGN), error) &&
         sign (pair, pair, error);
}

static gboolean
add_name (Pair *pair, gnutls_x509_subject_alt_name_t type, const void *data, gsize size, GError **error)
{
  return check (gnutls_x509_crt_set_subject_alt_name (pair->certificate, type, data, (unsigned) size,
                                                      GNUTLS_FSAN_APPEND),
                error);
}

static gboolean
make_server (Pair *pair, const Pair *authority, gint64 from, GError **error)
{
  static const guint8 loopback4[4] = { 127, 0, 0, 1 };
  static const guint8 loopback6[16] = { [15] = 1 };
  static const char host[] = "localhost";

  return make_pair (pair, host, from, error) && check (gnutls_x509_crt_set_ca_status (pair->certificate, 0), error) &&
         add_name (pair, GNUTLS_SAN_DNSNAME, host, sizeof host - 1, error) &&
         add_name (pair, GNUTLS_SAN_IPADDRESS, loopback4, sizeof loopback4, error) &&
         add_name (pair, GNUTLS_SAN_IPADDRESS, loopback6, sizeof loopback6, error) &&
         check (gnutls_x509_crt_set_key_usage (pair->certificate, GNUTLS_KEY_DIGITAL_SIGNATURE), error) &&
         check (gnutls_x509_crt_set_key_purpose_oid (pair->certificate, GNUTLS_KP_TLS_WWW_SERVER, 0), error) &&
         sign (pair, authority, error);
}

static char *
take_pem (gnutls_datum_t *pem)
{
  char *text = g_strndup ((const char *) pem->data, pem->size);

  gnutls_free (pem->data);
  return text;
}

static char *
export_certificate (const Pair *pair, GError **error)
{
  gnutls_datum_t pem = { 0 };

  if (!check (gnutls_x509_crt_export2 (pair->certificate, GNUTLS_X509_FMT_PEM, &pem), error))
    return NULL;
  return take_pem (&pem);
}

static char *
export_key (const Pair *pair, GError **error)
{
  gnutls_datum_t pem = { 0 };

  if (!check (gnutls_x509_privkey_export2_pkcs8 (pair->key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN, &pem),
              error))
    return NULL;
  return take_pem (&pem);
}

/* With its key, as TLS wants it. */
static GTlsCertificate *
bind_pair (const Pair *pair, GError **error)
{
  g_autofree char *certificate = export_certificate (pair, error);
  g_autofree char *key = certificate != NULL ? export_key (pair, error) : NULL;
  g_autofree char *pem = key != NULL ? g_strconcat (certificate, key, NULL) : NULL;

  return pem != NULL ? g_tls_certificate_new_from_pem (pem, -1, error) : NULL;
}

/**
 * ns_sim_certificate_new:
 * @error: return location for %NS_SIM_ERROR_FILE or a #GTlsError
 *
 * Makes an authority and a server's certificates for loopback. Their times are those of the computer, whatever the
 * simulator's clock says, for that is what a client checks. Any thread.
 *
 * Returns: (transfer full) (nullable): all of them
 */
NsSimCertificate *
ns_sim_certificate_new (GError **error)
{
  const gint64 yesterday = g_get_real_time () / G_USEC_PER_SEC - DAY_SECONDS;
  const gint64 long_ago = yesterday - LIFETIME_DAYS * DAY_SECONDS;
  g_auto (Pair) authority = { 0 };
  g_auto (Pair) server = { 0 };
  g_auto (Pair) expired = { 0 };
  g_autoptr (NsSimCertificate) self = g_new0 (NsSimCertificate, 1);

  if (!make_authority (&authority, yesterday, error) || !make_server (&server, &authority, yesterday, error) ||
      !make_server (&expired, &authority, long_ago, error))
    return NULL;
  self->authority = export_certificate (&authority, error);
  if (self->authority == NULL)
    return NULL;
  self->certificate = bind_pair (&server, error);
  if (self->certificate == NULL)
    return NULL;
  self->expired = bind_pair (&expired, error);
  return self->expired != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * ns_sim_certificate_free:
 * @self: (transfer full): a certificate
 *
 * Frees it.
 */
void
ns_sim_certificate_free (NsSimCertificate *self)
{
  g_clear_object (&self->certificate);
  g_clear_object (&self->expired);
  g_free (self->authority);
  g_free (self);
}
