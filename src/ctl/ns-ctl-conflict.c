/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-commands.h"

#include "base/ns-await.h"
#include "ctl/ns-ctl-conflict-format.h"
#include "ctl/ns-ctl-format.h"
#include "sync/ns-compare.h"
#include "sync/ns-resolve.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean option_mine;
static gboolean option_server;
static gboolean option_new;
static char **option_fields;

const GOptionEntry ns_ctl_resolve_options[] = {
  { "mine", 0, 0, G_OPTION_ARG_NONE, &option_mine, N_("Send mine again"), NULL },
  { "server", 0, 0, G_OPTION_ARG_NONE, &option_server, N_("Keep the server's"), NULL },
  { "new", 0, 0, G_OPTION_ARG_NONE, &option_new, N_("Keep mine as a new item"), NULL },
  { "field", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_fields, N_("Choose for one field; may be given often"),
    N_("FIELD=mine|server") },
  { NULL },
};

/**
 * ns_ctl_compare:
 * @self: a run whose outbox is open
 * @item: an item
 * @comparison: (out) (transfer full) (nullable): its versions; %NULL where there is nothing to compare with
 * @code: (out): how to end where the result is %FALSE
 *
 * Returns: whether they could be read; otherwise the user has been told
 */
gboolean
ns_ctl_compare (NsCtl *self, const NsItem *item, NsComparison **comparison, NsCtlExit *code)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  ns_compare_load_async (self->store, item, NULL, ns_await_cb, &await);
  *comparison = ns_compare_load_finish (self->store, ns_await_result (&await), &error);
  if (error == NULL)
    return TRUE;
  *code = ns_ctl_fail_error (error);
  return FALSE;
}

/* Opens the outbox and gets the one item that the argument names, with its versions. */
static NsItem *
open_conflict (NsCtl *self, NsComparison **comparison, NsCtlExit *code)
{
  g_autoptr (GArray) ids = ns_ctl_parse_ids (self);
  g_autoptr (NsItem) item = NULL;

  *code = NS_CTL_WRONG_USE;
  if (ids == NULL || !ns_ctl_open (self, code))
    return NULL;
  item = ns_ctl_get_item (self, g_array_index (ids, gint64, 0), code);
  if (item == NULL || !ns_ctl_compare (self, item, comparison, code))
    return NULL;
  if (*comparison != NULL)
    return g_steal_pointer (&item);
  *code = ns_ctl_fail (NS_CTL_WRONG_USE,
                       _("Item %lld is in no conflict: there is no version from the server to compare it with."),
                       (long long) item->id);
  return NULL;
}

/**
 * ns_ctl_conflict:
 * @self: the run; its argument is an item
 *
 * `conflict ID`: shows mine, the server's and the agreed version of an item, field by field.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_conflict (NsCtl *self)
{
  NsCtlExit code = NS_CTL_DONE;
  g_autoptr (NsComparison) comparison = NULL;
  g_autoptr (NsItem) item = open_conflict (self, &comparison, &code);

  if (item == NULL)
    return code;
  if (self->json)
    ns_ctl_print_conflict_json (item, comparison);
  else
    ns_ctl_print_conflict (item, comparison);
  return NS_CTL_DONE;
}

static NsCtlExit
refuse_field (const char *choice, const NsComparison *comparison)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; i < comparison->fields->len; i++)
    {
      const NsComparedField *field = g_ptr_array_index (comparison->fields, i);

      if (field->differs)
        g_ptr_array_add (ids, (char *) field->id);
    }
  g_ptr_array_add (ids, NULL);
  list = g_strjoinv (", ", (char **) ids->pdata);
  return ns_ctl_fail (NS_CTL_WRONG_USE, _("“%s” is no choice; take FIELD=mine or FIELD=server, with one of these: %s."),
                      choice, list);
}

/* Takes `FIELD=mine` and `FIELD=server` into the set of fields for which the server wins. */
static gboolean
take_choice (GHashTable *theirs, const NsComparison *comparison, const char *choice)
{
  const char *side = strrchr (choice, '=');
  g_autofree char *id = side != NULL ? g_strndup (choice, (gsize) (side - choice)) : NULL;
  const NsComparedField *field = id != NULL ? ns_comparison_find (comparison, id) : NULL;

  if (field == NULL || !field->differs)
    return FALSE;
  if (g_str_equal (side, "=server"))
    g_hash_table_add (theirs, (char *) field->id);
  else if (g_str_equal (side, "=mine"))
    g_hash_table_remove (theirs, field->id);
  else
    return FALSE;
  return TRUE;
}

