/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-eas-version.h"
#include "eas/ns-wbxml-node.h"
#include "model/ns-draft.h"

G_GNUC_BEGIN_IGNORE_DEPRECATIONS /* its headers still name GTimeVal */
#include <libebook-contacts/libebook-contacts.h>
G_GNUC_END_IGNORE_DEPRECATIONS

G_BEGIN_DECLS

/* What libebook-contacts 3.46 leaves out. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EContactDate, e_contact_date_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EContactName, e_contact_name_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVCard, g_object_unref)

/* A picture with more base64 than that is refused with the whole contact (MS-ASCNTC 2.2.2.58). */
#define NS_INTAKE_MAX_PICTURE (48 * 1024)

EVCard *ns_intake_contact_open (GBytes *bytes, const char *name, GError **error);
char *ns_intake_contact_value (EVCard *card, const char *property, guint n);
EContactName *ns_intake_contact_name (EVCard *card);
NsDraft *ns_intake_contact_read (GBytes *bytes, const char *name, GError **error);
NsDraft *ns_intake_contact_read_deletion (GBytes *bytes, const char *name, GError **error);
char *ns_intake_contact_picture (EVCardAttribute *attribute);
NsNode *ns_intake_contact_to_node (GBytes *payload, NsEasVersion version, GError **error);

G_END_DECLS
