#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The command line must run where no display library is installed (design 2).
set -eu

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/../.." && pwd)}
build=${NS_TOP_BUILDDIR:-.}
. "$top/tests/tap.sh"

command -v ldd >/dev/null || tap_skip_all 'there is no ldd'

for program in notifysyncctl notifysync-simulator
do
  libraries=$(ldd "$build/$program")
  tap_result "$program needs GLib, so ldd tells something" \
    "$(printf '%s' "$libraries" | grep -q libglib || echo "$libraries")"
  tap_result "$program needs no display library" \
    "$(printf '%s\n' "$libraries" | grep -E 'libg[dt]k-|libX11|libwayland' || true)"
done
tap_done
