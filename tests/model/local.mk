# SPDX-License-Identifier: GPL-3.0-or-later

check_PROGRAMS += tests/model/test-cause
TESTS += tests/model/test-cause
tests_model_test_cause_SOURCES = tests/model/test-cause.c
tests_model_test_cause_CPPFLAGS = $(TEST_CPPFLAGS)
tests_model_test_cause_CFLAGS = $(TEST_CFLAGS)
tests_model_test_cause_LDADD = $(NS_MODEL_LIBS) $(GLIB_LIBS)
