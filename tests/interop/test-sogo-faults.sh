#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The crash matrix at a real server: each fault of the network × each kind of item. A proxy (fault-proxy.py) spoils the
# request that carries the item; then `notifysyncctl sync` runs until nothing waits. What became of the item tell the
# mails that SOGo handed on, and its objects by DAV, never our own client. Nothing may be lost, nothing be there twice,
# and only mails may end as uncertain, in the cells that `may_be_uncertain` names.
set -u

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/../.." && pwd)}
. "$top/tests/tap.sh"
. "$top/tests/interop/sogo.sh"

kinds='mail-14.1 mail-12.1 event contact change delete'
faults='cut-before cut-body=60 cut-passed=60 cut-passed=-8 lost half silence unheard 500 502 502-passed late=0.3'
cycles_max=4
events='<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"/></C:comp-filter></C:filter>'

# --- One cell ---------------------------------------------------------------------------------------

# ctl KIND ARGUMENT… - notifysyncctl on the profile of the kind
ctl ()
{
  timeout 120 "$program" --profile "$work/profile-$1" "${@:2}" </dev/null
}

# ask KIND WORD… - gives an order to the proxy of the kind, and prints its answer
ask ()
{
  local port
  port=$(cut -d' ' -f2 "$work/proxy-$1")
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  echo "${*:2}" >&3
  cat <&3
  exec 3>&-
}

# tag KIND FAULT - what the cell's item is called
tag ()
{
  printf '%s\n' "cell-$1-$2" | tr '.=' '--'
}

# set_up KIND - its proxy and its account
set_up ()
{
  local target=${EAS_URL_PLAIN#http://127.0.0.1:} protocol=14.1
  [ "$1" = mail-12.1 ] && protocol=12.1
  mkfifo "$work/ports-$1"
  python3 "$interop/fault-proxy.py" "${target%%/*}" >"$work/ports-$1" 2>"$work/proxy-$1.log" &
  helpers+=($!)
  head -n 1 "$work/ports-$1" >"$work/proxy-$1"
  ctl "$1" account set --server "http://127.0.0.1:$(cut -d' ' -f1 "$work/proxy-$1")" --user alice \
    --email alice@example.test --protocol "$protocol" --password-command 'echo alice-secret'
}

# prepare KIND - what is to be changed or deleted is there before, and the folder has its key
prepare ()
{
  local fault
  for fault in $faults first second
  do
    case $1 in
      change) write_contact "$(tag "$1" "$fault")" ;;
      delete) write_event "$(tag "$1" "$fault")" ;;
    esac
  done >"$work/prepare-$1"
  case $1 in
    event) write_event "$(tag "$1" first)" ;;
    contact) write_contact "$(tag "$1" first)" ;;
  esac >>"$work/prepare-$1"
  [ ! -s "$work/prepare-$1" ] || xargs "$program" --profile "$work/profile-$1" add <"$work/prepare-$1"
  ctl "$1" sync --cycles 2
}

# queue KIND TAG - prints the JSON of the item
queue ()
{
  case $1 in
    mail-*) ctl "$1" --json add "$(write_mail "$2")" ;;
    event) ctl "$1" --json add "$(write_event "$2")" ;;
    contact) ctl "$1" --json add "$(write_contact "$2")" ;;
    change) ctl "$1" --json add "$(write_contact "$2" Changed)" ;;
    delete) ctl "$1" --json add --delete "$work/$2.ics" ;;
  esac
}

# order KIND FAULT TAG - tells the proxy; what cuts before the body cannot wait for a text in it
order ()
{
  local command=Sync
  [ "${1#mail}" = "$1" ] || command=SendMail
  case $2 in
    cut-before | cut-body=*) ask "$1" next "$2" "$command" ;;
    *) ask "$1" next "$2" "$command" 1 "$3" ;;
  esac
}

# state_of KIND ID
state_of ()
{
  ctl "$1" --json show "$2" |
    sed -n 's/^{"id":[0-9]*,"kind":"[^"]*","operation":"[^"]*","state":"\([a-z]*\)".*/\1/p'
}

# run_cell KIND FAULT - prints kind, fault, whether it struck, how many cycles it took, and the item's state
run_cell ()
{
  local tag id cycles status=3 fired patience=120
  case $2 in silence | unheard) patience=4 ;; esac
  tag=$(tag "$1" "$2")
  id=$(queue "$1" "$tag" | sed -n 's/^{"id":\([0-9]*\),.*/\1/p')
  fired=$(ask "$1" fired)
  order "$1" "$2" "$tag" >/dev/null
  for ((cycles = 0; status == 3 && cycles < cycles_max; cycles++))
  do
    ctl "$1" sync --timeout "$patience" >/dev/null && status=0 || status=$?
  done
  [ "$(ask "$1" fired)" = "$fired" ] && fired=missed || fired=struck
  echo "$1 $2 $fired $cycles $(state_of "$1" "$id")"
  [ "$status" = 0 ] || ctl "$1" arrived "$id" >/dev/null
}

