/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * NsWatchFunc:
 * @owner: who watches
 *
 * Something may have been written to the profile folder. Called on the thread that made the watch.
 */
typedef void (*NsWatchFunc) (GObject *owner);

/**
 * NsWatch:
 *
 * Tells when another process may have written: at once where the file system reports it, else by a slow poll.
 */
typedef struct _NsWatch NsWatch;

NsWatch *ns_watch_new (const char *folder, GObject *owner, NsWatchFunc func);
void ns_watch_free (NsWatch *watch);

G_END_DECLS
