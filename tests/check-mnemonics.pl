#!/usr/bin/perl
# SPDX-License-Identifier: GPL-3.0-or-later
#
# check-mnemonics.pl <PO - the translations in which the underline of a key is missing, or too much.
use strict;
use warnings;

local $/ = '';    # an entry a paragraph
while (my $entry = <STDIN>)
{
  my %text;
  my $field = '';
  for my $line (split /\n/, $entry)
  {
    $field = $1 if $line =~ /^(msg\w+(?:\[\d\])?) /;
    $text{$field} .= $1 if $line =~ /^(?:msg\S+ )?"(.*)"$/;
  }
  my $id = $text{msgid} // '';
  next if $id eq '';
  for my $key (grep { /^msgstr/ } keys %text)
  {
    print "the underline of the key: \"$id\"\n" if ($text{$key} =~ tr/_//) != ($id =~ tr/_//);
  }
}
