/* SPDX-License-Identifier: GPL-3.0-or-later */
/* notifysync-simulator from outside: its control port, its scenarios and its clock, by bytes on sockets alone. */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>

typedef struct
{
  char *dir;
  GSubprocess *process;
  guint16 port;
  guint16 control;
} Fixture;

static char *
program (void)
{
  const char *top = g_getenv ("NS_TOP_BUILDDIR");

  return g_build_filename (top != NULL ? top : ".", "notifysync-simulator", NULL);
}

static char *
in_dir (Fixture *self, const char *name)
{
  return g_build_filename (self->dir, name, NULL);
}

static guint16
read_port (Fixture *self, const char *name)
{
  g_autofree char *path = in_dir (self, name);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return (guint16) g_ascii_strtoull (text, NULL, 10);
}

/* Starts it with these options more, and waits for its URL. */
static void
start (Fixture *self, const char *const *options)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDataInputStream) out = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;

  g_ptr_array_add (argv, program ());
  g_ptr_array_add (argv, g_strdup_printf ("--port-file=%s/port", self->dir));
  g_ptr_array_add (argv, g_strdup_printf ("--control-port-file=%s/control", self->dir));
  g_ptr_array_add (argv, g_strdup_printf ("--journal=%s/journal", self->dir));
  g_ptr_array_add (argv, g_strdup ("--control-port=0"));
  for (guint i = 0; options != NULL && options[i] != NULL; i++)
    g_ptr_array_add (argv, g_strdup (options[i]));
  g_ptr_array_add (argv, NULL);

  self->process = g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  url = g_data_input_stream_read_line (out, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (url);
  self->port = read_port (self, "port");
  self->control = read_port (self, "control");
}

static void
stop (Fixture *self)
{
  g_subprocess_send_signal (self->process, SIGTERM);
  g_assert_true (g_subprocess_wait (self->process, NULL, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (self->process), ==, 0);
  g_clear_object (&self->process);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->dir = g_dir_make_tmp ("ns-control-XXXXXX", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  static const char *const files[] = { "port", "control", "journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = in_dir (self, files[i]);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (self->dir), ==, 0);
  g_free (self->dir);
}

static GSocketConnection *
send_request (guint16 port, const char *request)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  GSocketConnection *connection = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, NULL);
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  g_assert_nonnull (connection);
  g_output_stream_write_all (out, request, strlen (request), NULL, NULL, NULL);
  return connection;
}

static char *
read_answer (GSocketConnection *connection)
{
  GString *answer = g_string_new (NULL);
  char chunk[4096];
  gssize n;

  while ((n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), chunk, sizeof chunk, NULL,
                                   NULL)) > 0)
    g_string_append_len (answer, chunk, n);
  return g_string_free (answer, FALSE);
}

static char *
exchange (guint16 port, const char *request)
{
  g_autoptr (GSocketConnection) connection = send_request (port, request);

  return read_answer (connection);
}

static guint
status_of (const char *answer)
{
  return (guint) g_ascii_strtoull (answer + strlen ("HTTP/1.1 "), NULL, 10);
}

/* One call: `METHOD /path`; its JSON, and its HTTP status compared. */
static JsonNode *
call (Fixture *self, const char *what, const char *body, guint status)
{
  g_autofree char *request =
    g_strdup_printf ("%s HTTP/1.1\r\nHost: localhost:%u\r\nConnection: close\r\nContent-Type: application/json\r\n"
                     "Content-Length: %zu\r\n\r\n%s", what, self->control, strlen (body), body);
  g_autofree char *answer = exchange (self->control, request);
  const char *gap = strstr (answer, "\r\n\r\n");
  JsonNode *json;

  g_test_message ("%s %s: %s", what, body, answer);
  g_assert_nonnull (gap);
  g_assert_cmpuint (status_of (answer), ==, status);
  json = json_from_string (gap + 4, NULL);
  g_assert_nonnull (json);
  return json;
}

static void
do_call (Fixture *self, const char *what, const char *body, guint status)
{
  json_node_unref (call (self, what, body, status));
}

