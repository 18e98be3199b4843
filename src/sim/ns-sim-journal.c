/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-journal.h"

#include "base/ns-time.h"
#include "sim/ns-sim-server.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <stdio.h>

struct _NsSimJournal
{
  NsClock *clock;   /* (owned) */
  FILE *file;       /* (owned) (nullable) */
  char *spool;      /* (owned) (nullable) */
  GPtrArray *lines; /* (owned) (element-type utf8) */
  guint64 seq;
  NsSimTape *tape;  /* (owned) */
};

/**
 * ns_sim_journal_new:
 * @path: (nullable): the file, appended to
 * @spool: (nullable): a directory for the mails, made where it is missing
 * @clock: (transfer none): what time it is
 * @error: return location for %NS_SIM_ERROR_FILE
 *
 * Returns: (transfer full) (nullable): a journal
 */
NsSimJournal *
ns_sim_journal_new (const char *path, const char *spool, NsClock *clock, GError **error)
{
  g_autoptr (NsSimJournal) self = g_new0 (NsSimJournal, 1);

  self->clock = g_object_ref (clock);
  self->spool = g_strdup (spool);
  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->tape = ns_sim_tape_new ();
  if (spool != NULL && g_mkdir_with_parents (spool, 0700) != 0)
    {
      g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_FILE, "The directory \"%s\" cannot be made: %s.", spool,
                   g_strerror (errno));
      return NULL;
    }
  if (path == NULL)
    return g_steal_pointer (&self);

  self->file = g_fopen (path, "ae");
  if (self->file == NULL)
    {
      g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_FILE, "The journal \"%s\" cannot be written: %s.", path,
                   g_strerror (errno));
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * ns_sim_journal_free:
 * @self: (transfer full): a journal
 *
 * Closes it.
 */
void
ns_sim_journal_free (NsSimJournal *self)
{
  if (self->file != NULL)
    fclose (self->file);
  g_ptr_array_unref (self->lines);
  ns_sim_tape_free (self->tape);
  g_free (self->spool);
  g_object_unref (self->clock);
  g_free (self);
}

static void
set_text (JsonObject *object, const char *key, const char *value)
{
  g_autofree char *valid = value != NULL ? g_utf8_make_valid (value, -1) : NULL;

  if (valid != NULL)
    json_object_set_string_member (object, key, valid);
  else
    json_object_set_null_member (object, key);
}

static void
set_digest (JsonObject *object, const char *key, GBytes *bytes)
{
  g_autofree char *digest =
    bytes != NULL && g_bytes_get_size (bytes) > 0 ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;

  set_text (object, key, digest);
}

static void
set_number (JsonObject *object, const char *key, gint64 value)
{
  if (value != 0)
    json_object_set_int_member (object, key, value);
  else
    json_object_set_null_member (object, key);
}

static const char *
command_name (const NsSimRequest *request)
{
  if (!ns_sim_request_is_eas (request))
    return NULL;
  if (g_strcmp0 (request->method, "OPTIONS") == 0)
    return "OPTIONS";
  return request->has_query ? ns_command_name (request->eas.command) : NULL;
}

static void
set_request (JsonObject *object, const NsSimRequest *request)
{
  const gboolean known = request->has_query;
  const gboolean speaks = request->version != NS_EAS_VERSION_NONE;

  set_text (object, "device", known ? request->eas.device_id : NULL);
  set_text (object, "command", command_name (request));
  set_text (object, "version", speaks ? ns_eas_version_to_string (request->version) : NULL);
  set_text (object, "user_agent", request->user_agent);
}

static void
set_entry (JsonObject *object, const NsSimEntry *entry)
{
  set_text (object, "collection", entry->collection);
  set_text (object, "operation", entry->operation);
  set_text (object, "client_id", entry->client_id);
  set_text (object, "server_id", entry->server_id);
  set_text (object, "uid", entry->uid);
  set_text (object, "message_id", entry->message_id);
  set_text (object, "subject", entry->subject);
  set_text (object, "model", entry->model);
  set_text (object, "os", entry->os);
}

