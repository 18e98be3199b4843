/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

/* The two programs as they were built, against each other: each test has a simulator and a profile of its own. */
typedef struct
{
  char *folder;
  char *profile;
  char *journal;
  char *url;
  GSubprocess *simulator; /* (nullable) */
} CtlFixture;

/* How one run of notifysyncctl ended. */
typedef struct
{
  int code; /* -1 where a signal ended it */
  char *out;
  char *err;
} CtlResult;

void ctl_fixture_init (CtlFixture *self, const char *const *simulator_args);
void ctl_fixture_clear (CtlFixture *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CtlFixture, ctl_fixture_clear)

GSubprocess *ctl_spawn (CtlFixture *self, GSubprocessFlags flags, const char *const *args);
CtlResult *ctl_run (CtlFixture *self, ...) G_GNUC_NULL_TERMINATED;
CtlResult *ctl_finish (GSubprocess *process, const char *input);
void ctl_result_free (CtlResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtlResult, ctl_result_free)

void ctl_set_account (CtlFixture *self, const char *url, const char *password_command);
char *ctl_write (CtlFixture *self, const char *name, const char *content);
void ctl_add_mail (CtlFixture *self, const char *subject);
void ctl_add_contact (CtlFixture *self, const char *name);
void ctl_expect (CtlResult *result, int code);
void ctl_expect_sentence (CtlResult *result, int code, const char *pattern);
JsonNode *ctl_show (CtlFixture *self, int id);
guint ctl_count_executed (CtlFixture *self, const char *command, const char *subject);
guint ctl_count_requests (CtlFixture *self, const char *command);
char *ctl_list (CtlFixture *self);
