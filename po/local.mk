# SPDX-License-Identifier: GPL-3.0-or-later

# The catalogues where a program that is not installed looks for them (NOTIFYSYNC_LOCALE_DIR). The languages are the
# words of po/LINGUAS.
catalogues = po/ar.po po/de.po po/es.po po/fr.po po/ja.po
noinst_DATA = locale.stamp
CLEANFILES += locale.stamp
EXTRA_DIST += po/local.mk po/scenario-texts.pl po/scenario-texts.h

locale.stamp: po/LINGUAS $(catalogues)
	$(AM_V_GEN)for language in `sed 's/#.*//' '$(srcdir)/po/LINGUAS'`; do \
	  $(MKDIR_P) "locale/$$language/LC_MESSAGES" \
	  && $(MSGFMT) -c -o "locale/$$language/LC_MESSAGES/notifysync.mo" "$(srcdir)/po/$$language.po" || exit 1; \
	done
	$(AM_V_at)touch '$@'

mostlyclean-local:
	-rm -rf locale

# What translators work on, after texts have changed: po/scenario-texts.h, and then the catalogues.
update-po:
	$(PERL) '$(srcdir)/po/scenario-texts.pl' '$(srcdir)'/data/scenarios/*.scenario >po/scenario-texts.h.new
	mv po/scenario-texts.h.new '$(srcdir)/po/scenario-texts.h'
	$(MAKE) -C po notifysync.pot-update update-po

.PHONY: update-po
