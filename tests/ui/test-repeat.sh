#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The same command gives the same picture, bit for bit: 20 runs (or NS_REPEATS, an even number) on each of three screens, by users who want everything
# otherwise, with the pointer anywhere. And what a grab of the screen shows is that picture, too.
set -eu

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/../.." && pwd)}
build=${NS_TOP_BUILDDIR:-$top}
program=$build/notifysync
scenario=$top/data/scenarios/article-416.scenario
runs=${NS_REPEATS:-20}
. "$top/tests/tap.sh"
tap_count_no_leaks

for tool in Xvfb xvfb-run dbus-run-session import compare convert identify
do
  command -v "$tool" >/dev/null || tap_skip_all "$tool is not installed"
done
fc-list 2>/dev/null | grep -q DejaVuSans.ttf || tap_skip_all 'the font DejaVu Sans is not installed'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset GSETTINGS_BACKEND
# The users of this test have modules that GTK cannot load, and says so.
export NO_AT_BRIDGE=1 G_DEBUG= XDG_RUNTIME_DIR="$work"

# on_screen SIZE COMMAND… - COMMAND on a display of this size and a session bus
on_screen ()
{
  screen=$1
  shift
  timeout 120 dbus-run-session -- timeout 110 xvfb-run -n "$tap_display" -a -s "-screen 0 ${screen}x24 -noreset -nolisten tcp" "$@" 2>>"$work/log"
}

for size in 800x600 1024x768 1920x1080
do
  mkdir "$work/$size"
  on_screen "$size" "$top/tests/ui/repeat.sh" "$program" "$build/tests/ui/pointer" "$scenario" "$work/$size" "$runs" || :
  tap_equal "$runs runs on $size" "$(find "$work/$size" -name '*.png' | wc -l)" "$runs"
done

hashes=$(sha256sum "$work"/*/[0-9]*.png | cut -d " " -f 1 | sort -u | wc -l)
tap_equal 'all of them are one picture' "$hashes" 1

# Another state is another picture.
on_screen 800x600 "$program" --scenario "$scenario" --select 7 --screenshot "$work/other.png" || :
if test -f "$work/other.png" && ! cmp -s "$work/other.png" "$work/800x600/0.png"
then
  tap_result 'another state is another picture' ''
else
  tap_result 'another state is another picture' "$(cat "$work/log")"
fi

# A grab of the screen, when the program says that it stands still.
cat >"$work/grab.sh" <<'END'
set -eu
work=$1
mkfifo "$work/ready"
"$3" 400 300
"$2" --scenario "$4" --size 700x500 --ready-fd 3 --state-json "$work/grab.json" 3>"$work/ready" &
program=$!
read -r line <"$work/ready"
echo "$line" >"$work/line"
timeout 20 import -window root "$work/screen.png"
kill "$program"
wait "$program"
END
on_screen 800x600 sh "$work/grab.sh" "$work" "$program" "$build/tests/ui/pointer" "$scenario" || :
on_screen 1024x768 "$program" --scenario "$scenario" --size 700x500 --screenshot "$work/drawn.png" || :
tap_equal 'the program says when it stands still' "$(cat "$work/line" 2>/dev/null)" 'ready 1'
# The screen rounds the edge of a curve in another way than a picture in memory does, by less than 2 %.
number_of () { sed -n "/\"window\"/,/}/s/.*\"$1\" : \([0-9]*\).*/\1/p" "$work/grab.json"; }
convert "$work/screen.png" -crop "$(number_of width)x$(number_of height)+$(number_of x)+$(number_of y)" +repage "$work/grabbed.png" 2>>"$work/log" || :
tap_equal 'a grab of the screen shows the same picture' \
  "$(compare -metric AE -fuzz 2% "$work/drawn.png" "$work/grabbed.png" null: 2>&1)" 0

test "$tap_failed" -eq 0 || tap_note "$(cat "$work/log" "$work"/*/log)"
tap_done
