/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-lab-stage.h"

#include "lab/ns-lab-holding.h"
#include "sync/ns-old-device.h"
#include "view/ns-accessible-id.h"
#include "view/ns-announce.h"
#include "view/ns-fold.h"
#include "view/ns-lab-handheld.h"
#include "view/ns-lab-pane.h"
#include "view/ns-lab-server.h"
#include "view/ns-lab-wire.h"
#include "view/ns-lab-words.h"

#include <glib/gi18n-lib.h>

/* Pixels. Below the first, the words are smaller; from the second on it is a hall that looks, and all is larger. */
#define ROOMY 1100
#define HALL 1600

struct _NsLabStage
{
  GtkBox parent_instance;

  GtkLabel *count;
  GtkLabel *words;
  GtkLabel *trouble;
  GtkProgressBar *progress;
  GtkWidget *switcher;
  GtkWidget *show_handheld;
  NsFold *outer; /* the handheld, and the other two */
  NsFold *inner; /* the wire and the server */
  GtkWidget *handheld_pane;
  GtkWidget *handheld_mark;
  NsLabHandheld *handheld;
  GtkWidget *legend;
  GtkWidget *wire_pane;
  GtkWidget *wire_mark;
  GtkLabel *wire_facts;
  NsLabWire *wire;
  GtkWidget *server_pane;
  GtkWidget *server_mark;
  GtkLabel *server_facts;
  GtkWidget *surplus;
  GtkLabel *surplus_label;
  NsLabServer *server;
  GtkWidget *server_empty;

  GSimpleAction *pane; /* (owned): which one is seen where they take turns */
  NsLab *lab;          /* (owned) (nullable): what is shown */
  gboolean has_store;  /* the handheld has got that of the lab's first world */
  guint64 n_read;      /* of the exchanges, those of which is known what the device made of them */
};

G_DEFINE_FINAL_TYPE (NsLabStage, ns_lab_stage, GTK_TYPE_BOX)

static guint asked_signal;

static void
set_style (GtkWidget *widget, const char *name, gboolean on)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);

  if (on)
    gtk_style_context_add_class (style, name);
  else
    gtk_style_context_remove_class (style, name);
}

static void
set_pane (NsLabStage *self, NsLabPane pane)
{
  g_simple_action_set_state (self->pane, g_variant_new_string (ns_lab_pane_id (pane)));
  ns_fold_set_detailed (self->outer, pane != NS_LAB_PANE_HANDHELD);
  if (pane != NS_LAB_PANE_HANDHELD)
    ns_fold_set_detailed (self->inner, pane == NS_LAB_PANE_SERVER);
}

static void
pane_cb (NsLabStage *self, GVariant *value)
{
  const NsLabPane pane = ns_lab_pane_parse (g_variant_get_string (value, NULL));

  if (pane != NS_LAB_PANE_NONE)
    set_pane (self, pane);
}

/* Those that take turns are chosen by buttons. Beside the handheld it is always one of the other two that is seen. */
static void
folded_cb (NsLabStage *self)
{
  const gboolean is_single = ns_fold_is_folded (self->outer);
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (self->pane));

  gtk_widget_set_visible (self->show_handheld, is_single);
  gtk_widget_set_visible (self->switcher, is_single || ns_fold_is_folded (self->inner));
  gtk_widget_set_visible (self->legend, !is_single && !ns_fold_is_folded (self->inner));
  if (!is_single && g_str_equal (g_variant_get_string (state, NULL), ns_lab_pane_id (NS_LAB_PANE_HANDHELD)))
    set_pane (self, ns_fold_is_detailed (self->inner) ? NS_LAB_PANE_SERVER : NS_LAB_PANE_WIRE);
}

static void
ns_lab_stage_size_allocate (GtkWidget *widget, GtkAllocation *allocation)
{
  NsLabStage *self = NS_LAB_STAGE (widget);
  const gboolean is_large = allocation->width >= HALL;

  set_style (widget, "tight", allocation->width < ROOMY);
  set_style (widget, "large", is_large);
  ns_lab_handheld_set_large (self->handheld, is_large);
  GTK_WIDGET_CLASS (ns_lab_stage_parent_class)->size_allocate (widget, allocation);
}

/* Where the viewers are to look; a pane that takes turns is brought to the front. */
static void
mark_pane (NsLabStage *self, NsLabPane pane)
{
  const struct
  {
    GtkWidget *pane;
    GtkWidget *mark;
  } rows[] = {
    [NS_LAB_PANE_HANDHELD] = { self->handheld_pane, self->handheld_mark },
    [NS_LAB_PANE_WIRE] = { self->wire_pane, self->wire_mark },
    [NS_LAB_PANE_SERVER] = { self->server_pane, self->server_mark },
  };

  for (guint i = NS_LAB_PANE_HANDHELD; i < G_N_ELEMENTS (rows); i++)
    {
      set_style (rows[i].pane, "spot", i == pane);
      gtk_widget_set_visible (rows[i].mark, i == pane);
    }
  if (pane != NS_LAB_PANE_NONE && (pane != NS_LAB_PANE_HANDHELD || ns_fold_is_folded (self->outer)))
    set_pane (self, pane);
}

