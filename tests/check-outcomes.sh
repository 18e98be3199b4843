#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every outcome that the engine can emit has a row in the cause catalogue, with one action and three sentences that
# translators can reach. The catalogue is asked for by a program, the emission points are read from the sources.
set -eu

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/.." && pwd)}
build=${NS_TOP_BUILDDIR:-$top}
perl=${PERL:-perl}
. "$top/tests/tap.sh"
command -v xgettext >/dev/null || tap_skip_all 'xgettext is not installed'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

walk ()
{
  "$perl" "$top/tests/check-outcomes.pl" "$@"
}

# template TREE - its template for translators, made as po/Makefile makes it
template ()
{
  options=$(sed -n 's/^XGETTEXT_OPTIONS = //p' "$top/po/Makevars")
  # shellcheck disable=SC2086
  xgettext $options --directory="$1" --files-from="$1/po/POTFILES.in" --no-wrap --omit-header --output=- \
    2>"$work/complaints" || cat "$work/complaints" >&2
}

"$build/tests/model/print-causes" >"$work/rows"
template "$top" >"$work/template"
tap_result 'every outcome has a row, an action, and texts for translators' \
  "$(walk "$top" "$work/rows" "$work/template" 2>&1)"

# From here on: one sin a file, to prove that the gate can fail.
bad=$work/bad
mkdir -p "$bad/src/model" "$bad/src/sync" "$bad/src/transport" "$bad/po"
cat >"$bad/src/model/ns-outcome.h" <<'EOF'
  NS_DOMAIN_NONE = 0,
  NS_DOMAIN_SYNC = 1, /* Sync */
  NS_DOMAIN_COMMON = 2,
  NS_DOMAIN_HTTP = 6,
  NS_DOMAIN_NETWORK = 7,
  NS_DOMAIN_LOCAL = 8,
  NS_NETWORK_KNOWN = 1,
  NS_NETWORK_NEW = 99,
EOF
cat >"$bad/src/sync/ns-made.c" <<'EOF'
#define WIPE 140
/* { NS_DOMAIN_SYNC, 55 } in a comment is nothing */
x = (NsOutcome) { NS_DOMAIN_SYNC, 77, NS_COMMAND_SYNC, 200 };
x = (NsOutcome) { NS_DOMAIN_NONE, 0, NS_COMMAND_SYNC, 200 };
y = ns_interpret_status (NS_COMMAND_SYNC, 1);
y = ns_interpret_status (NS_COMMAND_SYNC, 17);
y = ns_interpret_status (NS_COMMAND_PING, WIPE);
EOF
cat >"$bad/src/transport/ns-asked.c" <<'EOF'
if (outcome.domain == NS_DOMAIN_HTTP && (outcome.code == 200
    || outcome.code == 418))
  return NS_LOCAL_NOWHERE;
case NS_DOMAIN_SYNC:
  return outcome.code == 6;
EOF
cat >"$bad/src/model/ns-words.c" <<'EOF'
a = N_("Why \"so\".");
a = N_("What.");
a = N_("Do.");
EOF
echo src/model/ns-words.c >"$bad/po/POTFILES.in"
row ()
{
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$@"
}
{
  for domain in 1 2 6 7 8
  do
    row $domain 0 "all-$domain" open wait 'Why "so".' What. Do.
  done
  row 7 1 network-known open wait 'Why "so".' What. Do.
  row 6 200 http-200 delivered none 'Why "so".' What. Do.
  row 6 300 http-300 open none 'Why "so".' What. Do.
  row 6 301 http-301 open wait 'Nobody can translate this.' What. Do.
  row 6 302 http-302 open wait '' What. Do.
} >"$work/bad-rows"
template "$bad" >"$work/bad-template"
tap_equal 'the gate sees what has no row, no action, no text' \
  "$(walk "$bad" "$work/bad-rows" "$work/bad-template" 2>&1)" \
'http-300: no action
http-301: “Nobody can translate this.” is not in the template for translators
http-302: “” is not in the template for translators
http-302: needs three sentences
src/sync/ns-made.c:6: domain 1 code 17 has no row in the cause catalogue
src/transport/ns-asked.c:5: domain 1 code 6 has no row in the cause catalogue
src/sync/ns-made.c:3: domain 1 code 77 has no row in the cause catalogue
src/sync/ns-made.c:7: domain 2 code 140 has no row in the cause catalogue
src/transport/ns-asked.c:2: domain 6 code 418 has no row in the cause catalogue
NS_NETWORK_NEW: domain 7 code 99 has no row in the cause catalogue
src/transport/ns-asked.c:3: domain 8 code ‘NS_LOCAL_NOWHERE’ has no row in the cause catalogue'

tap_done
