/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "lab/ns-lab-world-private.h"

#include "base/ns-id.h"
#include "base/ns-scratch.h"
#include "lab/ns-lab-furnish.h"

G_DEFINE_FINAL_TYPE (NsLabWorld, ns_lab_world, G_TYPE_OBJECT)
G_DEFINE_QUARK (ns-lab-error, ns_lab_error)

static void
ns_lab_world_dispose (GObject *object)
{
  ns_lab_world_close (NS_LAB_WORLD (object));
  G_OBJECT_CLASS (ns_lab_world_parent_class)->dispose (object);
}

static void
ns_lab_world_finalize (GObject *object)
{
  NsLabWorld *self = NS_LAB_WORLD (object);

  g_clear_pointer (&self->patience, ns_lab_patience_unref);
  g_object_unref (self->clock);
  g_object_unref (self->secrets);
  g_free (self->user);
  g_free (self->email);
  g_free (self->password);
  g_free (self->device_model);
  g_free (self->device_software);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->ends);
  G_OBJECT_CLASS (ns_lab_world_parent_class)->finalize (object);
}

static void
ns_lab_world_class_init (NsLabWorldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ns_lab_world_dispose;
  G_OBJECT_CLASS (klass)->finalize = ns_lab_world_finalize;
}

static void
ns_lab_world_init (NsLabWorld *self)
{
  self->secrets = ns_secrets_new_memory ();
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->ends = g_hash_table_new (NULL, NULL);
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ns_lab_world_sign_in_finish (NS_LAB_WORLD (source), result, &error))
    g_task_return_pointer (task, g_object_ref (source), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
store_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  NsLabWorld *self = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  self->store = ns_store_open_finish (result, &error);
  if (self->store == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->engine = ns_engine_new (self->store, self->secrets);
  ns_engine_set_device (self->engine, self->device_model, self->device_software);
  if (self->patience != NULL)
    ns_lab_patience_set_engine (self->patience, self->engine);
  ns_lab_world_sign_in_async (self, NULL, cancellable, signed_in_cb, g_steal_pointer (&task));
}

static gboolean
start_server (NsLabWorld *self, const NsScenario *scenario, GError **error)
{
  NsSimConfig config = scenario->server;

  config.clock = self->clock;
  config.held = self->patience != NULL ? ns_lab_patience_held : NULL;
  config.held_data = self->patience;
  self->server = ns_sim_server_start (&config, error);
  return self->server != NULL && ns_lab_furnish (self->server, scenario, self->clock, error);
}

static NsLabWorld *
new_world (const NsScenario *scenario, NsClock *clock)
{
  NsLabWorld *self = g_object_new (NS_TYPE_LAB_WORLD, NULL);
  const NsSimConfig *server = &scenario->server;

  self->clock = g_object_ref (clock);
  self->patience = ns_clock_is_fake (clock) ? ns_lab_patience_new (clock) : NULL;
  self->user = g_strdup (server->user != NULL ? server->user : "demo");
  self->password = g_strdup (server->password != NULL ? server->password : "demo");
  self->email = g_strdup (scenario->email);
  self->compares_first = scenario->compares_first;
  self->device_model = g_strdup (scenario->device_model);
  self->device_software = g_strdup (scenario->device_software);
  return self;
}

/**
 * ns_lab_world_open_async:
 * @scenario: (transfer none): what the world is like
 * @clock: the time of both sides
 * @cancellable: (nullable): to give up
 * @callback: called when everything is there
 * @user_data: for @callback
 *
 * Starts the server and makes the profile. The ids of the whole process follow the scenario's seed from now on.
 */
void
ns_lab_world_open_async (const NsScenario *scenario, NsClock *clock, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  NsLabWorld *self = new_world (scenario, clock);
  GError *error = NULL;

  g_task_set_source_tag (task, ns_lab_world_open_async);
  g_task_set_task_data (task, self, g_object_unref);

  ns_id_set_seed (scenario->seed);
  self->profile = g_dir_make_tmp ("notifysync-demo-XXXXXX", &error);
  if (self->profile == NULL || !start_server (self, scenario, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  ns_store_open_async (self->profile, clock, cancellable, store_cb, g_steal_pointer (&task));
}

/**
 * ns_lab_world_open_finish:
 * @result: from the callback
 * @error: of the layer that failed
 *
 * Returns: (transfer full) (nullable): the world
 */
NsLabWorld *
ns_lab_world_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, ns_lab_world_open_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ns_lab_world_close:
 * @self: a world
 *
 * Ends both sides and removes the profile. A second call does nothing.
 */
void
ns_lab_world_close (NsLabWorld *self)
{
  if (self->patience != NULL)
    ns_lab_patience_set_engine (self->patience, NULL);
  if (self->engine != NULL)
    ns_engine_stop (self->engine);
  if (self->store != NULL)
    ns_store_close (self->store);
  if (self->server != NULL)
    ns_sim_server_stop (self->server);
  g_clear_object (&self->engine);
  g_clear_object (&self->store);
  g_clear_object (&self->server);
  if (self->profile != NULL)
    ns_scratch_remove (self->profile);
  g_clear_pointer (&self->profile, g_free);
}

/**
 * ns_lab_world_get_clock:
 * @self: a world
 *
 * Returns: (transfer none): the time of both sides
 */
NsClock *
ns_lab_world_get_clock (NsLabWorld *self)
{
  return self->clock;
}

/**
 * ns_lab_world_get_server:
 * @self: a world
 *
 * Returns: (transfer none) (nullable): its server; %NULL once it is closed
 */
NsSimServer *
ns_lab_world_get_server (NsLabWorld *self)
{
  return self->server;
}

/**
 * ns_lab_world_get_store:
 * @self: a world
 *
 * Returns: (transfer none) (nullable): its outbox; %NULL once it is closed
 */
NsStore *
ns_lab_world_get_store (NsLabWorld *self)
{
  return self->store;
}

/**
 * ns_lab_world_get_engine:
 * @self: a world
 *
 * Returns: (transfer none) (nullable): its engine; %NULL once it is closed
 */
NsEngine *
ns_lab_world_get_engine (NsLabWorld *self)
{
  return self->engine;
}

/**
 * ns_lab_world_name_item:
 * @self: a world
 * @name: what the scenario calls an item
 * @id: the item in the outbox
 *
 * Remembers which item is meant. A name that is queued again means the newer item.
 */
void
ns_lab_world_name_item (NsLabWorld *self, const char *name, gint64 id)
{
  g_hash_table_insert (self->ids, g_strdup (name), g_memdup2 (&id, sizeof id));
}

/**
 * ns_lab_world_find_item:
 * @self: a world
 * @name: what the scenario calls an item
 *
 * Returns: the item in the outbox, or 0 where it was not queued yet
 */
gint64
ns_lab_world_find_item (NsLabWorld *self, const char *name)
{
  const gint64 *id = g_hash_table_lookup (self->ids, name);

  return id != NULL ? *id : 0;
}

/**
 * ns_lab_world_put:
 * @self: a world
 * @item: an item of its scenario
 * @error: of the intake, or #NsSimError
 *
 * Puts an item into the server's mailbox: a mail into the Inbox, everything else into its folder.
 *
 * Returns: whether it is there
 */
gboolean
ns_lab_world_put (NsLabWorld *self, const NsScenarioItem *item, GError **error)
{
  return ns_lab_furnish_item (self->server, item, self->clock, error);
}

/**
 * ns_lab_world_get_fault:
 * @self: a world
 *
 * Returns: why the last cycle could not be finished; domain %NS_DOMAIN_NONE where it could
 */
NsOutcome
ns_lab_world_get_fault (NsLabWorld *self)
{
  return self->fault;
}

/**
 * ns_lab_world_set_fault:
 * @self: a world
 * @fault: how the last cycle ended
 *
 * Remembers it for those who expect one.
 */
void
ns_lab_world_set_fault (NsLabWorld *self, NsOutcome fault)
{
  self->fault = fault;
}

/**
 * ns_lab_world_get_device_software:
 * @self: a world
 *
 * Returns: (nullable): the version of the device's software now
 */
const char *
ns_lab_world_get_device_software (NsLabWorld *self)
{
  return self->device_software;
}

/**
 * ns_lab_world_set_device_software:
 * @self: a world
 * @version: what the device runs from now on
 *
 * Upgrades the device.
 */
void
ns_lab_world_set_device_software (NsLabWorld *self, const char *version)
{
  g_free (self->device_software);
  self->device_software = g_strdup (version);
  ns_engine_set_device (self->engine, self->device_model, version);
}
