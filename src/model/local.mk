# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LTLIBRARIES += libns-model.la
libns_model_la_CPPFLAGS = $(AM_CPPFLAGS) -DG_LOG_DOMAIN=\"Ns-Model\"
libns_model_la_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS)
libns_model_la_LIBADD = $(GLIB_LIBS)
libns_model_la_SOURCES = \
	src/model/ns-account.c src/model/ns-account.h \
	src/model/ns-act.c src/model/ns-act.h \
	src/model/ns-attempt.c src/model/ns-attempt.h \
	src/model/ns-attempt-steps.c src/model/ns-attempt-steps.h \
	src/model/ns-capability.c src/model/ns-capability.h \
	src/model/ns-cause.c src/model/ns-cause.h src/model/ns-cause-private.h \
	src/model/ns-cause-common.c src/model/ns-cause-http.c src/model/ns-cause-meeting.c \
	src/model/ns-cause-item.c src/model/ns-cause-item.h \
	src/model/ns-cause-network.c src/model/ns-cause-session.c src/model/ns-cause-sync.c \
	src/model/ns-certificate.c src/model/ns-certificate.h \
	src/model/ns-comparison.c src/model/ns-comparison.h \
	src/model/ns-draft.c src/model/ns-draft.h \
	src/model/ns-duplicate.c src/model/ns-duplicate.h \
	src/model/ns-finding.c src/model/ns-finding.h \
	src/model/ns-isolation.c src/model/ns-isolation.h \
	src/model/ns-item.c src/model/ns-item.h \
	src/model/ns-kind.c src/model/ns-kind.h \
	src/model/ns-outcome.c src/model/ns-outcome.h \
	src/model/ns-preview.c src/model/ns-preview.h \
	src/model/ns-resolution.c src/model/ns-resolution.h \
	src/model/ns-span.c src/model/ns-span.h \
	src/model/ns-state.c src/model/ns-state.h \
	src/model/ns-tally.c src/model/ns-tally.h \
	src/model/ns-trouble.c src/model/ns-trouble.h
