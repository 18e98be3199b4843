#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The screenshot contract but for its pictures (test-repeat.sh): the options and what they refuse, the ready signals,
# the description of the window, the ids, and that notifysync-screenshots(7) tells all of them.
set -eu

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/../.." && pwd)}
build=${NS_TOP_BUILDDIR:-$top}
program=$build/notifysync
data=$top/data/scenarios
page=$top/data/man/notifysync-screenshots.7
. "$top/tests/tap.sh"
tap_count_no_leaks

for tool in Xvfb xvfb-run dbus-run-session gdbus
do
  command -v "$tool" >/dev/null || tap_skip_all "$tool is not installed"
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export NO_AT_BRIDGE=1 XDG_RUNTIME_DIR="$work" XDG_CACHE_HOME="$work"

on_screen ()
{
  timeout 60 dbus-run-session -- timeout 50 xvfb-run -n "$tap_display" -a -s '-screen 0 1280x1024x24 -nolisten tcp' "$@" 2>>"$work/log"
}

# refuses SENTENCE OPTION… - wrong use ends with 2 and this sentence
refuses ()
{
  sentence=$1
  shift
  status=0
  told=$("$program" "$@" 2>&1) || status=$?
  tap_equal "$*" "$status $told" "2 notifysync: $sentence"
}

refuses '--theme cannot be “pink”: it is one of these: default, light, dark, high-contrast, high-contrast-inverse.' --theme pink
refuses '--direction cannot be “up”: it is one of these: ltr, rtl.' --direction up
refuses '--view cannot be “moon”: it is one of these: list, history, item, pane, account, duplicates, shortcuts, lab.' --view moon
refuses '--size cannot be “1024”: it is width and height in pixels, such as 1024x640.' --size 1024
refuses '--scale cannot be “3”: it is one of these: 1, 2.' --scale 3
refuses '--text-scale cannot be “2.5”: it is a number from 1.0 to 2.0.' --text-scale 2.5
refuses '--text-scale cannot be “big”: it is a number from 1.0 to 2.0.' --text-scale big
refuses '--locale cannot be “Klingon”: it is a locale, such as de, pt_BR or ar.' --locale Klingon
refuses '--clock cannot be “noon”: it is an ISO 8601 time, such as 2026-03-01T09:00:00Z.' --clock noon
refuses '--ready-fd cannot be “77”: it is the number of an open file descriptor.' --ready-fd 77
refuses '--select cannot be “0”: it is the number of an item.' --select 0
refuses '--select cannot be “x”: it is the number of an item.' --select 5,x
refuses '--select cannot be “”: it is the number of an item.' --select 5,
refuses '--filter cannot be “red”: it is one of these: needs-you, waiting, held, uncertain, mail, events, contacts, tasks, notes.' --filter red
refuses 'The option cannot be “--test”: it needs --view account.' --test
refuses '--view cannot be “item”: it needs --open with the number of an item.' --view item
refuses 'There is no scenario “none”.' --scenario none

# A place that cannot be written is an error, not a success without a picture.
status=0
on_screen "$program" --scenario "$data/empty.scenario" --screenshot "$work/no/folder.png" >"$work/out" || status=$?
tap_equal 'a picture that cannot be written' "$status $(grep -c 'no/folder.png cannot be written' "$work/log")" '1 1'

# What a picture shows is told beside it.
on_screen "$program" --scenario "$data/article-416.scenario" --size 1280x500 --scale 2 --text-scale 1.5 --locale ar_EG.UTF-8 \
  --theme high-contrast --screenshot "$work/a.png" --state-json "$work/a.json" || :

# has FILE NAME VALUE - the file has such a member
has ()
{
  if grep -qF "\"$2\" : $3" "$work/$1"
  then
    tap_result "$1: $2 is $3" ''
  else
    tap_result "$1: $2 is $3" "$(grep "\"$2\"" "$work/$1" "$work/log" | head -5)"
  fi
}

