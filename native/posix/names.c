/* SPDX-License-Identifier: Apache-2.0 */
#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>

#include "hr_socket.h"
#include "posix/result.h"

enum { FIRST_CAPACITY = 1024, LAST_CAPACITY = 1024 * 1024 };

/* Points name into memory, or leaves it NULL. Result: an errno, ERANGE for too little memory. */
typedef int lookup(uint32_t id, char *memory, size_t capacity, const char **name);

static int look_up_user(uint32_t id, char *memory, size_t capacity, const char **name)
{
    struct passwd entry;
    struct passwd *found = NULL;
    int error = getpwuid_r((uid_t)id, &entry, memory, capacity, &found);
    *name = found != NULL ? found->pw_name : NULL;
    return error;
}

static int look_up_group(uint32_t id, char *memory, size_t capacity, const char **name)
{
    struct group entry;
    struct group *found = NULL;
    int error = getgrgid_r((gid_t)id, &entry, memory, capacity, &found);
    *name = found != NULL ? found->gr_name : NULL;
    return error;
}

static hr_result name_by(lookup *look_up, uint32_t id, char *text, size_t capacity)
{
    hr_result result = 0;
    int error = ERANGE;
    for (size_t size = FIRST_CAPACITY; error == ERANGE && size <= LAST_CAPACITY; size *= 2) {
        char *memory = malloc(size);
        if (memory == NULL) {
            return hr_error_from_os(ENOMEM);
        }
        const char *name = NULL;
        do {
            error = look_up(id, memory, size, &name);
        } while (error == EINTR);
        size_t length = name != NULL ? strlen(name) : 0;
        if (length > 0 && length < capacity) {
            memcpy(text, name, length + 1);
            result = (hr_result)length;
        }
        free(memory);
    }
    return result;
}

hr_result hr_user_name(uint32_t user, char *text, size_t capacity)
{
    return name_by(look_up_user, user, text, capacity);
}

hr_result hr_group_name(uint32_t group, char *text, size_t capacity)
{
    return name_by(look_up_group, group, text, capacity);
}
