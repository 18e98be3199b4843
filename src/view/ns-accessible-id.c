/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-accessible-id.h"

#define COLUMN_PART ".column."

/* Sorted by id. Ids only ever get additions: the tests of others stand on them. */
static const NsIdRow rows[] = {
  { "account", "NsAccountDialog", NULL, 0, "the dialog of the account" },
  { "account.advice", "NsAccountCheck", "advice", 0, "what to do after a test has failed" },
  { "account.ask-command", "NsAccountForm", "asks", 0, "whether a command is asked for the password" },
  { "account.authorities", "NsAccountForm", "ca", 0, "the file with the only authorities to trust" },
  { "account.cancel", NULL, NULL, 0, "Cancel" },
  { "account.capabilities", "NsAccountDialog", "capabilities", 0, "what is known of the server" },
  { "account.certificate", "NsAccountCheck", "certificate", NS_ID_RUN, "the certificate that was not accepted" },
  { "account.clear-echoes", "NsAccountForm", "clear", 0, "whether reminder echoes are cleared" },
  { "account.command", "NsAccountForm", "command", 0, "the command that prints the password" },
  { "account.compare", "NsAccountForm", "compare", 0, "whether the server is looked at before a change is sent" },
  { "account.email", "NsAccountForm", "email", 0, "the e-mail address" },
  { "account.facts", "NsAccountDialog", "facts", NS_ID_RUN, "server, user, device" },
  { "account.fault", "NsAccountDialog", "fault", 0, "what is wrong with the account" },
  { "account.more", "NsAccountForm", "more", 0, "whether more settings are shown" },
  { "account.move", "NsAccountDialog", "move", 0, "what another mailbox means for what waits" },
  { "account.password", "NsAccountForm", "password", 0, "the password" },
  { "account.plain", "NsAccountForm", "plain", 0, "whether everything may be sent without encryption" },
  { "account.protocol", "NsAccountForm", "protocol", 0, "the protocol version" },
  { "account.save", NULL, NULL, 0, "Save" },
  { "account.server", "NsAccountForm", "server", NS_ID_RUN, "the server" },
  { "account.steps", "NsAccountCheck", "steps", 0, "the steps of the test" },
  { "account.summary", "NsAccountCheck", "summary", NS_ID_RUN, "how the test ended" },
  { "account.test", "NsAccountCheck", "test", 0, "Test" },
  { "account.user", "NsAccountForm", "user", 0, "the user name" },
  { "account.why", "NsAccountCheck", "why", 0, "why the test failed" },
  { "action.back", "NsOutboxWindow", "back", 0, "the button that leads from an item back to the list" },
  { "action.ignore-duplicate", "NsDuplicateDialog", "ignore", 0, "the button that leaves the copies alone" },
  { "action.send-receive", "NsOutboxWindow", "send_receive", 0, "the button Send/Receive" },
  { "action.show-problem", "NsOutboxWindow", "problem_show", 0, "the button that leads to what needs the user" },
  { "action.undo", "NsToast", "undo", 0, "the button that takes the last act back" },
  { "card.*", NULL, NULL, 0, "a button of the cause card, by its action: card.resend, card.delete, ..." },
  { "card.clear-reminder-echoes", "NsCauseCard", "always_clear", 0, "whether echoes are cleared from now on" },
  { "conflict", "NsConflictView", NULL, 0, "what both sides changed" },
  { "conflict.*.mine", NULL, NULL, 0, "the choice of mine for a field, such as conflict.calendar.location.mine" },
  { "conflict.*.server", NULL, NULL, 0, "the choice of the server's" },
  { "conflict.fields", "NsConflictView", "fields", 0, "the button that sends what was chosen" },
  { "conflict.mine", "NsConflictView", "mine", 0, "the button that sends mine" },
  { "conflict.new", "NsConflictView", "new", 0, "the button that keeps both" },
  { "conflict.server", "NsConflictView", "server", 0, "the button that keeps the server's" },
  { "conflict.show-all", "NsConflictView", "show_all", 0, "whether fields are shown that are the same" },
  { "conflict.summary", "NsConflictView", "summary", NS_ID_TIME, "who changed what" },
  { "duplicates", "NsDuplicateDialog", NULL, 0, "the dialog of what exists more than once" },
  { "header", "NsOutboxWindow", "header", 0, "the header bar of the outbox" },
  { "item", "NsItemView", NULL, 0, "all about an item" },
  { "item.advice", "NsCauseCard", "advice", 0, "what to do" },
  { "item.cause", "NsCauseCard", NULL, 0, "the cause card" },
  { "item.content", "NsPreviewView", "disclosure", 0, "the button that unfolds what the item holds" },
  { "item.data", "NsCauseCard", "data", 0, "what became of the data" },
  { "item.dialog", "NsItemDialog", NULL, 0, "the dialog of an item" },
  { "item.exception", "NsCauseCard", "exception", 0, "the exception text" },
  { "item.facts", "NsItemView", "facts", NS_ID_TIME | NS_ID_RUN, "technical details" },
  { "item.next-try", "NsTimelineView", "countdown", NS_ID_TIME, "how long until the next try" },
  { "item.present", "NsTimelineView", "present", NS_ID_TIME, "the try that runs now" },
  { "item.recipients", "NsItemView", "recipients", 0, "to whom, or where" },
  { "item.state", "NsItemView", "state", NS_ID_TIME, "state, and when it was queued" },
  { "item.subject", "NsItemView", "subject", 0, "its subject" },
  { "item.timeline", "NsTimelineView", "rows", NS_ID_TIME, "the tries that were made" },
  { "item.why", "NsCauseCard", "why", 0, "why it was not delivered" },
  { "lab", "NsLabWindow", NULL, 0, "the window of the lab" },
  { "lab.back", "NsLabWindow", "back", 0, "Back" },
  { "lab.faults", "NsLabWindow", "faults_button", 0, "the button that opens the faults" },
  { "lab.faults.add", "NsLabFaults", "add", 0, "the button that adds a fault" },
  { "lab.faults.clear", "NsLabFaults", "clear", 0, "the button that takes all faults back" },
  { "lab.faults.command", "NsLabFaults", "command", 0, "which request a fault meets" },
  { "lab.faults.kinds", "NsLabFaults", "kinds", 0, "what can go wrong" },
  { "lab.faults.remove.*", NULL, NULL, 0, "the button that takes a fault back, by its number" },
  { "lab.faults.search", "NsLabFaults", "search", 0, "the search in what can go wrong" },
  { "lab.faults.seconds", "NsLabFaults", "seconds", 0, "how long a fault lasts" },
  { "lab.faults.times", "NsLabFaults", "times", 0, "how often a fault strikes" },
  { "lab.faults.until", "NsLabFaults", "until", 0, "the step that ends a fault" },
  { "lab.faults.waiting", "NsLabFaults", "waiting", 0, "the faults to come" },
  { "lab.faults.when", "NsLabFaults", "when", 0, "when a fault strikes" },
  { "lab.gallery", "NsLabWindow", "gallery", 0, "all scenarios" },
  { "lab.handheld", "NsLabStage", "handheld", 0, "what the device shows" },
  { "lab.menu", "NsLabWindow", "menu_button", 0, "the menu" },
  { "lab.pages", "NsLabWindow", "pages", 0, "the gallery or the stage" },
  { "lab.play", "NsLabWindow", "play", 0, "Play and Pause" },
  { "lab.reset", "NsLabWindow", "reset", 0, "Reset" },
  { "lab.server", "NsLabStage", "server", 0, "what the server holds" },
  { "lab.speed", "NsLabWindow", "speed", 0, "how fast Play goes" },
  { "lab.step", "NsLabWindow", "step", 0, "Step" },
  { "lab.trouble", "NsLabStage", "trouble", 0, "what goes wrong at this step" },
  { "lab.wire", "NsLabStage", "wire", NS_ID_TIME | NS_ID_RUN, "requests and answers" },
  { "lab.words", "NsLabStage", "words", 0, "the words of the step" },
  { "outbox", "NsOutboxWindow", NULL, 0, "the window" },
  { "outbox.account-warning", "NsOutboxWindow", "account_bar", 0, "what is wrong with the account or the server" },
  { "outbox.column.details", NULL, NULL, NS_ID_TIME, "the heading: what comes next" },
  { "outbox.column.kind", NULL, NULL, 0, "the heading: what it is" },
  { "outbox.column.next-try", NULL, NULL, NS_ID_TIME, "the heading: when it is tried next" },
  { "outbox.column.queued", NULL, NULL, NS_ID_TIME, "the heading: when it was queued" },
  { "outbox.column.recipients", NULL, NULL, 0, "the heading: to whom, or where" },
  { "outbox.column.state", NULL, NULL, 0, "the heading: the state" },
  { "outbox.column.subject", NULL, NULL, 0, "the heading: the subject" },
  { "outbox.column.summary", NULL, NULL, NS_ID_TIME, "the heading of the one column of a narrow list; not shown" },
  { "outbox.column.tries", NULL, NULL, 0, "the heading: how often it was tried" },
  { "outbox.drop", "NsOutboxWindow", "drop_hint", 0, "that files can be dropped here" },
  { "outbox.duplicates", "NsOutboxWindow", "duplicate_bar", 0, "that something exists more than once" },
  { "outbox.empty", "NsOutboxWindow", "empty_page", 0, "the page in place of an empty list" },
  { "outbox.error", "NsOutboxWindow", "error_page", 0, "the page of an outbox that cannot be opened" },
  { "outbox.files", "NsOutboxWindow", "files_bar", 0, "what is to be said of files" },
  { "outbox.filter.*", NULL, NULL, 0, "a filter, such as outbox.filter.waiting" },
  { "outbox.filters", "NsOutboxBrowser", "chips", 0, "the filters" },
  { "outbox.health", "NsHealthBar", NULL, NS_ID_TIME, "how the outbox does" },
  { "outbox.health.*", NULL, NULL, 0, "a part of that, by the filter behind it, such as outbox.health.held" },
  { "outbox.list", "NsOutboxList", NULL, 0, "the items" },
  { "outbox.menu", "NsOutboxWindow", "menu_button", 0, "the menu" },
  { "outbox.nothing-found", "NsOutboxBrowser", "nothing_page", 0, "the page in place of a list without a hit" },
  { "outbox.notice", "NsOutboxWindow", "notice_bar", 0, "what the outbox has to say once" },
  { "outbox.pages", "NsOutboxWindow", "pages", 0, "the list, or the page in its place" },
  { "outbox.pane", "NsItemPane", NULL, 0, "the item beside the list, or in its place" },
  { "outbox.progress", "NsOutboxWindow", "progress", NS_ID_TIME, "how far the cycle is" },
  { "outbox.row.*", NULL, NULL, 0, "a cell, by its row from 1 and its column, such as outbox.row.3.state" },
  { "outbox.search", "NsOutboxBrowser", "search_entry", 0, "what is looked for" },
  { "outbox.selection", "NsOutboxBrowser", "selection_bar", 0, "what can be done with several items at once" },
  { "outbox.toast", "NsOutboxWindow", "toast", NS_ID_TIME, "what was done, with Undo" },
  { "outbox.warning", "NsOutboxWindow", "problem_bar", 0, "that items need the user" },
  { "page.action", "NsStatusPage", "button", 0, "the button of a page in place of the list" },
  { "page.second", "NsStatusPage", "second", 0, "its second button" },
  { "page.text", "NsStatusPage", "text", 0, "what such a page says" },
  { "page.title", "NsStatusPage", "title", 0, "its title" },
};

