/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ns-options.h"

G_BEGIN_DECLS

void ns_test_mode_take_locale (char *const *arguments);
void ns_test_mode_prepare (const NsOptions *options);
void ns_test_mode_pin (const NsOptions *options);

G_END_DECLS
