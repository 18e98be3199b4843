# SPDX-License-Identifier: GPL-3.0-or-later
EXTRA_DIST += tests/data/wbxml-code-pages.txt

# What several of them share.
check_LTLIBRARIES += tests/eas/libeas-test.la
tests_eas_libeas_test_la_SOURCES = \
	tests/eas/eas-golden.c tests/eas/eas-golden.h \
	tests/eas/eas-random.c tests/eas/eas-random.h
tests_eas_libeas_test_la_CPPFLAGS = $(TEST_CPPFLAGS)
tests_eas_libeas_test_la_CFLAGS = $(TEST_CFLAGS)

check_PROGRAMS += tests/eas/test-wbxml
TESTS += tests/eas/test-wbxml
tests_eas_test_wbxml_SOURCES = tests/eas/test-wbxml.c
tests_eas_test_wbxml_CPPFLAGS = $(TEST_CPPFLAGS)
tests_eas_test_wbxml_CFLAGS = $(TEST_CFLAGS)
tests_eas_test_wbxml_LDADD = tests/eas/libeas-test.la $(NS_EAS_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/eas/test-wbxml-tags
TESTS += tests/eas/test-wbxml-tags
tests_eas_test_wbxml_tags_SOURCES = tests/eas/test-wbxml-tags.c
tests_eas_test_wbxml_tags_CPPFLAGS = $(TEST_CPPFLAGS)
tests_eas_test_wbxml_tags_CFLAGS = $(TEST_CFLAGS)
tests_eas_test_wbxml_tags_LDADD = tests/eas/libeas-test.la $(NS_EAS_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/eas/test-eas-query
TESTS += tests/eas/test-eas-query
tests_eas_test_eas_query_SOURCES = tests/eas/test-eas-query.c
tests_eas_test_eas_query_CPPFLAGS = $(TEST_CPPFLAGS)
tests_eas_test_eas_query_CFLAGS = $(TEST_CFLAGS)
tests_eas_test_eas_query_LDADD = tests/eas/libeas-test.la $(NS_EAS_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/eas/test-eas-sync-request
TESTS += tests/eas/test-eas-sync-request
tests_eas_test_eas_sync_request_SOURCES = tests/eas/test-eas-sync-request.c
tests_eas_test_eas_sync_request_CPPFLAGS = $(TEST_CPPFLAGS)
tests_eas_test_eas_sync_request_CFLAGS = $(TEST_CFLAGS)
tests_eas_test_eas_sync_request_LDADD = tests/eas/libeas-test.la $(NS_EAS_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/eas/test-eas-sync-response
TESTS += tests/eas/test-eas-sync-response
tests_eas_test_eas_sync_response_SOURCES = tests/eas/test-eas-sync-response.c
tests_eas_test_eas_sync_response_CPPFLAGS = $(TEST_CPPFLAGS)
tests_eas_test_eas_sync_response_CFLAGS = $(TEST_CFLAGS)
tests_eas_test_eas_sync_response_LDADD = tests/eas/libeas-test.la $(NS_EAS_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/eas/test-eas-commands
TESTS += tests/eas/test-eas-commands
tests_eas_test_eas_commands_SOURCES = tests/eas/test-eas-commands.c
tests_eas_test_eas_commands_CPPFLAGS = $(TEST_CPPFLAGS)
tests_eas_test_eas_commands_CFLAGS = $(TEST_CFLAGS)
tests_eas_test_eas_commands_LDADD = tests/eas/libeas-test.la $(NS_EAS_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/eas/test-eas-robustness
TESTS += tests/eas/test-eas-robustness
tests_eas_test_eas_robustness_SOURCES = tests/eas/test-eas-robustness.c
tests_eas_test_eas_robustness_CPPFLAGS = $(TEST_CPPFLAGS)
tests_eas_test_eas_robustness_CFLAGS = $(TEST_CFLAGS)
tests_eas_test_eas_robustness_LDADD = tests/eas/libeas-test.la $(NS_EAS_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/eas/test-eas-provision
TESTS += tests/eas/test-eas-provision
tests_eas_test_eas_provision_SOURCES = tests/eas/test-eas-provision.c
tests_eas_test_eas_provision_CPPFLAGS = $(TEST_CPPFLAGS)
tests_eas_test_eas_provision_CFLAGS = $(TEST_CFLAGS)
tests_eas_test_eas_provision_LDADD = tests/eas/libeas-test.la $(NS_EAS_LIBS) $(GLIB_LIBS)
