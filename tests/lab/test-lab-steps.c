/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/ns-await.h"
#include "lab/ns-lab.h"

#include <glib/gstdio.h>
#include <string.h>

#define HEAD \
  "[Scenario]\nName=t\nTitle=T\nClock=2010-09-06T07:40:00Z\n" \
  "[Account]\nEmail=a@b.test\nCompareBeforeSending=false\n" \
  "[Item mail]\nKind=mail\nTo=c@d.test,e@f.test\nSubject=Hello\n" \
  "[Item three]\nKind=mail\nTo=c@d.test\nSubject=No. {n}\nCount=3\n" \
  "[Item contact]\nKind=contact\nUid=k1\nFullName=Ada Lovelace\nGiven=Ada\nFamily=Lovelace\n" \
  "[Item event]\nKind=event\nUid=u1\nSubject=Lunch\nStart=2010-09-07T12:00:00Z\nEnd=2010-09-07T13:00:00Z\n" \
  "Reminder=30\n" \
  "[Server item held]\nKind=contact\nFullName=Grace Hopper\nGiven=Grace\nFamily=Hopper\n" \
  "[Server item old]\nKind=event\nUid=u2\nSubject=Old\nStart=2010-09-05T12:00:00Z\nEnd=2010-09-05T13:00:00Z\n" \
  "[Folder Team]\nClass=Calendar\n" \
  "[Server item team]\nKind=event\nUid=u3\nSubject=Team\nStart=2010-09-05T12:00:00Z\nEnd=2010-09-05T13:00:00Z\n" \
  "Folder=Team\n" \
  "[Server item letter]\nKind=mail\nTo=a@b.test\nSubject=Letter\nMessageId=letter@b.test\n"

/* Plays steps, one a line, which get their numbers here. */
static gboolean
play (const char *steps, GError **error)
{
  g_autoptr (GString) text = g_string_new (HEAD "[Steps]\n");
  g_auto (GStrv) lines = g_strsplit (steps, "\n", -1);
  g_autofree char *path = NULL;
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (NsClock) clock = NULL;
  g_autoptr (NsLab) lab = NULL;
  NsScenario *scenario;
  gboolean done;
  const int fd = g_file_open_tmp ("ns-XXXXXX.scenario", &path, NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (text, "%u=%s\n", i + 1, lines[i]);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  scenario = ns_scenario_load (path, error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  if (scenario == NULL)
    return FALSE;

  clock = ns_clock_new_fake (scenario->clock);
  lab = ns_lab_new (scenario, clock);
  ns_lab_play_async (lab, NULL, ns_await_cb, &await);
  done = ns_lab_finish (lab, ns_await_result (&await), error);
  ns_lab_stop (lab);
  return done;
}

static const struct
{
  const char *name;
  const char *steps;
} good[] = {
  { "delivered",
    "user queues mail\nqueue contact\nqueue event\nexpect waiting 3\nexpect copies mail 0\ncycle\n"
    "expect mail delivered\nexpect copies mail 1\nexpect copies contact 1\nexpect copies event 1\nexpect waiting 0\n"
    "expect needs-user 0\nexpect fault none" },
  { "deletion", "queue contact\nqueue event\ncycle\nuser queues deletion of contact\nuser queues deletion of event\n"
                "expect waiting 2\nexpect event pending\ncycle\nexpect event delivered\nexpect copies contact 0\n"
                "expect copies event 0" },
  { "many", "queue three\nexpect waiting 3\nexpect three pending\ncycle\nexpect copies three 1\n"
            "expect three delivered\nexpect copies three-2 1" },
  { "folder", "expect copies team 1\nqueue event\ncycle\nexpect event delivered\noutlook deletes u3\n"
              "expect copies team 0\nexpect copies event 1" },
  { "server-items", "expect copies held 1\nexpect copies old 1\nexpect copies letter 1\noutlook deletes u2\n"
                    "expect copies old 0\noutlook creates event\ncycle\nqueue contact\noutlook creates contact\n"
                    "expect copies contact 1" },
  { "user", "queue mail\nuser holds mail\ncycle\nexpect mail held\nuser releases mail\nuser opens mail\n"
            "user deletes mail\nexpect mail deleted\ncycle\nexpect copies mail 0\nexpect waiting 0" },
  { "network", "network off\nqueue mail\ncycle\nexpect fault network-connect\nexpect mail pending\nnetwork on\n"
               "cycle\nexpect mail delivered\nexpect fault none\nexpect copies mail 1" },
  { "paused", "fault SendMail:503=600\nqueue mail\ncycle\nexpect mail pending http-503\nadvance 1 min\n"
              "cycle scheduled\nexpect mail pending\nexpect copies mail 0\nadvance 10 min\n"
              "cycle scheduled\nexpect mail delivered" },
  { "fault-none", "fault SendMail:503*\nqueue mail\ncycle\nexpect mail pending\nfault none\ncycle\n"
                  "expect mail delivered" },
  { "fault-until", "fault SendMail:503 until 8\nqueue mail\ncycle\nexpect mail pending http-503\ncycle\n"
                   "expect mail pending http-503\npause\ncycle\nexpect mail delivered" },
  { "fault-until-bounded", "fault SendMail:503*1 until 7\nqueue mail\ncycle\nexpect mail pending http-503\ncycle\n"
                           "expect mail delivered\npause" },
  { "fault-until-named", "fault 'SendMail:503@Hello' until 6\nqueue three\nqueue mail\ncycle\n"
                         "expect mail pending http-503\ncycle\nexpect mail delivered\nexpect three delivered" },
  { "password", "server changes password new\nqueue mail\ncycle\nexpect fault http-401\nexpect mail pending\n"
                "user enters password new\ncycle\nexpect mail delivered\nexpect fault none" },
  { "ssl", "queue contact\ncycle\nssl on\nqueue mail\ncycle\nexpect mail delivered\nssl off\nqueue event\ncycle\n"
           "expect event delivered\nexpect copies contact 1" },
  { "reminder", "queue event\ncycle\nadvance 1 h\nreminder fires u1 as echo\ncycle\n"
                "expect echo error local-reminder-echo\nexpect needs-user 1\nuser deletes echo\nexpect needs-user 0\n"
                "expect copies event 1" },
  { "confirm", "fault SendMail:502\nqueue mail\ncycle\nexpect mail uncertain http-502\nexpect needs-user 1\n"
               "user confirms mail\nexpect mail delivered\nexpect copies mail 0" },
  { "kerio",
    "ssl on\nupgrade server kerio-6.6\nupgrade device 4.5.0.77\nqueue mail\nqueue contact\nqueue event\n"
    "cycle\nexpect fault network-lost-answer\ncycle\ncycle\nexpect mail pending network-lost-answer\n"
    "expect contact pending network-lost-answer\nexpect copies mail 3\nexpect copies contact 3\n"
    "expect copies event 3\nupgrade device 4.6.0.1\ncycle\nexpect mail delivered\nexpect contact delivered\n"
    "expect copies mail 4\nexpect fault none" },
  { "kerio-67", "ssl on\nupgrade server kerio-6.7\nupgrade device 4.5.0.77\nqueue mail\nqueue contact\ncycle\n"
                "expect mail delivered\nexpect copies mail 1\nexpect copies contact 1" },
  { "kerio-plain", "upgrade server kerio-6.6\nupgrade device 4.5.0.77\nqueue mail\nqueue contact\ncycle\n"
                   "expect mail delivered\nexpect copies mail 1\nexpect copies contact 1" },
  { "kerio-today", "ssl on\nupgrade server kerio-6.6\nqueue mail\nqueue contact\ncycle\ncycle\n"
                   "expect mail delivered\nexpect copies mail 1\nexpect copies contact 1" },
  { "upgrade", "upgrade device 4.6.0.1\nupgrade server 14.2\nqueue mail\ncycle\nexpect mail delivered" },
};

static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", good[i].name);
      play (good[i].steps, &error);
      g_assert_no_error (error);
    }
}

