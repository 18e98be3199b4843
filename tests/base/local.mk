# SPDX-License-Identifier: GPL-3.0-or-later

base_tests = \
	tests/base/test-await \
	tests/base/test-clock \
	tests/base/test-id \
	tests/base/test-log \
	tests/base/test-time \
	tests/base/test-worker
check_PROGRAMS += $(base_tests)
TESTS += $(base_tests)

tests_base_test_await_SOURCES = tests/base/test-await.c
tests_base_test_await_CPPFLAGS = $(TEST_CPPFLAGS)
tests_base_test_await_CFLAGS = $(TEST_CFLAGS)
tests_base_test_await_LDADD = $(NS_BASE_LIBS) $(GLIB_LIBS)

tests_base_test_clock_SOURCES = tests/base/test-clock.c
tests_base_test_clock_CPPFLAGS = $(TEST_CPPFLAGS)
tests_base_test_clock_CFLAGS = $(TEST_CFLAGS)
tests_base_test_clock_LDADD = $(NS_BASE_LIBS) $(GLIB_LIBS)

tests_base_test_id_SOURCES = tests/base/test-id.c
tests_base_test_id_CPPFLAGS = $(TEST_CPPFLAGS)
tests_base_test_id_CFLAGS = $(TEST_CFLAGS)
tests_base_test_id_LDADD = $(NS_BASE_LIBS) $(GLIB_LIBS)

tests_base_test_log_SOURCES = tests/base/test-log.c
tests_base_test_log_CPPFLAGS = $(TEST_CPPFLAGS)
tests_base_test_log_CFLAGS = $(TEST_CFLAGS)
tests_base_test_log_LDADD = $(NS_BASE_LIBS) $(GLIB_LIBS)

tests_base_test_time_SOURCES = tests/base/test-time.c
tests_base_test_time_CPPFLAGS = $(TEST_CPPFLAGS)
tests_base_test_time_CFLAGS = $(TEST_CFLAGS)
tests_base_test_time_LDADD = $(NS_BASE_LIBS) $(GLIB_LIBS)

tests_base_test_worker_SOURCES = tests/base/test-worker.c
tests_base_test_worker_CPPFLAGS = $(TEST_CPPFLAGS)
tests_base_test_worker_CFLAGS = $(TEST_CFLAGS)
tests_base_test_worker_LDADD = $(NS_BASE_LIBS) $(GLIB_LIBS)
