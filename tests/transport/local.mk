# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/transport/test-fault
TESTS += tests/transport/test-fault
tests_transport_test_fault_SOURCES = tests/transport/test-fault.c
tests_transport_test_fault_CPPFLAGS = $(TEST_CPPFLAGS)
tests_transport_test_fault_CFLAGS = $(TEST_CFLAGS) $(SOUP_CFLAGS)
tests_transport_test_fault_LDADD = $(NS_TRANSPORT_LIBS) $(GLIB_LIBS)
