/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-lab-stage.h"

#include "lab/ns-lab-holding.h"
#include "view/ns-accessible-id.h"
#include "view/ns-announce.h"
#include "view/ns-lab-handheld.h"
#include "view/ns-lab-server.h"
#include "view/ns-lab-wire.h"
#include "view/ns-lab-words.h"

struct _NsLabStage
{
  GtkBox parent_instance;

  GtkLabel *count;
  GtkLabel *words;
  GtkLabel *trouble;
  GtkProgressBar *progress;
  NsLabHandheld *handheld;
  GtkLabel *wire_facts;
  NsLabWire *wire;
  GtkLabel *server_facts;
  NsLabServer *server;

  NsLab *lab;        /* (owned) (nullable): what is shown */
  gboolean has_store; /* the handheld has got that of the lab's first world */
};

G_DEFINE_FINAL_TYPE (NsLabStage, ns_lab_stage, GTK_TYPE_BOX)

static guint asked_signal;

static void
ns_lab_stage_dispose (GObject *object)
{
  NsLabStage *self = NS_LAB_STAGE (object);

  if (self->lab != NULL)
    g_signal_handlers_disconnect_by_data (self->lab, self);
  g_clear_object (&self->lab);
  G_OBJECT_CLASS (ns_lab_stage_parent_class)->dispose (object);
}

static void
asked_cb (NsLabStage *self, int what, gint64 id)
{
  g_signal_emit (self, asked_signal, 0, what, id);
}

static void
ns_lab_stage_class_init (NsLabStageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ns_lab_stage_dispose;
  asked_signal = g_signal_new ("asked", NS_TYPE_LAB_STAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                               G_TYPE_INT, G_TYPE_INT64);
  g_type_ensure (NS_TYPE_LAB_HANDHELD);
  g_type_ensure (NS_TYPE_LAB_SERVER);
  g_type_ensure (NS_TYPE_LAB_WIRE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-lab-stage.ui");
  gtk_widget_class_bind_template_child (widget_class, NsLabStage, count);
  gtk_widget_class_bind_template_child (widget_class, NsLabStage, words);
  gtk_widget_class_bind_template_child (widget_class, NsLabStage, trouble);
  gtk_widget_class_bind_template_child (widget_class, NsLabStage, progress);
  gtk_widget_class_bind_template_child (widget_class, NsLabStage, handheld);
  gtk_widget_class_bind_template_child (widget_class, NsLabStage, wire_facts);
  gtk_widget_class_bind_template_child (widget_class, NsLabStage, wire);
  gtk_widget_class_bind_template_child (widget_class, NsLabStage, server_facts);
  gtk_widget_class_bind_template_child (widget_class, NsLabStage, server);
}

static void
ns_lab_stage_init (NsLabStage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ns_accessible_id_init_template (self);
  g_signal_connect_swapped (self->handheld, "asked", G_CALLBACK (asked_cb), self);
}

static void
show_words (NsLabStage *self)
{
  const NsScenario *scenario = ns_lab_get_scenario (self->lab);
  const guint n = ns_lab_get_next_step (self->lab);
  g_autofree char *count = ns_lab_words_count (scenario, n);
  g_autofree char *words = ns_lab_words_step (scenario, n);
  g_autofree char *said = g_strdup_printf ("%s: %s", count, words);

  gtk_label_set_text (self->count, count);
  gtk_label_set_text (self->words, words);
  if (g_strcmp0 (atk_object_get_name (gtk_widget_get_accessible (GTK_WIDGET (self->words))), said) != 0)
    ns_announce (GTK_WIDGET (self->words), said);
  atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self->words)), said);
  gtk_progress_bar_set_fraction (self->progress,
                                 scenario->steps->len > 0 ? (double) n / (double) scenario->steps->len : 0);
}

static void
show_server (NsLabStage *self)
{
  NsSimServer *server = ns_lab_get_server (self->lab);
  g_autofree char *state = ns_sim_server_dup_state (server);
  g_autofree char *product = ns_sim_server_dup_product (server);
  g_autofree char *named = ns_lab_words_product (product);
  g_autoptr (GPtrArray) holdings = ns_lab_holding_list (state);

  gtk_label_set_text (self->wire_facts, ns_lab_words_way (ns_sim_server_get_url (server)));
  gtk_label_set_text (self->server_facts, named);
  ns_lab_wire_set_exchanges (self->wire, ns_sim_server_dup_exchanges (server));
  ns_lab_server_set_holdings (self->server, holdings);
}

/* An item stays open while the scenario only looks at what became of it. */
static void
stepped_cb (NsLabStage *self, guint n)
{
  const NsStep *step = g_ptr_array_index (ns_lab_get_scenario (self->lab)->steps, n - 1);

  if (!ns_step_is_expectation (step))
    ns_lab_handheld_close_item (self->handheld);
}

static void
reopened_cb (NsLabStage *self)
{
  self->has_store = TRUE;
  ns_lab_handheld_set_store (self->handheld, ns_lab_get_store (self->lab));
}

static void
opened_cb (NsLabStage *self, gint64 id)
{
  ns_lab_handheld_open_item (self->handheld, id);
}

/**
 * ns_lab_stage_set_lab:
 * @self: the stage
 * @lab: (nullable): what it shows from now on
 *
 * Follows a lab. What was shown stays until ns_lab_stage_show_step().
 */
void
ns_lab_stage_set_lab (NsLabStage *self, NsLab *lab)
{
  if (self->lab != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->lab, self);
      ns_lab_handheld_set_store (self->handheld, NULL);
    }
  g_set_object (&self->lab, lab);
  self->has_store = FALSE;
  if (lab == NULL)
    return;
  g_signal_connect_object (lab, "stepped", G_CALLBACK (stepped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lab, "reopened", G_CALLBACK (reopened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lab, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
}

/**
 * ns_lab_stage_show_step:
 * @self: a stage with a lab
 * @trouble: (nullable): why the lab could not go on
 *
 * Shows in all panes where the lab stands; where it never came up, only @trouble.
 */
void
ns_lab_stage_show_step (NsLabStage *self, const char *trouble)
{
  gtk_label_set_text (self->trouble, trouble != NULL ? trouble : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), trouble != NULL);
  if (ns_lab_get_server (self->lab) == NULL)
    return;
  if (!self->has_store)
    reopened_cb (self);
  ns_lab_handheld_set_device (self->handheld, ns_lab_get_scenario (self->lab)->device_model,
                              ns_lab_get_device_software (self->lab));
  ns_lab_handheld_refresh (self->handheld);
  show_words (self);
  show_server (self);
}

/**
 * ns_lab_stage_is_settled:
 * @self: the stage
 *
 * Returns: whether the panes show all that is known
 */
gboolean
ns_lab_stage_is_settled (NsLabStage *self)
{
  return ns_lab_handheld_is_settled (self->handheld);
}
