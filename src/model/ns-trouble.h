/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-account.h"

G_BEGIN_DECLS

/**
 * NsFacts:
 * @host: (nullable): the server's host name
 * @is_tls: whether the line to it is encrypted
 * @server_product: (nullable): what the server calls itself
 * @server_header: (nullable): the `Server` header of the last answer, which may be a proxy's
 * @auth_schemes: (nullable): the ways to log in that the last answer offered, such as `Basic, Bearer`
 * @media_type: (nullable): the media type of the last answer
 * @device_software: (nullable): the software version of the device that sends; %NULL for this computer
 * @fault: how the last try ended, of the account or of one item
 * @detail: (nullable): the other side's own words
 * @clock_skew: the server's clock minus this computer's, in seconds; 0 where unknown
 *
 * What was observed of an account and its server. Borrows its texts.
 */
typedef struct
{
  const char *host;
  gboolean is_tls;
  const char *server_product;
  const char *server_header;
  const char *auth_schemes;
  const char *media_type;
  const char *device_software;
  NsOutcome fault;
  const char *detail;
  gint64 clock_skew;
} NsFacts;

#define NS_TROUBLE_MAX_CURES 4

/**
 * NsTrouble:
 * @id: its stable name in JSON, such as `kerio-ssl`
 * @title: a few words, untranslated
 * @why: one sentence, untranslated: what is known about it
 * @cures: sentences, untranslated: each a way out, the best first; ends with %NULL where there are fewer
 *
 * A known trouble of a whole account. Show the texts through ns_trouble_title(), ns_trouble_why(),
 * ns_trouble_get_cure().
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *why;
  const char *cures[NS_TROUBLE_MAX_CURES];
} NsTrouble;

const NsTrouble *ns_trouble_find (const NsFacts *facts);
const NsTrouble *ns_trouble_for (const NsAccount *account, GPtrArray *items);
const char *ns_trouble_title (const NsTrouble *trouble);
const char *ns_trouble_why (const NsTrouble *trouble);
const char *ns_trouble_get_cure (const NsTrouble *trouble, guint n);
gboolean ns_trouble_is_below (const char *text, const char *product, guint major, guint minor);

G_END_DECLS
