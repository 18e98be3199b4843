#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A scenario as one HTML file: the same each time, every step with its words and its picture, well-formed, and nothing
# in it that acts, whatever items are called.
set -eu

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/../.." && pwd)}
build=${NS_TOP_BUILDDIR:-$top}
. "$top/tests/tap.sh"

for tool in Xvfb xvfb-run dbus-run-session xmllint identify
do
  command -v "$tool" >/dev/null || tap_skip_all "$tool is not installed"
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tap_count_no_leaks
kerio=$top/data/scenarios/kerio-66-ssl.scenario
hostile=$top/tests/ui/hostile.scenario

# export_story SCENARIO FILE OPTION... - prints what the program says and, if that is not 0, its exit code
export_story ()
{
  scenario=$1
  file=$2
  shift 2
  mkdir -p "$work/home"
  env HOME="$work/home" XDG_DATA_HOME="$work/home" XDG_CONFIG_HOME="$work/home" XDG_CACHE_HOME="$work/home" \
    NO_AT_BRIDGE=1 LC_ALL=C.UTF-8 TZ=UTC G_DEBUG=fatal-criticals \
    dbus-run-session -- xvfb-run -n "$tap_display" -a -s '-screen 0 1400x900x24 -nolisten tcp' \
    "$build/notifysync" --demo="$scenario" --view lab --size 1280x800 --storyboard "$file" "$@" 2>"$work/log" ||
    echo "exit code $?"
  sed -e '/^$/d' -e '/dbus-daemon/d' "$work/log"
}

# words_told FILE, words_of SCENARIO
words_told ()
{
  sed -n 's/^<p class="words"><bdi>\(.*\)<\/bdi><\/p>$/\1/p' "$1"
}

words_of ()
{
  sed -n 's/^[0-9]*\.words=//p' "$1"
}

# pictures FILE FOLDER - decodes the pictures
pictures ()
{
  mkdir -p "$2"
  n=0
  sed -n 's/.* src="data:image\/png;base64,\([^"]*\)".*/\1/p' "$1" | while read -r data
  do
    n=$((n + 1))
    echo "$data" | base64 -d >"$2/$n.png"
  done
}

tap_equal 'a scenario is told' "$(export_story "$kerio" "$work/first.html")" ''
tap_equal 'and once more' "$(export_story "$kerio" "$work/second.html")" ''
tap_result 'both files are the same' "$(cmp "$work/first.html" "$work/second.html" 2>&1 || true)"
tap_result 'it is well-formed' "$(xmllint --noout --nonet "$work/first.html" 2>&1 || true)"
tap_equal 'each step has its words' "$(words_told "$work/first.html")" "$(words_of "$kerio")"
tap_result 'it is not too large' "$(find "$work/first.html" -size +15000k)"

pictures "$work/first.html" "$work/pictures"
steps=$(words_of "$kerio" | wc -l)
tap_equal 'each step has its picture' "$(identify -format '%m %w\n' "$work"/pictures/*.png | sort | uniq -c |
  tr -s ' ')" " $steps PNG 1280"
tap_equal 'no two pictures are the same' "$(cksum "$work"/pictures/*.png | awk '{ print $1, $2 }' | sort -u | wc -l)" \
  "$steps"
tap_equal 'duplicates are marked' "$(grep -c '<td class="number trouble">3 copies</td>' "$work/first.html" |
  awk '{ print ($1 > 0) }')" 1

tap_equal 'a hostile scenario is told' "$(export_story "$hostile" "$work/hostile.html" --direction rtl)" ''
tap_result 'that is well-formed, too' "$(xmllint --noout --nonet "$work/hostile.html" 2>&1 || true)"
tap_equal 'it has no script and loads nothing' \
  "$(grep -cE '<script|<img [^>]*src="[^d]|<link|href=' "$work/hostile.html" || true)" 0
tap_equal 'the subject, the content and the words are there as text' \
  "$(for n in 1 2 3
  do
    grep -cE "&(amp;)?lt;script&(amp;)?gt;alert\\($n\\)" "$work/hostile.html" | awk '{ print ($1 > 0) }'
  done | tr '\n' ' ')" '1 1 1 '
tap_equal 'it is written from right to left' "$(grep -c '^<html .* lang="en" .* dir="rtl">$' "$work/hostile.html")" 1

tap_equal 'a part of it is told' "$(export_story "$hostile" "$work/part.html" --step 1)" ''
tap_equal 'that has so many steps' "$(grep -c '<section ' "$work/part.html")" 1
tap_equal 'it says so' "$(grep -c '<bdi>1 of 3</bdi>' "$work/part.html")" 1

tap_equal 'where it cannot be written, it says so and fails' "$(export_story "$hostile" "$work/none/x.html" |
  sed "s|$work|WORK|g")" "exit code 1
The storyboard cannot be written to WORK/none/x.html: Error opening file “WORK/none/x.html”: No such file or directory"
tap_done
