/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sim/ns-scenario.h"
#include "sim/ns-sim-policy.h"

#include <glib/gstdio.h>
#include <string.h>

#define HEAD "[Scenario]\nName=t\nTitle=T\nClock=2010-09-06T07:40:00Z\n[Account]\nEmail=a@b.test\n"

static NsScenario *
load_text (const char *text, GError **error)
{
  g_autofree char *path = NULL;
  NsScenario *scenario;
  const int fd = g_file_open_tmp ("ns-XXXXXX.scenario", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  scenario = ns_scenario_load (path, error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  return scenario;
}

static const char *
item_text (const NsScenario *scenario, const char *name)
{
  const NsScenarioItem *item = ns_scenario_find_item (scenario, name);

  g_assert_nonnull (item);
  return g_bytes_get_data (item->bytes, NULL);
}

static gboolean
has (const NsScenario *scenario, const char *name, const char *text)
{
  const NsScenarioItem *item = ns_scenario_find_item (scenario, name);

  return g_strstr_len (item_text (scenario, name), (gssize) g_bytes_get_size (item->bytes), text) != NULL;
}

/* Every line ends with CRLF, and no content line of a calendar or card passes 75 octets. */
static void
assert_lines (const NsScenarioItem *item)
{
  gsize size, column = 0;
  const char *bytes = g_bytes_get_data (item->bytes, &size);

  g_assert_true (g_utf8_validate_len (bytes, size, NULL));
  g_assert_cmpint (bytes[size - 1], ==, '\n');
  for (gsize i = 0; i < size; i++)
    {
      if (bytes[i] == '\n')
        g_assert_true (i > 0 && bytes[i - 1] == '\r');
      column = bytes[i] == '\n' ? 0 : column + 1;
      if (!g_str_equal (item->media_type, "message/rfc822"))
        g_assert_cmpuint (column, <=, 76);
    }
}

static void
test_shipped (void)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "..", "data", "scenarios", "article-416.scenario", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NsScenario) scenario = ns_scenario_load (path, &error);
  guint faults = 0, cycles = 0;

  g_assert_no_error (error);
  g_assert_cmpstr (scenario->name, ==, "article-416");
  g_assert_cmpstr (scenario->server.user, ==, "anna.berg");
  g_assert_cmpint (scenario->clock, ==, G_GINT64_CONSTANT (1283758800000000));
  for (guint i = 0; i < scenario->items->len; i++)
    assert_lines (g_ptr_array_index (scenario->items, i));
  for (guint i = 0; i < scenario->steps->len; i++)
    {
      const NsStep *step = g_ptr_array_index (scenario->steps, i);

      faults += step->type == NS_STEP_FAULT;
      cycles += step->type == NS_STEP_CYCLE;
    }
  g_assert_cmpuint (faults, ==, 4);
  g_assert_cmpuint (cycles, ==, 4);
  g_assert_true (has (scenario, "offer", "Message-ID: <20100906.offer@northwind.example>\r\n"));
  g_assert_true (has (scenario, "review-moved", "UID:quarterly-review-2010q3@northwind.example\r\n"));
}

/* Each one can be read. */
static void
test_poison_item (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "scenarios", "poison-item.scenario", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NsScenario) scenario = ns_scenario_load (path, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (scenario->name, ==, "poison-item");
  g_assert_cmpuint (scenario->items->len, ==, 6);
}

