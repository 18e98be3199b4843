/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Its headers declare functions without prototypes. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wstrict-prototypes"
#include <atspi/atspi.h>
#pragma GCC diagnostic pop

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAction, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiEditableText, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiRelation, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiStateSet, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiText, g_object_unref)

/* A program as somebody meets it who has only a screen reader: over the accessibility bus, without anything of src/. */
typedef struct _NsJourney NsJourney;

typedef gboolean (*NsJourneyMatch) (AtspiAccessible *object, const char *wanted);

void ns_journey_init (void);
NsJourney *ns_journey_new (const char *const *arguments);
NsJourney *ns_journey_new_ready (const char *const *arguments);
void ns_journey_free (NsJourney *self);

AtspiAccessible *ns_journey_find (NsJourney *self, const char *id);
AtspiAccessible *ns_journey_wait (NsJourney *self, const char *id);
AtspiAccessible *ns_journey_wait_for (NsJourney *self, NsJourneyMatch matches, const char *wanted);
void ns_journey_wait_gone (NsJourney *self, const char *id);
void ns_journey_wait_text (NsJourney *self, const char *id, const char *text);
void ns_journey_wait_no_text (NsJourney *self, const char *id, const char *text);
void ns_journey_wait_pressed (NsJourney *self, const char *id);
void ns_journey_press (NsJourney *self, const char *id);
void ns_journey_do (AtspiAccessible *object, const char *action);
void ns_journey_enter (NsJourney *self, const char *id, const char *text);
char *ns_journey_dup_text (NsJourney *self, const char *id);
char *ns_journey_read (AtspiAccessible *object);
AtspiAccessible *ns_journey_get_application (NsJourney *self);
gboolean ns_journey_has_state (AtspiAccessible *object, AtspiStateType state);
void ns_journey_dump (AtspiAccessible *object, guint depth, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsJourney, ns_journey_free)

G_END_DECLS
