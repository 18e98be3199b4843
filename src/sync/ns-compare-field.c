/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-compare-field.h"

#include <glib/gi18n-lib.h>

/* In the order to show them in. The people of a meeting and what it is to its owner go together, and so do a time and
 * the zone in which it repeats. What servers keep for themselves (UID, time of the last change, organizer) is not
 * among them: nobody could choose it. */
static const NsCompareField fields[] = {
  { NS_KIND_EVENT, "calendar.subject", NC_ ("field", "Title"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CALENDAR_SUBJECT } },
  { NS_KIND_EVENT, "calendar.start", NC_ ("field", "Starts"),
    NS_COMPARE_START, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CALENDAR_START_TIME, NS_TAG_CALENDAR_TIMEZONE } },
  { NS_KIND_EVENT, "calendar.end", NC_ ("field", "Ends"),
    NS_COMPARE_END, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CALENDAR_END_TIME } },
  { NS_KIND_EVENT, "calendar.all_day", NC_ ("field", "All day"),
    NS_COMPARE_YES_NO, NS_COMPARE_ABSENCE_MEANS_NOTHING, { NS_TAG_CALENDAR_ALL_DAY_EVENT } },
  { NS_KIND_EVENT, "calendar.location", NC_ ("field", "Place"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CALENDAR_LOCATION, NS_TAG_AIR_SYNC_BASE_LOCATION } },
  { NS_KIND_EVENT, "calendar.recurrence", NC_ ("field", "Repeats"),
    NS_COMPARE_RECURRENCE, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CALENDAR_RECURRENCE } },
  { NS_KIND_EVENT, "calendar.exceptions", NC_ ("field", "Changed occurrences"),
    NS_COMPARE_COUNT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CALENDAR_EXCEPTIONS } },
  { NS_KIND_EVENT, "calendar.reminder", NC_ ("field", "Reminder"),
    NS_COMPARE_REMINDER, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CALENDAR_REMINDER } },
  { NS_KIND_EVENT, "calendar.busy", NC_ ("field", "Shown as"),
    NS_COMPARE_BUSY, NS_COMPARE_ABSENCE_MEANS_NOTHING, { NS_TAG_CALENDAR_BUSY_STATUS } },
  { NS_KIND_EVENT, "calendar.privacy", NC_ ("field", "Privacy"),
    NS_COMPARE_PRIVACY, NS_COMPARE_ABSENCE_MEANS_NOTHING, { NS_TAG_CALENDAR_SENSITIVITY } },
  { NS_KIND_EVENT, "calendar.categories", NC_ ("field", "Categories"),
    NS_COMPARE_LIST, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CALENDAR_CATEGORIES } },
  { NS_KIND_EVENT, "calendar.people", NC_ ("field", "People"),
    NS_COMPARE_PEOPLE, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CALENDAR_ATTENDEES, NS_TAG_CALENDAR_MEETING_STATUS } },
  { NS_KIND_EVENT, "calendar.notes", NC_ ("field", "Notes"),
    NS_COMPARE_NOTES, NS_COMPARE_ABSENCE_THERE_MEANS_NOTHING, { NS_TAG_AIR_SYNC_BASE_BODY, NS_TAG_CALENDAR_BODY } },
  { NS_KIND_CONTACT, "contacts.prefix", NC_ ("field", "Title before the name"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_TITLE } },
  { NS_KIND_CONTACT, "contacts.first_name", NC_ ("field", "First name"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_FIRST_NAME } },
  { NS_KIND_CONTACT, "contacts.middle_name", NC_ ("field", "Middle name"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_MIDDLE_NAME } },
  { NS_KIND_CONTACT, "contacts.last_name", NC_ ("field", "Last name"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_LAST_NAME } },
  { NS_KIND_CONTACT, "contacts.suffix", NC_ ("field", "Suffix"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_SUFFIX } },
  { NS_KIND_CONTACT, "contacts.nickname", NC_ ("field", "Nickname"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS2_NICK_NAME } },
  { NS_KIND_CONTACT, "contacts.company", NC_ ("field", "Company"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_COMPANY_NAME } },
  { NS_KIND_CONTACT, "contacts.department", NC_ ("field", "Department"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_DEPARTMENT } },
  { NS_KIND_CONTACT, "contacts.job_title", NC_ ("field", "Job title"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_JOB_TITLE } },
  { NS_KIND_CONTACT, "contacts.office", NC_ ("field", "Office"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_OFFICE_LOCATION } },
  { NS_KIND_CONTACT, "contacts.manager", NC_ ("field", "Manager"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS2_MANAGER_NAME } },
  { NS_KIND_CONTACT, "contacts.assistant", NC_ ("field", "Assistant"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_ASSISTANT_NAME } },
  { NS_KIND_CONTACT, "contacts.email", NC_ ("field", "E-mail"),
    NS_COMPARE_ADDRESS, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_EMAIL1_ADDRESS } },
  { NS_KIND_CONTACT, "contacts.email_2", NC_ ("field", "Second e-mail"),
    NS_COMPARE_ADDRESS, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_EMAIL2_ADDRESS } },
  { NS_KIND_CONTACT, "contacts.email_3", NC_ ("field", "Third e-mail"),
    NS_COMPARE_ADDRESS, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_EMAIL3_ADDRESS } },
  { NS_KIND_CONTACT, "contacts.mobile_phone", NC_ ("field", "Mobile phone"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_MOBILE_PHONE_NUMBER } },
  { NS_KIND_CONTACT, "contacts.work_phone", NC_ ("field", "Work phone"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_BUSINESS_PHONE_NUMBER } },
  { NS_KIND_CONTACT, "contacts.work_phone_2", NC_ ("field", "Second work phone"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_BUSINESS2_PHONE_NUMBER } },
  { NS_KIND_CONTACT, "contacts.work_fax", NC_ ("field", "Work fax"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_BUSINESS_FAX_NUMBER } },
  { NS_KIND_CONTACT, "contacts.home_phone", NC_ ("field", "Home phone"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_HOME_PHONE_NUMBER } },
  { NS_KIND_CONTACT, "contacts.home_phone_2", NC_ ("field", "Second home phone"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_HOME2_PHONE_NUMBER } },
  { NS_KIND_CONTACT, "contacts.home_fax", NC_ ("field", "Home fax"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_HOME_FAX_NUMBER } },
  { NS_KIND_CONTACT, "contacts.company_phone", NC_ ("field", "Company phone"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS2_COMPANY_MAIN_PHONE } },
  { NS_KIND_CONTACT, "contacts.assistant_phone", NC_ ("field", "Assistant's phone"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_ASSISTANT_PHONE_NUMBER } },
  { NS_KIND_CONTACT, "contacts.car_phone", NC_ ("field", "Car phone"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_CAR_PHONE_NUMBER } },
  { NS_KIND_CONTACT, "contacts.radio_phone", NC_ ("field", "Radio phone"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_RADIO_PHONE_NUMBER } },
  { NS_KIND_CONTACT, "contacts.pager", NC_ ("field", "Pager"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_PAGER_NUMBER } },
  { NS_KIND_CONTACT, "contacts.chat", NC_ ("field", "Chat"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS2_IM_ADDRESS } },
  { NS_KIND_CONTACT, "contacts.chat_2", NC_ ("field", "Second chat"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS2_IM_ADDRESS2 } },
  { NS_KIND_CONTACT, "contacts.chat_3", NC_ ("field", "Third chat"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS2_IM_ADDRESS3 } },
  { NS_KIND_CONTACT, "contacts.web_page", NC_ ("field", "Web page"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_WEB_PAGE } },
  { NS_KIND_CONTACT, "contacts.work_address", NC_ ("field", "Work address"),
    NS_COMPARE_STREET, NS_COMPARE_ABSENCE_COUNTS,
    { NS_TAG_CONTACTS_BUSINESS_ADDRESS_STREET, NS_TAG_CONTACTS_BUSINESS_ADDRESS_POSTAL_CODE,
      NS_TAG_CONTACTS_BUSINESS_ADDRESS_CITY, NS_TAG_CONTACTS_BUSINESS_ADDRESS_STATE,
      NS_TAG_CONTACTS_BUSINESS_ADDRESS_COUNTRY } },
  { NS_KIND_CONTACT, "contacts.home_address", NC_ ("field", "Home address"),
    NS_COMPARE_STREET, NS_COMPARE_ABSENCE_COUNTS,
    { NS_TAG_CONTACTS_HOME_ADDRESS_STREET, NS_TAG_CONTACTS_HOME_ADDRESS_POSTAL_CODE,
      NS_TAG_CONTACTS_HOME_ADDRESS_CITY, NS_TAG_CONTACTS_HOME_ADDRESS_STATE, NS_TAG_CONTACTS_HOME_ADDRESS_COUNTRY }
      },
  { NS_KIND_CONTACT, "contacts.other_address", NC_ ("field", "Other address"),
    NS_COMPARE_STREET, NS_COMPARE_ABSENCE_COUNTS,
    { NS_TAG_CONTACTS_OTHER_ADDRESS_STREET, NS_TAG_CONTACTS_OTHER_ADDRESS_POSTAL_CODE,
      NS_TAG_CONTACTS_OTHER_ADDRESS_CITY, NS_TAG_CONTACTS_OTHER_ADDRESS_STATE, NS_TAG_CONTACTS_OTHER_ADDRESS_COUNTRY
      } },
  { NS_KIND_CONTACT, "contacts.birthday", NC_ ("field", "Birthday"),
    NS_COMPARE_DATE, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_BIRTHDAY } },
  { NS_KIND_CONTACT, "contacts.anniversary", NC_ ("field", "Anniversary"),
    NS_COMPARE_DATE, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_ANNIVERSARY } },
  { NS_KIND_CONTACT, "contacts.spouse", NC_ ("field", "Partner"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_SPOUSE } },
  { NS_KIND_CONTACT, "contacts.children", NC_ ("field", "Children"),
    NS_COMPARE_LIST, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_CHILDREN } },
  { NS_KIND_CONTACT, "contacts.categories", NC_ ("field", "Categories"),
    NS_COMPARE_LIST, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_CATEGORIES } },
  { NS_KIND_CONTACT, "contacts.picture", NC_ ("field", "Picture"),
    NS_COMPARE_PICTURE, NS_COMPARE_ABSENCE_COUNTS, { NS_TAG_CONTACTS_PICTURE } },
  { NS_KIND_CONTACT, "contacts.file_as", NC_ ("field", "Filed as"),
    NS_COMPARE_TEXT, NS_COMPARE_ABSENCE_MEANS_NOTHING, { NS_TAG_CONTACTS_FILE_AS } },
  { NS_KIND_CONTACT, "contacts.notes", NC_ ("field", "Notes"),
    NS_COMPARE_NOTES, NS_COMPARE_ABSENCE_THERE_MEANS_NOTHING, { NS_TAG_AIR_SYNC_BASE_BODY, NS_TAG_CONTACTS_BODY } },
};