/* What is not named goes as it is proposed. */
static GHashTable *
choose (const NsComparison *comparison, NsCtlExit *code)
{
  g_autoptr (GHashTable) theirs = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < comparison->fields->len; i++)
    {
      const NsComparedField *field = g_ptr_array_index (comparison->fields, i);

      if (field->takes_theirs)
        g_hash_table_add (theirs, (char *) field->id);
    }
  for (gsize i = 0; option_fields[i] != NULL; i++)
    if (!take_choice (theirs, comparison, option_fields[i]))
      {
        *code = refuse_field (option_fields[i], comparison);
        return NULL;
      }
  return g_steal_pointer (&theirs);
}

/* All of one side is no mixture. */
static NsResolution
resolution_of (const NsComparison *comparison, GHashTable *theirs)
{
  const guint n = g_hash_table_size (theirs);

  if (n == 0)
    return NS_RESOLUTION_MINE;
  return n == ns_comparison_count_differing (comparison) ? NS_RESOLUTION_SERVER : NS_RESOLUTION_FIELDS;
}

static NsCtlExit
resolve (NsCtl *self, const NsItem *item, NsResolution resolution, GHashTable *theirs)
{
  g_autofree const char **fields
    = theirs != NULL ? (const char **) g_hash_table_get_keys_as_array (theirs, NULL) : NULL;
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) after = NULL;

  ns_resolve_async (self->store, item, resolution, fields, NULL, ns_await_cb, &await);
  after = ns_resolve_finish (self->store, ns_await_result (&await), &error);
  if (after == NULL)
    return ns_ctl_fail_error (error);
  if (self->json)
    ns_ctl_print_resolution_json (after);
  else
    ns_ctl_print_resolution (after);
  return NS_CTL_DONE;
}

static NsResolution
chosen_way (void)
{
  if (option_mine)
    return NS_RESOLUTION_MINE;
  if (option_server)
    return NS_RESOLUTION_SERVER;
  return option_new ? NS_RESOLUTION_NEW : NS_RESOLUTION_FIELDS;
}

/**
 * ns_ctl_resolve:
 * @self: the run; its argument is an item
 *
 * `resolve ID --mine|--server|--new|--field FIELD=mine|server…`: ends a conflict.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_resolve (NsCtl *self)
{
  NsCtlExit code = NS_CTL_DONE;
  NsResolution resolution = chosen_way ();
  g_autoptr (NsComparison) comparison = NULL;
  g_autoptr (NsItem) item = NULL;
  g_autoptr (GHashTable) theirs = NULL;

  if (option_mine + option_server + option_new + (option_fields != NULL) != 1)
    return ns_ctl_fail (NS_CTL_WRONG_USE, _("Say one of “--mine”, “--server”, “--new” and “--field”."));
  item = open_conflict (self, &comparison, &code);
  if (item == NULL)
    return code;
  if (resolution == NS_RESOLUTION_FIELDS)
    {
      theirs = choose (comparison, &code);
      if (theirs == NULL)
        return code;
      resolution = resolution_of (comparison, theirs);
    }
  return resolve (self, item, resolution, resolution == NS_RESOLUTION_FIELDS ? theirs : NULL);
}
