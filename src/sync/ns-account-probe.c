/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-account-probe.h"

#include "base/ns-scratch.h"
#include "store/ns-store-delivery.h"

typedef struct
{
  NsAccount *account;   /* (owned) */
  NsAccount *before;    /* (owned) (nullable) */
  NsSecrets *secrets;   /* (owned): where the password is */
  NsClock *clock;       /* (owned) */
  char *password;       /* (owned) (nullable): until it is in @secrets; wiped */
  char *profile;        /* (owned) (nullable): the throw-away folder */
  NsStore *store;       /* (owned) (nullable): the throw-away outbox */
  NsEngine *engine;     /* (owned) (nullable): of that */
  NsSetupStepFunc step_func;
  gpointer step_data;
  int step;             /* the last one that was told, or -1 */
} Probe;

static void
probe_free (Probe *probe)
{
  if (probe->engine != NULL)
    g_signal_handlers_disconnect_by_data (probe->engine, probe);
  g_clear_object (&probe->engine);
  if (probe->store != NULL)
    ns_store_close (probe->store);
  g_clear_object (&probe->store);
  if (probe->profile != NULL)
    ns_scratch_remove (probe->profile);
  ns_account_unref (probe->account);
  g_clear_pointer (&probe->before, ns_account_unref);
  g_clear_object (&probe->secrets);
  g_clear_object (&probe->clock);
  ns_secrets_free_password (probe->password);
  g_free (probe->profile);
  g_free (probe);
}

static void
progress_cb (NsEngine *engine, NsStage stage, guint n, guint total, guint64 sent, guint64 size, Probe *probe)
{
  const NsAccountStep step = ns_engine_get_step (engine);

  if (probe->step_func == NULL || probe->step == (int) step || stage == NS_STAGE_IDLE)
    return;
  probe->step = (int) step;
  probe->step_func (step, probe->step_data);
}

static void
test_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  NsEngine *engine = NS_ENGINE (source);
  const NsCertificate *refused = ns_engine_get_refused (engine);
  g_autoptr (NsSetupReport) report = g_new0 (NsSetupReport, 1);
  GError *error = NULL;

  if (!ns_engine_test_finish (engine, result, &report->fault, &report->detail, &report->account, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  report->refused = refused != NULL ? ns_certificate_ref (refused) : NULL;
  g_task_return_pointer (task, g_steal_pointer (&report), (GDestroyNotify) ns_setup_report_free);
}

static void
run (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);

  probe->engine = ns_engine_new (probe->store, probe->secrets);
  g_signal_connect (probe->engine, "progress", G_CALLBACK (progress_cb), probe);
  ns_engine_test_async (probe->engine, g_task_get_cancellable (task), test_cb, task);
}

static void
session_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ns_store_set_session_finish (NS_STORE (source), result, &error))
    run (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
account_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Probe *probe = g_task_get_task_data (task);
  GError *error = NULL;

  if (!ns_store_set_account_finish (probe->store, result, &error))
    g_task_return_error (task, error);
  else if (probe->before != NULL)
    ns_store_set_session_async (probe->store, probe->before, NULL, session_cb, g_steal_pointer (&task));
  else
    run (g_steal_pointer (&task));
}

static void
password_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Probe *probe = g_task_get_task_data (task);
  GError *error = NULL;

  if (ns_secrets_store_finish (probe->secrets, result, &error))
    ns_store_set_account_async (probe->store, probe->account, NULL, account_cb, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
open_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Probe *probe = g_task_get_task_data (task);
  GError *error = NULL;

  probe->store = ns_store_open_finish (result, &error);
  if (probe->store == NULL)
    g_task_return_error (task, error);
  else if (probe->password != NULL)
    ns_secrets_store_async (probe->secrets, probe->account, probe->password, NULL, password_cb,
                            g_steal_pointer (&task));
  else
    ns_store_set_account_async (probe->store, probe->account, NULL, account_cb, g_steal_pointer (&task));
}

/* The server knows the device by its keys: to go on with them changes nothing for the outbox, to begin anew
 * might. */
static NsAccount *
known_session (const NsProbe *wanted)
{
  const NsOutcome none = { NS_DOMAIN_NONE };
  NsAccount *session;

  if (wanted->before == NULL)
    return NULL;
  session = ns_account_copy (wanted->before);
  session->fault = none;
  session->retry_at = 0;
  return session;
}

/**
 * ns_account_probe_async:
 * @wanted: what is to be tried
 * @cancellable: (nullable): ends it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Makes an outbox in a folder of its own, lets an engine test the account there, and throws both away. A password
 * that was entered is only in memory. Main thread.
 */
void
ns_account_probe_async (const NsProbe *wanted, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Probe *probe = g_new0 (Probe, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, ns_account_probe_async);
  g_task_set_task_data (task, probe, (GDestroyNotify) probe_free);
  probe->account = ns_account_copy (wanted->account);
  probe->before = known_session (wanted);
  probe->clock = g_object_ref (ns_store_get_clock (ns_engine_get_store (wanted->engine)));
  probe->password = g_strdup (wanted->password);
  probe->secrets = wanted->password != NULL ? ns_secrets_new_memory ()
                                            : g_object_ref (ns_engine_get_secrets (wanted->engine));
  probe->step_func = wanted->step_func;
  probe->step_data = wanted->step_data;
  probe->step = -1;
  probe->profile = g_dir_make_tmp ("notifysync-test-XXXXXX", &error);
  if (probe->profile == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  ns_store_open_async (probe->profile, probe->clock, cancellable, open_cb, g_steal_pointer (&task));
}

/**
 * ns_account_probe_finish:
 * @result: from the callback
 * @error: of the store, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what was found
 */
NsSetupReport *
ns_account_probe_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
