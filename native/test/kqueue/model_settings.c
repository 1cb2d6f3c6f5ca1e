/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "test/kqueue/model.h"

/* NULL where it is empty: so the environment can take back what the build says. */
static const char *setting(const char *name, const char *of_build)
{
    const char *of_environment = getenv(name);
    const char *value = of_environment != NULL ? of_environment : of_build;
    return *value != '\0' ? value : NULL;
}

bool model_is_macos(void)
{
    const char *name = setting("HEADRACE_KQUEUE_SYSTEM", BUILT_SYSTEM);
    return name != NULL && strcmp(name, "macos") == 0;
}

const char *model_seed(void)
{
    return setting("HEADRACE_KQUEUE_SEED", BUILT_SEED);
}

const char *model_counts_file(void)
{
    return setting("HEADRACE_KQUEUE_COUNTS", BUILT_COUNTS);
}
