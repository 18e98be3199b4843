/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab/ns-lab.h"

G_BEGIN_DECLS

/**
 * NsStoryboardFrame:
 * @count: which step it is, in words
 * @words: what a presenter says
 * @facts: the server and the way to it, at this step
 * @png: (nullable): a picture of the stage
 * @width: of the picture in pixels
 * @height: of the picture in pixels
 * @exchanges: (element-type NsSimExchange): what went over the wire in this step
 * @holdings: (element-type NsLabHolding): what the server holds after it
 *
 * One step of a scenario.
 */
typedef struct
{
  char *count;
  char *words;
  char *facts;
  GBytes *png;
  int width;
  int height;
  GPtrArray *exchanges;
  GPtrArray *holdings;
} NsStoryboardFrame;

/**
 * NsStoryboard:
 * @title: of the scenario
 * @description: (nullable): of the scenario
 * @device: the device, and its software at the start
 * @server: the server, and the way to it at the start
 * @language: of all words, as in BCP 47, such as `en` or `de-AT`
 * @is_rtl: whether that is written from right to left
 * @n_steps: how many steps the scenario has
 * @frames: (element-type NsStoryboardFrame): those that are told, from the first one on
 *
 * The run of a scenario as a document. Knows no widget.
 */
typedef struct
{
  char *title;
  char *description;
  char *device;
  char *server;
  char *language;
  gboolean is_rtl;
  guint n_steps;
  GPtrArray *frames;
} NsStoryboard;

NsStoryboard *ns_storyboard_new (void);
void ns_storyboard_free (NsStoryboard *self);
NsStoryboardFrame *ns_storyboard_add_frame (NsStoryboard *self);
char *ns_storyboard_dup_language (const char *locale);
GBytes *ns_storyboard_write (const NsStoryboard *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsStoryboard, ns_storyboard_free)

G_END_DECLS
