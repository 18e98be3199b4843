#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every file with a text for the user is known to the translators (po/POTFILES.in), and nothing else is.
set -eu

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/.." && pwd)}
. "$top/tests/tap.sh"

# translatable TREE - the files below TREE that hold texts for the user
translatable ()
{
  (
    cd "$1"
    {
      find src -name '*.[ch]' -exec grep -lE '(^|[^A-Za-z_])((_|N_|C_|NC_|ngettext) ?\("|g_dngettext ?\()' {} +
      find ui data -name '*.ui' -exec grep -l 'translatable="yes"' {} +
      find ui data -name '*.desktop.in' -o -name '*.metainfo.xml.in'
      find data -name '*.gschema.xml' -exec grep -l '<summary>' {} +
    } 2>/dev/null | LC_ALL=C sort
  )
}

listed ()
{
  sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$1/po/POTFILES.in" | LC_ALL=C sort
}

# compare TREE - one line for each file that stands only on one side
compare ()
{
  translatable "$1" >"$work/translatable"
  listed "$1" >"$work/listed"
  LC_ALL=C comm -23 "$work/translatable" "$work/listed" | sed 's/$/: has texts for the user; add it to po\/POTFILES.in/'
  LC_ALL=C comm -13 "$work/translatable" "$work/listed" | sed 's/$/: has no text for the user; take it out of po\/POTFILES.in/'
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tap_result 'po/POTFILES.in lists the files with texts for the user' "$(compare "$top")"

mkdir -p "$work/tree/src/view" "$work/tree/ui" "$work/tree/data" "$work/tree/po"
echo 'x = _ ("Said");' >"$work/tree/src/view/ns-said.c"
echo 'x = N_ ("Known");' >"$work/tree/src/view/ns-known.c"
echo 'x = MY_ ("Own");' >"$work/tree/src/view/ns-own.c"
echo '<property name="label" translatable="yes">Said</property>' >"$work/tree/ui/ns-said.ui"
printf '# Files\nsrc/view/ns-known.c\nsrc/view/ns-gone.c\n' >"$work/tree/po/POTFILES.in"
tap_equal 'the gate sees what is missing and what is too much' "$(compare "$work/tree" | sed 's/:.*//')" \
'src/view/ns-said.c
ui/ns-said.ui
src/view/ns-gone.c'

tap_done
