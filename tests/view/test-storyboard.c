/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The storyboard as a document: whatever items are called, it is one well-formed file without anything that acts. */
#include "config.h"

#include "lab/ns-lab-holding.h"
#include "view/ns-storyboard.h"

#define HOSTILE "</p><script>alert(1)</script>\x01\" onload=\"x & \xe2\x80\xae\xff"
/* That, as it is to be read: what XML cannot hold is replaced. */
#define HARMLESS "</p><script>alert(1)</script>\xef\xbf\xbd\" onload=\"x & \xe2\x80\xae\xef\xbf\xbd"

/* What a reader of the document finds. */
typedef struct
{
  GString *text;        /* (owned): everything that can be read, in its order */
  GString *loud;        /* (owned): what is marked as trouble, a line each */
  GHashTable *elements; /* (owned): how many there are of each name */
  GPtrArray *pictures;  /* (owned) (element-type utf8): the alternative texts */
  char *language;
  char *direction;
  guint depth_of_loud;  /* or 0 */
  guint depth;
} Reading;

static void
reading_clear (Reading *reading)
{
  g_string_free (reading->text, TRUE);
  g_string_free (reading->loud, TRUE);
  g_hash_table_unref (reading->elements);
  g_ptr_array_unref (reading->pictures);
  g_free (reading->language);
  g_free (reading->direction);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static const char *
find_attribute (const char *name, const char **names, const char **values)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return values[i];
  return NULL;
}

static guint
count_elements (const Reading *reading, const char *name)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (reading->elements, name));
}

static void
start_cb (GMarkupParseContext *context, const char *name, const char **names, const char **values, gpointer user_data,
          GError **error)
{
  Reading *reading = user_data;
  const char *style = find_attribute ("class", names, values);

  g_hash_table_insert (reading->elements, g_strdup (name), GUINT_TO_POINTER (count_elements (reading, name) + 1));
  reading->depth++;
  if (style != NULL && strstr (style, "trouble") != NULL)
    reading->depth_of_loud = reading->depth;
  if (g_str_equal (name, "html"))
    {
      reading->language = g_strdup (find_attribute ("lang", names, values));
      reading->direction = g_strdup (find_attribute ("dir", names, values));
    }
  if (g_str_equal (name, "img"))
    {
      g_ptr_array_add (reading->pictures, g_strdup (find_attribute ("alt", names, values)));
      g_assert_cmpstr (find_attribute ("src", names, values), ==, "data:image/png;base64,UE5H");
    }
  for (guint i = 0; names[i] != NULL; i++)
    g_assert_false (g_str_has_prefix (names[i], "on") || g_str_equal (names[i], "href"));
}

static void
end_cb (GMarkupParseContext *context, const char *name, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  if (reading->depth == reading->depth_of_loud)
    {
      g_string_append_c (reading->loud, '\n');
      reading->depth_of_loud = 0;
    }
  reading->depth--;
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize size, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  g_string_append_len (reading->text, text, (gssize) size);
  if (reading->depth_of_loud > 0)
    g_string_append_len (reading->loud, text, (gssize) size);
}

static void
read_document (const NsStoryboard *storyboard, Reading *reading)
{
  static const GMarkupParser parser = { .start_element = start_cb, .end_element = end_cb, .text = text_cb };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, reading, NULL);
  g_autoptr (GBytes) html = ns_storyboard_write (storyboard);
  g_autoptr (GBytes) again = ns_storyboard_write (storyboard);
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *text = g_bytes_get_data (html, &size);

  g_assert_true (g_bytes_equal (html, again));
  reading->text = g_string_new (NULL);
  reading->loud = g_string_new (NULL);
  reading->elements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading->pictures = g_ptr_array_new_with_free_func (g_free);
  g_markup_parse_context_parse (context, text, (gssize) size, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
}

static NsStoryboard *
make_storyboard (void)
{
  NsStoryboard *self = ns_storyboard_new ();

  self->title = g_strdup (HOSTILE);
  self->description = g_strdup ("It is told.");
  self->device = g_strdup ("A device");
  self->server = g_strdup (HOSTILE);
  self->language = g_strdup ("ar");
  self->is_rtl = TRUE;
  self->n_steps = 3;
  return self;
}

static NsStoryboardFrame *
add_frame (NsStoryboard *self, const char *words)
{
  NsStoryboardFrame *frame = ns_storyboard_add_frame (self);

  frame->count = g_strdup_printf ("Step %u", self->frames->len);
  frame->words = g_strdup (words);
  frame->facts = g_strdup ("A server");
  frame->png = g_bytes_new_static ("PNG", 3);
  frame->width = 8;
  frame->height = 6;
  frame->exchanges = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_sim_exchange_unref);
  frame->holdings = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_lab_holding_free);
  return frame;
}

