/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-merge.h"

#include "base/ns-time.h"
#include "intake/ns-intake.h"
#include "sync/ns-compare-field.h"

#include <glib/gi18n-lib.h>

static const NsCompareField *
find_field (const NsVersions *versions, const char *const *fields, NsTag tag)
{
  for (gsize i = 0; fields[i] != NULL; i++)
    {
      const NsCompareField *field = ns_compare_field_find (versions->item->kind, fields[i]);

      if (field != NULL && ns_compare_field_has_tag (field, tag))
        return field;
    }
  return NULL;
}

/* A request has only type and text (MS-ASAIRS 2.2.2.9, eas-facts 8.1). */
static NsNode *
body_for_request (const NsNode *body)
{
  NsNode *copy = ns_node_new (NS_TAG_AIR_SYNC_BASE_BODY);
  const char *type = ns_node_child_text (body, NS_TAG_AIR_SYNC_BASE_TYPE);
  const char *text = ns_node_child_text (body, NS_TAG_AIR_SYNC_BASE_DATA);

  ns_node_append_text (copy, NS_TAG_AIR_SYNC_BASE_TYPE, type != NULL ? type : "1");
  ns_node_append_text (copy, NS_TAG_AIR_SYNC_BASE_DATA, text != NULL ? text : "");
  return copy;
}

/* From 16.0 on it is the server that keeps who has answered what (eas-facts 8.2). */
static NsNode *
person_for_request (const NsNode *person)
{
  NsNode *copy = ns_node_new (ns_node_tag (person));

  for (guint i = 0; i < ns_node_n_children (person); i++)
    {
      NsNode *child = ns_node_nth_child (person, i);

      if (ns_node_tag (child) != NS_TAG_CALENDAR_ATTENDEE_STATUS)
        ns_node_append (copy, ns_node_ref (child));
    }
  return copy;
}

static NsNode *
people_for_request (const NsNode *people)
{
  NsNode *copy = ns_node_new (ns_node_tag (people));

  for (guint i = 0; i < ns_node_n_children (people); i++)
    ns_node_append (copy, person_for_request (ns_node_nth_child (people, i)));
  return copy;
}

/* What the server sent, as it may be sent to it. */
static NsNode *
for_request (NsNode *element, NsEasVersion version)
{
  const NsTag tag = ns_node_tag (element);

  if (tag == NS_TAG_AIR_SYNC_BASE_BODY)
    return body_for_request (element);
  if (tag == NS_TAG_CALENDAR_ATTENDEES && version >= NS_EAS_VERSION_16_0)
    return people_for_request (element);
  return ns_node_ref (element);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, NS_INTAKE_ERROR, NS_INTAKE_ERROR_INVALID, sentence);
  return FALSE;
}

/* What was cut off must not be sent back as the whole. */
static gboolean
check_whole (const NsNode *theirs, const char *const *fields, GError **error)
{
  const NsNode *body = ns_node_child (theirs, NS_TAG_AIR_SYNC_BASE_BODY);
  const gboolean is_taken = g_strv_contains (fields, "calendar.notes") || g_strv_contains (fields, "contacts.notes");

  if (!is_taken || body == NULL || !ns_node_child_boolean (body, NS_TAG_AIR_SYNC_BASE_TRUNCATED, FALSE))
    return TRUE;
  return refuse (error, _("The server has sent only a part of its notes, which cannot be taken over; choose yours."));
}

static gboolean
check_times (const NsNode *merged, GError **error)
{
  const gint64 start = ns_time_from_compact (ns_node_child_text (merged, NS_TAG_CALENDAR_START_TIME));
  const gint64 end = ns_time_from_compact (ns_node_child_text (merged, NS_TAG_CALENDAR_END_TIME));

  if (start == 0 || end == 0 || start <= end)
    return TRUE;
  return refuse (error, _("With these choices the event would end before it starts."));
}

/**
 * ns_merge_fields:
 * @versions: the versions of an item
 * @fields: (array zero-terminated=1): the fields of which the server's value is taken
 * @error: %NS_INTAKE_ERROR_INVALID where the two do not go together
 *
 * Makes one version of two: mine, with some fields as the server has them, which may be not at all. It is whole, for
 * servers clear what a Change leaves out (SOGo does so with contacts). Without a version of the server's it is mine.
 * Pure.
 *
 * Returns: (transfer full) (nullable): the AirSync ApplicationData element
 */
NsNode *
ns_merge_fields (const NsVersions *versions, const char *const *fields, GError **error)
{
  g_autoptr (NsNode) merged = NULL;

  if (versions->mine == NULL)
    {
      refuse (error, _("The queued content cannot be read any more."));
      return NULL;
    }
  if (versions->theirs == NULL)
    return ns_node_ref (versions->mine);

  merged = ns_node_new (NS_TAG_AIR_SYNC_APPLICATION_DATA);
  for (guint i = 0; i < ns_node_n_children (versions->mine); i++)
    {
      NsNode *element = ns_node_nth_child (versions->mine, i);

      if (find_field (versions, fields, ns_node_tag (element)) == NULL)
        ns_node_append (merged, ns_node_ref (element));
    }
  for (guint i = 0; i < ns_node_n_children (versions->theirs); i++)
    {
      NsNode *element = ns_node_nth_child (versions->theirs, i);

      if (find_field (versions, fields, ns_node_tag (element)) != NULL)
        ns_node_append (merged, for_request (element, versions->version));
    }
  if (!check_whole (versions->theirs, fields, error) || !check_times (merged, error))
    return NULL;
  return g_steal_pointer (&merged);
}

static void
versions_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (NsVersions) versions = ns_versions_load_finish (NS_STORE (source), result, &error);
  NsNode *merged = versions != NULL ? ns_merge_fields (versions, (const char *const *) versions->choices, &error)
                                    : NULL;

  if (merged == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, merged, (GDestroyNotify) ns_node_unref);
}

/**
 * ns_merge_load_async:
 * @store: the outbox
 * @item: one of its items
 * @version: the protocol version to speak
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Makes the version of an item that the user chose, with the server's newest values.
 */
void
ns_merge_load_async (NsStore *store, const NsItem *item, NsEasVersion version, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, ns_merge_load_async);
  ns_versions_load_async (store, item, version, cancellable, versions_cb, task);
}

/**
 * ns_merge_load_finish:
 * @store: the outbox
 * @result: what the callback got
 * @error: %NS_STORE_ERROR, or %NS_INTAKE_ERROR_INVALID where the chosen fields do not go together
 *
 * Returns: (transfer full) (nullable): the AirSync ApplicationData element
 */
NsNode *
ns_merge_load_finish (NsStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
