#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# SOGo reports no conflicts, so the outbox compares before it sends. Here it must not see one where nobody else touched
# the object, whatever normal form SOGo gives it; and where somebody did, by DAV, it must overwrite nothing before the
# user says so.
set -u

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/../.." && pwd)}
. "$top/tests/tap.sh"
. "$top/tests/interop/sogo.sh"

event_shapes='plain zoned all-day notes reminder full'
contact_shapes='card rich'
shapes="$event_shapes $contact_shapes"

# --- What is sent -----------------------------------------------------------------------------------

# event_lines SHAPE - what the event of this shape has besides its title. What repeats, and who is invited, cannot be
# queued from a file
event_lines ()
{
  local zoned=$'DTSTART;TZID=Europe/Berlin:20090617T100000\nDTEND;TZID=Europe/Berlin:20090617T113000'
  local utc=$'DTSTART:20090617T100000Z\nDTEND:20090617T110000Z'
  local reminder=$'BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Reminder\nTRIGGER:-PT15M\nEND:VALARM'
  local notes='DESCRIPTION:First line\nSecond line\, with a comma\n\nÜber & <more>  two blanks\n'
  case $1 in
    plain) echo "$utc" ;;
    zoned) echo "$zoned" ;;
    all-day) printf '%s\n' 'DTSTART;VALUE=DATE:20090617' 'DTEND;VALUE=DATE:20090619' 'TRANSP:TRANSPARENT' ;;
    notes) printf '%s\n' "$utc" "$notes" 'LOCATION:Room 1\, ground floor' 'CATEGORIES:Work,Travel' 'CLASS:PRIVATE' ;;
    reminder) printf '%s\n' "$utc" "$reminder" ;;
    full) printf '%s\n' "$zoned" "$notes" "$reminder" 'LOCATION:Room 2' ;;
  esac
}

# contact_lines SHAPE
contact_lines ()
{
  case $1 in
    card) echo 'EMAIL:ana@example.test' ;;
    rich)
      printf '%s\n' 'ORG:Example Corporation;Sales' 'TITLE:Head of Sales' 'NICKNAME:Annie' 'BDAY:1975-03-09' \
        'EMAIL;TYPE=WORK:Ana.Lima@Example.test' 'EMAIL;TYPE=HOME:ana@home.example.test' 'TEL;TYPE=WORK,VOICE:+49 30 1234-0' \
        'TEL;TYPE=CELL:+49 170 1234' 'TEL;TYPE=HOME:030 / 99 88' 'TEL;TYPE=WORK,FAX:+49 30 1234-99' \
        'ADR;TYPE=WORK:;;Hauptstraße 1;Berlin;;10115;Germany' 'ADR;TYPE=HOME:;2nd floor;Nebenweg 2;Köln;NRW;50667;Germany' \
        'URL:http://ana.example.test/' 'NOTE:Met in June\nLikes tea\, not coffee' 'CATEGORIES:Friends,Work' \
        'X-EVOLUTION-SPOUSE:Rui' 'X-EVOLUTION-MANAGER:Max' 'X-EVOLUTION-ASSISTANT:Eva' 'X-EVOLUTION-ANNIVERSARY:1999-05-01'
      ;;
  esac
}

# is_contact SHAPE
is_contact ()
{
  case " $contact_shapes " in *" $1 "*) return 0 ;; *) return 1 ;; esac
}

# uid SHAPE - that of its object in the running part
uid ()
{
  echo "$part-$1"
}

