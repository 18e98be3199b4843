#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Somebody who has only a screen reader gets everything done: tests/ui/journeys drives the programs over the
# accessibility bus, once in each language, and once in a language that nobody speaks. NS_JOURNEY_LANGUAGES chooses others.
set -eu

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/../.." && pwd)}
build=${NS_TOP_BUILDDIR:-$top}
. "$top/tests/tap.sh"
. "$top/tests/ui/desk.sh"

desk_require "$build/tests/ui/journeys"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$build/locale" "$work/locale" 2>/dev/null || mkdir "$work/locale"
desk_make_pseudo "$work/locale"

tap_count_no_leaks

for language in ${NS_JOURNEY_LANGUAGES:-en $(sed 's/#.*//' "$top/po/LINGUAS") xx}
do
  log=$work/$language.log
  if NOTIFYSYNC_LOCALE_DIR=$work/locale LANGUAGE=$language desk_run "$work/home" "$build/tests/ui/journeys" "$@" >"$log" 2>&1
  then
    tap_result "all journeys, language $language" ''
  else
    tap_result "all journeys, language $language" "$(cat "$log")"
  fi
done

tap_done
