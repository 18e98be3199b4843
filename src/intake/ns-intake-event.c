/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-intake-event.h"

#include "base/ns-id.h"
#include "intake/ns-intake-lines.h"
#include "intake/ns-intake-text.h"
#include "intake/ns-intake-time-zone.h"
#include "intake/ns-intake.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAY (24 * 60 * 60)
#define MAX_UID_CHARS 300
#define MAX_SUBJECT_CHARS 1000
#define MAX_PLACE_CHARS 1000

/* What a single event must not have. */
static const struct
{
  const char *property;
  const char *sentence;
} limits[] = {
  { "RRULE", N_ ("The event repeats; repeating events cannot be queued yet.") },
  { "RDATE", N_ ("The event repeats; repeating events cannot be queued yet.") },
  { "RECURRENCE-ID", N_ ("This is one occurrence of a repeating event; these cannot be queued yet.") },
  { "ATTENDEE", N_ ("The event invites people; meetings cannot be queued yet.") },
};

static const struct
{
  ICalComponentKind kind;
  const char *component;
  const char *sentence;
} other_components[] = {
  { I_CAL_VTODO_COMPONENT, "VTODO", N_ ("Tasks in calendar files cannot be queued yet.") },
  { I_CAL_VJOURNAL_COMPONENT, "VJOURNAL", N_ ("Journal entries cannot be queued.") },
  { I_CAL_VFREEBUSY_COMPONENT, "VFREEBUSY", N_ ("Free/busy times cannot be queued.") },
};

/**
 * ns_intake_event_free:
 * @self: (transfer full): an event
 *
 * Frees what ns_intake_event_open() made.
 */
void
ns_intake_event_free (NsIntakeEvent *self)
{
  g_clear_object (&self->zone);
  g_clear_object (&self->event);
  g_clear_object (&self->calendar);
  g_free (self);
}

