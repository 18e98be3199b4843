# SPDX-License-Identifier: GPL-3.0-or-later
SYNC_TEST_LDADD = libns-sync.la libns-transport.la libns-secrets.la libns-store.la libns-intake.la libns-sim.la \
	$(NS_EAS_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/sync/test-backoff
TESTS += tests/sync/test-backoff
tests_sync_test_backoff_SOURCES = tests/sync/test-backoff.c
tests_sync_test_backoff_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_backoff_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_backoff_LDADD = $(SYNC_TEST_LDADD)

check_PROGRAMS += tests/sync/test-account-setup
TESTS += tests/sync/test-account-setup
tests_sync_test_account_setup_SOURCES = tests/sync/test-account-setup.c tests/sync/ns-fixture.c tests/sync/ns-fixture.h
tests_sync_test_account_setup_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_account_setup_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_account_setup_LDADD = $(SYNC_TEST_LDADD)

check_PROGRAMS += tests/sync/test-cycle-state
TESTS += tests/sync/test-cycle-state
tests_sync_test_cycle_state_SOURCES = tests/sync/test-cycle-state.c
tests_sync_test_cycle_state_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_cycle_state_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_cycle_state_LDADD = $(SYNC_TEST_LDADD)

check_PROGRAMS += tests/sync/test-engine-lock
TESTS += tests/sync/test-engine-lock
tests_sync_test_engine_lock_SOURCES = tests/sync/test-engine-lock.c
tests_sync_test_engine_lock_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_engine_lock_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_engine_lock_LDADD = $(SYNC_TEST_LDADD)

check_PROGRAMS += tests/sync/test-engine-capability
TESTS += tests/sync/test-engine-capability
tests_sync_test_engine_capability_SOURCES = tests/sync/test-engine-capability.c tests/sync/ns-fixture.c \
	tests/sync/ns-fixture.h
tests_sync_test_engine_capability_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_engine_capability_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_engine_capability_LDADD = $(SYNC_TEST_LDADD)

check_PROGRAMS += tests/sync/test-engine-guard
TESTS += tests/sync/test-engine-guard
tests_sync_test_engine_guard_SOURCES = tests/sync/test-engine-guard.c tests/sync/ns-fixture.c tests/sync/ns-fixture.h
tests_sync_test_engine_guard_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_engine_guard_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_engine_guard_LDADD = $(SYNC_TEST_LDADD)

check_PROGRAMS += tests/sync/test-engine-mail
TESTS += tests/sync/test-engine-mail
tests_sync_test_engine_mail_SOURCES = tests/sync/test-engine-mail.c tests/sync/ns-fixture.c tests/sync/ns-fixture.h
tests_sync_test_engine_mail_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_engine_mail_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_engine_mail_LDADD = $(SYNC_TEST_LDADD)

check_PROGRAMS += tests/sync/test-engine-objects
TESTS += tests/sync/test-engine-objects
tests_sync_test_engine_objects_SOURCES = tests/sync/test-engine-objects.c tests/sync/ns-fixture.c tests/sync/ns-fixture.h
tests_sync_test_engine_objects_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_engine_objects_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_engine_objects_LDADD = $(SYNC_TEST_LDADD)

check_PROGRAMS += tests/sync/test-engine-kerio
TESTS += tests/sync/test-engine-kerio
tests_sync_test_engine_kerio_SOURCES = tests/sync/test-engine-kerio.c tests/sync/ns-fixture.c tests/sync/ns-fixture.h
tests_sync_test_engine_kerio_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_engine_kerio_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_engine_kerio_LDADD = $(SYNC_TEST_LDADD)

check_PROGRAMS += tests/sync/test-engine-device
TESTS += tests/sync/test-engine-device
tests_sync_test_engine_device_SOURCES = tests/sync/test-engine-device.c tests/sync/ns-fixture.c tests/sync/ns-fixture.h
tests_sync_test_engine_device_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_engine_device_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_engine_device_LDADD = $(SYNC_TEST_LDADD)

check_PROGRAMS += tests/sync/test-engine-palette
TESTS += tests/sync/test-engine-palette
tests_sync_test_engine_palette_SOURCES = tests/sync/test-engine-palette.c tests/sync/ns-fixture.c tests/sync/ns-fixture.h
tests_sync_test_engine_palette_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_engine_palette_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_engine_palette_LDADD = $(SYNC_TEST_LDADD)

check_PROGRAMS += tests/sync/test-engine-account
TESTS += tests/sync/test-engine-account
tests_sync_test_engine_account_SOURCES = tests/sync/test-engine-account.c tests/sync/ns-fixture.c tests/sync/ns-fixture.h
tests_sync_test_engine_account_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_engine_account_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_engine_account_LDADD = $(SYNC_TEST_LDADD)

check_PROGRAMS += tests/sync/test-interpret
TESTS += tests/sync/test-interpret
tests_sync_test_interpret_SOURCES = tests/sync/test-interpret.c
tests_sync_test_interpret_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_interpret_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_interpret_LDADD = $(SYNC_TEST_LDADD)

check_PROGRAMS += tests/sync/test-match
TESTS += tests/sync/test-match
tests_sync_test_match_SOURCES = tests/sync/test-match.c
tests_sync_test_match_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_match_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_match_LDADD = $(SYNC_TEST_LDADD)

check_PROGRAMS += tests/sync/test-engine-crash
TESTS += tests/sync/test-engine-crash
tests_sync_test_engine_crash_SOURCES = tests/sync/test-engine-crash.c tests/sync/ns-fixture.c tests/sync/ns-fixture.h
tests_sync_test_engine_crash_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_engine_crash_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_engine_crash_LDADD = $(SYNC_TEST_LDADD)

check_PROGRAMS += tests/sync/test-size-limit
TESTS += tests/sync/test-size-limit
tests_sync_test_size_limit_SOURCES = tests/sync/test-size-limit.c tests/sync/ns-fixture.c tests/sync/ns-fixture.h
tests_sync_test_size_limit_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_size_limit_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_size_limit_LDADD = $(SYNC_TEST_LDADD)

check_PROGRAMS += tests/sync/test-compare
TESTS += tests/sync/test-compare
tests_sync_test_compare_SOURCES = tests/sync/test-compare.c
tests_sync_test_compare_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_compare_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_compare_LDADD = $(SYNC_TEST_LDADD)

check_PROGRAMS += tests/sync/test-export
TESTS += tests/sync/test-export
tests_sync_test_export_SOURCES = tests/sync/test-export.c
tests_sync_test_export_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_export_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_export_LDADD = $(SYNC_TEST_LDADD)

check_PROGRAMS += tests/sync/test-engine-conflict
TESTS += tests/sync/test-engine-conflict
tests_sync_test_engine_conflict_SOURCES = tests/sync/test-engine-conflict.c tests/sync/ns-fixture.c \
	tests/sync/ns-fixture.h
tests_sync_test_engine_conflict_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_engine_conflict_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_engine_conflict_LDADD = $(SYNC_TEST_LDADD)

check_PROGRAMS += tests/sync/test-radar
TESTS += tests/sync/test-radar
tests_sync_test_radar_SOURCES = tests/sync/test-radar.c
tests_sync_test_radar_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_radar_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_radar_LDADD = $(SYNC_TEST_LDADD)

check_PROGRAMS += tests/sync/test-engine-radar
TESTS += tests/sync/test-engine-radar
tests_sync_test_engine_radar_SOURCES = tests/sync/test-engine-radar.c tests/sync/ns-fixture.c tests/sync/ns-fixture.h
tests_sync_test_engine_radar_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_engine_radar_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_engine_radar_LDADD = $(SYNC_TEST_LDADD)

check_PROGRAMS += tests/sync/test-engine-poison
TESTS += tests/sync/test-engine-poison
tests_sync_test_engine_poison_SOURCES = tests/sync/test-engine-poison.c tests/sync/ns-fixture.c tests/sync/ns-fixture.h
tests_sync_test_engine_poison_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_engine_poison_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_engine_poison_LDADD = $(SYNC_TEST_LDADD)

# The crash matrix, a program a kind of item, so that they can run side by side.
MATRIX_TESTS = tests/sync/test-matrix-mail-12 tests/sync/test-matrix-mail-14 tests/sync/test-matrix-event \
	tests/sync/test-matrix-contact tests/sync/test-matrix-change tests/sync/test-matrix-delete
MATRIX_SOURCES = tests/sync/test-matrix.c tests/sync/ns-matrix.c tests/sync/ns-matrix.h tests/sync/ns-fixture.c \
	tests/sync/ns-fixture.h
check_PROGRAMS += $(MATRIX_TESTS)
TESTS += $(MATRIX_TESTS)

tests_sync_test_matrix_mail_12_SOURCES = $(MATRIX_SOURCES)
tests_sync_test_matrix_mail_12_CPPFLAGS = $(TEST_CPPFLAGS) -DNS_MATRIX_KIND=NS_MATRIX_MAIL_12
tests_sync_test_matrix_mail_12_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_matrix_mail_12_LDADD = $(SYNC_TEST_LDADD)

tests_sync_test_matrix_mail_14_SOURCES = $(MATRIX_SOURCES)
tests_sync_test_matrix_mail_14_CPPFLAGS = $(TEST_CPPFLAGS) -DNS_MATRIX_KIND=NS_MATRIX_MAIL_14
tests_sync_test_matrix_mail_14_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_matrix_mail_14_LDADD = $(SYNC_TEST_LDADD)

tests_sync_test_matrix_event_SOURCES = $(MATRIX_SOURCES)
tests_sync_test_matrix_event_CPPFLAGS = $(TEST_CPPFLAGS) -DNS_MATRIX_KIND=NS_MATRIX_EVENT
tests_sync_test_matrix_event_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_matrix_event_LDADD = $(SYNC_TEST_LDADD)

tests_sync_test_matrix_contact_SOURCES = $(MATRIX_SOURCES)
tests_sync_test_matrix_contact_CPPFLAGS = $(TEST_CPPFLAGS) -DNS_MATRIX_KIND=NS_MATRIX_CONTACT
tests_sync_test_matrix_contact_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_matrix_contact_LDADD = $(SYNC_TEST_LDADD)

tests_sync_test_matrix_change_SOURCES = $(MATRIX_SOURCES)
tests_sync_test_matrix_change_CPPFLAGS = $(TEST_CPPFLAGS) -DNS_MATRIX_KIND=NS_MATRIX_CHANGE
tests_sync_test_matrix_change_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_matrix_change_LDADD = $(SYNC_TEST_LDADD)

tests_sync_test_matrix_delete_SOURCES = $(MATRIX_SOURCES)
tests_sync_test_matrix_delete_CPPFLAGS = $(TEST_CPPFLAGS) -DNS_MATRIX_KIND=NS_MATRIX_DELETE
tests_sync_test_matrix_delete_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_matrix_delete_LDADD = $(SYNC_TEST_LDADD)

check_PROGRAMS += tests/sync/test-preview
TESTS += tests/sync/test-preview
tests_sync_test_preview_SOURCES = tests/sync/test-preview.c
tests_sync_test_preview_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sync_test_preview_CFLAGS = $(TEST_CFLAGS)
tests_sync_test_preview_LDADD = $(NS_SYNC_LIBS) $(GLIB_LIBS)
