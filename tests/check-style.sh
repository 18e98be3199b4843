#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The house style, one test per rule of check-style.pl; then, for each rule, a tree with one sin against it proves
# that the gate can fail. What is only wanted, not demanded, is shown as a diagnostic.
set -eu

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/.." && pwd)}
perl=${PERL:-perl}
. "$top/tests/tap.sh"

scan ()
{
  "$perl" "$top/tests/check-style.pl" "$1"
}

# lines COUNT TEXT - TEXT, COUNT times
lines ()
{
  awk -v count="$1" -v text="$2" 'BEGIN { while (count-- > 0) print text }'
}

# function_with NAME TYPE - reads a body and prints it as a documented function
function_with ()
{
  printf '/**\n * %s:\n *\n * Does.\n */\n%s\n%s (void)\n{\n' "$1" "$2" "$1"
  cat
  printf '}\n'
}

# sample FILE - writes standard input as src/sample/FILE, below a good head
sample ()
{
  { printf '/* SPDX-License-Identifier: GPL-3.0-or-later */\n#include "config.h"\n'; cat; } >"$bad/src/sample/$1"
}

# expect RULE FILE:LINE... - exactly these sins against RULE are found in the samples, which then go
expect ()
{
  rule=$1
  shift
  tap_equal "the gate sees $rule" "$(scan "$bad" | sed -n 's/^error \([^:]*:[0-9]*\):.*/\1/p')" \
    "$(printf '%s\n' "$@" | sed "s/^/$rule /")"
  rm -f "$bad"/*/*/*
}

found=$(scan "$top")
for rule in $("$perl" "$top/tests/check-style.pl" --rules)
do
  tap_result "$rule" "$(printf '%s\n' "$found" | sed -n "s/^error $rule //p")"
done
tap_note "$(printf '%s\n' "$found" | sed -n 's/^note /wanted: /p')"

bad=$(mktemp -d)
trap 'rm -rf "$bad"' EXIT
mkdir -p "$bad/src/sample" "$bad/tests/sample"

{ function_with ns_good void <<'END'
  const char *text = "goto tab	strcpy (a, b) /* "; /* goto strcpy (a, b) */

  for (guint i = 0; i < 4; i++)
    if (i == 0)
      timeout_sleep (text);
    else if (i == 1)
      self->system (text);
    else if (i == 2)
      return;
END
  printf '\nstatic void\nns_private (void)\n{\n}\n'; } | sed 's/	/\\t/' | sample good.c
tap_equal 'good code passes' "$(scan "$bad")" ''
rm -f "$bad"/src/sample/*

lines 699 'typedef int Number;' | sample long.c
expect file-size src/sample/long.c:701
lines 69 '  work ();' | function_with ns_long void | sample long.c
expect function-size src/sample/long.c:9
function_with ns_deep void <<'END' | sample deep.c
  if (a)
    for (;;)
      {
        while (b)
          do
            {
              if (c)
                work ();
            }
          while (d);
      }
END
expect nesting src/sample/deep.c:18
printf 'static int\nns_many (int a, int b, int c, int d, int e, int (*f) (int, int),\n         int g, int h, int i, GError **error)\n{\n}\n' |
  sample many.c
expect parameters src/sample/many.c:4
printf '/* %118s */\n' x | sample wide.c
expect columns src/sample/wide.c:3
printf '\tint x;\n' | sample tab.c
expect tabs src/sample/tab.c:3
printf 'int x; \n' | sample trailing.c
expect trailing-space src/sample/trailing.c:3
printf '#include "config.h"\n' >"$bad/src/sample/free.c"
expect spdx src/sample/free.c:1
printf '/* SPDX-License-Identifier: GPL-3.0-or-later */\n#include <glib.h>\n' >"$bad/src/sample/first.c"
expect config-first src/sample/first.c:2
sample twice.h </dev/null
expect pragma-once src/sample/twice.h:1
printf 'void\nns_bare (int a,\n         int b)\n{\n}\n\n/**\n * ns_other:\n */\nint\nns_wrong (void)\n{\n}\n' | sample bare.c
expect gtk-doc src/sample/bare.c:4 src/sample/bare.c:13
function_with ns_jump void <<'END' | sample jump.c
  goto out;
END
expect goto src/sample/jump.c:11
printf 'static int x = usleep (1);\n' | sample nap.c
printf 'static int x = g_usleep (1);\n' | sample nap2.c
expect sleep src/sample/nap.c:3 src/sample/nap2.c:3
printf '/* SPDX-License-Identifier: GPL-3.0-or-later */\n#include "config.h"\nint x = g_assert (1);\n' >"$bad/tests/sample/bare.c"
expect assert tests/sample/bare.c:3
{ printf 'static int x = strcpy (a, b);\n'; printf 'static int x = f (system (a));\n'; } | sample bad.c
expect forbidden src/sample/bad.c:3 src/sample/bad.c:4

tap_done
