/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-pull.h"

#include "eas/ns-eas-sync-request.h"
#include "sync/ns-interpret.h"

#define WINDOW_SIZE 100
#define PAGES_MAX 2000
#define BODY_PLAIN 1
#define BODY_MIME 4
#define BODY_PLAIN_SIZE (256 * 1024)
#define BODY_MIME_SIZE 4096 /* the headers, not the letter */

typedef struct
{
  NsConnection *connection; /* (owned) */
  NsEasVersion version;
  char *policy_key;         /* (owned) (nullable) */
  char *collection_id;      /* (owned) */
  char *class_name;         /* (owned) */
  char *asked_key;          /* (owned): the key of the request under way */
  gboolean only_prime;
  int filter_type;
  NsPullFunc func;
  gpointer func_data;
  gboolean is_from_start;
  guint pages;
  NsPulled *pulled;         /* (owned) (nullable) */
} Pull;

static void post_request (GTask *task);

static void
pull_free (Pull *pull)
{
  g_object_unref (pull->connection);
  g_free (pull->policy_key);
  g_free (pull->collection_id);
  g_free (pull->class_name);
  g_free (pull->asked_key);
  g_clear_pointer (&pull->pulled, ns_pulled_free);
  g_free (pull);
}

/**
 * ns_pulled_free:
 * @pulled: (transfer full): a result
 */
void
ns_pulled_free (NsPulled *pulled)
{
  g_free (pulled->detail);
  g_free (pulled->sync_key);
  g_free (pulled);
}

/* Changes may be asked for only after key 0 was answered (eas-facts 5.3). */
static GBytes *
write_request (const Pull *pull)
{
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_eas_sync_collection_free);
  NsEasSyncCollection *folder = ns_eas_sync_collection_new (pull->class_name, pull->asked_key, pull->collection_id);
  const gboolean is_mail = g_strcmp0 (pull->class_name, "Email") == 0;

  g_ptr_array_add (folders, folder);
  if (g_strcmp0 (pull->asked_key, "0") != 0)
    {
      folder->get_changes = 1;
      folder->window_size = WINDOW_SIZE;
      folder->filter_type = pull->filter_type;
      folder->mime_support = is_mail ? 2 : NS_EAS_ABSENT;
      folder->body_type = is_mail ? BODY_MIME : BODY_PLAIN;
      folder->body_truncation = is_mail ? BODY_MIME_SIZE : BODY_PLAIN_SIZE;
    }
  return ns_eas_sync_request_write (folders, pull->version);
}

static void
finish (GTask *task)
{
  Pull *pull = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&pull->pulled), (GDestroyNotify) ns_pulled_free);
  g_object_unref (task);
}

static void
set_key (Pull *pull, const char *sync_key)
{
  g_free (pull->pulled->sync_key);
  pull->pulled->sync_key = g_strdup (sync_key);
  g_free (pull->asked_key);
  pull->asked_key = g_strdup (sync_key);
}

/* Returns: whether there is more to ask for. */
static gboolean
take_answer (Pull *pull, const NsEasSyncResult *answer)
{
  const gboolean was_first = g_strcmp0 (pull->asked_key, "0") == 0;

  /* No word of the folder: nothing new. After key 0 it means that the server does not know the folder (SOGo). */
  if (answer == NULL || answer->sync_key == NULL)
    {
      if (was_first)
        pull->pulled->attempt.outcome = ns_interpret_status (NS_COMMAND_SYNC, 12);
      return FALSE;
    }

  for (guint i = 0; i < answer->commands->len && pull->func != NULL; i++)
    pull->func (g_ptr_array_index (answer->commands, i), pull->func_data);
  set_key (pull, answer->sync_key);
  return !pull->only_prime && (was_first || answer->more_available);
}

static void
post_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Pull *pull = g_task_get_task_data (task);
  g_autoptr (NsExchange) exchange = ns_connection_finish (NS_CONNECTION (source), result);
  g_auto (NsEasSyncResponse) response = { 0 };
  NsEasSyncResult *answer;
  gboolean more = FALSE;

  pull->pulled->attempt = exchange->attempt;
  pull->pulled->retry_after = exchange->retry_after;
  pull->pulled->detail = g_strdup (exchange->detail);
  pull->pulled->attempt.outcome = ns_interpret_sync_response (exchange, pull->collection_id, &response, &answer,
                                                              &pull->pulled->detail);
  if (pull->pulled->attempt.outcome.domain == NS_DOMAIN_NONE)
    {
      more = take_answer (pull, answer);
      pull->pulled->is_whole = pull->is_from_start && !more;
    }

  if (more && ++pull->pages < PAGES_MAX)
    post_request (task);
  else
    finish (task);
}

static void
post_request (GTask *task)
{
  Pull *pull = g_task_get_task_data (task);
  const NsEasQuery query = { .command = NS_COMMAND_SYNC };
  g_autoptr (GBytes) body = write_request (pull);

  g_clear_pointer (&pull->pulled->detail, g_free);
  ns_connection_post_async (pull->connection, &query, pull->version, pull->policy_key,
                            NS_EAS_CONTENT_TYPE_WBXML, body, g_task_get_cancellable (task), post_cb, task);
}

/**
 * ns_pull_async:
 * @line: the line to the server
 * @plan: what to fetch
 * @func: (nullable) (scope async): called for every change that comes
 * @func_data: for @func; must live until the end
 * @cancellable: (nullable): ends it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Fetches what the server changed in a folder, page by page (MS-ASCMD 2.2.3.130 MoreAvailable). From key 0 that is
 * everything. A lost answer does no harm: the same key can be asked with again.
 */
void
ns_pull_async (const NsLine *line, const NsPullPlan *plan, NsPullFunc func, gpointer func_data,
               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Pull *pull = g_new0 (Pull, 1);

  g_task_set_source_tag (task, ns_pull_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, pull, (GDestroyNotify) pull_free);
  pull->connection = g_object_ref (line->connection);
  pull->version = line->version;
  pull->policy_key = g_strdup (line->policy_key);
  pull->collection_id = g_strdup (plan->collection_id);
  pull->class_name = g_strdup (plan->class_name);
  pull->is_from_start = plan->sync_key == NULL && !plan->only_prime;
  pull->asked_key = g_strdup (plan->sync_key != NULL ? plan->sync_key : "0");
  pull->only_prime = plan->only_prime;
  pull->filter_type = plan->filter_type;
  pull->func = func;
  pull->func_data = func_data;
  pull->pulled = g_new0 (NsPulled, 1);
  post_request (task);
}

/**
 * ns_pull_finish:
 * @result: from the callback
 *
 * Returns: (transfer full): how it went; never %NULL
 */
NsPulled *
ns_pull_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
