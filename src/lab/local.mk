# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LTLIBRARIES += libns-lab.la
libns_lab_la_CPPFLAGS = $(AM_CPPFLAGS) -DG_LOG_DOMAIN=\"Ns-Lab\"
libns_lab_la_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS) $(JSON_CFLAGS)
libns_lab_la_LIBADD = $(GLIB_LIBS) $(JSON_LIBS)
libns_lab_la_SOURCES = \
	src/lab/ns-lab.c src/lab/ns-lab.h src/lab/ns-lab-private.h \
	src/lab/ns-lab-body.c src/lab/ns-lab-body.h \
	src/lab/ns-lab-deeds.c src/lab/ns-lab-deeds.h \
	src/lab/ns-lab-draft.c src/lab/ns-lab-draft.h \
	src/lab/ns-lab-expect.c src/lab/ns-lab-expect.h \
	src/lab/ns-lab-fault.c src/lab/ns-lab-fault.h \
	src/lab/ns-lab-furnish.c src/lab/ns-lab-furnish.h \
	src/lab/ns-lab-hands.c \
	src/lab/ns-lab-holding.c src/lab/ns-lab-holding.h \
	src/lab/ns-lab-palette.c src/lab/ns-lab-palette.h \
	src/lab/ns-lab-patience.c src/lab/ns-lab-patience.h \
	src/lab/ns-lab-shelf.c src/lab/ns-lab-shelf.h \
	src/lab/ns-lab-sign-in.c \
	src/lab/ns-lab-step.c src/lab/ns-lab-step.h src/lab/ns-lab-step-private.h \
	src/lab/ns-lab-step-server.c \
	src/lab/ns-lab-world.c src/lab/ns-lab-world.h src/lab/ns-lab-world-private.h
