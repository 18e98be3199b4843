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

with_each desktop-file-validate '*.desktop*' check_desktop
with_each appstreamcli '*.metainfo.xml*' check_metainfo
with_each glib-compile-schemas '*.gschema.xml' check_schema
with_each mandoc '*.[1-8]' check_man
with_each xmllint '*.svg' check_icon
with_each xmllint '*.ui' check_icon

printf '[Desktop Entry]\nName=x\n' >"$work/bad.desktop.in"
printf '.TH x 1\n.unknown\n' >"$work/bad.1"
for sample in "desktop-file-validate check_desktop bad.desktop.in" "mandoc check_man bad.1"
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
