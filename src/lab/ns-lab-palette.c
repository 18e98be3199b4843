/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "lab/ns-lab-palette.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ANY "ANY"
#define NETWORK NS_LAB_PALETTE_NETWORK
#define HTTP NS_LAB_PALETTE_HTTP
#define SYNC NS_LAB_PALETTE_SYNC
#define ITEM NS_LAB_PALETTE_ITEM
#define MAIL NS_LAB_PALETTE_MAIL
#define DEVICE NS_LAB_PALETTE_DEVICE

/* What each does: notifysync-simulator(1); what a status means: MS-ASCMD 2.2.2 and 2.2.3.177.17. */
static const NsLabPaletteRow rows[] = {
  { NETWORK, N_("The server refuses the connection"), "refuse", "refuse", ANY },
  { NETWORK, N_("The connection breaks before the request is read"), "drop-before", "drop-before" },
  { NETWORK, N_("The connection breaks in the middle of the request"), "drop-body", "drop-body" },
  { NETWORK, N_("Executed, but the answer is lost"), "drop-answer", "drop-answer" },
  { NETWORK, N_("Executed, but only half of the answer arrives"), "half-answer", "half-answer" },
  { NETWORK, N_("Executed, and the answer comes twice"), "answer-twice", "answer-twice" },
  { NETWORK, N_("Executed, but the answer is late"), "delay", "delay", NULL, TRUE },
  { NETWORK, N_("Executed, but the line is slow"), "slow", "slow=50" },
  { NETWORK, N_("No answer ever comes"), "stall", "stall" },
  { NETWORK, N_("A web page answers, as in a hotel"), "html", "html" },
  { NETWORK, N_("A redirect leads elsewhere"), "HTTP 302", "302" },
  { NETWORK, N_("A gateway in between cannot reach the server"), "gateway", "gateway=502" },
  { NETWORK, N_("Executed, but a gateway gave up waiting"), "gateway-late", "gateway-late=504" },
  { NS_LAB_PALETTE_TLS, N_("No encrypted connection can be set up"), "tls-failure", "tls-failure", ANY },
  { NS_LAB_PALETTE_TLS, N_("The server's certificate has expired"), "expired-certificate", "expired-certificate",
    ANY },
  { HTTP, N_("The password is refused"), "HTTP 401", "401" },
  { HTTP, N_("Access is forbidden"), "HTTP 403", "403" },
  { HTTP, N_("The device has to fetch the policies first"), "HTTP 449", "449" },
  { HTTP, N_("The mailbox has moved to another server"), "HTTP 451", "451" },
  { HTTP, N_("The server fails"), "HTTP 500", "500" },
  { HTTP, N_("The server cannot do this"), "HTTP 501", "501" },
  { HTTP, N_("A server behind the server fails"), "HTTP 502", "502" },
  { HTTP, N_("The server is overloaded"), "HTTP 503", "503" },
  { HTTP, N_("The server asks for a pause"), "HTTP 503, Retry-After", "503", NULL, TRUE },
  { HTTP, N_("The mailbox is full"), "HTTP 507", "507" },
  { SYNC, N_("The server has lost its place in the folder"), "Sync Status 3", "status=3", "Sync" },
  { SYNC, N_("The server calls the request malformed"), "Sync Status 4", "status=4", "Sync" },
  { SYNC, N_("The server has an error"), "Sync Status 5", "status=5", "Sync" },
  { SYNC, N_("The folder is not found"), "Sync Status 8", "status=8", "Sync" },
  { SYNC, N_("The server cannot finish, for want of space"), "Sync Status 9", "status=9", "Sync" },
  { SYNC, N_("The folders have changed"), "Sync Status 12", "status=12", "Sync" },
  { SYNC, N_("The server says that the request is not complete"), "Sync Status 13", "status=13", "Sync" },
  { SYNC, N_("The server refuses the interval that the device asked for"), "Sync Status 14", "status=14", "Sync" },
  { SYNC, N_("The server says that these are too many folders"), "Sync Status 15", "status=15", "Sync" },
  { SYNC, N_("The server asks to try again"), "Sync Status 16", "status=16", "Sync" },
  { ITEM, N_("The server calls the item malformed"), "Item Status 4", "item-status=4", "Sync" },
  { ITEM, N_("The server fails over the item"), "Item Status 5", "item-status=5", "Sync" },
  { ITEM, N_("The server cannot convert the item"), "Item Status 6", "item-status=6", "Sync" },
  { ITEM, N_("Both sides changed the item"), "Item Status 7", "item-status=7", "Sync" },
  { ITEM, N_("The item is gone on the server"), "Item Status 8", "item-status=8", "Sync" },
  { ITEM, N_("There is no room for the item"), "Item Status 9", "item-status=9", "Sync" },
  { MAIL, N_("The server fails, and says not to repeat"), "Status 110", "status=110", "SendMail" },
  { MAIL, N_("The server fails, and says to try later"), "Status 111", "status=111", "SendMail" },
  { MAIL, N_("The directory denies access"), "Status 112", "status=112", "SendMail" },
  { MAIL, N_("The sender's mailbox is full"), "Status 113", "status=113", "SendMail" },
  { MAIL, N_("The mailbox server is offline"), "Status 114", "status=114", "SendMail" },
  { MAIL, N_("The sender has no quota left"), "Status 115", "status=115", "SendMail" },
  { MAIL, N_("A recipient is not known"), "Status 116", "status=116", "SendMail" },
  { MAIL, N_("Replies are not allowed"), "Status 117", "status=117", "SendMail" },
  { MAIL, N_("The server has sent this mail before"), "Status 118", "status=118", "SendMail" },
  { MAIL, N_("The mail has no recipient"), "Status 119", "status=119", "SendMail" },
  { MAIL, N_("The mail could not be handed over"), "Status 120", "status=120", "SendMail" },
  { MAIL, N_("The reply could not be handed over"), "Status 121", "status=121", "SendMail" },
  { MAIL, N_("An attachment is too large"), "Status 122", "status=122", "SendMail" },
  { DEVICE, N_("The device is kept in quarantine"), "Status 129", "quarantine", ANY },
  { DEVICE, N_("The device has to erase everything"), "RemoteWipe", "wipe", ANY },
  { DEVICE, N_("The device has to erase this account"), "AccountOnlyRemoteWipe", "account-wipe", ANY },
};

