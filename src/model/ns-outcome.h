/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NsDomain:
 *
 * Whose number an outcome's code is. The values are stored: never renumber them.
 */
typedef enum
{
  NS_DOMAIN_NONE = 0,        /* no outcome yet */
  NS_DOMAIN_SYNC = 1,        /* Sync Status 1 to 16 (MS-ASCMD 2.2.3.177.17) */
  NS_DOMAIN_COMMON = 2,      /* common status codes 101 to 184 (MS-ASCMD 2.2.2) */
  NS_DOMAIN_FOLDER_SYNC = 3, /* FolderSync Status */
  NS_DOMAIN_PROVISION = 4,   /* Provision Status */
  NS_DOMAIN_POLICY = 5,      /* Status of one Policy */
  NS_DOMAIN_HTTP = 6,        /* HTTP status */
  NS_DOMAIN_NETWORK = 7,     /* NsNetworkFault */
  NS_DOMAIN_LOCAL = 8,       /* NsLocalFault */
  NS_DOMAIN_MEETING_RESPONSE = 9, /* MeetingResponse Status (MS-ASCMD 2.2.3.177.8) */
} NsDomain;

#define NS_DOMAIN_LAST NS_DOMAIN_MEETING_RESPONSE

/**
 * NsNetworkFault:
 *
 * How an exchange with the server failed below HTTP. Stored: never renumber.
 */
typedef enum
{
  NS_NETWORK_RESOLVE = 1,       /* the host name has no address */
  NS_NETWORK_CONNECT = 2,       /* refused, unreachable, or no network */
  NS_NETWORK_TLS_CERTIFICATE = 3, /* the certificate is not trusted, for a reason that has no number below */
  NS_NETWORK_TLS_HANDSHAKE = 4, /* no common protocol, or TLS spoken to a plain port */
  NS_NETWORK_CUT_SENDING = 5,   /* the connection ended before the last byte of the request was written */
  NS_NETWORK_LOST_ANSWER = 6,   /* the request was written, and no whole answer came */
  NS_NETWORK_TIMEOUT = 7,       /* the request was written, and no answer came in time */
  NS_NETWORK_NOT_EAS = 8,       /* 200 from something that is no ActiveSync server: a web page, a captive portal */
  NS_NETWORK_MALFORMED = 9,     /* an ActiveSync server answered with what cannot be decoded */
  NS_NETWORK_INTERRUPTED = 10,  /* this program ended while the request was on the wire */
  NS_NETWORK_TIMEOUT_SENDING = 11, /* timed out before the last byte of the request was written */
  NS_NETWORK_TLS_UNKNOWN_AUTHORITY = 12, /* the certificate's authority is not among those that are trusted */
  NS_NETWORK_TLS_EXPIRED = 13,
  NS_NETWORK_TLS_NOT_YET_VALID = 14,
  NS_NETWORK_TLS_WRONG_HOST = 15, /* the certificate is for another host name */
  NS_NETWORK_TLS_REVOKED = 16,
  NS_NETWORK_TLS_TOO_OLD = 17,  /* the server speaks only protocols that are no longer safe */
  NS_NETWORK_PROXY = 18,        /* the proxy did not pass the connection on */
  NS_NETWORK_CUT_SENDING_LARGE = 19, /* as NS_NETWORK_CUT_SENDING, with a request that may have been too large */
  NS_NETWORK_TLS_PIN_CHANGED = 20, /* the certificate is another one than the one that the user trusted */
} NsNetworkFault;

#define NS_NETWORK_LAST NS_NETWORK_TLS_PIN_CHANGED

/**
 * NsLocalFault:
 *
 * What this computer itself found. Stored: never renumber.
 */
typedef enum
{
  NS_LOCAL_NO_FOLDER = 1,       /* the account has no folder for this kind of item */
  NS_LOCAL_UNSUPPORTED = 2,     /* the protocol version cannot carry this kind of item */
  NS_LOCAL_BAD_PAYLOAD = 3,     /* the stored content cannot be read any more */
  NS_LOCAL_NO_PASSWORD = 4,     /* the password is not stored, or its command failed */
  NS_LOCAL_REMINDER_ECHO = 5,   /* conflict in which only the reminder differs (design 6) */
  NS_LOCAL_NO_RESPONSE = 6,     /* the server accepted the batch and said nothing of this item */
  NS_LOCAL_OBJECT_GONE = 7,     /* the object to change is no longer known on this side */
  NS_LOCAL_CHANGED_ON_SERVER = 8, /* somebody else has changed it since both sides agreed; found before sending */
} NsLocalFault;

#define NS_LOCAL_LAST NS_LOCAL_CHANGED_ON_SERVER

/**
 * NsCommand:
 *
 * The ActiveSync commands that an outcome may come from. The values are the protocol's own codes (MS-ASHTTP
 * 2.2.1.1.1.1.2); OPTIONS has none and takes a value above them.
 */
typedef enum
{
  NS_COMMAND_SYNC = 0,
  NS_COMMAND_SEND_MAIL = 1,
  NS_COMMAND_SMART_FORWARD = 2,
  NS_COMMAND_SMART_REPLY = 3,
  NS_COMMAND_FOLDER_SYNC = 9,
  NS_COMMAND_GET_ITEM_ESTIMATE = 14,
  NS_COMMAND_MEETING_RESPONSE = 15,
  NS_COMMAND_SEARCH = 16,
  NS_COMMAND_SETTINGS = 17,
  NS_COMMAND_PING = 18,
  NS_COMMAND_ITEM_OPERATIONS = 19,
  NS_COMMAND_PROVISION = 20,
  NS_COMMAND_FIND = 23,
  NS_COMMAND_OPTIONS = 100,
} NsCommand;

/**
 * NsOutcome:
 * @domain: whose number @code is
 * @code: the number
 * @command: the command that was under way
 * @http_status: the HTTP status of the answer, or 0 where none came
 *
 * How one try ended, as a plain value. ns_cause_for() puts it into words.
 */
typedef struct
{
  NsDomain domain;
  int code;
  NsCommand command;
  int http_status;
} NsOutcome;

const char *ns_command_name (NsCommand command);
gboolean ns_command_from_name (const char *name, NsCommand *out);

G_END_DECLS
