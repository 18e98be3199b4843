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

/* The values of options. Each function returns FALSE and says in one sentence what the option wants instead. */
gboolean ns_option_value_fail (const char *option, const char *value, const char *wanted, GError **error);
gboolean ns_option_value_choice (const char *option, const char *value, const char *const *words, guint n_words,
                                 guint *out, GError **error);
gboolean ns_option_value_size (const char *option, const char *value, int *width, int *height, GError **error);
gboolean ns_option_value_time (const char *option, const char *value, gint64 *out, GError **error);
gboolean ns_option_value_number (const char *option, const char *value, gint64 max, const char *wanted, gint64 *out,
                                 GError **error);
gboolean ns_option_value_factor (const char *option, const char *value, double max, double *out, GError **error);
gboolean ns_option_value_locale (const char *option, const char *value, char **out, GError **error);
gboolean ns_option_value_fd (const char *option, const char *value, int *out, GError **error);

G_END_DECLS
