# SPDX-License-Identifier: GPL-3.0-or-later

model_tests = \
	tests/model/test-attempt-steps \
	tests/model/test-capability \
	tests/model/test-cause \
	tests/model/test-kind \
	tests/model/test-span \
	tests/model/test-state \
	tests/model/test-trouble \
	tests/model/test-value
check_PROGRAMS += $(model_tests)
TESTS += $(model_tests)

tests_model_test_attempt_steps_SOURCES = tests/model/test-attempt-steps.c
tests_model_test_attempt_steps_CPPFLAGS = $(TEST_CPPFLAGS)
tests_model_test_attempt_steps_CFLAGS = $(TEST_CFLAGS)
tests_model_test_attempt_steps_LDADD = $(NS_MODEL_LIBS) $(GLIB_LIBS)

tests_model_test_capability_SOURCES = tests/model/test-capability.c
tests_model_test_capability_CPPFLAGS = $(TEST_CPPFLAGS)
tests_model_test_capability_CFLAGS = $(TEST_CFLAGS)
tests_model_test_capability_LDADD = $(NS_MODEL_LIBS) $(GLIB_LIBS)

tests_model_test_cause_SOURCES = tests/model/test-cause.c
tests_model_test_cause_CPPFLAGS = $(TEST_CPPFLAGS)
tests_model_test_cause_CFLAGS = $(TEST_CFLAGS)
tests_model_test_cause_LDADD = $(NS_MODEL_LIBS) $(GLIB_LIBS)

tests_model_test_kind_SOURCES = tests/model/test-kind.c
tests_model_test_kind_CPPFLAGS = $(TEST_CPPFLAGS)
tests_model_test_kind_CFLAGS = $(TEST_CFLAGS)
tests_model_test_kind_LDADD = $(NS_MODEL_LIBS) $(GLIB_LIBS)

tests_model_test_span_SOURCES = tests/model/test-span.c
tests_model_test_span_CPPFLAGS = $(TEST_CPPFLAGS)
tests_model_test_span_CFLAGS = $(TEST_CFLAGS)
tests_model_test_span_LDADD = $(NS_MODEL_LIBS) $(GLIB_LIBS)

tests_model_test_state_SOURCES = tests/model/test-state.c
tests_model_test_state_CPPFLAGS = $(TEST_CPPFLAGS)
tests_model_test_state_CFLAGS = $(TEST_CFLAGS)
tests_model_test_state_LDADD = $(NS_MODEL_LIBS) $(GLIB_LIBS)

tests_model_test_value_SOURCES = tests/model/test-value.c
tests_model_test_value_CPPFLAGS = $(TEST_CPPFLAGS)
tests_model_test_value_CFLAGS = $(TEST_CFLAGS)
tests_model_test_value_LDADD = $(NS_MODEL_LIBS) $(GLIB_LIBS)

tests_model_test_trouble_SOURCES = tests/model/test-trouble.c
tests_model_test_trouble_CPPFLAGS = $(TEST_CPPFLAGS)
tests_model_test_trouble_CFLAGS = $(TEST_CFLAGS)
tests_model_test_trouble_LDADD = $(NS_MODEL_LIBS) $(GLIB_LIBS)

# The catalogue as text, for tests/check-outcomes.sh.
check_PROGRAMS += tests/model/print-causes
tests_model_print_causes_SOURCES = tests/model/print-causes.c
tests_model_print_causes_CPPFLAGS = $(TEST_CPPFLAGS)
tests_model_print_causes_CFLAGS = $(TEST_CFLAGS)
tests_model_print_causes_LDADD = $(NS_MODEL_LIBS) $(GLIB_LIBS)
