/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-outcome.h"

static const struct
{
  NsCommand command;
  const char *name;
} commands[] = {
  { NS_COMMAND_SYNC, "Sync" },
  { NS_COMMAND_SEND_MAIL, "SendMail" },
  { NS_COMMAND_SMART_FORWARD, "SmartForward" },
  { NS_COMMAND_SMART_REPLY, "SmartReply" },
  { NS_COMMAND_FOLDER_SYNC, "FolderSync" },
  { NS_COMMAND_GET_ITEM_ESTIMATE, "GetItemEstimate" },
  { NS_COMMAND_MEETING_RESPONSE, "MeetingResponse" },
  { NS_COMMAND_SEARCH, "Search" },
  { NS_COMMAND_SETTINGS, "Settings" },
  { NS_COMMAND_PING, "Ping" },
  { NS_COMMAND_ITEM_OPERATIONS, "ItemOperations" },
  { NS_COMMAND_PROVISION, "Provision" },
  { NS_COMMAND_FIND, "Find" },
  { NS_COMMAND_OPTIONS, "OPTIONS" },
};

/**
 * ns_command_name:
 * @command: a command
 *
 * Returns: its name in the `Cmd` parameter of a request (MS-ASHTTP 2.2.1.1.1.2.1), such as `SendMail`
 */
const char *
ns_command_name (NsCommand command)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].command == command)
      return commands[i].name;
  return "Unknown";
}

/**
 * ns_command_from_name:
 * @name: a command's name
 * @out: (out): the command
 *
 * Returns: whether @name is known; the comparison ignores case, as servers do
 */
gboolean
ns_command_from_name (const char *name, NsCommand *out)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_ascii_strcasecmp (commands[i].name, name) == 0)
      {
        *out = commands[i].command;
        return TRUE;
      }
  return FALSE;
}
