#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The examples of notifysync-screenshots(7) work, and the completion offers every option.
set -eu

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/../.." && pwd)}
build=${NS_TOP_BUILDDIR:-$top}
examples=$top/data/examples/screenshots
. "$top/tests/tap.sh"

for tool in Xvfb xvfb-run dbus-run-session compare convert python3
do
  command -v "$tool" >/dev/null || tap_skip_all "$tool is not installed"
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset DISPLAY
tap_count_no_leaks
export NO_AT_BRIDGE=1 XDG_RUNTIME_DIR="$work" XDG_CACHE_HOME="$work" PYTHONDONTWRITEBYTECODE=1 NOTIFYSYNC="$build/notifysync"

for script in "$examples"/*.py
do
  tap_result "$(basename "$script") is Python" \
    "$(python3 -c 'import ast, sys; ast.parse(open(sys.argv[1], encoding="utf-8").read())' "$script" 2>&1)"
done

timeout 500 "$examples/take-pictures.sh" "$work/pictures" 2>"$work/log" || :
tap_equal 'take-pictures.sh' "$(cd "$work/pictures" && ls | tr '\n' ' ')" \
  'conflict.json conflict.png list-dark.json list-dark.png list.json list.png '

# compare NAME… - the exit status and the sentence
compare_pictures ()
{
  status=0
  told=$("$examples/compare-pictures.py" "$@" 2>&1) || status=$?
  echo "$status $told"
}

list=$work/pictures/list
convert "$list.png" -fill red -draw 'rectangle 20,600 29,609' "$work/changed.png"
rect=$(python3 -c 'import json, sys; r = json.load(open(sys.argv[1]))["masks"][0]["rect"]
print("rectangle %d,%d %d,%d" % (r["x"], r["y"], r["x"] + 9, r["y"] + 9))' "$list.json")
convert "$list.png" -fill red -draw "$rect" "$work/masked.png"
masks=$(python3 -c 'import json, sys; print(len(json.load(open(sys.argv[1]))["masks"]))' "$list.json")
tap_equal 'a picture is the same as itself' "$(compare_pictures "$list.png" "$list.png")" '0 0 pixels differ, 0 masks'
tap_equal 'a change is seen' "$(compare_pictures "$list.png" "$work/changed.png" --state "$list.json")" \
  "1 100 pixels differ, $masks masks"
tap_equal 'a change may be tolerated' "$(compare_pictures "$list.png" "$work/changed.png" --max-diff-pixels 100)" \
  '0 100 pixels differ, 0 masks'
tap_equal 'a change below a mask is none' "$(compare_pictures "$list.png" "$work/masked.png" --state "$list.json")" \
  "0 0 pixels differ, $masks masks"
tap_equal 'another size' "$(compare_pictures "$list.png" "$work/pictures/conflict.png")" \
  '1 The pictures have different sizes.'

"$examples/make-needle.py" "$list.json" outbox outbox.warning outbox.row.5.summary >"$work/needle.json"
tap_equal 'make-needle.py' "$(python3 -c 'import json, sys
needle = json.load(open(sys.argv[1]))
print(needle["tags"], [a["type"] for a in needle["area"]][:3], all(a["width"] > 0 for a in needle["area"]))' \
  "$work/needle.json" 2>&1)" "['outbox'] ['match', 'match', 'exclude'] True"
tap_equal 'a needle of what is not shown' \
  "$("$examples/make-needle.py" "$list.json" outbox card.resend 2>&1 || echo "$?")" \
  'make-needle.py: the window does not show card.resend
1'

for option in $("$build/notifysync" --help-all | sed -n 's/^  \(-v, \)\{0,1\}--\([a-z-]*\).*/\2/p' | grep -vE '^(help-|display$)')
do
  grep -qe "--$option\b" "$top/data/completions/notifysync" || echo "$option"
done >"$work/missing"
tap_result 'the completion has every option' "$(cat "$work/missing")"

test "$tap_failed" -eq 0 || tap_note "$(cat "$work/log")"
tap_done
