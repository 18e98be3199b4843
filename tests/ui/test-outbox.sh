#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The outbox window and what is in it: tests/ui/outbox on one of its own.
set -eu

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/../.." && pwd)}
build=${NS_TOP_BUILDDIR:-$top}
. "$top/tests/tap.sh"

for tool in Xvfb xvfb-run
do
  command -v "$tool" >/dev/null || tap_skip_all "$tool is not installed"
done

command -v glib-compile-schemas >/dev/null || tap_skip_all 'glib-compile-schemas is not installed'

# What the window remembers, as if the program were installed.
schemas=$(mktemp -d)
trap 'rm -rf "$schemas"' EXIT
glib-compile-schemas --targetdir="$schemas" "$top/data"

env GSETTINGS_SCHEMA_DIR="$schemas" GSETTINGS_BACKEND=memory GDK_BACKEND=x11 xvfb-run -n "$tap_display" -a -s '-screen 0 800x600x24 -nolisten tcp' "$build/tests/ui/outbox"
