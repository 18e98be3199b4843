/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ns-option-value.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NsOptionsView:
 *
 * What is to be looked at.
 */
typedef enum
{
  NS_OPTIONS_VIEW_LIST,
  NS_OPTIONS_VIEW_HISTORY,    /* the window, with what has left the outbox */
  NS_OPTIONS_VIEW_ITEM,       /* the dialog of @open_id */
  NS_OPTIONS_VIEW_PANE,       /* the window, with @open_id beside the list or in its place */
  NS_OPTIONS_VIEW_ACCOUNT,    /* the dialog of the account */
  NS_OPTIONS_VIEW_DUPLICATES, /* the dialog of what exists more than once on the server */
  NS_OPTIONS_VIEW_SHORTCUTS,  /* the window of the keys */
  NS_OPTIONS_VIEW_LAB,        /* the lab's window, in place of the outbox */
} NsOptionsView;

/**
 * NsOptionsTheme:
 *
 * A theme that the toolkit brings along.
 */
typedef enum
{
  NS_OPTIONS_THEME_DEFAULT, /* the user's own; in test mode the light one */
  NS_OPTIONS_THEME_LIGHT,
  NS_OPTIONS_THEME_DARK,
  NS_OPTIONS_THEME_HIGH_CONTRAST,
  NS_OPTIONS_THEME_HIGH_CONTRAST_INVERSE,
} NsOptionsTheme;

/**
 * NsOptions:
 * @profile: (nullable): the profile folder; %NULL means the user's own
 * @scenario: (nullable): the name or file of the scenario to play; set by `--demo`, too
 * @is_named: whether the command line says which scenario
 * @view: the window or dialog that matters
 * @step: how many steps of the scenario the lab does at once
 * @faults: whether the lab opens its fault palette
 * @select_ids: (nullable) (element-type gint64): the items to select
 * @search: (nullable): what to look for in the list
 * @filter: (nullable): the target of `win.filter`
 * @tests_account: whether the dialog of the account runs its test at once
 * @open_id: the item to open, or 0
 * @width: of the window in pixels, or 0
 * @height: of the window in pixels, or 0
 * @clock: the time to stand still at, or 0
 * @theme: the theme
 * @direction: which way the text runs; %GTK_TEXT_DIR_NONE leaves it to the language
 * @locale: (nullable): the language
 * @scale: pixels of the picture for each of the window, or 0
 * @text_scale: how much larger the text is, or 0
 * @test_mode: whether everything that may vary is pinned; the next four imply it
 * @screenshot: (nullable): where to write the picture before ending
 * @storyboard: (nullable): where to write the storyboard before ending; implies @test_mode
 * @state_json: (nullable): where to describe what the window shows
 * @ready_fd: where to tell that the window has settled, or -1
 * @ready_title: whether to tell it in the title
 * @list_ids: whether only the accessible ids are asked for
 * @version: whether only the version is asked for
 * @service: started by D-Bus
 * @verbosity: of the log
 *
 * The command line of `notifysync`, checked.
 */
typedef struct
{
  char *profile;
  char *scenario;
  gboolean is_named;
  NsOptionsView view;
  guint step;
  gboolean faults;
  GArray *select_ids;
  char *search;
  char *filter;
  gboolean tests_account;
  gint64 open_id;
  int width;
  int height;
  gint64 clock;
  NsOptionsTheme theme;
  GtkTextDirection direction;
  char *locale;
  int scale;
  double text_scale;
  gboolean test_mode;
  char *screenshot;
  char *storyboard;
  char *state_json;
  int ready_fd;
  gboolean ready_title;
  gboolean list_ids;
  gboolean version;
  gboolean service;
  guint verbosity;
} NsOptions;

const char *ns_options_view_nick (NsOptionsView view);
const char *ns_options_theme_nick (NsOptionsTheme theme);
NsOptions *ns_options_parse (char ***arguments, GError **error);
gboolean ns_options_is_frozen (const NsOptions *options);
void ns_options_free (NsOptions *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsOptions, ns_options_free)

G_END_DECLS
