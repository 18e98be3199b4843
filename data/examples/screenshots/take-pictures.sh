#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# take-pictures.sh FOLDER - photographs a few states of the outbox, each with a description beside it: NAME.png and
# NAME.json. Copy this file and change the list at its end. NOTIFYSYNC names another program than the installed one.
set -eu

folder=$1
program=${NOTIFYSYNC:-notifysync}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)

take_all ()
{
  while read -r name options
  do
    # shellcheck disable=SC2086 # the options are words
    "$program" $options --screenshot "$folder/$name.png" --state-json "$folder/$name.json"
  done
}

# A display of our own, where there is none.
if test -z "${DISPLAY:-}"
then
  exec xvfb-run -a -s '-screen 0 1280x1024x24' dbus-run-session -- "$0" "$@"
fi

take_all <<END
list --scenario article-416 --size 1024x640
list-dark --scenario article-416 --size 1024x640 --theme dark
conflict --scenario article-416 --view item --open 5 --size 600x720
END
