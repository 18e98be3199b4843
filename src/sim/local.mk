# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LTLIBRARIES += libns-sim.la
libns_sim_la_CPPFLAGS = $(AM_CPPFLAGS) -DG_LOG_DOMAIN=\"Ns-Sim\"
libns_sim_la_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS) $(SOUP_CFLAGS) $(JSON_CFLAGS) $(GNUTLS_CFLAGS)
libns_sim_la_LIBADD = $(GLIB_LIBS) $(SOUP_LIBS) $(JSON_LIBS) $(GNUTLS_LIBS)
libns_sim_la_SOURCES = \
	src/sim/ns-scenario.h \
	src/sim/ns-sim-server.h
