/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/ns-locale.h"
#include "base/ns-log.h"
#include "base/ns-time.h"
#include "ctl/ns-simulator-host.h"
#include "sim/ns-sim-control.h"
#include "sim/ns-sim-fault.h"
#include "sim/ns-sim-personality.h"
#include "sim/ns-sim-server.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

enum
{
  EXIT_USAGE = 2,
};

#define NO_PORT (-1)

typedef struct
{
  int port;
  char *port_file; /* (owned) (nullable) */
  char *address;   /* (owned) (nullable) */
  char *user;      /* (owned) (nullable) */
  char *password;  /* (owned) (nullable) */
  char *email;     /* (owned) (nullable) */
  char *personality; /* (owned) (nullable) */
  char *product;   /* (owned) (nullable) */
  char *versions;  /* (owned) (nullable) */
  char *journal;   /* (owned) (nullable) */
  char *spool;     /* (owned) (nullable) */
  char *ca_file;   /* (owned) (nullable) */
  char *scenario;  /* (owned) (nullable) */
  char *clock;     /* (owned) (nullable) */
  int control_port;
  char *control_port_file; /* (owned) (nullable) */
  int patience;
  GStrv faults;    /* (owned) (nullable) */
  double fault_rate;
  int seed;
  int provision;
  int no_replay_memory;
  int no_client_id_memory;
  int no_conflicts;
  int no_sent_copies;
  gboolean strict;
  gboolean tls;
  gboolean list_faults;
  gboolean list_personalities;
  gboolean version;
  guint verbosity;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->port_file);
  g_free (options->address);
  g_free (options->user);
  g_free (options->password);
  g_free (options->email);
  g_free (options->personality);
  g_free (options->product);
  g_free (options->versions);
  g_free (options->journal);
  g_free (options->spool);
  g_free (options->ca_file);
  g_free (options->scenario);
  g_free (options->clock);
  g_free (options->control_port_file);
  g_strfreev (options->faults);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
add_verbosity_cb (const char *name, const char *value, gpointer data, GError **error)
{
  Options *options = data;

  options->verbosity++;
  return TRUE;
}

