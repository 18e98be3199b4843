/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "base/ns-locale.h"

#include <libintl.h>
#include <locale.h>

/* Where the catalogues are while the program is not installed. */
#define FOLDER_VARIABLE "NOTIFYSYNC_LOCALE_DIR"

/**
 * ns_locale_init:
 *
 * Speaks the user's language from now on: takes the locale of the environment, and the catalogues of where the
 * program is installed, or of the folder that `NOTIFYSYNC_LOCALE_DIR` names. The first thing that a program does;
 * before any thread.
 */
void
ns_locale_init (void)
{
  const char *folder = g_getenv (FOLDER_VARIABLE);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL && *folder != '\0' ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