# write_shape SHAPE WORD - prints the name of a file with the object of this shape, titled with the word
write_shape ()
{
  local file
  file=$work/$(uid "$1")
  if is_contact "$1"
  then
    { printf '%s\n' BEGIN:VCARD VERSION:3.0 "UID:$(uid "$1")" "N:$(uid "$1");$2;;;" "FN:$2 $(uid "$1")"
      contact_lines "$1"
      echo END:VCARD; } | sed 's/$/\r/' >"$file.vcf"
    echo "$file.vcf"
  else
    { printf '%s\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//notifysync//test//EN BEGIN:VEVENT "UID:$(uid "$1")" \
        DTSTAMP:20090615T090000Z "SUMMARY:$2 $(uid "$1")"
      event_lines "$1"
      printf '%s\n' END:VEVENT END:VCALENDAR; } | sed 's/$/\r/' >"$file.ics"
    echo "$file.ics"
  fi
}

# title SHAPE WORD - the line of its object that holds the word
title ()
{
  if is_contact "$1"
  then
    echo "N:$(uid "$1");$2"
  else
    echo "SUMMARY:$2 $(uid "$1")"
  fi
}

# --- Both sides -------------------------------------------------------------------------------------

ctl ()
{
  timeout 120 "$program" --profile "$work/profile-$part" "$@" </dev/null
}

# folder SHAPE - where its object is, for DAV
folder ()
{
  is_contact "$1" && echo Contacts/personal || echo Calendar/personal
}

# queue WORD SHAPE… - the objects of these shapes, with a title of this word
queue ()
{
  local shape files=()
  for shape in "${@:2}"
  do
    files+=("$(write_shape "$shape" "$1")")
  done
  ctl add "${files[@]}" >"$work/add.log" 2>&1 || tap_result "$part: $1 is queued" "$(cat "$work/add.log")"
}

# forget_keys - what a server does to a device now and then: the next pull brings everything
forget_keys ()
{
  python3 -c 'import sqlite3, sys
with sqlite3.connect (sys.argv[1]) as db:
  db.execute ("UPDATE collection SET sync_key = NULL")' "$work/profile-$part/outbox.db"
}

# known_as_servers - of how many of the shapes the outbox has the server's form
known_as_servers ()
{
  python3 -c 'import sqlite3, sys
with sqlite3.connect (sys.argv[1]) as db:
  print (*db.execute ("SELECT COUNT (*) FROM known_object WHERE is_servers AND uid NOT LIKE \"%other\"").fetchone ())' \
    "$work/profile-$part/outbox.db"
}

# change_by_dav SHAPE FROM TO - somebody else gives its object another title
change_by_dav ()
{
  local url type='text/calendar; charset=utf-8'
  is_contact "$1" && type='text/vcard; charset=utf-8'
  url=$(dav_find "$(folder "$1")" "$(title "$1" "$2")")
  curl --noproxy '*' -sS -u alice:alice-secret "$url" |
    sed "/^\(SUMMARY\|N\|FN\):/s/$2/$3/" >"$work/object"
  curl --noproxy '*' -sS -f -u alice:alice-secret -H "Content-Type: $type" -T "$work/object" "$url" >"$work/put.log" 2>&1 ||
    tap_result "$part: $1 is changed by DAV" "$(cat "$work/put.log")"
}

# sync_ends_with STATUS NAME
sync_ends_with ()
{
  local status=0
  ctl sync >"$work/sync.log" 2>&1 || status=$?
  tap_equal "$part: $2: sync ends with $1" "$status" "$1"
  [ "$status" = "$1" ] || tap_note "$(cat "$work/sync.log"; explain)"
}

# explain - each item that waits, and what its fields are on both sides
explain ()
{
  local id
  for id in $(ids)
  do
    ctl conflict "$id"
    echo "$id"
  done 2>&1
}

# ids - of what is in the outbox
ids ()
{
  ctl --json list | sed -n 's/^{"id":\([0-9]*\),.*/\1/p'
}

# there_once WORD NAME SHAPE…
there_once ()
{
  local shape
  for shape in "${@:3}"
  do
    tap_equal "$part: $2: $shape is there once" "$(dav_count "$(folder "$shape")" "$(title "$shape" "$1")")" 1
  done
}

# --- The cases --------------------------------------------------------------------------------------

