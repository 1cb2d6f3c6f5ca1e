/* SPDX-License-Identifier: Apache-2.0 */
#include "resident.h"

#include "failure.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

int resident_read(int64_t *out, pid_t pid)
{
    char path[64];
    char line[256];
    bool found = false;
    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        return failed_call("%s", path);
    }
    while (!found && fgets(line, sizeof line, file) != NULL) {
        found = sscanf(line, "VmRSS: %" SCNd64, out) == 1;
    }
    fclose(file);
    if (!found) {
        return failed("%s: no VmRSS", path);
    }
    *out *= 1024;
    return 0;
}
