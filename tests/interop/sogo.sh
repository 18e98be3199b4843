# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced by every test with a real SOGo server: starts one below the temporary folder $work, and asks it by IMAP and
# DAV what it holds.

program=${NS_TOP_BUILDDIR:-$PWD}/notifysyncctl
interop=$top/tests/interop
unset G_DEBUG # a warning of the program is for its user, no defect

[ "$(id -u)" = 0 ] || tap_skip_all 'starting a SOGo server needs root'
[ -e /etc/debian_version ] || tap_skip_all 'SOGo is installed from the packages of Debian'
command -v apt-get >/dev/null || tap_skip_all 'there is no apt-get'

work=$(mktemp -d /tmp/ns-interop.XXXXXX)
chmod 755 "$work"
server=$work/sogo
helpers=() # processes of the test that end with it

clean_up ()
{
  for pid in "${helpers[@]}"
  do
    kill "$pid" 2>/dev/null
  done
  "$interop/sogo-down" "$server"
  rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 1' HUP INT TERM

# free_port - the first of seven free ports in a row
free_port ()
{
  local port offset
  for ((port = 21800; port < 30000; port += 10))
  do
    for offset in 0 1 2 3 4 5 6
    do
      (exec 3<>"/dev/tcp/127.0.0.1/$((port + offset))") 2>/dev/null && continue 2
    done
    echo "$port"
    return
  done
}

mkdir "$server"
SOGO_PORT=$(free_port)
export SOGO_PORT
if ! "$interop/sogo-up" "$server" >"$work/up.log" 2>&1
then
  grep -q 'apt-get failed' "$work/up.log" && tap_skip_all 'the packages of SOGo cannot be installed here'
  tap_result 'SOGo is up' "$(cat "$work/up.log")"
  tap_done
  exit
fi
. "$server/env"

# --- What the server holds --------------------------------------------------------------------------

# imap_count USER MAILBOX MESSAGE-ID - how many copies there are
imap_count ()
{
  curl --noproxy '*' -sS -u "$1:$1-secret" -X "SEARCH HEADER Message-ID $3" "imap://$IMAP/$2" |
    tr -d '\r' | awk '/^\* SEARCH/ { n = NF - 2 } END { print n + 0 }'
}

# dav_find FOLDER LINE - the address of each of alice's objects in the folder that has the line
dav_find ()
{
  local href url
  for href in $(curl --noproxy '*' -sS -u alice:alice-secret -X PROPFIND -H 'Depth: 1' "$DAV_URL/alice/$1/" |
                grep -o '<D:href>[^<]*\.\(ics\|vcf\)</D:href>' | sed 's/<[^>]*>//g' | sort -u)
  do
    url=${DAV_URL%/SOGo/dav}${href#http*://*/}
    if curl --noproxy '*' -sS -u alice:alice-secret "$url" | tr -d '\r' | grep -qxF "$2"
    then
      echo "$url"
    fi
  done
}

# dav_count FOLDER LINE - how many of alice's objects in the folder have the line
dav_count ()
{
  dav_find "$1" "$2" | wc -l
}

# --- What is sent -----------------------------------------------------------------------------------

# write_mail TAG - prints the name of a file with a mail from alice to bob, whose Message-ID is TAG@example.test
write_mail ()
{
  printf '%s\n' "Message-ID: <$1@example.test>" 'Date: Mon, 15 Jun 2009 09:00:00 +0000' 'From: alice@example.test' \
    'To: bob@example.test' "Subject: Lunch $1" 'MIME-Version: 1.0' 'Content-Type: text/plain; charset=us-ascii' '' \
    'At noon?' >"$work/$1.eml"
  echo "$work/$1.eml"
}

# write_contact TAG [FIRST-NAME] - prints the name of a file with a contact of this UID and last name
write_contact ()
{
  local first=${2:-Ana}
  printf '%s\r\n' BEGIN:VCARD VERSION:3.0 "UID:$1" "N:$1;$first;;;" "FN:$first $1" 'EMAIL:ana@example.test' END:VCARD \
    >"$work/$1.vcf"
  echo "$work/$1.vcf"
}

# write_event TAG [SUBJECT] - prints the name of a file with an event of this UID
write_event ()
{
  printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//notifysync//test//EN BEGIN:VEVENT "UID:$1" \
    DTSTAMP:20090615T090000Z DTSTART:20090616T100000Z DTEND:20090616T110000Z "SUMMARY:${2:-Meeting} $1" END:VEVENT \
    END:VCALENDAR >"$work/$1.ics"
  echo "$work/$1.ics"
}