static void
test_mail (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsScenario) scenario = load_text (
    HEAD "[Item m]\nKind=mail\nTo=Milena Novák <c@d.test>, e@f.test\n"
         "Subject=Grüße aus einem sehr langen Betreff mit Umlauten äöü und noch mehr\nText=One\\nTwö\n"
         "[Item plain]\nKind=mail\nTo=c@d.test\nSubject=Hi\nText=One\\nTwo\nDate=2010-01-02T03:04:05Z\n",
    &error);

  g_assert_no_error (error);
  g_assert_true (has (scenario, "m", "Subject: =?utf-8?B?"));
  g_assert_true (has (scenario, "m", "Date: Mon, 06 Sep 2010 07:40:00 +0000\r\nFrom: a@b.test\r\n"));
  g_assert_true (has (scenario, "m", "To: =?utf-8?B?TWlsZW5hIE5vdsOhaw==?= <c@d.test>,\r\n e@f.test\r\n"));
  g_assert_true (has (scenario, "m", "Message-ID: <m@t.scenario.example.test>\r\n"));
  g_assert_true (has (scenario, "m", "Content-Transfer-Encoding: base64\r\n\r\nT25lDQpUd8O2\r\n"));
  g_assert_true (has (scenario, "plain", "Date: Sat, 02 Jan 2010 03:04:05 +0000\r\n"));
  g_assert_true (has (scenario, "plain", "7bit\r\n\r\nOne\r\nTwo\r\n"));
  assert_lines (ns_scenario_find_item (scenario, "m"));
}

static void
test_event_and_contact (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsScenario) scenario = load_text (
    HEAD "[Item e]\nKind=event\nUid=u1\nSubject=A, b; c\nStart=2010-09-07T12:00:00Z\nEnd=2010-09-07T13:00:00Z\n"
         "Reminder=30\nText=one\\ntwo ÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜÄÖÜ end\n"
         "Organizer=a@b.test\nAttendees=c@d.test;e@f.test\n"
         "[Item c]\nKind=contact\nUid=k1\nFullName=Ada Lovelace\nGiven=Ada\nFamily=Lovelace\nPhone=+1 2\n",
    &error);

  g_assert_no_error (error);
  g_assert_true (has (scenario, "e", "SUMMARY:A\\, b\\; c\r\n"));
  g_assert_true (has (scenario, "e", "DTSTART:20100907T120000Z\r\nDTEND:20100907T130000Z\r\n"));
  g_assert_true (has (scenario, "e", "TRIGGER:-PT30M\r\n"));
  g_assert_true (has (scenario, "e", "ATTENDEE;ROLE=REQ-PARTICIPANT:mailto:e@f.test\r\n"));
  g_assert_true (has (scenario, "e", "DESCRIPTION:one\\ntwo "));
  g_assert_true (has (scenario, "c", "FN:Ada Lovelace\r\nN:Lovelace;Ada;;;\r\n"));
  g_assert_true (has (scenario, "c", "UID:k1\r\nTEL;TYPE=WORK,VOICE:+1 2\r\n"));
  assert_lines (ns_scenario_find_item (scenario, "e"));
  assert_lines (ns_scenario_find_item (scenario, "c"));
}

/* A key that is missing leaves what the personality has. */
static void
test_personality (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsScenario) scenario =
    load_text (HEAD "[Server]\nPersonality=kerio-6.6\nReplayMemory=true\nSentCopies=false\n", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (scenario->server.personality, ==, "kerio-6.6");
  g_assert_cmpint (scenario->server.provision, ==, 0);
  g_assert_cmpint (scenario->server.no_replay_memory, ==, NS_SIM_NO);
  g_assert_cmpint (scenario->server.no_sent_copies, ==, TRUE);
}

/* What devices must take; having some asks them to. */
static void
test_policies (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsScenario) scenario =
    load_text (HEAD "[Server]\nPolicies= DevicePasswordEnabled=1; MaxAttachmentSize = 500000;\n", &error);
  g_autoptr (NsScenario) quiet = load_text (HEAD "[Server]\nPolicies=AllowCamera=0\nProvision=false\n", NULL);
  g_autoptr (NsNode) usual = ns_sim_policy_make_document (NULL);
  g_autoptr (NsNode) document = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (scenario->server.provision, ==, TRUE);
  g_assert_cmpint (quiet->server.provision, ==, NS_SIM_NO);
  document = ns_sim_policy_make_document (scenario->server.policies);
  g_assert_cmpuint (ns_node_n_children (document), ==, 2);
  g_assert_cmpstr (ns_node_child_text (document, NS_TAG_PROVISION_DEVICE_PASSWORD_ENABLED), ==, "1");
  g_assert_cmpstr (ns_node_child_text (document, NS_TAG_PROVISION_MAX_ATTACHMENT_SIZE), ==, "500000");
  g_assert_cmpstr (ns_node_child_text (usual, NS_TAG_PROVISION_ATTACHMENTS_ENABLED), ==, "1");
}