/* Each expectation can fail, and says where, what was expected and what is. */
static const struct
{
  const char *steps;
  NsLabError code;
  const char *message;
} bad[] = {
  { "queue mail\nexpect mail delivered", NS_LAB_ERROR_EXPECTATION,
    "line 57, \"expect mail delivered\": expected \"mail\" to be delivered, but \"Hello\" is pending by none." },
  { "fault SendMail:503\nqueue mail\ncycle\nexpect mail pending http-507", NS_LAB_ERROR_EXPECTATION,
    "expected \"mail\" to be pending by http-507, but \"Hello\" is pending by http-503." },
  { "queue three\nuser holds three-3\nexpect three pending", NS_LAB_ERROR_EXPECTATION, "but \"No. 3\" is held" },
  { "queue mail\nexpect copies mail 1", NS_LAB_ERROR_EXPECTATION,
    "expected 1 copies of \"mail\", but the server has 0 of \"Hello\"." },
  { "expect copies held 2", NS_LAB_ERROR_EXPECTATION, "expected 2 copies on the server, but there are 1." },
  { "expect waiting 1", NS_LAB_ERROR_EXPECTATION, "expected 1 items to wait, but there are 0." },
  { "expect needs-user 1", NS_LAB_ERROR_EXPECTATION, "expected 1 items to need the user, but there are 0." },
  { "network off\ncycle\nexpect fault none", NS_LAB_ERROR_EXPECTATION,
    "expected the last cycle to end with the fault none, but it ended with network-connect." },
  { "user holds mail", NS_LAB_ERROR_STEP, "line 56, \"user holds mail\": \"mail\" was not queued yet." },
  { "expect mail pending", NS_LAB_ERROR_STEP, "\"mail\" was not queued yet." },
  { "reminder fires u2", NS_LAB_ERROR_STEP, "the event \"u2\" has no reminder." },
};

static void
test_bad (void)
{
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i].message);
      g_assert_false (play (bad[i].steps, &error));
      g_assert_error (error, NS_LAB_ERROR, (int) bad[i].code);
      g_assert_true (g_str_has_prefix (error->message, "The scenario \"/"));
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, bad[i].message));
      g_clear_error (&error);
    }
  g_assert_false (play ("outlook deletes nothing", &error));
  g_assert_error (error, NS_SIM_ERROR, NS_SIM_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "line 56, \"outlook deletes nothing\": The simulated mailbox holds no"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/steps/good", test_good);
  g_test_add_func ("/lab/steps/bad", test_bad);
  return g_test_run ();
}
