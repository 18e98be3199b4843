#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# repeat.sh PROGRAM POINTER SCENARIO FOLDER RUNS - takes the same picture so often into FOLDER, each time for another
# user with other settings, another language and the pointer somewhere else. Needs a display.
set -eu

program=$1
pointer=$2
scenario=$3
folder=$4
runs=$5

# make_home FOLDER - a user who wants everything otherwise
make_home ()
{
  mkdir -p "$1/.config/gtk-3.0" "$1/.config/fontconfig" "$1/.local/share/icons/Adwaita" "$1/.fonts"
  echo '* { background: red; font-size: 30px; }' >"$1/.config/gtk-3.0/gtk.css"
  printf '[Settings]\ngtk-theme-name=HighContrastInverse\ngtk-font-name=DejaVu Serif 16\ngtk-xft-dpi=150000\ngtk-xft-rgba=rgb\n' \
    >"$1/.config/gtk-3.0/settings.ini"
  cat >"$1/.config/fontconfig/fonts.conf" <<END
<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'>
<fontconfig><match target='font'><edit name='antialias' mode='assign'><bool>false</bool></edit>
<edit name='embolden' mode='assign'><bool>true</bool></edit></match></fontconfig>
END
}

# take N - the picture of run N
take ()
{
  home=$folder/home$(($1 % 4))
  case $(($1 % 4)) in
    0) set -- "$1" LANG=C TZ=UTC ;;
    1) set -- "$1" LANG=de_DE.UTF-8 LANGUAGE=de TZ=Asia/Tokyo GTK_THEME=HighContrast ;;
    2) set -- "$1" LC_ALL=C LANGUAGE=ar TZ=America/New_York GDK_SCALE=2 GDK_DPI_SCALE=1.5 ;;
    3) set -- "$1" LC_TIME=C.UTF-8 GTK_MODULES=nothing FONTCONFIG_FILE="$folder/home1/.config/fontconfig/fonts.conf" ;;
  esac
  picture=$folder/$1.png
  shift
  env -u XDG_CONFIG_HOME -u XDG_DATA_HOME -u XDG_CACHE_HOME -u LC_ALL HOME="$home" "$@" \
    "$program" --scenario "$scenario" --screenshot "$picture" 2>>"$folder/log" || echo "run $picture failed" >>"$folder/log"
}

for home in 0 1 2 3
do
  mkdir -p "$folder/home$home"
done
make_home "$folder/home1"
make_home "$folder/home3"

n=0
while test "$n" -lt "$runs"
do
  "$pointer" $((n * 97 % 800)) $((n * 61 % 600)) 2>>"$folder/log"
  take "$n" &
  first=$!
  take $((n + 1)) &
  wait "$first" "$!"
  n=$((n + 2))
done
