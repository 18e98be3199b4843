/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-call-routes.h"

#include "base/ns-json.h"
#include "sim/ns-sim-item.h"

#include <string.h>

/* As far as a clock is moved at once, in seconds: a year. */
#define MAX_ADVANCE (366 * 86400)

/* The answer to what has been done. */
static void
answer_done (NsSimCall *self)
{
  json_builder_begin_object (self->json);
  ns_json_add_bool (self->json, "done", TRUE);
  json_builder_end_object (self->json);
}

static void
answer_if_done (NsSimCall *self, const char *position, gboolean is_done, GError *error)
{
  if (is_done)
    answer_done (self);
  else
    ns_sim_call_take_error (self, position, error);
}

/**
 * ns_sim_call_add_fault:
 * @self: `POST /lab/faults`: `{"fault": "Sync:503*2"}`
 *
 * Lets something fail.
 */
void
ns_sim_call_add_fault (NsSimCall *self)
{
  static const char *const keys[] = { "fault", NULL };
  g_autoptr (GError) error = NULL;
  const char *text;
  guint id;

  if (!ns_sim_call_knows (self, keys) || !ns_sim_call_require_text (self, "fault", &text))
    return;
  id = ns_sim_server_push_fault (self->host->server, text, &error);
  if (id == 0)
    {
      ns_sim_call_take_error (self, "fault", g_steal_pointer (&error));
      return;
    }
  self->status = 201;
  json_builder_begin_object (self->json);
  ns_json_add_int (self->json, "id", id);
  ns_json_add_string (self->json, "fault", text);
  json_builder_end_object (self->json);
}

/**
 * ns_sim_call_remove_fault:
 * @self: `DELETE /lab/faults/ID`
 *
 * Takes a fault back.
 */
void
ns_sim_call_remove_fault (NsSimCall *self)
{
  guint64 id;

  if (g_ascii_string_to_unsigned (self->path + strlen (NS_SIM_FAULTS_PATH "/"), 10, 1, G_MAXUINT, &id, NULL) &&
      ns_sim_server_remove_fault (self->host->server, (guint) id))
    answer_done (self);
  else
    ns_sim_call_fail (self, 404, NULL, "There is no such fault to come.");
}

/**
 * ns_sim_call_clear_faults:
 * @self: `DELETE /lab/faults`
 *
 * Takes all faults back.
 */
void
ns_sim_call_clear_faults (NsSimCall *self)
{
  ns_sim_server_clear_faults (self->host->server);
  answer_done (self);
}

static void
change (NsSimCall *self, const char *item)
{
  const char *property, *value;
  GError *error = NULL;
  gboolean is_done;

  if (!ns_sim_call_require_text (self, "property", &property) || !ns_sim_call_require_text (self, "value", &value))
    return;
  is_done = ns_sim_server_outlook_change (self->host->server, item, property, value, &error);
  answer_if_done (self, "item", is_done, error);
}

/* A reminder that is dismissed is gone, as Outlook writes it. */
static void
dismiss (NsSimCall *self, const char *item)
{
  GError *error = NULL;
  const gboolean is_done = ns_sim_server_outlook_change (self->host->server, item, "Reminder", "", &error);

  answer_if_done (self, "item", is_done, error);
}

static void
delete_item (NsSimCall *self, const char *item)
{
  GError *error = NULL;
  const gboolean is_done = ns_sim_server_outlook_delete (self->host->server, item, &error);

  answer_if_done (self, "item", is_done, error);
}

static void
copy (NsSimCall *self, const char *item)
{
  GError *error = NULL;
  const gboolean is_done = ns_sim_server_outlook_copy (self->host->server, item, &error);

  answer_if_done (self, "item", is_done, error);
}

static gboolean
add_property (NsSimCall *self, NsNode *data, const char *class_name, const char *name)
{
  JsonNode *value = json_object_get_member (json_object_get_object_member (self->body, "data"), name);
  g_autofree char *position = g_strconcat ("data.", name, NULL);
  NsTag tag;

  if (!ns_sim_item_find_property (class_name, name, &tag))
    ns_sim_call_fail (self, 400, position, "The class has no such property.");
  else if (!JSON_NODE_HOLDS_VALUE (value) || json_node_get_value_type (value) != G_TYPE_STRING)
    ns_sim_call_fail (self, 400, position, "This must be a text.");
  else
    ns_node_append_text (data, tag, json_node_get_string (value));
  return self->message == NULL;
}

static void
create (NsSimCall *self)
{
  g_autoptr (NsNode) data = ns_node_new (NS_TAG_AIR_SYNC_APPLICATION_DATA);
  JsonNode *properties = json_object_get_member (self->body, "data");
  g_autoptr (GList) names = NULL;
  const char *class_name, *folder;
  GError *error = NULL;
  gboolean is_done;

  if (!ns_sim_call_require_text (self, "class", &class_name) || !ns_sim_call_get_text (self, "folder", &folder))
    return;
  if (properties == NULL || !JSON_NODE_HOLDS_OBJECT (properties))
    {
      ns_sim_call_fail (self, 400, "data", "This must be an object of properties.");
      return;
    }
  names = json_object_get_members (json_node_get_object (properties));
  for (GList *link = names; link != NULL; link = link->next)
    if (!add_property (self, data, class_name, link->data))
      return;
  is_done = ns_sim_server_outlook_create (self->host->server, folder, class_name, g_steal_pointer (&data), &error);
  answer_if_done (self, folder != NULL ? "folder" : "class", is_done, error);
}

