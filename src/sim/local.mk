# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LTLIBRARIES += libns-sim.la
libns_sim_la_CPPFLAGS = $(AM_CPPFLAGS) -DG_LOG_DOMAIN=\"Ns-Sim\"
libns_sim_la_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS) $(SOUP_CFLAGS) $(JSON_CFLAGS) $(GNUTLS_CFLAGS)
libns_sim_la_LIBADD = $(GLIB_LIBS) $(SOUP_LIBS) $(JSON_LIBS) $(GNUTLS_LIBS)
libns_sim_la_SOURCES = \
	src/sim/ns-scenario-file.c \
	src/sim/ns-scenario-item.c \
	src/sim/ns-scenario-private.h \
	src/sim/ns-scenario.c src/sim/ns-scenario.h \
	src/sim/ns-sim-answer.c src/sim/ns-sim-answer.h \
	src/sim/ns-sim-ban.c src/sim/ns-sim-ban.h \
	src/sim/ns-sim-call.c src/sim/ns-sim-call.h \
	src/sim/ns-sim-call-change.c \
	src/sim/ns-sim-call-read.c \
	src/sim/ns-sim-call-routes.h \
	src/sim/ns-sim-certificate.c src/sim/ns-sim-certificate.h \
	src/sim/ns-sim-chain.c src/sim/ns-sim-chain.h \
	src/sim/ns-sim-commands.h \
	src/sim/ns-sim-context.c src/sim/ns-sim-context.h \
	src/sim/ns-sim-control.c src/sim/ns-sim-control.h \
	src/sim/ns-sim-device.c src/sim/ns-sim-device.h \
	src/sim/ns-sim-dice.c src/sim/ns-sim-dice.h \
	src/sim/ns-sim-door.c src/sim/ns-sim-door.h \
	src/sim/ns-sim-entry.c src/sim/ns-sim-entry.h \
	src/sim/ns-sim-fault-kind.c src/sim/ns-sim-fault-kind.h \
	src/sim/ns-sim-fault-queue.c src/sim/ns-sim-fault-queue.h \
	src/sim/ns-sim-fault.c src/sim/ns-sim-fault.h \
	src/sim/ns-sim-folder-sync.c \
	src/sim/ns-sim-folder.c src/sim/ns-sim-folder.h \
	src/sim/ns-sim-host.h \
	src/sim/ns-sim-item.c src/sim/ns-sim-item.h \
	src/sim/ns-sim-journal.c src/sim/ns-sim-journal.h \
	src/sim/ns-sim-lax.c src/sim/ns-sim-lax.h \
	src/sim/ns-sim-mail.c src/sim/ns-sim-mail.h \
	src/sim/ns-sim-mailbox.c src/sim/ns-sim-mailbox.h \
	src/sim/ns-sim-object.c src/sim/ns-sim-object.h \
	src/sim/ns-sim-personality.c src/sim/ns-sim-personality.h \
	src/sim/ns-sim-policy.c src/sim/ns-sim-policy.h \
	src/sim/ns-sim-provision.c \
	src/sim/ns-sim-raw.c src/sim/ns-sim-raw.h \
	src/sim/ns-sim-request.c src/sim/ns-sim-request.h \
	src/sim/ns-sim-send-mail.c \
	src/sim/ns-sim-server.c src/sim/ns-sim-server.h \
	src/sim/ns-sim-server-fault.c \
	src/sim/ns-sim-server-live.c \
	src/sim/ns-sim-server-private.h \
	src/sim/ns-sim-service.c src/sim/ns-sim-service.h \
	src/sim/ns-sim-settings.c \
	src/sim/ns-sim-state.c src/sim/ns-sim-state.h \
	src/sim/ns-sim-strict.c src/sim/ns-sim-strict.h \
	src/sim/ns-sim-sync-item.c src/sim/ns-sim-sync-item.h \
	src/sim/ns-sim-sync.c \
	src/sim/ns-sim-tape.c src/sim/ns-sim-tape.h \
	src/sim/ns-sim-wire.c src/sim/ns-sim-wire.h \
	src/sim/ns-sim-world.c src/sim/ns-sim-world.h \
	src/sim/ns-step-form.c src/sim/ns-step-form.h \
	src/sim/ns-step.c src/sim/ns-step.h