/* What a personality has an opinion of, and whoever starts it may have another. */
static gboolean
set_switch_cb (const char *name, const char *value, gpointer data, GError **error)
{
  static const struct
  {
    const char *name;
    gsize offset;
    int value;
  } switches[] = {
    { "--provision", G_STRUCT_OFFSET (Options, provision), TRUE },
    { "--no-provision", G_STRUCT_OFFSET (Options, provision), NS_SIM_NO },
    { "--no-replay-memory", G_STRUCT_OFFSET (Options, no_replay_memory), TRUE },
    { "--replay-memory", G_STRUCT_OFFSET (Options, no_replay_memory), NS_SIM_NO },
    { "--no-client-id-memory", G_STRUCT_OFFSET (Options, no_client_id_memory), TRUE },
    { "--client-id-memory", G_STRUCT_OFFSET (Options, no_client_id_memory), NS_SIM_NO },
    { "--no-conflict-detection", G_STRUCT_OFFSET (Options, no_conflicts), TRUE },
    { "--conflict-detection", G_STRUCT_OFFSET (Options, no_conflicts), NS_SIM_NO },
    { "--no-sent-copies", G_STRUCT_OFFSET (Options, no_sent_copies), TRUE },
    { "--sent-copies", G_STRUCT_OFFSET (Options, no_sent_copies), NS_SIM_NO },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    if (g_str_equal (switches[i].name, name))
      G_STRUCT_MEMBER (int, data, switches[i].offset) = switches[i].value;
  return TRUE;
}

#define SWITCH(name, text) \
  { name, 0, G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, set_switch_cb, text, NULL }

static GOptionContext *
make_context (Options *options)
{
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &options->port, N_ ("Listen on PORT; 0 takes any free one"), N_ ("PORT") },
    { "port-file", 0, 0, G_OPTION_ARG_FILENAME, &options->port_file, N_ ("Write the port into FILE"), N_ ("FILE") },
    { "address", 0, 0, G_OPTION_ARG_STRING, &options->address, N_ ("Listen on ADDRESS, not on loopback"),
      N_ ("ADDRESS") },
    { "user", 0, 0, G_OPTION_ARG_STRING, &options->user, N_ ("The login (demo)"), N_ ("NAME") },
    { "password", 0, 0, G_OPTION_ARG_STRING, &options->password, N_ ("Its password (demo)"), N_ ("PASSWORD") },
    { "email", 0, 0, G_OPTION_ARG_STRING, &options->email, N_ ("Its address (NAME@example.test)"), N_ ("ADDRESS") },
    { "personality", 0, 0, G_OPTION_ARG_STRING, &options->personality, N_ ("Be the server NAME (generic)"),
      N_ ("NAME") },
    { "list-personalities", 0, 0, G_OPTION_ARG_NONE, &options->list_personalities,
      N_ ("List the personalities and exit"), NULL },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &options->strict, N_ ("Refuse what Exchange refuses, and more"), NULL },
    SWITCH ("provision", N_ ("Ask devices to provision")),
    SWITCH ("no-provision", N_ ("Ask no device to provision")),
    { "versions", 0, 0, G_OPTION_ARG_STRING, &options->versions, N_ ("Protocol versions (12.1,14.0,14.1)"),
      N_ ("LIST") },
    { "product", 0, 0, G_OPTION_ARG_STRING, &options->product, N_ ("What the server calls itself"), N_ ("TEXT") },
    SWITCH ("no-replay-memory", N_ ("Execute a repeated Sync again")),
    SWITCH ("replay-memory", N_ ("Answer a repeated Sync from memory")),
    SWITCH ("no-client-id-memory", N_ ("Execute a repeated SendMail again")),
    SWITCH ("client-id-memory", N_ ("Recognise a repeated SendMail")),
    SWITCH ("no-conflict-detection", N_ ("Let a change win over what somebody else has changed")),
    SWITCH ("conflict-detection", N_ ("Refuse a change of what somebody else has changed")),
    SWITCH ("no-sent-copies", N_ ("Keep no copy of sent mail in Sent Items")),
    SWITCH ("sent-copies", N_ ("Keep a copy of sent mail in Sent Items")),
    { "tls", 0, 0, G_OPTION_ARG_NONE, &options->tls, N_ ("Speak HTTPS, with a certificate made at start"), NULL },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &options->ca_file, N_ ("Write the certificate authority into FILE"),
      N_ ("FILE") },
    { "journal", 0, 0, G_OPTION_ARG_FILENAME, &options->journal, N_ ("Append every request to FILE"), N_ ("FILE") },
    { "spool", 0, 0, G_OPTION_ARG_FILENAME, &options->spool, N_ ("Keep each mail that was sent in DIR"), N_ ("DIR") },
    { "scenario", 0, 0, G_OPTION_ARG_FILENAME, &options->scenario,
      N_ ("Start as the server, the mailbox and the clock of a scenario"), N_ ("FILE") },
    { "clock", 0, 0, G_OPTION_ARG_STRING, &options->clock, N_ ("Let the clock stand still at TIME"), N_ ("TIME") },
    { "control-port", 0, 0, G_OPTION_ARG_INT, &options->control_port,
      N_ ("Take orders on PORT of loopback; 0 takes any free one"), N_ ("PORT") },
    { "control-port-file", 0, 0, G_OPTION_ARG_FILENAME, &options->control_port_file,
      N_ ("Write the control port into FILE"), N_ ("FILE") },
    { "idle-timeout", 0, 0, G_OPTION_ARG_INT, &options->patience, N_ ("Close silent connections after SECONDS"),
      N_ ("SECONDS") },
    { "fail-next", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->faults, N_ ("Let a request fail; may be repeated"),
      N_ ("COMMAND:FAULT") },
    { "fault-rate", 0, 0, G_OPTION_ARG_DOUBLE, &options->fault_rate,
      N_ ("Let PERCENT of the requests fail by chance"), N_ ("PERCENT") },
    { "seed", 0, 0, G_OPTION_ARG_INT, &options->seed, N_ ("What chance follows from (0)"), N_ ("N") },
    { "list-faults", 0, 0, G_OPTION_ARG_NONE, &options->list_faults, N_ ("List the faults and exit"), NULL },
    { "verbose", 'v', G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, add_verbosity_cb,
      N_ ("Tell more; twice for everything"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, N_ ("Show the version and exit"), NULL },
    { NULL },
  };
  GOptionContext *context = g_option_context_new (NULL);
  GOptionGroup *group = g_option_group_new ("main", NULL, NULL, options, NULL);

  g_option_group_add_entries (group, entries);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  g_option_context_set_main_group (context, group);
  g_option_context_set_summary (context, _ ("A simulated Exchange ActiveSync server with one mailbox in memory."));
  return context;
}

static int
complain (const char *text)
{
  g_printerr ("notifysync-simulator: %s\n", text);
  return EXIT_USAGE;
}