static void
add_exchange (NsStoryboardFrame *frame, guint http_status, const char *fault)
{
  NsSimExchange *exchange = g_atomic_rc_box_alloc0 (sizeof (NsSimExchange));

  exchange->command = g_strdup ("SendMail");
  exchange->operation = g_strdup ("send");
  exchange->subject = g_strdup (HOSTILE);
  exchange->n_items = 1;
  exchange->request = g_bytes_new_static ("<script>x</script>", 18);
  exchange->request_size = 18;
  exchange->http_status = http_status;
  exchange->fault = g_strdup (fault);
  exchange->executed = TRUE;
  g_ptr_array_add (frame->exchanges, exchange);
}

static void
add_holding (NsStoryboardFrame *frame, const char *title, guint copy, guint copies)
{
  NsLabHolding *holding = g_new0 (NsLabHolding, 1);

  holding->email = g_strdup ("ana@example.test");
  holding->folder = g_strdup ("Inbox");
  holding->title = g_strdup (title);
  holding->copy = copy;
  holding->copies = copies;
  g_ptr_array_add (frame->holdings, holding);
}

/* Every text of the outside stands there as text, and nowhere as anything else. */
static void
test_hostile (void)
{
  g_autoptr (NsStoryboard) storyboard = make_storyboard ();
  NsStoryboardFrame *frame = add_frame (storyboard, HOSTILE);
  g_auto (Reading) reading = { 0 };
  g_auto (GStrv) parts = NULL;

  add_exchange (frame, 200, HOSTILE);
  add_holding (frame, HOSTILE, 1, 1);
  read_document (storyboard, &reading);
  g_assert_cmpuint (count_elements (&reading, "script"), ==, 0);
  g_assert_cmpuint (count_elements (&reading, "link"), ==, 0);
  parts = g_strsplit (reading.text->str, HARMLESS, -1);
  /* The title twice, the server, the words, the subject, the fault, and what the server holds. */
  g_assert_cmpuint (g_strv_length (parts) - 1, ==, 7);
  g_assert_nonnull (strstr (reading.text->str, "<script>x</script>"));
}

/* Steps, words, pictures and tables are where they belong. */
static void
test_structure (void)
{
  g_autoptr (NsStoryboard) storyboard = make_storyboard ();
  NsStoryboardFrame *second;
  g_auto (Reading) reading = { 0 };

  add_frame (storyboard, "The first words.");
  second = add_frame (storyboard, "The second words.");
  add_exchange (second, 200, NULL);
  add_exchange (second, 0, "SendMail:drop-answer");
  add_holding (second, "Offer", 1, 3);
  add_holding (second, "Offer", 2, 3);
  add_holding (second, "Offer", 3, 3);
  add_holding (second, "Lunch", 1, 1);
  read_document (storyboard, &reading);
  g_assert_cmpstr (reading.language, ==, "ar");
  g_assert_cmpstr (reading.direction, ==, "rtl");
  g_assert_cmpuint (count_elements (&reading, "section"), ==, 2);
  g_assert_cmpuint (reading.pictures->len, ==, 2);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (reading.pictures, 1), "Step 2: "));
  g_assert_cmpuint (count_elements (&reading, "table"), ==, 2);
  g_assert_cmpuint (count_elements (&reading, "details"), ==, 2);
  g_assert_nonnull (strstr (reading.text->str, "It is told."));
  g_assert_nonnull (strstr (reading.text->str, "2 of 3"));
  g_assert_nonnull (strstr (reading.text->str, "The first words."));
  g_assert_nonnull (strstr (reading.text->str, "The second words."));
  g_assert_nonnull (strstr (reading.text->str, "Nothing went over the wire."));
  g_assert_nonnull (strstr (reading.text->str, "The server holds nothing yet."));
  g_assert_nonnull (strstr (reading.text->str, "1 copy"));
  g_assert_cmpstr (reading.loud->str, ==, "No answer · executed\n3 copies\n");
}

/* A long body is told in part, and says so. */
static void
test_long_body (void)
{
  g_autoptr (NsStoryboard) storyboard = make_storyboard ();
  NsStoryboardFrame *frame = add_frame (storyboard, "Words.");
  g_autofree char *body = g_strnfill (50000, 'x');
  g_auto (Reading) reading = { 0 };
  NsSimExchange *exchange;

  add_exchange (frame, 200, NULL);
  exchange = g_ptr_array_index (frame->exchanges, 0);
  exchange->answer = g_bytes_new (body, 50000);
  read_document (storyboard, &reading);
  g_assert_nonnull (strstr (reading.text->str, "This is only the beginning of it."));
  g_assert_cmpuint (reading.text->len, <, 30000);
}

static void
test_language (void)
{
  static const struct
  {
    const char *locale;
    const char *language;
  } rows[] = {
    { "C", "en" },
    { "C.UTF-8", "en" },
    { "POSIX", "en" },
    { "", "en" },
    { "ja", "ja" },
    { "de_AT.UTF-8", "de-AT" },
    { "ca_ES@valencia", "ca-ES" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *language = ns_storyboard_dup_language (rows[i].locale);

      g_assert_cmpstr (language, ==, rows[i].language);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/storyboard/hostile", test_hostile);
  g_test_add_func ("/storyboard/structure", test_structure);
  g_test_add_func ("/storyboard/long-body", test_long_body);
  g_test_add_func ("/storyboard/language", test_language);
  return g_test_run ();
}
