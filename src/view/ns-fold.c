/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-fold.h"

#include "view/ns-text-scale.h"

/* The share of the first child where the user has not moved the handle, in percent. */
#define FIRST_SHARE 48

struct _NsFold
{
  GtkPaned parent_instance;

  gboolean folded;
  gboolean detailed;
  gboolean split;
  int wide;     /* pixels */
  int share;    /* percent */
  int position; /* where the handle was put by others than us, in pixels; negative until then */
  int width;    /* how wide we were then; 0 where we were not laid out yet */
  gboolean is_laying;
};

enum
{
  PROP_FOLDED = 1,
  PROP_DETAILED,
  PROP_SPLIT,
  PROP_WIDE,
  PROP_SHARE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (NsFold, ns_fold, GTK_TYPE_PANED)

static void
update_children (NsFold *self)
{
  GtkWidget *first = gtk_paned_get_child1 (GTK_PANED (self));
  GtkWidget *second = gtk_paned_get_child2 (GTK_PANED (self));

  if (first != NULL)
    gtk_widget_set_visible (first, !self->folded || !self->detailed);
  if (second != NULL)
    gtk_widget_set_visible (second, self->folded ? self->detailed : self->split);
}

static void
set_flag (NsFold *self, gboolean *flag, gboolean value, guint property)
{
  if (*flag == value)
    return;
  *flag = value;
  update_children (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[property]);
}

static void
ns_fold_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NsFold *self = NS_FOLD (object);

