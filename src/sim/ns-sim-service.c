/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-service.h"

#include "sim/ns-sim-ban.h"
#include "sim/ns-sim-commands.h"
#include "sim/ns-sim-dice.h"
#include "sim/ns-sim-lax.h"
#include "sim/ns-sim-personality.h"

#include <string.h>

#define DEFAULT_USER "demo"
#define DEFAULT_PASSWORD "demo"
#define FORGETFUL_PRODUCT "14.1" /* what SOGo calls itself: a client must not take it for Exchange */
#define MAX_DEVICE_TEXT 32

/* Common status codes (MS-ASCMD 2.2.2). */
enum
{
  STATUS_INVALID_CONTENT = 101,
  STATUS_DEVICE_ID = 108,
  STATUS_DEVICE_TYPE = 109,
  STATUS_NOT_SUPPORTED = 137,
  STATUS_VERSION = 138,
};

struct _NsSimService
{
  char *user;               /* (owned) */
  char *password;           /* (owned) */
  char *product;            /* (owned) */
  char *versions;           /* (owned) */
  char *policies;           /* (owned) (nullable) */
  NsSimPersonality manners; /* a copy, as the configuration changes it */
  gboolean is_strict;
  NsSimWorld *world;        /* (owned) */
  NsSimJournal *journal;    /* (owned) */
  NsSimFaultQueue *faults;  /* (owned) */
  NsSimDice *dice;          /* (owned) (nullable): where faults come by chance */
  GHashTable *devices;      /* (owned) (element-type utf8 NsSimDevice) */
  NsSimHeldFunc held;       /* (nullable) */
  gpointer held_data;       /* (unowned) */
};

/* No Exchange, then: a client must look at what the server does, not at its name. */
static const char *
default_product (const NsSimConfig *config, const NsSimPersonality *personality)
{
  const gboolean lacks_something =
    config->no_replay_memory == TRUE || config->no_client_id_memory == TRUE || config->no_conflicts == TRUE;

  return config->personality == NULL && lacks_something ? FORGETFUL_PRODUCT : personality->product;
}

static char *
with_default (const char *value, const char *fallback)
{
  return g_strdup (value != NULL ? value : fallback);
}

static void
override (gboolean *own, int wish, gboolean is_lack)
{
  if (wish != 0)
    *own = (wish == NS_SIM_NO) == is_lack;
}

/* What is set in the configuration counts, whatever the personality is. */
static NsSimPersonality
make_manners (const NsSimPersonality *personality, const NsSimConfig *config)
{
  NsSimPersonality manners = *personality;

  override (&manners.provisions, config->provision, FALSE);
  override (&manners.remembers_syncs, config->no_replay_memory, TRUE);
  override (&manners.remembers_mails, config->no_client_id_memory, TRUE);
  override (&manners.reports_conflicts, config->no_conflicts, TRUE);
  override (&manners.saves_sent, config->no_sent_copies, TRUE);
  manners.is_lax = manners.is_lax && !config->strict;
  return manners;
}

static char *
read_versions (const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const NsEasVersion version = ns_eas_version_from_string (g_strstrip (parts[i]));

      if (version >= NS_EAS_VERSION_2_5 && version <= NS_EAS_VERSION_14_1)
        continue;
      g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT,
                   "The protocol version \"%s\" is not one of 2.5, 12.0, 12.1, 14.0 and 14.1.", parts[i]);
      return NULL;
    }
  if (parts[0] == NULL)
    {
      g_set_error_literal (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT, "The list of protocol versions is empty.");
      return NULL;
    }
  return g_strjoinv (",", parts);
}

/**
 * ns_sim_service_new:
 * @config: (transfer none): what to be
 * @error: return location for a #NsSimError
 *
 * Returns: (transfer full) (nullable): a service with an empty mailbox
 */
NsSimService *
ns_sim_service_new (const NsSimConfig *config, GError **error)
{
  g_autoptr (NsClock) clock = config->clock != NULL ? g_object_ref (config->clock) : ns_clock_new_system ();
  const NsSimPersonality *personality;
  g_autofree char *versions = NULL;
  g_autoptr (NsSimJournal) journal = NULL;
  g_autofree char *email = NULL;
  NsSimService *self;

  if (!ns_sim_personality_require (config->personality, &personality, error))
    return NULL;
  versions = read_versions (config->versions != NULL ? config->versions : personality->versions, error);
  if (versions == NULL)
    return NULL;
  journal = ns_sim_journal_new (config->journal, config->spool, clock, error);
  if (journal == NULL)
    return NULL;

  self = g_new0 (NsSimService, 1);
  self->user = with_default (config->user, DEFAULT_USER);
  self->password = with_default (config->password, DEFAULT_PASSWORD);
  self->product = with_default (config->product, default_product (config, personality));
  self->versions = g_steal_pointer (&versions);
  self->manners = make_manners (personality, config);
  self->policies = g_strdup (config->policies);
  self->is_strict = config->strict;
  self->held = config->held;
  self->held_data = config->held_data;
  email = config->email != NULL ? g_strdup (config->email) : g_strconcat (self->user, "@example.test", NULL);
  self->world = ns_sim_world_new (email, clock);
  self->journal = g_steal_pointer (&journal);
  self->faults = ns_sim_fault_queue_new ();
  if (config->fault_rate > 0)
    self->dice = ns_sim_dice_new (config->fault_rate, config->seed);
  self->devices = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) ns_sim_device_free);
  return self;
}

