# SPDX-License-Identifier: GPL-3.0-or-later
#
# A small run belongs to `make check`; `make soak` does the large one and prints its tables.
check_PROGRAMS += tests/soak/test-soak
TESTS += tests/soak/test-soak
tests_soak_test_soak_SOURCES = \
	tests/soak/test-soak.c \
	tests/soak/ns-soak-item.c tests/soak/ns-soak-item.h \
	tests/soak/ns-soak-oracle.c tests/soak/ns-soak-oracle.h \
	tests/soak/ns-soak-run.c tests/soak/ns-soak-run.h \
	tests/soak/ns-soak-verdict.c tests/soak/ns-soak-verdict.h \
	$(CTL_FIXTURE)
tests_soak_test_soak_CPPFLAGS = $(TEST_CPPFLAGS)
tests_soak_test_soak_CFLAGS = $(CTL_TEST_CFLAGS)
tests_soak_test_soak_LDADD = $(CTL_TEST_LIBS)
EXTRA_tests_soak_test_soak_DEPENDENCIES = notifysyncctl notifysync-simulator

SOAK_ARGS = --items=10000 --kills=20 --fault-rate=5

soak: tests/soak/test-soak
	@$(AM_TESTS_ENVIRONMENT) nice tests/soak/test-soak $(SOAK_ARGS)

.PHONY: soak