# run_kind KIND - all its cells, one after the other
run_kind ()
{
  local fault
  prepare "$1" >"$work/prepared-$1" 2>&1
  for fault in $faults
  do
    run_cell "$1" "$fault" 2>>"$work/log-$1"
  done >"$work/cells-$1"
}

# --- The oracle -------------------------------------------------------------------------------------

# dav_report FOLDER QUERY NAMESPACE DATA [FILTER] - all of alice's objects in the folder, with their content
dav_report ()
{
  curl --noproxy '*' -sS -u alice:alice-secret -X REPORT -H 'Content-Type: text/xml' -H 'Depth: 1' -d "<?xml version='1.0'?>
    <C:$2 xmlns:D='DAV:' xmlns:C='urn:ietf:params:xml:ns:$3'><D:prop><D:getetag/><C:$4/></D:prop>${5:-}</C:$2>" \
    "$DAV_URL/alice/$1/" | tr -d '\r' | sed 's/&#13;//g'
}

# objects_with LINE - how many objects of both folders have the line
objects_with ()
{
  awk -v RS='</D:response>' -v line="$1" 'index($0 "\n", "\n" line "\n") { n++ } END { print n + 0 }' "$work/objects"
}

# mails_with TAG - how many whole mails with the Message-ID SOGo has handed on, and how many that are cut
mails_with ()
{
  grep -lsF "Message-ID: <$1@example.test>" -r "$OUTGOING" | xargs -r grep -c '^At noon?' |
    awk '{ n++ } /^[^:]*:?1$/ || /:1$/ { whole++ } END { printf "%d+%d\n", whole, n - whole }'
}

# copies KIND TAG - what became of the cell's item: how often it was done as it was sent, and otherwise
copies ()
{
  case $1 in
    mail-*) mails_with "$2" ;;
    event) echo "$(objects_with "SUMMARY:Meeting $2")+0" ;;
    contact) echo "$(objects_with "N:$2;Ana")+0" ;;
    change) echo "$(objects_with "N:$2;Changed")+$(objects_with "N:$2;Ana")" ;;
    delete) echo "$((1 - $(objects_with "SUMMARY:Meeting $2")))+0" ;;
  esac
}

# --- The verdict ------------------------------------------------------------------------------------

# may_be_uncertain KIND FAULT - the cells of the docs' table
may_be_uncertain ()
{
  case $1:$2 in
    mail-*:cut-* | mail-*:unheard | mail-*:502 | mail-14.1:500) return 0 ;;
    *) return 1 ;;
  esac
}

# may_be_torn KIND FAULT - SOGo executes a raw mail of which it got a part only, now and then: it is the whole request of
# 12.1, and nothing in it tells where it ends. No client can keep it from that; with 14.1, the default, it refuses
may_be_torn ()
{
  case $1:$2 in
    mail-12.1:cut-passed=*) return 0 ;;
    *) return 1 ;;
  esac
}

# judge KIND FAULT STRUCK CYCLES STATE
judge ()
{
  local found wanted=1+0
  found=$(copies "$1" "$(tag "$1" "$2")")
  printf '%-10s %-14s %-7s %s cycles  %-10s %s\n' "$@" "$found" >>"$work/table"
  if [ "$found" = 0+1 ] && may_be_torn "$1" "$2"
  then
    tap_equal "$1, $2: SOGo sent a part of it, and not twice" "$3" struck
  elif [ "$5" = uncertain ] && may_be_uncertain "$1" "$2"
  then
    case $found in 0+0 | 1+0) found=$wanted ;; esac
    tap_equal "$1, $2: uncertain, and not there twice" "$3 $found" "struck $wanted"
  else
    tap_equal "$1, $2: settled, once" "$3 $5 $found" "struck delivered $wanted"
  fi
}

tap_result 'SOGo is up' ''
for kind in $kinds
do
  set_up "$kind"
done
for kind in $kinds
do
  run_kind "$kind" &
  running+=($!)
done
wait "${running[@]}"
{
  dav_report Calendar/personal calendar-query caldav calendar-data "$events"
  dav_report Contacts/personal addressbook-query carddav address-data
} >"$work/objects"
for kind in $kinds
do
  while read -r cell
  do
    # shellcheck disable=SC2086 # five words
    judge $cell
  done <"$work/cells-$kind"
done
tap_note "$(cat "$work/table")"
for kind in $kinds
do
  tap_equal "$kind: the radar finds nothing twice" "$(ctl "$kind" duplicates)" ''
done
tap_equal 'every cell was run' "$(wc -l <"$work/table")" "$(($(wc -w <<<"$kinds") * $(wc -w <<<"$faults")))"

tap_done
