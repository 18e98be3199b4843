/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-answer.h"

static const char page[] = "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Welcome</title></head>"
                           "<body><p>Please accept the terms of this network.</p></body></html>\n";

/**
 * ns_sim_answer_set_page:
 * @self: an answer
 *
 * Makes it a web page with status 200 and nothing of ActiveSync, as a captive portal gives it.
 */
void
ns_sim_answer_set_page (NsSimAnswer *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  self->http_status = 200;
  self->is_bare = TRUE;
  self->content_type = "text/html; charset=utf-8";
  self->body = g_bytes_new_static (page, sizeof page - 1);
}

/**
 * ns_sim_answer_clear:
 * @self: an answer
 *
 * Frees what it points to.
 */
void
ns_sim_answer_clear (NsSimAnswer *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
}
