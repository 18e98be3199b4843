#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the desktop reads of us is valid: desktop entries, metainfo, settings schemas, icons, man pages. A checker
# that is not installed is a skip with its name.
set -eu

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/.." && pwd)}
. "$top/tests/tap.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# with_each TOOL PATTERN FUNCTION - FUNCTION prints what is wrong with each file of that name below data/ and ui/
with_each ()
{
  find "$top/data" "$top/ui" -name "$2" | LC_ALL=C sort >"$work/files"
  while read -r file
  do
    name=${file#"$top/"}
    if command -v "$1" >/dev/null
    then
      tap_result "$name is valid" "$("$3" "$file" 2>&1 || echo "$1 failed")"
    else
      tap_skip "$name" "$1 is not installed"
    fi
  done <"$work/files"
}

check_desktop ()
{
  copy=$work/$(basename "${1%.in}")
  cp "$1" "$copy"
  desktop-file-validate "$copy"
}

check_metainfo ()
{
  appstreamcli validate --no-net --no-color "$1" >"$work/out" || cat "$work/out"
}

check_schema ()
{
  glib-compile-schemas --strict --dry-run "$(dirname "$1")"
}

check_man ()
{
  mandoc -T lint -W warning "$1" | grep -v -e 'STYLE:' -e 'referenced manual not found' || true
}

check_icon ()
{
  xmllint --noout --nonet "$1"
}

# Contrast of the two colours that differ most, against a light and a dark list: 3:1 is what a picture needs to be seen.
# check_colours ICON - the brightest and the darkest colour of an icon, and what is behind it
check_colours ()
{
  grep -o '"#[0-9a-f]\{3,6\}"' "$1" | tr -d '"#' | awk '
    function hex (s) { return index ("0123456789abcdef", substr (s, 1, 1)) * 16 - 16 + index ("0123456789abcdef", substr (s, 2, 1)) - 1 }
    function linear (v) { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ^ 2.4 }
    function light (c) {
      if (length (c) == 3) c = substr (c, 1, 1) substr (c, 1, 1) substr (c, 2, 1) substr (c, 2, 1) substr (c, 3, 1) substr (c, 3, 1)
      return 0.2126 * linear (hex (c)) + 0.7152 * linear (hex (substr (c, 3))) + 0.0722 * linear (hex (substr (c, 5)))
    }
    function contrast (a, b) { return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05) }
    { n = split ("ffffff f6f5f4 2d2d2d 353535", behind, " ")
      for (i = 1; i <= n; i++) { c = contrast (light ($1), light (behind[i])); if (c > best[i]) best[i] = c } }
    END { for (i = 1; i <= n; i++) if (best[i] < 3) printf "%.2f:1 on #%s\n", best[i], behind[i] }'
}

# The toolkit gives a symbol the colour of the text by its fills; a stroke would stay as it is.
check_symbol ()
{
  ! grep -n stroke "$1"
}

with_each desktop-file-validate '*.desktop*' check_desktop
with_each appstreamcli '*.metainfo.xml*' check_metainfo
with_each glib-compile-schemas '*.gschema.xml' check_schema
with_each mandoc '*.[1-8]' check_man
with_each xmllint '*.svg' check_icon
with_each xmllint '*.ui' check_icon
with_each awk '*-symbolic.svg' check_symbol

# A state has a picture in colour and a symbol, for selected rows and for themes of high contrast.
for icon in "$top"/ui/icons/notifysync-*.svg
do
  name=$(basename "$icon" .svg)
  for twin in "$name" "$name-symbolic"
  do
    case $name in
      *-symbolic) continue ;;
    esac
    grep -q "icons/$twin.svg</file>" "$top/ui/notifysync.gresource.xml" && test -f "$top/ui/icons/$twin.svg" ||
      echo "$twin is missing"
  done >"$work/twins"
  case $name in
    *-symbolic) ;;
    *)
      tap_result "$name has a symbol" "$(cat "$work/twins")"
      tap_result "$name is seen on light and dark" "$(check_colours "$icon")"
      ;;
  esac
done

# The software catalogue shows pictures of this tree, as large as it says.
sed -n 's|.*width="\([0-9]*\)" height="\([0-9]*\)">.*/docs/\([^<]*\)<.*|\3 \1x\2|p' \
  "$top/data/io.github.notifysync.Outbox.metainfo.xml.in" >"$work/screenshots"
tap_equal 'every screenshot is one of the documents' "$(grep -c '<image' \
  "$top/data/io.github.notifysync.Outbox.metainfo.xml.in")" "$(wc -l <"$work/screenshots")"
while read -r name size
do
  if command -v identify >/dev/null
  then
    tap_equal "the screenshot $name" "$(identify -format '%wx%h' "$top/docs/$name" 2>&1)" "$size"
  else
    tap_skip "the screenshot $name" 'identify is not installed'
  fi
done <"$work/screenshots"

printf '[Desktop Entry]\nName=x\n' >"$work/bad.desktop.in"
printf '.TH x 1\n.unknown\n' >"$work/bad.1"
printf '<svg><path stroke="#000"/></svg>\n' >"$work/bad.svg"
printf '<svg><path fill="#e08a00"/></svg>\n' >"$work/faint.svg"
for sample in "desktop-file-validate check_desktop bad.desktop.in" "mandoc check_man bad.1" \
  "awk check_symbol bad.svg" "awk check_colours faint.svg"
do
  set -- $sample
  if ! command -v "$1" >/dev/null
  then
    tap_skip "the gate sees a bad $3" "$1 is not installed"
  elif test -n "$("$2" "$work/$3" 2>&1 || echo failed)"
  then
    tap_result "the gate sees a bad $3" ''
  else
    tap_result "the gate sees a bad $3" "$1 found nothing wrong"
  fi
done

tap_done