/**
 * ns_sim_service_free:
 * @self: (transfer full): a service
 *
 * Ends it.
 */
void
ns_sim_service_free (NsSimService *self)
{
  g_hash_table_unref (self->devices);
  ns_sim_fault_queue_free (self->faults);
  g_clear_pointer (&self->dice, ns_sim_dice_free);
  ns_sim_journal_free (self->journal);
  ns_sim_world_free (self->world);
  g_free (self->user);
  g_free (self->password);
  g_free (self->product);
  g_free (self->versions);
  g_free (self->policies);
  g_free (self);
}

static NsSimDevice *
ensure_device (NsSimService *self, const char *id)
{
  NsSimDevice *device = g_hash_table_lookup (self->devices, id);

  if (device == NULL)
    {
      device = ns_sim_device_new (id);
      g_hash_table_insert (self->devices, device->id, device);
    }
  return device;
}

static gboolean
is_listed (NsSimService *self, NsEasVersion version)
{
  g_auto (GStrv) parts = g_strsplit (self->versions, ",", -1);

  return version != NS_EAS_VERSION_NONE &&
         g_strv_contains ((const char *const *) parts, ns_eas_version_to_string (version));
}

static gboolean
is_device_text (const char *text)
{
  const gsize length = text != NULL ? strlen (text) : 0;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]))
      return FALSE;
  return length > 0 && length <= MAX_DEVICE_TEXT;
}

/* What the request must have whatever its command is (MS-ASHTTP 2.2.1.1). */
static gboolean
check_request (NsSimService *self, NsSimContext *context)
{
  const NsSimRequest *request = context->request;
  const gboolean is_raw_mail =
    request->eas.command == NS_COMMAND_SEND_MAIL && request->version < NS_EAS_VERSION_14_0;
  const char *wanted = is_raw_mail ? NS_EAS_CONTENT_TYPE_MIME : NS_EAS_CONTENT_TYPE_WBXML;
  const gboolean is_lax = self->manners.is_lax;
  int status = 0;

  if (!is_listed (self, request->version))
    status = STATUS_VERSION;
  else if (request->eas.is_base64 && request->version < NS_EAS_VERSION_12_1)
    status = STATUS_INVALID_CONTENT;
  else if (is_lax ? request->eas.device_id == NULL : !is_device_text (request->eas.device_id))
    status = STATUS_DEVICE_ID;
  else if (!is_lax && !is_device_text (request->eas.device_type))
    status = STATUS_DEVICE_TYPE;
  else if (g_bytes_get_size (request->body) > 0 && g_strcmp0 (request->content_type, wanted) != 0 &&
           (is_raw_mail || g_strcmp0 (request->content_type, "application/vnd.ms-sync") != 0))
    status = STATUS_INVALID_CONTENT;

  if (status != 0)
    ns_sim_context_refuse (context, status);
  return status == 0;
}

static void
run_command (NsSimContext *context)
{
  static const struct
  {
    NsCommand command;
    void (*run) (NsSimContext *context);
  } commands[] = {
    { NS_COMMAND_PROVISION, ns_sim_provision_run },
    { NS_COMMAND_SETTINGS, ns_sim_settings_run },
    { NS_COMMAND_FOLDER_SYNC, ns_sim_folder_sync_run },
    { NS_COMMAND_SYNC, ns_sim_sync_run },
    { NS_COMMAND_SEND_MAIL, ns_sim_send_mail_run },
  };
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (commands[i].command == context->request->eas.command)
      {
        commands[i].run (context);
        return;
      }
  if (!ns_sim_context_meet_fault (context, names))
    ns_sim_context_refuse (context, STATUS_NOT_SUPPORTED);
}

static void
run_post (NsSimService *self, NsSimContext *context)
{
  const NsSimRequest *request = context->request;

  if (!request->has_query || (!request->eas.is_base64 && request->eas.user == NULL && !self->manners.is_lax))
    {
      context->answer->http_status = 400;
      return;
    }
  if (self->is_strict && request->is_chunked)
    {
      context->answer->http_status = 411;
      return;
    }
  if (!check_request (self, context))
    return;
  context->device = ensure_device (self, request->eas.device_id);
  if (ns_sim_ban_meet (context))
    return;
  if (ns_sim_provision_admit (context))
    run_command (context);
  else
    ns_sim_context_meet_fault_refused (context);
}

