# SPDX-License-Identifier: GPL-3.0-or-later
bin_PROGRAMS += notifysync
notifysync_CPPFLAGS = $(AM_CPPFLAGS) -DG_LOG_DOMAIN=\"Ns-App\"
notifysync_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS) $(GTK_CFLAGS) $(JSON_CFLAGS) $(FONTCONFIG_CFLAGS)
notifysync_SOURCES = \
	src/app/main.c \
	src/app/ns-app.c src/app/ns-app.h \
	src/app/ns-app-lab.c src/app/ns-app-lab.h \
	src/app/ns-option-value.c src/app/ns-option-value.h \
	src/app/ns-options.c src/app/ns-options.h \
	src/app/ns-ready.c src/app/ns-ready.h \
	src/app/ns-ready-bus.c src/app/ns-ready-bus.h \
	src/app/ns-screenshot.c src/app/ns-screenshot.h \
	src/app/ns-state-geometry.c src/app/ns-state-geometry.h \
	src/app/ns-state-json.c src/app/ns-state-json.h \
	src/app/ns-state-rows.c src/app/ns-state-rows.h \
	src/app/ns-style.c src/app/ns-style.h \
	src/app/ns-test-fonts.c src/app/ns-test-fonts.h \
	src/app/ns-test-input.c src/app/ns-test-input.h \
	src/app/ns-test-mode.c src/app/ns-test-mode.h \
	src/app/ns-window-memory.c src/app/ns-window-memory.h \
	src/app/ns-window-size.c src/app/ns-window-size.h \
	src/app/ns-witness.c src/app/ns-witness.h
nodist_notifysync_SOURCES = ui/notifysync-resources.c
notifysync_LDADD = libns-view.la libns-lab.la libns-sim.la libns-sync.la libns-transport.la libns-secrets.la \
	libns-store.la libns-intake.la libns-eas.la libns-model.la libns-base.la $(GTK_LIBS) $(JSON_LIBS) $(FONTCONFIG_LIBS) $(GLIB_LIBS)