static AtkObject *
accessible_of (gpointer widget)
{
  return GTK_IS_WIDGET (widget) ? gtk_widget_get_accessible (widget) : ATK_OBJECT (widget);
}

/* GTK tells which label speaks for a widget, but an entry without a name of its own is called by its placeholder. */
static void
take_name (gpointer widget)
{
  g_autoptr (GList) labels = GTK_IS_WIDGET (widget) ? gtk_widget_list_mnemonic_labels (widget) : NULL;
  AtkObject *accessible = accessible_of (widget);

  if (labels != NULL && accessible->name == NULL)
    atk_object_set_name (accessible, gtk_label_get_text (GTK_LABEL (labels->data)));
}

/**
 * ns_accessible_id_init_template:
 * @widget: a #GtkWidget whose template was just made
 *
 * Gives it and its template children the ids that the table has for its class, and those that a label speaks for its
 * words as their name. A child must be bound.
 */
void
ns_accessible_id_init_template (gpointer widget)
{
  const GType type = G_OBJECT_TYPE (widget);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_strcmp0 (rows[i].type, g_type_name (type)) == 0)
      {
        GObject *object = rows[i].child != NULL ? gtk_widget_get_template_child (widget, type, rows[i].child) : widget;

        g_return_if_fail (object != NULL);
        ns_accessible_id_set (object, rows[i].id);
        take_name (object);
      }
}

