/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "soak/ns-soak-item.h"

const char *
ns_soak_kind_name (NsSoakKind kind)
{
  static const char *const names[] = { "mails", "events", "contacts", "changes", "deletions" };

  return names[kind];
}

static char *
make_mail (const NsSoakItem *self)
{
  return g_strdup_printf ("From: demo@example.test\r\nTo: Ben <ben@example.test>\r\nSubject: %s\r\n"
                          "Date: Sun, 01 Mar 2026 09:00:00 +0000\r\nMessage-ID: %s\r\nMIME-Version: 1.0\r\n"
                          "Content-Type: text/plain\r\n\r\nHello %s\r\n",
                          self->name, self->name, self->name);
}

static char *
make_event (const NsSoakItem *self)
{
  return g_strdup_printf ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//notifysync//soak//EN\r\nBEGIN:VEVENT\r\n"
                          "UID:%s\r\nDTSTAMP:20260301T090000Z\r\nDTSTART:20260302T090000Z\r\n"
                          "DTEND:20260302T100000Z\r\nSUMMARY:%s\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
                          self->uid, self->name);
}

static char *
make_contact (const NsSoakItem *self)
{
  return g_strdup_printf ("BEGIN:VCARD\r\nVERSION:3.0\r\nUID:%s\r\nFN:%s\r\nN:;%s;;;\r\nEND:VCARD\r\n", self->uid,
                          self->name, self->name);
}

static void
write_file (NsSoakItem *self, guint n, const char *folder)
{
  static const char *const suffixes[] = { "eml", "vcf", "ics" };
  const guint form = self->uid == NULL ? 0 : self->is_event ? 2 : 1;
  g_autofree char *name = g_strdup_printf ("%u.%s", n, suffixes[form]);
  g_autofree char *content = form == 0 ? make_mail (self) : form == 1 ? make_contact (self) : make_event (self);
  g_autoptr (GError) error = NULL;

  self->path = g_build_filename (folder, name, NULL);
  g_file_set_contents_full (self->path, content, -1, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

/* A mail, an event or a contact. Its file is written. */
NsSoakItem *
ns_soak_item_new (NsSoakKind kind, guint n, const char *folder)
{
  NsSoakItem *self = g_new0 (NsSoakItem, 1);

  self->kind = kind;
  self->name = g_strdup_printf (kind == NS_SOAK_MAIL ? "<soak-%u@example.test>" : "soak-%u", n);
  self->is_event = kind == NS_SOAK_EVENT;
  self->uid = kind == NS_SOAK_MAIL ? NULL : g_strdup_printf ("uid-%u", n);
  write_file (self, n, folder);
  return self;
}

/* A change or the deletion of an object. The change gives it a new name, by which it is known in the journal. */
NsSoakItem *
ns_soak_item_new_for (NsSoakKind kind, guint n, const char *folder, const NsSoakItem *base)
{
  NsSoakItem *self = g_new0 (NsSoakItem, 1);

  self->kind = kind;
  self->name = kind == NS_SOAK_CHANGE ? g_strdup_printf ("soak-%u", n) : g_strdup (base->name);
  self->is_event = base->is_event;
  self->uid = g_strdup (base->uid);
  write_file (self, n, folder);
  return self;
}

void
ns_soak_item_free (NsSoakItem *self)
{
  g_free (self->name);
  g_free (self->path);
  g_free (self->uid);
  g_free (self->state);
  g_free (self);
}
