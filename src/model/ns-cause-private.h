/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-cause.h"

G_BEGIN_DECLS

/* The catalogue is one table in several files, each sorted by code; row 0 of a domain stands for every code that
 * has no row of its own. */

extern const NsCause ns_cause_sync_rows[];
extern const gsize ns_cause_n_sync_rows;
extern const NsCause ns_cause_common_rows[];
extern const gsize ns_cause_n_common_rows;
extern const NsCause ns_cause_session_rows[];
extern const gsize ns_cause_n_session_rows;
extern const NsCause ns_cause_http_rows[];
extern const gsize ns_cause_n_http_rows;
extern const NsCause ns_cause_network_rows[];
extern const gsize ns_cause_n_network_rows;
extern const NsCause ns_cause_meeting_rows[];
extern const gsize ns_cause_n_meeting_rows;

/* Sentences that many rows share. */
#define NS_DATA_KEPT N_("It is still in your outbox, unchanged; the server has not taken it.")
#define NS_DATA_UNKNOWN N_("It is still in your outbox; the server may have taken it as well.")
#define NS_DATA_ON_SERVER N_("The server has it.")
#define NS_ADVICE_WAIT N_("You need not do anything: it is tried again in every synchronization cycle.")
#define NS_ADVICE_REPORT N_("Report it to support with the support report; delete it when it is no longer needed.")
#define NS_ADVICE_ADMIN N_("Ask the administrator of the server.")
#define NS_ADVICE_ACCOUNT N_("Check the account's settings.")
#define NS_ADVICE_CHECK N_("Check whether it arrived before you send it again.")

G_END_DECLS
