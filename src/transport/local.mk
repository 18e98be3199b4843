# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LTLIBRARIES += libns-transport.la
libns_transport_la_CPPFLAGS = $(AM_CPPFLAGS) -DG_LOG_DOMAIN=\"Ns-Transport\"
libns_transport_la_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS) $(SOUP_CFLAGS)
libns_transport_la_LIBADD = $(GLIB_LIBS) $(SOUP_LIBS)
libns_transport_la_SOURCES = \
	src/transport/ns-connection.h \
	src/transport/ns-exchange.h
