/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-call.h"

#include "base/ns-json.h"

#include <string.h>

/* Deeper than any call needs; json-glib reads as deep as the body is, on its stack. */
#define MAX_DEPTH 16

/**
 * ns_sim_call_begin:
 * @self: (out caller-allocates): a call
 * @host: whose server it is about
 *
 * Begins with an answer that says nothing.
 */
void
ns_sim_call_begin (NsSimCall *self, NsSimHost *host)
{
  *self = (NsSimCall){ .host = host, .status = 200 };
  self->json = json_builder_new_immutable ();
}

/**
 * ns_sim_call_fail:
 * @self: a call
 * @status: the HTTP status
 * @position: (nullable): where it is wrong
 * @message: one sentence
 *
 * Answers with an error. What was to be answered is dropped.
 */
void
ns_sim_call_fail (NsSimCall *self, guint status, const char *position, const char *message)
{
  self->status = status;
  g_free (self->message);
  g_free (self->position);
  self->message = g_utf8_make_valid (message, -1);
  self->position = g_strdup (position);
}

/**
 * ns_sim_call_take_error:
 * @self: a call
 * @position: (nullable): where it is wrong
 * @error: (transfer full): what is wrong
 *
 * Answers with an error in the HTTP status that is meant by it.
 */
void
ns_sim_call_take_error (NsSimCall *self, const char *position, GError *error)
{
  guint status = 500;

  if (g_error_matches (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT))
    status = 400;
  else if (g_error_matches (error, NS_SIM_ERROR, NS_SIM_ERROR_NOT_FOUND))
    status = 404;
  ns_sim_call_fail (self, status, position, error->message);
  g_error_free (error);
}

static gboolean
is_shallow (const char *text, gsize size)
{
  guint depth = 0;

  for (gsize i = 0; i < size; i++)
    {
      if (text[i] == '{' || text[i] == '[')
        depth++;
      else if ((text[i] == '}' || text[i] == ']') && depth > 0)
        depth--;
      if (depth > MAX_DEPTH)
        return FALSE;
    }
  return TRUE;
}

/**
 * ns_sim_call_read_body:
 * @self: a call
 * @bytes: what came; nothing is an empty object
 *
 * Reads the object that every call with a body has.
 *
 * Returns: whether it could; else the answer is set
 */
gboolean
ns_sim_call_read_body (NsSimCall *self, GBytes *bytes)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *position = NULL;
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);

  if (size == 0)
    {
      self->body = json_object_new ();
      return TRUE;
    }
  if (!g_utf8_validate (text, (gssize) size, NULL) || !is_shallow (text, size) ||
      !json_parser_load_from_data (parser, text, (gssize) size, &error))
    {
      position = g_strdup_printf ("%u:%u", MAX (json_parser_get_current_line (parser), 1),
                                  json_parser_get_current_pos (parser));
      ns_sim_call_fail (self, 400, position, "The body is no JSON.");
      return FALSE;
    }
  if (json_parser_get_root (parser) == NULL || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      ns_sim_call_fail (self, 400, "1:1", "The body is no JSON object.");
      return FALSE;
    }
  self->body = json_object_ref (json_node_get_object (json_parser_get_root (parser)));
  return TRUE;
}

/**
 * ns_sim_call_knows:
 * @self: a call with a body
 * @keys: (array zero-terminated=1): what the body may have
 *
 * Returns: whether it has nothing else; a key that nobody reads is a mistake, and the answer says so
 */
gboolean
ns_sim_call_knows (NsSimCall *self, const char *const *keys)
{
  g_autoptr (GList) members = json_object_get_members (self->body);

  for (GList *link = members; link != NULL; link = link->next)
    if (!g_strv_contains (keys, link->data))
      {
        ns_sim_call_fail (self, 400, link->data, "This key is not known.");
        return FALSE;
      }
  return TRUE;
}

/**
 * ns_sim_call_get_text:
 * @self: a call with a body
 * @key: a key
 * @out: (out) (transfer none) (nullable): its text, %NULL where it is missing
 *
 * Returns: whether it is a text or missing; else the answer is set
 */
gboolean
ns_sim_call_get_text (NsSimCall *self, const char *key, const char **out)
{
  JsonNode *node = json_object_get_member (self->body, key);

  *out = NULL;
  if (node == NULL)
    return TRUE;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      *out = json_node_get_string (node);
      return TRUE;
    }
  ns_sim_call_fail (self, 400, key, "This must be a text.");
  return FALSE;
}

/**
 * ns_sim_call_require_text:
 * @self: a call with a body
 * @key: a key
 * @out: (out) (transfer none): its text
 *
 * Returns: whether it is there; else the answer is set
 */
gboolean
ns_sim_call_require_text (NsSimCall *self, const char *key, const char **out)
{
  if (!ns_sim_call_get_text (self, key, out))
    return FALSE;
  if (*out == NULL)
    ns_sim_call_fail (self, 400, key, "This key is missing.");
  return *out != NULL;
}

/**
 * ns_sim_call_get_bool:
 * @self: a call with a body
 * @key: a key
 * @is_there: (out): whether the body has it
 * @out: (out): what it is
 *
 * Returns: whether it is true, false or missing; else the answer is set
 */
gboolean
ns_sim_call_get_bool (NsSimCall *self, const char *key, gboolean *is_there, gboolean *out)
{
  JsonNode *node = json_object_get_member (self->body, key);

  *is_there = node != NULL;
  *out = FALSE;
  if (node == NULL)
    return TRUE;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    {
      *out = json_node_get_boolean (node);
      return TRUE;
    }
  ns_sim_call_fail (self, 400, key, "This must be true or false.");
  return FALSE;
}

static void
write_error (NsSimCall *self, JsonBuilder *json)
{
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "error");
  json_builder_begin_object (json);
  ns_json_add_string (json, "message", self->message);
  ns_json_add_string (json, "position", self->position);
  json_builder_end_object (json);
  json_builder_end_object (json);
}

/**
 * ns_sim_call_write:
 * @self: a call that was answered
 *
 * Returns: (transfer full) (nullable): the answer's body
 */
char *
ns_sim_call_write (NsSimCall *self)
{
  g_autoptr (JsonBuilder) json = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  if (self->message != NULL)
    write_error (self, json);
  root = json_builder_get_root (self->message != NULL ? json : self->json);
  return root != NULL ? json_to_string (root, FALSE) : NULL;
}

/**
 * ns_sim_call_clear:
 * @self: a call
 *
 * Frees what it points to.
 */
void
ns_sim_call_clear (NsSimCall *self)
{
  g_clear_pointer (&self->body, json_object_unref);
  g_clear_object (&self->json);
  g_clear_pointer (&self->message, g_free);
  g_clear_pointer (&self->position, g_free);
}
