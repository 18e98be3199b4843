# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LTLIBRARIES += libns-base.la
libns_base_la_CPPFLAGS = $(AM_CPPFLAGS) -DG_LOG_DOMAIN=\"Ns-Base\"
libns_base_la_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS) $(JSON_CFLAGS)
libns_base_la_LIBADD = $(GLIB_LIBS) $(JSON_LIBS)
libns_base_la_SOURCES = \
	src/base/ns-await.c src/base/ns-await.h \
	src/base/ns-clock.c src/base/ns-clock.h \
	src/base/ns-id.c src/base/ns-id.h \
	src/base/ns-json.c src/base/ns-json.h \
	src/base/ns-locale.c src/base/ns-locale.h \
	src/base/ns-log.c src/base/ns-log.h \
	src/base/ns-scratch.c src/base/ns-scratch.h \
	src/base/ns-time.c src/base/ns-time.h \
	src/base/ns-worker.c src/base/ns-worker.h
