/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "base/ns-await.h"

/**
 * ns_await_cb:
 * @source: (nullable): what the call was made on
 * @result: its result
 * @user_data: the #NsAwait
 *
 * The callback to hand to the asynchronous call.
 */
void
ns_await_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NsAwait *await = user_data;

  g_return_if_fail (await->result == NULL);
  await->result = g_object_ref (result);
  g_main_context_wakeup (g_main_context_get_thread_default ());
}

/**
 * ns_await_result:
 * @await: a wait whose call has been started
 *
 * Iterates the caller's thread-default main context until the call has ended.
 *
 * Returns: (transfer none): the result, for the call's `_finish` function; valid until ns_await_clear()
 */
GAsyncResult *
ns_await_result (NsAwait *await)
{
  while (await->result == NULL)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);

  return await->result;
}

/**
 * ns_await_clear:
 * @await: a wait
 *
 * Drops the result, so that @await may serve another call.
 */
void
ns_await_clear (NsAwait *await)
{
  g_clear_object (&await->result);
}