/**
 * ns_accessible_id_set:
 * @widget: a #GtkWidget, or the #AtkObject of a part of one
 * @id: an id that the table has a row for
 *
 * Names a widget for the programs that drive the window. What #GtkBuilder calls an id does not reach them.
 */
void
ns_accessible_id_set (gpointer widget, const char *id)
{
  g_return_if_fail (ns_accessible_id_find (id) != NULL);
  atk_object_set_accessible_id (accessible_of (widget), id);
}

/**
 * ns_accessible_id_get:
 * @widget: a #GtkWidget, or an #AtkObject
 *
 * Returns: (transfer none) (nullable): its id, where it has one
 */
const char *
ns_accessible_id_get (gpointer widget)
{
  const char *id = atk_object_get_accessible_id (accessible_of (widget));

  return id != NULL && ns_accessible_id_find (id) != NULL ? id : NULL;
}

/* GTK's accessibles count the columns that can be seen. */
static GtkTreeViewColumn *
nth_visible_column (GtkTreeView *view, int n)
{
  GtkTreeViewColumn *column;

  for (int i = 0; (column = gtk_tree_view_get_column (view, i)) != NULL; i++)
    if (gtk_tree_view_column_get_visible (column) && n-- == 0)
      return column;
  return NULL;
}

/**
 * ns_accessible_id_dup_cell:
 * @view: a table whose headings have ids such as `outbox.column.state`
 * @row: its row, from 0
 * @column: its column among those that can be seen, from 0
 *
 * Returns: (transfer full) (nullable): the id of the cell, such as `outbox.row.1.state`
 */
