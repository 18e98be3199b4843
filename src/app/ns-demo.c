/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "app/ns-demo.h"

#include "base/ns-id.h"
#include "intake/ns-intake.h"

#include <glib/gstdio.h>

struct _NsDemo
{
  GObject parent_instance;

  NsScenario *scenario; /* (owned) */
  NsClock *clock;       /* (owned) */
  NsSimServer *server;  /* (owned) (nullable): from play to stop */
  NsSecrets *secrets;   /* (owned) */
  NsStore *store;       /* (owned) (nullable): from play to stop */
  NsEngine *engine;     /* (owned) (nullable): from play to stop */
  char *profile;        /* (owned) (nullable): the throw-away folder */
  GHashTable *ids;      /* (owned) (element-type utf8 gint64): the queued items by their names */
  guint next_step;
};

typedef void (*NsStepFunc) (NsDemo *self, const NsStep *step, GTask *task);

G_DEFINE_FINAL_TYPE (NsDemo, ns_demo, G_TYPE_OBJECT)

static void run_steps (GTask *task);

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (child);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_file_delete (file, NULL, NULL);
    }
  g_rmdir (path);
}

static void
ns_demo_dispose (GObject *object)
{
  ns_demo_stop (NS_DEMO (object));
  G_OBJECT_CLASS (ns_demo_parent_class)->dispose (object);
}

static void
ns_demo_finalize (GObject *object)
{
  NsDemo *self = NS_DEMO (object);

  g_clear_pointer (&self->scenario, ns_scenario_free);
  g_clear_object (&self->clock);
  g_clear_object (&self->secrets);
  g_hash_table_unref (self->ids);
  G_OBJECT_CLASS (ns_demo_parent_class)->finalize (object);
}

static void
ns_demo_class_init (NsDemoClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ns_demo_dispose;
  G_OBJECT_CLASS (klass)->finalize = ns_demo_finalize;
}

static void
ns_demo_init (NsDemo *self)
{
  self->secrets = ns_secrets_new_memory ();
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * ns_demo_find_scenario:
 * @name: the name or the file of a scenario
 *
 * Looks among the installed scenarios, then in the source tree of a program that is not installed.
 *
 * Returns: (transfer full) (nullable): the file, or %NULL where there is none
 */
char *
ns_demo_find_scenario (const char *name)
{
  static const char *const folders[] = { NS_PKGDATADIR "/scenarios", NS_SRCDIR "/data/scenarios" };
  g_autofree char *file = g_strconcat (name, ".scenario", NULL);

  if (strchr (name, G_DIR_SEPARATOR) != NULL || g_str_has_suffix (name, ".scenario"))
    return g_file_test (name, G_FILE_TEST_IS_REGULAR) ? g_strdup (name) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (folders[i], file, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }
  return NULL;
}

/**
 * ns_demo_new:
 * @scenario: (transfer full): what to play
 * @clock: the time of its world
 *
 * Returns: (transfer full): a demonstration that has not begun
 */
NsDemo *
ns_demo_new (NsScenario *scenario, NsClock *clock)
{
  NsDemo *self = g_object_new (NS_TYPE_DEMO, NULL);

  self->scenario = scenario;
  self->clock = g_object_ref (clock);
  return self;
}

static gint64
item_id (NsDemo *self, const NsStep *step)
{
  const gint64 *id = g_hash_table_lookup (self->ids, step->argument);

  return id != NULL ? *id : 0;
}

/* Goes on after a step that is over, or ends the play with its error. */
static void
step_done (GTask *task, GError *error)
{
  if (error != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  run_steps (task);
}

static void
queue_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  NsDemo *self = g_task_get_source_object (task);
  const NsStep *step = g_ptr_array_index (self->scenario->steps, self->next_step - 1);
  GError *error = NULL;
  g_autoptr (NsItem) item = ns_store_enqueue_finish (NS_STORE (source), result, &error);

  if (item != NULL)
    g_hash_table_insert (self->ids, g_strdup (step->argument), g_memdup2 (&item->id, sizeof item->id));
  step_done (task, error);
}

static void
queue_step (NsDemo *self, const NsStep *step, GTask *task)
{
  const NsScenarioItem *item = ns_scenario_find_item (self->scenario, step->argument);
  GError *error = NULL;
  g_autoptr (NsDraft) draft = ns_intake_read_bytes (item->bytes, item->name, &error);

  if (draft == NULL)
    step_done (task, error);
  else
    ns_store_enqueue_async (self->store, draft, g_task_get_cancellable (task), queue_cb, task);
}

static void
cycle_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NsCycleReport report;
  GError *error = NULL;

  ns_engine_cycle_finish (NS_ENGINE (source), result, &report, &error);
  step_done (user_data, error);
}

static void
cycle_step (NsDemo *self, const NsStep *step, GTask *task)
{
  ns_engine_cycle_async (self->engine, TRUE, g_task_get_cancellable (task), cycle_cb, task);
}

/* A demonstration that follows the computer's clock does not wait: its story only happens within a moment. */
static void
advance_step (NsDemo *self, const NsStep *step, GTask *task)
{
  if (ns_clock_is_fake (self->clock))
    ns_clock_advance (self->clock, step->seconds * G_USEC_PER_SEC);
  step_done (task, NULL);
}

static void
fault_step (NsDemo *self, const NsStep *step, GTask *task)
{
  GError *error = NULL;

  ns_sim_server_fail_next (self->server, step->argument, &error);
  step_done (task, error);
}

static void
outlook_change_step (NsDemo *self, const NsStep *step, GTask *task)
{
  GError *error = NULL;

  ns_sim_server_outlook_change (self->server, step->argument, step->property, step->value, &error);
  step_done (task, error);
}