static void
test_steps (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsScenario) scenario = load_text (
    HEAD "[Server]\nTls=true\nProvision=true\nReplayMemory=false\nClientIdMemory=false\n"
         "ConflictDetection=false\nSentCopies=false\nVersions=12.1\n"
         "[Item m]\nKind=mail\nTo=c@d.test\nSubject=x\n"
         "[Steps]\n1=queue m\n2=advance 2 h\n3=outlook changes u1 Subject \"a b\"\n4=outlook deletes u1\n"
         "5=fault SendMail:503*2\n",
    &error);
  const NsStep *step;

  g_assert_no_error (error);
  g_assert_true (scenario->server.tls && scenario->server.provision);
  g_assert_true (scenario->server.no_replay_memory && scenario->server.no_client_id_memory);
  g_assert_true (scenario->server.no_conflicts && scenario->server.no_sent_copies);
  g_assert_cmpuint (scenario->steps->len, ==, 5);
  step = g_ptr_array_index (scenario->steps, 1);
  g_assert_cmpint (step->seconds, ==, 7200);
  step = g_ptr_array_index (scenario->steps, 2);
  g_assert_cmpstr (step->uid, ==, "u1");
  g_assert_cmpstr (step->property, ==, "Subject");
  g_assert_cmpstr (step->text, ==, "a b");
  g_assert_cmpuint (step->line, ==, 22);
}

/* Every form of a step, and what it leaves behind. */
static const struct
{
  const char *text;
  NsStepType type;
  const char *item;
  const char *uid;
  const char *property;
  const char *value;
  guint count;
} forms[] = {
  { "user queues m", NS_STEP_QUEUE, "m" },
  { "queue many", NS_STEP_QUEUE, "many" },
  { "queue many-2", NS_STEP_QUEUE, "many-2" },
  { "user resends m", NS_STEP_RESEND, "m" },
  { "user deletes m", NS_STEP_DELETE, "m" },
  { "user holds m", NS_STEP_HOLD, "m" },
  { "user releases m", NS_STEP_RELEASE, "m" },
  { "user opens m", NS_STEP_OPEN, "m" },
  { "user confirms m", NS_STEP_CONFIRM, "m" },
  { "user enters password secret", NS_STEP_USER_PASSWORD, .value = "secret" },
  { "server changes password \"a b\"", NS_STEP_SERVER_PASSWORD, .value = "a b" },
  { "cycle", NS_STEP_CYCLE },
  { "cycle scheduled", NS_STEP_CYCLE_SCHEDULED },
  { "pause", NS_STEP_PAUSE },
  { "fault none", NS_STEP_FAULT_NONE },
  { "fault SendMail:503*2", NS_STEP_FAULT, .value = "SendMail:503*2" },
  { "fault SendMail:503 until 19", NS_STEP_FAULT, .value = "SendMail:503", .count = 19 },
  { "user queues deletion of e", NS_STEP_QUEUE_DELETION, "e" },
  { "outlook creates e", NS_STEP_OUTLOOK_CREATE, "e" },
  { "outlook deletes u", NS_STEP_OUTLOOK_DELETE, .uid = "u" },
  { "outlook dismisses reminder u", NS_STEP_OUTLOOK_DISMISS, .uid = "u" },
  { "reminder fires u", NS_STEP_REMINDER, .uid = "u" },
  { "reminder fires u as echo", NS_STEP_REMINDER, "echo", .uid = "u" },
  { "expect echo error sync-7", NS_STEP_EXPECT_STATE, "echo", .property = "error", .value = "sync-7" },
  { "upgrade device 4.6.0.1", NS_STEP_UPGRADE_DEVICE, .value = "4.6.0.1" },
  { "upgrade server \"Kerio 6.7\"", NS_STEP_UPGRADE_SERVER, .value = "Kerio 6.7" },
  { "ssl off", NS_STEP_SSL },
  { "network off", NS_STEP_NETWORK },
  { "expect m pending", NS_STEP_EXPECT_STATE, "m", .property = "pending" },
  { "expect m deleted", NS_STEP_EXPECT_STATE, "m", .property = "deleted" },
  { "expect copies m 2", NS_STEP_EXPECT_COPIES, "m", .count = 2 },
  { "expect copies held 1", NS_STEP_EXPECT_COPIES, "held", .count = 1 },
  { "expect needs-user 3", NS_STEP_EXPECT_NEEDS_USER, .count = 3 },
  { "expect waiting 0", NS_STEP_EXPECT_WAITING },
  { "expect fault none", NS_STEP_EXPECT_FAULT, .value = "none" },
  { "expect fault http-503", NS_STEP_EXPECT_FAULT, .value = "http-503" },
};

