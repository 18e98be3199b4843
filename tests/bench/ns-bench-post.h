/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bench/ns-bench-rig.h"

double ns_bench_post (const NsBenchServer *server, guint n);
