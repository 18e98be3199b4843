#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The programs speak the language of the environment, from the catalogues of the folder that they are told of.
set -eu

. "$NS_TOP_SRCDIR/tests/tap.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# said LANGUAGE COMMAND… - what the command complains of
said ()
{
  language=$1
  shift
  NOTIFYSYNC_LOCALE_DIR=$work/locale LANGUAGE=$language "$@" 2>&1 || true
}

mkdir -p "$work/locale/tlh/LC_MESSAGES"
cat >"$work/tlh.po" <<'END'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

#, c-format
msgid "There is no command “%s”; “notifysyncctl --help” lists them."
msgstr "“%s” tu’lu’be’."
END
msgfmt -c -o "$work/locale/tlh/LC_MESSAGES/notifysync.mo" "$work/tlh.po"

tap_equal 'a language that has a catalogue' "$(said tlh "$NS_TOP_BUILDDIR/notifysyncctl" frob)" \
'notifysyncctl: “frob” tu’lu’be’.'
tap_equal 'a language that has none' "$(said la "$NS_TOP_BUILDDIR/notifysyncctl" frob)" \
'notifysyncctl: There is no command “frob”; “notifysyncctl --help” lists them.'

tap_done
