/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  NS_HEADER_FROM,
  NS_HEADER_TO,
  NS_HEADER_CC,
  NS_HEADER_BCC,
  NS_HEADER_SUBJECT,
  NS_HEADER_DATE,
  NS_HEADER_MESSAGE_ID,
  NS_HEADER_MIME_VERSION,
  NS_HEADER_CONTENT_TYPE,
  NS_HEADER_TRANSFER_ENCODING,
  NS_HEADER_RECEIVED,
  NS_HEADER_OTHER,
} NsHeader;

/**
 * NsHeaderBlock:
 * @line: the line of each header, counted from 1; 0 where it is absent
 * @n_known: how many headers there are that mails have
 * @start: where the first header begins, after an mbox separator
 * @end: where the empty line after the last header begins
 * @bad_line: where the block is none: the line that shows it
 * @bad_text: that line; %NULL where the file ended instead
 * @bad_length: its length
 *
 * The headers of a message as they stand in the file.
 */
typedef struct
{
  guint line[NS_HEADER_OTHER];
  guint n_known;
  gsize start;
  gsize end;
  guint bad_line;
  const char *bad_text;
  gsize bad_length;
} NsHeaderBlock;

gboolean ns_intake_headers_scan (GBytes *bytes, NsHeaderBlock *block);
GBytes *ns_intake_headers_complete (GBytes *bytes, const NsHeaderBlock *block, const char *message_id);

G_END_DECLS
