/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-account.h"

#define NOW G_GINT64_CONSTANT (1793000000000000)

/* In the order of NsCapability: y and n are assumed, ? is not known. */
static const struct
{
  const char *product;
  const char *expected;
} products[] = {
  { NULL, "?????" },
  { "", "?????" },
  { "14.1", "?????" },
  { "14.1 (nginx)", "?????" },
  { "16.1", "?????" },
  { "14.1 (Microsoft-IIS/7.5)", "y?yyy" },
  { "14.3", "yyyyy" },
  { "15.2", "yyyyy" },
  { "8.1", "ynyyy" },
  { "6.5.7638.1", "yny?y" },
  { "Kerio MailServer 6.6.2", "nn???" },
};

static void
test_products (void)
{
  static const NsKnowledge meaning[] = {
    ['?'] = NS_KNOWLEDGE_UNKNOWN, ['y'] = NS_KNOWLEDGE_ASSUMED_YES, ['n'] = NS_KNOWLEDGE_ASSUMED_NO
  };

  for (guint i = 0; i < G_N_ELEMENTS (products); i++)
    {
      g_autoptr (NsAccount) account = ns_account_new ();

      account->server_product = g_strdup (products[i].product);
      for (guint n = 0; n < NS_N_CAPABILITIES; n++)
        {
          g_test_message ("%s: %s", products[i].product, ns_capability_nick ((NsCapability) n));
          g_assert_cmpint (ns_account_knows (account, (NsCapability) n), ==,
                           meaning[(guchar) products[i].expected[n]]);
          g_assert_cmpint (ns_account_can (account, (NsCapability) n), ==, products[i].expected[n] == 'y');
        }
    }
}

/* What a server did counts more than its name, and the last thing that it did counts most. */
static void
test_observed (void)
{
  g_autoptr (NsAccount) account = ns_account_new ();
  g_autoptr (NsAccount) copy = NULL;

  account->server_product = g_strdup ("15.2");
  ns_capabilities_observe (&account->capabilities, NS_CAPABILITY_REPLAY, FALSE, NOW);
  g_assert_cmpint (ns_account_knows (account, NS_CAPABILITY_REPLAY), ==, NS_KNOWLEDGE_OBSERVED_NO);
  g_assert_false (ns_account_can (account, NS_CAPABILITY_REPLAY));
  g_assert_true (ns_account_can (account, NS_CAPABILITY_CLIENT_IDS));
  g_assert_cmpint (ns_capabilities_get_time (&account->capabilities, NS_CAPABILITY_REPLAY), ==, NOW);

  copy = ns_account_copy (account);
  ns_capabilities_observe (&copy->capabilities, NS_CAPABILITY_REPLAY, TRUE, NOW + 1);
  g_assert_cmpint (ns_account_knows (copy, NS_CAPABILITY_REPLAY), ==, NS_KNOWLEDGE_OBSERVED_YES);
  g_assert_cmpint (ns_account_knows (account, NS_CAPABILITY_REPLAY), ==, NS_KNOWLEDGE_OBSERVED_NO);
  g_assert_cmpint (ns_capabilities_get_time (&account->capabilities, NS_CAPABILITY_SAVES_SENT), ==, 0);
}

static void
test_words (void)
{
  g_autofree char *yes = ns_knowledge_words (NS_KNOWLEDGE_OBSERVED_YES, "15 June");
  g_autofree char *no = ns_knowledge_words (NS_KNOWLEDGE_OBSERVED_NO, "15 June");
  g_autofree char *unknown = ns_knowledge_words (NS_KNOWLEDGE_UNKNOWN, NULL);

  g_assert_cmpstr (yes, ==, "yes, seen: 15 June");
  g_assert_cmpstr (no, ==, "no, seen: 15 June");
  g_assert_cmpstr (unknown, ==, "not known yet");
  g_assert_true (ns_knowledge_is_yes (NS_KNOWLEDGE_ASSUMED_YES) && ns_knowledge_is_no (NS_KNOWLEDGE_ASSUMED_NO));
  g_assert_false (ns_knowledge_is_yes (NS_KNOWLEDGE_UNKNOWN) || ns_knowledge_is_no (NS_KNOWLEDGE_UNKNOWN));
  for (guint i = 0; i < NS_N_CAPABILITIES; i++)
    g_assert_cmpstr (ns_capability_label ((NsCapability) i), !=, ns_capability_nick ((NsCapability) i));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/capability/products", test_products);
  g_test_add_func ("/capability/observed", test_observed);
  g_test_add_func ("/capability/words", test_words);
  return g_test_run ();
}
