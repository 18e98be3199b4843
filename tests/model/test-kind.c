/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-kind.h"

#include <string.h>

#include "model/ns-attempt.h"

/* The numbers are in databases of users: they are pinned here with their names, which are in scripts. */
static const struct
{
  int value;
  const char *nick;
} kinds[] = {
  { 1, "mail" }, { 2, "reply" }, { 3, "forward" }, { 4, "meeting-response" },
  { 5, "event" }, { 6, "contact" }, { 7, "task" }, { 8, "note" },
}, operations[] = {
  { 1, "send" }, { 2, "add" }, { 3, "change" }, { 4, "delete" },
};

static const struct
{
  NsCommand command;
  int code; /* MS-ASHTTP 2.2.1.1.1.1.2; OPTIONS is ours */
  const char *name;
} commands[] = {
  { NS_COMMAND_SYNC, 0, "Sync" },
  { NS_COMMAND_SEND_MAIL, 1, "SendMail" },
  { NS_COMMAND_SMART_FORWARD, 2, "SmartForward" },
  { NS_COMMAND_SMART_REPLY, 3, "SmartReply" },
  { NS_COMMAND_FOLDER_SYNC, 9, "FolderSync" },
  { NS_COMMAND_GET_ITEM_ESTIMATE, 14, "GetItemEstimate" },
  { NS_COMMAND_MEETING_RESPONSE, 15, "MeetingResponse" },
  { NS_COMMAND_SEARCH, 16, "Search" },
  { NS_COMMAND_SETTINGS, 17, "Settings" },
  { NS_COMMAND_PING, 18, "Ping" },
  { NS_COMMAND_ITEM_OPERATIONS, 19, "ItemOperations" },
  { NS_COMMAND_PROVISION, 20, "Provision" },
  { NS_COMMAND_FIND, 23, "Find" },
  { NS_COMMAND_OPTIONS, 100, "OPTIONS" },
};

static void
test_kinds (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const NsKind kind = (NsKind) kinds[i].value;
      NsKind parsed = 0;

      g_assert_cmpstr (ns_kind_nick (kind), ==, kinds[i].nick);
      g_assert_true (ns_kind_from_nick (kinds[i].nick, &parsed));
      g_assert_cmpint (parsed, ==, kind);
      g_assert_cmpuint (strlen (ns_kind_label (kind)), >, 0);
      g_assert_true (g_hash_table_add (seen, (char *) ns_kind_label (kind)));
      g_assert_true (g_hash_table_add (seen, (char *) ns_kind_icon_name (kind)));
    }
}

static void
test_operations (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      NsOperation parsed = 0;

      g_assert_cmpstr (ns_operation_nick ((NsOperation) operations[i].value), ==, operations[i].nick);
      g_assert_true (ns_operation_from_nick (operations[i].nick, &parsed));
      g_assert_cmpint (parsed, ==, operations[i].value);
    }
}

static void
test_commands (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *lower = g_ascii_strdown (commands[i].name, -1);
      NsCommand parsed = (NsCommand) -1, parsed_lower = (NsCommand) -1;

      g_assert_cmpint (commands[i].command, ==, commands[i].code);
      g_assert_cmpstr (ns_command_name (commands[i].command), ==, commands[i].name);
      g_assert_true (ns_command_from_name (commands[i].name, &parsed));
      g_assert_cmpint (parsed, ==, commands[i].command);
      g_assert_true (ns_command_from_name (lower, &parsed_lower)); /* as servers do */
      g_assert_cmpint (parsed_lower, ==, commands[i].command);
    }
}

static void
test_phases (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint phase = NS_PHASE_NONE; phase <= NS_PHASE_COMPLETE; phase++)
    g_assert_true (g_hash_table_add (seen, (char *) ns_phase_nick (phase)));
  g_assert_cmpint (NS_PHASE_SENDING, <, NS_PHASE_SENT);
  g_assert_cmpint (NS_PHASE_SENT, <, NS_PHASE_ANSWERED);
}

static void
test_unknown (void)
{
  static const char *const unknown[] = { "", "Mail", "mails", "SEND", "Send Mail", "Syn", "7" };
  NsKind kind = NS_KIND_NOTE;
  NsOperation operation = NS_OPERATION_DELETE;
  NsCommand command = NS_COMMAND_PING;

  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_assert_false (ns_kind_from_nick (unknown[i], &kind));
      g_assert_false (ns_operation_from_nick (unknown[i], &operation));
      g_assert_false (ns_command_from_name (unknown[i], &command));
    }
  g_assert_cmpint (kind, ==, NS_KIND_NOTE);
  g_assert_cmpint (operation, ==, NS_OPERATION_DELETE);
  g_assert_cmpint (command, ==, NS_COMMAND_PING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kind/kinds", test_kinds);
  g_test_add_func ("/kind/operations", test_operations);
  g_test_add_func ("/kind/commands", test_commands);
  g_test_add_func ("/kind/phases", test_phases);
  g_test_add_func ("/kind/unknown", test_unknown);
  return g_test_run ();
}
