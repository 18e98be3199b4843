# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LTLIBRARIES += libns-view.la
libns_view_la_CPPFLAGS = $(AM_CPPFLAGS) -DG_LOG_DOMAIN=\"Ns-View\"
libns_view_la_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS) $(GTK_CFLAGS)
libns_view_la_LIBADD = $(GLIB_LIBS) $(GTK_LIBS)
libns_view_la_SOURCES =
