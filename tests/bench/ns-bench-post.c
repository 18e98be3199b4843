/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The baseline of a drain: libsoup alone posts the same bodies over one kept connection and remembers nothing. */
#include "config.h"
#include "bench/ns-bench-post.h"

#include "base/ns-id.h"
#include "bench/ns-bench.h"
#include "eas/ns-eas-send-mail.h"

#include <libsoup/soup.h>

typedef struct
{
  SoupSession *session; /* (owned) */
  GUri *uri;            /* (owned) */
  GPtrArray *bodies;    /* (owned) (element-type GBytes) */
  guint n_sent;
  guint n_done;
} Loop;

static void send_next (Loop *loop);

static GPtrArray *
make_bodies (guint n)
{
  GPtrArray *bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < n; i++)
    {
      g_auto (NsEasSendMail) mail = { ns_id_new (), TRUE, ns_bench_mail_new (i) };

      g_ptr_array_add (bodies, ns_eas_send_mail_request_write (&mail, NS_EAS_VERSION_14_1));
    }
  return bodies;
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Loop *loop = user_data;
  SoupMessage *message = soup_session_get_async_result_message (loop->session, result);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = soup_session_send_and_read_finish (loop->session, result, &error);

  if (answer == NULL || soup_message_get_status (message) != SOUP_STATUS_OK)
    g_error ("The baseline's POST failed: %s",
             error != NULL ? error->message : soup_message_get_reason_phrase (message));
  loop->n_done++;
  send_next (loop);
}

static void
send_next (Loop *loop)
{
  g_autoptr (SoupMessage) message = NULL;
  SoupMessageHeaders *headers;

  if (loop->n_sent == loop->bodies->len)
    return;
  message = soup_message_new_from_uri (SOUP_METHOD_POST, loop->uri);
  soup_message_add_flags (message, SOUP_MESSAGE_IDEMPOTENT);
  headers = soup_message_get_request_headers (message);
  soup_message_headers_append (headers, "Authorization", "Basic ZGVtbzpkZW1v");
  soup_message_headers_append (headers, "MS-ASProtocolVersion", "14.1");
  soup_message_set_request_body_from_bytes (message, ns_eas_send_mail_content_type (NS_EAS_VERSION_14_1),
                                            g_ptr_array_index (loop->bodies, loop->n_sent++));
  soup_session_send_and_read_async (loop->session, message, G_PRIORITY_DEFAULT, NULL, sent_cb, loop);
}

static SoupSession *
make_session (const NsBenchServer *server)
{
  SoupSession *session = soup_session_new_with_options ("max-conns-per-host", 1, NULL);
  g_autoptr (GTlsDatabase) authorities = NULL;
  g_autoptr (GError) error = NULL;

  if (server->ca_file == NULL)
    return session;
  authorities = g_tls_file_database_new (server->ca_file, &error);
  if (authorities == NULL)
    g_error ("%s", error->message);
  soup_session_set_tls_database (session, authorities);
  return session;
}

/**
 * ns_bench_post:
 * @server: who gets them
 * @n: how many mails
 *
 * Returns: mails per second
 */
double
ns_bench_post (const NsBenchServer *server, guint n)
{
  g_autofree char *device = ns_id_new ();
  g_autofree char *url =
    g_strdup_printf ("%s?Cmd=SendMail&User=demo&DeviceId=%s&DeviceType=Bench", server->url, device);
  Loop loop = { make_session (server), g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL), make_bodies (n), 0, 0 };
  double seconds = -ns_bench_now ();

  send_next (&loop);
  while (loop.n_done < n)
    g_main_context_iteration (NULL, TRUE);
  seconds += ns_bench_now ();
  g_ptr_array_unref (loop.bodies);
  g_uri_unref (loop.uri);
  g_object_unref (loop.session);
  return n / seconds;
}
