#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every shipped scenario is a test: it is played without a window, twice, and must end as it expects, both times in the
# very same state. Then each of its expectations is turned into its opposite, and every single one must be missed.
set -eu

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/../.." && pwd)}
build=${NS_TOP_BUILDDIR:-.}
. "$top/tests/tap.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# run FILE STATE - plays a scenario; prints what it says and, if that is not 0, its exit code
run ()
{
  "$build/notifysyncctl" scenario run --state-json "$2" "$1" 2>&1 || echo "exit code $?"
}

# twist FILE - the scenario with no expectation that can be met
twist ()
{
  sed -E -e '/^[0-9]+=expect (copies .*|needs-user|waiting) [0-9]+$/s/[0-9]+$/7&/' \
    -e 's/^([0-9]+=expect) fault .*/\1 fault sync-13/' \
    -e '/^[0-9]+=expect (copies|needs-user|waiting|fault) /!s/^([0-9]+=expect [^ ]+) .*/\1 sending/' "$1"
}

for file in "$top"/data/scenarios/*.scenario
do
  name=$(basename "$file" .scenario)
  tap_equal "$name is played" "$(run "$file" "$work/first.json")" "$name: all is as expected."
  run "$file" "$work/second.json" >"$work/log"
  tap_result "$name ends the same each time" "$(cmp "$work/first.json" "$work/second.json" 2>&1 || true)"
  tap_equal "$name writes one line of state" "$(wc -l <"$work/first.json")" 1
  tap_result "$name has whole sentences for each step" "$(awk '
    /^\[/ { inside = $0 == "[Steps]" }
    inside && /^[0-9]+=/ { n++ }
    inside && /^[0-9]+\.words=[A-Z].*[.?!](”)?$/ { said++ }
    END { if (n != said) print n - said " of " n " steps have none" }' "$file")"
  twist "$file" >"$work/twisted.scenario"
  run "$work/twisted.scenario" "$work/third.json" >"$work/log"
  tap_equal "$name would notice each thing that it expects" "$(grep -c ' expected ' "$work/log")" \
    "$(grep -c '^[0-9]*=expect ' "$file")"
  tap_equal "$name then ends with 1" "$(tail -n 1 "$work/log")" 'exit code 1'
done

printf '[Scenario]\nName=x\n' >"$work/wrong.scenario"
tap_equal 'a wrong file is named, and nothing is played' "$(run "$work/wrong.scenario" "$work/none.json")" \
"notifysyncctl: The scenario \"$work/wrong.scenario\", line 1, group [Scenario], key Title: a value is needed.
exit code 2"
tap_equal 'so is a scenario that does not exist' "$(run no-such "$work/none.json")" \
'notifysyncctl: There is no scenario “no-such”.
exit code 2'
tap_equal '--json prints the state' "$("$build/notifysyncctl" --json scenario run "$top/data/scenarios/empty.scenario" |
  grep -c '^{"scenario":"empty","steps":4,"time":"2010-09-06T07:40:00Z",.*"server":{"mailboxes":\[')" 1
tap_done
