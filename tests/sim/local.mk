# SPDX-License-Identifier: GPL-3.0-or-later
check_PROGRAMS += tests/sim/test-sim-http
TESTS += tests/sim/test-sim-http
tests_sim_test_sim_http_SOURCES = tests/sim/test-sim-http.c tests/sim/sim-client.c tests/sim/sim-client.h
tests_sim_test_sim_http_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sim_test_sim_http_CFLAGS = $(TEST_CFLAGS)
tests_sim_test_sim_http_LDADD = $(NS_SIM_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/sim/test-sim-sync
TESTS += tests/sim/test-sim-sync
tests_sim_test_sim_sync_SOURCES = tests/sim/test-sim-sync.c tests/sim/sim-client.c tests/sim/sim-client.h
tests_sim_test_sim_sync_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sim_test_sim_sync_CFLAGS = $(TEST_CFLAGS)
tests_sim_test_sim_sync_LDADD = $(NS_SIM_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/sim/test-sim-mail
TESTS += tests/sim/test-sim-mail
tests_sim_test_sim_mail_SOURCES = tests/sim/test-sim-mail.c tests/sim/sim-client.c tests/sim/sim-client.h
tests_sim_test_sim_mail_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sim_test_sim_mail_CFLAGS = $(TEST_CFLAGS)
tests_sim_test_sim_mail_LDADD = $(NS_SIM_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/sim/test-sim-fault
TESTS += tests/sim/test-sim-fault
tests_sim_test_sim_fault_SOURCES = tests/sim/test-sim-fault.c tests/sim/sim-client.c tests/sim/sim-client.h
tests_sim_test_sim_fault_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sim_test_sim_fault_CFLAGS = $(TEST_CFLAGS)
tests_sim_test_sim_fault_LDADD = $(NS_SIM_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/sim/test-sim-palette
TESTS += tests/sim/test-sim-palette
tests_sim_test_sim_palette_SOURCES = tests/sim/test-sim-palette.c tests/sim/sim-client.c tests/sim/sim-client.h
tests_sim_test_sim_palette_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sim_test_sim_palette_CFLAGS = $(TEST_CFLAGS)
tests_sim_test_sim_palette_LDADD = $(NS_SIM_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/sim/test-sim-dice
TESTS += tests/sim/test-sim-dice
tests_sim_test_sim_dice_SOURCES = tests/sim/test-sim-dice.c tests/sim/sim-client.c tests/sim/sim-client.h
tests_sim_test_sim_dice_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sim_test_sim_dice_CFLAGS = $(TEST_CFLAGS)
tests_sim_test_sim_dice_LDADD = $(NS_SIM_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/sim/test-sim-personality
TESTS += tests/sim/test-sim-personality
tests_sim_test_sim_personality_SOURCES = tests/sim/test-sim-personality.c tests/sim/sim-client.c tests/sim/sim-client.h
tests_sim_test_sim_personality_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sim_test_sim_personality_CFLAGS = $(TEST_CFLAGS)
tests_sim_test_sim_personality_LDADD = $(NS_SIM_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/sim/test-sim-strict
TESTS += tests/sim/test-sim-strict
tests_sim_test_sim_strict_SOURCES = tests/sim/test-sim-strict.c tests/sim/sim-client.c tests/sim/sim-client.h
tests_sim_test_sim_strict_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sim_test_sim_strict_CFLAGS = $(TEST_CFLAGS)
tests_sim_test_sim_strict_LDADD = $(NS_SIM_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/sim/test-scenario
TESTS += tests/sim/test-scenario
tests_sim_test_scenario_SOURCES = tests/sim/test-scenario.c
tests_sim_test_scenario_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sim_test_scenario_CFLAGS = $(TEST_CFLAGS)
tests_sim_test_scenario_LDADD = $(NS_SIM_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/sim/test-simulator
TESTS += tests/sim/test-simulator
tests_sim_test_simulator_SOURCES = tests/sim/test-simulator.c
tests_sim_test_simulator_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sim_test_simulator_CFLAGS = $(TEST_CFLAGS)
tests_sim_test_simulator_LDADD = $(GLIB_LIBS)
EXTRA_tests_sim_test_simulator_DEPENDENCIES = notifysync-simulator

check_PROGRAMS += tests/sim/test-sim-control
TESTS += tests/sim/test-sim-control
tests_sim_test_sim_control_SOURCES = tests/sim/test-sim-control.c
tests_sim_test_sim_control_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sim_test_sim_control_CFLAGS = $(TEST_CFLAGS) $(JSON_CFLAGS)
tests_sim_test_sim_control_LDADD = $(JSON_LIBS) $(GLIB_LIBS)
EXTRA_tests_sim_test_sim_control_DEPENDENCIES = notifysync-simulator

check_PROGRAMS += tests/sim/test-sim-hostile
TESTS += tests/sim/test-sim-hostile
tests_sim_test_sim_hostile_SOURCES = tests/sim/test-sim-hostile.c tests/sim/sim-client.c tests/sim/sim-client.h
tests_sim_test_sim_hostile_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sim_test_sim_hostile_CFLAGS = $(TEST_CFLAGS) $(JSON_CFLAGS)
tests_sim_test_sim_hostile_LDADD = $(NS_SIM_LIBS) $(JSON_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/sim/test-sim-tape
TESTS += tests/sim/test-sim-tape
tests_sim_test_sim_tape_SOURCES = tests/sim/test-sim-tape.c
tests_sim_test_sim_tape_CPPFLAGS = $(TEST_CPPFLAGS)
tests_sim_test_sim_tape_CFLAGS = $(TEST_CFLAGS)
tests_sim_test_sim_tape_LDADD = $(NS_SIM_LIBS) $(GLIB_LIBS)