/**
 * ns_compare_field_nth:
 * @kind: a kind of item
 * @n: which one, from 0
 *
 * Returns: (transfer none) (nullable): the field; %NULL after the last
 */
const NsCompareField *
ns_compare_field_nth (NsKind kind, guint n)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].kind == kind && n-- == 0)
      return &fields[i];
  return NULL;
}

/**
 * ns_compare_field_find:
 * @kind: a kind of item
 * @id: a stable name
 *
 * Returns: (transfer none) (nullable): the field; %NULL where that kind has none of that name
 */
const NsCompareField *
ns_compare_field_find (NsKind kind, const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].kind == kind && g_str_equal (fields[i].id, id))
      return &fields[i];
  return NULL;
}

/**
 * ns_compare_field_label:
 * @field: a field
 *
 * Returns: (transfer none): what users call it, translated
 */
const char *
ns_compare_field_label (const NsCompareField *field)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "field", field->label);
}

/**
 * ns_compare_field_has_tag:
 * @field: a field
 * @tag: an element
 *
 * Returns: whether the element is one of the field's
 */
gboolean
ns_compare_field_has_tag (const NsCompareField *field, NsTag tag)
{
  for (guint i = 0; i < NS_COMPARE_MAX_TAGS && field->tags[i] != 0; i++)
    if (field->tags[i] == tag)
      return TRUE;
  return FALSE;
}
