#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# No layer includes another that stands below it in the design, and each foreign library is seen by its own layer
# only. One test per folder of src/; then a tree with every possible sin proves that the gate can fail.
set -eu

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/.." && pwd)}
. "$top/tests/tap.sh"

# scan TREE - the violations in TREE/src, as check-layers.awk prints them
scan ()
{
  (cd "$1" && find src -mindepth 2 -name '*.[ch]' | LC_ALL=C sort | xargs awk -f "$top/tests/check-layers.awk")
}

# sample FILE INCLUDE... - writes a file of the bad tree
sample ()
{
  file=$bad/src/$1
  shift
  mkdir -p "$(dirname "$file")"
  printf '#include %s\n' "$@" >"$file"
}

found=$(scan "$top")
for folder in "$top"/src/*/
do
  layer=$(basename "$folder")
  tap_result "src/$layer includes only what it may" "$(printf '%s\n' "$found" | sed -n "s/^$layer //p")"
done

# What must run without a display must not drag one in.
for program in notifysyncctl notifysync-sendmail notifysync-simulator
do
  file=${NS_TOP_BUILDDIR:-$top/build}/$program
  test -e "$file" || continue
  tap_result "$program links no GTK" "$(ldd "$file" | grep -E 'lib(gtk|gdk)-3' || true)"
done

bad=$(mktemp -d)
trap 'rm -rf "$bad"' EXIT
sample base/ns-good.c '"config.h"' '"base/ns-good.h"' '<gio/gio.h>'
sample base/ns-up.c '"config.h"' '"model/ns-item.h"'
sample ctl/ns-widget.c '<gtk/gtk.h>' '"view/ns-window.h"'
sample eas/ns-bare.c '"ns-bare.h"'
sample model/ns-unknown.c '"net/ns-net.h"'
sample net/ns-net.c '<glib.h>'
sample sim/ns-peek.c '"store/ns-store.h"' '<libsoup/soup.h>'
sample store/ns-web.c '<sqlite3.h>' '<libsoup/soup.h>' '<libsecret/secret.h>'
sample sync/ns-private.c '"store/ns-store-private.h"' '"store/ns-store.h"'
sample transport/ns-sql.c '<sqlite3.h>'
sample view/ns-wire.c '<gtk/gtk.h>' '"sync/ns-engine.h"' '"transport/ns-connection.h"'
tap_equal 'the gate sees each sin of the bad tree' "$(scan "$bad" | sed 's/: .*//')" \
'base src/base/ns-up.c:2
ctl src/ctl/ns-widget.c:1
eas src/eas/ns-bare.c:1
model src/model/ns-unknown.c:1
net src/net/ns-net.c:1
sim src/sim/ns-peek.c:1
store src/store/ns-web.c:2
store src/store/ns-web.c:3
sync src/sync/ns-private.c:1
transport src/transport/ns-sql.c:1
view src/view/ns-wire.c:3'

tap_done
