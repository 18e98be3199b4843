# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced by every test that is a script: prints the Test Anything Protocol, and the plan at the end.

tap_count=0
tap_failed=0

# Where xvfb-run begins to look for a free display. Of two servers that start at once for the same number, one may take
# the other's lock for that of a dead one, and then nobody may come in.
# shellcheck disable=SC2034 # the tests of windows use it
tap_display=$((100 + $$ % 30000))

# tap_note TEXT - each line of TEXT becomes a diagnostic
tap_note ()
{
  printf '%s\n' "$1" | sed 's/^/# /'
}

# tap_result NAME MESSAGES - passes where MESSAGES is empty, else fails and shows them
tap_result ()
{
  tap_count=$((tap_count + 1))
  if test -z "$2"
  then
    printf 'ok %d - %s\n' "$tap_count" "$1"
    return
  fi
  tap_failed=$((tap_failed + 1))
  tap_note "$2"
  printf 'not ok %d - %s\n' "$tap_count" "$1"
}

# tap_equal NAME ACTUAL EXPECTED - passes where both texts are the same
tap_equal ()
{
  if test "$2" = "$3"
  then
    tap_result "$1" ''
  else
    tap_result "$1" "expected:
$3
found:
$2"
  fi
}

# tap_skip NAME REASON
tap_skip ()
{
  tap_count=$((tap_count + 1))
  printf 'ok %d - %s # SKIP %s\n' "$tap_count" "$1" "$2"
}

# tap_skip_all REASON - the whole script cannot run here
tap_skip_all ()
{
  printf '1..0 # SKIP %s\n' "$1"
  exit 0
}

# tap_count_no_leaks - for what runs the whole program with the lab: that needs so many of GLib's quarks that GLib leaves a
# table behind, see tests/lsan.supp, and to see whose it is would take minutes. tests/ui/lab counts the lab's leaks.
tap_count_no_leaks ()
{
  export ASAN_OPTIONS="${ASAN_OPTIONS:-}:detect_leaks=0"
}

# tap_done - prints the plan; the last command of a script, whose exit status it gives
tap_done ()
{
  printf '1..%d\n' "$tap_count"
  test "$tap_failed" -eq 0
}
