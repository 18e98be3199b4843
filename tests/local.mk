# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every test is a GLib TAP program (or a script that prints TAP) and runs by the TAP driver.

TEST_EXTENSIONS = .sh
TAP_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
LOG_DRIVER = $(TAP_DRIVER)
SH_LOG_DRIVER = $(TAP_DRIVER)

# Without intercept_tls_get_addr=0 the leak check of GCC 12 crashes where GIO has loaded its TLS module.
AM_TESTS_ENVIRONMENT = export \
	G_TEST_SRCDIR='$(abs_top_srcdir)/tests' G_TEST_BUILDDIR='$(abs_top_builddir)/tests' \
	NS_TOP_SRCDIR='$(abs_top_srcdir)' NS_TOP_BUILDDIR='$(abs_top_builddir)' PERL='$(PERL)' \
	G_DEBUG=fatal-warnings GSETTINGS_BACKEND=memory GIO_USE_PROXY_RESOLVER=dummy GIO_USE_VFS=local \
	NO_AT_BRIDGE=1 LC_ALL=C.UTF-8 TZ=UTC NOTIFYSYNC_LOCALE_DIR='$(abs_top_builddir)/locale' \
	ASAN_OPTIONS='detect_leaks=1:intercept_tls_get_addr=0' \
	LSAN_OPTIONS='suppressions=$(abs_top_srcdir)/tests/lsan.supp:print_suppressions=0' \
	UBSAN_OPTIONS='print_stacktrace=1';

# What each layer's tests link: the layer and all that stands above it in the list of design 3.
NS_BASE_LIBS = libns-base.la
NS_MODEL_LIBS = libns-model.la $(NS_BASE_LIBS)
NS_EAS_LIBS = libns-eas.la $(NS_MODEL_LIBS)
NS_INTAKE_LIBS = libns-intake.la $(NS_EAS_LIBS)
NS_STORE_LIBS = libns-store.la $(NS_MODEL_LIBS)
NS_SECRETS_LIBS = libns-secrets.la $(NS_MODEL_LIBS)
NS_TRANSPORT_LIBS = libns-transport.la $(NS_EAS_LIBS)
NS_SYNC_LIBS = libns-sync.la libns-transport.la libns-secrets.la libns-store.la $(NS_INTAKE_LIBS)
NS_SIM_LIBS = libns-sim.la $(NS_EAS_LIBS)
NS_LAB_LIBS = libns-lab.la libns-sim.la $(NS_SYNC_LIBS)

TEST_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests -DG_LOG_DOMAIN=\"Ns-Test\"
TEST_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS)

# The gates of the house; each proves on bad samples that it can fail.
TESTS += tests/check-layers.sh tests/check-style.sh tests/check-po.sh tests/check-data.sh tests/check-outcomes.sh

EXTRA_DIST += \
	tests/check-data.sh \
	tests/check-layers.awk tests/check-layers.sh \
	tests/check-outcomes.pl tests/check-outcomes.sh \
	tests/check-mnemonics.pl tests/check-po.sh tests/pseudo-locale.pl \
	tests/check-style.pl tests/check-style.sh \
	tests/lsan.supp \
	tests/tap.sh

include tests/base/local.mk
include tests/model/local.mk
include tests/eas/local.mk
include tests/intake/local.mk
include tests/store/local.mk
include tests/secrets/local.mk
include tests/transport/local.mk
include tests/sync/local.mk
include tests/sim/local.mk
include tests/lab/local.mk
include tests/view/local.mk
include tests/ctl/local.mk
include tests/soak/local.mk
include tests/ui/local.mk
include tests/interop/local.mk
include tests/bench/local.mk
