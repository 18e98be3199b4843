/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What `show` and `report` tell of each try. */
#include "config.h"
#include "ctl/ctl-fixture.h"

#include <string.h>

static void
set_up (CtlFixture *fixture, const char *fault)
{
  const char *const faults[] = { "--fail-next", fault, NULL };
  g_autoptr (CtlResult) result = NULL;

  ctl_fixture_init (fixture, faults);
  ctl_set_account (fixture, fixture->url, "echo demo");
  ctl_add_mail (fixture, "Minutes");
  result = ctl_run (fixture, "sync", NULL);
  g_assert_cmpint (result->code, !=, -1);
}

/* Times rise, and none is later than the end; what was not reached says nothing. */
static char *
check_phases (JsonObject *attempt)
{
  JsonArray *phases = json_object_get_array_member (attempt, "phases");
  const gint64 duration = json_object_get_int_member (attempt, "duration_ms");
  g_autoptr (GString) told = g_string_new (NULL);
  gint64 last = 0;

  for (guint i = 0; i < json_array_get_length (phases); i++)
    {
      JsonObject *phase = json_array_get_object_element (phases, i);
      const char *result = json_object_get_string_member (phase, "result");

      g_string_append_printf (told, "%s%s:%s", i > 0 ? " " : "", json_object_get_string_member (phase, "phase"),
                              result);
      if (g_str_equal (result, "not-reached"))
        {
          g_assert_true (json_object_get_null_member (phase, "at"));
          g_assert_true (json_object_get_null_member (phase, "ms"));
          g_assert_true (json_object_get_null_member (phase, "text"));
          continue;
        }
      g_assert_nonnull (json_object_get_string_member (phase, "at"));
      g_assert_cmpuint (strlen (json_object_get_string_member (phase, "text")), >, 0);
      g_assert_cmpint (json_object_get_int_member (phase, "ms"), <=, duration);
      g_assert_cmpint (json_object_get_int_member (phase, "ms"), >=, last);
      last = json_object_get_int_member (phase, "ms");
    }
  return g_string_free (g_steal_pointer (&told), FALSE);
}

static const struct
{
  const char *name;
  const char *fault;
  const char *phases;
  gboolean has_next;
  const char *line; /* of `show` and of the report, the same */
} rows[] = {
  { "busy", "SendMail:503", "kept:done sent:done waited:done answered:failed authenticated:not-reached "
    "status:not-reached", TRUE, "! Answered: HTTP 503" },
  { "status", "SendMail:status=119", "kept:done sent:done waited:done answered:done authenticated:done status:failed",
    FALSE, "! Status 119" },
  { "delivered", "FolderSync:503", "kept:done sent:done waited:done answered:done authenticated:done status:done",
    FALSE, "+ Accepted" },
};

static void
test_row (gconstpointer data)
{
  const guint row = GPOINTER_TO_UINT (data);
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) shown = NULL;
  g_autoptr (CtlResult) report = NULL;
  g_autoptr (CtlResult) again = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *phases = NULL;
  JsonObject *item;
  JsonArray *timeline;

  set_up (&fixture, rows[row].fault);
  if (g_str_has_prefix (rows[row].fault, "FolderSync"))
    again = ctl_run (&fixture, "sync", NULL);
  node = ctl_show (&fixture, 1);
  item = json_node_get_object (node);
  timeline = json_object_get_array_member (item, "timeline");
  g_assert_cmpuint (json_array_get_length (timeline), ==, 1);
  phases = check_phases (json_array_get_object_element (timeline, 0));
  g_assert_cmpstr (phases, ==, rows[row].phases);
  g_assert_cmpint (json_object_get_null_member (item, "next_attempt_in"), ==, !rows[row].has_next);
  if (rows[row].has_next)
    g_assert_cmpint (json_object_get_int_member (item, "next_attempt_in"), <=, 60);

  shown = ctl_run (&fixture, "show", "1", NULL);
  g_assert_nonnull (strstr (shown->out, rows[row].line));
  g_assert_cmpint (strstr (shown->out, "ext try in ") != NULL || strstr (shown->out, "try is due") != NULL, ==,
                   rows[row].has_next);
  report = ctl_run (&fixture, "report", "1", NULL);
  g_assert_nonnull (strstr (report->out, rows[row].line));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/ctl/timeline/", rows[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_row);
    }
  return g_test_run ();
}
