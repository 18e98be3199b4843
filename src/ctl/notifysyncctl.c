/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-commands.h"

#include "base/ns-locale.h"
#include "base/ns-log.h"
#include "ctl/ns-ctl-format.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define ANY_NUMBER G_MAXUINT
/* How many columns of the terminal a command takes in the list of them. */
#define USAGE_WIDTH 22

/* A name of two words is a command and its subcommand. */
static const struct
{
  const char *name;
  const char *args;
  const char *help;
  guint min_args;
  guint max_args;
  const GOptionEntry *options;
  NsCtlExit (*run) (NsCtl *self);
} commands[] = {
  { "account set", "", N_("Set up the account, or change what is given"), 0, 0, ns_ctl_account_set_options,
    ns_ctl_account_set },
  { "account show", "", N_("Show the account"), 0, 0, NULL, ns_ctl_account_show },
  { "account test", "", N_("Try to sign in, and send nothing"), 0, 0, NULL, ns_ctl_account_test },
  { "add", N_("FILE…"), N_("Queue messages (.eml), events (.ics) and contacts (.vcf)"), 1, ANY_NUMBER,
    ns_ctl_add_options, ns_ctl_add },
  { "list", N_("[QUERY]"), N_("List the outbox"), 0, ANY_NUMBER, NULL, ns_ctl_list },
  { "show", N_("ID"), N_("Show an item, why it is stuck and each try"), 1, 1, NULL, ns_ctl_show },
  { "resend", N_("ID…|--all"), N_("Try items in error again"), 0, ANY_NUMBER, ns_ctl_resend_options, ns_ctl_resend },
  { "conflict", N_("ID"), N_("Show both versions of an item, field by field"), 1, 1, NULL, ns_ctl_conflict },
  { "resolve", N_("ID"), N_("End a conflict"), 1, 1, ns_ctl_resolve_options, ns_ctl_resolve },
  { "arrived", N_("ID…"), N_("Tell that uncertain items have arrived"), 1, ANY_NUMBER, NULL, ns_ctl_arrived },
  { "delete", N_("ID…"), N_("Take items out of the outbox"), 1, ANY_NUMBER, NULL, ns_ctl_delete },
  { "hold", N_("ID…"), N_("Keep pending items from being sent"), 1, ANY_NUMBER, NULL, ns_ctl_hold },
  { "release", N_("ID…"), N_("Let held items be sent"), 1, ANY_NUMBER, NULL, ns_ctl_release },
  { "undo", "", N_("Take back what was done last"), 0, 0, ns_ctl_undo_options, ns_ctl_undo },
  { "sync", "", N_("Deliver what waits"), 0, 0, ns_ctl_sync_options, ns_ctl_sync },
  { "status", "", N_("Tell how the outbox stands"), 0, 0, NULL, ns_ctl_status },
  { "history", "", N_("List what was delivered, and what lost a conflict"), 0, 0, NULL, ns_ctl_history },
  { "duplicates", "", N_("List what exists more than once on the server"), 0, 0, NULL, ns_ctl_duplicates },
  { "keep", N_("DUPLICATE [COPY]"), N_("Keep one copy, and delete the others"), 1, 2, NULL, ns_ctl_keep },
  { "ignore", N_("DUPLICATE…"), N_("Tell that the copies are not the same"), 1, ANY_NUMBER, NULL, ns_ctl_ignore },
  { "put-back", N_("ID"), N_("Add a deleted copy again"), 1, 1, NULL, ns_ctl_put_back },
  { "report", N_("ID"), N_("Write a report for support"), 1, 1, NULL, ns_ctl_report },
  { "export", N_("ID"), N_("Write the content of an item to standard output"), 1, 1,
    ns_ctl_export_options, ns_ctl_export },
  { "scenario run", N_("FILE…"), N_("Play scenarios, and tell whether all is as they expect"), 1, ANY_NUMBER,
    ns_ctl_scenario_run_options, ns_ctl_scenario_run },
  { "scenario save", N_("FILE"), N_("Write the outbox as a scenario"), 1, 1, ns_ctl_scenario_save_options,
    ns_ctl_scenario_save },
  { "scenario from-report", N_("REPORT FILE"), N_("Write a support report as a scenario"), 2, 2, NULL,
    ns_ctl_scenario_from_report },
};

static char *option_profile;
static gboolean option_json;
static gboolean option_version;
static guint option_verbosity;

static gboolean
count_verbosity (const char *name, const char *value, gpointer data, GError **error)
{
  option_verbosity++;
  return TRUE;
}

/* Taken before the command and after it. */
static const GOptionEntry global_options[] = {
  { "profile", 'p', 0, G_OPTION_ARG_FILENAME, &option_profile, N_("Use the outbox in this folder"), N_("DIR") },
  { "json", 0, 0, G_OPTION_ARG_NONE, &option_json, N_("Print JSON Lines"), NULL },
  { "verbose", 'v', G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, count_verbosity,
    N_("Tell each step; twice, everything"), NULL },
  { NULL },
};

static const GOptionEntry first_options[] = {
  { "version", 0, 0, G_OPTION_ARG_NONE, &option_version, N_("Print the version"), NULL },
  { NULL },
};

static char *
command_usage (gsize index)
{
  return g_strjoin (" ", commands[index].name, *commands[index].args != '\0' ? _(commands[index].args) : NULL, NULL);
}