static void
outlook_delete_step (NsDemo *self, const NsStep *step, GTask *task)
{
  GError *error = NULL;

  ns_sim_server_outlook_delete (self->server, step->argument, &error);
  step_done (task, error);
}

static void
apply_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  ns_store_apply_finish (NS_STORE (source), result, &error);
  step_done (user_data, error);
}

static void
resend_step (NsDemo *self, const NsStep *step, GTask *task)
{
  const gint64 id = item_id (self, step);

  ns_store_apply_async (self->store, &id, 1, NS_EVENT_RESEND, g_task_get_cancellable (task), apply_cb, task);
}

static void
hold_step (NsDemo *self, const NsStep *step, GTask *task)
{
  const gint64 id = item_id (self, step);

  ns_store_apply_async (self->store, &id, 1, NS_EVENT_HOLD, g_task_get_cancellable (task), apply_cb, task);
}

static void
delete_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  ns_store_set_deleted_finish (NS_STORE (source), result, &error);
  step_done (user_data, error);
}

static void
delete_step (NsDemo *self, const NsStep *step, GTask *task)
{
  const gint64 id = item_id (self, step);

  ns_store_set_deleted_async (self->store, &id, 1, TRUE, g_task_get_cancellable (task), delete_cb, task);
}

static const NsStepFunc step_funcs[] = {
  [NS_STEP_QUEUE] = queue_step,
  [NS_STEP_CYCLE] = cycle_step,
  [NS_STEP_ADVANCE] = advance_step,
  [NS_STEP_FAULT] = fault_step,
  [NS_STEP_OUTLOOK_CHANGE] = outlook_change_step,
  [NS_STEP_OUTLOOK_DELETE] = outlook_delete_step,
  [NS_STEP_RESEND] = resend_step,
  [NS_STEP_DELETE] = delete_step,
  [NS_STEP_HOLD] = hold_step,
};

static void
run_steps (GTask *task)
{
  NsDemo *self = g_task_get_source_object (task);
  const NsStep *step;

  if (self->next_step == self->scenario->steps->len)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  step = g_ptr_array_index (self->scenario->steps, self->next_step++);
  step_funcs[step->type] (self, step, task);
}

static void
secret_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  ns_secrets_store_finish (NS_SECRETS (source), result, &error);
  step_done (user_data, error);
}

static void
read_account_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  NsDemo *self = g_task_get_source_object (task);
  const char *password = self->scenario->server.password;
  GError *error = NULL;
  g_autoptr (NsAccount) account = ns_store_get_account_finish (NS_STORE (source), result, &error);

  if (account == NULL)
    step_done (task, error);
  else
    ns_secrets_store_async (self->secrets, account, password != NULL ? password : "demo",
                            g_task_get_cancellable (task), secret_cb, task);
}

static void
set_account_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (!ns_store_set_account_finish (NS_STORE (source), result, &error))
    step_done (task, error);
  else
    ns_store_get_account_async (NS_STORE (source), g_task_get_cancellable (task), read_account_cb, task);
}

static NsAccount *
make_account (NsDemo *self)
{
  const NsSimConfig *server = &self->scenario->server;
  NsAccount *account = ns_account_new ();

  account->server = g_strdup (ns_sim_server_get_url (self->server));
  account->user = g_strdup (server->user != NULL ? server->user : "demo");
  account->email = g_strdup (self->scenario->email);
  account->ca_file = g_strdup (ns_sim_server_get_ca_file (self->server));
  account->device_id = ns_id_new ();
  return account;
}

static void
open_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  NsDemo *self = g_task_get_source_object (task);
  g_autoptr (NsAccount) account = make_account (self);
  GError *error = NULL;

  self->store = ns_store_open_finish (result, &error);
  if (self->store == NULL)
    {
      step_done (task, error);
      return;
    }
  self->engine = ns_engine_new (self->store, self->secrets);
  ns_store_set_account_async (self->store, account, g_task_get_cancellable (task), set_account_cb, task);
}

static gboolean
start_server (NsDemo *self, GError **error)
{
  NsSimConfig config = self->scenario->server;

  config.clock = self->clock;
  self->server = ns_sim_server_start (&config, error);
  return self->server != NULL;
}

/**
 * ns_demo_play_async:
 * @self: a demonstration that has not begun
 * @cancellable: (nullable): to give up
 * @callback: called when all steps are done
 * @user_data: for @callback
 *
 * Starts the server, makes the profile and does the steps, one after the other.
 */
void
ns_demo_play_async (NsDemo *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, ns_demo_play_async);
  ns_id_set_seed (self->scenario->seed);
  self->profile = g_dir_make_tmp ("notifysync-demo-XXXXXX", &error);
  if (self->profile == NULL || !start_server (self, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  ns_store_open_async (self->profile, self->clock, cancellable, open_cb, g_steal_pointer (&task));
}

/**
 * ns_demo_play_finish:
 * @self: the demonstration
 * @result: from the callback
 * @error: of the layer that failed
 *
 * Returns: whether everything of the scenario was done
 */
gboolean
ns_demo_play_finish (NsDemo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ns_demo_get_store:
 * @self: a demonstration that was played
 *
 * Returns: (transfer none): its outbox
 */
NsStore *
ns_demo_get_store (NsDemo *self)
{
  return self->store;
}

/**
 * ns_demo_get_engine:
 * @self: a demonstration that was played
 *
 * Returns: (transfer none): its engine
 */
NsEngine *
ns_demo_get_engine (NsDemo *self)
{
  return self->engine;
}

/**
 * ns_demo_stop:
 * @self: the demonstration
 *
 * Ends its world and removes the profile. Nothing happens where it was stopped before.
 */
void
ns_demo_stop (NsDemo *self)
{
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
    remove_folder (self->profile);
  g_clear_pointer (&self->profile, g_free);
}
