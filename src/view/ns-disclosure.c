/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-disclosure.h"

struct _NsDisclosure
{
  GtkToggleButton parent_instance;
};

G_DEFINE_FINAL_TYPE (NsDisclosure, ns_disclosure, GTK_TYPE_TOGGLE_BUTTON)

static void
ns_disclosure_toggled (GtkToggleButton *button)
{
  GtkImage *arrow = GTK_IMAGE (gtk_button_get_image (GTK_BUTTON (button)));
  const gboolean is_open = gtk_toggle_button_get_active (button);

  gtk_image_set_from_icon_name (arrow, is_open ? "pan-down-symbolic" : "pan-end-symbolic", GTK_ICON_SIZE_MENU);
}

/* A button takes its image only when it has its label. */
static void
ns_disclosure_constructed (GObject *object)
{
  GtkButton *button = GTK_BUTTON (object);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("pan-end-symbolic", GTK_ICON_SIZE_MENU);

  G_OBJECT_CLASS (ns_disclosure_parent_class)->constructed (object);
  gtk_widget_show (arrow);
  gtk_button_set_image (button, arrow);
  gtk_button_set_always_show_image (button, TRUE);
}

static void
ns_disclosure_class_init (NsDisclosureClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = ns_disclosure_constructed;
  GTK_TOGGLE_BUTTON_CLASS (klass)->toggled = ns_disclosure_toggled;
}

static void
ns_disclosure_init (NsDisclosure *self)
{
  gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self)), "disclosure");
  gtk_button_set_relief (GTK_BUTTON (self), GTK_RELIEF_NONE);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
}
