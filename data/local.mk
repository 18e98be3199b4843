# SPDX-License-Identifier: GPL-3.0-or-later

# The simulated server and its scenarios.
scenariosdir = $(pkgdatadir)/scenarios
dist_scenarios_DATA = \
	data/scenarios/article-416.scenario \
	data/scenarios/big-outbox.scenario \
	data/scenarios/conflict-resend.scenario \
	data/scenarios/conversion-error.scenario \
	data/scenarios/device-46.scenario \
	data/scenarios/empty.scenario \
	data/scenarios/kerio-66-ssl.scenario \
	data/scenarios/kerio-67.scenario \
	data/scenarios/lost-reply.scenario \
	data/scenarios/offline.scenario \
	data/scenarios/password-changed.scenario \
	data/scenarios/poison-item.scenario \
	data/scenarios/reminder-echo.scenario \
	data/scenarios/ssl-off.scenario \
	data/scenarios/throttled.scenario \
	data/scenarios/article-416.png \
	data/scenarios/big-outbox.png \
	data/scenarios/conflict-resend.png \
	data/scenarios/conversion-error.png \
	data/scenarios/device-46.png \
	data/scenarios/empty.png \
	data/scenarios/kerio-66-ssl.png \
	data/scenarios/kerio-67.png \
	data/scenarios/lost-reply.png \
	data/scenarios/offline.png \
	data/scenarios/password-changed.png \
	data/scenarios/poison-item.png \
	data/scenarios/reminder-echo.png \
	data/scenarios/ssl-off.png \
	data/scenarios/throttled.png
dist_man_MANS += data/man/notifysync-simulator.1 data/man/notifysync-scenario.5

# The command line.
bashcompletiondir = $(datadir)/bash-completion/completions
dist_bashcompletion_DATA = data/completions/notifysync data/completions/notifysyncctl
dist_man_MANS += data/man/notifysyncctl.1

# What the desktop reads of the window.
app_id = io.github.notifysync.Outbox

applicationsdir = $(datadir)/applications
applications_DATA = data/$(app_id).desktop
metainfodir = $(datadir)/metainfo
metainfo_DATA = data/$(app_id).metainfo.xml
dbusservicedir = $(datadir)/dbus-1/services
dbusservice_DATA = data/$(app_id).service
gsettings_SCHEMAS += data/$(app_id).gschema.xml
dist_man_MANS += data/man/notifysync.1 data/man/notifysync-screenshots.7

# For people who test with pictures of the window.
examplesdir = $(docdir)/examples/screenshots
dist_examples_SCRIPTS = \
	data/examples/screenshots/compare-pictures.py \
	data/examples/screenshots/journey-dogtail.py \
	data/examples/screenshots/make-needle.py \
	data/examples/screenshots/take-pictures.sh

EXTRA_DIST += \
	data/$(app_id).desktop.in \
	data/$(app_id).metainfo.xml.in \
	data/$(app_id).gschema.xml \
	data/$(app_id).service.in
CLEANFILES += $(applications_DATA) $(metainfo_DATA) $(dbusservice_DATA)

@GSETTINGS_RULES@

data/$(app_id).desktop: data/$(app_id).desktop.in po/LINGUAS
	$(AM_V_GEN)$(MKDIR_P) data && $(MSGFMT) --desktop --template='$(srcdir)/data/$(app_id).desktop.in' \
	  -d '$(srcdir)/po' -o '$@'

data/$(app_id).metainfo.xml: data/$(app_id).metainfo.xml.in po/LINGUAS
	$(AM_V_GEN)$(MKDIR_P) data && $(MSGFMT) --xml --template='$(srcdir)/data/$(app_id).metainfo.xml.in' \
	  -d '$(srcdir)/po' -o '$@'

data/$(app_id).service: data/$(app_id).service.in Makefile
	$(AM_V_GEN)$(MKDIR_P) data && sed -e 's|@bindir[@]|$(bindir)|' '$(srcdir)/data/$(app_id).service.in' >'$@'
