# SPDX-License-Identifier: GPL-3.0-or-later
#
# The catalogue of the lab. `make update-gallery` takes its pictures, and those of the gallery's cards, again.
EXTRA_DIST += \
	docs/conflict.png \
	docs/kerio-66-ssl-copies.png \
	docs/kerio-66-ssl-device.png \
	docs/kerio-66-ssl-plain.png \
	docs/kerio-66-ssl-server.png \
	docs/kerio-66-ssl-trouble.png \
	docs/outbox.png \
	docs/outbox-dark.png \
	docs/pictures.sh \
	docs/scenarios.md

update-gallery: notifysync
	NS_TOP_SRCDIR='$(abs_top_srcdir)' NS_TOP_BUILDDIR='$(abs_top_builddir)' \
	  sh '$(srcdir)/tests/ui/test-gallery.sh' --accept

.PHONY: update-gallery
