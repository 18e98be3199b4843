/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "model/ns-capability.h"
#include "model/ns-outcome.h"

G_BEGIN_DECLS

/**
 * NsSetting:
 * @NS_SETTING_COMPARES_FIRST: see #NsAccount.compares_first
 * @NS_SETTING_CLEARS_ECHOES: see #NsAccount.clears_echoes
 *
 * A setting of the account that is on or off.
 */
typedef enum
{
  NS_SETTING_COMPARES_FIRST,
  NS_SETTING_CLEARS_ECHOES,
} NsSetting;

/**
 * NsAccount:
 * @id: the row id
 * @server: the endpoint, such as `https://mail.example.test/Microsoft-Server-ActiveSync`
 * @user: the login
 * @email: the user's address
 * @password_command: (nullable): the shell command that prints the password; %NULL means the Secret Service has it
 * @ca_file: (nullable): a PEM file with the only certificate authorities to trust; %NULL means the system's
 * @pin: (nullable): the fingerprint of the only certificate to trust, as #NsCertificate.fingerprint; then neither its
 *   authority nor its host name or dates count
 * @protocol: (nullable): a forced protocol version such as `14.1`; %NULL means the highest that both sides know
 * @device_id: constant for the life of the account (eas-facts 1.1)
 * @version: (nullable): the negotiated protocol version
 * @policy_key: (nullable): the key of the last provisioning
 * @folder_sync_key: (nullable): the key of the folder tree
 * @device_told: (nullable): what the server was told of this device, by Settings or Provision
 * @server_product: (nullable): what the server calls itself
 * @server_header: (nullable): the `Server` header of the last answer, which may be a proxy's
 * @auth_schemes: (nullable): the ways to log in that the last answer offered, such as `Basic, Bearer`
 * @media_type: (nullable): the media type of the last answer
 * @clock_skew: the server's clock minus this computer's at the last answer, in seconds; 0 where unknown
 * @fault: why the account as a whole is stuck, with domain %NS_DOMAIN_NONE where it is not
 * @fault_detail: (nullable): the other side's own words
 * @retry_at: when the account may be tried again after a transient fault, or 0 for any time
 * @failures: transient faults in a row; gives the back-off
 * @largest_accepted: the size of the largest mail that the server took, in bytes, or 0
 * @smallest_refused: the size of the smallest mail that it refused as too large, in bytes, or 0
 * @capabilities: what its server was seen to do; ns_account_knows() and ns_account_can() ask
 * @compares_first: whether a change is compared with the server's newest version before it goes out, where the server
 *   would not report a conflict; set unless the user says otherwise
 * @clears_echoes: whether reminder echoes are taken out of the outbox without asking
 *
 * One account with what was learned about its server. An immutable value as #NsItem is.
 */
typedef struct
{
  gint64 id;
  char *server;
  char *user;
  char *email;
  char *password_command;
  char *ca_file;
  char *pin;
  char *protocol;
  char *device_id;
  char *version;
  char *policy_key;
  char *folder_sync_key;
  char *device_told;
  char *server_product;
  char *server_header;
  char *auth_schemes;
  char *media_type;
  gint64 clock_skew;
  NsOutcome fault;
  char *fault_detail;
  gint64 retry_at;
  guint failures;
  guint64 largest_accepted;
  guint64 smallest_refused;
  NsCapabilities capabilities;
  gboolean compares_first;
  gboolean clears_echoes;
} NsAccount;

#define NS_TYPE_ACCOUNT (ns_account_get_type ())
GType ns_account_get_type (void) G_GNUC_CONST;

NsAccount *ns_account_new (void);
NsAccount *ns_account_copy (const NsAccount *account);
NsAccount *ns_account_ref (const NsAccount *account);
void ns_account_unref (const NsAccount *account);
NsKnowledge ns_account_knows (const NsAccount *account, NsCapability capability);
gboolean ns_account_has (const NsAccount *account, NsSetting setting);
gboolean ns_account_can (const NsAccount *account, NsCapability capability);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsAccount, ns_account_unref)

G_END_DECLS
