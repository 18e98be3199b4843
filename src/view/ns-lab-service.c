/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-lab-service.h"

#include "view/ns-lab-words.h"


#define INTERFACE NS_LAB_SERVICE_NAME
#define ERROR_BUSY INTERFACE ".Error.Busy"
#define ERROR_NOTHING INTERFACE ".Error.NothingPlayed"
#define ERROR_REFUSED INTERFACE ".Error.Refused"

struct _NsLabService
{
  GObject parent_instance;

  NsLabWindow *window;             /* (nullable) (weak) */
  NsLabPlayer *player;             /* (owned) */
  GDBusConnection *bus;            /* (owned) */
  GDBusMethodInvocation *waiting;  /* (owned) (nullable): the call whose step is under way */
  GDBusInterfaceInfo *interface;   /* (owned) */
  guint object_id;
  guint name_id;
};

G_DEFINE_FINAL_TYPE (NsLabService, ns_lab_service, G_TYPE_OBJECT)

static const char introspection[] =
  "<node><interface name='" INTERFACE "'>"
  "<method name='AddFault'><arg name='fault' type='s' direction='in'/><arg name='until' type='u' direction='in'/>"
  "<arg name='id' type='u' direction='out'/></method>"
  "<method name='RemoveFault'><arg name='id' type='u' direction='in'/></method>"
  "<method name='ClearFaults'/>"
  "<method name='ListFaults'><arg name='faults' type='a(usuuu)' direction='out'/></method>"
  "<method name='Do'><arg name='step' type='s' direction='in'/></method>"
  "<method name='Step'/><method name='Back'/><method name='Reset'/>"
  "<method name='Seek'><arg name='step' type='u' direction='in'/></method>"
  "<property name='Scenario' type='s' access='read'/>"
  "<property name='Step' type='u' access='read'/>"
  "<property name='Steps' type='u' access='read'/>"
  "<property name='Words' type='s' access='read'/>"
  "<property name='Settled' type='b' access='read'>"
  "<annotation name='org.freedesktop.DBus.Property.EmitsChangedSignal' value='false'/></property>"
  "</interface></node>";

static void
refuse (GDBusMethodInvocation *invocation, const char *name, const char *message)
{
  g_dbus_method_invocation_return_dbus_error (invocation, name, message);
}

static void
refuse_error (GDBusMethodInvocation *invocation, const GError *error)
{
  refuse (invocation, g_error_matches (error, NS_LAB_ERROR, NS_LAB_ERROR_BUSY) ? ERROR_BUSY : ERROR_REFUSED,
          error->message);
}

static void
add_fault (NsLabService *self, NsLab *lab, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autoptr (GError) error = NULL;
  const char *fault;
  guint until, id;

  g_variant_get (parameters, "(&su)", &fault, &until);
  id = ns_lab_add_fault (lab, fault, until, &error);
  if (id != 0)
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", id));
  else
    refuse_error (invocation, error);
}

static void
remove_fault (NsLabService *self, NsLab *lab, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autoptr (GError) error = NULL;
  guint id;

  g_variant_get (parameters, "(u)", &id);
  if (ns_lab_remove_fault (lab, id, &error))
    g_dbus_method_invocation_return_value (invocation, NULL);
  else
    refuse_error (invocation, error);
}

static void
clear_faults (NsLabService *self, NsLab *lab, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autoptr (GError) error = NULL;

  if (ns_lab_clear_faults (lab, &error))
    g_dbus_method_invocation_return_value (invocation, NULL);
  else
    refuse_error (invocation, error);
}

static void
list_faults (NsLabService *self, NsLab *lab, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autoptr (GPtrArray) faults = ns_lab_list_faults (lab);
  GVariantBuilder list;

  g_variant_builder_init (&list, G_VARIANT_TYPE ("a(usuuu)"));
  for (guint i = 0; i < faults->len; i++)
    {
      const NsLabFault *fault = g_ptr_array_index (faults, i);

      g_variant_builder_add (&list, "(usuuu)", fault->id, fault->text, fault->until, fault->remaining, fault->struck);
    }
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(a(usuuu))", &list));
}

