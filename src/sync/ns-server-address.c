/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-server-address.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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
    return g_strdup (_("The address holds a user name; that belongs into a place of its own, and no password belongs "
                       "into an address."));
  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return g_strdup_printf (_("“%s” goes on after the path; only the address of the service is wanted."), text);
  return NULL;
}

/* People know the name of their server; what goes around it is the same everywhere. */
static GUri *
parse (const char *text)
{
  g_autofree char *full = strstr (text, "://") == NULL ? g_strconcat ("https://", text, NULL) : g_strdup (text);

  if (strpbrk (text, " \t\r\n") != NULL)
    return NULL;
  return g_uri_parse (full, G_URI_FLAGS_NONE, NULL);
}

/**
 * ns_server_address_check:
 * @text: what the user gave as the server: an address, or a host name alone
 * @error: return location, %G_IO_ERROR_INVALID_ARGUMENT
 *
 * Makes the address of an ActiveSync service of it. A host name alone is asked by https, and one without a path gets
 * the usual one (MS-ASHTTP 2.2.1.1.1).
 *
 * Returns: (transfer full) (nullable): the address
 */
char *
ns_server_address_check (const char *text, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autoptr (GUri) uri = parse (trimmed);
  g_autoptr (GUri) full = NULL;
  g_autofree char *fault = NULL;
  const char *path;

  if (*trimmed == '\0')
    fault = g_strdup (_("Give the name or the address of the server."));
  else
    fault = uri != NULL ? find_fault (uri, trimmed) : g_strdup_printf (_("“%s” is no https address."), trimmed);
  if (fault != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, fault);
      return NULL;
    }
  path = g_uri_get_path (uri);
  full = g_uri_build (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri), g_uri_get_port (uri),
                      *path == '\0' || g_str_equal (path, "/") ? ENDPOINT : path, NULL, NULL);
  return g_uri_to_string (full);
}

/**
 * ns_server_address_is_plain:
 * @address: an address as ns_server_address_check() makes it
 *
 * Returns: whether what is said to it can be read on the way: it is not encrypted, and not on this computer
 */
gboolean
ns_server_address_is_plain (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_str_equal (g_uri_get_scheme (uri), "http") && !is_loopback (g_uri_get_host (uri));
}
