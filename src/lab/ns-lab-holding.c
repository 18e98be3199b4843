/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "lab/ns-lab-holding.h"

#include "base/ns-time.h"

#include <json-glib/json-glib.h>

/**
 * ns_lab_holding_free:
 * @self: (transfer full): a value
 *
 * Frees it.
 */
void
ns_lab_holding_free (NsLabHolding *self)
{
  g_free (self->email);
  g_free (self->folder);
  g_free (self->title);
  g_free (self->detail);
  g_free (self);
}

static const char *
get_text (JsonObject *object, const char *key)
{
  return json_object_get_string_member_with_default (object, key, NULL);
}

/* What makes two objects of a folder the same thing, as in ns_sim_server_dup_state(). */
static const char *
get_identity (JsonObject *object)
{
  const char *identity = get_text (object, "message_id");

  if (identity == NULL)
    identity = get_text (object, "uid");
  return identity != NULL ? identity : get_text (object, "name");
}

static char *
make_title (JsonObject *object, JsonObject *data)
{
  const char *title = get_text (data, "Subject");

  if (title == NULL || *title == '\0')
    title = get_text (object, "name");
  return g_strdup (title != NULL ? title : "");
}

/* The properties of which the first that is there tells most; what people move between two versions. */
static char *
make_detail (JsonObject *data)
{
  static const char *const keys[] = { "Location", "From", "BusinessPhoneNumber", "MobilePhoneNumber",
                                      "Email1Address" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char *text = get_text (data, keys[i]);

      if (text != NULL && *text != '\0')
        return g_strdup (text);
    }
  return NULL;
}

static void
add_object (GPtrArray *holdings, const char *email, const char *folder, JsonObject *object, GHashTable *seen)
{
  NsLabHolding *holding = g_new0 (NsLabHolding, 1);
  JsonObject *data = json_object_get_object_member (object, "data");
  const char *identity = get_identity (object);
  const char *start = get_text (data, "StartTime");

  holding->email = g_strdup (email);
  holding->folder = g_strdup (folder);
  holding->title = make_title (object, data);
  holding->detail = make_detail (data);
  holding->is_event = start != NULL;
  holding->start = start != NULL ? ns_time_from_compact (start) : 0;
  holding->from_outlook = get_text (object, "changed_by") == NULL;
  holding->copies = (guint) json_object_get_int_member (object, "copies");
  holding->copy = 1;
  if (identity != NULL)
    {
      holding->copy += GPOINTER_TO_UINT (g_hash_table_lookup (seen, identity));
      g_hash_table_insert (seen, (gpointer) identity, GUINT_TO_POINTER (holding->copy));
    }
  g_ptr_array_add (holdings, holding);
}

static void
add_folder (GPtrArray *holdings, const char *email, JsonObject *folder)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *objects = json_object_get_array_member (folder, "objects");

  for (guint i = 0; i < json_array_get_length (objects); i++)
    add_object (holdings, email, get_text (folder, "name"), json_array_get_object_element (objects, i), seen);
}

/**
 * ns_lab_holding_list:
 * @state: from ns_sim_server_dup_state()
 *
 * Returns: (transfer full) (element-type NsLabHolding): what the server holds, by mailbox and folder, oldest first
 */
GPtrArray *
ns_lab_holding_list (const char *state)
{
  GPtrArray *holdings = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_lab_holding_free);
  g_autoptr (JsonNode) root = json_from_string (state, NULL);
  JsonArray *mailboxes = json_object_get_array_member (json_node_get_object (root), "mailboxes");

  for (guint i = 0; i < json_array_get_length (mailboxes); i++)
    {
      JsonObject *mailbox = json_array_get_object_element (mailboxes, i);
      JsonArray *folders = json_object_get_array_member (mailbox, "folders");

      for (guint n = 0; n < json_array_get_length (folders); n++)
        add_folder (holdings, get_text (mailbox, "email"), json_array_get_object_element (folders, n));
    }
  return holdings;
}
