/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-size-limit.h"

/* What says that one message was too large (eas-facts 1.7, 6.6). 113, 115 and 507 are about a full mailbox: they
 * would refuse the smallest message as well, so they teach nothing about sizes. */
static const struct
{
  NsDomain domain;
  int code;
} size_causes[] = {
  { NS_DOMAIN_HTTP, 413 },
  { NS_DOMAIN_COMMON, 122 },
};

/* Only a mail goes alone, so that only its size is what the server was asked to take. */
static gboolean
goes_alone (const NsItem *item)
{
  return item->kind == NS_KIND_MAIL || item->kind == NS_KIND_REPLY || item->kind == NS_KIND_FORWARD;
}

/**
 * ns_size_limit_accept:
 * @account: the account, private to the caller
 * @item: what its server took
 *
 * Learns that the server takes messages of this size. The newer experience counts: a limit that was raised is
 * forgotten.
 */
void
ns_size_limit_accept (NsAccount *account, const NsItem *item)
{
  if (!goes_alone (item))
    return;
  account->largest_accepted = MAX (account->largest_accepted, item->size);
  if (item->size >= account->smallest_refused)
    account->smallest_refused = 0;
}

/**
 * ns_size_limit_refuse:
 * @account: the account, private to the caller
 * @item: what its server refused
 * @outcome: why
 *
 * Learns from a refusal for size, as ns_size_limit_accept() does.
 *
 * Returns: whether it was one
 */
gboolean
ns_size_limit_refuse (NsAccount *account, const NsItem *item, NsOutcome outcome)
{
  gboolean is_size = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (size_causes); i++)
    is_size |= size_causes[i].domain == outcome.domain && size_causes[i].code == outcome.code;
  if (!is_size || item->size == 0 || !goes_alone (item))
    return FALSE;

  if (account->smallest_refused == 0 || item->size < account->smallest_refused)
    account->smallest_refused = item->size;
  if (item->size <= account->largest_accepted)
    account->largest_accepted = 0;
  return TRUE;
}
