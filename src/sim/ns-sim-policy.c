/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-policy.h"

#include <string.h>

#define PAGE "Provision"

/* What every device can take (MS-ASPROV 2.2.2.28). */
#define DEFAULT_POLICIES                                                                                              \
  "DevicePasswordEnabled=0; AttachmentsEnabled=1; AllowSimpleDevicePassword=1; MaxAttachmentSize=10485760"

/* TRUE, and @tag and @value set, where @text is a setting; @value is a part of @text, which is changed. */
static gboolean
read_setting (char *text, NsTag *tag, const char **value)
{
  char *equals = strchr (text, '=');

  if (equals == NULL)
    return FALSE;
  *equals = '\0';
  *value = g_strstrip (equals + 1);
  /* The elements around the settings have smaller tokens; lists have parts of their own. */
  return **value != '\0' && ns_tag_from_name (PAGE, g_strstrip (text), tag)
         && *tag > NS_TAG_PROVISION_EAS_PROVISION_DOC && *tag < NS_TAG_PROVISION_UNAPPROVED_IN_ROM_APPLICATION_LIST;
}

static NsNode *
read_policies (const char *policies, char **reason)
{
  g_auto (GStrv) settings = g_strsplit (policies, ";", 0);
  g_autoptr (NsNode) document = ns_node_new (NS_TAG_PROVISION_EAS_PROVISION_DOC);

  for (guint i = 0; settings[i] != NULL; i++)
    {
      g_autofree char *text = g_strdup (g_strstrip (settings[i]));
      const char *value;
      NsTag tag;

      if (*text == '\0')
        continue;
      if (!read_setting (settings[i], &tag, &value))
        {
          *reason = g_strdup_printf ("\"%s\" is no setting of a policy, such as MaxAttachmentSize=500000", text);
          return NULL;
        }
      ns_node_append_text (document, tag, value);
    }
  return g_steal_pointer (&document);
}

/**
 * ns_sim_policy_check:
 * @policies: settings
 * @reason: (out) (transfer full): what is wrong with them, as the end of a sentence
 *
 * Any thread.
 *
 * Returns: whether a policy can be made of them
 */
gboolean
ns_sim_policy_check (const char *policies, char **reason)
{
  g_autoptr (NsNode) document = read_policies (policies, reason);

  return document != NULL;
}

/**
 * ns_sim_policy_make_document:
 * @policies: (nullable): settings that ns_sim_policy_check() took; %NULL for those that every device can take
 *
 * Any thread.
 *
 * Returns: (transfer full): the EASProvisionDoc (MS-ASPROV 2.2.2.28)
 */
NsNode *
ns_sim_policy_make_document (const char *policies)
{
  g_autofree char *reason = NULL;

  return read_policies (policies != NULL ? policies : DEFAULT_POLICIES, &reason);
}