static char *
command_list (void)
{
  GString *text = g_string_new (_("Commands:"));

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *usage = command_usage (i);
      const guint width = ns_ctl_display_width (usage);

      g_string_append_printf (text, "\n  %s%*s %s", usage, width < USAGE_WIDTH ? (int) (USAGE_WIDTH - width) : 0, "",
                              _(commands[i].help));
    }
  g_string_append_printf (text, "\n\n%s", _("“notifysyncctl COMMAND --help” tells the options of a command."));
  return g_string_free (text, FALSE);
}

/* The options before the command; stops at the first word that is none. */
static gboolean
parse_first (char ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (_("COMMAND"));
  g_autoptr (GError) error = NULL;
  g_autofree char *list = command_list ();

  g_option_context_set_summary (context, _("Look after the NotifySync outbox and deliver it."));
  g_option_context_set_description (context, list);
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_add_main_entries (context, global_options, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, first_options, GETTEXT_PACKAGE);
  if (g_option_context_parse_strv (context, argv, &error))
    return TRUE;
  ns_ctl_fail (NS_CTL_WRONG_USE, "%s", error->message);
  return FALSE;
}

/* Finds the command and how many words its name took. */
static gboolean
find_command (char **words, gsize *index, guint *n_words)
{
  g_autofree char *two = words[0] != NULL && words[1] != NULL ? g_strjoin (" ", words[0], words[1], NULL) : NULL;

  for (*index = 0; *index < G_N_ELEMENTS (commands); (*index)++)
    {
      *n_words = two != NULL && g_str_equal (commands[*index].name, two) ? 2 : 1;
      if (*n_words == 2 || g_strcmp0 (commands[*index].name, words[0]) == 0)
        return TRUE;
    }
  return FALSE;
}

static NsCtlExit
refuse_command (char **words)
{
  if (words[0] == NULL)
    return ns_ctl_fail (NS_CTL_WRONG_USE, _("Which command? “notifysyncctl --help” lists them."));
  if (g_str_equal (words[0], "account"))
    return ns_ctl_fail (NS_CTL_WRONG_USE, _("“account” wants one of the words set, show and test."));
  if (g_str_equal (words[0], "scenario"))
    return ns_ctl_fail (NS_CTL_WRONG_USE, _("“scenario” wants one of the words run, save and from-report."));
  return ns_ctl_fail (NS_CTL_WRONG_USE, _("There is no command “%s”; “notifysyncctl --help” lists them."), words[0]);
}

/* The options and arguments after the command's name; @argv begins with the program's name. */
static gboolean
parse_command (gsize index, char ***argv)
{
  g_autofree char *usage = command_usage (index);
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autoptr (GError) error = NULL;
  guint n_args;

  g_option_context_set_summary (context, _(commands[index].help));
  g_option_context_add_main_entries (context, global_options, GETTEXT_PACKAGE);
  if (commands[index].options != NULL)
    g_option_context_add_main_entries (context, commands[index].options, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, argv, &error))
    {
      ns_ctl_fail (NS_CTL_WRONG_USE, "%s", error->message);
      return FALSE;
    }

  n_args = g_strv_length (*argv) - 1;
  if (n_args >= commands[index].min_args && n_args <= commands[index].max_args)
    return TRUE;
  ns_ctl_fail (NS_CTL_WRONG_USE, _("This is used as: notifysyncctl %s"), usage);
  return FALSE;
}

static char **
without_words (char **argv, guint n_words)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add (builder, argv[0]);
  g_strv_builder_addv (builder, (const char **) argv + 1 + n_words);
  return g_strv_builder_end (builder);
}

/* With strict POSIX parsing GLib leaves a `--` in place, which only said that the options are over. */
static char **
dup_args (char **argv)
{
  return g_strdupv (g_strcmp0 (argv[1], "--") == 0 ? argv + 2 : argv + 1);
}

static NsCtlExit
run (char **argv)
{
  g_auto (NsCtl) ctl = { NULL };
  g_auto (GStrv) first = g_strdupv (argv);
  g_auto (GStrv) rest = NULL;
  gsize index;
  guint n_words;

  if (!parse_first (&first))
    return NS_CTL_WRONG_USE;
  if (option_version)
    {
      g_print ("notifysyncctl %s\n", PACKAGE_VERSION);
      return NS_CTL_DONE;
    }
  if (!find_command (first + 1, &index, &n_words))
    return refuse_command (first + 1);
  rest = without_words (first, n_words);
  if (!parse_command (index, &rest))
    return NS_CTL_WRONG_USE;

  ns_log_init (option_verbosity);
  ctl.profile = option_profile != NULL ? g_steal_pointer (&option_profile)
                                       : g_build_filename (g_get_user_data_dir (), "notifysync", NULL);
  ctl.json = option_json;
  ctl.args = dup_args (rest);
  ctl.n_args = g_strv_length (ctl.args);
  return commands[index].run (&ctl);
}

int
main (int argc, char **argv)
{
  NsCtlExit code;

  ns_locale_init ();
  g_set_prgname ("notifysyncctl");
  code = run (argv);
  g_free (option_profile);
  /* A full disk under `export ID >file` must not look like success. */
  if (fflush (stdout) != 0 || ferror (stdout))
    return ns_ctl_fail (NS_CTL_UNUSABLE, _("The output cannot be written."));
  return code;
}