static void
test_forms (void)
{
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autoptr (GError) error = NULL;
  g_autoptr (NsScenario) scenario = NULL;

  g_string_append (text, "[Item m]\nKind=mail\nTo=c@d.test\nSubject=x\n"
                         "[Item many]\nKind=mail\nTo=c@d.test\nSubject=No. {n}\nCount=2\n"
                         "[Item e]\nKind=event\nUid=u\nSubject=s\nStart=2010-09-07T12:00:00Z\n"
                         "End=2010-09-07T13:00:00Z\nReminder=5\n"
                         "[Server item held]\nKind=contact\nFullName=Ada\n[Steps]\n");
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    g_string_append_printf (text, "%u=%s\n", (guint) i + 1, forms[i].text);
  scenario = load_text (text->str, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (scenario->items->len, ==, 4);
  g_assert_cmpuint (scenario->server_items->len, ==, 1);
  g_assert_true (has (scenario, "many-2", "Subject: No. 2\r\n"));
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      const NsStep *step = g_ptr_array_index (scenario->steps, i);

      g_test_message ("%s", forms[i].text);
      g_assert_cmpint (step->type, ==, forms[i].type);
      g_assert_cmpstr (step->source, ==, forms[i].text);
      g_assert_cmpstr (step->item, ==, forms[i].item);
      g_assert_cmpstr (step->uid, ==, forms[i].uid);
      g_assert_cmpstr (step->property, ==, forms[i].property);
      g_assert_cmpstr (step->text, ==, forms[i].value);
      g_assert_cmpuint (step->count, ==, forms[i].count);
      g_assert_false (step->on);
    }
}

/* What a presenter reads out, in the language of the audience; and the device. */
static void
test_words (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsScenario) scenario = load_text (
    HEAD "[Device]\nModel=BlackBerry 8320\nSoftware=4.5.0.77\n"
         "[Steps]\n1=cycle\n1.words=Nothing waits.\n1.words[de]=Nichts wartet.\n2=ssl on\n",
    &error);
  const NsStep *step;

  g_assert_no_error (error);
  g_assert_cmpstr (scenario->device_model, ==, "BlackBerry 8320");
  g_assert_cmpstr (scenario->device_software, ==, "4.5.0.77");
  step = g_ptr_array_index (scenario->steps, 0);
  g_assert_cmpstr (step->words, ==, "Nothing waits.");
  step = g_ptr_array_index (scenario->steps, 1);
  g_assert_null (step->words);
  g_assert_true (step->on);
}

