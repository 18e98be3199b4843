/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-intake-event.h"

#include "base/ns-time.h"
#include "intake/ns-intake-text.h"
#include "intake/ns-intake-time-zone.h"

#include <glib/gi18n-lib.h>

#define MAX_CATEGORIES 300

/* MS-ASCAL 2.2.2.8 */
enum
{
  BUSY_FREE = 0,
  BUSY_TENTATIVE = 1,
  BUSY_BUSY = 2,
  BUSY_OUT_OF_OFFICE = 3,
};

static void
append_int (NsNode *node, NsTag tag, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  ns_node_append_text (node, tag, text);
}

static void
append_time (NsNode *node, NsTag tag, gint64 seconds)
{
  g_autofree char *text = ns_time_to_compact (seconds * G_USEC_PER_SEC);

  ns_node_append_text (node, tag, text);
}

/* All-day events have a UTC zone and UTC midnights: 16.x wants it so, and no older server moves such an event to
 * another day (eas-facts 8.2). */
static void
append_times (NsNode *node, const NsIntakeEvent *event, NsEasVersion version)
{
  g_autofree char *zone = ns_intake_time_zone_blob (event->all_day ? NULL : event->zone, event->start);

  if (!event->all_day || version < NS_EAS_VERSION_16_0)
    ns_node_append_text (node, NS_TAG_CALENDAR_TIMEZONE, zone);
  append_int (node, NS_TAG_CALENDAR_ALL_DAY_EVENT, event->all_day);
  append_time (node, NS_TAG_CALENDAR_START_TIME, event->start);
  append_time (node, NS_TAG_CALENDAR_END_TIME, event->end);
}

/* From 16.0 on the server keeps UID and DtStamp itself and recognises a repeat by ClientUid. */
static void
append_identity (NsNode *node, const NsIntakeEvent *event, NsEasVersion version, gint64 now)
{
  const char *uid = i_cal_component_get_uid (event->event);
  g_autoptr (ICalProperty) property = i_cal_component_get_first_property (event->event, I_CAL_DTSTAMP_PROPERTY);
  g_autoptr (ICalTime) stamp = property != NULL ? i_cal_property_get_dtstamp (property) : NULL;

  if (version >= NS_EAS_VERSION_16_0)
    {
      ns_intake_append (node, NS_TAG_CALENDAR_CLIENT_UID, uid);
      return;
    }
  ns_intake_append (node, NS_TAG_CALENDAR_UID, uid);
  if (stamp != NULL && !i_cal_time_is_null_time (stamp))
    append_time (node, NS_TAG_CALENDAR_DT_STAMP,
                 i_cal_time_as_timet_with_zone (stamp, i_cal_timezone_get_utc_timezone ()));
  else
    append_time (node, NS_TAG_CALENDAR_DT_STAMP, now / G_USEC_PER_SEC);
}

static void
append_location (NsNode *node, const NsIntakeEvent *event, NsEasVersion version)
{
  const char *location = i_cal_component_get_location (event->event);
  NsNode *place;

  if (version < NS_EAS_VERSION_16_0)
    {
      ns_intake_append (node, NS_TAG_CALENDAR_LOCATION, location);
      return;
    }
  if (location == NULL || *location == '\0')
    return;
  place = ns_node_append_empty (node, NS_TAG_AIR_SYNC_BASE_LOCATION);
  ns_intake_append (place, NS_TAG_AIR_SYNC_BASE_DISPLAY_NAME, location);
}

static char *
dup_x_property (ICalComponent *event, const char *name)
{
  g_autoptr (ICalProperty) property = i_cal_component_get_first_property (event, I_CAL_X_PROPERTY);

  while (property != NULL)
    {
      ICalProperty *next;

      if (g_ascii_strcasecmp (i_cal_property_get_x_name (property), name) == 0)
        return g_strdup (i_cal_property_get_x (property));
      next = i_cal_component_get_next_property (event, I_CAL_X_PROPERTY);
      g_object_unref (property);
      property = next;
    }
  return NULL;
}

static int
busy_status (ICalComponent *event)
{
  static const struct
  {
    const char *word;
    int status;
  } words[] = {
    { "FREE", BUSY_FREE },
    { "TENTATIVE", BUSY_TENTATIVE },
    { "BUSY", BUSY_BUSY },
    { "OOF", BUSY_OUT_OF_OFFICE },
  };
  g_autofree char *outlook = dup_x_property (event, "X-MICROSOFT-CDO-BUSYSTATUS");
  g_autoptr (ICalProperty) property = i_cal_component_get_first_property (event, I_CAL_TRANSP_PROPERTY);
  const ICalPropertyTransp transp = property != NULL ? i_cal_property_get_transp (property) : I_CAL_TRANSP_OPAQUE;

  for (gsize i = 0; outlook != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (outlook, words[i].word) == 0)
      return words[i].status;
  if (transp == I_CAL_TRANSP_TRANSPARENT || transp == I_CAL_TRANSP_TRANSPARENTNOCONFLICT)
    return BUSY_FREE;
  return i_cal_component_get_status (event) == I_CAL_STATUS_TENTATIVE ? BUSY_TENTATIVE : BUSY_BUSY;
}

/* 0 normal, 2 private, 3 confidential; Exchange Online refuses an event without it (eas-facts 8.2). */
static int
sensitivity (ICalComponent *event)
{
  g_autoptr (ICalProperty) property = i_cal_component_get_first_property (event, I_CAL_CLASS_PROPERTY);
  const ICalProperty_Class class = property != NULL ? i_cal_property_get_class (property) : I_CAL_CLASS_PUBLIC;

  if (class == I_CAL_CLASS_PRIVATE)
    return 2;
  return class == I_CAL_CLASS_CONFIDENTIAL ? 3 : 0;
}

