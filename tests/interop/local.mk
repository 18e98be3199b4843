# SPDX-License-Identifier: GPL-3.0-or-later
#
# A real server. Not part of `make check`: it needs root, and installs packages.
interop_tests = tests/interop/test-sogo.sh

check-interop: all
	$(AM_V_at)$(MAKE) $(AM_MAKEFLAGS) check-TESTS TESTS='$(interop_tests)' TEST_SUITE_LOG=test-suite-interop.log

.PHONY: check-interop

CLEANFILES += test-suite-interop.log tests/interop/test-sogo.log tests/interop/test-sogo.trs

EXTRA_DIST += \
	tests/interop/sogo-up tests/interop/sogo-down tests/interop/smtp-sink.py \
	$(interop_tests)