char *
ns_accessible_id_dup_cell (GtkTreeView *view, int row, int column)
{
  GtkTreeViewColumn *found = nth_visible_column (view, column);
  const char *heading = found != NULL ? ns_accessible_id_get (gtk_tree_view_column_get_button (found)) : NULL;
  const char *part = heading != NULL ? strstr (heading, COLUMN_PART) : NULL;

  if (part == NULL)
    return NULL;
  return g_strdup_printf ("%.*s.row.%d.%s", (int) (part - heading), heading, row + 1, part + strlen (COLUMN_PART));
}

/**
 * ns_accessible_id_find:
 * @id: an accessible id
 *
 * Returns: (transfer none) (nullable): its row of the table; one that says it exactly before one with a `*`
 */
const NsIdRow *
ns_accessible_id_find (const char *id)
{
  const NsIdRow *pattern = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (g_str_equal (rows[i].id, id))
        return &rows[i];
      if (pattern == NULL && strchr (rows[i].id, '*') != NULL && g_pattern_match_simple (rows[i].id, id))
        pattern = &rows[i];
    }
  return pattern;
}

/**
 * ns_accessible_id_get_rows:
 * @n_rows: (out): how many there are
 *
 * Returns: (transfer none): the whole scheme, sorted by id
 */
const NsIdRow *
ns_accessible_id_get_rows (gsize *n_rows)
{
  *n_rows = G_N_ELEMENTS (rows);
  return rows;
}
