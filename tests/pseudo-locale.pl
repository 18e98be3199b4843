#!/usr/bin/perl
# SPDX-License-Identifier: GPL-3.0-or-later
#
# pseudo-locale.pl <POT >PO - a catalogue of a language that nobody speaks: each text is itself with accents on its
# letters, a third longer, in brackets. What stands in the window without accents was never given to the
# translators; where a closing bracket is missing, a text was cut off or glued together.
#
# printf directives, markup, entities and the underline of mnemonics stay.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));

my %accented;
@accented{split //, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'}
  = split //, 'ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž';

my $kept = qr/%(?:<\w+>|[-+ #0']*[\d*]*(?:\d\$[-+ #0']*[\d*]*)?(?:\.[\d*]+)?(?:hh?|ll?|[zjtqL])?[a-zA-Z%])|<[^>]*>|&\w+;|\\./;

sub spoken
{
  my ($text) = @_;
  my $letters = () = $text =~ /\pL/g;
  $text =~ s/($kept)|(.)/defined $1 ? $1 : $accented{$2} \/\/ $2/ge;
  my ($start, $body, $end) = $text =~ /\A((?:\\n)*)(.*?)((?:\\n)*)\z/s;
  return $start . '[' . $body . '·' x int (($letters + 2) / 3) . ']' . $end;
}

# A time format has only directives and no words: it must stay what it is.
sub is_format
{
  my ($text) = @_;
  $text =~ s/%[-_0]*[a-zA-Z]//g;
  return $text !~ /\pL/;
}

local $/ = '';    # an entry a paragraph
while (my $entry = <STDIN>)
{
  if ($entry =~ /^msgid ""\nmsgstr ""\n/m)
  {
    $entry =~ s/charset=CHARSET/charset=UTF-8/;
    $entry =~ s/nplurals=INTEGER; plural=EXPRESSION/nplurals=2; plural=n != 1/;
    $entry =~ s/^#, fuzzy\n//m;
    print $entry;
    next;
  }
  my %text;
  my $field = '';
  for my $line (split /\n/, $entry)
  {
    $field = $1 if $line =~ /^(msg\w+(?:\[\d\])?) /;
    $text{$field} .= $1 if $line =~ /^(?:msg\S+ )?"(.*)"$/;
  }
  my $context = defined $text{msgctxt} ? "msgctxt \"$text{msgctxt}\"\n" : '';
  my ($one, $many) = @text{qw(msgid msgid_plural)};
  next unless defined $one;
  my $said = is_format ($one) ? $one : spoken ($one);
  my $flag = $entry =~ /^(#,.*c-format.*)$/m ? "$1\n" : '';
  print $flag, $context, "msgid \"$one\"\n";
  print defined $many
    ? "msgid_plural \"$many\"\nmsgstr[0] \"$said\"\nmsgstr[1] \"" . spoken ($many) . "\"\n\n"
    : "msgstr \"$said\"\n\n";
}
