# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LTLIBRARIES += libns-intake.la
# libical-glib asks its users to say that they know that its interface may still change.
NS_ICAL_CPPFLAGS = -DLIBICAL_GLIB_UNSTABLE_API
libns_intake_la_CPPFLAGS = $(AM_CPPFLAGS) -DG_LOG_DOMAIN=\"Ns-Intake\" $(NS_ICAL_CPPFLAGS)
libns_intake_la_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS) $(GMIME_CFLAGS) $(ICAL_CFLAGS) $(EBOOK_CFLAGS)
libns_intake_la_LIBADD = $(GLIB_LIBS) $(GMIME_LIBS) $(ICAL_LIBS) $(EBOOK_LIBS)
libns_intake_la_SOURCES = \
	src/intake/ns-intake-contact-data.c \
	src/intake/ns-intake-contact.c src/intake/ns-intake-contact.h \
	src/intake/ns-intake-copy.c \
	src/intake/ns-intake-event-data.c \
	src/intake/ns-intake-event.c src/intake/ns-intake-event.h \
	src/intake/ns-intake-headers.c src/intake/ns-intake-headers.h \
	src/intake/ns-intake-ical.h \
	src/intake/ns-intake-html.c src/intake/ns-intake-html.h \
	src/intake/ns-intake-lines.c src/intake/ns-intake-lines.h \
	src/intake/ns-intake-mail.c src/intake/ns-intake-mail.h \
	src/intake/ns-intake-mime.h \
	src/intake/ns-intake-preview.c src/intake/ns-intake-preview.h \
	src/intake/ns-intake-stored.c src/intake/ns-intake-stored.h \
	src/intake/ns-intake-text.c src/intake/ns-intake-text.h \
	src/intake/ns-intake-time-zone.c src/intake/ns-intake-time-zone.h \
	src/intake/ns-intake.c src/intake/ns-intake.h \
	src/intake/ns-preflight-contact.c \
	src/intake/ns-preflight-event.c \
	src/intake/ns-preflight-mail.c \
	src/intake/ns-preflight-private.h \
	src/intake/ns-preflight.c src/intake/ns-preflight.h
