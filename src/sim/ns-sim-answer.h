/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  NS_SIM_CUT_NONE,
  NS_SIM_CUT_BEFORE, /* nothing was executed, nothing is answered */
  NS_SIM_CUT_BODY,   /* the same, after the first bytes of the body */
  NS_SIM_CUT_ANSWER, /* nothing is answered */
  NS_SIM_CUT_HALF,   /* the answer ends in its middle */
  NS_SIM_CUT_END,    /* the answer states no length, and the cut is its end */
} NsSimCut;

/**
 * NsSimAnswer:
 * @http_status: the HTTP status
 * @content_type: (nullable): of @body; a literal
 * @body: (nullable): the body
 * @status: what the answer's Status says, or 0
 * @retry_after: seconds, or negative for none
 * @is_bare: no ActiveSync header: the answer of a proxy or a web server
 * @announces: whether it lists versions and commands
 * @asks_login: whether it asks for Basic authentication
 * @location: (nullable): where a redirect goes; a literal
 * @cut: how the connection ends
 * @delay: seconds before the answer
 * @moved_to: (nullable) (owned): where the mailbox is (`X-MS-Location`)
 * @is_twice: whether it is sent twice in a row
 * @rate: at how many bytes a second it is sent, or 0 for at once
 * @gateway_status: HTTP status of a gateway that answers in the server's place, or 0
 *
 * What goes back, and how. A plain struct that its user owns.
 */
typedef struct
{
  guint http_status;
  const char *content_type;
  GBytes *body;
  int status;
  double retry_after;
  gboolean is_bare;
  gboolean announces;
  gboolean asks_login;
  const char *location;
  NsSimCut cut;
  double delay;
  char *moved_to;
  gboolean is_twice;
  guint rate;
  guint gateway_status;
} NsSimAnswer;

#define NS_SIM_ANSWER_INIT { .http_status = 200, .retry_after = -1 }
#define NS_SIM_OTHER_PAGE "/elsewhere"

void ns_sim_answer_set_page (NsSimAnswer *self);
void ns_sim_answer_pass_gateway (NsSimAnswer *self);
void ns_sim_answer_clear (NsSimAnswer *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NsSimAnswer, ns_sim_answer_clear)

G_END_DECLS
