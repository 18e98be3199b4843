#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every shipped scenario has a picture on its card and a place in the catalogue, and the pictures of both show what the
# program shows. With `--accept` (make update-gallery) they are taken again instead.
set -eu

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/../.." && pwd)}
build=${NS_TOP_BUILDDIR:-$top}
. "$top/tests/tap.sh"

# Of a hundred: how much the colours of a small picture may differ on average, by another version of what scales it.
tolerance=1.5

for tool in Xvfb xvfb-run dbus-run-session compare convert
do
  command -v "$tool" >/dev/null || tap_skip_all "$tool is not installed"
done
fc-list 2>/dev/null | grep -q DejaVuSans.ttf || tap_skip_all 'the font DejaVu Sans is not installed'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tap_count_no_leaks
mkdir "$work/home"
env HOME="$work/home" XDG_DATA_HOME="$work/home" XDG_CONFIG_HOME="$work/home" XDG_CACHE_HOME="$work/home" \
  NO_AT_BRIDGE=1 LC_ALL=C.UTF-8 TZ=UTC G_DEBUG=fatal-criticals dbus-run-session -- \
  xvfb-run -n "$tap_display" -a -s '-screen 0 1280x1024x24 -nolisten tcp' \
  "$top/docs/pictures.sh" "$build/notifysync" "$top/data/scenarios" "$work" 2>"$work/log" || cat "$work/log" >&2

if test "${1:-}" = --accept
then
  cp "$work"/scenarios/*.png "$top/data/scenarios/"
  cp "$work"/docs/*.png "$top/docs/"
  exit 0
fi

# difference ONE OTHER - the mean difference of two pictures, of a hundred
difference ()
{
  compare -metric MAE "$1" "$2" null: 2>&1 | sed -n 's/.*(\([0-9.e-]*\)).*/\1/p' | awk '{ print $1 * 100 }'
}

# complain ONE OTHER - why they are not the same picture
complain ()
{
  percent=$(difference "$1" "$2")
  if test -z "$percent" || awk -v n="$percent" -v max="$tolerance" 'BEGIN { exit !(n + 0 > max) }'
  then
    echo "it differs by ${percent:-all} %; make update-gallery, and look at it"
  fi
}

for scenario in "$top"/data/scenarios/*.scenario
do
  name=$(basename "$scenario" .scenario)
  tap_result "$name has a picture of its own that is up to date" \
    "$(complain "$top/data/scenarios/$name.png" "$work/scenarios/$name.png")"
  tap_equal "$name is in the catalogue" "$(grep -c "(../data/scenarios/$name.png)" "$top/docs/scenarios.md")" 1
  tap_equal "$name says the same in the catalogue" \
    "$(grep -cxF "$(sed -n 's/^Description=//p' "$scenario")" "$top/docs/scenarios.md")" 1
done
for picture in "$work"/docs/*.png
do
  name=$(basename "$picture" .png)
  tap_result "$name is up to date" "$(complain "$top/docs/$name.png" "$picture")"
  tap_result "$name is in the catalogue or the README" "$(grep -q "($name.png)" "$top/docs/scenarios.md" ||
    grep -q "(docs/$name.png)" "$top/README.md" || echo 'it is shown nowhere')"
done
tap_equal 'the comparison sees another step' "$(difference "$top/docs/kerio-66-ssl-trouble.png" \
  "$top/docs/kerio-66-ssl-copies.png" | awk -v max="$tolerance" '{ print ($1 > max) }')" 1
tap_done
