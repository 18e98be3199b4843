/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ns-options.h"
#include "app/ns-ready.h"

G_BEGIN_DECLS

/**
 * NsWitness:
 *
 * The screenshot contract towards the outside: whenever the window has settled, it says so by the file descriptor,
 * the title and the session bus, and writes the picture and the state that the command line asks for. Signal:
 * `finished` (GError), when the picture is written, or cannot be; then the program ends.
 */
#define NS_TYPE_WITNESS (ns_witness_get_type ())
G_DECLARE_FINAL_TYPE (NsWitness, ns_witness, NS, WITNESS, GObject)

NsWitness *ns_witness_new (const NsOptions *options, NsSettledFunc is_settled, gpointer user_data);
void ns_witness_check (NsWitness *self);

G_END_DECLS
