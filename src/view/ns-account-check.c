/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-account-check.h"

#include "model/ns-cause.h"
#include "model/ns-trouble.h"
#include "view/ns-accessible-id.h"
#include "view/ns-button-flow.h"
#include "view/ns-fact-grid.h"
#include "view/ns-words.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  MARK_WAITS,
  MARK_RUNS,
  MARK_DONE,
  MARK_FAILED,
} Mark;

static const struct
{
  const char *icon;
  const char *words; /* for those who do not see the icon */
} marks[] = {
  [MARK_WAITS] = { "notifysync-pending", NC_("step", "not yet") },
  [MARK_RUNS] = { "notifysync-sending", NC_("step", "now") },
  [MARK_DONE] = { "notifysync-delivered", NC_("step", "done") },
  [MARK_FAILED] = { "notifysync-error", NC_("step", "failed") },
};

/* Characters of a line of a fingerprint: eight bytes, each with what is behind it. */
#define FINGERPRINT_LINE (8 * 3)

struct _NsAccountCheck
{
  GtkBox parent_instance;

  GCancellable *cancellable; /* (owned) (nullable): while a test runs */
  NsSetupReport *report;     /* (owned) (nullable): of the last one */
  gboolean is_encrypted;

  GtkWidget *test;
  GtkWidget *stop;
  GtkLabel *summary;
  GtkGrid *steps;
  GtkWidget *card;
  GtkLabel *why;
  GtkLabel *advice;
  GtkLabel *detail;
  GtkGrid *certificate;
  GtkWidget *trust;
  GtkWidget *choose_ca;
  GtkWidget *edit_password;
  GtkWidget *edit_server;
};

G_DEFINE_FINAL_TYPE (NsAccountCheck, ns_account_check, GTK_TYPE_BOX)

