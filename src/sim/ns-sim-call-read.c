/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-call-routes.h"

#include "base/ns-json.h"
#include "sim/ns-sim-fault.h"

#include <glib/gi18n-lib.h>

static void
add_server (JsonBuilder *json, NsSimServer *server)
{
  g_auto (NsSimInfo) info = { 0 };

  ns_sim_server_get_info (server, &info);
  ns_json_add_string (json, "url", ns_sim_server_get_url (server));
  ns_json_add_string (json, "ca_file", ns_sim_server_get_ca_file (server));
  ns_json_add_string (json, "personality", info.personality);
  ns_json_add_string (json, "product", info.product);
  ns_json_add_string (json, "versions", info.versions);
  ns_json_add_bool (json, "policies", info.policies);
  ns_json_add_bool (json, "tls", info.tls);
  ns_json_add_bool (json, "network", info.network);
  ns_json_add_int (json, "connections", info.connections);
}

/**
 * ns_sim_call_get_state:
 * @self: `GET /lab/state`
 *
 * What the server is, and all that it holds.
 */
void
ns_sim_call_get_state (NsSimCall *self)
{
  g_autofree char *text = ns_sim_server_dup_state (self->host->server);
  g_autoptr (JsonNode) state = json_from_string (text, NULL);

  json_builder_begin_object (self->json);
  add_server (self->json, self->host->server);
  ns_json_add_time (self->json, "time", ns_clock_now (self->host->clock));
  ns_json_add_bool (self->json, "clock_stands_still", ns_clock_is_fake (self->host->clock));
  json_builder_set_member_name (self->json, "mailboxes");
  json_builder_add_value (self->json, json_object_dup_member (json_node_get_object (state), "mailboxes"));
  json_builder_end_object (self->json);
}

/**
 * ns_sim_call_get_journal:
 * @self: `GET /lab/journal?since=SEQ`
 *
 * The journal behind a line.
 */
void
ns_sim_call_get_journal (NsSimCall *self)
{
  g_autoptr (GPtrArray) lines = ns_sim_server_dup_journal (self->host->server);

  json_builder_begin_object (self->json);
  json_builder_set_member_name (self->json, "journal");
  json_builder_begin_array (self->json);
  for (guint i = 0; i < lines->len; i++)
    {
      g_autoptr (JsonNode) line = json_from_string (g_ptr_array_index (lines, i), NULL);

      if ((guint64) json_object_get_int_member (json_node_get_object (line), "seq") > self->since)
        json_builder_add_value (self->json, g_steal_pointer (&line));
    }
  json_builder_end_array (self->json);
  json_builder_end_object (self->json);
}

static void
add_bytes (JsonBuilder *json, const char *key, GBytes *bytes)
{
  g_autofree char *text =
    bytes != NULL ? g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;

  ns_json_add_string (json, key, text);
}

static void
add_exchange (JsonBuilder *json, const NsSimExchange *exchange)
{
  g_autofree char *type = exchange->request_type != NULL ? g_utf8_make_valid (exchange->request_type, -1) : NULL;

  json_builder_begin_object (json);
  ns_json_add_int (json, "seq", (gint64) exchange->seq);
  ns_json_add_time (json, "time", exchange->time);
  ns_json_add_string (json, "command", exchange->command);
  ns_json_add_string (json, "operation", exchange->operation);
  ns_json_add_string (json, "subject", exchange->subject);
  ns_json_add_int (json, "items", exchange->n_items);
  ns_json_add_string (json, "request_type", type);
  ns_json_add_int (json, "request_size", (gint64) exchange->request_size);
  add_bytes (json, "request", exchange->request);
  ns_json_add_string (json, "answer_type", exchange->answer_type);
  ns_json_add_int (json, "answer_size", (gint64) exchange->answer_size);
  add_bytes (json, "answer", exchange->answer);
  ns_json_add_int_or_null (json, "http_status", exchange->http_status != 0, exchange->http_status);
  ns_json_add_int_or_null (json, "status", exchange->status != 0, exchange->status);
  ns_json_add_bool (json, "executed", exchange->executed);
  ns_json_add_bool (json, "replay", exchange->replay);
  ns_json_add_string (json, "fault", exchange->fault);
  json_builder_end_object (json);
}

