/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "lab/ns-lab-shelf.h"

#include <string.h>

#define SUFFIX ".scenario"
#define PICTURE_SUFFIX ".png"

/* Where the program is not installed, those of the source tree serve. */
static const char *const folders[] = { NS_PKGDATADIR "/scenarios", NS_SRCDIR "/data/scenarios" };

/**
 * ns_lab_shelf_find:
 * @name: the name or the file of a scenario
 *
 * Looks among the installed scenarios, then in the source tree of a program that is not installed.
 *
 * Returns: (transfer full) (nullable): the file, or %NULL where there is none
 */
char *
ns_lab_shelf_find (const char *name)
{
  g_autofree char *file = g_strconcat (name, SUFFIX, NULL);

  if (strchr (name, G_DIR_SEPARATOR) != NULL || g_str_has_suffix (name, SUFFIX))
    return g_file_test (name, G_FILE_TEST_IS_REGULAR) ? g_strdup (name) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (folders[i], file, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }
  return NULL;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/**
 * ns_lab_shelf_list:
 *
 * Lists the shipped scenarios: the installed ones or, where none is installed, those of the source tree.
 *
 * Returns: (transfer container) (element-type filename): the files, by name; free with g_ptr_array_unref()
 */
GPtrArray *
ns_lab_shelf_list (void)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (folders) && paths->len == 0; i++)
    {
      g_autoptr (GDir) dir = g_dir_open (folders[i], 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        if (g_str_has_suffix (name, SUFFIX))
          g_ptr_array_add (paths, g_build_filename (folders[i], name, NULL));
    }
  g_ptr_array_sort (paths, compare_paths);
  return paths;
}

/**
 * ns_lab_shelf_find_picture:
 * @path: the file of a scenario
 *
 * Returns: (transfer full) (nullable): the picture that lies beside it, or %NULL where there is none
 */
char *
ns_lab_shelf_find_picture (const char *path)
{
  const gsize length = strlen (path) - (g_str_has_suffix (path, SUFFIX) ? strlen (SUFFIX) : 0);
  g_autofree char *picture = g_strdup_printf ("%.*s" PICTURE_SUFFIX, (int) length, path);

  return g_file_test (picture, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&picture) : NULL;
}
