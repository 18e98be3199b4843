#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Nothing that a window shows is kept from the translators: in the pseudo-locale every text has accents and brackets.
set -eu

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/../.." && pwd)}
build=${NS_TOP_BUILDDIR:-$top}
perl=${PERL:-perl}
. "$top/tests/tap.sh"
tap_count_no_leaks

for tool in Xvfb xvfb-run dbus-run-session xgettext msgfmt
do
  command -v "$tool" >/dev/null || tap_skip_all "$tool is not installed"
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/locale/en_XA/LC_MESSAGES"
export NO_AT_BRIDGE=1 XDG_RUNTIME_DIR="$work" XDG_CACHE_HOME="$work" NOTIFYSYNC_LOCALE_DIR="$work/locale"

# shellcheck disable=SC2046 # the options are words
(cd "$top" && xgettext $(sed -n 's/^XGETTEXT_OPTIONS = //p' po/Makevars) --files-from=po/POTFILES.in -o "$work/all.pot" \
  2>"$work/log") || tap_note "$(cat "$work/log")"
"$perl" "$top/tests/pseudo-locale.pl" <"$work/all.pot" >"$work/en_XA.po"
tap_result 'the pseudo-locale is a catalogue' \
  "$(msgfmt -c -o "$work/locale/en_XA/LC_MESSAGES/notifysync.mo" "$work/en_XA.po" 2>&1 | grep -v 'warning: header field')"

# told NAME SCENARIO OPTION… - the window's texts in the pseudo-locale
told ()
{
  name=$1
  scenario=$2
  shift 2
  timeout 60 dbus-run-session -- timeout 50 xvfb-run -n "$tap_display" -a -s '-screen 0 1280x1024x24 -nolisten tcp' \
    "$build/notifysync" --scenario "$scenario" --locale en_XA --screenshot "$work/$name.png" \
    --state-json "$work/$name.json" "$@" 2>>"$work/log" || cat "$work/log"
  tap_result "$name is translated" "$("$perl" "$top/tests/ui/untranslated.pl" "$work/$name.json" "$scenario" 2>&1)"
}

told list "$top/data/scenarios/article-416.scenario" --size 1200x600
told conflict "$top/tests/ui/conflict-fields.scenario" --view item --open 2
told account "$top/data/scenarios/lost-reply.scenario" --view account
told empty "$top/tests/ui/empty.scenario"
told lab "$top/data/scenarios/kerio-66-ssl.scenario" --view lab --step 14 --size 1280x800

# What is not in the catalogue is seen.
rm "$work/locale/en_XA/LC_MESSAGES/notifysync.mo"
timeout 60 dbus-run-session -- timeout 50 xvfb-run -n "$tap_display" -a -s '-screen 0 1280x1024x24 -nolisten tcp' "$build/notifysync" \
  --scenario "$top/tests/ui/empty.scenario" --locale en_XA --screenshot "$work/none.png" --state-json "$work/none.json" \
  2>>"$work/log" || :
if "$perl" "$top/tests/ui/untranslated.pl" "$work/none.json" "$top/tests/ui/empty.scenario" | grep -q 'Send/Receive'
then
  tap_result 'a text without translation is seen' ''
else
  tap_result 'a text without translation is seen' "$(cat "$work/log")"
fi

tap_done