  switch (id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    case PROP_DETAILED:
      g_value_set_boolean (value, self->detailed);
      break;
    case PROP_SPLIT:
      g_value_set_boolean (value, self->split);
      break;
    case PROP_WIDE:
      g_value_set_int (value, self->wide);
      break;
    case PROP_SHARE:
      g_value_set_int (value, self->share);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ns_fold_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NsFold *self = NS_FOLD (object);

  switch (id)
    {
    case PROP_DETAILED:
      ns_fold_set_detailed (self, g_value_get_boolean (value));
      break;
    case PROP_SPLIT:
      ns_fold_set_split (self, g_value_get_boolean (value));
      break;
    case PROP_WIDE:
      self->wide = g_value_get_int (value);
      break;
    case PROP_SHARE:
      self->share = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
add_width (GtkWidget *child, int *minimum, int *natural)
{
  int child_minimum = 0, child_natural = 0;

  if (child != NULL)
    gtk_widget_get_preferred_width (child, &child_minimum, &child_natural);
  *minimum = MAX (*minimum, child_minimum);
  *natural += child_natural;
}

static void
ns_fold_get_preferred_width (GtkWidget *widget, int *minimum, int *natural)
{
  GtkPaned *paned = GTK_PANED (widget);

  *minimum = 0;
  *natural = 0;
  add_width (gtk_paned_get_child1 (paned), minimum, natural);
  add_width (gtk_paned_get_child2 (paned), minimum, natural);
  *natural = MAX (*natural, *minimum);
}

static int
get_share (NsFold *self, int width)
{
  if (self->position < 0)
    return width * self->share / 100;
  if (self->width == 0)
    self->width = width;
  return (int) (((gint64) self->position * width + self->width / 2) / self->width);
}

/* GtkPaned keeps the share that it had to give while there was no room for more: we know which one was wanted. It must
 * have been laid out in its new width before, since it clamps a position by the width that it knows. */
static void
lay_share (NsFold *self, GtkAllocation *allocation)
{
  GtkPaned *paned = GTK_PANED (self);
  GtkWidget *first = gtk_paned_get_child1 (paned);
  GtkWidget *second = gtk_paned_get_child2 (paned);
  int least, most, share;

  if (self->folded || first == NULL || second == NULL || !gtk_widget_get_visible (first) ||
      !gtk_widget_get_visible (second))
    return;
  g_object_get (self, "min-position", &least, "max-position", &most, NULL);
  share = CLAMP (get_share (self, allocation->width), least, most);
  if (share == gtk_paned_get_position (paned))
    return;
  gtk_paned_set_position (paned, share);
  GTK_WIDGET_CLASS (ns_fold_parent_class)->size_allocate (GTK_WIDGET (self), allocation);
}

static void
queue_resize_cb (GtkWidget *child, gpointer data)
{
  gtk_widget_queue_resize (child);
}

static void
layout_cb (GdkFrameClock *clock, NsFold *self)
{
  g_signal_handlers_disconnect_by_func (clock, layout_cb, self);
  gtk_container_foreach (GTK_CONTAINER (self), queue_resize_cb, NULL);
}

/* What a widget asks for while it is being allocated is forgotten afterwards, by it and by all around it: children that
 * come or go have to be asked for again, still before the frame is painted. */
static void
queue_layout (NsFold *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (clock == NULL)
    return;
  g_signal_handlers_disconnect_by_func (clock, layout_cb, self);
  g_signal_connect_object (clock, "layout", G_CALLBACK (layout_cb), self, 0);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_LAYOUT);
}

static void
ns_fold_size_allocate (GtkWidget *widget, GtkAllocation *allocation)
{
  NsFold *self = NS_FOLD (widget);
  const gboolean was_folded = self->folded;

  self->is_laying = TRUE;
  set_flag (self, &self->folded, allocation->width < ns_text_scale_pixels (widget, self->wide), PROP_FOLDED);
  GTK_WIDGET_CLASS (ns_fold_parent_class)->size_allocate (widget, allocation);
  lay_share (self, allocation);
  self->is_laying = FALSE;
  if (self->folded != was_folded)
    queue_layout (self);
}

/* The user, or who remembers for him, has put the handle somewhere. */
static void
ns_fold_notify (GObject *object, GParamSpec *pspec)
{
  NsFold *self = NS_FOLD (object);

  if (!self->is_laying && g_str_equal (pspec->name, "position"))
    {
      self->position = gtk_paned_get_position (GTK_PANED (self));
      self->width = self->folded ? 0 : gtk_widget_get_allocated_width (GTK_WIDGET (self));
    }
}

static void
ns_fold_add (GtkContainer *container, GtkWidget *child)
{
  GTK_CONTAINER_CLASS (ns_fold_parent_class)->add (container, child);
  update_children (NS_FOLD (container));
}

static void
ns_fold_class_init (NsFoldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags once = G_PARAM_STATIC_STRINGS | G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY;

  object_class->get_property = ns_fold_get_property;
  object_class->set_property = ns_fold_set_property;
  object_class->notify = ns_fold_notify;
  widget_class->get_preferred_width = ns_fold_get_preferred_width;
  widget_class->size_allocate = ns_fold_size_allocate;
  GTK_CONTAINER_CLASS (klass)->add = ns_fold_add;
  props[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, TRUE, flags | G_PARAM_READABLE);
  props[PROP_DETAILED] = g_param_spec_boolean ("detailed", NULL, NULL, FALSE, flags | G_PARAM_READWRITE);
  props[PROP_SPLIT] = g_param_spec_boolean ("split", NULL, NULL, FALSE, flags | G_PARAM_READWRITE);
  props[PROP_WIDE] = g_param_spec_int ("wide", NULL, NULL, 0, G_MAXINT, NS_FOLD_WIDE, once);
  props[PROP_SHARE] = g_param_spec_int ("share", NULL, NULL, 1, 99, FIRST_SHARE, once);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
ns_fold_init (NsFold *self)
{
  self->folded = TRUE;
  self->position = -1;
}

/**
 * ns_fold_is_folded:
 * @self: a fold
 *
 * Returns: whether it is too narrow for both children
 */
gboolean
ns_fold_is_folded (NsFold *self)
{
  return self->folded;
}

/**
 * ns_fold_is_detailed:
 * @self: a fold
 *
 * Returns: whether it shows the second child where it shows only one
 */
gboolean
ns_fold_is_detailed (NsFold *self)
{
  return self->detailed;
}

/**
 * ns_fold_set_detailed:
 * @self: a fold
 * @detailed: whether to show the second child where it shows only one
 *
 * Turns from one child to the other. Where both can be seen, it only remembers which one to show once it is folded.
 */
void
ns_fold_set_detailed (NsFold *self, gboolean detailed)
{
  set_flag (self, &self->detailed, detailed, PROP_DETAILED);
}

/**
 * ns_fold_set_split:
 * @self: a fold
 * @split: whether to show the second child beside the first where there is room
 *
 * Gives all of the room to the first child, or shares it.
 */
void
ns_fold_set_split (NsFold *self, gboolean split)
{
  set_flag (self, &self->split, split, PROP_SPLIT);
}
