# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LTLIBRARIES += libns-sync.la
libns_sync_la_CPPFLAGS = $(AM_CPPFLAGS) -DG_LOG_DOMAIN=\"Ns-Sync\"
libns_sync_la_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS)
libns_sync_la_LIBADD = $(GLIB_LIBS)
libns_sync_la_SOURCES = \
	src/sync/ns-account-probe.c src/sync/ns-account-probe.h \
	src/sync/ns-account-setup.c src/sync/ns-account-setup.h \
	src/sync/ns-account-step.c src/sync/ns-account-step.h \
	src/sync/ns-backoff.c src/sync/ns-backoff.h \
	src/sync/ns-add-files.c src/sync/ns-add-files.h \
	src/sync/ns-addition.c src/sync/ns-addition.h \
	src/sync/ns-bisection.c src/sync/ns-bisection.h \
	src/sync/ns-compare.c src/sync/ns-compare.h \
	src/sync/ns-compare-field.c src/sync/ns-compare-field.h \
	src/sync/ns-compare-recurrence.c \
	src/sync/ns-compare-words.c src/sync/ns-compare-words.h \
	src/sync/ns-conflict.c src/sync/ns-conflict.h \
	src/sync/ns-cycle.c src/sync/ns-cycle.h src/sync/ns-cycle-private.h \
	src/sync/ns-cycle-ahead.c \
	src/sync/ns-cycle-device.c \
	src/sync/ns-cycle-finish.c \
	src/sync/ns-cycle-judge.c \
	src/sync/ns-cycle-lane.c \
	src/sync/ns-cycle-observe.c \
	src/sync/ns-cycle-poison.c \
	src/sync/ns-cycle-prepare.c \
	src/sync/ns-cycle-provision.c \
	src/sync/ns-cycle-radar.c \
	src/sync/ns-cycle-record.c \
	src/sync/ns-cycle-send.c \
	src/sync/ns-cycle-session.c \
	src/sync/ns-cycle-settle.c \
	src/sync/ns-cycle-state.c src/sync/ns-cycle-state.h \
	src/sync/ns-cycle-try.c \
	src/sync/ns-cycle-upload.c \
	src/sync/ns-describe.c src/sync/ns-describe.h \
	src/sync/ns-engine.c src/sync/ns-engine.h \
	src/sync/ns-engine-lock.c src/sync/ns-engine-lock.h \
	src/sync/ns-export.c src/sync/ns-export.h \
	src/sync/ns-export-write.c \
	src/sync/ns-guard.c src/sync/ns-guard.h \
	src/sync/ns-interpret.c src/sync/ns-interpret.h \
	src/sync/ns-lane.c src/sync/ns-lane.h \
	src/sync/ns-lookup.c src/sync/ns-lookup.h \
	src/sync/ns-match.c src/sync/ns-match.h \
	src/sync/ns-merge.c src/sync/ns-merge.h \
	src/sync/ns-old-device.c src/sync/ns-old-device.h \
	src/sync/ns-poison.c src/sync/ns-poison.h \
	src/sync/ns-preview-load.c src/sync/ns-preview-load.h \
	src/sync/ns-pull.c src/sync/ns-pull.h \
	src/sync/ns-radar.c src/sync/ns-radar.h \
	src/sync/ns-report.c src/sync/ns-report.h \
	src/sync/ns-reading.c src/sync/ns-reading.h \
	src/sync/ns-request.c src/sync/ns-request.h \
	src/sync/ns-resolve.c src/sync/ns-resolve.h \
	src/sync/ns-schedule.c src/sync/ns-schedule.h \
	src/sync/ns-server-address.c src/sync/ns-server-address.h \
	src/sync/ns-size-limit.c src/sync/ns-size-limit.h \
	src/sync/ns-suspects.c src/sync/ns-suspects.h \
	src/sync/ns-versions.c src/sync/ns-versions.h
