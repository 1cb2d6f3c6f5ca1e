/* SPDX-License-Identifier: Apache-2.0 */
#include "clocks.h"

#include "failure.h"
#include "monotonic.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define NANOS INT64_C(1000000000)

static int64_t nanos(const struct timespec *t)
{
    return t->tv_sec * NANOS + t->tv_nsec;
}

static int64_t ticks_to_ns(uint64_t ticks)
{
    return (int64_t)ticks * (NANOS / sysconf(_SC_CLK_TCK));
}

static int read_cpu_clock(clockid_t clock, int64_t *out_ns)
{
    struct timespec used;
    if (clock_gettime(clock, &used) != 0) {
        return errno;
    }
    *out_ns = nanos(&used);
    return 0;
}

static int read_server_cpu_clock(pid_t server, int64_t *out_ns)
{
    clockid_t clock;
    int error = clock_getcpuclockid(server, &clock);
    return error != 0 ? error : read_cpu_clock(clock, out_ns);
}

/* proc_pid_stat(5): the command is in parentheses and may hold any character; utime and stime are fields 14 and 15. */
static int read_server_split(pid_t server, clocks *out)
{
    char path[64];
    char line[1024];
    uint64_t user;
    uint64_t system;
    snprintf(path, sizeof path, "/proc/%d/stat", (int)server);
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        return errno;
    }
    const char *read = fgets(line, sizeof line, file);
    fclose(file);
    const char *rest = read == NULL ? NULL : strrchr(line, ')');
    if (rest == NULL || sscanf(rest,
                               ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u"
                               " %" SCNu64 " %" SCNu64,
                               &user, &system) != 2) {
        return EPROTO;
    }
    out->server_user_ns = ticks_to_ns(user);
    out->server_system_ns = ticks_to_ns(system);
    return 0;
}

/* proc_stat(5): "cpuN user nice system idle …" */
static int read_core_idle(int core, int64_t *out_ns)
{
    char name[32];
    char line[1024];
    uint64_t idle;
    int error = ENODEV;
    FILE *file = fopen("/proc/stat", "r");
    if (file == NULL) {
        return errno;
    }
    int length = snprintf(name, sizeof name, "cpu%d ", core);
    while (error == ENODEV && fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, name, (size_t)length) != 0) {
            continue;
        }
        error = sscanf(line + length, "%*u %*u %*u %" SCNu64, &idle) == 1 ? 0 : EPROTO;
    }
    fclose(file);
    if (error == 0) {
        *out_ns = ticks_to_ns(idle);
    }
    return error;
}

static int unreadable(const char *what, int error)
{
    return failed("cannot read %s: %s", what, strerror(error));
}

int clocks_read(clocks *out, pid_t server, int server_core, int client_core)
{
    int error = read_server_split(server, out);
    if (error != 0) {
        return unreadable("the server's /proc/<pid>/stat", error);
    }
    if ((error = read_core_idle(server_core, &out->server_core_idle_ns)) != 0 ||
        (error = read_core_idle(client_core, &out->client_core_idle_ns)) != 0) {
        return unreadable("the idle times of the processors in /proc/stat", error);
    }
    if ((error = read_server_cpu_clock(server, &out->server_cpu_ns)) != 0) {
        return unreadable("the server's CPU clock", error);
    }
    if ((error = read_cpu_clock(CLOCK_PROCESS_CPUTIME_ID, &out->client_cpu_ns)) != 0) {
        return unreadable("the client's CPU clock", error);
    }
    out->wall_ns = monotonic_ns();
    return 0;
}

clocks clocks_difference(const clocks *end, const clocks *start)
{
    return (clocks){
        .wall_ns = end->wall_ns - start->wall_ns,
        .client_cpu_ns = end->client_cpu_ns - start->client_cpu_ns,
        .server_cpu_ns = end->server_cpu_ns - start->server_cpu_ns,
        .server_user_ns = end->server_user_ns - start->server_user_ns,
        .server_system_ns = end->server_system_ns - start->server_system_ns,
        .server_core_idle_ns = end->server_core_idle_ns - start->server_core_idle_ns,
        .client_core_idle_ns = end->client_core_idle_ns - start->client_core_idle_ns,
    };
}
