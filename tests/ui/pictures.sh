#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# pictures.sh PROGRAM FOLDER - takes every picture of the list below into FOLDER. Needs a display and a session bus.
# One line a picture: its name, then the options that make it.
set -eu

program=$1
folder=$2
here=$(cd "$(dirname "$0")" && pwd)

while read -r name options
do
  # The port of the simulator is another one each time, so it is told where it stands.
  case $name in
    account*) options="$options --state-json $folder/$name.json" ;;
  esac
  # shellcheck disable=SC2086 # the options are words
  if ! (cd "$here" && "$program" --test-mode --screenshot "$folder/$name.png" $options) 2>"$folder/$name.log"
  then
    cat "$folder/$name.log" >&2
  fi
done <<END
list --scenario ../../data/scenarios/article-416.scenario --size 880x560
list-2x --scenario ../../data/scenarios/article-416.scenario --size 520x330 --select 7 --scale 2
list-360 --scenario ../../data/scenarios/article-416.scenario --size 360x640 --select 5
list-360-ar --scenario ../../data/scenarios/article-416.scenario --size 360x520 --locale ar_EG --theme dark
selection-360-de --scenario ../../data/scenarios/article-416.scenario --select 5,7,8 --size 360x520 --locale de_DE
pane --scenario ../../data/scenarios/article-416.scenario --view pane --open 7 --size 1200x720
pane-dark --scenario ../../data/scenarios/article-416.scenario --view pane --open 5 --size 1200x720 --theme dark
pane-360-ar --scenario ../../data/scenarios/article-416.scenario --view pane --open 8 --size 360x560 --locale ar_EG --theme dark
pane-360 --scenario ../../data/scenarios/article-416.scenario --view pane --open 5 --size 360x720
list-dark --scenario ../../data/scenarios/article-416.scenario --size 880x560 --theme dark
list-rtl --scenario ../../data/scenarios/article-416.scenario --size 880x560 --direction rtl
item-2x --scenario ../../data/scenarios/article-416.scenario --view item --open 7 --size 480x380 --scale 2
error-6 --scenario ../../data/scenarios/article-416.scenario --view item --open 7 --size 600x560
item-high-contrast --scenario ../../data/scenarios/article-416.scenario --view item --open 8 --size 600x480 --theme high-contrast
conflict-7 --scenario ../../data/scenarios/article-416.scenario --view item --open 5 --size 600x720
conflict-fields --scenario ./conflict-fields.scenario --view item --open 2 --size 600x830
conflict-fields-rtl --scenario ./conflict-fields.scenario --view item --open 2 --size 600x830 --direction rtl --theme dark
reminder-echo --scenario ../../data/scenarios/article-416.scenario --view item --open 6 --size 600x740
pending-dark --scenario ../../data/scenarios/article-416.scenario --view item --open 8 --size 600x560 --theme dark
uncertain --scenario ./uncertain.scenario --view item --open 1 --size 600x540
isolated --scenario ../../data/scenarios/poison-item.scenario --view item --open 3 --size 600x560
account --scenario ../../data/scenarios/lost-reply.scenario --view account --test
account-ar --scenario ./password.scenario --view account --test --locale ar_EG --theme dark
account-certificate --scenario ./certificate.scenario --view account --test
account-new --profile $folder/profile --view account --theme high-contrast
welcome --profile $folder/profile --size 700x500
duplicates --scenario ./duplicates.scenario --view duplicates
duplicates-rtl --scenario ./duplicates.scenario --view duplicates --direction rtl --theme dark
duplicates-bar --scenario ./duplicates.scenario --size 800x500
too-large --scenario ./too-large.scenario --view item --open 1 --size 600x560
empty --scenario ./empty.scenario --size 800x500
paused --scenario ./paused.scenario --size 800x500
pane-ar --scenario ../../data/scenarios/article-416.scenario --view pane --open 6 --size 1100x640 --locale ar_EG
conflict-ja --scenario ./conflict-fields.scenario --view item --open 2 --size 600x830 --locale ja_JP
lab-de --scenario ../../data/scenarios/kerio-66-ssl.scenario --view lab --step 14 --size 1280x800 --locale de_DE
lab-gallery --demo --view lab --size 1280x800
lab-conflict --scenario ../../data/scenarios/conflict-resend.scenario --view lab --step 10 --size 1280x800
lab-conflict-dark --scenario ../../data/scenarios/conflict-resend.scenario --view lab --step 13 --size 1280x800 --theme dark
lab-faults --scenario ./faults.scenario --view lab --step 6 --faults --size 1280x800
lab-faults-rtl --scenario ./faults.scenario --view lab --step 6 --faults --size 1280x800 --direction rtl --theme dark
lab-kerio --scenario ../../data/scenarios/kerio-66-ssl.scenario --view lab --step 14 --size 1280x800
lab-lost --scenario ../../data/scenarios/lost-reply.scenario --view lab --step 6 --size 1280x800
lab-lost-rtl --scenario ../../data/scenarios/lost-reply.scenario --view lab --step 8 --size 1280x800 --direction rtl
search --scenario ../../data/scenarios/article-416.scenario --search Fischer --size 880x560
search-nothing --scenario ../../data/scenarios/article-416.scenario --search Zeppelin --size 880x560
chips-dark --scenario ../../data/scenarios/article-416.scenario --filter needs-you --size 880x560 --theme dark
selection --scenario ../../data/scenarios/article-416.scenario --select 5,7,8 --size 880x560
history --scenario ../../data/scenarios/article-416.scenario --view history --size 880x560
shortcuts --scenario ../../data/scenarios/article-416.scenario --view shortcuts
list-high-contrast --scenario ../../data/scenarios/article-416.scenario --size 880x560 --theme high-contrast
pane-high-contrast-inverse --scenario ../../data/scenarios/article-416.scenario --view pane --open 5 --size 1200x720 --theme high-contrast-inverse
END
