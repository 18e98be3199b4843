# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LTLIBRARIES += libns-secrets.la
libns_secrets_la_CPPFLAGS = $(AM_CPPFLAGS) -DG_LOG_DOMAIN=\"Ns-Secrets\"
libns_secrets_la_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS) $(SECRET_CFLAGS)
libns_secrets_la_LIBADD = $(GLIB_LIBS) $(SECRET_LIBS)
libns_secrets_la_SOURCES = \
	src/secrets/ns-secrets.h
