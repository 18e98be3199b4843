# SPDX-License-Identifier: GPL-3.0-or-later
NS_VIEW_LIBS = libns-view.la $(NS_SYNC_LIBS)

view_tests = \
	tests/view/test-card-plan \
	tests/view/test-commands \
	tests/view/test-health \
	tests/view/test-options \
	tests/view/test-outbox-model \
	tests/view/test-outbox-rows \
	tests/view/test-storyboard \
	tests/view/test-words
check_PROGRAMS += $(view_tests)
TESTS += $(view_tests)

tests_view_test_card_plan_SOURCES = tests/view/test-card-plan.c
tests_view_test_card_plan_CPPFLAGS = $(TEST_CPPFLAGS)
tests_view_test_card_plan_CFLAGS = $(TEST_CFLAGS)
tests_view_test_card_plan_LDADD = libns-view.la $(NS_MODEL_LIBS) $(GLIB_LIBS)

tests_view_test_commands_SOURCES = tests/view/test-commands.c $(store_fixture)
tests_view_test_commands_CPPFLAGS = $(TEST_CPPFLAGS)
tests_view_test_commands_CFLAGS = $(TEST_CFLAGS)
tests_view_test_commands_LDADD = $(NS_VIEW_LIBS) $(GLIB_LIBS)

tests_view_test_health_SOURCES = tests/view/test-health.c
tests_view_test_health_CPPFLAGS = $(TEST_CPPFLAGS)
tests_view_test_health_CFLAGS = $(TEST_CFLAGS)
tests_view_test_health_LDADD = libns-view.la $(NS_MODEL_LIBS) $(GLIB_LIBS)

tests_view_test_options_SOURCES = tests/view/test-options.c src/app/ns-options.c src/app/ns-option-value.c \
	src/view/ns-filters.c
tests_view_test_options_CPPFLAGS = $(TEST_CPPFLAGS)
tests_view_test_options_CFLAGS = $(TEST_CFLAGS) $(GTK_CFLAGS)
tests_view_test_options_LDADD = $(NS_BASE_LIBS) $(GLIB_LIBS)

tests_view_test_outbox_model_SOURCES = tests/view/test-outbox-model.c $(store_fixture)
tests_view_test_outbox_model_CPPFLAGS = $(TEST_CPPFLAGS)
tests_view_test_outbox_model_CFLAGS = $(TEST_CFLAGS) $(GTK_CFLAGS)
tests_view_test_outbox_model_LDADD = libns-view.la $(NS_STORE_LIBS) $(GTK_LIBS) $(GLIB_LIBS)

tests_view_test_outbox_rows_SOURCES = tests/view/test-outbox-rows.c
tests_view_test_outbox_rows_CPPFLAGS = $(TEST_CPPFLAGS)
tests_view_test_outbox_rows_CFLAGS = $(TEST_CFLAGS)
tests_view_test_outbox_rows_LDADD = libns-view.la $(GLIB_LIBS)

tests_view_test_storyboard_SOURCES = tests/view/test-storyboard.c
tests_view_test_storyboard_CPPFLAGS = $(TEST_CPPFLAGS)
tests_view_test_storyboard_CFLAGS = $(TEST_CFLAGS)
tests_view_test_storyboard_LDADD = libns-view.la $(NS_LAB_LIBS) $(GLIB_LIBS)

tests_view_test_words_SOURCES = tests/view/test-words.c
tests_view_test_words_CPPFLAGS = $(TEST_CPPFLAGS)
tests_view_test_words_CFLAGS = $(TEST_CFLAGS)
tests_view_test_words_LDADD = libns-view.la $(NS_MODEL_LIBS) $(GLIB_LIBS)
