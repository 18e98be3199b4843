/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "view/ns-fold.h"
#include "view/ns-health-bar.h"
#include "view/ns-item-dialog.h"
#include "view/ns-item-pane.h"
#include "view/ns-news.h"
#include "view/ns-outbox-browser.h"
#include "view/ns-outbox-commands.h"
#include "view/ns-outbox-window.h"
#include "view/ns-overview.h"
#include "view/ns-status-page.h"
#include "view/ns-toast.h"

G_BEGIN_DECLS

/* What the files of the window share. Everything from @commands to @model is NULL before a session is set. */
struct _NsOutboxWindow
{
  GtkApplicationWindow parent_instance;

  NsOutboxCommands *commands; /* (owned) (nullable) */
  NsOverview *overview;       /* (owned) (nullable) */
  NsNews *news;               /* (owned) (nullable): what a screen reader was told */
  NsOutboxModel *model;       /* (owned) (nullable): of what the list shows now */
  NsItemDialog *dialog;       /* (nullable): destroys itself; weak pointer */
  GCancellable *counting;     /* (owned) (nullable): the look at what is selected */
  GArray *select_ids;         /* (owned) (nullable) (element-type gint64): to be selected once the list has the first */
  GSettings *settings;        /* (owned) (nullable): NULL where nothing is remembered */
  gboolean history;           /* the list shows what was delivered */
  gboolean pane_wanted;       /* an item stands beside the list where there is room */
  gboolean focuses_pane;      /* the focus goes there once the item was read */
  gboolean failed;            /* there will be no session */
  gboolean settled;
  char *progress_text;        /* (owned) (nullable): while a cycle runs */
  guint n_filing;             /* how many readings and writings of files are under way */
  GFile *drag_folder;         /* (owned) (nullable): where the files of the last drag are */
  char **drag_uris;           /* (owned) (nullable): those files, once they are written */
  gboolean drag_pending;      /* they are being written */
  gboolean drag_keeps;        /* the button is down on one of several selected rows, which stay so */
  guint clock_id;             /* tells the time again when the minute is over */
  guint countdown_id;         /* tells it again when the next try is near, or 0 */


  GtkHeaderBar *header;
  NsHealthBar *health;
  GtkMenuButton *menu_button;
  GtkWidget *back;
  GtkButton *send_receive;
  GtkWidget *send_receive_icon;
  GtkWidget *send_receive_text;
  GtkSpinner *spinner;
  GtkSpinner *loading_spinner;
  GtkInfoBar *notice_bar;
  GtkLabel *notice_text;
  GtkInfoBar *account_bar;
  GtkLabel *account_text;
  GtkButton *account_show;
  GtkInfoBar *problem_bar;
  GtkLabel *problem_text;
  GtkButton *problem_show;
  GtkInfoBar *duplicate_bar;
  GtkLabel *duplicate_text;
  GtkInfoBar *files_bar;
  GtkLabel *files_text;
  GtkStack *pages;
  NsOutboxBrowser *browser;
  NsOutboxList *list;         /* of the browser */
  NsStatusPage *empty_page;
  NsStatusPage *error_page;
  NsFold *fold;
  NsItemPane *pane;
  GtkProgressBar *progress;
  GtkWidget *drop_hint;       /* what is shown while files hang over the window */
  NsToast *toast;
};

NsStore *ns_outbox_window_get_store (NsOutboxWindow *self);
NsEngine *ns_outbox_window_get_engine (NsOutboxWindow *self);
void ns_outbox_window_reload (NsOutboxWindow *self);
void ns_outbox_window_show_history (NsOutboxWindow *self, gboolean history);
void ns_outbox_window_drop_session (NsOutboxWindow *self);
void ns_outbox_window_update_settled (NsOutboxWindow *self);
void ns_outbox_window_take_selection (NsOutboxWindow *self);
void ns_outbox_window_update_status (NsOutboxWindow *self);
void ns_outbox_window_announce_news (NsOutboxWindow *self);
void ns_outbox_window_set_progress (NsOutboxWindow *self, NsStage stage, guint n, guint total);

void ns_outbox_window_add_search (NsOutboxWindow *self);
void ns_outbox_window_clear_search (NsOutboxWindow *self);
void ns_outbox_window_get_filter (NsOutboxWindow *self, NsFilter *filter);
gboolean ns_outbox_window_is_filtered (NsOutboxWindow *self);

void ns_outbox_window_add_arrangement (NsOutboxWindow *self);
void ns_outbox_window_get_order (NsOutboxWindow *self, NsFilter *filter);
GMenuModel *ns_outbox_window_make_column_menu (void);

void ns_outbox_window_add_actions (NsOutboxWindow *self);
void ns_outbox_window_update_actions (NsOutboxWindow *self);
void ns_outbox_window_update_selection (NsOutboxWindow *self);
void ns_outbox_window_add_column_menu (NsOutboxWindow *self);
void ns_outbox_window_add_context_menu (NsOutboxWindow *self);

void ns_outbox_window_add_file_actions (NsOutboxWindow *self);
void ns_outbox_window_tell_files (NsOutboxWindow *self, GtkMessageType type, const char *text);
void ns_outbox_window_add_filing (NsOutboxWindow *self, int change);
void ns_outbox_window_add_drop (NsOutboxWindow *self);
void ns_outbox_window_add_drag (NsOutboxWindow *self);
void ns_outbox_window_end_drag (NsOutboxWindow *self);
void ns_outbox_window_copy (NsOutboxWindow *self);
void ns_outbox_window_copy_details (NsOutboxWindow *self, const NsItem *item);

void ns_outbox_window_add_pane (NsOutboxWindow *self);
gboolean ns_outbox_window_is_item_only (NsOutboxWindow *self);
void ns_outbox_window_update_halves (NsOutboxWindow *self);
void ns_outbox_window_update_title (NsOutboxWindow *self);

G_END_DECLS