/* `scenario save` keeps the very bytes. */
static void
test_raw (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsScenario) scenario = load_text (
    HEAD "[Item a]\nKind=mail\nRaw=To: b@c.test\\r\\n\\r\\n\\sHi\\\\\\r\\n\n"
         "[Item b]\nKind=mail\nBase64=AP9B\n", &error);
  const NsScenarioItem *item;

  g_assert_no_error (error);
  item = ns_scenario_find_item (scenario, "a");
  g_assert_cmpmem (g_bytes_get_data (item->bytes, NULL), g_bytes_get_size (item->bytes),
                   "To: b@c.test\r\n\r\n Hi\\\r\n", 22);
  item = ns_scenario_find_item (scenario, "b");
  g_assert_cmpmem (g_bytes_get_data (item->bytes, NULL), g_bytes_get_size (item->bytes), "\0\377A", 3);
}

static const struct
{
  const char *text;
  const char *named; /* what the message must name */
} mistakes[] = {
  { "nonsense", "line 1 is neither a [Group]" },
  { "[Scenario]\nName=t\nTitle=T\n[Scenario]\n", "line 4 begins a group that was there before" },
  { "[Scenario]\nName=t\nTitle=T\nName=u\n", "line 4 has a key that the group has already" },
  { "[Scenario]\nName=\xff\n", "line 2 is not UTF-8" },
  { "Name=t\n", "line 1 stands before the first [Group]" },
  { "[Scenario]\nTitle=T\n", "line 1, group [Scenario], key Name: a value is needed" },
  { "[Scenario]\nName=t\nTitle=T\n", "key Clock" },
  { "[Scenario]\nName=t\nTitle=a \\q\n", "line 3, group [Scenario], key Title: after a backslash" },
  { "[Scenario]\nName=t\nTitle=T\nClock=soon\n", "line 4, group [Scenario], key Clock" },
  { "[Scenario]\nName=t\nTitle=T\nClock=2010-09-06T07:40:00Z\nSeed=-1\n",
    "line 5, group [Scenario], key Seed" },
  { "[Scenario]\nName=t\nTitle=T\nClock=2010-09-06T07:40:00Z\n", "\", group [Account], key Email" },
  { HEAD "Emial=x\n", "line 7, group [Account], key Emial" },
  { HEAD "CompareBeforeSending=2\n", "line 7, group [Account], key CompareBeforeSending" },
  { HEAD "Email[de]=x\n", "key Email[de]" },
  { HEAD "[Device]\nOs=x\n", "line 8, group [Device], key Os" },
  { HEAD "[Server]\nPolicies=AllowCamera=1; Fly=1\n",
    "line 8, group [Server], key Policies: \"Fly=1\" is no setting of a policy, such as MaxAttachmentSize=500000" },
  { HEAD "[Server]\nPolicies=AllowCamera\n",
    "line 8, group [Server], key Policies: \"AllowCamera\" is no setting of a policy, such as "
    "MaxAttachmentSize=500000" },
  { HEAD "[Server]\nPersonality=kerio\n", "line 8, group [Server], key Personality: there is no such personality" },
  { HEAD "[Server]\nTls=perhaps\n", "line 8, group [Server], key Tls" },
  { HEAD "[Nonsense]\n", "line 7, group [Nonsense]: this group is not known" },
  { HEAD "[Server item x]\nKind=contact\nFullName=x\nFolder=Team\n",
    "line 10, group [Server item x], key Folder: there is no group" },
  { HEAD "[Folder x]\nClass=Fax\n", "line 8, group [Folder x], key Class: it must be" },
  { HEAD "[Item x]\nKind=fax\n", "[Item x], key Kind" },
  { HEAD "[Item x]\nKind=mail\nSubject=s\n", "line 7, group [Item x], key To" },
  { HEAD "[Item x]\nKind=mail\nTo=a@b\nSubject=s\nUid=u\n", "line 11, group [Item x], key Uid" },
  { HEAD "[Item x]\nKind=mail\nRaw=a\nBase64=YQ==\n", "only one of Raw and Base64" },
  { HEAD "[Item x]\nKind=mail\nRaw=a\nTo=b\n", "line 10, group [Item x], key To" },
  { HEAD "[Item x]\nKind=mail\nRaw=a\n[Server item x]\nKind=mail\nRaw=a\n", "an item of that name already" },
  { HEAD "[Item x]\nKind=mail\nTo=a@b\nSubject=s\nCount=0x2\n", "line 11, group [Item x], key Count" },
  { HEAD "[Item x]\nKind=event\nUid=u\nSubject=s\nStart=2010-09-07T12:00:00Z\nEnd=2010-09-06T12:00:00Z\n",
    "line 12, group [Item x], key End" },
  { HEAD "[Item x]\nKind=contact\n", "key FullName" },
  { HEAD "[Steps]\n1=queue x\n", "line 8, group [Steps], key 1: \"queue x\": there is no item \"x\"" },
  { HEAD "[Steps]\n1=cycle\n3=cycle\n", "line 9, group [Steps], key 3" },
  { HEAD "[Steps]\n1=cycle\n2.words=too early\n", "line 9, group [Steps], key 2.words" },
  { HEAD "[Steps]\n1=dance\n", "this is no step" },
  { HEAD "[Steps]\n1=cycle twice\n", "these words are no step; one is: cycle" },
  { HEAD "[Steps]\n1=advance 5 years\n", "unit" },
  { HEAD "[Steps]\n1=advance 0 min\n", "unit" },
  { HEAD "[Steps]\n1=advance five min\n", "\"five\" is no number" },
  { HEAD "[Steps]\n1=fault SendMail:nonsense\n", "fault" },
  { HEAD "[Steps]\n1=fault SendMail:503 until 2\n2=cycle\n",
    "line 8, group [Steps], key 1: \"fault SendMail:503 until 2\": the fault would end before anything can meet it; "
    "the first step that it can end at is 3" },
  { HEAD "[Steps]\n1=pause\n2=fault SendMail:503 until 4\n3=cycle\n",
    "line 9, group [Steps], key 2: \"fault SendMail:503 until 4\": there is no step 4" },
  { HEAD "[Steps]\n1=fault SendMail:503 until noon\n", "\"noon\" is no number" },
  { HEAD "[Steps]\n1=outlook \"changes\n", "quotes" },
  { HEAD "[Steps]\n1=outlook sings u\n", "one is: outlook" },
  { HEAD "[Steps]\n1=ssl perhaps\n", "on or off" },
  { HEAD "[Steps]\n1=reminder fires u\n", "no event with the UID" },
  { HEAD "[Item x]\nKind=mail\nRaw=a\n[Steps]\n1=expect x happy\n", "there is no state \"happy\"" },
  { HEAD "[Item x]\nKind=mail\nRaw=a\n[Steps]\n1=expect x error sync-99\n", "there is no cause \"sync-99\"" },
};

static void
test_errors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (mistakes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_null (load_text (mistakes[i].text, &error));
      g_assert_error (error, NS_SIM_ERROR, NS_SIM_ERROR_SCENARIO);
      g_assert_nonnull (strstr (error->message, mistakes[i].named));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/scenario/shipped", test_shipped);
  g_test_add_func ("/sim/scenario/poison-item", test_poison_item);
  g_test_add_func ("/sim/scenario/mail", test_mail);
  g_test_add_func ("/sim/scenario/event-and-contact", test_event_and_contact);
  g_test_add_func ("/sim/scenario/personality", test_personality);
  g_test_add_func ("/scenario/policies", test_policies);
  g_test_add_func ("/sim/scenario/steps", test_steps);
  g_test_add_func ("/sim/scenario/forms", test_forms);
  g_test_add_func ("/sim/scenario/words", test_words);
  g_test_add_func ("/sim/scenario/raw", test_raw);
  g_test_add_func ("/sim/scenario/errors", test_errors);
  return g_test_run ();
}
