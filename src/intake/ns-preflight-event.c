/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-preflight-private.h"

#include "base/ns-time.h"
#include "intake/ns-intake-event.h"
#include "intake/ns-intake-lines.h"

#include <glib/gi18n-lib.h>

#define MAX_CATEGORIES 300

/* At most 300 characters (MS-ASCAL, eas-facts 8.2). */
static const NsLengthRule long_uid = {
  300,
  { NS_FINDING_REFUSE, "UID", N_("Identifier"), N_("The UID is longer than the 300 characters that servers take.") },
};

/* SOGo answers 1, and PostgreSQL drops the row: its columns are varchar(255) (sogo-behaviour, SILENT LOSS). Measured
 * with the UID; that title and place are lost as well is inferred. */
static const NsLengthRule lost_uid = {
  255, { NS_FINDING_WARN, "UID", N_("Identifier"), N_("Some servers lose items whose UID has over 255 characters.") },
};

#define LOST_TEXT N_("Some servers lose items with over 255 characters here, without saying so.")

static const NsLengthRule lost_subject = {
  255, { NS_FINDING_WARN, "Subject", N_("Title"), LOST_TEXT },
};

static const NsLengthRule lost_location = {
  255, { NS_FINDING_WARN, "Location", N_("Place"), LOST_TEXT },
};

static const NsFindingRule unreadable = {
  NS_FINDING_REFUSE, "ApplicationData", N_("Content"), N_("The event cannot be read any more."),
};

/* MS-ASCAL 3.2.4.4: what the server makes up for it is not what the user meant, or status 6 (eas-facts 8.2). */
static const NsFindingRule no_start = {
  NS_FINDING_REFUSE, "StartTime", N_("Start"), N_("The event does not say when it begins."),
};

/* Status 6 (MS-ASCAL 3.2.4.4); SOGo keeps such an event as it is. */
static const NsFindingRule end_before_start = {
  NS_FINDING_REFUSE, "EndTime", N_("End"), N_("The event ends before it begins."),
};

/* Minutes before the start (MS-ASCAL, eas-facts 8.2), so a later alarm stays behind. */
static const NsFindingRule late_reminder = {
  NS_FINDING_WARN, "Reminder", N_("Reminder"),
  N_("The reminder comes after the start; the protocol cannot say so, and it is left out."),
};

/* At most 300 (MS-ASCAL, eas-facts 8.2); the rest stays behind. */
static const NsFindingRule many_categories = {
  NS_FINDING_WARN, "Categories", N_("Categories"), N_("There are more than 300 categories; the rest is left out."),
};

static void
check_unreadable (GBytes *payload, const GError *error, GPtrArray *findings)
{
  guint n_calendars;

  if (ns_intake_lines_check (payload, "VCALENDAR", "", &n_calendars, NULL)
      && ns_intake_lines_find (payload, "VEVENT", NULL, NULL) != 0
      && ns_intake_lines_find (payload, "VEVENT", "DTSTART", NULL) == 0)
    ns_preflight_add (findings, &no_start, NULL);
  else
    ns_preflight_add (findings, &unreadable, error->message);
}

static void
check_times (const NsIntakeEvent *event, GPtrArray *findings)
{
  g_autofree char *start = ns_time_to_iso8601 (event->start * G_USEC_PER_SEC);
  g_autofree char *end = ns_time_to_iso8601 (event->end * G_USEC_PER_SEC);
  g_autofree char *both = g_strdup_printf ("%s – %s", start, end);

  if (event->end < event->start)
    ns_preflight_add (findings, &end_before_start, both);
}

static void
check_reminder (const NsIntakeEvent *event, GPtrArray *findings)
{
  gint64 minutes;

  if (i_cal_component_count_components (event->event, I_CAL_VALARM_COMPONENT) != 0
      && !ns_intake_event_reminder (event, &minutes))
    ns_preflight_add (findings, &late_reminder, NULL);
}

/**
 * ns_preflight_check_event:
 * @payload: a calendar file with one event
 * @findings: (element-type NsFinding): where the findings go
 *
 * Looks an event over. Any thread.
 */
void
ns_preflight_check_event (GBytes *payload, GPtrArray *findings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsIntakeEvent) event = ns_intake_event_open (payload, _("The event"), &error);
  const char *uid;

  if (event == NULL)
    {
      check_unreadable (payload, error, findings);
      return;
    }
  check_times (event, findings);
  check_reminder (event, findings);
  uid = i_cal_component_get_uid (event->event);
  if (ns_preflight_check_length (findings, &long_uid, uid))
    ns_preflight_check_length (findings, &lost_uid, uid);
  ns_preflight_check_length (findings, &lost_subject, i_cal_component_get_summary (event->event));
  ns_preflight_check_length (findings, &lost_location, i_cal_component_get_location (event->event));
  if (i_cal_component_count_properties (event->event, I_CAL_CATEGORIES_PROPERTY) > MAX_CATEGORIES)
    ns_preflight_add (findings, &many_categories, NULL);
}