static const char *
text_of (JsonNode *json, const char *key)
{
  return json_object_get_string_member_with_default (json_node_get_object (json), key, NULL);
}

static JsonArray *
list_of (JsonNode *json, const char *key)
{
  return json_object_get_array_member (json_node_get_object (json), key);
}

/* OPTIONS of an EAS client. */
#define OPTIONS \
  "OPTIONS /Microsoft-Server-ActiveSync HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" \
  "Authorization: Basic ZGVtbzpkZW1v\r\n\r\n"

static guint
ask (Fixture *self)
{
  g_autofree char *answer = exchange (self->port, OPTIONS);

  return status_of (answer);
}

static void
test_faults (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) added = NULL, listed = NULL, kinds = NULL, rest = NULL;
  JsonObject *first;

  start (self, NULL);
  added = call (self, "POST /lab/faults", "{\"fault\": \"ANY:503*\"}", 201);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (added), "id"), ==, 1);
  do_call (self, "POST /lab/faults", "{\"fault\": \"ANY:500*2\"}", 201);
  g_assert_cmpuint (ask (self), ==, 503);
  g_assert_cmpuint (ask (self), ==, 503);
  listed = call (self, "GET /lab/faults", "", 200);
  g_assert_cmpuint (json_array_get_length (list_of (listed, "faults")), ==, 2);
  first = json_array_get_object_element (list_of (listed, "faults"), 0);
  g_assert_cmpint (json_object_get_int_member (first, "struck"), ==, 2);
  g_assert_true (json_object_get_null_member (first, "remaining"));

  do_call (self, "DELETE /lab/faults/1", "", 200);
  do_call (self, "DELETE /lab/faults/1", "", 404);
  do_call (self, "DELETE /lab/faults/x", "", 404);
  g_assert_cmpuint (ask (self), ==, 500);
  do_call (self, "DELETE /lab/faults", "", 200);
  g_assert_cmpuint (ask (self), ==, 200);
  rest = call (self, "GET /lab/faults", "", 200);
  g_assert_cmpuint (json_array_get_length (list_of (rest, "faults")), ==, 0);
  kinds = call (self, "GET /lab/fault-kinds", "", 200);
  g_assert_cmpuint (json_array_get_length (list_of (kinds, "kinds")), >, 20);
  stop (self);
}

/* Whatever becomes of the server, the control port is there. */
static void
test_server (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) state = NULL;

  start (self, NULL);
  state = call (self, "POST /lab/server",
                "{\"personality\": \"exchange-2010\", \"product\": \"X\", \"policies\": false,"
                " \"password\": \"new\"}", 200);
  g_assert_cmpstr (text_of (state, "personality"), ==, "exchange-2010");
  g_assert_cmpstr (text_of (state, "product"), ==, "X");
  g_assert_false (json_object_get_boolean_member (json_node_get_object (state), "policies"));
  g_assert_cmpuint (ask (self), ==, 401);
  do_call (self, "POST /lab/server", "{\"network\": false}", 200);
  do_call (self, "POST /lab/server", "{\"network\": true, \"tls\": true}", 200);
  do_call (self, "POST /lab/faults", "{\"fault\": \"ANY:refuse*\"}", 201);
  json_node_unref (g_steal_pointer (&state));
  state = call (self, "GET /lab/state", "", 200);
  g_assert_true (g_str_has_prefix (text_of (state, "url"), "https://"));
  do_call (self, "POST /lab/reset", "{}", 200);
  g_assert_cmpuint (ask (self), ==, 200);
  stop (self);
}

