# SPDX-License-Identifier: GPL-3.0-or-later
noinst_LTLIBRARIES += libns-store.la
libns_store_la_CPPFLAGS = $(AM_CPPFLAGS) -DG_LOG_DOMAIN=\"Ns-Store\"
libns_store_la_CFLAGS = $(AM_CFLAGS) $(GLIB_CFLAGS) $(SQLITE_CFLAGS)
libns_store_la_LIBADD = $(GLIB_LIBS) $(SQLITE_LIBS)
libns_store_la_SOURCES = \
	src/store/ns-account-table.c \
	src/store/ns-account-table.h \
	src/store/ns-attempt-table.c \
	src/store/ns-attempt-table.h \
	src/store/ns-batch.c \
	src/store/ns-batch.h \
	src/store/ns-collection-table.c \
	src/store/ns-collection-table.h \
	src/store/ns-collection.c \
	src/store/ns-collection.h \
	src/store/ns-db.c \
	src/store/ns-db.h \
	src/store/ns-duplicate-table.c \
	src/store/ns-duplicate-table.h \
	src/store/ns-ground.c \
	src/store/ns-ground.h \
	src/store/ns-item-query.c \
	src/store/ns-item-query.h \
	src/store/ns-item-rules.c \
	src/store/ns-item-rules.h \
	src/store/ns-item-table.c \
	src/store/ns-item-table.h \
	src/store/ns-journal-table.c \
	src/store/ns-journal-table.h \
	src/store/ns-known-object-table.c \
	src/store/ns-known-object-table.h \
	src/store/ns-payload-table.c \
	src/store/ns-payload-table.h \
	src/store/ns-resolution-table.c \
	src/store/ns-resolution-table.h \
	src/store/ns-salvage.c \
	src/store/ns-salvage.h \
	src/store/ns-schema.c \
	src/store/ns-schema.h \
	src/store/ns-seen-table.c \
	src/store/ns-seen-table.h \
	src/store/ns-stmt.c \
	src/store/ns-stmt.h \
	src/store/ns-store-delivery.c \
	src/store/ns-store-delivery.h \
	src/store/ns-store-enqueue.c \
	src/store/ns-store-duplicates.c \
	src/store/ns-store-duplicates.h \
	src/store/ns-store-files.c \
	src/store/ns-store-files.h \
	src/store/ns-store-outcome.c \
	src/store/ns-store-private.h \
	src/store/ns-store-radar.c \
	src/store/ns-store-radar.h \
	src/store/ns-store-read.c \
	src/store/ns-store-resolve.c \
	src/store/ns-store-session.c \
	src/store/ns-store-undo.c \
	src/store/ns-store-write.c \
	src/store/ns-store.c \
	src/store/ns-store.h \
	src/store/ns-text-match.c \
	src/store/ns-text-match.h \
	src/store/ns-txn.c \
	src/store/ns-undo.c src/store/ns-undo.h \
	src/store/ns-undo-table.c src/store/ns-undo-table.h \
	src/store/ns-txn.h \
	src/store/ns-watch.c \
	src/store/ns-watch.h
