/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "soak/ns-soak-oracle.h"

#include <json-glib/json-glib.h>
#include <string.h>

static void
count_one (GHashTable *table, char *key)
{
  const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (table, key));

  g_hash_table_insert (table, key, GUINT_TO_POINTER (n + 1));
}

static const char *
text (JsonObject *line, const char *key)
{
  JsonNode *node = json_object_get_member (line, key);

  return JSON_NODE_HOLDS_NULL (node) ? NULL : json_node_get_string (node);
}

/* Items of one request stand in lines of their own, one after the other, with the digest of the same body. A request
 * that came again begins with the same item again. */
typedef struct
{
  char *digest; /* (owned) (nullable) */
  char *first;  /* (owned) (nullable): what its first line is about */
} Request;

static gboolean
is_new_request (Request *last, JsonObject *line)
{
  const char *digest = text (line, "request_sha256");
  g_autofree char *item = g_strdup_printf ("%s %s", text (line, "client_id"), text (line, "server_id"));

  if (digest != NULL && g_strcmp0 (last->digest, digest) == 0 && g_strcmp0 (last->first, item) != 0)
    return FALSE;
  g_free (last->digest);
  last->digest = g_strdup (digest);
  g_free (last->first);
  last->first = g_steal_pointer (&item);
  return TRUE;
}

static void
take_request (NsSoakOracle *self, JsonObject *line)
{
  const char *fault = text (line, "fault");
  const char *colon = fault != NULL ? strchr (fault, ':') : NULL;

  self->requests++;
  if (colon != NULL)
    count_one (self->faults, g_strdup (colon + 1));
}

static void
take_item (NsSoakOracle *self, JsonObject *line)
{
  const char *operation = text (line, "operation");
  const char *name = text (line, "message_id") != NULL ? text (line, "message_id") : text (line, "subject");

  if (json_object_get_boolean_member (line, "executed") && operation != NULL && name != NULL)
    count_one (self->executed, g_strdup_printf ("%s %s", operation, name));
}

NsSoakOracle *
ns_soak_oracle_read (const char *journal)
{
  NsSoakOracle *self = g_new0 (NsSoakOracle, 1);
  g_autofree char *content = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  Request last = { NULL, NULL };

  self->executed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->faults = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_file_get_contents (journal, &content, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (content, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (lines[i], &error);

      g_assert_no_error (error);
      if (is_new_request (&last, json_node_get_object (node)))
        take_request (self, json_node_get_object (node));
      take_item (self, json_node_get_object (node));
    }
  g_free (last.digest);
  g_free (last.first);
  return self;
}

void
ns_soak_oracle_free (NsSoakOracle *self)
{
  g_hash_table_unref (self->executed);
  g_hash_table_unref (self->faults);
  g_free (self);
}

static guint
count (const NsSoakOracle *self, const char *operation, const char *name)
{
  g_autofree char *key = g_strdup_printf ("%s %s", operation, name);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->executed, key));
}

/* How many of it there are, or were made. A change that was made twice has changed one object once. */
guint
ns_soak_oracle_count (const NsSoakOracle *self, const NsSoakItem *item)
{
  switch (item->kind)
    {
    case NS_SOAK_MAIL:
      return count (self, "send", item->name);
    case NS_SOAK_EVENT:
    case NS_SOAK_CONTACT:
      return count (self, "add", item->name);
    case NS_SOAK_CHANGE:
      return MIN (count (self, "change", item->name), 1) + count (self, "add", item->name);
    case NS_SOAK_DELETION:
      return count (self, "delete", item->name);
    }
  g_assert_not_reached ();
}
