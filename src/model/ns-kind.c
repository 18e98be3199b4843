/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-kind.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *nick;
  const char *label;
  const char *icon_name;
} kinds[] = {
  [NS_KIND_MAIL] = { "mail", NC_ ("kind", "Mail"), "notifysync-mail" },
  [NS_KIND_REPLY] = { "reply", NC_ ("kind", "Reply"), "notifysync-reply" },
  [NS_KIND_FORWARD] = { "forward", NC_ ("kind", "Forward"), "notifysync-forward" },
  [NS_KIND_MEETING_RESPONSE] = { "meeting-response", NC_ ("kind", "Meeting response"), "notifysync-meeting-response" },
  [NS_KIND_EVENT] = { "event", NC_ ("kind", "Event"), "notifysync-event" },
  [NS_KIND_CONTACT] = { "contact", NC_ ("kind", "Contact"), "notifysync-contact" },
  [NS_KIND_TASK] = { "task", NC_ ("kind", "Task"), "notifysync-task" },
  [NS_KIND_NOTE] = { "note", NC_ ("kind", "Note"), "notifysync-note" },
};

static const char *const operation_nicks[] = {
  [NS_OPERATION_SEND] = "send",
  [NS_OPERATION_ADD] = "add",
  [NS_OPERATION_CHANGE] = "change",
  [NS_OPERATION_DELETE] = "delete",
};

/**
 * ns_kind_nick:
 * @kind: a kind
 *
 * Returns: its stable name in JSON and scenarios, such as `mail`
 */
const char *
ns_kind_nick (NsKind kind)
{
  return kinds[kind].nick;
}

/**
 * ns_kind_from_nick:
 * @nick: a name
 * @out: (out): the kind
 *
 * Returns: whether @nick is one
 */
gboolean
ns_kind_from_nick (const char *nick, NsKind *out)
{
  for (guint i = NS_KIND_MAIL; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (nick, kinds[i].nick))
      {
        *out = (NsKind) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * ns_kind_label:
 * @kind: a kind
 *
 * Returns: its name for the user, translated
 */
const char *
ns_kind_label (NsKind kind)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "kind", kinds[kind].label);
}

/**
 * ns_kind_icon_name:
 * @kind: a kind
 *
 * Returns: the name of its icon in the program's resources
 */
const char *
ns_kind_icon_name (NsKind kind)
{
  return kinds[kind].icon_name;
}

/**
 * ns_operation_nick:
 * @operation: an operation
 *
 * Returns: its stable name in JSON and scenarios, such as `send`
 */
const char *
ns_operation_nick (NsOperation operation)
{
  return operation_nicks[operation];
}

/**
 * ns_operation_from_nick:
 * @nick: a name
 * @out: (out): the operation
 *
 * Returns: whether @nick is one
 */
gboolean
ns_operation_from_nick (const char *nick, NsOperation *out)
{
  for (guint i = NS_OPERATION_SEND; i < G_N_ELEMENTS (operation_nicks); i++)
    if (g_str_equal (nick, operation_nicks[i]))
      {
        *out = (NsOperation) i;
        return TRUE;
      }
  return FALSE;
}
