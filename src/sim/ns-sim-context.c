/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-context.h"

#include "eas/ns-wbxml-writer.h"
#include "sim/ns-sim-lax.h"

/* The root of each command's answer, and its Status. */
static const struct
{
  NsCommand command;
  NsTag root;
  NsTag status;
} shapes[] = {
  { NS_COMMAND_SYNC, NS_TAG_AIR_SYNC_SYNC, NS_TAG_AIR_SYNC_STATUS },
  { NS_COMMAND_SEND_MAIL, NS_TAG_COMPOSE_MAIL_SEND_MAIL, NS_TAG_COMPOSE_MAIL_STATUS },
  { NS_COMMAND_SMART_FORWARD, NS_TAG_COMPOSE_MAIL_SMART_FORWARD, NS_TAG_COMPOSE_MAIL_STATUS },
  { NS_COMMAND_SMART_REPLY, NS_TAG_COMPOSE_MAIL_SMART_REPLY, NS_TAG_COMPOSE_MAIL_STATUS },
  { NS_COMMAND_FOLDER_SYNC, NS_TAG_FOLDER_HIERARCHY_FOLDER_SYNC, NS_TAG_FOLDER_HIERARCHY_STATUS },
  { NS_COMMAND_GET_ITEM_ESTIMATE, NS_TAG_GET_ITEM_ESTIMATE_GET_ITEM_ESTIMATE, NS_TAG_GET_ITEM_ESTIMATE_STATUS },
  { NS_COMMAND_MEETING_RESPONSE, NS_TAG_MEETING_RESPONSE_MEETING_RESPONSE, NS_TAG_MEETING_RESPONSE_STATUS },
  { NS_COMMAND_SEARCH, NS_TAG_SEARCH_SEARCH, NS_TAG_SEARCH_STATUS },
  { NS_COMMAND_SETTINGS, NS_TAG_SETTINGS_SETTINGS, NS_TAG_SETTINGS_STATUS },
  { NS_COMMAND_PING, NS_TAG_PING_PING, NS_TAG_PING_STATUS },
  { NS_COMMAND_ITEM_OPERATIONS, NS_TAG_ITEM_OPERATIONS_ITEM_OPERATIONS, NS_TAG_ITEM_OPERATIONS_STATUS },
  { NS_COMMAND_PROVISION, NS_TAG_PROVISION_PROVISION, NS_TAG_PROVISION_STATUS },
  { NS_COMMAND_FIND, NS_TAG_FIND_FIND, NS_TAG_FIND_STATUS },
};

/* What a common status is up to 12.1 (MS-ASCMD 2.2.2); everything else is 500 there. */
static const struct
{
  int status;
  guint http_status;
} http_statuses[] = {
  { 101, 400 }, { 103, 400 }, { 106, 400 }, { 108, 400 }, { 109, 400 }, { 102, 400 }, { 107, 400 },
  { 111, 503 }, { 112, 403 }, { 113, 507 }, { 125, 403 }, { 126, 403 }, { 129, 403 }, { 132, 403 },
  { 137, 501 }, { 138, 400 }, { 140, 449 }, { 141, 449 }, { 142, 449 }, { 143, 449 }, { 144, 449 },
  { 147, 400 }, { 177, 403 },
};

/**
 * ns_sim_context_answer_wbxml:
 * @self: a request under way
 * @body: (transfer full): a document
 *
 * Answers 200 with the document.
 */
void
ns_sim_context_answer_wbxml (NsSimContext *self, GBytes *body)
{
  self->answer->http_status = 200;
  self->answer->content_type = NS_EAS_CONTENT_TYPE_WBXML;
  g_clear_pointer (&self->answer->body, g_bytes_unref);
  self->answer->body = body;
}

/**
 * ns_sim_context_answer_status:
 * @self: a request under way
 * @status: a status
 *
 * Answers 200 with the command's root and nothing but its Status.
 */
void
ns_sim_context_answer_status (NsSimContext *self, int status)
{
  g_autoptr (NsNode) root = NULL;
  g_autofree char *text = g_strdup_printf ("%d", status);

  self->answer->status = status;
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (shapes[i].command == self->request->eas.command)
      {
        root = ns_node_new (shapes[i].root);
        ns_node_append_text (root, shapes[i].status, text);
        ns_sim_context_answer_wbxml (self, ns_wbxml_write (root));
      }
}

/* In the form of its version: a Status inside 200 from 14.0 on, an HTTP status before. */
static void
tell (NsSimContext *self, int status)
{
  if (self->request->version >= NS_EAS_VERSION_14_0)
    {
      ns_sim_context_answer_status (self, status);
      return;
    }
  self->answer->http_status = 500;
  for (gsize i = 0; i < G_N_ELEMENTS (http_statuses); i++)
    if (http_statuses[i].status == status)
      self->answer->http_status = http_statuses[i].http_status;
}

