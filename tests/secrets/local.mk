# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/secrets/test-secrets
TESTS += tests/secrets/test-secrets
tests_secrets_test_secrets_SOURCES = tests/secrets/test-secrets.c
tests_secrets_test_secrets_CPPFLAGS = $(TEST_CPPFLAGS)
tests_secrets_test_secrets_CFLAGS = $(TEST_CFLAGS)
tests_secrets_test_secrets_LDADD = $(NS_SECRETS_LIBS) $(GLIB_LIBS)
