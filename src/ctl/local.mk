# SPDX-License-Identifier: GPL-3.0-or-later

bin_PROGRAMS += notifysync-simulator
notifysync_simulator_CPPFLAGS = $(AM_CPPFLAGS) -DG_LOG_DOMAIN=\"Ns-Simulator\"
notifysync_simulator_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS)
notifysync_simulator_LDADD = libns-lab.la libns-intake.la $(NS_SIM_LIBS) $(GLIB_LIBS)
notifysync_simulator_SOURCES = \
	src/ctl/notifysync-simulator.c \
	src/ctl/ns-simulator-host.c src/ctl/ns-simulator-host.h

# The outbox on the command line; it must not need a display (design 2).
bin_PROGRAMS += notifysyncctl
notifysyncctl_CPPFLAGS = $(AM_CPPFLAGS) -DG_LOG_DOMAIN=\"Ns-Ctl\"
notifysyncctl_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS) $(JSON_CFLAGS)
notifysyncctl_LDADD = libns-lab.la libns-sim.la libns-sync.la libns-transport.la libns-secrets.la libns-store.la libns-intake.la \
	libns-eas.la libns-model.la libns-base.la $(JSON_LIBS) $(GLIB_LIBS)
notifysyncctl_SOURCES = \
	src/ctl/notifysyncctl.c \
	src/ctl/ns-ctl-account-set.c \
	src/ctl/ns-ctl-account.c \
	src/ctl/ns-ctl-add.c \
	src/ctl/ns-ctl-actions.c \
	src/ctl/ns-ctl-commands.h \
	src/ctl/ns-ctl-conflict.c \
	src/ctl/ns-ctl-conflict-format.c src/ctl/ns-ctl-conflict-format.h \
	src/ctl/ns-ctl-duplicates.c src/ctl/ns-ctl-duplicates.h \
	src/ctl/ns-ctl-format.c src/ctl/ns-ctl-format.h \
	src/ctl/ns-ctl-items.c \
	src/ctl/ns-ctl-json.c \
	src/ctl/ns-ctl-scenario.c \
	src/ctl/ns-ctl-scenario-save.c \
	src/ctl/ns-ctl-scenario-state.c src/ctl/ns-ctl-scenario-state.h \
	src/ctl/ns-ctl-sync.c \
	src/ctl/ns-ctl-trouble.c src/ctl/ns-ctl-trouble.h \
	src/ctl/ns-ctl-undo.c \
	src/ctl/ns-ctl.c src/ctl/ns-ctl.h
