#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The dialog of the account: tests/ui/account on a display of its own.
set -eu

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/../.." && pwd)}
build=${NS_TOP_BUILDDIR:-$top}
. "$top/tests/tap.sh"

for tool in Xvfb xvfb-run
do
  command -v "$tool" >/dev/null || tap_skip_all "$tool is not installed"
done

exec env GDK_BACKEND=x11 xvfb-run -n "$tap_display" -a -s '-screen 0 800x800x24 -nolisten tcp' "$build/tests/ui/account"
