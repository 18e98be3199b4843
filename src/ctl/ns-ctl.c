/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl.h"

#include "base/ns-await.h"
#include "intake/ns-intake.h"
#include "sync/ns-engine.h"

#include <glib/gi18n-lib.h>

static void
print_sentence (const char *sentence)
{
  g_autofree char *line = g_strdelimit (g_strdup (sentence), "\r\n", ' ');

  g_printerr ("notifysyncctl: %s\n", g_strchomp (line));
}

/**
 * ns_ctl_fail:
 * @code: how the program is to end
 * @format: one sentence for the user
 *
 * Says on standard error what went wrong.
 *
 * Returns: @code
 */
NsCtlExit
ns_ctl_fail (NsCtlExit code, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list arguments;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  print_sentence (sentence);
  return code;
}

/**
 * ns_ctl_warn:
 * @format: one sentence for the user
 *
 * Says on standard error what the user should know, though nothing went wrong.
 */
void
ns_ctl_warn (const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list arguments;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  print_sentence (sentence);
}

static NsCtlExit
store_code (int code)
{
  if (code == NS_STORE_ERROR_NOT_FOUND || code == NS_STORE_ERROR_STATE)
    return NS_CTL_WRONG_USE;
  return code == NS_STORE_ERROR_NO_ACCOUNT ? NS_CTL_ACCOUNT : NS_CTL_UNUSABLE;
}

static NsCtlExit
engine_code (int code)
{
  return code == NS_ENGINE_ERROR_BUSY ? NS_CTL_PENDING : NS_CTL_ACCOUNT;
}

/**
 * ns_ctl_fail_error:
 * @error: what a layer reported
 *
 * Says on standard error what went wrong.
 *
 * Returns: the exit code that belongs to it
 */
NsCtlExit
ns_ctl_fail_error (const GError *error)
{
  print_sentence (error->message);
  if (error->domain == NS_INTAKE_ERROR)
    return NS_CTL_WRONG_USE;
  if (error->domain == NS_STORE_ERROR)
    return store_code (error->code);
  return error->domain == NS_ENGINE_ERROR ? engine_code (error->code) : NS_CTL_UNUSABLE;
}

/**
 * ns_ctl_open:
 * @self: the run
 * @code: (out): how to end where the result is %FALSE
 *
 * Opens the outbox of the profile, which is made where it does not exist yet. Where a damaged file was set aside, the
 * user is told so.
 *
 * Returns: whether it is open; otherwise the user has been told
 */
gboolean
ns_ctl_open (NsCtl *self, NsCtlExit *code)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (NsClock) clock = ns_clock_new_system ();
  g_autoptr (GError) error = NULL;

  ns_store_open_async (self->profile, clock, NULL, ns_await_cb, &await);
  self->store = ns_store_open_finish (ns_await_result (&await), &error);
  if (self->store == NULL)
    *code = ns_ctl_fail_error (error);
  else if (ns_store_get_notice (self->store) != NULL)
    print_sentence (ns_store_get_notice (self->store));
  return self->store != NULL;
}

/**
 * ns_ctl_get_secrets:
 * @self: the run
 *
 * Returns: (transfer none): the Secret Service
 */
NsSecrets *
ns_ctl_get_secrets (NsCtl *self)
{
  if (self->secrets == NULL)
    self->secrets = ns_secrets_new_service ();
  return self->secrets;
}

/**
 * ns_ctl_get_account:
 * @self: a run whose outbox is open
 * @account: (out) (transfer full) (nullable): the account; %NULL where none is set up yet
 * @code: (out): how to end where the result is %FALSE
 *
 * Returns: whether the account could be read; otherwise the user has been told
 */
gboolean
ns_ctl_get_account (NsCtl *self, NsAccount **account, NsCtlExit *code)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  ns_store_get_account_async (self->store, NULL, ns_await_cb, &await);
  *account = ns_store_get_account_finish (self->store, ns_await_result (&await), &error);
  if (*account != NULL || error == NULL || g_error_matches (error, NS_STORE_ERROR, NS_STORE_ERROR_NO_ACCOUNT))
    return TRUE;
  *code = ns_ctl_fail_error (error);
  return FALSE;
}

/**
 * ns_ctl_get_item:
 * @self: a run whose outbox is open
 * @id: the item's id
 * @code: (out): how to end where the result is %NULL
 *
 * Returns: (transfer full) (nullable): the item; %NULL where there is none and the user has been told
 */
NsItem *
ns_ctl_get_item (NsCtl *self, gint64 id, NsCtlExit *code)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  NsItem *item;

  ns_store_get_item_async (self->store, id, NULL, ns_await_cb, &await);
  item = ns_store_get_item_finish (self->store, ns_await_result (&await), &error);
  if (item == NULL)
    *code = ns_ctl_fail_error (error);
  return item;
}

/**
 * ns_ctl_parse_ids:
 * @self: a run whose arguments are item ids
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the ids; %NULL where one is none and the user has
 *   been told
 */
GArray *
ns_ctl_parse_ids (NsCtl *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->n_args; i++)
    {
      gint64 id;

      if (!g_ascii_string_to_signed (self->args[i], 10, 1, G_MAXINT64, &id, NULL))
        {
          ns_ctl_fail (NS_CTL_WRONG_USE, _("“%s” is no item number; “list” shows them."), self->args[i]);
          return NULL;
        }
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

/**
 * ns_ctl_clear:
 * @self: the run
 *
 * Closes the outbox and frees what the run holds.
 */
void
ns_ctl_clear (NsCtl *self)
{
  if (self->store != NULL)
    ns_store_close (self->store);
  g_clear_object (&self->store);
  g_clear_object (&self->secrets);
  g_clear_pointer (&self->args, g_strfreev);
  g_clear_pointer (&self->profile, g_free);
}
