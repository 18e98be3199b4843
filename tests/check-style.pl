#!/usr/bin/perl
# SPDX-License-Identifier: GPL-3.0-or-later
#
# check-style.pl TOP - reads the project's C files and scripts below TOP and prints one line
# `LEVEL RULE FILE:LINE: what is wrong` for each breach of the house style; LEVEL is `error` (a gate) or `note`
# (wanted, not demanded). With `--rules` it prints the names of the gates instead.

use strict;
use warnings;
use utf8;
use File::Find;

binmode STDOUT, ':encoding(UTF-8)';

my %limits = (    # what: [wanted, demanded]
  file => [400, 700],
  function => [40, 70],
  nesting => [3, 4],
  columns => [118, 120],
  parameters => [5, 8],    # without those of an asynchronous call and the error
);

my @rules = qw(file-size function-size nesting parameters columns tabs trailing-space spdx config-first pragma-once
               gtk-doc goto sleep assert forbidden);

# Function: what to use instead.
my %forbidden = (
  (map { $_ => 'g_strdup (), g_strlcpy () or a GString' } qw(strcpy strcat strncpy strncat stpcpy)),
  (map { $_ => 'g_strdup_printf () or g_snprintf ()' } qw(sprintf vsprintf)),
  (map { $_ => 'g_strsplit ()' } qw(strtok strtok_r)),
  (map { $_ => 'g_ascii_string_to_signed () or g_ascii_string_to_unsigned ()' } qw(atoi atol atoll)),
  (map { $_ => 'g_ascii_strtod ()' } qw(atof strtod)),
  (map { $_ => 'GSubprocess' } qw(system popen)),
  (map { $_ => 'GDataInputStream' } qw(gets)),
  (map { $_ => 'g_new0 ()' } qw(malloc calloc realloc)),
  (map { $_ => 'g_mkdtemp () or g_file_open_tmp ()' } qw(tmpnam tempnam mktemp)),
  (map { $_ => 'ns_id_new () or ns_clock_jitter ()' } qw(rand srand random)),
  (map { $_ => 'NsClock and GDateTime' } qw(time gettimeofday localtime gmtime ctime asctime)),
  (map { $_ => 'g_strerror ()' } qw(strerror)),
);

sub report
{
  my ($level, $rule, $file, $line, $message) = @_;
  print "$level $rule $file:$line: $message\n";
}

# Above the demanded limit it is an error, above the wanted one a note.
sub measure
{
  my ($rule, $what, $file, $line, $value, $subject) = @_;
  my ($wanted, $demanded) = @{ $limits{$what} };
  return if $value <= $wanted;
  my $level = $value > $demanded ? 'error' : 'note';
  report ($level, $rule, $file, $line, "$subject $value (wanted $wanted, at most $demanded)");
}