static void
receive (NsSimCall *self)
{
  g_autoptr (GBytes) mime = NULL;
  const char *text;
  GError *error = NULL;
  gboolean is_done;

  if (!ns_sim_call_require_text (self, "mail", &text))
    return;
  mime = g_bytes_new (text, strlen (text));
  is_done = ns_sim_server_outlook_receive (self->host->server, mime, &error);
  answer_if_done (self, "mail", is_done, error);
}

/**
 * ns_sim_call_do_outlook:
 * @self: `POST /lab/outlook`: `{"action": "change", "item": "…", "property": "…", "value": "…"}`, …
 *
 * Lets the mailbox's other client do something.
 */
void
ns_sim_call_do_outlook (NsSimCall *self)
{
  static const char *const keys[] = { "action", "item", "property", "value", "folder", "class",
                                      "data", "mail", NULL };
  static const struct
  {
    const char *name;
    void (*run) (NsSimCall *self, const char *item);
  } actions[] = { { "change", change }, { "dismiss", dismiss }, { "delete", delete_item }, { "copy", copy } };
  const char *action, *item;

  if (!ns_sim_call_knows (self, keys) || !ns_sim_call_require_text (self, "action", &action))
    return;
  if (g_str_equal (action, "create"))
    {
      create (self);
      return;
    }
  if (g_str_equal (action, "receive"))
    {
      receive (self);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, action))
      {
        if (ns_sim_call_require_text (self, "item", &item))
          actions[i].run (self, item);
        return;
      }
  ns_sim_call_fail (self, 400, "action", "This is none of change, dismiss, delete, copy, create and receive.");
}

typedef struct
{
  const char *personality;
  const char *product;
  const char *password;
  gboolean has_tls, tls, has_network, network, has_policies, policies;
} Wish;

static gboolean
read_wish (NsSimCall *self, Wish *wish)
{
  static const char *const keys[] = { "personality", "product", "password", "tls", "network", "policies", NULL };

  return ns_sim_call_knows (self, keys) && ns_sim_call_get_text (self, "personality", &wish->personality) &&
         ns_sim_call_get_text (self, "product", &wish->product) &&
         ns_sim_call_get_text (self, "password", &wish->password) &&
         ns_sim_call_get_bool (self, "tls", &wish->has_tls, &wish->tls) &&
         ns_sim_call_get_bool (self, "network", &wish->has_network, &wish->network) &&
         ns_sim_call_get_bool (self, "policies", &wish->has_policies, &wish->policies);
}

/**
 * ns_sim_call_set_server:
 * @self: `POST /lab/server`: any of personality, product, password, tls, network and policies
 *
 * Changes what the server is; what is not named stays.
 */
void
ns_sim_call_set_server (NsSimCall *self)
{
  NsSimServer *server = self->host->server;
  Wish wish = { 0 };
  GError *error = NULL;

  if (!read_wish (self, &wish))
    return;
  if (wish.personality != NULL && !ns_sim_server_set_personality (server, wish.personality, &error))
    {
      ns_sim_call_take_error (self, "personality", error);
      return;
    }
  if (wish.product != NULL)
    ns_sim_server_set_product (server, wish.product);
  if (wish.password != NULL)
    ns_sim_server_set_password (server, wish.password);
  if (wish.has_policies)
    ns_sim_server_set_policies (server, wish.policies);
  if (wish.has_tls && !ns_sim_server_set_tls (server, wish.tls, &error))
    ns_sim_call_take_error (self, "tls", error);
  else if (wish.has_network && !ns_sim_server_set_network (server, wish.network, &error))
    ns_sim_call_take_error (self, "network", error);
  else
    ns_sim_call_get_state (self);
}

/**
 * ns_sim_call_move_clock:
 * @self: `POST /lab/clock`: `{"advance": SECONDS}`
 *
 * Lets time pass where the clock stands still.
 */
void
ns_sim_call_move_clock (NsSimCall *self)
{
  static const char *const keys[] = { "advance", NULL };
  JsonNode *node;
  double seconds = -1;

  if (!ns_sim_call_knows (self, keys))
    return;
  node = json_object_get_member (self->body, "advance");
  if (node != NULL && (json_node_get_value_type (node) == G_TYPE_INT64 ||
                       json_node_get_value_type (node) == G_TYPE_DOUBLE))
    seconds = json_node_get_double (node);
  if (!(seconds >= 0 && seconds <= MAX_ADVANCE))
    {
      ns_sim_call_fail (self, 400, "advance", "This must be a number of seconds, at most a year.");
      return;
    }
  if (!ns_clock_is_fake (self->host->clock))
    {
      ns_sim_call_fail (self, 409, NULL, "The clock goes by itself; it stands still only with --clock.");
      return;
    }
  ns_clock_advance (self->host->clock, (gint64) (seconds * G_USEC_PER_SEC));
  json_builder_begin_object (self->json);
  ns_json_add_time (self->json, "time", ns_clock_now (self->host->clock));
  json_builder_end_object (self->json);
}

/**
 * ns_sim_call_reset:
 * @self: `POST /lab/reset`
 *
 * Puts everything back as it was at the start.
 */
void
ns_sim_call_reset (NsSimCall *self)
{
  static const char *const keys[] = { NULL };
  GError *error = NULL;

  if (!ns_sim_call_knows (self, keys))
    return;
  if (self->host->reset (self->host, &error))
    ns_sim_call_get_state (self);
  else
    ns_sim_call_take_error (self, NULL, error);
}
