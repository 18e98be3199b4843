# SPDX-License-Identifier: GPL-3.0-or-later
#
# The window, photographed in every state. `make update-references` accepts how it looks now.

ui_references = \
	tests/ui/references/account.png \
	tests/ui/references/account-new.png \
	tests/ui/references/account-ar.png \
	tests/ui/references/account-certificate.png \
	tests/ui/references/chips-dark.png \
	tests/ui/references/conflict-7.png \
	tests/ui/references/conflict-fields.png \
	tests/ui/references/conflict-fields-rtl.png \
	tests/ui/references/duplicates.png \
	tests/ui/references/duplicates-bar.png \
	tests/ui/references/duplicates-rtl.png \
	tests/ui/references/empty.png \
	tests/ui/references/error-6.png \
	tests/ui/references/history.png \
	tests/ui/references/isolated.png \
	tests/ui/references/item-2x.png \
	tests/ui/references/item-high-contrast.png \
	tests/ui/references/conflict-ja.png \
	tests/ui/references/lab-de.png \
	tests/ui/references/pane-ar.png \
	tests/ui/references/lab-conflict.png \
	tests/ui/references/lab-conflict-dark.png \
	tests/ui/references/lab-faults.png \
	tests/ui/references/lab-faults-rtl.png \
	tests/ui/references/lab-gallery.png \
	tests/ui/references/lab-kerio.png \
	tests/ui/references/lab-lost.png \
	tests/ui/references/lab-lost-rtl.png \
	tests/ui/references/list.png \
	tests/ui/references/list-2x.png \
	tests/ui/references/list-360.png \
	tests/ui/references/list-360-ar.png \
	tests/ui/references/list-dark.png \
	tests/ui/references/list-high-contrast.png \
	tests/ui/references/list-rtl.png \
	tests/ui/references/pane.png \
	tests/ui/references/pane-360.png \
	tests/ui/references/pane-360-ar.png \
	tests/ui/references/pane-dark.png \
	tests/ui/references/pane-high-contrast-inverse.png \
	tests/ui/references/paused.png \
	tests/ui/references/pending-dark.png \
	tests/ui/references/reminder-echo.png \
	tests/ui/references/search.png \
	tests/ui/references/search-nothing.png \
	tests/ui/references/selection.png \
	tests/ui/references/selection-360-de.png \
	tests/ui/references/shortcuts.png \
	tests/ui/references/too-large.png \
	tests/ui/references/uncertain.png \
	tests/ui/references/welcome.png

# The countries' names of days and months, for the pictures in each language, whatever the system has.
check_DATA += tests/ui/locales.stamp
CLEANFILES += tests/ui/locales.stamp

tests/ui/locales.stamp:
	$(AM_V_GEN)$(MKDIR_P) tests/ui/locales; \
	for locale in ar_EG de_DE es_ES fr_FR ja_JP; do \
	  localedef -c -i "$$locale" -f UTF-8 "tests/ui/locales/$$locale.UTF-8" >/dev/null 2>&1 || :; \
	done
	$(AM_V_at)touch '$@'

TESTS += tests/ui/test-pseudo.sh
EXTRA_DIST += tests/ui/test-pseudo.sh tests/ui/untranslated.pl

TESTS += tests/ui/test-pictures.sh tests/ui/test-widgets.sh
EXTRA_DIST += tests/ui/certificate.scenario tests/ui/conflict-fields.scenario tests/ui/duplicates.scenario tests/ui/empty.scenario \
	tests/ui/password.scenario tests/ui/paused.scenario tests/ui/uncertain.scenario \
	tests/ui/pictures.sh tests/ui/test-pictures.sh tests/ui/test-widgets.sh tests/ui/too-large.scenario $(ui_references)

check_PROGRAMS += tests/ui/widgets
tests_ui_widgets_SOURCES = tests/ui/widgets.c
nodist_tests_ui_widgets_SOURCES = ui/notifysync-resources.c
tests_ui_widgets_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ui_widgets_CFLAGS = $(TEST_CFLAGS) $(GTK_CFLAGS)
tests_ui_widgets_LDADD = libns-view.la $(NS_SYNC_LIBS) $(GTK_LIBS) $(GLIB_LIBS)

TESTS += tests/ui/test-outbox.sh
EXTRA_DIST += tests/ui/test-outbox.sh
check_PROGRAMS += tests/ui/outbox
tests_ui_outbox_SOURCES = tests/ui/outbox.c tests/ui/ns-access.c tests/ui/ns-access.h \
	tests/ui/outbox-files.c tests/ui/outbox-world.c tests/ui/outbox-world.h \
	$(store_fixture)
nodist_tests_ui_outbox_SOURCES = ui/notifysync-resources.c
tests_ui_outbox_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ui_outbox_CFLAGS = $(TEST_CFLAGS) $(GTK_CFLAGS)
tests_ui_outbox_LDADD = libns-view.la $(NS_SYNC_LIBS) $(GTK_LIBS) $(GLIB_LIBS) -lm

