/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "sim/ns-sim-certificate.h"

G_BEGIN_DECLS

/* How many connections are open at once. Who comes when there are as many takes the place of the one that has been
 * silent for longest. */
#define NS_SIM_DOOR_GUESTS 200

/* What a chunk of a body costs in memory, however small it is, in bytes. */
#define NS_SIM_DOOR_CHUNK_COST 128

/**
 * NsSimWelcome:
 * @NS_SIM_WELCOME_IN: come in
 * @NS_SIM_WELCOME_REFUSE: reset the connection before a byte is read
 * @NS_SIM_WELCOME_TLS_FAILURE: break the TLS handshake off with an alert
 * @NS_SIM_WELCOME_EXPIRED: come in, by a certificate that has expired
 *
 * How a connection is met.
 */
typedef enum
{
  NS_SIM_WELCOME_IN,
  NS_SIM_WELCOME_REFUSE,
  NS_SIM_WELCOME_TLS_FAILURE,
  NS_SIM_WELCOME_EXPIRED,
} NsSimWelcome;

/* Asked once for each connection. The server's thread. */
typedef NsSimWelcome (*NsSimWelcomeFunc) (gpointer user_data);

/**
 * NsSimDoor:
 *
 * Where connections come in: it listens, does TLS, hands them to libsoup, and keeps their number and their silence
 * within bounds. The server's thread only.
 */
typedef struct _NsSimDoor NsSimDoor;

NsSimDoor *ns_sim_door_new (SoupServer *server, NsSimCertificate *certificate, guint patience);
void ns_sim_door_free (NsSimDoor *self);
void ns_sim_door_set_welcome (NsSimDoor *self, NsSimWelcomeFunc func, gpointer user_data);
gboolean ns_sim_door_listen (NsSimDoor *self, const char *address, guint16 port, GError **error);
void ns_sim_door_close (NsSimDoor *self);
gboolean ns_sim_door_is_open (NsSimDoor *self);
void ns_sim_door_send_away (NsSimDoor *self);
void ns_sim_door_note_header (NsSimDoor *self, SoupServerMessage *message);
guint16 ns_sim_door_get_port (NsSimDoor *self);
guint ns_sim_door_count_guests (NsSimDoor *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsSimDoor, ns_sim_door_free)

G_END_DECLS
