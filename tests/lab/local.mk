# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/lab/test-lab
TESTS += tests/lab/test-lab
tests_lab_test_lab_SOURCES = tests/lab/test-lab.c
tests_lab_test_lab_CPPFLAGS = $(TEST_CPPFLAGS)
tests_lab_test_lab_CFLAGS = $(TEST_CFLAGS)
tests_lab_test_lab_LDADD = $(NS_LAB_LIBS) $(GLIB_LIBS)
