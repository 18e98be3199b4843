/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "eas/ns-eas-version.h"
#include "eas/ns-wbxml-node.h"
#include "model/ns-draft.h"

G_BEGIN_DECLS

/**
 * NsIntakeError:
 * @NS_INTAKE_ERROR_READ: the file cannot be read
 * @NS_INTAKE_ERROR_UNKNOWN: neither a mail, nor a calendar, nor a contact
 * @NS_INTAKE_ERROR_INVALID: it claims to be one and is broken
 * @NS_INTAKE_ERROR_UNSUPPORTED: valid, but more than can be queued (two events in one file)
 * @NS_INTAKE_ERROR_TOO_LARGE: larger than any server takes
 * @NS_INTAKE_ERROR_REFUSED: valid, but the server is certain to refuse it
 *
 * Messages are whole sentences that name the file and, where there is one, the line.
 */
typedef enum
{
  NS_INTAKE_ERROR_READ,
  NS_INTAKE_ERROR_UNKNOWN,
  NS_INTAKE_ERROR_INVALID,
  NS_INTAKE_ERROR_UNSUPPORTED,
  NS_INTAKE_ERROR_TOO_LARGE,
  NS_INTAKE_ERROR_REFUSED,
} NsIntakeError;

#define NS_INTAKE_ERROR (ns_intake_error_quark ())
GQuark ns_intake_error_quark (void);

#define NS_INTAKE_MAX_BYTES (50u * 1024 * 1024)

NsDraft *ns_intake_read_file (const char *path, GError **error);
NsDraft *ns_intake_read_deletion_bytes (GBytes *bytes, const char *name, GError **error);
NsDraft *ns_intake_read_deletion (const char *path, GError **error);
NsDraft *ns_intake_read_bytes (GBytes *bytes, const char *name, GError **error);
NsNode *ns_intake_to_application_data (NsKind kind, GBytes *payload, NsEasVersion version, gint64 now,
                                       GError **error);
NsDraft *ns_intake_copy (NsKind kind, GBytes *payload, GError **error);
const char *ns_intake_class_name (NsKind kind);

G_END_DECLS
