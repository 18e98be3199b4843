#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The player and the panes of the lab: tests/ui/lab on a display of its own.
set -eu

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/../.." && pwd)}
build=${NS_TOP_BUILDDIR:-$top}
. "$top/tests/tap.sh"

for tool in Xvfb xvfb-run
do
  command -v "$tool" >/dev/null || tap_skip_all "$tool is not installed"
done

# The lab needs so many of GLib's quarks that GLib leaves a table behind, see tests/lsan.supp.
exec env GDK_BACKEND=x11 ASAN_OPTIONS="${ASAN_OPTIONS:-}:fast_unwind_on_malloc=0" \
  xvfb-run -n "$tap_display" -a -s '-screen 0 1400x900x24 -nolisten tcp' "$build/tests/ui/lab"
