#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What assistive technology sees of each window is what it saw before: tests/ui/trees writes role, name, description, id,
# states, relations and actions of everything, and each is compared with its reference in tests/ui/accessibility. With
# `--accept` (make update-accessibility) the trees become the references instead.
set -eu

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/../.." && pwd)}
build=${NS_TOP_BUILDDIR:-$top}
references=$top/tests/ui/accessibility
. "$top/tests/tap.sh"
. "$top/tests/ui/desk.sh"
tap_count_no_leaks

desk_require "$build/tests/ui/trees"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/out"

# The trees are in English, with the times of one zone.
export LC_ALL=C.UTF-8 TZ=UTC NOTIFYSYNC_LOCALE_DIR="$work"
unset LANGUAGE
# Two programs at a time; the folder is that of the scenarios.
# shellcheck disable=SC2016 # the inner shell expands them
(cd "$top/tests/ui" && desk_run "$work/home" sh -c '"$@" 0 & "$@" 1 && wait $!' sh "$build/tests/ui/trees" \
  "$build/notifysync" "$work/out") >"$work/log" 2>&1 ||
  tap_result 'every window is on the accessibility bus' "$(cat "$work/log")"

if test "${1:-}" = --accept
then
  cp "$work/out"/*.txt "$references/"
  ls "$references"
  exit 0
fi

for reference in "$references"/*.txt
do
  name=$(basename "$reference" .txt)
  tap_result "the tree of $name" "$(diff -u "$reference" "$work/out/$name.txt" 2>&1 || :)"
  tap_result "everything that gets the focus has a name: $name" "$(cat "$work/out/$name.unnamed" 2>&1)"
done

tap_done
