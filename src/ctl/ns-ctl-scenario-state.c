/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-scenario-state.h"

#include "base/ns-await.h"
#include "base/ns-json.h"
#include "base/ns-time.h"
#include "ctl/ns-ctl-format.h"

static gboolean
add_item (JsonBuilder *builder, NsLab *lab, const NsItem *item, GError **error)
{
  NsStore *store = ns_lab_get_store (lab);
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GArray) attempts = NULL;

  ns_store_get_attempts_async (store, item->id, NULL, ns_await_cb, &await);
  attempts = ns_store_get_attempts_finish (store, ns_await_result (&await), error);
  if (attempts == NULL)
    return FALSE;
  json_builder_begin_object (builder);
  ns_ctl_add_item (builder, item, attempts, ns_clock_now (ns_lab_get_clock (lab)));
  json_builder_end_object (builder);
  return TRUE;
}

static gboolean
add_items (JsonBuilder *builder, NsLab *lab, gboolean deleted, GError **error)
{
  const NsFilter filter = { .states = deleted ? 0 : G_MAXUINT, .deleted = deleted };
  NsStore *store = ns_lab_get_store (lab);
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GPtrArray) items = NULL;

  ns_store_list_async (store, &filter, NULL, ns_await_cb, &await);
  items = ns_store_list_finish (store, ns_await_result (&await), error);
  for (guint i = 0; items != NULL && i < items->len; i++)
    if (!add_item (builder, lab, g_ptr_array_index (items, i), error))
      return FALSE;
  return items != NULL;
}

/* What is in the outbox, what was delivered, then what was deleted. */
static gboolean
add_outbox (JsonBuilder *builder, NsLab *lab, GError **error)
{
  gboolean done;

  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  done = add_items (builder, lab, FALSE, error) && add_items (builder, lab, TRUE, error);
  json_builder_end_array (builder);
  return done;
}

static void
add_head (JsonBuilder *builder, NsLab *lab)
{
  const NsScenario *scenario = ns_lab_get_scenario (lab);

  ns_json_add_string (builder, "scenario", scenario->name);
  ns_json_add_int (builder, "steps", ns_lab_get_next_step (lab));
  ns_json_add_time (builder, "time", ns_clock_now (ns_lab_get_clock (lab)));
  ns_json_add_string (builder, "device_model", scenario->device_model);
  ns_json_add_string (builder, "device_software", ns_lab_get_device_software (lab));
}

/**
 * ns_ctl_scenario_get_state:
 * @lab: an open lab
 * @error: return location for an error of the store
 *
 * Writes down both sides of a lab. The same steps on a fake clock always lead to the same bytes.
 *
 * Returns: (transfer full) (nullable): an object with `scenario`, `steps` (how many are done), `time`, `device_model`,
 *   `device_software`, `items` (each as `show --json` has it) and `server` (see ns_sim_server_dup_state())
 */
JsonNode *
ns_ctl_scenario_get_state (NsLab *lab, GError **error)
{
  g_autofree char *server = ns_sim_server_dup_state (ns_lab_get_server (lab));
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_head (builder, lab);
  if (!add_outbox (builder, lab, error))
    return NULL;
  json_builder_set_member_name (builder, "server");
  json_builder_add_value (builder, json_from_string (server, NULL));
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
