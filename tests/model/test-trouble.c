/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-trouble.h"

#include "model/ns-item.h"

#define NETWORK(code) { NS_DOMAIN_NETWORK, NS_NETWORK_##code, NS_COMMAND_SYNC, 0 }
#define HTTP(code) { NS_DOMAIN_HTTP, code, NS_COMMAND_SYNC, code }
#define COMMON(code) { NS_DOMAIN_COMMON, code, NS_COMMAND_SYNC, 200 }

static const struct
{
  const char *id; /* (nullable): %NULL where there is no known trouble */
  NsFacts facts;
} rows[] = {
  { NULL, { .host = "mail.example.test", .is_tls = TRUE, .server_product = "14.1 (Apache)" } },

  { "kerio-ssl", { .is_tls = TRUE, .server_product = "Kerio MailServer 6.6.2", .device_software = "4.5.0.81" } },
  { "kerio-ssl", { .is_tls = TRUE, .server_product = "2.5 (Kerio MailServer 6.6)", .device_software = "4.5" } },
  { "kerio-ssl", { .is_tls = TRUE, .server_header = "Kerio MailServer 5.7.1", .device_software = "4.2" } },
  { "kerio-ssl", { .is_tls = TRUE, .server_header = "Kerio MailServer 6.6.2 patch 1",
                   .fault = NETWORK (LOST_ANSWER) } },
  { "kerio-ssl", { .is_tls = TRUE, .server_header = "Kerio MailServer 6.6.2", .fault = NETWORK (TIMEOUT) } },
  { NULL, { .is_tls = FALSE, .server_header = "Kerio MailServer 6.6.2", .device_software = "4.5" } },
  { NULL, { .is_tls = TRUE, .server_header = "Kerio MailServer 6.7.0", .device_software = "4.5" } },
  { NULL, { .is_tls = TRUE, .server_header = "Kerio MailServer 6.10", .device_software = "4.5" } },
  { NULL, { .is_tls = TRUE, .server_header = "Kerio Connect 9.3", .device_software = "4.5" } },
  { NULL, { .is_tls = TRUE, .server_header = "Kerio MailServer 6.6.2", .device_software = "4.6" } },
  { NULL, { .is_tls = TRUE, .server_header = "Kerio MailServer 6.6.2", .device_software = "5.0" } },
  { NULL, { .is_tls = TRUE, .server_header = "Kerio MailServer 6.6.2", .fault = NETWORK (CONNECT) } },
  { NULL, { .is_tls = TRUE, .server_header = "Kerio MailServer", .device_software = "4.5" } },

  { "nginx-413", { .server_header = "nginx/1.22.1", .fault = HTTP (413) } },
  { "nginx-413", { .server_product = "14.0 (nginx)", .fault = HTTP (413) } },
  { NULL, { .server_header = "Microsoft-IIS/10.0", .fault = HTTP (413) } },
  { NULL, { .server_header = "nginx", .fault = HTTP (502) } },

  { "needs-oauth", { .host = "outlook.office365.com", .is_tls = TRUE } },
  { "needs-oauth", { .host = "Outlook.Office365.com", .is_tls = TRUE, .fault = HTTP (401) } },
  { "needs-oauth", { .host = "mail.example.test", .auth_schemes = "Bearer", .fault = HTTP (401) } },
  { NULL, { .host = "mail.example.test", .auth_schemes = "Bearer, Basic", .fault = HTTP (401) } },
  { NULL, { .host = "mail.example.test", .auth_schemes = "Basic", .fault = HTTP (401) } },
  { NULL, { .host = "mail.example.test", .fault = HTTP (401) } },
  { NULL, { .host = "office365.com.example.test", .fault = HTTP (401) } },

  { "device-blocked", { .fault = COMMON (129) } },
  { "device-blocked", { .fault = HTTP (403) } },
  { "too-many-devices", { .fault = COMMON (177) } },
  { NULL, { .fault = COMMON (126) } },

  { "captive-portal", { .media_type = "text/html", .fault = NETWORK (NOT_EAS) } },
  { "captive-portal", { .fault = HTTP (511) } },
  { NULL, { .media_type = "application/json", .fault = NETWORK (NOT_EAS) } },
  { NULL, { .media_type = "text/html", .fault = HTTP (502) } },

  { "clock-skew", { .clock_skew = 301 } },
  { "clock-skew", { .clock_skew = -301 } },
  { "clock-skew", { .clock_skew = -86400, .fault = NETWORK (TLS_NOT_YET_VALID) } },
  { NULL, { .clock_skew = 300 } },
  { NULL, { .clock_skew = -300 } },
  { "device-blocked", { .clock_skew = 3600, .fault = HTTP (403) } },
};

