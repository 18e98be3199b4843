# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LTLIBRARIES += libns-intake.la
libns_intake_la_CPPFLAGS = $(AM_CPPFLAGS) -DG_LOG_DOMAIN=\"Ns-Intake\"
libns_intake_la_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS) $(GMIME_CFLAGS) $(ICAL_CFLAGS) $(EBOOK_CFLAGS)
libns_intake_la_LIBADD = $(GLIB_LIBS) $(GMIME_LIBS) $(ICAL_LIBS) $(EBOOK_LIBS)
libns_intake_la_SOURCES = \
	src/intake/ns-intake.h
