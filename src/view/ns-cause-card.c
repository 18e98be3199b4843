/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-cause-card.h"

#include "model/ns-cause-item.h"
#include "model/ns-finding.h"
#include "view/ns-accessible-id.h"
#include "view/ns-button-flow.h"
#include "view/ns-card-plan.h"

#include <glib/gi18n-lib.h>

struct _NsCauseCard
{
  GtkBox parent_instance;

  GtkLabel *heading;
  GtkLabel *exception;
  GtkWidget *sentences;
  GtkLabel *why;
  GtkLabel *data;
  GtkLabel *advice;
  GtkWidget *suspects_title;
  GtkLabel *suspects;
  GtkBox *buttons;
  GtkWidget *always_clear;
  GtkWidget *suggested; /* (nullable): a child of @buttons */
};

G_DEFINE_FINAL_TYPE (NsCauseCard, ns_cause_card, GTK_TYPE_BOX)

static void
ns_cause_card_class_init (NsCauseCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (NS_TYPE_BUTTON_FLOW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-cause-card.ui");
  gtk_widget_class_set_accessible_role (widget_class, ATK_ROLE_PANEL);
  gtk_widget_class_bind_template_child (widget_class, NsCauseCard, heading);
  gtk_widget_class_bind_template_child (widget_class, NsCauseCard, exception);
  gtk_widget_class_bind_template_child (widget_class, NsCauseCard, sentences);
  gtk_widget_class_bind_template_child (widget_class, NsCauseCard, why);
  gtk_widget_class_bind_template_child (widget_class, NsCauseCard, data);
  gtk_widget_class_bind_template_child (widget_class, NsCauseCard, advice);
  gtk_widget_class_bind_template_child (widget_class, NsCauseCard, suspects_title);
  gtk_widget_class_bind_template_child (widget_class, NsCauseCard, suspects);
  gtk_widget_class_bind_template_child (widget_class, NsCauseCard, buttons);
  gtk_widget_class_bind_template_child (widget_class, NsCauseCard, always_clear);
}

static void
ns_cause_card_init (NsCauseCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ns_accessible_id_init_template (self);
}

static void
set_cause (NsCauseCard *self, const NsCause *cause)
{
  gtk_widget_set_visible (GTK_WIDGET (self->exception), cause != NULL);
  gtk_widget_set_visible (self->sentences, cause != NULL);
  if (cause == NULL)
    return;
  gtk_label_set_text (self->exception, cause->exception);
  gtk_label_set_text (self->why, ns_cause_why (cause));
  gtk_label_set_text (self->data, ns_cause_data (cause));
  gtk_label_set_text (self->advice, ns_cause_advice (cause));
}

static gboolean
is_echo (const NsItem *item)
{
  return item->state == NS_STATE_ERROR && item->outcome.domain == NS_DOMAIN_LOCAL
         && item->outcome.code == NS_LOCAL_REMINDER_ECHO;
}

/* It belongs to the reason. */
static void
add_isolation (NsCauseCard *self, NsIsolation isolation)
{
  g_autofree char *sentence = ns_isolation_sentence (isolation);
  g_autofree char *why = g_strdup_printf ("%s %s", gtk_label_get_text (self->why), sentence);

  gtk_label_set_text (self->why, why);
}

static void
add_button (NsCauseCard *self, const NsCardButton *plan)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (plan->label);
  g_autofree char *id = g_strdup_printf ("card.%s", strchr (plan->action, '.') + 1);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), plan->action);
  ns_accessible_id_set (button, id);
  if (plan->suggested)
    {
      gtk_style_context_add_class (gtk_widget_get_style_context (button), GTK_STYLE_CLASS_SUGGESTED_ACTION);
      self->suggested = button;
    }
  gtk_widget_show (button);
  gtk_box_pack_start (self->buttons, button, FALSE, FALSE, 0);
}

static void
destroy_cb (GtkWidget *widget, gpointer user_data)
{
  gtk_widget_destroy (widget);
}

/**
 * ns_cause_card_set_item:
 * @self: the card
 * @item: whose cause to show
 *
 * Shows the item's cause, or hides the card where there is nothing to say or do.
 */
void
ns_cause_card_set_item (NsCauseCard *self, const NsItem *item)
{
  NsCardPlan plan;

  self->suggested = NULL;
  gtk_container_foreach (GTK_CONTAINER (self->buttons), destroy_cb, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), ns_card_plan_make (item, &plan));

  gtk_label_set_text (self->heading, plan.heading);
  set_cause (self, ns_cause_for_item (item));
  if (ns_item_is_isolated (item))
    add_isolation (self, item->isolation);
  for (guint i = 0; i < plan.n_buttons; i++)
    add_button (self, &plan.buttons[i]);
  gtk_widget_set_visible (self->always_clear, is_echo (item));
}

/**
 * ns_cause_card_set_suspects:
 * @self: the card
 * @suspects: (nullable) (element-type NsFinding): the suspicious fields of the item, the worst first
 *
 * Shows for which fields the server may have refused the item.
 */
void
ns_cause_card_set_suspects (NsCauseCard *self, GPtrArray *suspects)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; suspects != NULL && i < suspects->len; i++)
    {
      g_autofree char *line = ns_finding_line (g_ptr_array_index (suspects, i));

      g_string_append_printf (lines, "%s%s", i != 0 ? "\n" : "", line);
    }
  gtk_label_set_text (self->suspects, lines->str);
  gtk_widget_set_visible (GTK_WIDGET (self->suspects), lines->len != 0);
  gtk_widget_set_visible (self->suspects_title, lines->len != 0);
}

static void
hide_resend_cb (GtkWidget *button, gpointer user_data)
{
  NsCauseCard *self = user_data;

  if (g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), "item.resend") != 0)
    return;
  gtk_widget_hide (button);
  if (self->suggested != button)
    return;
  self->suggested = NULL;
  gtk_label_set_text (self->advice, _("Look at the two versions below, and choose what to send or to keep."));
}

/**
 * ns_cause_card_leave_resend:
 * @self: the card
 *
 * Takes Resend away, for the conflict view has the ways to send the item again.
 */
void
ns_cause_card_leave_resend (NsCauseCard *self)
{
  gtk_container_foreach (GTK_CONTAINER (self->buttons), hide_resend_cb, self);
}

/**
 * ns_cause_card_get_suggested:
 * @self: the card
 *
 * Returns: (transfer none) (nullable): the button that is recommended
 */
GtkWidget *
ns_cause_card_get_suggested (NsCauseCard *self)
{
  return self->suggested;
}
