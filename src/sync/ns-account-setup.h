/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/ns-account-step.h"
#include "sync/ns-engine.h"

G_BEGIN_DECLS

/**
 * NsSetupField:
 * @NS_SETUP_EMAIL: the user's address
 * @NS_SETUP_SERVER: a host name or an address
 * @NS_SETUP_USER: the login
 * @NS_SETUP_PASSWORD: the password, for the keyring; it takes the place of a command
 * @NS_SETUP_PASSWORD_COMMAND: the command that prints the password; it takes the place of the keyring
 * @NS_SETUP_CA_FILE: the PEM file with the only authorities to trust; empty for the system's
 * @NS_SETUP_PIN: the fingerprint of the only certificate to trust; empty for none
 * @NS_SETUP_PROTOCOL: a protocol version, or `auto`
 *
 * What the user enters of an account.
 */
typedef enum
{
  NS_SETUP_EMAIL,
  NS_SETUP_SERVER,
  NS_SETUP_USER,
  NS_SETUP_PASSWORD,
  NS_SETUP_PASSWORD_COMMAND,
  NS_SETUP_CA_FILE,
  NS_SETUP_PIN,
  NS_SETUP_PROTOCOL,
} NsSetupField;

#define NS_N_SETUP_FIELDS 8

/**
 * NsSetupError:
 * @NS_SETUP_ERROR_INVALID: what was entered cannot be so
 * @NS_SETUP_ERROR_PASSWORD: there is no password for that server and user
 * @NS_SETUP_ERROR_PLAIN: the line would not be encrypted, and the user has not allowed that
 * @NS_SETUP_ERROR_KEYRING: the desktop's password store cannot keep the password
 */
typedef enum
{
  NS_SETUP_ERROR_INVALID,
  NS_SETUP_ERROR_PASSWORD,
  NS_SETUP_ERROR_PLAIN,
  NS_SETUP_ERROR_KEYRING,
} NsSetupError;

#define NS_SETUP_ERROR (ns_setup_error_quark ())
GQuark ns_setup_error_quark (void);

/**
 * NsAccountSetup:
 *
 * An account that is being set up or changed: it checks what is entered, tries it without keeping anything, and keeps
 * it. Until then the account of the outbox is as it was. Main thread.
 */
typedef struct _NsAccountSetup NsAccountSetup;

/**
 * NsSetupStepFunc:
 * @step: where the test is now
 * @user_data: of ns_account_setup_test_async()
 */
typedef void (*NsSetupStepFunc) (NsAccountStep step, gpointer user_data);

/**
 * NsSetupReport:
 * @fault: what is wrong; domain %NS_DOMAIN_NONE where nothing is
 * @detail: (nullable): the other side's own words about it
 * @account: the account with what was learned
 * @refused: (nullable): the server's certificate, where it was not accepted
 *
 * What a test has found.
 */
typedef struct
{
  NsOutcome fault;
  char *detail;
  NsAccount *account;
  NsCertificate *refused;
} NsSetupReport;

void ns_setup_report_free (NsSetupReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsSetupReport, ns_setup_report_free)

NsAccountSetup *ns_account_setup_new (const NsAccount *account);
void ns_account_setup_free (NsAccountSetup *self);
gboolean ns_account_setup_set (NsAccountSetup *self, NsSetupField field, const char *text, GError **error);
void ns_account_setup_set_setting (NsAccountSetup *self, NsSetting setting, gboolean is_on);
void ns_account_setup_use_keyring (NsAccountSetup *self);
void ns_account_setup_allow_plain (NsAccountSetup *self, gboolean allow);
const NsAccount *ns_account_setup_get_account (const NsAccountSetup *self);
gboolean ns_account_setup_is_plain (const NsAccountSetup *self);
gboolean ns_account_setup_is_other_mailbox (const NsAccountSetup *self);
gboolean ns_account_setup_check (const NsAccountSetup *self, GError **error);

/* Signs in and reads the folders as it would be kept, and keeps nothing. */
void ns_account_setup_test_async (const NsAccountSetup *self, NsEngine *engine, NsSetupStepFunc step_func,
                                  gpointer step_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
NsSetupReport *ns_account_setup_test_finish (GAsyncResult *result, GError **error);

/* The password first, the account after it: where one fails, the account is as before. */
void ns_account_setup_save_async (const NsAccountSetup *self, NsEngine *engine, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_account_setup_save_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsAccountSetup, ns_account_setup_free)

G_END_DECLS
