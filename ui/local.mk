# SPDX-License-Identifier: GPL-3.0-or-later
#
# Templates, icons and style go into one resource, linked into the program.

ui_sources = \
	ui/help-overlay.ui \
	ui/high-contrast.css \
	ui/menus.ui \
	ui/notifysync.css \
	ui/ns-account-check.ui \
	ui/ns-account-dialog.ui \
	ui/ns-account-form.ui \
	ui/ns-cause-card.ui \
	ui/ns-duplicate-dialog.ui \
	ui/ns-conflict-view.ui \
	ui/ns-health-bar.ui \
	ui/ns-item-dialog.ui \
	ui/ns-item-pane.ui \
	ui/ns-item-view.ui \
	ui/ns-lab-faults.ui \
	ui/ns-lab-handheld.ui \
	ui/ns-lab-stage.ui \
	ui/ns-lab-window.ui \
	ui/ns-lab-wire.ui \
	ui/ns-outbox-browser.ui \
	ui/ns-outbox-window.ui \
	ui/ns-preview-view.ui \
	ui/ns-status-page.ui \
	ui/ns-timeline-view.ui \
	ui/ns-toast.ui \
	ui/ns-try-row.ui \
	ui/icons/io.github.notifysync.Outbox.svg \
	ui/icons/io.github.notifysync.Outbox-symbolic.svg \
	ui/icons/notifysync-contact-symbolic.svg \
	ui/icons/notifysync-delivered-symbolic.svg \
	ui/icons/notifysync-delivered.svg \
	ui/icons/notifysync-error-symbolic.svg \
	ui/icons/notifysync-error.svg \
	ui/icons/notifysync-event-symbolic.svg \
	ui/icons/notifysync-forward-symbolic.svg \
	ui/icons/notifysync-held-symbolic.svg \
	ui/icons/notifysync-held.svg \
	ui/icons/notifysync-mail-symbolic.svg \
	ui/icons/notifysync-meeting-response-symbolic.svg \
	ui/icons/notifysync-note-symbolic.svg \
	ui/icons/notifysync-pending-symbolic.svg \
	ui/icons/notifysync-pending.svg \
	ui/icons/notifysync-reply-symbolic.svg \
	ui/icons/notifysync-resolved-symbolic.svg \
	ui/icons/notifysync-resolved.svg \
	ui/icons/notifysync-sending-symbolic.svg \
	ui/icons/notifysync-sending.svg \
	ui/icons/notifysync-task-symbolic.svg \
	ui/icons/notifysync-uncertain-symbolic.svg \
	ui/icons/notifysync-uncertain.svg

EXTRA_DIST += ui/notifysync.gresource.xml $(ui_sources)
CLEANFILES += ui/notifysync-resources.c

ui/notifysync-resources.c: ui/notifysync.gresource.xml $(ui_sources)
	$(AM_V_GEN)$(MKDIR_P) ui && $(GLIB_COMPILE_RESOURCES) --generate-source --c-name=notifysync \
	  --sourcedir='$(srcdir)/ui' --target='$@' '$(srcdir)/ui/notifysync.gresource.xml'

appicondir = $(datadir)/icons/hicolor/scalable/apps
dist_appicon_DATA = ui/icons/io.github.notifysync.Outbox.svg
symbolicicondir = $(datadir)/icons/hicolor/symbolic/apps
dist_symbolicicon_DATA = ui/icons/io.github.notifysync.Outbox-symbolic.svg
