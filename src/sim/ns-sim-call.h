/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "sim/ns-sim-host.h"

G_BEGIN_DECLS

/**
 * NsSimCall:
 * @host: (unowned): whose server it is about
 * @method: (unowned): the HTTP method
 * @path: (unowned): the path
 * @since: of the query, or 0
 * @body: (owned) (nullable): the object that came
 * @status: the HTTP status of the answer
 * @json: (owned): what is answered; an empty builder is an answer without a body
 * @message: (owned) (nullable): what is wrong
 * @position: (owned) (nullable): where: a key of @body, or its line and column
 *
 * One call of the control port. A plain struct that its user owns.
 */
typedef struct
{
  NsSimHost *host;
  const char *method;
  const char *path;
  guint64 since;
  JsonObject *body;
  guint status;
  JsonBuilder *json;
  char *message;
  char *position;
} NsSimCall;

void ns_sim_call_begin (NsSimCall *self, NsSimHost *host);
gboolean ns_sim_call_read_body (NsSimCall *self, GBytes *bytes);
void ns_sim_call_fail (NsSimCall *self, guint status, const char *position, const char *message);
void ns_sim_call_take_error (NsSimCall *self, const char *position, GError *error);
gboolean ns_sim_call_knows (NsSimCall *self, const char *const *keys);
gboolean ns_sim_call_get_text (NsSimCall *self, const char *key, const char **out);
gboolean ns_sim_call_require_text (NsSimCall *self, const char *key, const char **out);
gboolean ns_sim_call_get_bool (NsSimCall *self, const char *key, gboolean *is_there, gboolean *out);
char *ns_sim_call_write (NsSimCall *self);
void ns_sim_call_clear (NsSimCall *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NsSimCall, ns_sim_call_clear)

G_END_DECLS
