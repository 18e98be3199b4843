# SPDX-License-Identifier: GPL-3.0-or-later
EXTRA_DIST += tests/data/wbxml-code-pages.txt

check_PROGRAMS += tests/eas/test-wbxml
TESTS += tests/eas/test-wbxml
tests_eas_test_wbxml_SOURCES = tests/eas/test-wbxml.c tests/eas/eas-golden.c tests/eas/eas-golden.h
tests_eas_test_wbxml_CPPFLAGS = $(TEST_CPPFLAGS)
tests_eas_test_wbxml_CFLAGS = $(TEST_CFLAGS)
tests_eas_test_wbxml_LDADD = $(NS_EAS_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/eas/test-wbxml-tags
TESTS += tests/eas/test-wbxml-tags
tests_eas_test_wbxml_tags_SOURCES = tests/eas/test-wbxml-tags.c
tests_eas_test_wbxml_tags_CPPFLAGS = $(TEST_CPPFLAGS)
tests_eas_test_wbxml_tags_CFLAGS = $(TEST_CFLAGS)
tests_eas_test_wbxml_tags_LDADD = $(NS_EAS_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/eas/test-eas-query
TESTS += tests/eas/test-eas-query
tests_eas_test_eas_query_SOURCES = tests/eas/test-eas-query.c
tests_eas_test_eas_query_CPPFLAGS = $(TEST_CPPFLAGS)
tests_eas_test_eas_query_CFLAGS = $(TEST_CFLAGS)
tests_eas_test_eas_query_LDADD = $(NS_EAS_LIBS) $(GLIB_LIBS)
