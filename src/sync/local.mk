# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LTLIBRARIES += libns-sync.la
libns_sync_la_CPPFLAGS = $(AM_CPPFLAGS) -DG_LOG_DOMAIN=\"Ns-Sync\"
libns_sync_la_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS)
libns_sync_la_LIBADD = $(GLIB_LIBS)
libns_sync_la_SOURCES = \
	src/sync/ns-engine.h
