#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# pictures.sh PROGRAM SCENARIOS FOLDER - takes the pictures of the gallery's cards into FOLDER/scenarios, and those of
# docs/scenarios.md, the README and the software catalogue into FOLDER/docs. Needs a display, a session bus and ImageMagick. `make update-gallery` calls it.
set -eu

program=$1
scenarios=$2
folder=$3

mkdir -p "$folder/docs" "$folder/scenarios"

# take SCENARIO STEP - the window at this step, as $folder/whole.png
take ()
{
  "$program" --test-mode --demo="$scenarios/$1.scenario" --view lab --step "$2" --size 1280x800 \
    --screenshot "$folder/whole.png"
}

# A card has the three panes, small; on a HiDPI display it is drawn with all these pixels.
while read -r name step
do
  take "$name" "$step"
  convert "$folder/whole.png" -crop 1280x560+0+146 +repage -resize 720x -dither None -colors 256 -strip \
    -define png:exclude-chunks=date,time,tIME PNG8:"$folder/scenarios/$name.png"
done <<END
article-416 27
big-outbox 7
conflict-resend 8
conversion-error 9
device-46 11
empty 4
kerio-66-ssl 17
kerio-67 11
lost-reply 5
offline 11
password-changed 8
poison-item 8
reminder-echo 9
ssl-off 11
throttled 4
END

# The documents have the whole window at the key steps of the main story.
while read -r name step picture
do
  take "$name" "$step"
  convert "$folder/whole.png" -dither None -colors 256 -strip -define png:exclude-chunks=date,time,tIME \
    PNG8:"$folder/docs/$picture.png"
done <<END
kerio-66-ssl 3 kerio-66-ssl-trouble
kerio-66-ssl 17 kerio-66-ssl-copies
kerio-66-ssl 21 kerio-66-ssl-device
kerio-66-ssl 31 kerio-66-ssl-server
kerio-66-ssl 41 kerio-66-ssl-plain
END

# The README and the software catalogue have the windows.
while read -r picture options
do
  # shellcheck disable=SC2086 # the options are words
  "$program" --test-mode --screenshot "$folder/whole.png" $options
  convert "$folder/whole.png" -dither None -colors 256 -strip -define png:exclude-chunks=date,time,tIME \
    PNG8:"$folder/docs/$picture.png"
done <<END
outbox --scenario $scenarios/article-416.scenario --view pane --open 7 --size 1120x630
outbox-dark --scenario $scenarios/article-416.scenario --view pane --open 6 --size 1120x630 --theme dark
conflict --scenario $scenarios/article-416.scenario --view item --open 5 --size 640x720
END
rm -f "$folder/whole.png"
