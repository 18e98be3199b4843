/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-guard.h"

#include "eas/ns-wbxml-reader.h"
#include "sync/ns-compare-words.h"

/* Without which a thing is not the same any more: no server is known to drop them, but people clear them. */
static const char *const kept_by_servers[] = {
  "calendar.subject",    "calendar.start",      "calendar.end",          "calendar.location",
  "contacts.first_name", "contacts.last_name",  "contacts.company",      "contacts.email",
  "contacts.work_phone", "contacts.home_phone", "contacts.mobile_phone", NULL,
};

static gboolean
is_reminder (const NsCompareField *field)
{
  return field->form == NS_COMPARE_REMINDER;
}

/* What was sent comes back without the fields that a server does not keep; what a server gave comes back as it was. */
static gboolean
may_be_absent (const NsCompareField *field, gboolean is_servers)
{
  return field->absence != NS_COMPARE_ABSENCE_COUNTS
         || (!is_servers && !g_strv_contains (kept_by_servers, field->id));
}

static gboolean
was_changed (const NsCompareField *field, const char *agreed, const char *theirs, gboolean is_servers)
{
  if (agreed == NULL && theirs == NULL)
    return FALSE;
  if (agreed == NULL)
    return field->absence != NS_COMPARE_ABSENCE_MEANS_NOTHING;
  if (theirs == NULL)
    return !may_be_absent (field, is_servers);
  return strcmp (agreed, theirs) != 0;
}

typedef struct
{
  guint changed;   /* fields in which somebody else changed what mine would overwrite */
  guint reminders; /* of these, the reminder */
  guint others;    /* fields but the reminder in which the two sides differ */
} Tally;

static void
compare_field (Tally *tally, const NsCompareField *field, const NsNode *agreed, const NsNode *theirs,
               const NsNode *mine, gboolean is_servers)
{
  g_autofree char *before = ns_compare_words (field, agreed);
  g_autofree char *now = ns_compare_words (field, theirs);
  g_autofree char *wanted = mine != NULL ? ns_compare_words (field, mine) : NULL;
  const gboolean differs = mine == NULL || was_changed (field, wanted, now, FALSE);

  tally->others += differs && !is_reminder (field);
  if (!differs || !was_changed (field, before, now, is_servers))
    return;
  tally->changed++;
  tally->reminders += is_reminder (field);
}

/**
 * ns_guard_compare:
 * @kind: the kind of the item
 * @ground: what it stands on
 * @mine: (nullable): what is about to be sent; %NULL for a deletion
 *
 * Tells whether a change would overwrite what somebody else changed since both sides agreed, or since the user decided
 * in view of the server's version. Pure, but for the time zone and the language.
 *
 * Returns: the verdict
 */
NsGuardVerdict
ns_guard_compare (NsKind kind, const NsGround *ground, const NsNode *mine)
{
  GBytes *base = ground->seen != NULL ? ground->seen : ground->agreed;
  const gboolean is_servers = ground->seen != NULL || ground->is_servers;
  g_autoptr (NsNode) agreed = base != NULL ? ns_wbxml_read (base, NULL) : NULL;
  g_autoptr (NsNode) theirs = NULL;
  const NsCompareField *field;
  Tally tally = { 0 };

  if (ground->theirs == NULL || (ground->seen != NULL && g_bytes_equal (ground->seen, ground->theirs)))
    return NS_GUARD_CLEAR;
  if (g_bytes_get_size (ground->theirs) == 0)
    return mine != NULL ? NS_GUARD_GONE : NS_GUARD_CLEAR;
  theirs = ns_wbxml_read (ground->theirs, NULL);
  if (agreed == NULL || theirs == NULL)
    return NS_GUARD_CLEAR;
  for (guint n = 0; (field = ns_compare_field_nth (kind, n)) != NULL; n++)
    compare_field (&tally, field, agreed, theirs, mine, is_servers);
  if (tally.changed == 0)
    return NS_GUARD_CLEAR;
  return mine != NULL && tally.changed == tally.reminders && tally.others == 0 ? NS_GUARD_ECHO : NS_GUARD_CHANGED;
}