static void
test_outlook (Fixture *self, gconstpointer data)
{
  static const char *const calls[] = {
    "{\"action\": \"create\", \"class\": \"Calendar\", \"data\": {\"UID\": \"u1\", \"Subject\": \"Lunch\","
    " \"Reminder\": \"15\"}}",
    "{\"action\": \"create\", \"class\": \"Contacts\", \"data\": {\"FileAs\": \"Ada\"}}",
    "{\"action\": \"receive\", \"mail\": \"From: a@example.test\\r\\nTo: demo@example.test\\r\\n"
    "Subject: Hello\\r\\n\\r\\nHello\\r\\n\"}",
    "{\"action\": \"change\", \"item\": \"u1\", \"property\": \"Subject\", \"value\": \"Dinner\"}",
    "{\"action\": \"dismiss\", \"item\": \"u1\"}",
    "{\"action\": \"copy\", \"item\": \"u1\"}",
    "{\"action\": \"delete\", \"item\": \"Ada\"}",
  };
  g_autoptr (JsonNode) state = NULL;
  g_autofree char *text = NULL;

  start (self, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    do_call (self, "POST /lab/outlook", calls[i], 200);
  state = call (self, "GET /lab/state", "", 200);
  text = json_to_string (state, FALSE);
  g_assert_nonnull (strstr (text, "\"copies\":2"));
  g_assert_nonnull (strstr (text, "Dinner"));
  g_assert_nonnull (strstr (text, "Hello"));
  g_assert_null (strstr (text, "\"Ada\""));
  g_assert_null (strstr (text, "\"Reminder\""));
  stop (self);
}

static void
test_errors (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *call;
    const char *body;
    guint status;
    const char *position; /* (nullable) */
  } rows[] = {
    { "GET /lab/nothing", "", 404, NULL },
    { "PUT /lab/faults", "{}", 405, NULL },
    { "POST /lab/faults", "{", 400, "1:1" },
    { "POST /lab/faults", "[]", 400, "1:1" },
    { "POST /lab/faults", "{}", 400, "fault" },
    { "POST /lab/faults", "{\"fault\": 3}", 400, "fault" },
    { "POST /lab/faults", "{\"fault\": \"ANY:x\"}", 400, "fault" },
    { "POST /lab/faults", "{\"fualt\": \"ANY:503\"}", 400, "fualt" },
    { "POST /lab/outlook", "{\"action\": \"eat\"}", 400, "action" },
    { "POST /lab/outlook", "{\"action\": \"delete\", \"item\": \"none\"}", 404, "item" },
    { "POST /lab/outlook", "{\"action\": \"create\", \"class\": \"Contacts\", \"data\": {\"X\": \"1\"}}", 400,
      "data.X" },
    { "POST /lab/outlook", "{\"action\": \"create\", \"class\": \"Contacts\", \"folder\": \"No\", \"data\": {}}", 400,
      "folder" },
    { "POST /lab/server", "{\"personality\": \"none\"}", 400, "personality" },
    { "POST /lab/server", "{\"tls\": 1}", 400, "tls" },
    { "POST /lab/clock", "{\"advance\": 5}", 409, NULL },
    { "POST /lab/clock", "{\"advance\": -5}", 400, "advance" },
    { "POST /lab/clock", "{\"advance\": true}", 400, "advance" },
    { "GET /lab/journal?since=x", "", 400, "since" },
  };

  start (self, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonNode) json = call (self, rows[i].call, rows[i].body, rows[i].status);
      JsonObject *error = json_object_get_object_member (json_node_get_object (json), "error");

      g_assert_nonnull (json_object_get_string_member (error, "message"));
      if (!g_str_equal (rows[i].body, "{"))
        g_assert_cmpstr (json_object_get_string_member_with_default (error, "position", NULL), ==, rows[i].position);
    }
  stop (self);
}

/* What a web page could send, or a name that was bent to this computer. */
static void
test_strangers (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *head;
    guint status;
  } rows[] = {
    { "GET /lab/state HTTP/1.1\r\nHost: evil.example\r\n", 403 },
    { "GET /lab/state HTTP/1.1\r\nHost: localhost.evil.example\r\n", 403 },
    { "GET /lab/state HTTP/1.1\r\nHost: [::1]:80\r\n", 200 },
    { "POST /lab/reset HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n", 415 },
    { "POST /lab/reset HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n", 415 },
    { "OPTIONS /lab/faults/1 HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n", 405 },
    { "POST /lab/reset HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n",
      413 },
  };

  start (self, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *request = g_strconcat (rows[i].head, "Connection: close\r\n\r\n", NULL);
      g_autofree char *answer = exchange (self->control, request);

      g_test_message ("%s", rows[i].head);
      g_assert_cmpuint (status_of (answer), ==, rows[i].status);
      g_assert_null (strstr (answer, "Access-Control"));
    }
  stop (self);
}