/**
 * ns_lab_palette_rows:
 * @n_rows: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_rows): what is offered, by groups
 */
const NsLabPaletteRow *
ns_lab_palette_rows (gsize *n_rows)
{
  *n_rows = G_N_ELEMENTS (rows);
  return rows;
}

/**
 * ns_lab_palette_group_title:
 * @group: a group
 *
 * Returns: its heading, in the user's language
 */
const char *
ns_lab_palette_group_title (NsLabPaletteGroup group)
{
  switch (group)
    {
    case NS_LAB_PALETTE_NETWORK:
      return C_ ("faults", "Network");
    case NS_LAB_PALETTE_TLS:
      return C_ ("faults", "Encryption (TLS)");
    case NS_LAB_PALETTE_HTTP:
      return C_ ("faults", "Web server (HTTP)");
    case NS_LAB_PALETTE_SYNC:
      return C_ ("faults", "Whole folder (Sync)");
    case NS_LAB_PALETTE_ITEM:
      return C_ ("faults", "Single item (Sync)");
    case NS_LAB_PALETTE_MAIL:
      return C_ ("faults", "Mail (SendMail)");
    case NS_LAB_PALETTE_DEVICE:
      return C_ ("faults", "Device");
    }
  g_return_val_if_reached ("");
}

/**
 * ns_lab_palette_write:
 * @row: what happens
 * @command: which command it meets, where @row leaves that open; `ANY` for every one
 * @seconds: how long, where @row takes a time
 * @times: how often, or %NS_LAB_PALETTE_ALWAYS
 *
 * Returns: (transfer full): the fault as notifysync-simulator(1) writes it
 */
char *
ns_lab_palette_write (const NsLabPaletteRow *row, const char *command, guint seconds, guint times)
{
  GString *text = g_string_new (row->command != NULL ? row->command : command);

  g_string_append_printf (text, ":%s", row->fault);
  if (row->takes_seconds)
    g_string_append_printf (text, "=%u", seconds);
  if (times == NS_LAB_PALETTE_ALWAYS)
    g_string_append_c (text, '*');
  else if (times > 1)
    g_string_append_printf (text, "*%u", times);
  return g_string_free (text, FALSE);
}

/* Returns: whether @row is the fault that has this kind, perhaps with a value of its own */
static gboolean
is_kind (const NsLabPaletteRow *row, const char *kind, const char *command)
{
  const gsize length = strlen (row->fault);

  if (row->command != NULL && !g_str_equal (row->command, command))
    return FALSE;
  if (row->takes_seconds)
    return g_str_has_prefix (kind, row->fault) && kind[length] == '=';
  return g_str_equal (kind, row->fault);
}

/**
 * ns_lab_palette_find:
 * @fault: `COMMAND:FAULT[=VALUE][*[TIMES]][@TARGET]`
 *
 * Returns: (transfer none) (nullable): which of what is offered it is; there are more faults than are offered
 */
const NsLabPaletteRow *
ns_lab_palette_find (const char *fault)
{
  const char *colon = strchr (fault, ':');
  g_autofree char *command = colon != NULL ? g_strndup (fault, (gsize) (colon - fault)) : NULL;
  g_autofree char *kind = colon != NULL ? g_strndup (colon + 1, strcspn (colon + 1, "*@")) : NULL;

  for (gsize i = 0; kind != NULL && i < G_N_ELEMENTS (rows); i++)
    if (is_kind (&rows[i], kind, command))
      return &rows[i];
  return NULL;
}