/* The call is answered when the player has arrived. */
static void
move (NsLabService *self, GDBusMethodInvocation *invocation, guint step)
{
  self->waiting = invocation;
  ns_lab_player_seek (self->player, step);
}

static void
do_step (NsLabService *self, NsLab *lab, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  const char *text;

  g_variant_get (parameters, "(&s)", &text);
  self->waiting = invocation;
  ns_lab_player_do (self->player, text);
}

static void
step (NsLabService *self, NsLab *lab, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  if (ns_lab_player_get_step (self->player) == ns_lab_player_get_n_steps (self->player))
    refuse (invocation, ERROR_REFUSED, "The scenario has no more steps.");
  else
    move (self, invocation, ns_lab_player_get_step (self->player) + 1);
}

static void
back (NsLabService *self, NsLab *lab, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  if (ns_lab_player_get_step (self->player) == 0)
    refuse (invocation, ERROR_REFUSED, "No step is done yet.");
  else
    move (self, invocation, ns_lab_player_get_step (self->player) - 1);
}

static void
seek (NsLabService *self, NsLab *lab, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  const guint n_steps = ns_lab_player_get_n_steps (self->player);
  g_autofree char *message = g_strdup_printf ("The scenario has only %u steps.", n_steps);
  guint target;

  g_variant_get (parameters, "(u)", &target);
  if (target > n_steps)
    refuse (invocation, ERROR_REFUSED, message);
  else
    move (self, invocation, target);
}

static void
reset (NsLabService *self, NsLab *lab, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  self->waiting = invocation;
  ns_lab_player_reset (self->player);
}

static const struct
{
  const char *name;
  void (*run) (NsLabService *self, NsLab *lab, GVariant *parameters, GDBusMethodInvocation *invocation);
} methods[] = {
  { "AddFault", add_fault }, { "RemoveFault", remove_fault }, { "ClearFaults", clear_faults },
  { "ListFaults", list_faults }, { "Do", do_step }, { "Step", step }, { "Back", back }, { "Seek", seek },
  { "Reset", reset },
};

static void
call_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *method,
         GVariant *parameters, GDBusMethodInvocation *invocation, gpointer user_data)
{
  NsLabService *self = user_data;
  NsLab *lab = ns_lab_player_get_lab (self->player);

  if (lab == NULL || ns_lab_get_server (lab) == NULL)
    {
      refuse (invocation, ERROR_NOTHING, "No scenario is being played.");
      return;
    }
  if (self->waiting != NULL || ns_lab_player_is_busy (self->player))
    {
      refuse (invocation, ERROR_BUSY, "The last step has not ended yet.");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_str_equal (methods[i].name, method))
      methods[i].run (self, lab, parameters, invocation);
}

static GVariant *
get_property (NsLabService *self, const char *name)
{
  NsLab *lab = ns_lab_player_get_lab (self->player);
  const NsScenario *scenario = lab != NULL ? ns_lab_get_scenario (lab) : NULL;
  const guint done = ns_lab_player_get_step (self->player);
  g_autofree char *words = NULL;

  if (g_str_equal (name, "Scenario"))
    return g_variant_new_string (scenario != NULL ? scenario->name : "");
  if (g_str_equal (name, "Step"))
    return g_variant_new_uint32 (done);
  if (g_str_equal (name, "Steps"))
    return g_variant_new_uint32 (ns_lab_player_get_n_steps (self->player));
  if (g_str_equal (name, "Settled"))
    return g_variant_new_boolean (self->window != NULL && ns_lab_window_is_settled (self->window));
  words = scenario != NULL ? ns_lab_words_step (scenario, done) : g_strdup ("");
  return g_variant_new_string (words);
}

static GVariant *
get_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *property,
        GError **error, gpointer user_data)
{
  return get_property (user_data, property);
}

