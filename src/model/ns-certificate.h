/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * NsCertificate:
 * @fingerprint: the SHA-256 of its DER form, as 64 lower case hexadecimal digits
 * @subject: (nullable): whose it is, as a distinguished name such as `CN=mail.example.test`
 * @issuer: (nullable): who says so, as a distinguished name
 * @valid_from: when it begins to be valid, or 0 where that is not known
 * @valid_until: when it ends to be valid, or 0 where that is not known
 *
 * What a server showed for itself, to be judged by the user. A reference counted value, read only.
 */
typedef struct
{
  char *fingerprint;
  char *subject;
  char *issuer;
  gint64 valid_from;
  gint64 valid_until;
} NsCertificate;

NsCertificate *ns_certificate_new (void);
NsCertificate *ns_certificate_ref (const NsCertificate *certificate);
void ns_certificate_unref (const NsCertificate *certificate);
char *ns_fingerprint_parse (const char *text);
char *ns_fingerprint_to_text (const char *fingerprint);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsCertificate, ns_certificate_unref)

G_END_DECLS
