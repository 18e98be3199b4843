/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ctl-fixture.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *id;       /* (nullable): %NULL where nothing is wrong */
  const char *sentence; /* (nullable): in what is printed for people */
  int test_code;        /* of `account test` */
  const char *simulator_args[5];
} Row;

static const Row rows[] = {
  { "none", NULL, NULL, 0, { NULL } },
  { "blocked", "device-blocked", "  • Ask the administrator to allow the device", 4,
    { "--fail-next", "OPTIONS:403", NULL } },
  { "blocked-by-status", "device-blocked", "waits for approval (quarantine)", 4,
    { "--fail-next", "FolderSync:status=129", NULL } },
  { "too-many-devices", "too-many-devices", "  • Remove a device", 4,
    { "--fail-next", "FolderSync:status=177", NULL } },
  { "portal", "captive-portal", "  • Open any web page", 3, { "--fail-next", "OPTIONS:html", NULL } },
};

/* Returns: (transfer full) (nullable): the id in what a command prints as JSON */
static char *
trouble_of (CtlResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (result->out, &error);
  JsonNode *member;
  JsonObject *trouble;

  g_assert_no_error (error);
  member = json_object_get_member (json_node_get_object (node), "trouble");
  g_assert_nonnull (member);
  if (JSON_NODE_HOLDS_NULL (member))
    return NULL;
  trouble = json_node_get_object (member);
  g_assert_true (g_str_has_suffix (json_object_get_string_member (trouble, "why"), "."));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (trouble, "cures")), >=, 2);
  return g_strdup (json_object_get_string_member (trouble, "id"));
}

/* `account test` learns it; `account show` and `status`, each a process of its own, still know it. */
static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) tested = NULL, shown = NULL, status = NULL, text = NULL;
  g_autofree char *in_test = NULL, *in_show = NULL, *in_status = NULL;

  ctl_fixture_init (&fixture, row->simulator_args);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  tested = ctl_run (&fixture, "--json", "account", "test", NULL);
  g_assert_cmpint (tested->code, ==, row->test_code);
  in_test = trouble_of (tested);
  g_assert_cmpstr (in_test, ==, row->id);

  shown = ctl_run (&fixture, "--json", "account", "show", NULL);
  in_show = trouble_of (shown);
  g_assert_cmpstr (in_show, ==, row->id);
  status = ctl_run (&fixture, "--json", "status", NULL);
  in_status = trouble_of (status);
  g_assert_cmpstr (in_status, ==, row->id);

  text = ctl_run (&fixture, "status", NULL);
  if (row->id == NULL)
    g_assert_null (strstr (text->out, "Known trouble"));
  else
    g_assert_nonnull (strstr (text->out, row->sentence));
}

/* What happened to one item can tell a trouble of the whole account. */
static void
test_small_proxy (void)
{
  const char *const args[] = { "--product", "14.1 (nginx/1.22.1)", "--fail-next", "SendMail:413", NULL };
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) synced = NULL, status = NULL, shown = NULL;
  g_autofree char *trouble = NULL;

  ctl_fixture_init (&fixture, args);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  ctl_add_mail (&fixture, "Minutes");
  synced = ctl_run (&fixture, "sync", NULL);
  g_assert_cmpint (synced->code, ==, 1);
  status = ctl_run (&fixture, "--json", "status", NULL);
  g_assert_cmpint (status->code, ==, 1);
  trouble = trouble_of (status);
  g_assert_cmpstr (trouble, ==, "nginx-413");
  shown = ctl_run (&fixture, "account", "show", NULL);
  g_assert_nonnull (strstr (shown->out, "client_max_body_size"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/ctl/trouble/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/ctl/trouble/small-proxy", test_small_proxy);
  return g_test_run ();
}