static void
run_options (NsSimContext *context)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (!ns_sim_context_meet_fault (context, names))
    context->answer->announces = TRUE;
}

static void
run_foreign (const NsSimRequest *request, NsSimAnswer *answer)
{
  answer->is_bare = TRUE;
  answer->http_status = 404;
  if (g_str_equal (request->path, NS_SIM_OTHER_PAGE))
    ns_sim_answer_set_page (answer);
}

static void
run (NsSimService *self, NsSimContext *context)
{
  const NsSimRequest *request = context->request;
  NsSimAnswer *answer = context->answer;

  if (!ns_sim_request_is_eas (request))
    run_foreign (request, answer);
  else if (!ns_sim_request_is_authorized (request, self->user, self->password))
    {
      const gboolean is_shy = self->manners.is_lax && request->authorization == NULL;

      answer->http_status = is_shy && g_str_equal (request->method, "POST") ? 403 : 401;
      answer->asks_login = answer->http_status == 401;
    }
  else if (g_str_equal (request->method, "OPTIONS"))
    run_options (context);
  else if (g_str_equal (request->method, "POST"))
    run_post (self, context);
  else
    answer->http_status = 405;
}

/* Behind the faults that were asked for. */
static void
roll (NsSimService *self, NsCommand command)
{
  NsSimFault *fault = self->dice != NULL ? ns_sim_dice_roll (self->dice, command) : NULL;

  if (fault != NULL)
    ns_sim_fault_queue_push (self->faults, fault);
}

/**
 * ns_sim_service_begin:
 * @self: a service
 * @request: a request of which only the header has come
 *
 * To be called once a request: here chance has its say.
 *
 * Returns: whether and where its connection is to be cut before the body is read to its end; the journal has it then
 */
NsSimCut
ns_sim_service_begin (NsSimService *self, const NsSimRequest *request)
{
  const NsCommand command =
    g_strcmp0 (request->method, "OPTIONS") == 0 ? NS_COMMAND_OPTIONS : request->eas.command;
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_autoptr (NsSimFault) fault = NULL;
  g_auto (NsSimAnswer) answer = NS_SIM_ANSWER_INIT;

  if (!ns_sim_request_is_eas (request) || (command != NS_COMMAND_OPTIONS && !request->has_query))
    return NS_SIM_CUT_NONE;
  ns_sim_fault_queue_begin_request (self->faults, command);
  roll (self, command);
  fault = ns_sim_fault_queue_take_early (self->faults, command);
  if (fault == NULL)
    return NS_SIM_CUT_NONE;
  answer.cut = fault->type == NS_SIM_FAULT_DROP_BODY ? NS_SIM_CUT_BODY : NS_SIM_CUT_BEFORE;
  ns_sim_journal_write (self->journal, request, &answer, fault->text, entries);
  return answer.cut;
}

/**
 * ns_sim_service_welcome:
 * @self: a service
 * @is_tls: whether TLS is spoken
 *
 * To be called once a connection. The journal has it if a fault meets it.
 *
 * Returns: how it is met
 */
NsSimWelcome
ns_sim_service_welcome (NsSimService *self, gboolean is_tls)
{
  char method[] = "connection", path[] = "";
  const NsSimRequest request = { .method = method, .path = path, .is_tls = is_tls };
  g_autoptr (NsSimFault) fault = ns_sim_fault_queue_take_connection (self->faults, is_tls);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_auto (NsSimAnswer) answer = { .cut = NS_SIM_CUT_BEFORE };

  if (fault == NULL)
    return NS_SIM_WELCOME_IN;
  ns_sim_journal_write (self->journal, &request, &answer, fault->text, entries);
  if (fault->type == NS_SIM_FAULT_REFUSE)
    return NS_SIM_WELCOME_REFUSE;
  return fault->type == NS_SIM_FAULT_EXPIRED ? NS_SIM_WELCOME_EXPIRED : NS_SIM_WELCOME_TLS_FAILURE;
}

/**
 * ns_sim_service_refuse_size:
 * @self: a service
 * @request: a request of which only the header was read, for it announces too large a body
 * @answer: an answer of %NS_SIM_ANSWER_INIT; filled
 *
 * Refuses the request, and writes that into the journal.
 */
void
ns_sim_service_refuse_size (NsSimService *self, const NsSimRequest *request, NsSimAnswer *answer)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  answer->http_status = 413;
  ns_sim_journal_write (self->journal, request, answer, NULL, entries);
}