/**
 * ns_sim_call_get_exchanges:
 * @self: `GET /lab/exchanges?since=SEQ`
 *
 * The last exchanges behind one, with their bytes.
 */
void
ns_sim_call_get_exchanges (NsSimCall *self)
{
  g_autoptr (GPtrArray) exchanges = ns_sim_server_dup_exchanges (self->host->server);

  json_builder_begin_object (self->json);
  json_builder_set_member_name (self->json, "exchanges");
  json_builder_begin_array (self->json);
  for (guint i = 0; i < exchanges->len; i++)
    {
      const NsSimExchange *exchange = g_ptr_array_index (exchanges, i);

      if (exchange->seq > self->since)
        add_exchange (self->json, exchange);
    }
  json_builder_end_array (self->json);
  json_builder_end_object (self->json);
}

/**
 * ns_sim_call_get_faults:
 * @self: `GET /lab/faults`
 *
 * The faults to come.
 */
void
ns_sim_call_get_faults (NsSimCall *self)
{
  g_autoptr (GPtrArray) faults = ns_sim_server_dup_faults (self->host->server);

  json_builder_begin_object (self->json);
  json_builder_set_member_name (self->json, "faults");
  json_builder_begin_array (self->json);
  for (guint i = 0; i < faults->len; i++)
    {
      const NsSimFault *fault = g_ptr_array_index (faults, i);

      json_builder_begin_object (self->json);
      ns_json_add_int (self->json, "id", fault->id);
      ns_json_add_string (self->json, "fault", fault->text);
      ns_json_add_int_or_null (self->json, "remaining", fault->remaining != G_MAXUINT, fault->remaining);
      ns_json_add_int (self->json, "struck", fault->struck);
      json_builder_end_object (self->json);
    }
  json_builder_end_array (self->json);
  json_builder_end_object (self->json);
}

static void
add_kind (JsonBuilder *json, const NsSimFaultKind *kind)
{
  const gboolean has_bounds = kind->value != NS_SIM_FAULT_VALUE_NONE && kind->value != NS_SIM_FAULT_VALUE_URL;
  g_autofree char *form = ns_sim_fault_kind_dup_form (kind);

  json_builder_begin_object (json);
  ns_json_add_string (json, "id", kind->id);
  ns_json_add_string (json, "form", form);
  ns_json_add_string (json, "meets", ns_sim_fault_scope_name (kind->scope));
  ns_json_add_string (json, "value", ns_sim_fault_value_name (kind->value));
  ns_json_add_int_or_null (json, "min", has_bounds, (gint64) kind->min);
  ns_json_add_int_or_null (json, "max", has_bounds, (gint64) kind->max);
  ns_json_add_int_or_null (json, "preset", has_bounds, (gint64) kind->preset);
  ns_json_add_string (json, "summary", _ (kind->summary));
  json_builder_end_object (json);
}

/**
 * ns_sim_call_get_fault_kinds:
 * @self: `GET /lab/fault-kinds`
 *
 * What can go wrong.
 */
void
ns_sim_call_get_fault_kinds (NsSimCall *self)
{
  gsize n_kinds;
  const NsSimFaultKind *kinds = ns_sim_fault_kinds (&n_kinds);

  json_builder_begin_object (self->json);
  json_builder_set_member_name (self->json, "kinds");
  json_builder_begin_array (self->json);
  for (gsize i = 0; i < n_kinds; i++)
    add_kind (self->json, &kinds[i]);
  json_builder_end_array (self->json);
  json_builder_end_object (self->json);
}
