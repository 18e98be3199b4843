/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * NsSimCertificate:
 * @certificate: the server's certificate with its key, for `localhost`, 127.0.0.1 and ::1
 * @expired: another of the same server and by the same authority, which ran out yesterday
 * @authority: (nul-terminated): the authority that signed it, as PEM
 *
 * What HTTPS needs, made anew at each start; the keys never leave the process.
 */
typedef struct
{
  GTlsCertificate *certificate;
  GTlsCertificate *expired;
  char *authority;
} NsSimCertificate;

NsSimCertificate *ns_sim_certificate_new (GError **error);
void ns_sim_certificate_free (NsSimCertificate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsSimCertificate, ns_sim_certificate_free)

G_END_DECLS