static gboolean
is_answered (const NsSimAnswer *answer)
{
  return answer->cut == NS_SIM_CUT_NONE || answer->cut == NS_SIM_CUT_HALF || answer->cut == NS_SIM_CUT_END;
}

static char *
make_line (NsSimJournal *self, const NsSimRequest *request, const NsSimAnswer *answer, const char *fault,
           const NsSimEntry *entry)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *time = ns_time_to_iso8601 (ns_clock_now (self->clock));

  json_object_set_int_member (object, "seq", (gint64) self->seq);
  set_text (object, "time", time);
  set_request (object, request);
  set_entry (object, entry);
  json_object_set_int_member (object, "bytes", request->body != NULL ? (gint64) g_bytes_get_size (request->body) : 0);
  json_object_set_boolean_member (object, "executed", entry->executed);
  json_object_set_boolean_member (object, "replay", entry->replay);
  set_number (object, "http_status", is_answered (answer) ? answer->http_status : 0);
  set_number (object, "status", entry->status != 0 ? entry->status : answer->status);
  set_digest (object, "mime_sha256", entry->mime);
  set_digest (object, "request_sha256", request->body);
  set_text (object, "fault", fault);

  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}

static void
spool_mail (NsSimJournal *self, const NsSimEntry *entry)
{
  g_autofree char *name = g_strdup_printf ("%" G_GUINT64_FORMAT ".eml", self->seq);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *bytes;

  if (self->spool == NULL || !entry->executed || entry->mime == NULL)
    return;
  path = g_build_filename (self->spool, name, NULL);
  bytes = g_bytes_get_data (entry->mime, &size);
  if (!g_file_set_contents (path, bytes, (gssize) size, &error))
    g_warning ("A mail cannot be kept in the spool: %s", error->message);
}

static void
write_entry (NsSimJournal *self, const NsSimRequest *request, const NsSimAnswer *answer, const char *fault,
             const NsSimEntry *entry)
{
  char *line;

  self->seq++;
  line = make_line (self, request, answer, fault, entry);
  g_ptr_array_add (self->lines, line);
  spool_mail (self, entry);
  if (self->file == NULL)
    return;
  if (fputs (line, self->file) < 0 || fputc ('\n', self->file) < 0)
    g_warning ("The journal cannot be written: %s", g_strerror (errno));
}

/**
 * ns_sim_journal_write:
 * @self: a journal
 * @request: what came
 * @answer: what will go back
 * @fault: (nullable): the fault that met the request
 * @entries: (element-type NsSimEntry): its items; may be empty
 *
 * Writes and flushes the lines of one request: to be called before the answer goes out, so that whoever has the
 * answer finds the lines.
 */
void
ns_sim_journal_write (NsSimJournal *self, const NsSimRequest *request, const NsSimAnswer *answer, const char *fault,
                      GPtrArray *entries)
{
  static const NsSimEntry nothing = { 0 };

  ns_sim_tape_record (self->tape, ns_clock_now (self->clock), request, answer, fault, entries);
  if (entries->len == 0)
    write_entry (self, request, answer, fault, &nothing);
  for (guint i = 0; i < entries->len; i++)
    write_entry (self, request, answer, fault, g_ptr_array_index (entries, i));
  if (self->file != NULL && fflush (self->file) != 0)
    g_warning ("The journal cannot be written: %s", g_strerror (errno));
}

/**
 * ns_sim_journal_dup_lines:
 * @self: a journal
 *
 * Returns: (transfer full) (element-type utf8): its lines so far
 */
GPtrArray *
ns_sim_journal_dup_lines (NsSimJournal *self)
{
  GPtrArray *copy = g_ptr_array_new_full (self->lines->len, g_free);

  for (guint i = 0; i < self->lines->len; i++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (self->lines, i)));
  return copy;
}

/**
 * ns_sim_journal_get_tape:
 * @self: a journal
 *
 * Returns: (transfer none): the last exchanges, with their bytes
 */
NsSimTape *
ns_sim_journal_get_tape (NsSimJournal *self)
{
  return self->tape;
}
