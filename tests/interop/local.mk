# SPDX-License-Identifier: GPL-3.0-or-later
EXTRA_DIST += tests/interop/sogo-up tests/interop/sogo-down tests/interop/smtp-sink.py