has a.json format 1
has a.json scale 2
has a.json text_scale 1.5
has a.json locale '"ar_EG"'
has a.json direction '"rtl"'
has a.json theme '"high-contrast"'
has a.json page '"list"'
has a.json n_rows 7
has a.json health "\"3 تحتاج إليك"
has a.json id '"outbox.row.7.state"'
has a.json state '"error"'
has a.json text '"Konrad Fischer"'
tap_equal 'what depends on the clock is masked' \
  "$(sed -n '/"masks"/,$s/.*"id" : "\(outbox.column[^"]*\)".*/\1/p' "$work/a.json" | sort | tr '\n' ' ')" \
  'outbox.column.details outbox.column.queued '
"$program" --list-ids | cut -f 1 >"$work/ids"
sed -n 's/.*"id" : "\([^"]*\)".*/\1/p' "$work/a.json" |
  grep -vxf "$(sed 's/\./\\./g; s/\*/..*/' "$work/ids" >"$work/patterns" && echo "$work/patterns")" >"$work/unknown" || :
tap_result 'every id is in the scheme' "$(cat "$work/unknown")"

# What the list is asked for.
on_screen "$program" --scenario "$data/article-416.scenario" --search Fischer --screenshot "$work/s.png" \
  --state-json "$work/s.json" || :
has s.json n_rows 1
has s.json id '"outbox.search"'
on_screen "$program" --scenario "$data/article-416.scenario" --filter needs-you --screenshot "$work/f.png" \
  --state-json "$work/f.json" || :
has f.json n_rows 3
on_screen "$program" --scenario "$data/article-416.scenario" --select 5,7,8 --screenshot "$work/m.png" \
  --state-json "$work/m.json" || :
has m.json id '"outbox.selection"'
on_screen "$program" --scenario "$data/article-416.scenario" --view history --screenshot "$work/h.png" \
  --state-json "$work/h.json" || :
has h.json view '"history"'
on_screen "$program" --scenario "$data/lost-reply.scenario" --view account --test --screenshot "$work/t.png" \
  --state-json "$work/t.json" || :
has t.json id '"account.summary"'

# An item, and its mask.
on_screen "$program" --scenario "$data/article-416.scenario" --view item --open 5 --screenshot "$work/b.png" \
  --state-json "$work/b.json" || :
has b.json id '"item.cause"'
has b.json view '"item"'

# The three signals, and the next one after a change.
cat >"$work/live.sh" <<'END'
set -eu
work=$1
object='--session -d io.github.notifysync.Outbox.Test -o /io/github/notifysync/Outbox/Test'
get="-m org.freedesktop.DBus.Properties.Get io.github.notifysync.Outbox.Test"
mkfifo "$work/ready"
"$2" --scenario "$3" --ready-fd 3 --ready-title --state-json "$work/live.json" 3>"$work/ready" &
program=$!
exec 4<"$work/ready"
read -r line <&4
echo "$line"
grep -c '"serial" : 1' "$work/live.json"
# shellcheck disable=SC2086 # the words of a command
gdbus call $object $get Ready
# shellcheck disable=SC2086
gdbus call $object $get Serial
name=$(gdbus call --session -d org.freedesktop.DBus -o /org/freedesktop/DBus -m org.freedesktop.DBus.GetNameOwner \
  io.github.notifysync.Outbox.Test | tr -d "()',")
gdbus call --session -d "$name" -o /io/github/notifysync/Outbox/window/1 -m org.gtk.Actions.SetState show-history \
  '<true>' '{}'
read -r line <&4
echo "$line"
kill "$program"
wait "$program"
END
expected="ready 1
1
(<true>,)
(<uint32 1>,)
()
ready 2"
tap_equal 'ready, by descriptor and bus, and again after a change' \
  "$(on_screen sh "$work/live.sh" "$work" "$program" "$data/article-416.scenario")" "$expected"

# The manual page has a row for each id and names each option.
sed -n '/^.Sh ACCESSIBLE/,$s/^\.It Li //p' "$page" >"$work/documented"
tap_result 'the manual page lists the ids' "$(diff "$work/ids" "$work/documented")"
for option in $("$program" --help-picture | sed -n 's/^  --\([a-z-]*\).*/\1/p')
do
  grep -q "Fl Fl $option" "$page" || echo "$option"
done >"$work/missing"
tap_result 'the manual page names the options' "$(cat "$work/missing")"
tap_result 'ids are given by the table only' \
  "$(grep -rl atk_object_set_accessible_id "$top/src" | grep -v 'view/ns-accessible-id\.c$' || :)"

test "$tap_failed" -eq 0 || tap_note "$(cat "$work/log")"
tap_done
