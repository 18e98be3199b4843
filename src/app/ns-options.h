/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  NS_OPTIONS_ERROR_ARGUMENT, /* a value that cannot be understood; the message is a sentence for the user */
} NsOptionsError;

#define NS_OPTIONS_ERROR (ns_options_error_quark ())
GQuark ns_options_error_quark (void);

/**
 * NsOptionsView:
 *
 * What is to be looked at.
 */
typedef enum
{
  NS_OPTIONS_VIEW_LIST,
  NS_OPTIONS_VIEW_ITEM,       /* the dialog of @open_id */
  NS_OPTIONS_VIEW_PANE,       /* the window, with @open_id beside the list or in its place */
  NS_OPTIONS_VIEW_ACCOUNT,    /* the dialog of the account */
  NS_OPTIONS_VIEW_DUPLICATES, /* the dialog of what exists more than once on the server */
  NS_OPTIONS_VIEW_LAB,        /* the lab's window, in place of the outbox */
} NsOptionsView;

/**
 * NsOptions:
 * @profile: (nullable): the profile folder; %NULL means the user's own
 * @scenario: (nullable): the name or file of the scenario to play; set by `--demo`, too
 * @is_named: whether the command line says which scenario
 * @view: the window or dialog that matters
 * @step: how many steps of the scenario the lab does at once
 * @faults: whether the lab opens its fault palette
 * @select_id: the item to select, or 0
 * @open_id: the item to open, or 0
 * @width: of the window in pixels, or 0
 * @height: of the window in pixels, or 0
 * @clock: the time to stand still at, or 0
 * @dark: whether the dark theme is asked for
 * @light: whether the light theme is asked for
 * @rtl: whether right to left is asked for
 * @ltr: whether left to right is asked for
 * @test_mode: whether everything that may vary is pinned
 * @screenshot: (nullable): where to write the picture before ending
 * @storyboard: (nullable): where to write the storyboard before ending; implies @test_mode
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
  gint64 select_id;
  gint64 open_id;
  int width;
  int height;
  gint64 clock;
  gboolean dark;
  gboolean light;
  gboolean rtl;
  gboolean ltr;
  gboolean test_mode;
  char *screenshot;
  char *storyboard;
  gboolean version;
  gboolean service;
  guint verbosity;
} NsOptions;

NsOptions *ns_options_parse (char ***arguments, GError **error);
gboolean ns_options_is_frozen (const NsOptions *options);
void ns_options_free (NsOptions *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsOptions, ns_options_free)

G_END_DECLS
