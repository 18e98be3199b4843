/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-status-page.h"

#include "view/ns-accessible-id.h"

struct _NsStatusPage
{
  GtkBox parent_instance;

  GtkImage *image;
  GtkLabel *title;
  GtkLabel *text;
  GtkButton *button;
  GtkButton *second;
};

enum
{
  PROP_ICON_NAME = 1,
  PROP_TITLE,
  PROP_TEXT,
  PROP_BUTTON_LABEL,
  PROP_BUTTON_ACTION,
  PROP_SECOND_LABEL,
  PROP_SECOND_ACTION,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (NsStatusPage, ns_status_page, GTK_TYPE_BOX)

static void
set_label (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
set_action (GtkButton *button, const char *name)
{
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), name);
  gtk_widget_set_visible (GTK_WIDGET (button), name != NULL);
}

/* A symbol of this size must not speak louder than the title. */
static void
set_icon (NsStatusPage *self, const char *name)
{
  gtk_image_set_from_icon_name (self->image, name, GTK_ICON_SIZE_DIALOG);
  if (g_str_has_suffix (name, "-symbolic"))
    gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self->image)), GTK_STYLE_CLASS_DIM_LABEL);
}

static void
ns_status_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NsStatusPage *self = NS_STATUS_PAGE (object);
  const char *text = g_value_get_string (value);

  switch (id)
    {
    case PROP_ICON_NAME:
      set_icon (self, text);
      break;
    case PROP_TITLE:
      gtk_label_set_text (self->title, text);
      break;
    case PROP_TEXT:
      set_label (self->text, text);
      break;
    case PROP_BUTTON_LABEL:
      gtk_button_set_label (self->button, text);
      break;
    case PROP_BUTTON_ACTION:
      set_action (self->button, text);
      break;
    case PROP_SECOND_LABEL:
      gtk_button_set_label (self->second, text);
      break;
    case PROP_SECOND_ACTION:
      set_action (self->second, text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ns_status_page_class_init (NsStatusPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = ns_status_page_set_property;
  props[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  props[PROP_BUTTON_LABEL] = g_param_spec_string ("button-label", NULL, NULL, NULL, flags);
  props[PROP_BUTTON_ACTION] = g_param_spec_string ("button-action", NULL, NULL, NULL, flags);
  props[PROP_SECOND_LABEL] = g_param_spec_string ("second-label", NULL, NULL, NULL, flags);
  props[PROP_SECOND_ACTION] = g_param_spec_string ("second-action", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-status-page.ui");
  gtk_widget_class_bind_template_child (widget_class, NsStatusPage, image);
  gtk_widget_class_bind_template_child (widget_class, NsStatusPage, title);
  gtk_widget_class_bind_template_child (widget_class, NsStatusPage, text);
  gtk_widget_class_bind_template_child (widget_class, NsStatusPage, second);
  gtk_widget_class_bind_template_child (widget_class, NsStatusPage, button);
}

static void
ns_status_page_init (NsStatusPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ns_accessible_id_init_template (self);
}

/**
 * ns_status_page_set_text:
 * @self: the page
 * @title: its title
 * @text: (nullable): the text below it
 *
 * Changes what the page says.
 */
void
ns_status_page_set_text (NsStatusPage *self, const char *title, const char *text)
{
  gtk_label_set_text (self->title, title);
  set_label (self->text, text);
}
