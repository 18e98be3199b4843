/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "app/ns-ready-bus.h"

#define INTERFACE "io.github.notifysync.Outbox.Test"
#define OBJECT "/io/github/notifysync/Outbox/Test"

static const char introspection[] = "<node><interface name='" INTERFACE "'>"
                                    "<property name='Ready' type='b' access='read'/>"
                                    "<property name='Serial' type='u' access='read'/>"
                                    "</interface></node>";

struct _NsReadyBus
{
  GObject parent_instance;

  NsReady *ready;              /* (owned) */
  GDBusConnection *connection; /* (owned) (nullable) */
  guint name_id;
  guint object_id;
};

G_DEFINE_FINAL_TYPE (NsReadyBus, ns_ready_bus, G_TYPE_OBJECT)

static GVariant *
get_property (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
              const char *name, GError **error, gpointer user_data)
{
  NsReadyBus *self = user_data;

  if (g_str_equal (name, "Ready"))
    return g_variant_new_boolean (ns_ready_get (self->ready));
  return g_variant_new_uint32 (ns_ready_get_serial (self->ready));
}

static void
changed_cb (NsReadyBus *self)
{
  GVariantBuilder changed;

  if (self->connection == NULL)
    return;
  g_variant_builder_init (&changed, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&changed, "{sv}", "Ready", g_variant_new_boolean (ns_ready_get (self->ready)));
  g_variant_builder_add (&changed, "{sv}", "Serial", g_variant_new_uint32 (ns_ready_get_serial (self->ready)));
  g_dbus_connection_emit_signal (self->connection, NULL, OBJECT, "org.freedesktop.DBus.Properties",
                                 "PropertiesChanged", g_variant_new ("(sa{sv}as)", INTERFACE, &changed, NULL), NULL);
}

/* The object is there before the name is, so that who waits for the name finds it. */
static void
bus_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  static const GDBusInterfaceVTable vtable = { .get_property = get_property };
  NsReadyBus *self = user_data;
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (introspection, NULL);

  self->connection = g_object_ref (connection);
  self->object_id = g_dbus_connection_register_object (connection, OBJECT, info->interfaces[0], &vtable, self, NULL,
                                                       NULL);
}

static void
ns_ready_bus_finalize (GObject *object)
{
  NsReadyBus *self = NS_READY_BUS (object);

  if (self->object_id != 0)
    g_dbus_connection_unregister_object (self->connection, self->object_id);
  g_bus_unown_name (self->name_id);
  g_clear_object (&self->connection);
  g_clear_object (&self->ready);
  G_OBJECT_CLASS (ns_ready_bus_parent_class)->finalize (object);
}

static void
ns_ready_bus_class_init (NsReadyBusClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ns_ready_bus_finalize;
}

static void
ns_ready_bus_init (NsReadyBus *self)
{
}

/**
 * ns_ready_bus_new:
 * @ready: what knows it
 *
 * Returns: (transfer full): what tells it on the session bus, as long as it lives
 */
NsReadyBus *
ns_ready_bus_new (NsReady *ready)
{
  NsReadyBus *self = g_object_new (NS_TYPE_READY_BUS, NULL);

  self->ready = g_object_ref (ready);
  g_signal_connect_object (ready, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  self->name_id = g_bus_own_name (G_BUS_TYPE_SESSION, INTERFACE, G_BUS_NAME_OWNER_FLAGS_NONE, bus_cb, NULL, NULL,
                                  self, NULL);
  return self;
}
