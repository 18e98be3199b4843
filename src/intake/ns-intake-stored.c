/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-intake-stored.h"

#include "eas/ns-wbxml-reader.h"
#include "intake/ns-intake.h"

#include <glib/gi18n-lib.h>

/* The object's identity, which the copy that stayed has, too, and what a server says of an object and takes from no
 * client (MS-ASCAL 2.2.2, MS-ASAIRS 2.2.2; eas-facts 8.2). */
static const NsTag servers_own[] = {
  NS_TAG_CALENDAR_UID,
  NS_TAG_CALENDAR_CLIENT_UID,
  NS_TAG_CALENDAR_APPOINTMENT_REPLY_TIME,
  NS_TAG_CALENDAR_RESPONSE_TYPE,
  NS_TAG_CALENDAR_ONLINE_MEETING_CONF_LINK,
  NS_TAG_CALENDAR_ONLINE_MEETING_EXTERNAL_LINK,
  NS_TAG_CONTACTS_ALIAS,
  NS_TAG_CONTACTS_WEIGHTED_RANK,
  NS_TAG_AIR_SYNC_BASE_NATIVE_BODY_TYPE,
  NS_TAG_AIR_SYNC_BASE_ATTACHMENTS,
  NS_TAG_AIR_SYNC_BASE_ESTIMATED_DATA_SIZE,
  NS_TAG_AIR_SYNC_BASE_TRUNCATED,
  NS_TAG_AIR_SYNC_BASE_PREVIEW,
};

/* From 16.0 on the server keeps these itself, too. */
static const NsTag servers_own_16[] = {
  NS_TAG_CALENDAR_DT_STAMP,
  NS_TAG_CALENDAR_ORGANIZER_NAME,
  NS_TAG_CALENDAR_ORGANIZER_EMAIL,
  NS_TAG_CALENDAR_LOCATION,
};

static gboolean
is_among (NsTag tag, const NsTag *tags, gsize n_tags)
{
  for (gsize i = 0; i < n_tags; i++)
    if (tags[i] == tag)
      return TRUE;
  return FALSE;
}

static gboolean
is_refused (NsTag tag, NsEasVersion version)
{
  return is_among (tag, servers_own, G_N_ELEMENTS (servers_own))
         || (version >= NS_EAS_VERSION_16_0 && is_among (tag, servers_own_16, G_N_ELEMENTS (servers_own_16)));
}

static NsNode *
copy_for (NsNode *node, NsEasVersion version)
{
  NsNode *copy;

  if (ns_node_n_children (node) == 0)
    return ns_node_ref (node);
  copy = ns_node_new (ns_node_tag (node));
  for (guint i = 0; i < ns_node_n_children (node); i++)
    {
      NsNode *child = ns_node_nth_child (node, i);

      if (!is_refused (ns_node_tag (child), version))
        ns_node_append (copy, copy_for (child, version));
    }
  return copy;
}

/**
 * ns_intake_stored_to_node:
 * @payload: ApplicationData as WBXML, as a server gave it
 * @version: the protocol version
 * @client_id: what tells it from every other object: an event gets it as its UID, by which a lost answer is settled
 * @error: return location, domain %NS_INTAKE_ERROR
 *
 * Makes of an object that was on the server one that can be added to it again, without what servers keep to
 * themselves.
 *
 * Returns: (transfer full) (nullable): the AirSync ApplicationData element
 */
NsNode *
ns_intake_stored_to_node (GBytes *payload, NsEasVersion version, const char *client_id, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (NsNode) node = ns_wbxml_read (payload, &fault);

  if (node != NULL && ns_node_tag (node) == NS_TAG_AIR_SYNC_APPLICATION_DATA && ns_node_n_children (node) > 0)
    {
      NsNode *copy = copy_for (node, version);

      if (ns_node_child (copy, NS_TAG_CALENDAR_START_TIME) != NULL)
        ns_node_append_text (copy, version >= NS_EAS_VERSION_16_0 ? NS_TAG_CALENDAR_CLIENT_UID : NS_TAG_CALENDAR_UID,
                             client_id);
      return copy;
    }
  g_set_error (error, NS_INTAKE_ERROR, NS_INTAKE_ERROR_INVALID, "%s: %s", _("The content kept of the server's copy"),
               fault != NULL ? fault->message : _("it is no object"));
  return NULL;
}
