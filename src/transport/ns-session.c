/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "transport/ns-session.h"

#include "base/ns-log.h"
#include "transport/ns-connection.h"

#include <glib/gi18n-lib.h>

/* One device, one request at a time (eas-facts 1.10): another connection is only for replacing a stale one. */
#define MAX_CONNECTIONS 1

static GTlsDatabase *
load_authorities (const char *ca_file, GError **error)
{
  g_autofree char *path = g_canonicalize_filename (ca_file, NULL);
  g_autoptr (GError) local = NULL;
  GList *certificates = g_tls_certificate_list_new_from_file (path, &local);
  GTlsDatabase *database = NULL;

  if (certificates != NULL)
    database = g_tls_file_database_new (path, &local);
  else if (local == NULL)
    local = g_error_new_literal (G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, _("it holds no certificate"));
  g_list_free_full (certificates, g_object_unref);

  if (database == NULL)
    g_set_error (error, NS_CONNECTION_ERROR, NS_CONNECTION_ERROR_CA_FILE,
                 _("The file with the certificate authorities “%s” cannot be used: %s"), path, local->message);
  return database;
}

static void
log_line (SoupLogger *logger, SoupLoggerLogLevel level, char direction, const char *data, gpointer user_data)
{
  g_autofree char *line = ns_log_redact (data);

  g_debug ("%c %s", direction, line);
}

/* NS_HTTP_LOG=min|headers|body puts the wire into the debug log; credentials are masked. */
static void
add_logger (SoupSession *session)
{
  static const char *const names[] = { "none", "min", "headers", "body", NULL };
  const char *wanted = g_getenv ("NS_HTTP_LOG");
  g_autoptr (SoupLogger) logger = NULL;
  guint level = 0;

  while (wanted != NULL && names[level] != NULL && !g_str_equal (names[level], wanted))
    level++;
  if (level == 0 || names[level] == NULL)
    return;

  logger = soup_logger_new ((SoupLoggerLogLevel) level);
  soup_logger_set_printer (logger, log_line, NULL, NULL);
  soup_session_add_feature (session, SOUP_SESSION_FEATURE (logger));
}

/**
 * ns_session_new:
 * @ca_file: (nullable): a PEM file with the only authorities to trust; %NULL for the system's
 * @error: return location for an #NsConnectionError
 *
 * The factory of sessions: TLS is strict, and the proxy is the desktop's. The time-out is not the session's but each
 * request's own, because it grows with the body. libsoup's own authentication is off: the credentials are preset,
 * so that a 401 is final and never makes the body go out again (eas-facts 1.9). Cookies are kept, as load balancers
 * and protocol 16 want it.
 *
 * Returns: (transfer full) (nullable): a session
 */
SoupSession *
ns_session_new (const char *ca_file, GError **error)
{
  g_autoptr (GTlsDatabase) authorities = NULL;
  SoupSession *session;

  if (ca_file != NULL)
    {
      authorities = load_authorities (ca_file, error);
      if (authorities == NULL)
        return NULL;
    }

  session = soup_session_new_with_options ("user-agent", NS_USER_AGENT, "timeout", 0, "max-conns", MAX_CONNECTIONS,
                                           "max-conns-per-host", MAX_CONNECTIONS, NULL);
  if (authorities != NULL)
    soup_session_set_tls_database (session, authorities);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_add_feature_by_type (session, SOUP_TYPE_COOKIE_JAR);
  add_logger (session);
  return session;
}
