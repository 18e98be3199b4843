/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-request.h"

#include <string.h>

#define EAS_PATH "/Microsoft-Server-ActiveSync"

/**
 * ns_sim_request_read_query:
 * @self: a request with its method, path, query and headers set
 *
 * Decodes the query in either form and finds version and policy key, which the base64 form carries itself
 * (MS-ASHTTP 2.2.1.1.1). Leaves @has_query unset where it cannot be decoded.
 */
void
ns_sim_request_read_query (NsSimRequest *self)
{
  g_autoptr (GError) error = NULL;
  guint64 key = 0;

  if (self->query == NULL || !ns_eas_query_parse (self->query, &self->eas, &error))
    {
      g_debug ("No command in the query: %s", error != NULL ? error->message : "it is missing");
      return;
    }
  self->has_query = TRUE;
  self->version = self->eas.version;
  self->policy_key = self->eas.policy_key;
  if (self->eas.is_base64)
    return;

  if (self->version_header != NULL)
    self->version = ns_eas_version_from_string (self->version_header);
  if (self->policy_header != NULL &&
      g_ascii_string_to_unsigned (self->policy_header, 10, 0, G_MAXUINT32, &key, NULL))
    self->policy_key = (guint32) key;
}

/**
 * ns_sim_request_is_eas:
 * @self: a request
 *
 * Returns: whether it goes to the ActiveSync path; case does not matter, as at IIS
 */
gboolean
ns_sim_request_is_eas (const NsSimRequest *self)
{
  return g_ascii_strcasecmp (self->path, EAS_PATH) == 0 || g_ascii_strcasecmp (self->path, EAS_PATH "/") == 0;
}

static gboolean
is_user (const char *given, const char *user)
{
  const char *backslash = strchr (given, '\\');
  const char *login = backslash != NULL ? backslash + 1 : given;

  return g_str_equal (login, user);
}

/**
 * ns_sim_request_dup_url:
 * @self: a request
 *
 * Returns: (transfer full): where the client finds the service now
 */
char *
ns_sim_request_dup_url (const NsSimRequest *self)
{
  return g_strdup_printf ("%s://%s" EAS_PATH, self->is_tls ? "https" : "http",
                          self->host != NULL ? self->host : "localhost");
}

/**
 * ns_sim_request_is_authorized:
 * @self: a request
 * @user: the login; a domain before it and a backslash are taken too
 * @password: its password
 *
 * Returns: whether it carries these by Basic authentication (RFC 7617)
 */
gboolean
ns_sim_request_is_authorized (const NsSimRequest *self, const char *user, const char *password)
{
  g_autofree guchar *bytes = NULL;
  g_autofree char *text = NULL;
  gsize length;
  char *colon;

  if (self->authorization == NULL || g_ascii_strncasecmp (self->authorization, "Basic ", 6) != 0)
    return FALSE;
  bytes = g_base64_decode (self->authorization + 6, &length);
  text = g_strndup ((const char *) bytes, length);
  colon = strchr (text, ':');
  if (colon == NULL)
    return FALSE;
  *colon = '\0';
  return is_user (text, user) && g_str_equal (colon + 1, password);
}

/**
 * ns_sim_request_clear:
 * @self: a request
 *
 * Frees what it points to.
 */
void
ns_sim_request_clear (NsSimRequest *self)
{
  g_clear_pointer (&self->method, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->query, g_free);
  g_clear_pointer (&self->authorization, g_free);
  g_clear_pointer (&self->content_type, g_free);
  g_clear_pointer (&self->version_header, g_free);
  g_clear_pointer (&self->policy_header, g_free);
  g_clear_pointer (&self->user_agent, g_free);
  g_clear_pointer (&self->body, g_bytes_unref);
  if (self->has_query)
    ns_eas_query_clear (&self->eas);
  self->has_query = FALSE;
}