static guint
count_lines (Fixture *self)
{
  g_autoptr (JsonNode) json = call (self, "GET /lab/journal", "", 200);

  return json_array_get_length (list_of (json, "journal"));
}

/* What is held back comes when the clock is moved. */
static void
ask_and_move (Fixture *self, guint n)
{
  g_autoptr (GSocketConnection) connection = send_request (self->port, OPTIONS);
  g_autofree char *answer = NULL;

  while (count_lines (self) < n)
    g_thread_yield ();
  do_call (self, "POST /lab/clock", "{\"advance\": 1.5}", 200);
  answer = read_answer (connection);
}

/* A clock that stands still, and only moves when it is told; the same again gives the same journal. */
static char *
play (Fixture *self)
{
  static const char *const options[] = { "--clock=2026-03-01T09:00:00Z", "--seed=7", "--fault-rate=40", NULL };
  g_autofree char *path = in_dir (self, "journal");
  char *journal = NULL;

  start (self, options);
  for (guint i = 0; i < 30; i++)
    ask_and_move (self, i + 1);
  stop (self);
  g_assert_true (g_file_get_contents (path, &journal, NULL, NULL));
  g_assert_cmpint (g_unlink (path), ==, 0);
  return journal;
}

static void
test_deterministic (Fixture *self, gconstpointer data)
{
  g_autofree char *first = play (self);
  g_autofree char *second = play (self);

  g_assert_cmpstr (first, ==, second);
  g_assert_nonnull (strstr (first, "2026-03-01T09:00:43"));
  g_assert_nonnull (strstr (first, "\"fault\":\"OPTIONS:"));
}

static void
test_journal (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) all = NULL, rest = NULL, exchanges = NULL;
  JsonObject *last;

  start (self, NULL);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (ask (self), ==, 200);
  all = call (self, "GET /lab/journal", "", 200);
  g_assert_cmpuint (json_array_get_length (list_of (all, "journal")), ==, 3);
  rest = call (self, "GET /lab/journal?since=2", "", 200);
  g_assert_cmpuint (json_array_get_length (list_of (rest, "journal")), ==, 1);
  exchanges = call (self, "GET /lab/exchanges?since=2", "", 200);
  g_assert_cmpuint (json_array_get_length (list_of (exchanges, "exchanges")), ==, 1);
  last = json_array_get_object_element (list_of (exchanges, "exchanges"), 0);
  g_assert_cmpstr (json_object_get_string_member (last, "command"), ==, "OPTIONS");
  stop (self);
}

static void
test_scenario (Fixture *self, gconstpointer data)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "..", "data", "scenarios", "kerio-66-ssl.scenario", NULL);
  const char *const options[] = { "--scenario", path, NULL };
  g_autoptr (JsonNode) state = NULL, again = NULL;

  start (self, options);
  state = call (self, "GET /lab/state", "", 200);
  g_assert_cmpstr (text_of (state, "personality"), ==, "kerio-6.6");
  g_assert_true (json_object_get_boolean_member (json_node_get_object (state), "tls"));
  g_assert_true (json_object_get_boolean_member (json_node_get_object (state), "clock_stands_still"));
  do_call (self, "POST /lab/clock", "{\"advance\": 3600}", 200);
  again = call (self, "POST /lab/reset", "{}", 200);
  g_assert_cmpstr (text_of (again, "time"), ==, text_of (state, "time"));
  stop (self);
}

#define ADD(name, func) g_test_add ("/sim/control/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("faults", test_faults);
  ADD ("server", test_server);
  ADD ("outlook", test_outlook);
  ADD ("errors", test_errors);
  ADD ("strangers", test_strangers);
  ADD ("deterministic", test_deterministic);
  ADD ("journal", test_journal);
  ADD ("scenario", test_scenario);
  return g_test_run ();
}
