# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LTLIBRARIES += libns-store.la
libns_store_la_CPPFLAGS = $(AM_CPPFLAGS) -DG_LOG_DOMAIN=\"Ns-Store\"
libns_store_la_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS) $(SQLITE_CFLAGS)
libns_store_la_LIBADD = $(GLIB_LIBS) $(SQLITE_LIBS)
libns_store_la_SOURCES = \
	src/store/ns-batch.h \
	src/store/ns-collection.h \
	src/store/ns-store-delivery.h \
	src/store/ns-store.h
