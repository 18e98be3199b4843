# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/lab/test-lab
TESTS += tests/lab/test-lab
tests_lab_test_lab_SOURCES = tests/lab/test-lab.c
tests_lab_test_lab_CPPFLAGS = $(TEST_CPPFLAGS)
tests_lab_test_lab_CFLAGS = $(TEST_CFLAGS)
tests_lab_test_lab_LDADD = $(NS_LAB_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/lab/test-lab-steps
TESTS += tests/lab/test-lab-steps
tests_lab_test_lab_steps_SOURCES = tests/lab/test-lab-steps.c
tests_lab_test_lab_steps_CPPFLAGS = $(TEST_CPPFLAGS)
tests_lab_test_lab_steps_CFLAGS = $(TEST_CFLAGS)
tests_lab_test_lab_steps_LDADD = $(NS_LAB_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/lab/test-lab-pane
TESTS += tests/lab/test-lab-pane
tests_lab_test_lab_pane_SOURCES = tests/lab/test-lab-pane.c
tests_lab_test_lab_pane_CPPFLAGS = $(TEST_CPPFLAGS)
tests_lab_test_lab_pane_CFLAGS = $(TEST_CFLAGS)
tests_lab_test_lab_pane_LDADD = $(NS_LAB_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/lab/test-lab-hands
TESTS += tests/lab/test-lab-hands
tests_lab_test_lab_hands_SOURCES = tests/lab/test-lab-hands.c
tests_lab_test_lab_hands_CPPFLAGS = $(TEST_CPPFLAGS)
tests_lab_test_lab_hands_CFLAGS = $(TEST_CFLAGS)
tests_lab_test_lab_hands_LDADD = $(NS_LAB_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/lab/test-lab-patience
TESTS += tests/lab/test-lab-patience
tests_lab_test_lab_patience_SOURCES = tests/lab/test-lab-patience.c
tests_lab_test_lab_patience_CPPFLAGS = $(TEST_CPPFLAGS)
tests_lab_test_lab_patience_CFLAGS = $(TEST_CFLAGS)
tests_lab_test_lab_patience_LDADD = $(NS_LAB_LIBS) $(GLIB_LIBS)
