/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-cause-private.h"

#include <glib/gi18n-lib.h>

/* MeetingResponse Status (MS-ASCMD 2.2.3.177.8; eas-facts 7.1). */
const NsCause ns_cause_meeting_rows[] = {
  { NS_DOMAIN_MEETING_RESPONSE, 0, "meeting-response-unknown",
    "StatusException: Unknown MeetingResponse status", NS_SOURCE_SERVER, NS_VERDICT_REFUSED,
    N_("The server answered your reply with a status that the protocol does not define."),
    NS_DATA_KEPT,
    NS_ADVICE_REPORT,
    NS_ACTION_REPORT },
  { NS_DOMAIN_MEETING_RESPONSE, 1, "meeting-response-1",
    "StatusException: Success", NS_SOURCE_SERVER, NS_VERDICT_DELIVERED,
    N_("The server accepted your reply."),
    NS_DATA_ON_SERVER,
    N_("You need not do anything."),
    NS_ACTION_NONE },
  { NS_DOMAIN_MEETING_RESPONSE, 2, "meeting-response-2",
    "StatusException: Invalid meeting request", NS_SOURCE_SERVER, NS_VERDICT_REFUSED,
    N_("The invitation can no longer be answered: it was cancelled, moved or answered already, or the meeting is "
       "your own."),
    NS_DATA_KEPT,
    N_("Look at the meeting in your calendar, then delete this reply."),
    NS_ACTION_DELETE },
  { NS_DOMAIN_MEETING_RESPONSE, 3, "meeting-response-3",
    "StatusException: An error occurred on the server mailbox", NS_SOURCE_SERVER, NS_VERDICT_RETRY,
    N_("The server had a problem with your mailbox while it took your reply."),
    NS_DATA_KEPT,
    NS_ADVICE_WAIT,
    NS_ACTION_WAIT },
  { NS_DOMAIN_MEETING_RESPONSE, 4, "meeting-response-4",
    "StatusException: An error occurred on the server", NS_SOURCE_SERVER, NS_VERDICT_RETRY,
    N_("The server had an internal problem while it took your reply."),
    NS_DATA_KEPT,
    NS_ADVICE_WAIT,
    NS_ACTION_WAIT },
};

const gsize ns_cause_n_meeting_rows = G_N_ELEMENTS (ns_cause_meeting_rows);
