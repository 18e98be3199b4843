# SPDX-License-Identifier: GPL-3.0-or-later

bin_PROGRAMS += notifysync-simulator
notifysync_simulator_CPPFLAGS = $(AM_CPPFLAGS) -DG_LOG_DOMAIN=\"Ns-Simulator\"
notifysync_simulator_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS)
notifysync_simulator_LDADD = $(NS_SIM_LIBS) $(GLIB_LIBS)
notifysync_simulator_SOURCES = src/ctl/notifysync-simulator.c