/**
 * ns_sim_context_refuse:
 * @self: a request under way
 * @status: a common status code (MS-ASCMD 2.2.2)
 *
 * Refuses the request in the form of its version, or as this kind of server does it.
 */
void
ns_sim_context_refuse (NsSimContext *self, int status)
{
  if (!self->manners->is_lax || !ns_sim_lax_refuse (self, status))
    tell (self, status);
}

/* A Status below 100 belongs to the command and is told in every version, but for mails, which had none before
 * 14.0. */
static void
fail_with_status (NsSimContext *self, int status)
{
  const NsSimRequest *request = self->request;
  const gboolean is_raw_mail =
    request->eas.command == NS_COMMAND_SEND_MAIL && request->version < NS_EAS_VERSION_14_0;

  if (g_strcmp0 (request->method, "OPTIONS") == 0)
    self->answer->http_status = 500;
  else if (status < 100 && !is_raw_mail)
    ns_sim_context_answer_status (self, status);
  else
    tell (self, status);
}

static gboolean
meet (NsSimContext *self)
{
  switch (self->fault->type)
    {
    case NS_SIM_FAULT_HTTP:
      self->answer->http_status = (guint) self->fault->value;
      self->answer->retry_after = self->fault->seconds;
      return TRUE;
    case NS_SIM_FAULT_DROP_BEFORE:
    case NS_SIM_FAULT_DROP_BODY:
      self->answer->cut = NS_SIM_CUT_BEFORE;
      return TRUE;
    case NS_SIM_FAULT_DROP_ANSWER:
      self->answer->cut = NS_SIM_CUT_ANSWER;
      return FALSE;
    case NS_SIM_FAULT_HALF_ANSWER:
      self->answer->cut = NS_SIM_CUT_HALF;
      return FALSE;
    case NS_SIM_FAULT_DELAY:
      self->answer->delay = self->fault->seconds;
      return FALSE;
    case NS_SIM_FAULT_STALL:
      self->answer->delay = G_MAXINT / 1000;
      return TRUE;
    case NS_SIM_FAULT_GATEWAY:
      self->answer->gateway_status = (guint) self->fault->value;
      return TRUE;
    case NS_SIM_FAULT_GATEWAY_LATE:
      self->answer->gateway_status = (guint) self->fault->value;
      return FALSE;
    case NS_SIM_FAULT_STOP:
      return FALSE; /* ns_sim_sync_run() stops where the item comes */
    case NS_SIM_FAULT_STATUS:
      fail_with_status (self, self->fault->value);
      return TRUE;
    case NS_SIM_FAULT_HTML:
      ns_sim_answer_set_page (self->answer);
      return TRUE;
    case NS_SIM_FAULT_REDIRECT:
      self->answer->http_status = 302;
      self->answer->is_bare = TRUE;
      self->answer->location = NS_SIM_OTHER_PAGE;
      return TRUE;
    case NS_SIM_FAULT_MOVED:
      self->answer->http_status = 451;
      self->answer->moved_to = self->fault->location != NULL ? g_strdup (self->fault->location)
                                                             : ns_sim_request_dup_url (self->request);
      return TRUE;
    case NS_SIM_FAULT_ANSWER_TWICE:
      self->answer->is_twice = TRUE;
      return FALSE;
    case NS_SIM_FAULT_SLOW:
      self->answer->rate = (guint) self->fault->value;
      return FALSE;
    case NS_SIM_FAULT_ITEM_STATUS:
    case NS_SIM_FAULT_REFUSE:
    case NS_SIM_FAULT_TLS_FAILURE:
    case NS_SIM_FAULT_EXPIRED:
    case NS_SIM_FAULT_QUARANTINE:
    case NS_SIM_FAULT_WIPE:
    case NS_SIM_FAULT_ACCOUNT_WIPE:
      break; /* never of a request as a whole */
    }
  g_return_val_if_reached (FALSE);
}

/**
 * ns_sim_context_meet_fault:
 * @self: a request under way
 * @names: (element-type utf8): what its items are called
 *
 * Takes the next fault that meets the request, if there is one.
 *
 * Returns: whether the request is answered thereby and must not be executed
 */
gboolean
ns_sim_context_meet_fault (NsSimContext *self, GPtrArray *names)
{
  const gboolean is_options = g_strcmp0 (self->request->method, "OPTIONS") == 0;

  self->fault = ns_sim_fault_queue_take_request (
    self->faults, is_options ? NS_COMMAND_OPTIONS : self->request->eas.command, names);
  return self->fault != NULL && meet (self);
}

/**
 * ns_sim_context_meet_fault_refused:
 * @self: a request that is refused whatever its items are
 *
 * Takes the fault that waited for just this request, if there is one.
 */
void
ns_sim_context_meet_fault_refused (NsSimContext *self)
{
  self->fault = ns_sim_fault_queue_take_counted (self->faults, self->request->eas.command);
  if (self->fault != NULL)
    meet (self);
}