static void
ns_lab_stage_dispose (GObject *object)
{
  NsLabStage *self = NS_LAB_STAGE (object);

  g_clear_object (&self->pane);
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

/* The template has too many for a function of 40 lines. */
#define CHILD(name) { #name, G_STRUCT_OFFSET (NsLabStage, name) }

static const struct
{
  const char *name;
  gssize offset;
} children[] = {
  CHILD (count), CHILD (words), CHILD (trouble), CHILD (progress),
  CHILD (switcher), CHILD (show_handheld), CHILD (outer), CHILD (inner),
  CHILD (handheld_pane), CHILD (handheld_mark), CHILD (handheld), CHILD (legend),
  CHILD (wire_pane), CHILD (wire_mark), CHILD (wire_facts), CHILD (wire),
  CHILD (server_pane), CHILD (server_mark), CHILD (server_facts), CHILD (surplus),
  CHILD (surplus_label), CHILD (server), CHILD (server_empty),
};

#undef CHILD

static void
ns_lab_stage_class_init (NsLabStageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ns_lab_stage_dispose;
  widget_class->size_allocate = ns_lab_stage_size_allocate;
  asked_signal = g_signal_new ("asked", NS_TYPE_LAB_STAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                               G_TYPE_INT, G_TYPE_INT64);
  g_type_ensure (NS_TYPE_FOLD);
  g_type_ensure (NS_TYPE_LAB_HANDHELD);
  g_type_ensure (NS_TYPE_LAB_SERVER);
  g_type_ensure (NS_TYPE_LAB_WIRE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-lab-stage.ui");
  for (gsize i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_class_bind_template_child_full (widget_class, children[i].name, FALSE, children[i].offset);
}

static void
ns_lab_stage_init (NsLabStage *self)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  ns_accessible_id_init_template (self);
  g_signal_connect_swapped (self->handheld, "asked", G_CALLBACK (asked_cb), self);

  self->pane = g_simple_action_new_stateful ("pane", G_VARIANT_TYPE_STRING, g_variant_new_string ("none"));
  g_signal_connect_object (self->pane, "change-state", G_CALLBACK (pane_cb), self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (self->pane));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "stage", G_ACTION_GROUP (actions));
  g_signal_connect_swapped (self->outer, "notify::folded", G_CALLBACK (folded_cb), self);
  g_signal_connect_swapped (self->inner, "notify::folded", G_CALLBACK (folded_cb), self);
  set_pane (self, NS_LAB_PANE_HANDHELD);
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

/* More of a thing than anybody sent. */
static void
show_surplus (NsLabStage *self, GPtrArray *holdings)
{
  g_autofree char *text = NULL;
  guint n = 0;

  for (guint i = 0; i < holdings->len; i++)
    n += ((const NsLabHolding *) g_ptr_array_index (holdings, i))->copy > 1 ? 1 : 0;
  /* Translators: of the same mails and meetings, for which one each would be right. */
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u copy too many", "%u copies too many", n), n);
  gtk_label_set_text (self->surplus_label, text);
  gtk_widget_set_visible (self->surplus, n > 0);
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
  ns_lab_server_set_holdings (self->server, holdings, ns_lab_get_scenario (self->lab)->email);
  gtk_widget_set_visible (self->server_empty, holdings->len == 0);
  show_surplus (self, holdings);
}

/* What the device of 2009 makes of answers that only a cut ends depends on the software that it has by then. */
static void
read_cuts (NsLabStage *self)
{
  const NsExchange cut = { .is_end_unmarked = TRUE };
  const char *software = ns_lab_get_device_software (self->lab);
  g_autoptr (GPtrArray) exchanges = NULL;

  if (software == NULL)
    return;
  exchanges = ns_sim_server_dup_exchanges (ns_lab_get_server (self->lab));
  for (guint i = 0; i < exchanges->len; i++)
    {
      const NsSimExchange *exchange = g_ptr_array_index (exchanges, i);

      if (exchange->seq <= self->n_read)
        continue;
      self->n_read = exchange->seq;
      if (exchange->is_cut)
        ns_lab_wire_note_cut (self->wire, exchange->seq, ns_old_device_misses (software, &cut));
    }
}

static void
forget_cuts (NsLabStage *self)
{
  self->n_read = 0;
  ns_lab_wire_forget_cuts (self->wire);
}

/* An item stays open while the scenario only looks at what became of it. */
static void
stepped_cb (NsLabStage *self, guint n)
{
  const NsStep *step = g_ptr_array_index (ns_lab_get_scenario (self->lab)->steps, n - 1);

  read_cuts (self);
  if (!ns_step_is_expectation (step))
    ns_lab_handheld_close_item (self->handheld);
}

static void
show_store (NsLabStage *self)
{
  self->has_store = TRUE;
  ns_lab_handheld_set_store (self->handheld, ns_lab_get_store (self->lab));
}

static void
reopened_cb (NsLabStage *self)
{
  forget_cuts (self);
  show_store (self);
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
  forget_cuts (self);
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
    show_store (self);
  ns_lab_handheld_set_device (self->handheld, ns_lab_get_scenario (self->lab)->device_model,
                              ns_lab_get_device_software (self->lab));
  ns_lab_handheld_refresh (self->handheld);
  show_words (self);
  show_server (self);
  mark_pane (self, ns_lab_pane_of_step (ns_lab_get_scenario (self->lab), ns_lab_get_next_step (self->lab)));
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
