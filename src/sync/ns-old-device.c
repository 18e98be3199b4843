/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-old-device.h"

#include "model/ns-trouble.h"

/**
 * ns_old_device_misses:
 * @software: (nullable): the version of the device's software; %NULL for this computer, which misses nothing
 * @exchange: a request that was answered, or was not
 *
 * The one place that decides how the old connection layer differs from ours (article 416): before software
 * 4.6 an answer over SSL that ends only where the connection does is a failure to it, whatever was in it. This is our
 * model, and no published analysis.
 *
 * Returns: whether the device believes that nothing was executed
 */
gboolean
ns_old_device_misses (const char *software, const NsExchange *exchange)
{
  return exchange->is_end_unmarked && ns_trouble_is_below (software, "", 4, 6);
}

/**
 * ns_old_device_read:
 * @batch: what was sent
 * @exchange: how it went
 *
 * Returns: (transfer full): what the old device makes of it: nothing was executed, so everything goes out again in the
 *   next cycle, with no look at the server before
 */
NsReading *
ns_old_device_read (const NsBatch *batch, const NsExchange *exchange)
{
  NsReading *reading = ns_reading_new (batch, exchange);

  reading->outcome.domain = NS_DOMAIN_NETWORK;
  reading->outcome.code = NS_NETWORK_LOST_ANSWER;
  ns_reading_decide_all (reading, NS_FATE_DECIDED, NS_EVENT_NOT_EXECUTED);
  return reading;
}
