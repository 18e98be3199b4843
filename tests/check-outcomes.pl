#!/usr/bin/perl
# SPDX-License-Identifier: GPL-3.0-or-later
#
# usage: check-outcomes.pl TREE ROWS TEMPLATE
#
# Walks the places of TREE/src that make an NsOutcome, and prints one line for each that the cause catalogue (ROWS, by
# tests/model/print-causes) has no words for, and for each row without an action or with a text that translators
# never see (TEMPLATE, by xgettext). With --list it prints the outcomes that it found instead.
use strict;
use warnings;
use utf8;

binmode STDOUT, ':encoding(UTF-8)';
my $list = @ARGV && $ARGV[0] eq '--list' ? shift @ARGV : 0;
my ($tree, $rows, $template) = @ARGV;
my %value;      # enumerators of ns-outcome.h, and numbers that files define
my %emitted;    # "domain code" => where
my %command_domain = (
  NS_COMMAND_SYNC => 'NS_DOMAIN_SYNC', NS_COMMAND_FOLDER_SYNC => 'NS_DOMAIN_FOLDER_SYNC',
  NS_COMMAND_PROVISION => 'NS_DOMAIN_PROVISION', NS_COMMAND_MEETING_RESPONSE => 'NS_DOMAIN_MEETING_RESPONSE');

sub slurp
{
  my ($path) = @_;
  open my $file, '<:encoding(UTF-8)', $path or die "$path: $!\n";
  local $/;
  my $text = <$file>;
  return $text;
}

sub emit
{
  my ($domain, $code, $where) = @_;
  $code = $value{$code} // "‘$code’" if $code !~ /^\d+$/;
  $emitted{"$value{$domain} $code"} //= $where;
}

# The header's own numbers: each is an outcome, used or not; row 0 of a domain speaks for numbers that nobody knows.
sub read_header
{
  my $path = "$tree/src/model/ns-outcome.h";
  for (split /\n/, slurp ($path))
    {
      next unless /^\s*(NS_(DOMAIN|NETWORK|LOCAL)_\w+)\s*=\s*(\d+),/;
      $value{$1} = $3;
      $emitted{"$3 0"} = $1 if $2 eq 'DOMAIN' && $3 > 0;
      emit ("NS_DOMAIN_$2", $3, $1) if $2 ne 'DOMAIN';
    }
}

# The number of the line at POSITION of TEXT.
sub line_of
{
  my ($text, $position) = @_;
  return 1 + (() = substr ($text, 0, $position) =~ /\n/g);
}

# Where a domain is asked for and then codes, they can only be codes of that domain.
sub read_comparisons
{
  my ($text, $name) = @_;
  my $domain;
  while ($text =~ /(?:domain\s*==|case)\s*(NS_DOMAIN_\w+)|code\s*==\s*(\w+)/g)
    {
      my ($asked, $code, $at) = ($1, $2, $-[0]);
      $domain = $asked unless defined $code;
      next unless defined $code && defined $domain && ($code =~ /^\d+$/ || exists $value{$code});
      emit ($domain, $code, "$name:" . line_of ($text, $at));
    }
}

sub read_source
{
  my ($path, $name) = @_;
  my $text = slurp ($path);
  $text =~ s{/\*.*?\*/}{ "\n" x (() = $& =~ /\n/g) }gse;
  $value{$1} = $2 while $text =~ /^#define (\w+) (\d+)$/mg;
  while ($text =~ /\bNS_(NETWORK|LOCAL)_(?!LAST\b)\w+/g)
    {
      my ($domain, $code, $at) = ("NS_DOMAIN_$1", $&, $-[0]);
      emit ($domain, $code, "$name:" . line_of ($text, $at));
    }
  while ($text =~ /\b(NS_DOMAIN_[A-Z_]+),\s*(\d+)/g)
    {
      my ($domain, $code, $at) = ($1, $2, $-[0]);
      emit ($domain, $code, "$name:" . line_of ($text, $at)) if $domain ne 'NS_DOMAIN_NONE';
    }
  while ($text =~ /ns_interpret_status \((NS_COMMAND_\w+),\s*([A-Z_]+|\d+)\)/g)
    {
      my ($command, $code, $at) = ($1, $value{$2} // $2, $-[0]);
      my $domain = $code =~ /^\d+$/ && $code > 100 ? undef : $command_domain{$command};
      emit ($domain // 'NS_DOMAIN_COMMON', $code, "$name:" . line_of ($text, $at)) if $code ne '1';
    }
  read_comparisons ($text, $name);
}

read_header;
for my $layer (qw(secrets store transport sync))
  {
    for my $path (sort glob "$tree/src/$layer/*.[ch]")
      {
        read_source ($path, substr $path, length "$tree/");
      }
  }
if ($list)
  {
    print "$_ $emitted{$_}\n" for sort keys %emitted;
    exit 0;
  }

my %row;
my %known = map { s/\\"/"/gr => 1 } slurp ($template) =~ /^msgid "(.+)"$/mg;
for (split /\n/, slurp ($rows))
  {
    my ($domain, $code, $id, $verdict, $action, @texts) = split /\t/, $_, -1;
    $row{"$domain $code"} = 1;
    print "$id: no action\n" if $action eq '' || ($action eq 'none' && $verdict ne 'delivered');
    print "$id: “$_” is not in the template for translators\n" for grep { !$known{$_} } @texts;
    print "$id: needs three sentences\n" if @texts != 3 || grep { $_ eq '' } @texts;
  }
for (sort keys %emitted)
  {
    my ($domain, $code) = split / /, $_, 2;
    print "$emitted{$_}: domain $domain code $code has no row in the cause catalogue\n" unless $row{$_};
  }
