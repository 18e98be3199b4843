#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# bench-window.sh - runs bench-window on a display of its own.

for tool in xvfb-run dbus-run-session
do
  if ! command -v "$tool" >/dev/null
  then
    echo "window-1m: skipped: there is no program $tool (Debian: xvfb, dbus-daemon)"
    exit 0
  fi
done
exec xvfb-run -a -s '-screen 0 1280x800x24' dbus-run-session -- "${NS_TOP_BUILDDIR:-.}/tests/bench/bench-window"
