/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-conflict-format.h"

#include "base/ns-json.h"
#include "ctl/ns-ctl-format.h"

#include <glib/gi18n-lib.h>

#define MAX_VALUE_WIDTH 40

typedef enum
{
  COLUMN_FIELD,
  COLUMN_MINE,
  COLUMN_SERVER,
  COLUMN_AGREED,
  COLUMN_CHANGED_BY,
  COLUMN_CHOSEN,
  N_COLUMNS,
} Column;

static const char *const titles[N_COLUMNS] = {
  [COLUMN_FIELD] = NC_ ("conflict", "FIELD"),       [COLUMN_MINE] = NC_ ("conflict", "MINE"),
  [COLUMN_SERVER] = NC_ ("conflict", "SERVER'S"),   [COLUMN_AGREED] = NC_ ("conflict", "LAST AGREED"),
  [COLUMN_CHANGED_BY] = NC_ ("conflict", "CHANGED BY"), [COLUMN_CHOSEN] = NC_ ("conflict", "CHOSEN"),
};

static char *
cell (const NsComparedField *field, Column column)
{
  switch (column)
    {
    case COLUMN_FIELD:
      return g_strdup (field->id);
    case COLUMN_MINE:
      return ns_ctl_cut (field->mine != NULL ? field->mine : "–", MAX_VALUE_WIDTH);
    case COLUMN_SERVER:
      return ns_ctl_cut (field->theirs != NULL ? field->theirs : "–", MAX_VALUE_WIDTH);
    case COLUMN_AGREED:
      return ns_ctl_cut (field->agreed != NULL ? field->agreed : "–", MAX_VALUE_WIDTH);
    case COLUMN_CHANGED_BY:
      return g_strdup (ns_changed_by_label (field->changed_by));
    case COLUMN_CHOSEN:
      if (!field->differs)
        return g_strdup ("");
      return g_strdup (field->takes_theirs ? C_ ("conflict", "the server's") : C_ ("conflict", "mine"));
    case N_COLUMNS:
      break;
    }
  return g_strdup ("");
}

static char **
row_of (const NsComparedField *field)
{
  char **cells = g_new0 (char *, N_COLUMNS + 1);

  for (guint column = 0; column < N_COLUMNS; column++)
    cells[column] = field != NULL ? cell (field, (Column) column)
                                  : g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, "conflict", titles[column]));
  return cells;
}

static void
print_rows (GPtrArray *rows)
{
  guint widths[N_COLUMNS] = { 0 };

  for (guint i = 0; i < rows->len; i++)
    for (guint column = 0; column < N_COLUMNS; column++)
      widths[column] = MAX (widths[column], ns_ctl_display_width (((char **) g_ptr_array_index (rows, i))[column]));
  for (guint i = 0; i < rows->len; i++)
    {
      char **cells = g_ptr_array_index (rows, i);
      g_autoptr (GString) line = g_string_new (NULL);

      for (guint column = 0; column < N_COLUMNS; column++)
        g_string_append_printf (line, "%s%*s", cells[column],
                                (int) (widths[column] - ns_ctl_display_width (cells[column]) + 2), "");
      ns_ctl_print ("%s", g_strchomp (line->str));
    }
}

/**
 * ns_ctl_print_conflict:
 * @item: an item
 * @comparison: its versions
 *
 * Prints a table with a row for each field that differs or was changed.
 */
void
ns_ctl_print_conflict (const NsItem *item, const NsComparison *comparison)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  ns_ctl_print (_("Item %lld: %s"), (long long) item->id, item->subject);
  if (item->resolution != NS_RESOLUTION_NONE)
    ns_ctl_print (_("Decided: %s"), ns_resolution_label (item->resolution));
  if (comparison->is_deleted_there)
    ns_ctl_print ("%s", _("The server has deleted it."));
  if (comparison->is_deleted_here)
    ns_ctl_print ("%s", _("You want to delete it."));
  g_ptr_array_add (rows, row_of (NULL));
  for (guint i = 0; i < comparison->fields->len; i++)
    {
      const NsComparedField *field = g_ptr_array_index (comparison->fields, i);

      if (field->differs || field->changed_by != NS_CHANGED_BY_NOBODY || comparison->is_deleted_there)
        g_ptr_array_add (rows, row_of (field));
    }
  if (rows->len > 1)
    print_rows (rows);
  else
    ns_ctl_print ("%s", _("Both versions hold the same."));
}

/**
 * ns_ctl_print_resolution:
 * @item: an item whose conflict was ended
 *
 * Says what was decided.
 */
void
ns_ctl_print_resolution (const NsItem *item)
{
  ns_ctl_print (_("Item %lld: %s."), (long long) item->id, ns_resolution_label (item->resolution));
  if (item->successor_id != 0)
    ns_ctl_print (_("It is item %lld now."), (long long) item->successor_id);
}

static void
add_field (JsonBuilder *builder, const NsComparedField *field)
{
  json_builder_begin_object (builder);
  ns_json_add_string (builder, "field", field->id);
  ns_json_add_string (builder, "label", field->label);
  ns_json_add_string (builder, "mine", field->mine);
  ns_json_add_string (builder, "server", field->theirs);
  ns_json_add_string (builder, "agreed", field->agreed);
  ns_json_add_string (builder, "changed_by", ns_changed_by_nick (field->changed_by));
  ns_json_add_bool (builder, "differs", field->differs);
  ns_json_add_string (builder, "chosen", field->differs ? (field->takes_theirs ? "server" : "mine") : NULL);
  json_builder_end_object (builder);
}

static void
add_resolution (JsonBuilder *builder, const NsItem *item)
{
  ns_json_add_string (builder, "resolution", ns_resolution_nick (item->resolution));
  ns_json_add_time (builder, "resolved_at", item->resolved_at);
  ns_json_add_int_or_null (builder, "new_item", item->successor_id != 0, item->successor_id);
}

/**
 * ns_ctl_add_conflict:
 * @builder: an object that is being built
 * @item: an item
 * @comparison: (nullable): its versions
 *
 * Adds the member `conflict`: null where there is nothing to compare with.
 */
void
ns_ctl_add_conflict (JsonBuilder *builder, const NsItem *item, const NsComparison *comparison)
{
  json_builder_set_member_name (builder, "conflict");
  if (comparison == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  add_resolution (builder, item);
  ns_json_add_bool (builder, "deleted_here", comparison->is_deleted_here);
  ns_json_add_bool (builder, "deleted_on_server", comparison->is_deleted_there);
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (guint i = 0; i < comparison->fields->len; i++)
    add_field (builder, g_ptr_array_index (comparison->fields, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static JsonBuilder *
begin_line (const NsItem *item)
{
  JsonBuilder *builder = json_builder_begin_object (json_builder_new ());

  ns_json_add_int (builder, "id", item->id);
  return builder;
}

/**
 * ns_ctl_print_conflict_json:
 * @item: an item
 * @comparison: its versions
 *
 * Prints one object.
 */
void
ns_ctl_print_conflict_json (const NsItem *item, const NsComparison *comparison)
{
  g_autoptr (JsonBuilder) builder = begin_line (item);

  ns_ctl_add_conflict (builder, item, comparison);
  ns_ctl_print_json_line (builder);
}

/**
 * ns_ctl_print_resolution_json:
 * @item: an item whose conflict was ended
 *
 * Prints one object.
 */
void
ns_ctl_print_resolution_json (const NsItem *item)
{
  g_autoptr (JsonBuilder) builder = begin_line (item);

  ns_json_add_string (builder, "state", ns_state_nick (item->state));
  add_resolution (builder, item);
  ns_ctl_print_json_line (builder);
}
