/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints the cause catalogue for tests/check-outcomes.pl: one row a line, its fields separated by tabs. */
#include "config.h"
#include "model/ns-cause.h"

#include <locale.h>

int
main (void)
{
  setlocale (LC_ALL, "");
  for (int domain = NS_DOMAIN_NONE + 1; domain <= NS_DOMAIN_LAST; domain++)
    {
      gsize n_rows;
      const NsCause *rows = ns_cause_rows ((NsDomain) domain, &n_rows);

      for (gsize i = 0; i < n_rows; i++)
        if (rows[i].domain == (NsDomain) domain)
          g_print ("%d\t%d\t%s\t%s\t%s\t%s\t%s\t%s\n", domain, rows[i].code, rows[i].id,
                   rows[i].verdict == NS_VERDICT_DELIVERED ? "delivered" : "open", ns_action_nick (rows[i].action),
                   rows[i].why, rows[i].data, rows[i].advice);
    }
  return 0;
}