TESTS += tests/ui/test-lab.sh
EXTRA_DIST += tests/ui/test-lab.sh
TESTS += tests/ui/test-lab-bus.sh
EXTRA_DIST += tests/ui/test-lab-bus.sh tests/ui/faults.scenario
check_PROGRAMS += tests/ui/lab
tests_ui_lab_SOURCES = tests/ui/lab.c tests/ui/lab-panes.c tests/ui/lab-world.c tests/ui/lab-world.h tests/ui/ns-access.c \
	tests/ui/ns-access.h tests/ui/ns-ui.c tests/ui/ns-ui.h
nodist_tests_ui_lab_SOURCES = ui/notifysync-resources.c
tests_ui_lab_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ui_lab_CFLAGS = $(TEST_CFLAGS) $(GTK_CFLAGS)
tests_ui_lab_LDADD = libns-view.la $(NS_LAB_LIBS) $(GTK_LIBS) $(GLIB_LIBS) -lm

TESTS += tests/ui/test-gallery.sh tests/ui/test-storyboard.sh
EXTRA_DIST += tests/ui/test-gallery.sh tests/ui/hostile.scenario tests/ui/test-storyboard.sh

TESTS += tests/ui/test-pane.sh
EXTRA_DIST += tests/ui/test-pane.sh
check_PROGRAMS += tests/ui/pane
tests_ui_pane_SOURCES = tests/ui/pane.c tests/ui/ns-ui.c tests/ui/ns-ui.h
nodist_tests_ui_pane_SOURCES = ui/notifysync-resources.c
tests_ui_pane_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ui_pane_CFLAGS = $(TEST_CFLAGS) $(GTK_CFLAGS)
tests_ui_pane_LDADD = libns-view.la $(NS_LAB_LIBS) $(GTK_LIBS) $(GLIB_LIBS)

TESTS += tests/ui/test-account.sh
EXTRA_DIST += tests/ui/test-account.sh
check_PROGRAMS += tests/ui/account
tests_ui_account_SOURCES = tests/ui/account.c tests/ui/ns-access.c tests/ui/ns-access.h tests/ui/ns-ui.c \
	tests/ui/ns-ui.h tests/sync/ns-fixture.c tests/sync/ns-fixture.h
nodist_tests_ui_account_SOURCES = ui/notifysync-resources.c
tests_ui_account_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ui_account_CFLAGS = $(TEST_CFLAGS) $(GTK_CFLAGS)
tests_ui_account_LDADD = libns-view.la $(NS_LAB_LIBS) $(GTK_LIBS) $(GLIB_LIBS) -lm

# The screenshot contract, notifysync-screenshots(7).
TESTS += tests/ui/test-contract.sh tests/ui/test-examples.sh tests/ui/test-repeat.sh
EXTRA_DIST += tests/ui/repeat.sh tests/ui/test-contract.sh tests/ui/test-examples.sh tests/ui/test-repeat.sh
check_PROGRAMS += tests/ui/pointer
tests_ui_pointer_SOURCES = tests/ui/pointer.c
tests_ui_pointer_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ui_pointer_CFLAGS = $(TEST_CFLAGS) $(GTK_CFLAGS)
tests_ui_pointer_LDADD = $(GTK_LIBS) $(GLIB_LIBS)

TESTS += tests/ui/test-journeys.sh
EXTRA_DIST += tests/ui/desk.sh tests/ui/test-journeys.sh
if HAVE_ATSPI
check_PROGRAMS += tests/ui/journeys tests/ui/trees
endif
tests_ui_journeys_SOURCES = tests/ui/journeys.c tests/ui/ns-journey.c tests/ui/ns-journey.h
tests_ui_journeys_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ui_journeys_CFLAGS = $(TEST_CFLAGS) $(ATSPI_CFLAGS)
tests_ui_journeys_LDADD = $(ATSPI_LIBS) $(GLIB_LIBS)

# What assistive technology sees of each window. `make update-accessibility` accepts how it is now.
ui_trees = account duplicates empty gallery item lab lab-faults list list-360 pane search selection shortcuts
TESTS += tests/ui/test-accessibility.sh
EXTRA_DIST += tests/ui/test-accessibility.sh $(ui_trees:%=tests/ui/accessibility/%.txt)
tests_ui_trees_SOURCES = tests/ui/trees.c tests/ui/ns-journey.c tests/ui/ns-journey.h
tests_ui_trees_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ui_trees_CFLAGS = $(TEST_CFLAGS) $(ATSPI_CFLAGS)
tests_ui_trees_LDADD = $(ATSPI_LIBS) $(GLIB_LIBS)

update-accessibility: notifysync tests/ui/trees
	NS_TOP_SRCDIR='$(abs_top_srcdir)' NS_TOP_BUILDDIR='$(abs_top_builddir)' \
	  sh '$(srcdir)/tests/ui/test-accessibility.sh' --accept

update-references: notifysync
	NS_TOP_SRCDIR='$(abs_top_srcdir)' NS_TOP_BUILDDIR='$(abs_top_builddir)' \
	  sh '$(srcdir)/tests/ui/test-pictures.sh' --accept

clean-local:
	rm -rf tests/ui/out tests/ui/locales

.PHONY: update-accessibility update-references
