# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LTLIBRARIES += libns-view.la
libns_view_la_CPPFLAGS = $(AM_CPPFLAGS) -DG_LOG_DOMAIN=\"Ns-View\"
libns_view_la_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS) $(GTK_CFLAGS)
libns_view_la_LIBADD = $(GLIB_LIBS) $(GTK_LIBS)
libns_view_la_SOURCES = \
	src/view/ns-accessible-id.c src/view/ns-accessible-id.h \
	src/view/ns-account-check.c src/view/ns-account-check.h \
	src/view/ns-account-dialog.c src/view/ns-account-dialog.h \
	src/view/ns-account-form.c src/view/ns-account-form.h \
	src/view/ns-account-settings.c src/view/ns-account-settings.h \
	src/view/ns-announce.c src/view/ns-announce.h \
	src/view/ns-button-flow.c src/view/ns-button-flow.h \
	src/view/ns-card-plan.c src/view/ns-card-plan.h \
	src/view/ns-cause-card.c src/view/ns-cause-card.h \
	src/view/ns-conflict-view.c src/view/ns-conflict-view.h \
	src/view/ns-countdown.c src/view/ns-countdown.h \
	src/view/ns-disclosure.c src/view/ns-disclosure.h \
	src/view/ns-drag-folder.c src/view/ns-drag-folder.h \
	src/view/ns-duplicate-dialog.c src/view/ns-duplicate-dialog.h \
	src/view/ns-fact-grid.c src/view/ns-fact-grid.h \
	src/view/ns-filters.c src/view/ns-filters.h \
	src/view/ns-fold.c src/view/ns-fold.h \
	src/view/ns-health.c src/view/ns-health.h \
	src/view/ns-health-bar.c src/view/ns-health-bar.h \
	src/view/ns-item-cache.c src/view/ns-item-cache.h \
	src/view/ns-item-dialog.c src/view/ns-item-dialog.h \
	src/view/ns-item-pane.c src/view/ns-item-pane.h \
	src/view/ns-item-view.c src/view/ns-item-view.h \
	src/view/ns-lab-fault-actions.c src/view/ns-lab-fault-actions.h \
	src/view/ns-lab-faults.c src/view/ns-lab-faults.h \
	src/view/ns-lab-gallery.c src/view/ns-lab-gallery.h \
	src/view/ns-lab-handheld.c src/view/ns-lab-handheld.h \
	src/view/ns-lab-pane.c src/view/ns-lab-pane.h \
	src/view/ns-lab-player.c src/view/ns-lab-player.h \
	src/view/ns-lab-screen.c src/view/ns-lab-screen.h \
	src/view/ns-lab-server.c src/view/ns-lab-server.h \
	src/view/ns-lab-service.c src/view/ns-lab-service.h \
	src/view/ns-lab-stage.c src/view/ns-lab-stage.h \
	src/view/ns-lab-window.c src/view/ns-lab-window.h \
	src/view/ns-lab-tint.c src/view/ns-lab-tint.h \
	src/view/ns-lab-wire.c src/view/ns-lab-wire.h \
	src/view/ns-lab-words.c src/view/ns-lab-words.h \
	src/view/ns-news.c src/view/ns-news.h \
	src/view/ns-outbox-actions.c src/view/ns-outbox-actions.h \
	src/view/ns-outbox-arrange.c \
	src/view/ns-outbox-browser.c src/view/ns-outbox-browser.h \
	src/view/ns-outbox-columns.c \
	src/view/ns-outbox-commands.c src/view/ns-outbox-commands.h src/view/ns-outbox-commands-private.h \
	src/view/ns-outbox-compact.c src/view/ns-outbox-compact.h \
	src/view/ns-outbox-copy.c \
	src/view/ns-outbox-drag.c \
	src/view/ns-outbox-drop.c \
	src/view/ns-outbox-files.c \
	src/view/ns-outbox-layout.c \
	src/view/ns-outbox-list.c src/view/ns-outbox-list.h src/view/ns-outbox-list-private.h \
	src/view/ns-outbox-list-accessible.c src/view/ns-outbox-list-accessible.h \
	src/view/ns-outbox-menu.c \
	src/view/ns-outbox-model.c src/view/ns-outbox-model.h src/view/ns-outbox-model-private.h \
	src/view/ns-outbox-model-tree.c \
	src/view/ns-outbox-pane.c \
	src/view/ns-outbox-rows.c src/view/ns-outbox-rows.h \
	src/view/ns-outbox-save.c \
	src/view/ns-outbox-search.c \
	src/view/ns-outbox-selection.c \
	src/view/ns-outbox-session.c \
	src/view/ns-outbox-status.c \
	src/view/ns-outbox-undo.c \
	src/view/ns-outbox-window.c src/view/ns-outbox-window.h src/view/ns-outbox-window-private.h \
	src/view/ns-overview.c src/view/ns-overview.h \
	src/view/ns-preview-view.c src/view/ns-preview-view.h \
	src/view/ns-save-report.c src/view/ns-save-report.h \
	src/view/ns-spoken.c src/view/ns-spoken.h \
	src/view/ns-status-page.c src/view/ns-status-page.h \
	src/view/ns-storyboard.c src/view/ns-storyboard.h \
	src/view/ns-storyboard-export.c src/view/ns-storyboard-export.h \
	src/view/ns-storyboard-save.c src/view/ns-storyboard-save.h \
	src/view/ns-technical.c src/view/ns-technical.h \
	src/view/ns-text-scale.c src/view/ns-text-scale.h \
	src/view/ns-ticker.c src/view/ns-ticker.h \
	src/view/ns-timeline-view.c src/view/ns-timeline-view.h \
	src/view/ns-toast.c src/view/ns-toast.h \
	src/view/ns-try-row.c src/view/ns-try-row.h \
	src/view/ns-view-settings.c src/view/ns-view-settings.h \
	src/view/ns-words.c src/view/ns-words.h \
	src/view/ns-wrap.c src/view/ns-wrap.h
