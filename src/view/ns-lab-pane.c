/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-lab-pane.h"

/* Where the viewers are to look, by NsStepType: nowhere else while time passes or the presenter talks. */
static const NsLabPane panes[] = {
  [NS_STEP_QUEUE] = NS_LAB_PANE_HANDHELD,
  [NS_STEP_CYCLE] = NS_LAB_PANE_WIRE,
  [NS_STEP_CYCLE_SCHEDULED] = NS_LAB_PANE_WIRE,
  [NS_STEP_ADVANCE] = NS_LAB_PANE_NONE,
  [NS_STEP_PAUSE] = NS_LAB_PANE_NONE,
  [NS_STEP_FAULT] = NS_LAB_PANE_WIRE,
  [NS_STEP_FAULT_NONE] = NS_LAB_PANE_WIRE,
  [NS_STEP_OUTLOOK_CREATE] = NS_LAB_PANE_SERVER,
  [NS_STEP_OUTLOOK_CHANGE] = NS_LAB_PANE_SERVER,
  [NS_STEP_OUTLOOK_DELETE] = NS_LAB_PANE_SERVER,
  [NS_STEP_OUTLOOK_DISMISS] = NS_LAB_PANE_SERVER,
  [NS_STEP_REMINDER] = NS_LAB_PANE_HANDHELD,
  [NS_STEP_RESEND] = NS_LAB_PANE_HANDHELD,
  [NS_STEP_DELETE] = NS_LAB_PANE_HANDHELD,
  [NS_STEP_HOLD] = NS_LAB_PANE_HANDHELD,
  [NS_STEP_RELEASE] = NS_LAB_PANE_HANDHELD,
  [NS_STEP_OPEN] = NS_LAB_PANE_HANDHELD,
  [NS_STEP_CONFIRM] = NS_LAB_PANE_HANDHELD,
  [NS_STEP_UPGRADE_DEVICE] = NS_LAB_PANE_HANDHELD,
  [NS_STEP_UPGRADE_SERVER] = NS_LAB_PANE_SERVER,
  [NS_STEP_SSL] = NS_LAB_PANE_WIRE,
  [NS_STEP_NETWORK] = NS_LAB_PANE_WIRE,
  [NS_STEP_SERVER_PASSWORD] = NS_LAB_PANE_SERVER,
  [NS_STEP_USER_PASSWORD] = NS_LAB_PANE_HANDHELD,
  [NS_STEP_EXPECT_STATE] = NS_LAB_PANE_HANDHELD,
  [NS_STEP_EXPECT_COPIES] = NS_LAB_PANE_SERVER,
  [NS_STEP_EXPECT_NEEDS_USER] = NS_LAB_PANE_HANDHELD,
  [NS_STEP_EXPECT_WAITING] = NS_LAB_PANE_HANDHELD,
  [NS_STEP_EXPECT_FAULT] = NS_LAB_PANE_HANDHELD,
};

static const char *const ids[] = { "none", "handheld", "wire", "server" };

/**
 * ns_lab_pane_of_step:
 * @scenario: what is played
 * @n: how many steps are done
 *
 * Returns: the pane in which the last step is seen
 */
NsLabPane
ns_lab_pane_of_step (const NsScenario *scenario, guint n)
{
  const NsStep *step = n > 0 ? g_ptr_array_index (scenario->steps, n - 1) : NULL;

  return step != NULL ? panes[step->type] : NS_LAB_PANE_NONE;
}

/**
 * ns_lab_pane_id:
 * @pane: a pane
 *
 * Returns: its stable name
 */
const char *
ns_lab_pane_id (NsLabPane pane)
{
  return ids[pane];
}

/**
 * ns_lab_pane_parse:
 * @id: a word
 *
 * Returns: the pane of that name, or NONE
 */
NsLabPane
ns_lab_pane_parse (const char *id)
{
  for (NsLabPane pane = NS_LAB_PANE_HANDHELD; pane <= NS_LAB_PANE_SERVER; pane++)
    if (g_str_equal (ids[pane], id))
      return pane;
  return NS_LAB_PANE_NONE;
}
