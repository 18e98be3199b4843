# SPDX-License-Identifier: GPL-3.0-or-later
INTAKE_TESTS = tests/intake/test-contact tests/intake/test-copy tests/intake/test-deletion \
	tests/intake/test-event tests/intake/test-mail tests/intake/test-preflight \
	tests/intake/test-stored tests/intake/test-time-zone
check_PROGRAMS += $(INTAKE_TESTS)
TESTS += $(INTAKE_TESTS)

tests_intake_test_contact_SOURCES = tests/intake/test-contact.c
tests_intake_test_contact_CPPFLAGS = $(TEST_CPPFLAGS)
tests_intake_test_contact_CFLAGS = $(TEST_CFLAGS)
tests_intake_test_contact_LDADD = $(NS_INTAKE_LIBS) $(GLIB_LIBS)

tests_intake_test_copy_SOURCES = tests/intake/test-copy.c
tests_intake_test_copy_CPPFLAGS = $(TEST_CPPFLAGS)
tests_intake_test_copy_CFLAGS = $(TEST_CFLAGS)
tests_intake_test_copy_LDADD = $(NS_INTAKE_LIBS) $(GLIB_LIBS)

tests_intake_test_deletion_SOURCES = tests/intake/test-deletion.c
tests_intake_test_deletion_CPPFLAGS = $(TEST_CPPFLAGS)
tests_intake_test_deletion_CFLAGS = $(TEST_CFLAGS)
tests_intake_test_deletion_LDADD = $(NS_INTAKE_LIBS) $(GLIB_LIBS)

tests_intake_test_event_SOURCES = tests/intake/test-event.c
tests_intake_test_event_CPPFLAGS = $(TEST_CPPFLAGS)
tests_intake_test_event_CFLAGS = $(TEST_CFLAGS)
tests_intake_test_event_LDADD = $(NS_INTAKE_LIBS) $(GLIB_LIBS)

tests_intake_test_mail_SOURCES = tests/intake/test-mail.c
tests_intake_test_mail_CPPFLAGS = $(TEST_CPPFLAGS)
tests_intake_test_mail_CFLAGS = $(TEST_CFLAGS)
tests_intake_test_mail_LDADD = $(NS_INTAKE_LIBS) $(GLIB_LIBS)

tests_intake_test_preflight_SOURCES = tests/intake/test-preflight.c
tests_intake_test_preflight_CPPFLAGS = $(TEST_CPPFLAGS)
tests_intake_test_preflight_CFLAGS = $(TEST_CFLAGS)
tests_intake_test_preflight_LDADD = $(NS_INTAKE_LIBS) $(GLIB_LIBS)

tests_intake_test_stored_SOURCES = tests/intake/test-stored.c
tests_intake_test_stored_CPPFLAGS = $(TEST_CPPFLAGS)
tests_intake_test_stored_CFLAGS = $(TEST_CFLAGS)
tests_intake_test_stored_LDADD = $(NS_INTAKE_LIBS) $(NS_EAS_LIBS) $(GLIB_LIBS)

tests_intake_test_time_zone_SOURCES = tests/intake/test-time-zone.c
tests_intake_test_time_zone_CPPFLAGS = $(TEST_CPPFLAGS) $(NS_ICAL_CPPFLAGS)
tests_intake_test_time_zone_CFLAGS = $(TEST_CFLAGS) $(ICAL_CFLAGS)
tests_intake_test_time_zone_LDADD = $(NS_INTAKE_LIBS) $(ICAL_LIBS) $(GLIB_LIBS)
