# SPDX-License-Identifier: GPL-3.0-or-later
check_LTLIBRARIES += tests/transport/libraw-server.la
tests_transport_libraw_server_la_SOURCES = \
	tests/transport/ns-post.c tests/transport/ns-post.h \
	tests/transport/ns-raw-server.c tests/transport/ns-raw-server.h
tests_transport_libraw_server_la_CPPFLAGS = $(TEST_CPPFLAGS)
tests_transport_libraw_server_la_CFLAGS = $(TEST_CFLAGS)

check_PROGRAMS += tests/transport/test-fault
TESTS += tests/transport/test-fault
tests_transport_test_fault_SOURCES = tests/transport/test-fault.c
tests_transport_test_fault_CPPFLAGS = $(TEST_CPPFLAGS)
tests_transport_test_fault_CFLAGS = $(TEST_CFLAGS) $(SOUP_CFLAGS)
tests_transport_test_fault_LDADD = $(NS_TRANSPORT_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/transport/test-connection
TESTS += tests/transport/test-connection
tests_transport_test_connection_SOURCES = tests/transport/test-connection.c
tests_transport_test_connection_CPPFLAGS = $(TEST_CPPFLAGS)
tests_transport_test_connection_CFLAGS = $(TEST_CFLAGS)
tests_transport_test_connection_LDADD = tests/transport/libraw-server.la $(NS_TRANSPORT_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/transport/test-interrupt
TESTS += tests/transport/test-interrupt
tests_transport_test_interrupt_SOURCES = tests/transport/test-interrupt.c
tests_transport_test_interrupt_CPPFLAGS = $(TEST_CPPFLAGS)
tests_transport_test_interrupt_CFLAGS = $(TEST_CFLAGS)
tests_transport_test_interrupt_LDADD = tests/transport/libraw-server.la $(NS_TRANSPORT_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/transport/test-tls
TESTS += tests/transport/test-tls
tests_transport_test_tls_SOURCES = tests/transport/test-tls.c \
	tests/transport/ns-test-certificate.c tests/transport/ns-test-certificate.h
tests_transport_test_tls_CPPFLAGS = $(TEST_CPPFLAGS)
tests_transport_test_tls_CFLAGS = $(TEST_CFLAGS) $(GNUTLS_CFLAGS)
tests_transport_test_tls_LDADD = tests/transport/libraw-server.la $(NS_TRANSPORT_LIBS) $(GNUTLS_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/transport/test-request
TESTS += tests/transport/test-request
tests_transport_test_request_SOURCES = tests/transport/test-request.c
tests_transport_test_request_CPPFLAGS = $(TEST_CPPFLAGS)
tests_transport_test_request_CFLAGS = $(TEST_CFLAGS)
tests_transport_test_request_LDADD = tests/transport/libraw-server.la $(NS_TRANSPORT_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/transport/test-refused
TESTS += tests/transport/test-refused
tests_transport_test_refused_SOURCES = tests/transport/test-refused.c
tests_transport_test_refused_CPPFLAGS = $(TEST_CPPFLAGS)
tests_transport_test_refused_CFLAGS = $(TEST_CFLAGS)
tests_transport_test_refused_LDADD = tests/transport/libraw-server.la $(NS_TRANSPORT_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/transport/test-phases
TESTS += tests/transport/test-phases
tests_transport_test_phases_SOURCES = tests/transport/test-phases.c
tests_transport_test_phases_CPPFLAGS = $(TEST_CPPFLAGS)
tests_transport_test_phases_CFLAGS = $(TEST_CFLAGS)
tests_transport_test_phases_LDADD = tests/transport/libraw-server.la $(NS_TRANSPORT_LIBS) $(GLIB_LIBS)
