# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LTLIBRARIES += libns-secrets.la
libns_secrets_la_CPPFLAGS = $(AM_CPPFLAGS) -DG_LOG_DOMAIN=\"Ns-Secrets\"
libns_secrets_la_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS) $(SECRET_CFLAGS)
libns_secrets_la_LIBADD = $(GLIB_LIBS) $(SECRET_LIBS)
libns_secrets_la_SOURCES = \
	src/secrets/ns-password-command.c src/secrets/ns-password-command.h \
	src/secrets/ns-secrets.c src/secrets/ns-secrets.h \
	src/secrets/ns-secrets-memory.c \
	src/secrets/ns-secrets-service.c