# The text with comments, strings and preprocessor lines blanked, line by line the same.
sub code_only
{
  my ($text) = @_;
  my $blank = sub { my $gone = $_[0]; $gone =~ s/[^\n]/ /g; return $gone };
  $text =~ s{(/\*.*?\*/|//[^\n]*)|("(?:\\.|[^"\\\n])*")|('(?:\\.|[^'\\\n])+')}
            {defined $1 ? $blank->($1) : defined $2 ? '"' . (' ' x (length ($2) - 2)) . '"' : "'" . (' ' x (length ($3) - 2)) . "'"}gse;
  $text =~ s{^([ \t]*\#(?:[^\n]*\\\n)*[^\n]*)}{$blank->($1)}gme;
  return $text;
}

# Functions in GNU style: `name (` at column 0, the body's braces at column 0.
sub functions
{
  my ($lines) = @_;
  my @found;
  for (my $i = 0; $i < @$lines; $i++)
    {
      next unless $lines->[$i] =~ /^([a-z_]\w*) \(/;
      my ($name, $start) = ($1, $i);
      my $open = $i;
      $open++ while $open < $#$lines && $lines->[$open] !~ /[;{]/;
      next unless $lines->[$open] =~ /^\{/;
      my $close = $open;
      $close++ while $close < $#$lines && $lines->[$close] !~ /^\}/;
      my $head = $start;
      $head-- while $head > 0 && $lines->[$head - 1] =~ /^[A-Za-z_]/ && $lines->[$head - 1] !~ /[;{}]/;
      push @found, { name => $name, head => $head, start => $start, open => $open, close => $close,
                     static => scalar (grep { /\bstatic\b/ } @$lines[$head .. $start]) };
      $i = $close;
    }
  return @found;
}

# --- Nesting: a small parser of statements ---------------------------------------------------------

my (@tokens, $at, $deepest);    # each token: [text, line]

sub peek { return $at < @tokens ? $tokens[$at][0] : '' }

sub skip_balanced    # from the open bracket under the cursor to behind its end
{
  my $depth = 0;
  while ($at < @tokens)
    {
      my $token = $tokens[$at++][0];
      $depth++ if $token =~ /^[({\[]$/;
      $depth-- if $token =~ /^[)}\]]$/;
      return if $depth == 0;
    }
}

sub skip_until
{
  my ($end) = @_;
  while ($at < @tokens && peek () ne $end)
    {
      if (peek () =~ /^[({\[]$/) { skip_balanced () } else { $at++ }
    }
  $at++;
}

sub nested_statement
{
  my ($depth) = @_;
  my $line = $at < @tokens ? $tokens[$at][1] : 0;
  $deepest = [$depth, $line] if $depth > $deepest->[0];
  statement ($depth);
}

sub statement
{
  my ($depth) = @_;
  my $token = peek ();
  if ($token eq '{')
    {
      $at++;
      statement ($depth) while $at < @tokens && peek () ne '}';
      $at++;
    }
  elsif ($token =~ /^(if|for|while|switch)$/)
    {
      $at++;
      skip_balanced ();
      nested_statement ($depth + 1);
      return unless $token eq 'if' && peek () eq 'else';
      $at++;
      if (peek () eq 'if') { statement ($depth) } else { nested_statement ($depth + 1) }
    }
  elsif ($token eq 'do')
    {
      $at++;
      nested_statement ($depth + 1);
      skip_until (';');
    }
  elsif ($token =~ /^(case|default)$/)
    {
      skip_until (':');
    }
  else
    {
      skip_until (';');
    }
}

sub nesting
{
  my ($lines, $function) = @_;
  @tokens = ();
  for my $i ($function->{open} .. $function->{close})
    {
      my $line = $lines->[$i];
      $line =~ s/\bG_GNUC_(BEGIN|END)_IGNORE_DEPRECATIONS\b//g;
      push @tokens, [$1, $i + 1] while $line =~ /(\w+|[^\w\s])/g;
    }
  ($at, $deepest) = (0, [0, 0]);
  statement (0);
  return @$deepest;
}

# --- The checks of one file ------------------------------------------------------------------------

sub check_lines
{
  my ($file, $lines) = @_;
  my $c = $file =~ /\.[ch]$/;
  for my $i (0 .. $#$lines)
    {
      my ($line, $number) = ($lines->[$i], $i + 1);
      report ('error', 'trailing-space', $file, $number, 'white space at the end of the line') if $line =~ /\s$/;
      report ('error', 'tabs', $file, $number, 'a tab; indent with spaces') if $c && $line =~ /\t/;
      measure ('columns', 'columns', $file, $number, length $line, 'columns:') if $c;
    }
  report ('error', 'spdx', $file, 1, 'no SPDX-License-Identifier in the first three lines')
    unless grep { /SPDX-License-Identifier: GPL-3\.0-or-later/ } @$lines[0 .. ($#$lines < 2 ? $#$lines : 2)];
}

sub check_words
{
  my ($file, $code) = @_;
  for my $i (0 .. $#$code)
    {
      my ($line, $number) = ($code->[$i], $i + 1);
      report ('error', 'goto', $file, $number, 'goto; return early and let g_autoptr clean up') if $line =~ /\bgoto\b/;
      report ('error', 'sleep', $file, $number, "$1 (); wait for the event itself, or advance a fake NsClock")
        if $line =~ /\b(g_usleep|usleep|sleep|nanosleep)\s*\(/;
      report ('error', 'assert', $file, $number, "$1 (); use g_assert_true (), g_assert_cmpint () and their like")
        if $file =~ m{^tests/} && $line =~ /\b(g_assert|assert)\s*\(/;
      while ($line =~ /(?<![\w.>])(\w+)\s*\(/g)
        {
          report ('error', 'forbidden', $file, $number, "$1 (); use $forbidden{$1}") if exists $forbidden{$1};
        }
    }
}

sub parameters
{
  my ($code, $function) = @_;
  my $text = join ' ', @$code[$function->{start} .. $function->{open} - 1];
  my ($inside) = $text =~ /^\w+ \((.*)\)/;
  return 0 if !defined $inside || $inside =~ /^\s*void\s*$/;
  1 while $inside =~ s/\([^()]*\)//g;
  return scalar grep { !/GCancellable|GAsyncReadyCallback|user_data|GError \*\*/ } split /,/, $inside;
}

sub has_gtk_doc
{
  my ($lines, $function) = @_;
  my $i = $function->{head} - 1;
  return 0 if $i < 0 || $lines->[$i] !~ m{^ \*/$};
  $i-- while $i > 0 && $lines->[$i] !~ m{^/\*};
  return $lines->[$i] eq '/**' && $lines->[$i + 1] =~ /^ \* \Q$function->{name}\E:/;
}

sub check_functions
{
  my ($file, $lines, $code) = @_;
  for my $function (functions ($code))
    {
      my ($name, $number) = ($function->{name}, $function->{start} + 1);
      measure ('function-size', 'function', $file, $number, $function->{close} - $function->{open} + 1, "$name (): lines:");
      measure ('parameters', 'parameters', $file, $number, parameters ($code, $function), "$name (): parameters:");
      my ($depth, $line) = nesting ($code, $function);
      measure ('nesting', 'nesting', $file, $line, $depth, "$name (): nesting:");
      report ('error', 'gtk-doc', $file, $number, "$name () has no comment that starts with /** and * $name:")
        if $file =~ m{^src/.*\.c$} && !$function->{static} && $name ne 'main' && !has_gtk_doc ($lines, $function);
    }
}

sub check_c
{
  my ($file, $text, $lines) = @_;
  my @code = split /\n/, code_only ($text), -1;
  measure ('file-size', 'file', $file, scalar @$lines, scalar @$lines, 'lines:');
  check_words ($file, \@code);
  check_functions ($file, $lines, \@code);
  if ($file =~ /\.c$/)
    {
      my ($first) = grep { $lines->[$_] =~ /^\s*#\s*include/ } 0 .. $#$lines;
      report ('error', 'config-first', $file, $first + 1, 'the first include is not "config.h"')
        if defined $first && $lines->[$first] !~ /"config\.h"/;
    }
  else
    {
      report ('error', 'pragma-once', $file, 1, 'a header without #pragma once') unless $text =~ /^#pragma once$/m;
    }
}

sub check_file
{
  my ($top, $file) = @_;
  open my $handle, '<:encoding(UTF-8)', "$top/$file" or die "$top/$file: $!\n";
  my $text = do { local $/; <$handle> };
  close $handle;
  my @lines = split /\n/, $text, -1;
  pop @lines if @lines && $lines[-1] eq '';
  @lines = ('') unless @lines;
  check_lines ($file, \@lines);
  check_c ($file, $text, \@lines) if $file =~ /\.[ch]$/;
}

die "usage: check-style.pl TOP | --rules\n" unless @ARGV == 1;
if ($ARGV[0] eq '--rules')
  {
    print "$_\n" for @rules;
    exit;
  }

my $top = $ARGV[0];
my @files;
for my $folder (grep { -d "$top/$_" } qw(src tests))
  {
    find ({ no_chdir => 1, wanted => sub
            { push @files, substr ($_, 1 + length $top) if -f && /\.(c|h|def|mk|sh|pl|awk|py)$/ } }, "$top/$folder");
  }
check_file ($top, $_) for sort @files;
