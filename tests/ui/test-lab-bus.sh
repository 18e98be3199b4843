#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The lab on the session bus: whoever has gdbus(1) can play it, let requests fail, and reads why something is refused.
set -eu

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/../.." && pwd)}
build=${NS_TOP_BUILDDIR:-$top}
. "$top/tests/tap.sh"

bus=io.github.notifysync.Outbox.Lab
object=/io/github/notifysync/Outbox/Lab

if test "${1:-}" != --inside
then
  for tool in Xvfb xvfb-run dbus-run-session gdbus
  do
    command -v "$tool" >/dev/null || tap_skip_all "$tool is not installed"
  done
  home=$(mktemp -d)
  trap 'rm -rf "$home"' EXIT
  env HOME="$home" XDG_DATA_HOME="$home" XDG_CONFIG_HOME="$home" XDG_CACHE_HOME="$home" NO_AT_BRIDGE=1 LC_ALL=C.UTF-8 \
    GSETTINGS_BACKEND=memory GDK_BACKEND=x11 dbus-run-session -- \
    xvfb-run -n "$tap_display" -a -s '-screen 0 1280x1024x24 -nolisten tcp' "$top/tests/ui/test-lab-bus.sh" --inside
  exit $?
fi

call ()
{
  method=$1
  shift
  gdbus call --session --timeout 30 -d "$bus" -o "$object" -m "$bus.$method" "$@" 2>&1 || true
}

get ()
{
  gdbus call --session --timeout 30 -d "$bus" -o "$object" -m org.freedesktop.DBus.Properties.Get "$bus" "$1" 2>&1
}

G_DEBUG=fatal-criticals "$build/notifysync" --scenario "$top/tests/ui/faults.scenario" --view lab --test-mode &
program=$!
gdbus wait --session --timeout 60 "$bus"
# Each call is answered by the program's own loop, so that asking lets it go on.
until test "$(get Settled)" = '(<true>,)'
do
  kill -0 "$program"
done

tap_equal 'the scenario' "$(get Scenario)" "(<'faults'>,)"
tap_equal 'no step yet' "$(get Step)" '(<uint32 0>,)'
tap_equal 'back from the beginning' "$(call Back)" "Error: GDBus.Error:$bus.Error.Refused: No step is done yet."
tap_equal 'a step' "$(call Step)" '()'
tap_equal 'one step' "$(get Step)" '(<uint32 1>,)'
tap_equal 'words' "$(get Words)" "(<'The mail server is overloaded, and asks for a pause.'>,)"
tap_equal 'a fault' "$(call AddFault 'Sync:500' 7)" '(uint32 2,)'
tap_equal 'two faults' "$(call ListFaults)" "([(uint32 1, 'SendMail:503=600*', uint32 0, uint32 4294967295, uint32 0), \
(2, 'Sync:500*', 7, 4294967295, 0)],)"
tap_equal 'no such fault' "$(call AddFault 'Sync:dance' 0)" "Error: GDBus.Error:$bus.Error.Refused: The fault \
\"Sync:dance\" is not known; --list-faults shows all of them."
tap_equal 'taken back' "$(call RemoveFault 1)" '()'
tap_equal 'taken back twice' "$(call RemoveFault 1)" "Error: GDBus.Error:$bus.Error.Refused: No fault with the number 1 is \
to come."
tap_equal 'by hand' "$(call Do 'user queues offer')" '()'
tap_equal 'nonsense by hand' "$(call Do dance)" "Error: GDBus.Error:$bus.Error.Refused: \"dance\" cannot be done: this is \
no step."
tap_equal 'an expectation that is met' "$(call Do 'expect offer pending')" '()'
tap_equal 'one that is not' "$(call Do 'expect waiting 5')" "Error: GDBus.Error:$bus.Error.Refused: \"expect waiting 5\" \
cannot be done: expected 5 items to wait, but there are 1."
tap_equal 'seek' "$(call Seek 3)" '()'
tap_equal 'too far' "$(call Seek 99)" "Error: GDBus.Error:$bus.Error.Refused: The scenario has only 8 steps."
tap_equal 'back' "$(call Back)" '()'
tap_equal 'what was done by hand is done again' "$(call Do 'expect offer pending')" '()'
tap_equal 'clear' "$(call ClearFaults)" '()'
tap_equal 'no faults' "$(call ListFaults)" '(@a(usuuu) [],)'
tap_equal 'reset' "$(call Reset)" '()'
tap_equal 'at the beginning' "$(get Step)" '(<uint32 0>,)'

activate=$(gdbus call --session --timeout 30 -d "$bus" -o /io/github/notifysync/Outbox/window/1 \
  -m org.gtk.Actions.Activate add-fault "[<'Sync:500 until 7'>]" '{}' 2>&1)
tap_equal "the window's action" "$activate" '()'
tap_equal 'the fault of the action' "$(call ListFaults)" "([(uint32 1, 'Sync:500*', uint32 7, uint32 4294967295, uint32 0)],)"

kill "$program"
tap_done
