#!/usr/bin/perl
# SPDX-License-Identifier: GPL-3.0-or-later
#
# untranslated.pl STATE.json SCENARIO - the texts of a window in the pseudo-locale that never went to the translators:
# they hold words without accents outside of the brackets, which neither the scenario nor the protocol says.
use strict;
use warnings;
use JSON::PP;

binmode STDOUT, ':encoding(UTF-8)';

sub slurp
{
  my ($path) = @_;
  local $/;
  open my $file, '<', $path or die "$path: $!\n";
  return scalar <$file>;
}

my $state = decode_json (slurp ($ARGV[0]));
my $known = slurp ($ARGV[1]);
my $protocol = qr/HTTP|WBXML|Exchange|ActiveSync|Kerio|MailServer|BlackBerry|StatusException|Microsoft-Server-ActiveSync
  |Sync|SendMail|FolderSync|Provision|OPTIONS|Status|Error\ in\ client\/server\ conversion
  |Conflict\ matching\ the\ client\ and\ server\ object|Service\ Unavailable/x;
# The locale's own names, which the pseudo-locale does not have.
my $date = qr/\d\ (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/x;
my %seen;

for my $widget (@{$state->{widgets}})
{
  # The toolkit names its warnings itself, whatever role they are given.
  my $is_named_by_toolkit = ($widget->{role} // '') =~ /^(?:info bar|panel)$/
    && ($widget->{name} // '') =~ /^(?:Information|Warning|Question|Error)$/;
  my @texts = (@{$widget->{texts} || []}, $is_named_by_toolkit ? () : $widget->{name});
  for my $text (grep { defined } @texts)
  {
    my $rest = $text;
    1 while $rest =~ s/\[[^\[\]]*\]//g;
    for my $word ($rest =~ /[A-Za-z]{2,}/g)
    {
      next if index ($known, $word) >= 0 || $text =~ /^[^\[]*(?:$protocol|$date)/;
      print "$widget->{id}: $text\n" unless $seen{$text}++;
    }
  }
}