static gboolean
check (const Options *options, int argc, char **argv, GError **error)
{
  if (argc > 1)
    g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT, _ ("The argument “%s” is not expected."), argv[1]);
  else if (options->port < 0 || options->port > G_MAXUINT16)
    g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT, _ ("%d is no port number."), options->port);
  else if (options->control_port < NO_PORT || options->control_port > G_MAXUINT16)
    g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT, _ ("%d is no port number."), options->control_port);
  else if (options->patience < 0)
    g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT, _ ("%d is no number of seconds."), options->patience);
  else if (options->clock != NULL && ns_time_from_iso8601 (options->clock) == 0)
    g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT, _ ("The time \"%s\" is not in ISO 8601 format."),
                 options->clock);
  else if (options->control_port_file != NULL && options->control_port == NO_PORT)
    g_set_error_literal (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT,
                         _ ("--control-port-file is of use only with --control-port."));
  else if (!(options->fault_rate >= 0 && options->fault_rate <= 100))
    g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT, _ ("%g is no share of a hundred."), options->fault_rate);
  else if (options->seed < 0)
    g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT, _ ("The seed %d is negative."), options->seed);
  else if (options->ca_file != NULL && !options->tls)
    g_set_error_literal (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT, _ ("--ca-file is of use only with --tls."));
  else
    return TRUE;
  return FALSE;
}

static void
set_text (const char **own, const char *option)
{
  if (option != NULL)
    *own = option;
}

static void
set_switch (int *own, int option)
{
  if (option != 0)
    *own = option;
}

/* What an option says counts; what none says is the scenario's. */
static void
configure (const Options *options, NsSimConfig *config)
{
  set_text (&config->user, options->user);
  set_text (&config->password, options->password);
  set_text (&config->personality, options->personality);
  set_text (&config->product, options->product);
  set_text (&config->versions, options->versions);
  set_text (&config->email, options->email);
  set_switch (&config->provision, options->provision);
  set_switch (&config->no_replay_memory, options->no_replay_memory);
  set_switch (&config->no_client_id_memory, options->no_client_id_memory);
  set_switch (&config->no_conflicts, options->no_conflicts);
  set_switch (&config->no_sent_copies, options->no_sent_copies);
  config->strict = config->strict || options->strict;
  config->tls = config->tls || options->tls;
  config->address = options->address;
  config->port = (guint16) options->port;
  config->journal = options->journal;
  config->spool = options->spool;
  config->ca_file = options->ca_file;
  config->fault_rate = options->fault_rate;
  config->seed = (guint32) options->seed;
  config->patience = (guint) options->patience;
}

/* The file appears whole, and only when the port is open: whoever waits for it may read it at once. */
static gboolean
write_port (const char *file, guint16 port, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%u\n", port);

  return file == NULL || g_file_set_contents (file, text, -1, error);
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_CONTINUE;
}

static gboolean
open_control (const Options *options, NsSimHost *host, NsSimControl **out, GError **error)
{
  if (options->control_port == NO_PORT)
    return TRUE;
  *out = ns_sim_control_new (host, (guint16) options->control_port, error);
  return *out != NULL && write_port (options->control_port_file, ns_sim_control_get_port (*out), error);
}

static gboolean
start (const Options *options, NsSimulatorHost *host, const NsScenario *scenario, GError **error)
{
  if (scenario != NULL)
    {
      host->config = scenario->server;
      host->config.email = scenario->email;
      host->clock_start = scenario->clock;
    }
  if (options->clock != NULL)
    host->clock_start = ns_time_from_iso8601 (options->clock);
  host->scenario = scenario;
  host->faults = options->faults;
  configure (options, &host->config);
  return ns_simulator_host_start (host, error);
}

static int
serve (const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (NsScenario) scenario = options->scenario != NULL ? ns_scenario_load (options->scenario, &error) : NULL;
  g_auto (NsSimulatorHost) host = { 0 };
  g_autoptr (NsSimControl) control = NULL;

  /* Before the port is told: who reads it may end us at once. */
  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_unix_signal_add (SIGINT, quit_cb, loop);
  if (error != NULL || !start (options, &host, scenario, &error) ||
      !open_control (options, &host.base, &control, &error) ||
      !write_port (options->port_file, ns_sim_server_get_port (host.base.server), &error))
    return complain (error->message);

  printf ("%s\n", ns_sim_server_get_url (host.base.server));
  fflush (stdout);
  g_main_loop_run (loop);
  return 0;
}

int
main (int argc, char **argv)
{
  g_auto (Options) options = { .control_port = NO_PORT };
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *list = NULL;

  ns_locale_init ();
  g_set_prgname ("notifysync-simulator");

  context = make_context (&options);
  if (!g_option_context_parse (context, &argc, &argv, &error) || !check (&options, argc, argv, &error))
    return complain (error->message);
  ns_log_init (options.verbosity);
  if (options.version)
    {
      printf ("notifysync-simulator %s\n", PACKAGE_VERSION);
      return 0;
    }
  if (options.list_faults)
    {
      list = ns_sim_fault_dup_list ();
      fputs (list, stdout);
      return 0;
    }
  if (options.list_personalities)
    {
      list = ns_sim_personality_dup_list ();
      fputs (list, stdout);
      return 0;
    }
  return serve (&options);
}
