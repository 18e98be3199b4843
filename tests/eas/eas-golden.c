/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "eas/eas-golden.h"

static NsNode *
build_folder_sync (void)
{
  NsNode *root = ns_node_new (NS_TAG_FOLDER_HIERARCHY_FOLDER_SYNC);

  ns_node_append_text (root, NS_TAG_FOLDER_HIERARCHY_SYNC_KEY, "0");
  return root;
}

static NsNode *
append_collection (NsNode *root, const char *key)
{
  NsNode *collections = ns_node_append_empty (root, NS_TAG_AIR_SYNC_COLLECTIONS);
  NsNode *collection = ns_node_append_empty (collections, NS_TAG_AIR_SYNC_COLLECTION);

  ns_node_append_text (collection, NS_TAG_AIR_SYNC_SYNC_KEY, key);
  ns_node_append_text (collection, NS_TAG_AIR_SYNC_COLLECTION_ID, "7");
  return collection;
}

static NsNode *
build_sync_prime (void)
{
  NsNode *root = ns_node_new (NS_TAG_AIR_SYNC_SYNC);

  append_collection (root, "0");
  return root;
}

static NsNode *
build_sync_upload (void)
{
  NsNode *root = ns_node_new (NS_TAG_AIR_SYNC_SYNC);
  NsNode *collection = append_collection (root, "1");
  NsNode *add;
  NsNode *data;

  ns_node_append_text (collection, NS_TAG_AIR_SYNC_GET_CHANGES, "0");
  add = ns_node_append_empty (ns_node_append_empty (collection, NS_TAG_AIR_SYNC_COMMANDS), NS_TAG_AIR_SYNC_ADD);
  ns_node_append_text (add, NS_TAG_AIR_SYNC_CLIENT_ID, "1");
  data = ns_node_append_empty (add, NS_TAG_AIR_SYNC_APPLICATION_DATA);
  ns_node_append_text (data, NS_TAG_TASKS_SUBJECT, "T");
  ns_node_append_text (data, NS_TAG_TASKS_COMPLETE, "0");
  return root;
}

static NsNode *
build_send_mail (void)
{
  NsNode *root = ns_node_new (NS_TAG_COMPOSE_MAIL_SEND_MAIL);
  g_autoptr (GBytes) mime = g_bytes_new_static ("A\r\nB", 4);

  ns_node_append_text (root, NS_TAG_COMPOSE_MAIL_CLIENT_ID, "c1");
  ns_node_append_empty (root, NS_TAG_COMPOSE_MAIL_SAVE_IN_SENT_ITEMS);
  ns_node_append (root, ns_node_new_opaque (NS_TAG_COMPOSE_MAIL_MIME, mime));
  return root;
}

static NsNode *
build_meeting_response (void)
{
  NsNode *root = ns_node_new (NS_TAG_MEETING_RESPONSE_MEETING_RESPONSE);
  NsNode *request = ns_node_append_empty (root, NS_TAG_MEETING_RESPONSE_REQUEST);

  ns_node_append_text (request, NS_TAG_MEETING_RESPONSE_USER_RESPONSE, "1");
  ns_node_append_text (request, NS_TAG_MEETING_RESPONSE_COLLECTION_ID, "2");
  ns_node_append_text (request, NS_TAG_MEETING_RESPONSE_REQUEST_ID, "2:5");
  return root;
}

static NsNode *
append_policy (NsNode *root)
{
  NsNode *policies = ns_node_append_empty (root, NS_TAG_PROVISION_POLICIES);
  NsNode *policy = ns_node_append_empty (policies, NS_TAG_PROVISION_POLICY);

  ns_node_append_text (policy, NS_TAG_PROVISION_POLICY_TYPE, "MS-EAS-Provisioning-WBXML");
  return policy;
}

static NsNode *
build_provision_1 (void)
{
  NsNode *root = ns_node_new (NS_TAG_PROVISION_PROVISION);

  append_policy (root);
  return root;
}

