#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every file with a text for the user is known to the translators (po/POTFILES.in), and nothing else is; every
# language of po/LINGUAS has all of these texts.
set -eu

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/.." && pwd)}
. "$top/tests/tap.sh"

# translatable TREE - the files below TREE that hold texts for the user
translatable ()
{
  (
    cd "$1"
    {
      find src po -name '*.[ch]' -exec grep -lE '(^|[^A-Za-z_])((_|N_|C_|NC_|ngettext) ?\("|g_dngettext ?\()' {} +
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

# template TREE - all texts for the user, as a PO template on standard output
template ()
{
  (
    cd "$1"
    # shellcheck disable=SC2046 # the options are words
    xgettext $(sed -n 's/^XGETTEXT_OPTIONS = //p' po/Makevars) --files-from=po/POTFILES.in --package-name=notifysync \
      -o - 2>"$work/xgettext" || cat "$work/xgettext" >&2
  )
}

# languages TREE
languages ()
{
  sed 's/#.*//' "$1/po/LINGUAS" | tr -s ' \t' '\n\n' | sed '/^$/d'
}

# complain TREE LANGUAGE - what the language's catalogue lacks, or has wrong
complain ()
{
  msgmerge -q --no-fuzzy-matching -o "$work/merged.po" "$1/po/$2.po" "$work/template.pot" || return 0
  msgfmt -c -o "$work/merged.mo" "$work/merged.po" 2>&1 || true
  msgattrib --no-obsolete --untranslated "$work/merged.po" | sed -n '/^msgid ""$/!s/^msgid /not translated: /p' | head -n 20
  msgattrib --no-obsolete --only-fuzzy "$work/merged.po" | sed -n '/^msgid ""$/!s/^msgid /not certain: /p' | head -n 20
  msgattrib --no-obsolete --translated "$work/merged.po" | "${PERL:-perl}" "$top/tests/check-mnemonics.pl" | head -n 20
}

template "$top" >"$work/template.pot"
for language in $(languages "$top")
do
  tap_result "po/$language.po has every text" "$(complain "$top" "$language")"
done
tap_equal 'po/scenario-texts.h has what the scenarios say; make update-po' "$(cat "$top/po/scenario-texts.h")" \
  "$("${PERL:-perl}" "$top/po/scenario-texts.pl" "$top"/data/scenarios/*.scenario)"

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

mkdir -p "$work/languages/po"
cat >"$work/template.pot" <<'END'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "One"
msgstr ""

msgid "Two"
msgstr ""

#, c-format
msgid "%s is three"
msgstr ""

msgid "_Four"
msgstr ""
END
cat >"$work/languages/po/xx.po" <<'END'
msgid ""
msgstr "Language: xx\nContent-Type: text/plain; charset=UTF-8\n"

msgid "One"
msgstr "Un"

#, c-format
msgid "%s is three"
msgstr "%d tri"

msgid "_Four"
msgstr "Kvar"
END
tap_equal 'the gate sees a text that is missing, one that is wrong, and a key that is' \
  "$(complain "$work/languages" xx | grep -o -e 'Two' -e "format specifications.*'msgid'" -e '_Four' | sort -u | wc -l)" 3

tap_done
