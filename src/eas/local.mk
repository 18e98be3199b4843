# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LTLIBRARIES += libns-eas.la
libns_eas_la_CPPFLAGS = $(AM_CPPFLAGS) -DG_LOG_DOMAIN=\"Ns-Eas\"
libns_eas_la_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS)
libns_eas_la_LIBADD = $(GLIB_LIBS)
libns_eas_la_SOURCES = \
	src/eas/ns-eas-document.c \
	src/eas/ns-eas-document.h \
	src/eas/ns-eas-folder-sync.c \
	src/eas/ns-eas-folder-sync.h \
	src/eas/ns-eas-provision.c \
	src/eas/ns-eas-provision.h \
	src/eas/ns-eas-query-base64.c \
	src/eas/ns-eas-query-base64.h \
	src/eas/ns-eas-query.c \
	src/eas/ns-eas-query.h \
	src/eas/ns-eas-send-mail.c \
	src/eas/ns-eas-send-mail.h \
	src/eas/ns-eas-settings.c \
	src/eas/ns-eas-settings.h \
	src/eas/ns-eas-sync-command-private.h \
	src/eas/ns-eas-sync-command.c \
	src/eas/ns-eas-sync-command.h \
	src/eas/ns-eas-sync-request.c \
	src/eas/ns-eas-sync-request.h \
	src/eas/ns-eas-sync-response.c \
	src/eas/ns-eas-sync-response.h \
	src/eas/ns-eas-version.c \
	src/eas/ns-eas-version.h \
	src/eas/ns-wbxml-content.c \
	src/eas/ns-wbxml-content.h \
	src/eas/ns-wbxml-cursor.c \
	src/eas/ns-wbxml-cursor.h \
	src/eas/ns-wbxml-node-private.h \
	src/eas/ns-wbxml-node.c \
	src/eas/ns-wbxml-node.h \
	src/eas/ns-wbxml-reader.c \
	src/eas/ns-wbxml-reader.h \
	src/eas/ns-wbxml-tags.c \
	src/eas/ns-wbxml-tags.def \
	src/eas/ns-wbxml-tags.h \
	src/eas/ns-wbxml-text.c \
	src/eas/ns-wbxml-text.h \
	src/eas/ns-wbxml-tokens.h \
	src/eas/ns-wbxml-writer.c \
	src/eas/ns-wbxml-writer.h \
	src/eas/ns-wbxml-xml.c