/* Seconds before the start at which an alarm fires; negative where it fires later or says nothing. */
static gint64
alarm_lead (const NsIntakeEvent *event, ICalComponent *alarm)
{
  g_autoptr (ICalProperty) property = i_cal_component_get_first_property (alarm, I_CAL_TRIGGER_PROPERTY);
  g_autoptr (ICalTrigger) trigger = property != NULL ? i_cal_property_get_trigger (property) : NULL;
  g_autoptr (ICalParameter) related = NULL;
  g_autoptr (ICalDuration) duration = NULL;
  g_autoptr (ICalTime) time = NULL;

  if (trigger == NULL || i_cal_trigger_is_bad_trigger (trigger))
    return -1;
  time = i_cal_trigger_get_time (trigger);
  if (!i_cal_time_is_null_time (time))
    return event->start - i_cal_time_as_timet_with_zone (time, i_cal_timezone_get_utc_timezone ());

  duration = i_cal_trigger_get_duration (trigger);
  related = i_cal_property_get_first_parameter (property, I_CAL_RELATED_PARAMETER);
  if (related != NULL && i_cal_parameter_get_related (related) == I_CAL_RELATED_END)
    return event->start - event->end - i_cal_duration_as_int (duration);
  return -i_cal_duration_as_int (duration);
}

/**
 * ns_intake_event_reminder:
 * @self: an event
 * @minutes: (out): how long before the start the user is to be reminded
 *
 * Looks for the event's reminder. The protocol has one an event: the first that can be expressed, which is none after
 * the start (MS-ASCAL, eas-facts 8.2).
 *
 * Returns: whether there is one
 */
gboolean
ns_intake_event_reminder (const NsIntakeEvent *self, gint64 *minutes)
{
  g_autoptr (ICalComponent) alarm = i_cal_component_get_first_component (self->event, I_CAL_VALARM_COMPONENT);

  while (alarm != NULL)
    {
      const gint64 lead = alarm_lead (self, alarm);
      ICalComponent *next;

      *minutes = lead / 60;
      if (lead >= 0)
        return TRUE;
      next = i_cal_component_get_next_component (self->event, I_CAL_VALARM_COMPONENT);
      g_object_unref (alarm);
      alarm = next;
    }
  return FALSE;
}

/* "None" is said by an empty element, which only 14.1 knows. */
static void
append_reminder (NsNode *node, const NsIntakeEvent *event, NsEasVersion version)
{
  gint64 minutes;

  if (ns_intake_event_reminder (event, &minutes))
    append_int (node, NS_TAG_CALENDAR_REMINDER, minutes);
  else if (version >= NS_EAS_VERSION_14_1)
    ns_node_append_empty (node, NS_TAG_CALENDAR_REMINDER);
}

static void
append_categories (NsNode *node, ICalComponent *event)
{
  g_autoptr (ICalProperty) property = i_cal_component_get_first_property (event, I_CAL_CATEGORIES_PROPERTY);
  NsNode *categories = NULL;

  for (guint n = 0; property != NULL && n < MAX_CATEGORIES; n++)
    {
      ICalProperty *next;

      if (categories == NULL)
        categories = ns_node_append_empty (node, NS_TAG_CALENDAR_CATEGORIES);
      ns_intake_append (categories, NS_TAG_CALENDAR_CATEGORY, i_cal_property_get_categories (property));
      next = i_cal_component_get_next_property (event, I_CAL_CATEGORIES_PROPERTY);
      g_object_unref (property);
      property = next;
    }
}

/**
 * ns_intake_event_to_node:
 * @payload: what ns_intake_event_read() has made
 * @version: the protocol version
 * @now: the time, for an event without a DTSTAMP
 * @error: return location, domain %NS_INTAKE_ERROR
 *
 * Makes the ApplicationData of an event (MS-ASCAL 2.2.2, eas-facts 8.2). It is complete, as a Change needs it
 * before 16.0.
 *
 * Returns: (transfer full) (nullable): the AirSync ApplicationData element
 */
NsNode *
ns_intake_event_to_node (GBytes *payload, NsEasVersion version, gint64 now, GError **error)
{
  g_autoptr (NsIntakeEvent) event = ns_intake_event_open (payload, _("The queued event"), error);
  g_autoptr (NsNode) node = NULL;
  const char *subject;

  if (event == NULL)
    return NULL;

  node = ns_node_new (NS_TAG_AIR_SYNC_APPLICATION_DATA);
  append_times (node, event, version);
  append_identity (node, event, version, now);
  subject = i_cal_component_get_summary (event->event);
  ns_intake_append (node, NS_TAG_CALENDAR_SUBJECT, subject);
  append_location (node, event, version);
  append_int (node, NS_TAG_CALENDAR_SENSITIVITY, sensitivity (event->event));
  append_int (node, NS_TAG_CALENDAR_BUSY_STATUS, busy_status (event->event));
  append_int (node, NS_TAG_CALENDAR_MEETING_STATUS, 0);
  append_reminder (node, event, version);
  append_categories (node, event->event);
  ns_intake_append_body (node, NS_TAG_CALENDAR_BODY, i_cal_component_get_description (event->event), version);
  return g_steal_pointer (&node);
}
