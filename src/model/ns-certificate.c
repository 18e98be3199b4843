/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-certificate.h"

#include <string.h>

/* Hexadecimal digits of a SHA-256. */
#define N_DIGITS 64

/**
 * ns_certificate_new:
 *
 * Returns: (transfer full): a certificate of which nothing is known yet, for its maker to fill
 */
NsCertificate *
ns_certificate_new (void)
{
  return g_atomic_rc_box_new0 (NsCertificate);
}

/**
 * ns_certificate_ref:
 * @certificate: a certificate
 *
 * Returns: (transfer full): @certificate. Any thread.
 */
NsCertificate *
ns_certificate_ref (const NsCertificate *certificate)
{
  return g_atomic_rc_box_acquire ((NsCertificate *) certificate);
}

static void
certificate_clear (NsCertificate *certificate)
{
  g_free (certificate->fingerprint);
  g_free (certificate->subject);
  g_free (certificate->issuer);
}

/**
 * ns_certificate_unref:
 * @certificate: (transfer full): a certificate
 *
 * Drops a reference. Any thread.
 */
void
ns_certificate_unref (const NsCertificate *certificate)
{
  g_atomic_rc_box_release_full ((NsCertificate *) certificate, (GDestroyNotify) certificate_clear);
}

/**
 * ns_fingerprint_parse:
 * @text: a SHA-256 as people write it: in either case, with colons or spaces between the digits or without, and with
 *   or without the words that `openssl x509 -fingerprint` puts before it
 *
 * Returns: (transfer full) (nullable): it as #NsCertificate.fingerprint; %NULL where @text is none
 */
char *
ns_fingerprint_parse (const char *text)
{
  const char *equals = strchr (text, '=');
  g_autoptr (GString) digits = g_string_sized_new (N_DIGITS);

  for (const char *at = equals != NULL ? equals + 1 : text; *at != '\0'; at++)
    {
      if (*at == ':' || g_ascii_isspace (*at))
        continue;
      if (!g_ascii_isxdigit (*at) || digits->len == N_DIGITS)
        return NULL;
      g_string_append_c (digits, g_ascii_tolower (*at));
    }
  return digits->len == N_DIGITS ? g_string_free (g_steal_pointer (&digits), FALSE) : NULL;
}

/**
 * ns_fingerprint_to_text:
 * @fingerprint: as #NsCertificate.fingerprint
 *
 * Returns: (transfer full): it as people compare it: upper case, with a colon after each two digits
 */
char *
ns_fingerprint_to_text (const char *fingerprint)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; fingerprint[i] != '\0'; i++)
    {
      if (i > 0 && i % 2 == 0)
        g_string_append_c (text, ':');
      g_string_append_c (text, g_ascii_toupper (fingerprint[i]));
    }
  return g_string_free (text, FALSE);
}
