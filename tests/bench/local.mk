# SPDX-License-Identifier: GPL-3.0-or-later
#
# `make bench` measures speed and memory as ratios against baselines of the same run (HACKING.md, "Measure"). Nothing
# of it is built by `make` or `make check`.

bench_programs = \
	tests/bench/bench-enqueue \
	tests/bench/bench-command \
	tests/bench/bench-open \
	tests/bench/bench-drain \
	tests/bench/bench-memory
EXTRA_PROGRAMS += $(bench_programs) tests/bench/bench-window
CLEANFILES += $(bench_programs) tests/bench/bench-window
EXTRA_DIST += tests/bench/bench-window.sh

bench_rig = tests/bench/ns-bench.c tests/bench/ns-bench.h tests/bench/ns-bench-rig.c tests/bench/ns-bench-rig.h
bench_drain = tests/bench/ns-bench-drain.c tests/bench/ns-bench-drain.h
BENCH_CFLAGS = $(TEST_CFLAGS) $(SQLITE_CFLAGS)
BENCH_STORE_LIBS = libns-secrets.la libns-store.la $(NS_EAS_LIBS) $(SQLITE_LIBS) $(GLIB_LIBS)
BENCH_SYNC_LIBS = $(NS_SYNC_LIBS) $(SOUP_LIBS) $(SQLITE_LIBS) $(GLIB_LIBS)

tests_bench_bench_enqueue_SOURCES = tests/bench/bench-enqueue.c $(bench_rig)
tests_bench_bench_enqueue_CPPFLAGS = $(TEST_CPPFLAGS)
tests_bench_bench_enqueue_CFLAGS = $(BENCH_CFLAGS)
tests_bench_bench_enqueue_LDADD = $(BENCH_STORE_LIBS)

tests_bench_bench_command_SOURCES = tests/bench/bench-command.c $(bench_rig)
tests_bench_bench_command_CPPFLAGS = $(TEST_CPPFLAGS)
tests_bench_bench_command_CFLAGS = $(BENCH_CFLAGS)
tests_bench_bench_command_LDADD = $(BENCH_STORE_LIBS)

tests_bench_bench_open_SOURCES = tests/bench/bench-open.c $(bench_rig)
tests_bench_bench_open_CPPFLAGS = $(TEST_CPPFLAGS)
tests_bench_bench_open_CFLAGS = $(BENCH_CFLAGS)
tests_bench_bench_open_LDADD = $(BENCH_STORE_LIBS)

tests_bench_bench_drain_SOURCES = tests/bench/bench-drain.c tests/bench/ns-bench-post.c tests/bench/ns-bench-post.h \
	$(bench_drain) $(bench_rig)
tests_bench_bench_drain_CPPFLAGS = $(TEST_CPPFLAGS)
tests_bench_bench_drain_CFLAGS = $(BENCH_CFLAGS) $(SOUP_CFLAGS)
tests_bench_bench_drain_LDADD = $(BENCH_SYNC_LIBS)

tests_bench_bench_memory_SOURCES = tests/bench/bench-memory.c $(bench_drain) $(bench_rig)
tests_bench_bench_memory_CPPFLAGS = $(TEST_CPPFLAGS)
tests_bench_bench_memory_CFLAGS = $(BENCH_CFLAGS)
tests_bench_bench_memory_LDADD = $(BENCH_SYNC_LIBS)

tests_bench_bench_window_SOURCES = tests/bench/bench-window.c $(bench_rig)
nodist_tests_bench_bench_window_SOURCES = ui/notifysync-resources.c
tests_bench_bench_window_CPPFLAGS = $(TEST_CPPFLAGS)
tests_bench_bench_window_CFLAGS = $(BENCH_CFLAGS) $(GTK_CFLAGS)
tests_bench_bench_window_LDADD = libns-view.la $(BENCH_SYNC_LIBS) $(GTK_LIBS)

# All of them run, also after a miss.
bench: $(bench_programs) tests/bench/bench-window notifysyncctl notifysync-simulator
	@$(AM_TESTS_ENVIRONMENT) status=0; \
	for program in $(bench_programs); do ./$$program || status=1; done; \
	$(SHELL) $(srcdir)/tests/bench/bench-window.sh || status=1; exit $$status

.PHONY: bench
