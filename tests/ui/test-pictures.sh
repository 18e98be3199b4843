#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every state of the window looks as it looked: each picture of pictures.sh is compared with its reference. What differs
# is left in tests/ui/out of the build folder as NAME.out.png, NAME.ref.png and NAME.diff.png. With `--accept` (make
# update-references) the pictures become the references instead.
set -eu

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/../.." && pwd)}
build=${NS_TOP_BUILDDIR:-$top}
program=$build/notifysync
references=$top/tests/ui/references
out=$build/tests/ui/out
. "$top/tests/tap.sh"
tap_count_no_leaks

# Pixels that may differ by more than 2 %: rounding of another version of the font or the icon loader.
tolerance=120

for tool in Xvfb xvfb-run dbus-run-session compare convert mogrify
do
  command -v "$tool" >/dev/null || tap_skip_all "$tool is not installed"
done
fc-list 2>/dev/null | grep -q DejaVuSans.ttf || tap_skip_all 'the font DejaVu Sans is not installed'

# masks FILE - what is another one each time, as the description of the window has it, but for the end of a test, which
# the simulator makes the same each time
masks ()
{
  echo 'rectangle 0,0 0,0'
  awk -F '[:,]' '
    /"masks"/ { inside = 1 }
    !inside { next }
    /"id"/ { summary = /account.summary/ }
    /"x"/ { x = $2 }
    /"y"/ { y = $2 }
    /"width"/ { width = $2 }
    /"height"/ && !summary { printf "rectangle %d,%d %d,%d\n", x, y, x + width - 1, y + $2 - 1 }' "$1"
}

take_pictures ()
{
  # An empty home, and no accessibility bus, which this test does not look at.
  home=$(mktemp -d)
  test ! -d "$build/tests/ui/locales/de_DE.UTF-8" || export LOCPATH="$build/tests/ui/locales"
  export NOTIFYSYNC_LOCALE_DIR="$build/locale"
  env HOME="$home" XDG_DATA_HOME="$home" XDG_CONFIG_HOME="$home" XDG_CACHE_HOME="$home" NO_AT_BRIDGE=1 LC_ALL=C.UTF-8 \
    TZ=UTC G_DEBUG=fatal-criticals dbus-run-session -- \
    xvfb-run -n "$tap_display" -a -s '-screen 0 1280x1024x24 -nolisten tcp' "$top/tests/ui/pictures.sh" "$program" "$out" 2>"$out/log" ||
    cat "$out/log" >&2
  rm -rf "$home"

  for picture in "$out"/account*.png
  do
    mogrify -strip -fill gray -draw "$(masks "${picture%.png}.json")" "$picture"
  done
}

# differing NAME - the number of pixels in which the picture differs from its reference
differing ()
{
  compare -metric AE -fuzz 2% "$references/$1.png" "$out/$1.png" "$out/$1.diff.png" 2>&1 | sed 's/[^0-9.e+].*//'
}

compare_picture ()
{
  if ! test -f "$out/$1.png"
  then
    tap_result "$1" "no picture was taken: $(cat "$out/$1.log")"
    return
  fi
  pixels=$(differing "$1")
  if test -n "$pixels" && awk -v n="$pixels" -v max="$tolerance" 'BEGIN { exit !(n + 0 <= max) }'
  then
    rm -f "$out/$1.diff.png"
    tap_result "$1" ''
    return
  fi
  mv "$out/$1.png" "$out/$1.out.png"
  cp "$references/$1.png" "$out/$1.ref.png"
  tap_result "$1" "${pixels:-all} pixels differ; see $out/$1.{out,ref,diff}.png, or make update-references"
}

rm -rf "$out"
mkdir -p "$out"
take_pictures

if test "${1:-}" = --accept
then
  # What looks as before stays the file that it is.
  for picture in "$out"/*.png
  do
    name=$(basename "$picture")
    test "$(compare -metric AE "$references/$name" "$picture" null: 2>&1)" != 0 || continue
    echo "$name"
    convert "$picture" -strip -define png:exclude-chunks=date,time -define png:compression-level=9 \
      -define png:compression-filter=5 "$references/$name"
  done
  exit 0
fi

for reference in "$references"/*.png
do
  compare_picture "$(basename "$reference" .png)"
done

# The comparison itself can fail: two different states are not taken for the same.
if test "$(compare -metric AE -fuzz 2% "$references/error-6.png" "$references/conflict-7.png" null: 2>&1 |
  sed 's/[^0-9.e+].*//' | awk -v max="$tolerance" '{ print ($1 + 0 > max) }')" = 1
then
  tap_result 'the comparison sees another state' ''
else
  tap_result 'the comparison sees another state' 'it found no difference'
fi

tap_done
