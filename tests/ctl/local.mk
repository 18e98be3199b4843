# SPDX-License-Identifier: GPL-3.0-or-later
#
# The programs as they were built, one against the other.
CTL_TESTS = tests/ctl/test-ctl-account tests/ctl/test-ctl-bad-input tests/ctl/test-ctl-conflict \
	tests/ctl/test-ctl-deletion \
	tests/ctl/test-ctl-delivery tests/ctl/test-ctl-kill tests/ctl/test-ctl-poison tests/ctl/test-ctl-preflight tests/ctl/test-ctl-scenario \
	tests/ctl/test-ctl-timeline tests/ctl/test-ctl-trouble \
	tests/ctl/test-ctl-duplicates
check_PROGRAMS += $(CTL_TESTS) tests/ctl/test-report
TESTS += $(CTL_TESTS) tests/ctl/test-report tests/ctl/test-locale.sh tests/ctl/test-no-gtk.sh tests/ctl/test-scenarios.sh
EXTRA_DIST += tests/ctl/test-locale.sh tests/ctl/test-no-gtk.sh tests/ctl/test-scenarios.sh

CTL_FIXTURE = tests/ctl/ctl-fixture.c tests/ctl/ctl-fixture.h
CTL_TEST_CFLAGS = $(TEST_CFLAGS) $(JSON_CFLAGS)
CTL_TEST_LIBS = $(NS_BASE_LIBS) $(JSON_LIBS) $(GLIB_LIBS)

tests_ctl_test_ctl_account_SOURCES = tests/ctl/test-ctl-account.c $(CTL_FIXTURE)
tests_ctl_test_ctl_account_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ctl_test_ctl_account_CFLAGS = $(CTL_TEST_CFLAGS)
tests_ctl_test_ctl_account_LDADD = $(CTL_TEST_LIBS)

tests_ctl_test_ctl_bad_input_SOURCES = tests/ctl/test-ctl-bad-input.c $(CTL_FIXTURE)
tests_ctl_test_ctl_bad_input_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ctl_test_ctl_bad_input_CFLAGS = $(CTL_TEST_CFLAGS)
tests_ctl_test_ctl_bad_input_LDADD = $(CTL_TEST_LIBS)

tests_ctl_test_ctl_conflict_SOURCES = tests/ctl/test-ctl-conflict.c $(CTL_FIXTURE)
tests_ctl_test_ctl_conflict_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ctl_test_ctl_conflict_CFLAGS = $(CTL_TEST_CFLAGS)
tests_ctl_test_ctl_conflict_LDADD = $(NS_SIM_LIBS) $(JSON_LIBS) $(GLIB_LIBS)

tests_ctl_test_ctl_deletion_SOURCES = tests/ctl/test-ctl-deletion.c $(CTL_FIXTURE)
tests_ctl_test_ctl_deletion_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ctl_test_ctl_deletion_CFLAGS = $(CTL_TEST_CFLAGS)
tests_ctl_test_ctl_deletion_LDADD = $(CTL_TEST_LIBS)

tests_ctl_test_ctl_delivery_SOURCES = tests/ctl/test-ctl-delivery.c $(CTL_FIXTURE)
tests_ctl_test_ctl_delivery_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ctl_test_ctl_delivery_CFLAGS = $(CTL_TEST_CFLAGS)
tests_ctl_test_ctl_delivery_LDADD = $(CTL_TEST_LIBS)

tests_ctl_test_ctl_kill_SOURCES = tests/ctl/test-ctl-kill.c $(CTL_FIXTURE)
tests_ctl_test_ctl_kill_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ctl_test_ctl_kill_CFLAGS = $(CTL_TEST_CFLAGS)
tests_ctl_test_ctl_kill_LDADD = $(CTL_TEST_LIBS)

tests_ctl_test_ctl_poison_SOURCES = tests/ctl/test-ctl-poison.c $(CTL_FIXTURE)
tests_ctl_test_ctl_poison_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ctl_test_ctl_poison_CFLAGS = $(CTL_TEST_CFLAGS)
tests_ctl_test_ctl_poison_LDADD = $(CTL_TEST_LIBS)

tests_ctl_test_ctl_preflight_SOURCES = tests/ctl/test-ctl-preflight.c $(CTL_FIXTURE)
tests_ctl_test_ctl_preflight_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ctl_test_ctl_preflight_CFLAGS = $(CTL_TEST_CFLAGS)
tests_ctl_test_ctl_preflight_LDADD = $(CTL_TEST_LIBS)

tests_ctl_test_ctl_timeline_SOURCES = tests/ctl/test-ctl-timeline.c $(CTL_FIXTURE)
tests_ctl_test_ctl_timeline_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ctl_test_ctl_timeline_CFLAGS = $(CTL_TEST_CFLAGS)
tests_ctl_test_ctl_timeline_LDADD = $(CTL_TEST_LIBS)

tests_ctl_test_ctl_duplicates_SOURCES = tests/ctl/test-ctl-duplicates.c $(CTL_FIXTURE)
tests_ctl_test_ctl_duplicates_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ctl_test_ctl_duplicates_CFLAGS = $(CTL_TEST_CFLAGS)
tests_ctl_test_ctl_duplicates_LDADD = $(CTL_TEST_LIBS)

tests_ctl_test_ctl_trouble_SOURCES = tests/ctl/test-ctl-trouble.c $(CTL_FIXTURE)
tests_ctl_test_ctl_trouble_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ctl_test_ctl_trouble_CFLAGS = $(CTL_TEST_CFLAGS)
tests_ctl_test_ctl_trouble_LDADD = $(CTL_TEST_LIBS)

tests_ctl_test_report_SOURCES = tests/ctl/test-report.c
tests_ctl_test_report_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ctl_test_report_CFLAGS = $(TEST_CFLAGS)
tests_ctl_test_report_LDADD = $(NS_SYNC_LIBS) $(GLIB_LIBS)

tests_ctl_test_ctl_scenario_SOURCES = tests/ctl/test-ctl-scenario.c $(CTL_FIXTURE)
tests_ctl_test_ctl_scenario_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ctl_test_ctl_scenario_CFLAGS = $(CTL_TEST_CFLAGS)
tests_ctl_test_ctl_scenario_LDADD = $(CTL_TEST_LIBS)
