# SPDX-License-Identifier: GPL-3.0-or-later

store_tests = \
	tests/store/test-queue
check_PROGRAMS += $(store_tests)
TESTS += $(store_tests)

store_fixture = tests/store/store-fixture.c tests/store/store-fixture.h

tests_store_test_queue_SOURCES = tests/store/test-queue.c $(store_fixture)
tests_store_test_queue_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_test_queue_CFLAGS = $(TEST_CFLAGS)
tests_store_test_queue_LDADD = $(NS_STORE_LIBS) $(GLIB_LIBS)
