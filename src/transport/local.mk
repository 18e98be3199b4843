# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LTLIBRARIES += libns-transport.la
libns_transport_la_CPPFLAGS = $(AM_CPPFLAGS) -DG_LOG_DOMAIN=\"Ns-Transport\"
libns_transport_la_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS) $(SOUP_CFLAGS) $(GNUTLS_CFLAGS)
libns_transport_la_LIBADD = $(GLIB_LIBS) $(SOUP_LIBS) $(GNUTLS_LIBS)
libns_transport_la_SOURCES = \
	src/transport/ns-answer.c src/transport/ns-answer.h \
	src/transport/ns-call.c src/transport/ns-call.h \
	src/transport/ns-connection.c src/transport/ns-connection.h \
	src/transport/ns-exchange.c src/transport/ns-exchange.h \
	src/transport/ns-fault.c src/transport/ns-fault.h \
	src/transport/ns-peer.c src/transport/ns-peer.h \
	src/transport/ns-session.c src/transport/ns-session.h \
	src/transport/ns-tracker.c src/transport/ns-tracker.h
