# SPDX-License-Identifier: GPL-3.0-or-later

store_tests = \
	tests/store/test-account \
	tests/store/test-deletion \
	tests/store/test-delivery \
	tests/store/test-list \
	tests/store/test-queue \
	tests/store/test-resolve \
	tests/store/test-schema \
	tests/store/test-sharing \
	tests/store/test-undo
check_PROGRAMS += $(store_tests)
TESTS += $(store_tests)

store_fixture = tests/store/store-fixture.c tests/store/store-fixture.h

tests_store_test_account_SOURCES = tests/store/test-account.c $(store_fixture)
tests_store_test_account_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_test_account_CFLAGS = $(TEST_CFLAGS)
tests_store_test_account_LDADD = $(NS_STORE_LIBS) $(GLIB_LIBS)

tests_store_test_deletion_SOURCES = tests/store/test-deletion.c $(store_fixture)
tests_store_test_deletion_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_test_deletion_CFLAGS = $(TEST_CFLAGS)
tests_store_test_deletion_LDADD = $(NS_STORE_LIBS) $(GLIB_LIBS)

tests_store_test_delivery_SOURCES = tests/store/test-delivery.c $(store_fixture)
tests_store_test_delivery_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_test_delivery_CFLAGS = $(TEST_CFLAGS)
tests_store_test_delivery_LDADD = $(NS_STORE_LIBS) $(GLIB_LIBS)

tests_store_test_list_SOURCES = tests/store/test-list.c $(store_fixture)
tests_store_test_list_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_test_list_CFLAGS = $(TEST_CFLAGS)
tests_store_test_list_LDADD = $(NS_STORE_LIBS) $(GLIB_LIBS)

tests_store_test_queue_SOURCES = tests/store/test-queue.c $(store_fixture)
tests_store_test_queue_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_test_queue_CFLAGS = $(TEST_CFLAGS) $(SQLITE_CFLAGS)
tests_store_test_queue_LDADD = $(NS_STORE_LIBS) $(GLIB_LIBS) $(SQLITE_LIBS)

tests_store_test_resolve_SOURCES = tests/store/test-resolve.c $(store_fixture)
tests_store_test_resolve_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_test_resolve_CFLAGS = $(TEST_CFLAGS)
tests_store_test_resolve_LDADD = $(NS_STORE_LIBS) $(GLIB_LIBS)

tests_store_test_schema_SOURCES = tests/store/test-schema.c $(store_fixture)
tests_store_test_schema_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_test_schema_CFLAGS = $(TEST_CFLAGS) $(SQLITE_CFLAGS)
tests_store_test_schema_LDADD = $(NS_STORE_LIBS) $(GLIB_LIBS) $(SQLITE_LIBS)

tests_store_test_sharing_SOURCES = tests/store/test-sharing.c $(store_fixture)
tests_store_test_sharing_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_test_sharing_CFLAGS = $(TEST_CFLAGS)
tests_store_test_sharing_LDADD = $(NS_STORE_LIBS) $(GLIB_LIBS)

tests_store_test_undo_SOURCES = tests/store/test-undo.c $(store_fixture)
tests_store_test_undo_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_test_undo_CFLAGS = $(TEST_CFLAGS)
tests_store_test_undo_LDADD = $(NS_STORE_LIBS) $(GLIB_LIBS)