/* Whether something of it was executed, now or when it came before. */
static gboolean
is_upload (GPtrArray *entries)
{
  gboolean found = FALSE;

  for (guint i = 0; i < entries->len; i++)
    {
      const NsSimEntry *entry = g_ptr_array_index (entries, i);

      found |= entry->executed || entry->replay;
    }
  return found;
}

/**
 * ns_sim_service_handle:
 * @self: a service
 * @request: a whole request
 * @answer: an answer of %NS_SIM_ANSWER_INIT; filled
 *
 * Checks the request, executes it, and writes the journal.
 */
void
ns_sim_service_handle (NsSimService *self, NsSimRequest *request, NsSimAnswer *answer)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_sim_entry_free);
  NsSimContext context = {
    .world = self->world,
    .faults = self->faults,
    .manners = &self->manners,
    .policies = self->policies,
    .is_strict = self->is_strict,
    .request = request,
    .answer = answer,
    .entries = entries,
  };
  g_autoptr (NsSimFault) fault = NULL;

  if (self->manners.is_lax)
    request->version = ns_sim_lax_take_version (self->versions, request->version);
  run (self, &context);
  ns_sim_answer_pass_gateway (answer);
  if (self->manners.cuts_tls && request->is_tls && answer->cut == NS_SIM_CUT_NONE && is_upload (entries))
    answer->cut = NS_SIM_CUT_END;
  fault = context.fault;
  ns_sim_journal_write (self->journal, request, answer, fault != NULL ? fault->text : NULL, entries);
}

/**
 * ns_sim_service_get_faults:
 * @self: a service
 *
 * Returns: (transfer none): the faults to come
 */
NsSimFaultQueue *
ns_sim_service_get_faults (NsSimService *self)
{
  return self->faults;
}

/**
 * ns_sim_service_set_password:
 * @self: a service
 * @password: what logs in from now on
 *
 * Changes the password.
 */
void
ns_sim_service_set_password (NsSimService *self, const char *password)
{
  g_free (self->password);
  self->password = g_strdup (password);
}

/**
 * ns_sim_service_set_product:
 * @self: a service
 * @product: what MS-Server-ActiveSync says from now on
 *
 * Changes what it calls itself.
 */
void
ns_sim_service_set_product (NsSimService *self, const char *product)
{
  g_free (self->product);
  self->product = g_strdup (product);
}

/**
 * ns_sim_service_set_policies:
 * @self: a service
 * @on: whether devices must provision from now on
 *
 * Changes what the administrator asks of devices.
 */
void
ns_sim_service_set_policies (NsSimService *self, gboolean on)
{
  self->manners.provisions = on;
}

/**
 * ns_sim_service_set_personality:
 * @self: a service
 * @personality: what it is from now on
 *
 * Upgrades the server, or puts another in its place, that holds what the old one held: mailboxes, devices and their
 * keys.
 */
void
ns_sim_service_set_personality (NsSimService *self, const NsSimPersonality *personality)
{
  self->manners = *personality;
  self->manners.is_lax = personality->is_lax && !self->is_strict;
  ns_sim_service_set_product (self, personality->product);
  g_free (self->versions);
  g_free (self->policies);
  self->versions = g_strdup (personality->versions);
}

/**
 * ns_sim_service_get_manners:
 * @self: a service
 *
 * Returns: (transfer none): what kind of server it is
 */
const NsSimPersonality *
ns_sim_service_get_manners (NsSimService *self)
{
  return &self->manners;
}

/**
 * ns_sim_service_get_held:
 * @self: a service
 * @user_data: (out): for the function
 *
 * Returns: (nullable): who is told what waits for the clock
 */
NsSimHeldFunc
ns_sim_service_get_held (NsSimService *self, gpointer *user_data)
{
  *user_data = self->held_data;
  return self->held;
}

/**
 * ns_sim_service_get_world:
 * @self: a service
 *
 * Returns: (transfer none): what it holds
 */
NsSimWorld *
ns_sim_service_get_world (NsSimService *self)
{
  return self->world;
}

/**
 * ns_sim_service_get_journal:
 * @self: a service
 *
 * Returns: (transfer none): what it did
 */
NsSimJournal *
ns_sim_service_get_journal (NsSimService *self)
{
  return self->journal;
}

/**
 * ns_sim_service_get_product:
 * @self: a service
 *
 * Returns: what `MS-Server-ActiveSync` says
 */
const char *
ns_sim_service_get_product (NsSimService *self)
{
  return self->product;
}

/**
 * ns_sim_service_get_versions:
 * @self: a service
 *
 * Returns: what `MS-ASProtocolVersions` says
 */
const char *
ns_sim_service_get_versions (NsSimService *self)
{
  return self->versions;
}