enum
{
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
ns_account_check_dispose (GObject *object)
{
  NsAccountCheck *self = NS_ACCOUNT_CHECK (object);

  ns_account_check_stop (self);
  g_clear_pointer (&self->report, ns_setup_report_free);
  G_OBJECT_CLASS (ns_account_check_parent_class)->dispose (object);
}

static void
ns_account_check_class_init (NsAccountCheckClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ns_account_check_dispose;
  signals[SIGNAL_ENDED] = g_signal_new ("ended", NS_TYPE_ACCOUNT_CHECK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
  g_type_ensure (NS_TYPE_BUTTON_FLOW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-account-check.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, NsAccountCheck, name)
  BIND (test);
  BIND (stop);
  BIND (summary);
  BIND (steps);
  BIND (card);
  BIND (why);
  BIND (advice);
  BIND (detail);
  BIND (certificate);
  BIND (trust);
  BIND (choose_ca);
  BIND (edit_password);
  BIND (edit_server);
#undef BIND
}

static void
ns_account_check_init (NsAccountCheck *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ns_accessible_id_init_template (self);
}

static void
add_step (NsAccountCheck *self, NsAccountStep step, Mark mark)
{
  const char *label = ns_account_step_label (step);
  GtkWidget *image = gtk_image_new_from_icon_name (marks[mark].icon, GTK_ICON_SIZE_MENU);
  GtkWidget *text = gtk_label_new (label);
  g_autofree char *words = g_strdup_printf ("%s: %s", label,
                                             g_dpgettext2 (GETTEXT_PACKAGE, "step", marks[mark].words));

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_line_wrap (GTK_LABEL (text), TRUE);
  atk_object_set_name (gtk_widget_get_accessible (text), words);
  if (mark == MARK_WAITS)
    gtk_style_context_add_class (gtk_widget_get_style_context (text), GTK_STYLE_CLASS_DIM_LABEL);
  gtk_widget_set_opacity (image, mark == MARK_WAITS ? 0 : 1);
  gtk_grid_attach (self->steps, image, 0, (int) step, 1, 1);
  gtk_grid_attach (self->steps, text, 1, (int) step, 1, 1);
  gtk_widget_show (image);
  gtk_widget_show (text);
}

/* Those before @here are done, and those after it still to come. */
static void
show_steps (NsAccountCheck *self, int here, Mark mark)
{
  ns_fact_grid_clear (self->steps);
  for (int i = 0; i < NS_N_ACCOUNT_STEPS; i++)
    if (i != NS_ACCOUNT_STEP_ENCRYPT || self->is_encrypted)
      add_step (self, (NsAccountStep) i, i < here ? MARK_DONE : i == here ? mark : MARK_WAITS);
  gtk_widget_show (GTK_WIDGET (self->steps));
}

static void
step_cb (NsAccountStep step, gpointer user_data)
{
  NsAccountCheck *self = user_data;

  if (self->cancellable != NULL && !g_cancellable_is_cancelled (self->cancellable))
    show_steps (self, (int) step, MARK_RUNS);
}

static void
set_running (NsAccountCheck *self, gboolean is_running)
{
  gtk_widget_set_visible (self->test, !is_running);
  gtk_widget_set_visible (self->stop, is_running);
}

/* Lines of eight bytes; how many lines there are would else depend on where digits may be broken. */
static char *
break_fingerprint (const char *digest)
{
  g_autofree char *text = ns_fingerprint_to_text (digest);

  for (char *end = text + FINGERPRINT_LINE - 1; end < text + strlen (text); end += FINGERPRINT_LINE)
    *end = '\n';
  return g_steal_pointer (&text);
}

static void
show_certificate (NsAccountCheck *self, const NsCertificate *certificate)
{
  g_autofree char *fingerprint = NULL;
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  GtkWidget *digest;

  ns_fact_grid_clear (self->certificate);
  gtk_widget_set_visible (GTK_WIDGET (self->certificate), certificate != NULL);
  if (certificate == NULL)
    return;
  fingerprint = break_fingerprint (certificate->fingerprint);
  from = ns_words_instant (certificate->valid_from);
  until = ns_words_instant (certificate->valid_until);
  ns_fact_grid_add (self->certificate, 0, _("Certificate of"), certificate->subject);
  ns_fact_grid_add (self->certificate, 1, _("Issued by"), certificate->issuer);
  ns_fact_grid_add (self->certificate, 2, _("Valid from"), from);
  ns_fact_grid_add (self->certificate, 3, _("Valid until"), until);
  digest = ns_fact_grid_add (self->certificate, 4, _("SHA-256"), fingerprint);
  /* It is compared digit by digit with what the administrator says. */
  gtk_style_context_add_class (gtk_widget_get_style_context (digest), GTK_STYLE_CLASS_MONOSPACE);
}

static gboolean
is_network (NsOutcome fault, NsNetworkFault code)
{
  return fault.domain == NS_DOMAIN_NETWORK && fault.code == (int) code;
}

/* A certificate for another name, or one that has run out, is not what a user should learn to click away. */
static void
show_ways (NsAccountCheck *self, NsOutcome fault)
{
  const NsAccountStep step = ns_account_step_of (fault);
  const gboolean is_unknown = is_network (fault, NS_NETWORK_TLS_UNKNOWN_AUTHORITY);
  const gboolean is_password
      = (fault.domain == NS_DOMAIN_HTTP && fault.code == 401) || fault.domain == NS_DOMAIN_LOCAL;

  gtk_widget_set_visible (self->trust, is_unknown || is_network (fault, NS_NETWORK_TLS_PIN_CHANGED));
  gtk_widget_set_visible (self->choose_ca, is_unknown);
  gtk_widget_set_visible (self->edit_password, is_password);
  gtk_widget_set_visible (self->edit_server, !is_password && !is_unknown && step <= NS_ACCOUNT_STEP_SIGN_IN);
}

static void
show_failure (NsAccountCheck *self)
{
  const NsSetupReport *report = self->report;
  const NsCause *cause = ns_cause_for (report->fault);
  const NsTrouble *trouble = report->account != NULL ? ns_trouble_for (report->account, NULL) : NULL;

  show_steps (self, (int) ns_account_step_of (report->fault), MARK_FAILED);
  gtk_label_set_text (self->summary, _("The test failed."));
  gtk_label_set_text (self->why, trouble != NULL ? ns_trouble_why (trouble) : ns_cause_why (cause));
  gtk_label_set_text (self->advice, trouble != NULL ? ns_trouble_get_cure (trouble, 0) : ns_cause_advice (cause));
  gtk_label_set_text (self->detail, report->detail != NULL ? report->detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), report->detail != NULL);
  show_certificate (self, report->refused);
  show_ways (self, report->fault);
  gtk_widget_show (self->card);
}

static void
show_report (NsAccountCheck *self)
{
  const NsAccount *account = self->report->account;
  g_autofree char *product = ns_words_isolate (account->server_product);
  g_autofree char *text = NULL;

  if (self->report->fault.domain != NS_DOMAIN_NONE)
    {
      show_failure (self);
      return;
    }
  show_steps (self, NS_N_ACCOUNT_STEPS, MARK_DONE);
  text = g_strdup_printf (_("The account works. The server is %s and speaks %s."),
                          account->server_product != NULL ? product : _("unnamed"), account->version);
  gtk_label_set_text (self->summary, text);
}

static void
test_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsAccountCheck) self = user_data;
  g_autoptr (GError) error = NULL;
  NsSetupReport *report = ns_account_setup_test_finish (result, &error);

  g_clear_object (&self->cancellable);
  self->report = report;
  if (gtk_widget_in_destruction (GTK_WIDGET (self)) || gtk_widget_get_parent (GTK_WIDGET (self)) == NULL)
    return;
  set_running (self, FALSE);
  if (report != NULL)
    show_report (self);
  else
    {
      const gboolean is_stopped = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

      gtk_widget_hide (GTK_WIDGET (self->steps));
      gtk_label_set_text (self->summary, is_stopped ? _("The test was stopped.") : error->message);
    }
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

/**
 * ns_account_check_run:
 * @self: the check, while none runs
 * @setup: what is to be tested
 * @engine: the engine of the outbox
 *
 * Tests it, and shows how far it gets.
 */
void
ns_account_check_run (NsAccountCheck *self, const NsAccountSetup *setup, NsEngine *engine)
{
  g_return_if_fail (self->cancellable == NULL);

  g_clear_pointer (&self->report, ns_setup_report_free);
  self->cancellable = g_cancellable_new ();
  self->is_encrypted = g_str_has_prefix (ns_account_setup_get_account (setup)->server, "https:");
  set_running (self, TRUE);
  gtk_widget_hide (self->card);
  gtk_label_set_text (self->summary, _("Testing…"));
  show_steps (self, NS_ACCOUNT_STEP_REACH, MARK_RUNS);
  ns_account_setup_test_async (setup, engine, step_cb, self, self->cancellable, test_cb, g_object_ref (self));
}

/**
 * ns_account_check_stop:
 * @self: the check
 *
 * Ends the test that runs.
 */
void
ns_account_check_stop (NsAccountCheck *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/**
 * ns_account_check_is_running:
 * @self: the check
 *
 * Returns: whether a test runs
 */
gboolean
ns_account_check_is_running (NsAccountCheck *self)
{
  return self->cancellable != NULL;
}

/**
 * ns_account_check_get_report:
 * @self: the check
 *
 * Returns: (transfer none) (nullable): what the last test has found
 */
const NsSetupReport *
ns_account_check_get_report (NsAccountCheck *self)
{
  return self->report;
}
