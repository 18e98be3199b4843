# SPDX-License-Identifier: GPL-3.0-or-later
#
# A real server. Not part of `make check`: it needs root, and installs packages.
interop_tests = tests/interop/test-sogo.sh tests/interop/test-sogo-guard.sh tests/interop/test-sogo-faults.sh

check-interop: all
	$(AM_V_at)$(MAKE) $(AM_MAKEFLAGS) check-TESTS TESTS='$(interop_tests)' TEST_SUITE_LOG=test-suite-interop.log

.PHONY: check-interop

CLEANFILES += test-suite-interop.log tests/interop/test-sogo.log tests/interop/test-sogo.trs \
	tests/interop/test-sogo-guard.log tests/interop/test-sogo-guard.trs \
	tests/interop/test-sogo-faults.log tests/interop/test-sogo-faults.trs

EXTRA_DIST += \
	tests/interop/sogo-up tests/interop/sogo-down tests/interop/smtp-sink.py \
	tests/interop/sogo.sh tests/interop/fault-proxy.py \
	$(interop_tests)