static void
tell_changed (NsLabService *self)
{
  static const char *const names[] = { "Scenario", "Step", "Steps", "Words" };
  GVariantBuilder changed;

  g_variant_builder_init (&changed, G_VARIANT_TYPE_VARDICT);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_variant_builder_add (&changed, "{sv}", names[i], get_property (self, names[i]));
  g_dbus_connection_emit_signal (self->bus, NULL, NS_LAB_SERVICE_PATH, "org.freedesktop.DBus.Properties",
                                 "PropertiesChanged", g_variant_new ("(sa{sv}as)", INTERFACE, &changed, NULL), NULL);
}

static void
arrived_cb (NsLabService *self, const char *trouble)
{
  GDBusMethodInvocation *invocation = ns_lab_player_is_busy (self->player) ? NULL : g_steal_pointer (&self->waiting);

  tell_changed (self);
  if (invocation == NULL)
    return;
  if (trouble != NULL)
    refuse (invocation, ERROR_REFUSED, trouble);
  else
    g_dbus_method_invocation_return_value (invocation, NULL);
}

/* Another scenario, or the gallery: what was called for will never be there. */
static void
changed_cb (NsLabService *self)
{
  if (ns_lab_player_get_lab (self->player) != NULL)
    return;
  tell_changed (self);
  if (self->waiting != NULL)
    refuse (g_steal_pointer (&self->waiting), ERROR_NOTHING, "The scenario was closed.");
}

static void
ns_lab_service_dispose (GObject *object)
{
  NsLabService *self = NS_LAB_SERVICE (object);

  if (self->waiting != NULL)
    refuse (g_steal_pointer (&self->waiting), ERROR_NOTHING, "The scenario was closed.");
  if (self->object_id != 0)
    g_dbus_connection_unregister_object (self->bus, self->object_id);
  self->object_id = 0;
  g_clear_handle_id (&self->name_id, g_bus_unown_name);
  g_clear_weak_pointer (&self->window);
  G_OBJECT_CLASS (ns_lab_service_parent_class)->dispose (object);
}

static void
ns_lab_service_finalize (GObject *object)
{
  NsLabService *self = NS_LAB_SERVICE (object);

  g_object_unref (self->player);
  g_object_unref (self->bus);
  g_dbus_interface_info_unref (self->interface);
  G_OBJECT_CLASS (ns_lab_service_parent_class)->finalize (object);
}

static void
ns_lab_service_class_init (NsLabServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ns_lab_service_dispose;
  G_OBJECT_CLASS (klass)->finalize = ns_lab_service_finalize;
}

static void
ns_lab_service_init (NsLabService *self)
{
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, NULL);

  self->interface = g_dbus_interface_info_ref (node->interfaces[0]);
}

/**
 * ns_lab_service_new:
 * @window: the lab's window
 * @bus: the session bus
 *
 * Offers what the window can do to others, until it is disposed of.
 *
 * Returns: (transfer full): the service
 */
NsLabService *
ns_lab_service_new (NsLabWindow *window, GDBusConnection *bus)
{
  static const GDBusInterfaceVTable vtable = { .method_call = call_cb, .get_property = get_cb };
  NsLabService *self = g_object_new (NS_TYPE_LAB_SERVICE, NULL);
  g_autoptr (GError) error = NULL;

  g_set_weak_pointer (&self->window, window);
  self->player = g_object_ref (ns_lab_window_get_player (window));
  self->bus = g_object_ref (bus);
  g_signal_connect_object (self->player, "arrived", G_CALLBACK (arrived_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  self->object_id = g_dbus_connection_register_object (bus, NS_LAB_SERVICE_PATH, self->interface, &vtable, self, NULL,
                                                       &error);
  if (self->object_id == 0)
    g_warning ("The lab is not on the session bus: %s", error->message);
  self->name_id = g_bus_own_name_on_connection (bus, NS_LAB_SERVICE_NAME, G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL,
                                                NULL, NULL);
  return self;
}
