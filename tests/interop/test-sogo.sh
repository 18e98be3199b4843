#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Delivers mail, a contact and an event to a real SOGo server over HTTPS, with ActiveSync 12.1 and 14.1, and asks
# IMAP and DAV, not our own client, what arrived: each exactly once. Run by `make check-interop`, as root on Debian:
# sogo-up installs the server's packages and starts it below a temporary folder; whatever happens, it is stopped.
set -u

top=${NS_TOP_SRCDIR:-$(cd "$(dirname "$0")/../.." && pwd)}
. "$top/tests/tap.sh"
. "$top/tests/interop/sogo.sh"

# --- Our side ---------------------------------------------------------------------------------------

# ctl ARGUMENT… - notifysyncctl on the profile of the running part
ctl ()
{
  timeout 120 "$program" --profile "$profile" "$@" </dev/null
}

# set_account PROTOCOL PASSWORD [OPTION…]
set_account ()
{
  ctl account set --server "$EAS_URL" --user alice --email alice@example.test --protocol "$1" \
    --password-command "echo $2" "${@:3}"
}

# sync_ends_with STATUS NAME
sync_ends_with ()
{
  local status=0
  ctl sync >"$work/sync.log" 2>&1 || status=$?
  tap_equal "$2" "$status" "$1"
  [ "$status" = "$1" ] || tap_note "$(cat "$work/sync.log"; ctl --json list)"
}

# everything_once TAG - the three items of queue_three() are there, each exactly once
everything_once ()
{
  tap_equal "$1: bob has the mail once" "$(imap_count bob INBOX "$1@example.test")" 1
  tap_equal "$1: alice has it once in Sent" "$(imap_count alice Sent "$1@example.test")" 1
  tap_equal "$1: the contact is there once" "$(dav_count Contacts/personal "N:$1;Ana")" 1
  tap_equal "$1: the event is there once" "$(dav_count Calendar/personal "SUMMARY:Meeting $1")" 1
}

# queue_three TAG
queue_three ()
{
  local status=0
  ctl add "$(write_mail "$1")" "$(write_contact "$1")" "$(write_event "$1")" >"$work/add.log" 2>&1 || status=$?
  tap_equal "$1: three items are queued" "$status" 0
  [ "$status" = 0 ] || tap_note "$(cat "$work/add.log")"
}

# empty_with_history TAG COUNT
empty_with_history ()
{
  tap_equal "$1: the outbox is empty" "$(ctl --json list || echo "status $?")" ''
  tap_equal "$1: the history has $2" "$(ctl --json history | grep -c '"state" *: *"delivered"')" "$2"
}

# deliver PROTOCOL - twice, because SOGo forgets the key after the first Add to an empty folder; then nothing is left
deliver ()
{
  local tag=eas-$1
  profile=$work/$tag
  tap_result "$tag: the account is set" "$(set_account "$1" alice-secret --ca "$EAS_CA" 2>&1 || echo "status $?")"
  tap_result "$tag: the account works" "$(ctl account test >"$work/test.log" 2>&1 || cat "$work/test.log")"
  queue_three "$tag"
  sync_ends_with 0 "$tag: sync ends with 0"
  empty_with_history "$tag" 3
  everything_once "$tag"

  queue_three "$tag-again"
  sync_ends_with 0 "$tag-again: sync ends with 0"
  sync_ends_with 0 "$tag-again: one more sync ends with 0"
  empty_with_history "$tag-again" 6
  everything_once "$tag"
  everything_once "$tag-again"
  tap_equal "$tag: nothing exists twice" "$(ctl duplicates)" ''
}

# stays_here STATUS TAG - sync ends with STATUS, and nothing has changed on either side
stays_here ()
{
  sync_ends_with "$1" "$2: sync ends with $1"
  tap_equal "$2: the item is still pending" "$(ctl --json list | grep "\"Lunch $2\"" | grep -c '"state" *: *"pending"')" 1
  tap_equal "$2: nothing else is in the outbox" "$(ctl --json list | wc -l)" 1
  tap_equal "$2: bob got nothing" "$(imap_count bob INBOX "$2@example.test")" 0
  tap_equal "$2: alice's Sent has nothing" "$(imap_count alice Sent "$2@example.test")" 0
}

arrives_after_all ()
{
  sync_ends_with 0 "$1: once that is put right, sync ends with 0"
  tap_equal "$1: bob has the mail once" "$(imap_count bob INBOX "$1@example.test")" 1
}

tap_result 'SOGo is up' ''
deliver 12.1
deliver 14.1

profile=$work/wrong-password
set_account 14.1 wrong --ca "$EAS_CA" && ctl add "$(write_mail wrong-password)" >/dev/null
stays_here 4 wrong-password
set_account 14.1 alice-secret --ca "$EAS_CA"
arrives_after_all wrong-password

profile=$work/unknown-ca
set_account 14.1 alice-secret && ctl add "$(write_mail unknown-ca)" >/dev/null
stays_here 4 unknown-ca
set_account 14.1 alice-secret --ca "$EAS_CA"
arrives_after_all unknown-ca

profile=$work/stopped
set_account 14.1 alice-secret --ca "$EAS_CA" && ctl add "$(write_mail stopped)" >/dev/null
"$interop/sogo-down" "$server"
sync_ends_with 3 'stopped: while the server is down, sync ends with 3'
"$interop/sogo-up" "$server" >/dev/null 2>&1 || tap_result 'stopped: SOGo starts again' 'sogo-up failed'
arrives_after_all stopped

tap_done
