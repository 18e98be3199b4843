/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-address.h"

#include <glib/gi18n-lib.h>

#define ENDPOINT "/Microsoft-Server-ActiveSync"

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (host, "localhost") == 0;
}

/* Says what is wrong with the parts of an address; NULL where nothing is. A user's name in it would bring the
 * password with it, into the process list. */
static char *
find_fault (GUri *uri, const char *text)
{
  const char *scheme = g_uri_get_scheme (uri);
  const char *host = g_uri_get_host (uri);

  if (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http"))
    return g_strdup_printf (_("“%s” is no https address."), text);
  if (host == NULL || *host == '\0')
    return g_strdup_printf (_("“%s” names no server."), text);
  if (g_uri_get_userinfo (uri) != NULL)
    return g_strdup (_("The address holds a user name; give it by “--user”, and no password in an address."));
  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return g_strdup_printf (_("“%s” goes on after the path; only the address of the service is wanted."), text);
  return NULL;
}

/**
 * ns_ctl_address_check:
 * @text: what the user gave as the server's address
 * @plain: (out): whether it is unencrypted and not on this computer
 * @error: return location, %G_IO_ERROR_INVALID_ARGUMENT
 *
 * Checks the address of an ActiveSync service. One without a path gets the usual one (MS-ASHTTP 2.2.1.1.1).
 *
 * Returns: (transfer full) (nullable): the address
 */
char *
ns_ctl_address_check (const char *text, gboolean *plain, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GUri) full = NULL;
  g_autofree char *fault = uri != NULL ? find_fault (uri, text)
                                       : g_strdup_printf (_("“%s” is no https address."), text);
  const char *path;

  if (fault != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, fault);
      return NULL;
    }
  *plain = g_str_equal (g_uri_get_scheme (uri), "http") && !is_loopback (g_uri_get_host (uri));
  path = g_uri_get_path (uri);
  full = g_uri_build (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri), g_uri_get_port (uri),
                      *path == '\0' || g_str_equal (path, "/") ? ENDPOINT : path, NULL, NULL);
  return g_uri_to_string (full);
}