static void
assert_sentence (const char *text)
{
  g_test_message ("%s", text);
  g_assert_true (g_str_has_suffix (text, "."));
  g_assert_true (g_ascii_isupper (text[0]));
}

static void
test_rules (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const NsTrouble *trouble = ns_trouble_find (&rows[i].facts);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (trouble != NULL ? trouble->id : NULL, ==, rows[i].id);
    }
}

/* Every trouble that is found has a title, a sentence, and a way out. */
static void
test_words (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const NsTrouble *trouble = ns_trouble_find (&rows[i].facts);

      if (trouble == NULL)
        continue;
      g_assert_cmpstr (ns_trouble_title (trouble), !=, "");
      assert_sentence (ns_trouble_why (trouble));
      g_assert_nonnull (ns_trouble_get_cure (trouble, 0));
      for (guint n = 0; ns_trouble_get_cure (trouble, n) != NULL; n++)
        assert_sentence (ns_trouble_get_cure (trouble, n));
      g_assert_null (ns_trouble_get_cure (trouble, NS_TROUBLE_MAX_CURES));
    }
}

/* Article 416 names three cures, and what the last one costs. */
static void
test_article_416 (void)
{
  const NsFacts facts = { .is_tls = TRUE, .server_product = "Kerio MailServer 6.6.2", .device_software = "4.5" };
  const NsTrouble *trouble = ns_trouble_find (&facts);

  g_assert_nonnull (strstr (ns_trouble_get_cure (trouble, 0), "4.6"));
  g_assert_nonnull (strstr (ns_trouble_get_cure (trouble, 1), "6.7"));
  g_assert_nonnull (strstr (ns_trouble_get_cure (trouble, 2), "without SSL"));
  g_assert_nonnull (strstr (ns_trouble_get_cure (trouble, 2), "can read your password"));
}

static void
test_account (void)
{
  g_autoptr (NsAccount) account = ns_account_new ();
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_item_unref);
  NsItem *item = ns_item_new ();

  account->server = g_strdup ("https://mail.example.test/Microsoft-Server-ActiveSync");
  account->server_product = g_strdup ("14.0 (nginx)");
  g_assert_null (ns_trouble_for (account, NULL));
  g_assert_null (ns_trouble_for (account, items));

  item->outcome = (NsOutcome) HTTP (413);
  g_ptr_array_add (items, item);
  g_assert_cmpstr (ns_trouble_for (account, items)->id, ==, "nginx-413");

  account->clock_skew = 4000;
  g_assert_cmpstr (ns_trouble_for (account, NULL)->id, ==, "clock-skew");

  g_free (account->server);
  account->server = g_strdup ("https://outlook.office365.com/Microsoft-Server-ActiveSync");
  g_assert_cmpstr (ns_trouble_for (account, items)->id, ==, "needs-oauth");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trouble/rules", test_rules);
  g_test_add_func ("/trouble/words", test_words);
  g_test_add_func ("/trouble/article-416", test_article_416);
  g_test_add_func ("/trouble/account", test_account);
  return g_test_run ();
}