/* libical drops a property whose value it cannot read; what the user wrote must not vanish like that. */
static gboolean
check_times (GBytes *bytes, ICalComponent *event, const char *name, GError **error)
{
  static const struct
  {
    const char *property;
    ICalPropertyKind kind;
  } times[] = {
    { "DTSTART", I_CAL_DTSTART_PROPERTY },
    { "DTEND", I_CAL_DTEND_PROPERTY },
    { "DURATION", I_CAL_DURATION_PROPERTY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      const guint line = ns_intake_lines_find (bytes, "VEVENT", times[i].property, NULL);

      if (line != 0 && i_cal_component_count_properties (event, times[i].kind) == 0)
        {
          ns_intake_set_error (error, NS_INTAKE_ERROR_INVALID, name, line, _("The value of %s cannot be read."),
                               times[i].property);
          return FALSE;
        }
    }
  if (i_cal_component_count_properties (event, I_CAL_DTSTART_PROPERTY) != 0)
    return TRUE;
  ns_intake_set_error (error, NS_INTAKE_ERROR_INVALID, name, ns_intake_lines_find (bytes, "VEVENT", NULL, NULL),
                       _("The event has no DTSTART, so nobody knows when it begins."));
  return FALSE;
}

static char *
dup_tzid (ICalProperty *property)
{
  g_autoptr (ICalParameter) parameter = i_cal_property_get_first_parameter (property, I_CAL_TZID_PARAMETER);

  return parameter != NULL ? g_strdup (i_cal_parameter_get_tzid (parameter)) : NULL;
}

/* Reads one time; @zone becomes %NULL for UTC and for dates. */
static gboolean
resolve_time (NsIntakeEvent *self, ICalProperty *property, ICalTime *time, ICalTimezone **zone, gint64 *at)
{
  g_autofree char *tzid = dup_tzid (property);

  *zone = NULL;
  if (!i_cal_time_is_date (time) && !i_cal_time_is_utc (time))
    {
      *zone = tzid != NULL ? ns_intake_time_zone_find (self->calendar, tzid) : ns_intake_time_zone_local ();
      if (*zone == NULL && tzid != NULL)
        return FALSE;
    }
  *at = i_cal_time_as_timet_with_zone (time, *zone != NULL ? *zone : i_cal_timezone_get_utc_timezone ());
  return TRUE;
}

static gboolean
refuse_zone (GBytes *bytes, const char *property, const char *name, GError **error)
{
  ns_intake_set_error (error, NS_INTAKE_ERROR_INVALID, name, ns_intake_lines_find (bytes, "VEVENT", property, NULL),
                       _("The time zone of %s is unknown to the file and to this computer."), property);
  return FALSE;
}

static gboolean
read_start (NsIntakeEvent *self, GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (ICalProperty) property = i_cal_component_get_first_property (self->event, I_CAL_DTSTART_PROPERTY);
  g_autoptr (ICalTime) time = i_cal_property_get_dtstart (property);

  self->all_day = i_cal_time_is_date (time);
  return resolve_time (self, property, time, &self->zone, &self->start)
         || refuse_zone (bytes, "DTSTART", name, error);
}

/* Without DTEND and DURATION an event ends where it starts, or lasts its one day (RFC 5545 3.6.1). One that ends
 * before it starts can be said to the server; the pre-flight check tells what comes of that. */
static gboolean
read_end (NsIntakeEvent *self, GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (ICalProperty) property = i_cal_component_get_first_property (self->event, I_CAL_DTEND_PROPERTY);
  g_autoptr (ICalProperty) length = i_cal_component_get_first_property (self->event, I_CAL_DURATION_PROPERTY);
  g_autoptr (ICalTimezone) zone = NULL;

  self->end = self->start + (self->all_day ? DAY : 0);
  if (property != NULL)
    {
      g_autoptr (ICalTime) time = i_cal_property_get_dtend (property);

      if (!resolve_time (self, property, time, &zone, &self->end))
        return refuse_zone (bytes, "DTEND", name, error);
    }
  else if (length != NULL)
    {
      g_autoptr (ICalDuration) duration = i_cal_property_get_duration (length);

      self->end = self->start + i_cal_duration_as_int (duration);
    }
  return TRUE;
}

static gboolean
check_single (GBytes *bytes, ICalComponent *calendar, const char *name, GError **error)
{
  const int n_events = i_cal_component_count_components (calendar, I_CAL_VEVENT_COMPONENT);

  for (gsize i = 0; i < G_N_ELEMENTS (other_components); i++)
    if (i_cal_component_count_components (calendar, other_components[i].kind) != 0)
      {
        ns_intake_set_error (error, NS_INTAKE_ERROR_UNSUPPORTED, name,
                             ns_intake_lines_find (bytes, other_components[i].component, NULL, NULL), "%s",
                             _(other_components[i].sentence));
        return FALSE;
      }
  if (n_events == 1)
    return TRUE;
  if (n_events == 0)
    ns_intake_set_error (error, NS_INTAKE_ERROR_INVALID, name, 0, _("The calendar holds no event."));
  else
    ns_intake_set_error (error, NS_INTAKE_ERROR_UNSUPPORTED, name, 0,
                         _("The calendar holds %d events; queue them as one file each."), n_events);
  return FALSE;
}

static gboolean
check_limits (GBytes *bytes, const char *name, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      const guint line = ns_intake_lines_find (bytes, "VEVENT", limits[i].property, NULL);

      if (line != 0)
        {
          ns_intake_set_error (error, NS_INTAKE_ERROR_UNSUPPORTED, name, line, "%s", _(limits[i].sentence));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_method (GBytes *bytes, ICalComponent *calendar, const char *name, GError **error)
{
  const ICalPropertyMethod method = i_cal_component_get_method (calendar);

  if (method == I_CAL_METHOD_NONE || method == I_CAL_METHOD_PUBLISH)
    return TRUE;
  ns_intake_set_error (error, NS_INTAKE_ERROR_UNSUPPORTED, name,
                       ns_intake_lines_find (bytes, "VCALENDAR", "METHOD", NULL),
                       _("This is a message about a meeting; meetings cannot be queued yet."));
  return FALSE;
}

static gboolean
check_frame (GBytes *bytes, const char *name, GError **error)
{
  guint n_calendars;

  if (!ns_intake_lines_check (bytes, "VCALENDAR", name, &n_calendars, error))
    return FALSE;
  if (n_calendars == 1)
    return TRUE;
  ns_intake_set_error (error, NS_INTAKE_ERROR_UNSUPPORTED, name, 0,
                       _("The file holds %u calendars; queue them as one file each."), n_calendars);
  return FALSE;
}

/* The file with its one VEVENT; of the event nothing is known yet. */
static NsIntakeEvent *
open_file (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (NsIntakeEvent) self = g_new0 (NsIntakeEvent, 1);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = g_strndup (data, size);

  if (!check_frame (bytes, name, error))
    return NULL;
  self->calendar = i_cal_parser_parse_string (text);
  if (!check_single (bytes, self->calendar, name, error))
    return NULL;
  self->event = i_cal_component_get_first_component (self->calendar, I_CAL_VEVENT_COMPONENT);
  return g_steal_pointer (&self);
}

static gboolean
open_event (NsIntakeEvent *self, GBytes *bytes, const char *name, GError **error)
{
  return check_method (bytes, self->calendar, name, error) && check_limits (bytes, name, error)
         && check_times (bytes, self->event, name, error) && read_start (self, bytes, name, error)
         && read_end (self, bytes, name, error);
}

/**
 * ns_intake_event_open:
 * @bytes: a calendar file, CRLF line ends
 * @name: the file as the user knows it
 * @error: return location, domain %NS_INTAKE_ERROR
 *
 * Reads a calendar file with one single event.
 *
 * Returns: (transfer full) (nullable): the event
 */
NsIntakeEvent *
ns_intake_event_open (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (NsIntakeEvent) self = open_file (bytes, name, error);

  return self != NULL && open_event (self, bytes, name, error) ? g_steal_pointer (&self) : NULL;
}

/* The UID is what makes a second add of the same event a change, so it must be in the payload itself. */
static GBytes *
insert_uid (GBytes *bytes, const char *uid)
{
  g_autofree char *line = g_strdup_printf ("UID:%s\r\n", uid);
  gsize at = 0;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  GByteArray *out = g_byte_array_sized_new (size + strlen (line));

  ns_intake_lines_find (bytes, "VEVENT", NULL, &at);
  g_byte_array_append (out, data, at);
  g_byte_array_append (out, (const guint8 *) line, strlen (line));
  g_byte_array_append (out, data + at, size - at);
  return g_byte_array_free_to_bytes (out);
}

static gboolean
check_uid_length (const char *uid, GBytes *bytes, const char *name, GError **error)
{
  if (g_utf8_strlen (uid, -1) <= MAX_UID_CHARS)
    return TRUE;
  ns_intake_set_error (error, NS_INTAKE_ERROR_INVALID, name, ns_intake_lines_find (bytes, "VEVENT", "UID", NULL),
                       _("The UID is longer than the %d characters that servers take."), MAX_UID_CHARS);
  return FALSE;
}

static gboolean
take_uid (NsDraft *draft, ICalComponent *event, GBytes *bytes, const char *name, GError **error)
{
  const char *uid = i_cal_component_get_uid (event);

  if (uid == NULL || *uid == '\0')
    {
      draft->uid = ns_id_new ();
      draft->payload = insert_uid (bytes, draft->uid);
      return TRUE;
    }
  draft->uid = g_strdup (uid);
  draft->payload = g_bytes_ref (bytes);
  return check_uid_length (uid, bytes, name, error);
}

static void
take_words (NsDraft *draft, ICalComponent *event)
{
  draft->subject = ns_intake_display (i_cal_component_get_summary (event), MAX_SUBJECT_CHARS);
  draft->recipients = ns_intake_display (i_cal_component_get_location (event), MAX_PLACE_CHARS);
  draft->media_type = g_strdup ("text/calendar");
}

/* All that counts is which event it is. One occurrence is not the event. */
static NsDraft *
deletion_of (NsIntakeEvent *self, GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (NsDraft) draft = ns_draft_new (NS_KIND_EVENT, NS_OPERATION_DELETE);
  const char *uid = i_cal_component_get_uid (self->event);
  const guint occurrence = ns_intake_lines_find (bytes, "VEVENT", "RECURRENCE-ID", NULL);

  if (occurrence != 0)
    {
      ns_intake_set_error (error, NS_INTAKE_ERROR_UNSUPPORTED, name, occurrence,
                           _("This is one occurrence of a repeating event; these cannot be deleted yet."));
      return NULL;
    }
  if (uid == NULL || *uid == '\0')
    {
      ns_intake_set_error (error, NS_INTAKE_ERROR_INVALID, name, ns_intake_lines_find (bytes, "VEVENT", NULL, NULL),
                           _("The event has no UID, so nobody knows which one to delete."));
      return NULL;
    }
  if (!check_uid_length (uid, bytes, name, error))
    return NULL;
  draft->uid = g_strdup (uid);
  draft->payload = g_bytes_ref (bytes);
  take_words (draft, self->event);
  return g_steal_pointer (&draft);
}

/**
 * ns_intake_event_read_deletion:
 * @bytes: a calendar file, CRLF line ends
 * @name: the file as the user knows it
 * @error: return location, domain %NS_INTAKE_ERROR
 *
 * Makes the deletion of the one event of a file, whatever else the file says of it.
 *
 * Returns: (transfer full) (nullable): the draft
 */
NsDraft *
ns_intake_event_read_deletion (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (NsIntakeEvent) event = open_file (bytes, name, error);

  return event != NULL ? deletion_of (event, bytes, name, error) : NULL;
}

/**
 * ns_intake_event_read:
 * @bytes: a calendar file, CRLF line ends
 * @name: the file as the user knows it
 * @error: return location, domain %NS_INTAKE_ERROR
 *
 * Makes an item of a file with one single event; its deletion where the file cancels it (RFC 5546 3.2.5).
 *
 * Returns: (transfer full) (nullable): the draft
 */
NsDraft *
ns_intake_event_read (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (NsDraft) draft = ns_draft_new (NS_KIND_EVENT, NS_OPERATION_ADD);
  g_autoptr (NsIntakeEvent) event = open_file (bytes, name, error);

  if (event != NULL && i_cal_component_get_method (event->calendar) == I_CAL_METHOD_CANCEL)
    return deletion_of (event, bytes, name, error);
  if (event == NULL || !open_event (event, bytes, name, error)
      || !take_uid (draft, event->event, bytes, name, error))
    return NULL;
  take_words (draft, event->event);
  return g_steal_pointer (&draft);
}