static NsNode *
build_provision_2 (void)
{
  NsNode *root = ns_node_new (NS_TAG_PROVISION_PROVISION);
  NsNode *policy = append_policy (root);

  ns_node_append_text (policy, NS_TAG_PROVISION_POLICY_KEY, "307199206");
  ns_node_append_text (policy, NS_TAG_PROVISION_STATUS, "1");
  return root;
}

static NsNode *
build_provision_empty (void)
{
  return ns_node_new (NS_TAG_PROVISION_PROVISION);
}

static NsNode *
build_settings (void)
{
  NsNode *root = ns_node_new (NS_TAG_SETTINGS_SETTINGS);
  NsNode *information = ns_node_append_empty (root, NS_TAG_SETTINGS_DEVICE_INFORMATION);
  NsNode *set = ns_node_append_empty (information, NS_TAG_SETTINGS_SET);

  ns_node_append_text (set, NS_TAG_SETTINGS_MODEL, "X");
  return root;
}

#define POLICY_HEAD \
  "03 01 6A 00 00 0E 45 46 47 48 03 4D 53 2D 45 41 53 2D 50 72 6F 76 69 73 69 6F 6E 69 6E 67 2D 57 42 58 4D 4C 00 01"

const EasGolden eas_golden[] = {
  { "FolderSync, key 0", "03 01 6A 00 00 07 56 52 03 30 00 01 01", build_folder_sync },
  { "Sync, key 0", "03 01 6A 00 45 5C 4F 4B 03 30 00 01 52 03 37 00 01 01 01 01", build_sync_prime },
  { "Sync upload",
    "03 01 6A 00 45 5C 4F 4B 03 31 00 01 52 03 37 00 01 53 03 30 00 01 56 47 4C 03 31 00 01 5D 00 09 60 03 54 00 01 "
    "4A 03 30 00 01 01 01 01 01 01 01",
    build_sync_upload },
  { "SendMail 14.x", "03 01 6A 00 00 15 45 51 03 63 31 00 01 08 50 C3 04 41 0D 0A 42 01 01", build_send_mail },
  { "MeetingResponse", "03 01 6A 00 00 08 47 49 4C 03 31 00 01 46 03 32 00 01 48 03 32 3A 35 00 01 01 01",
    build_meeting_response },
  { "Provision phase 1", POLICY_HEAD " 01 01 01", build_provision_1 },
  { "Provision phase 2", POLICY_HEAD " 49 03 33 30 37 31 39 39 32 30 36 00 01 4B 03 31 00 01 01 01 01",
    build_provision_2 },
  { "empty Provision", "03 01 6A 00 00 0E 05", build_provision_empty },
  { "Settings", "03 01 6A 00 00 12 45 56 48 57 03 58 00 01 01 01 01", build_settings },
};

const guint eas_n_golden = G_N_ELEMENTS (eas_golden);

/**
 * eas_bytes_from_hex:
 * @hex: pairs of hexadecimal digits, with or without blanks
 *
 * Returns: (transfer full): the bytes
 */
GBytes *
eas_bytes_from_hex (const char *hex)
{
  GByteArray *array = g_byte_array_new ();

  while (*hex != '\0')
    {
      guint8 byte;

      if (*hex == ' ')
        {
          hex++;
          continue;
        }
      byte = g_ascii_xdigit_value (hex[0]) << 4 | g_ascii_xdigit_value (hex[1]);
      g_byte_array_append (array, &byte, 1);
      hex += 2;
    }
  return g_byte_array_free_to_bytes (array);
}

/**
 * eas_hex_from_bytes:
 * @bytes: bytes
 *
 * Returns: (transfer full): pairs of hexadecimal digits with blanks between them
 */
char *
eas_hex_from_bytes (GBytes *bytes)
{
  GString *hex = g_string_new (NULL);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (hex, "%s%02X", i > 0 ? " " : "", data[i]);
  return g_string_free (hex, FALSE);
}
