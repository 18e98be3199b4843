# shellcheck shell=sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced by the tests that look at the window over the accessibility bus: a desk with a screen, a session and that bus.

# desk_require PROGRAM - skips the script where something is missing that such a desk needs, or the test's own program
desk_require ()
{
  test -x "$1" || tap_skip_all 'libatspi was not there when this was configured'
  for tool in Xvfb xvfb-run dbus-run-session msgfmt xgettext
  do
    command -v "$tool" >/dev/null || tap_skip_all "$tool is not installed"
  done
  test -x /usr/libexec/at-spi-bus-launcher || tap_skip_all 'at-spi2-core is not installed'
}

# desk_run HOME COMMAND… - runs it there, with an empty home; a program that was left behind must not keep us for ever
desk_run ()
{
  home=$1
  shift
  mkdir -p "$home"
  env -u NO_AT_BRIDGE HOME="$home" XDG_DATA_HOME="$home" XDG_CONFIG_HOME="$home" XDG_CACHE_HOME="$home" \
    XDG_RUNTIME_DIR="$home" GDK_BACKEND=x11 NS_TOP_SRCDIR="$top" NS_TOP_BUILDDIR="$build" \
    timeout -k 10 400 xvfb-run -n "$tap_display" -a -s '-screen 0 1280x1024x24 -nolisten tcp' dbus-run-session -- "$@"
}

# desk_make_pseudo FOLDER - adds the language xx, which nobody speaks, to the catalogues there
desk_make_pseudo ()
{
  mkdir -p "$1/xx/LC_MESSAGES"
  (
    cd "$top"
    # shellcheck disable=SC2046 # the options are words
    xgettext $(sed -n 's/^XGETTEXT_OPTIONS = //p' po/Makevars) --files-from=po/POTFILES.in --package-name=notifysync -o -
  ) | "${PERL:-perl}" "$top/tests/pseudo-locale.pl" | msgfmt -o "$1/xx/LC_MESSAGES/notifysync.mo" -
}