# goes_out WORD NAME [fetched] - nobody else changed anything: all that was queued arrives
# shellcheck disable=SC2086 # many words
goes_out ()
{
  queue "$1" $shapes
  [ -z "${3:-}" ] || forget_keys
  sync_ends_with 0 "$2"
  there_once "$1" "$2" $shapes
}

# fetch_all NAME - a change of something else fetches everything, so that later changes start from the server's form
fetch_all ()
{
  ctl add "$(write_event "$part-other" "$1")" "$(write_contact "$part-other" "$1")" >/dev/null
  forget_keys
  sync_ends_with 0 "all is fetched for $1"
  tap_equal "$part: the outbox has the server's form of $1" "$(known_as_servers)" "$(wc -w <<<"$shapes")"
}

# is_kept_back NAME SHAPE… - the outbox has a conflict for each, and the server what DAV gave it
is_kept_back ()
{
  local shape
  sync_ends_with 1 "$1"
  tap_equal "$part: $1: each is in conflict" "$(ctl --json list | grep -c '"local-changed-on-server"')" $(($# - 1))
  for shape in "${@:2}"
  do
    tap_equal "$part: $1: $shape is as DAV left it" "$(dav_count "$(folder "$shape")" "$(title "$shape" Theirs)")" 1
  done
}

# meets_theirs - what somebody else changed by DAV is not overwritten, nor deleted, unless the user says so
meets_theirs ()
{
  local shape
  for shape in zoned rich
  do
    change_by_dav "$shape" Sixth Theirs
    queue Mine "$shape"
  done
  is_kept_back 'a change of what was changed there' zoned rich
  ctl resend --all >/dev/null
  sync_ends_with 0 'Resend'
  there_once Mine 'Resend' zoned rich

  change_by_dav reminder Sixth Theirs
  change_by_dav card Sixth Theirs
  ctl add --delete "$work/$(uid reminder).ics" "$work/$(uid card).vcf" >/dev/null
  is_kept_back 'a deletion of what was changed there' reminder card
  ctl resend --all >/dev/null
  sync_ends_with 0 'Resend of the deletion'
  for shape in reminder card
  do
    tap_equal "$part: $shape is gone" "$(dav_count "$(folder "$shape")" "$(title "$shape" Theirs)")" 0
  done
}

# is_removed NAME - nobody else changed what is left: it can all be deleted
is_removed ()
{
  local shape files=()
  for shape in $shapes
  do
    case $shape in reminder | card) continue ;; esac
    files+=("$(write_shape "$shape" Mine)")
  done
  forget_keys
  ctl add --delete "${files[@]}" >/dev/null
  sync_ends_with 0 "$1"
  for shape in $shapes
  do
    tap_equal "$part: $1: $shape is gone" "$(dav_count "$(folder "$shape")" "$(title "$shape" Sixth)"
      dav_count "$(folder "$shape")" "$(title "$shape" Mine)")" $'0\n0'
  done
}

# run_part PROTOCOL
run_part ()
{
  part=guard-$1
  ctl account set --server "$EAS_URL" --user alice --email alice@example.test --protocol "$1" \
    --password-command 'echo alice-secret' --ca "$EAS_CA"
  ctl add "$(write_event "$part-other")" "$(write_contact "$part-other")" >/dev/null
  goes_out First 'what is new'
  goes_out Second 'a change in the same session'
  goes_out Third 'a change, and all is fetched before it goes' fetched
  goes_out Fourth 'a change after that'
  fetch_all changes
  goes_out Fifth "a change of the server's form"
  fetch_all more
  goes_out Sixth "a change of the server's form, and all is fetched before it goes" fetched
  meets_theirs
  is_removed 'a deletion, and all is fetched before it goes'
  tap_equal "$part: nothing exists twice" "$(ctl duplicates)" ''
}

tap_result 'SOGo is up' ''
run_part 14.1
run_part 12.1

tap_done
