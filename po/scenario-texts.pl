#!/usr/bin/perl
# SPDX-License-Identifier: GPL-3.0-or-later
#
# scenario-texts.pl SCENARIO… - what people read of these scenarios, as C, for xgettext: it knows no key files whose
# keys have numbers. `make update-po` writes po/scenario-texts.h with it; tests/check-po.sh compares.
use strict;
use warnings;

print "/* SPDX-License-Identifier: GPL-3.0-or-later */\n",
  "/* Made by po/scenario-texts.pl from data/scenarios. */\n",
  "static const char *const scenario_texts[] = {\n";
for my $path (sort @ARGV)
{
  my ($name) = $path =~ m{([^/]+)\.scenario\z};
  open my $file, '<', $path or die "$path: $!\n";
  while (my $line = <$file>)
  {
    my ($key, $text) = $line =~ /^(Title|Description|\d+\.words)\s*=\s*(.*?)\s*$/ or next;
    $text =~ s/"/\\"/g;
    $text =~ s/\\s/ /g;
    print "  /* Scenario $name, $key */\n  N_(\"$text\"),\n";
  }
  close $file;
}
print "};\n";
