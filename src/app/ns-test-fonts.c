/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "app/ns-test-fonts.h"

#include <fontconfig/fontconfig.h>

/* DejaVu has Latin, Greek, Cyrillic, Arabic and Hebrew, VL Gothic what Japanese needs. Both are packages of Debian,
 * and no other font that happens to be installed is looked at, nor any setting of the system or the user. */
static const char configuration[]
    = "<?xml version='1.0'?>"
      "<!DOCTYPE fontconfig SYSTEM 'fonts.dtd'>"
      "<fontconfig>"
      "<dir>/usr/share/fonts</dir>"
      "<dir>/usr/local/share/fonts</dir>"
      "<cachedir>/var/cache/fontconfig</cachedir>"
      "<cachedir prefix='xdg'>fontconfig</cachedir>"
      "<selectfont>"
      "<rejectfont><glob>*.*</glob></rejectfont>"
      "<acceptfont>"
      "<glob>*/DejaVuSans.ttf</glob>"
      "<glob>*/DejaVuSans-Bold.ttf</glob>"
      "<glob>*/DejaVuSansMono.ttf</glob>"
      "<glob>*/DejaVuSansMono-Bold.ttf</glob>"
      "<glob>*/VL-PGothic-Regular.ttf</glob>"
      "</acceptfont>"
      "</selectfont>"
      "<match target='pattern'>"
      "<test name='family'><string>monospace</string></test>"
      "<edit name='family' mode='prepend' binding='strong'><string>DejaVu Sans Mono</string></edit>"
      "</match>"
      "<match target='pattern'>"
      "<edit name='family' mode='append_last' binding='weak'>"
      "<string>DejaVu Sans</string><string>VL PGothic</string>"
      "</edit>"
      "</match>"
      "<match target='font'>"
      "<test name='weight' compare='less_eq'><const>medium</const></test>"
      "<test target='pattern' name='weight' compare='more_eq'><const>bold</const></test>"
      "<edit name='embolden' mode='assign'><bool>true</bool></edit>"
      "</match>"
      "</fontconfig>";

/**
 * ns_test_fonts_pin:
 *
 * Lets the process see the fonts of the screenshot contract and no others. Where one of them is not installed,
 * fontconfig takes the other. Before the toolkit is initialised.
 */
void
ns_test_fonts_pin (void)
{
  FcConfig *config = FcConfigCreate ();

  if (config != NULL && FcConfigParseAndLoadFromMemory (config, (const FcChar8 *) configuration, FcTrue)
      && FcConfigBuildFonts (config))
    FcConfigSetCurrent (config);
  else
    g_warning ("The fonts cannot be pinned; a picture depends on those that are installed.");
  if (config != NULL)
    FcConfigDestroy (config);
}
