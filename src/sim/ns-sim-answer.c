/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-answer.h"

static const char page[] = "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Welcome</title></head>"
                           "<body><p>Please accept the terms of this network.</p></body></html>\n";

static const char gateway_page[] = "<html>\r\n<head><title>Bad Gateway</title></head>\r\n<body>\r\n"
                                   "<center><h1>The server gave no answer</h1></center>\r\n<hr></body>\r\n</html>\r\n";

static void
set_html (NsSimAnswer *self, guint http_status, const char *html, gsize size)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  self->http_status = http_status;
  self->is_bare = TRUE;
  self->content_type = "text/html; charset=utf-8";
  self->body = g_bytes_new_static (html, size);
}

/**
 * ns_sim_answer_set_page:
 * @self: an answer
 *
 * Makes it a web page with status 200 and nothing of ActiveSync, as a captive portal gives it.
 */
void
ns_sim_answer_set_page (NsSimAnswer *self)
{
  set_html (self, 200, page, sizeof page - 1);
}

/**
 * ns_sim_answer_pass_gateway:
 * @self: an answer
 *
 * Puts the page of a gateway that gave up in its place, where one stands before the server.
 */
void
ns_sim_answer_pass_gateway (NsSimAnswer *self)
{
  if (self->gateway_status != 0)
    set_html (self, self->gateway_status, gateway_page, sizeof gateway_page - 1);
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
  g_clear_pointer (&self->moved_to, g_free);
}
