/* SPDX-License-Identifier: Apache-2.0 */
#include "calls.h"

#include "failure.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/mount.h>
#include <linux/perf_event.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRACEPOINTS "events/raw_syscalls/"
/* More than a wait ever returns here: 1 << 14 events. */
#define REPORT_BITS 14
#define FILTER_SIZE 512

/* An open event of a thread, and which count it adds to, how much for each call. */
struct call_event {
    int fd;
    size_t count; /* offset in call_counts */
    int64_t weight;
};

/* What is counted, and how: calls that pass the filter of the tracepoint. */
typedef struct call_kind {
    uint64_t id; /* of the tracepoint */
    char filter[FILTER_SIZE];
    size_t count;
    int64_t weight;
} call_kind;

enum { ALL, WAITS, CHANGES, REPORTS, KINDS = REPORTS + REPORT_BITS };

static const long waits[] = {
#ifdef SYS_epoll_wait
    SYS_epoll_wait,
#endif
    SYS_epoll_pwait,
#ifdef SYS_epoll_pwait2
    SYS_epoll_pwait2,
#endif
#ifdef SYS_poll
    SYS_poll,
#endif
    SYS_ppoll,
#ifdef SYS_select
    SYS_select,
#endif
    SYS_pselect6,
};

/* A tracefs that is mounted nowhere: see fsopen(2). glibc before 2.36 has no functions for these calls. */
static int open_detached_tracefs(void)
{
    int tracefs = -1;
    int context = (int)syscall(SYS_fsopen, "tracefs", FSOPEN_CLOEXEC);
    if (context < 0) {
        return -1;
    }
    if (syscall(SYS_fsconfig, context, FSCONFIG_CMD_CREATE, NULL, NULL, 0) == 0) {
        tracefs = (int)syscall(SYS_fsmount, context, FSMOUNT_CLOEXEC, 0);
    }
    close(context);
    return tracefs;
}

static int open_tracepoint(const char *name)
{
    static const char *const mounted[] = {"/sys/kernel/tracing", "/sys/kernel/debug/tracing"};
    char path[256];
    for (size_t i = 0; i < sizeof mounted / sizeof *mounted; i++) {
        snprintf(path, sizeof path, "%s/" TRACEPOINTS "%s/id", mounted[i], name);
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        if (fd >= 0) {
            return fd;
        }
    }
    int tracefs = open_detached_tracefs();
    if (tracefs < 0) {
        return -1;
    }
    snprintf(path, sizeof path, TRACEPOINTS "%s/id", name);
    int fd = openat(tracefs, path, O_RDONLY | O_CLOEXEC);
    close(tracefs);
    return fd;
}

static int read_tracepoint_id(const char *name, uint64_t *out)
{
    char text[32];
    int fd = open_tracepoint(name);
    if (fd < 0) {
        return -1;
    }
    ssize_t n = read(fd, text, sizeof text - 1);
    close(fd);
    if (n <= 0) {
        return -1;
    }
    text[n] = '\0';
    *out = strtoull(text, NULL, 10);
    return 0;
}

static size_t write_is_wait(char *filter)
{
    size_t length = 0;
    for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
        length +=
            (size_t)snprintf(filter + length, FILTER_SIZE - length, "%sid == %ld", i == 0 ? "(" : " || ", waits[i]);
    }
    return length + (size_t)snprintf(filter + length, FILTER_SIZE - length, ")");
}

/* A filter knows no sum: how often each bit of the result was set gives it. */
static int prepare_kinds(call_kind *kinds)
{
    uint64_t enter;
    uint64_t leave;
    if (read_tracepoint_id("sys_enter", &enter) != 0 || read_tracepoint_id("sys_exit", &leave) != 0) {
        return failed_call("system calls are not counted: tracefs: " TRACEPOINTS);
    }
    kinds[ALL] = (call_kind){.id = enter, .count = offsetof(call_counts, all), .weight = 1};
    kinds[WAITS] = (call_kind){.id = enter, .count = offsetof(call_counts, waits), .weight = 1};
    write_is_wait(kinds[WAITS].filter);
    kinds[CHANGES] = (call_kind){.id = enter, .count = offsetof(call_counts, changes), .weight = 1};
    snprintf(kinds[CHANGES].filter, FILTER_SIZE, "id == %ld", (long)SYS_epoll_ctl);
    for (int bit = 0; bit < REPORT_BITS; bit++) {
        call_kind *kind = &kinds[REPORTS + bit];
        *kind = (call_kind){.id = leave, .count = offsetof(call_counts, reports), .weight = INT64_C(1) << bit};
        size_t length = write_is_wait(kind->filter);
        snprintf(kind->filter + length, FILTER_SIZE - length, " && ret > 0 && ret & %d", 1 << bit);
    }
    return 0;
}

/* -1: errno says why. */
static int open_event(const call_kind *kind, pid_t thread)
{
    struct perf_event_attr attributes = {
        .type = PERF_TYPE_TRACEPOINT, .size = sizeof attributes, .config = kind->id, .disabled = 1, .inherit = 1};
    int fd = (int)syscall(SYS_perf_event_open, &attributes, thread, -1, -1, PERF_FLAG_FD_CLOEXEC);
    if (fd >= 0 && kind->filter[0] != '\0' && ioctl(fd, PERF_EVENT_IOC_SET_FILTER, kind->filter) != 0) {
        int error = errno;
        close(fd);
        errno = error;
        return -1;
    }
    return fd;
}

static int count_thread(call_counter *c, const call_kind *kinds, pid_t thread)
{
    struct call_event *longer = realloc(c->events, (size_t)(c->count + KINDS) * sizeof *longer);
    if (longer == NULL) {
        return -1;
    }
    c->events = longer;
    for (int i = 0; i < KINDS; i++) {
        int fd = open_event(&kinds[i], thread);
        if (fd < 0) {
            return errno == ESRCH ? 0 : -1;
        }
        c->events[c->count++] = (struct call_event){fd, kinds[i].count, kinds[i].weight};
    }
    return 0;
}

static int count_threads(call_counter *c, const call_kind *kinds, DIR *threads)
{
    const struct dirent *entry;
    while ((entry = readdir(threads)) != NULL) {
        pid_t thread = (pid_t)strtol(entry->d_name, NULL, 10);
        if (thread > 0 && count_thread(c, kinds, thread) != 0) {
            return failed_call("system calls are not counted: perf_event_open");
        }
    }
    return 0;
}

int calls_open(call_counter *c, pid_t process)
{
    char path[64];
    call_kind kinds[KINDS];
    if (prepare_kinds(kinds) != 0) {
        return -1;
    }
    snprintf(path, sizeof path, "/proc/%d/task", (int)process);
    DIR *threads = opendir(path);
    if (threads == NULL) {
        return failed_call("system calls are not counted: %s", path);
    }
    int result = count_threads(c, kinds, threads);
    closedir(threads);
    return result;
}

static int control_all(const call_counter *c, unsigned long request)
{
    for (int i = 0; i < c->count; i++) {
        if (ioctl(c->events[i].fd, request, 0) != 0) {
            return failed_call("ioctl of a performance event");
        }
    }
    return 0;
}

int calls_start(const call_counter *c)
{
    return control_all(c, PERF_EVENT_IOC_ENABLE);
}

int calls_stop(const call_counter *c, call_counts *out)
{
    *out = (call_counts){0};
    if (control_all(c, PERF_EVENT_IOC_DISABLE) != 0) {
        return -1;
    }
    for (int i = 0; i < c->count; i++) {
        uint64_t calls;
        if (read(c->events[i].fd, &calls, sizeof calls) != (ssize_t)sizeof calls) {
            return failed_call("read of a performance event");
        }
        int64_t *count = (int64_t *)((char *)out + c->events[i].count);
        *count += (int64_t)calls * c->events[i].weight;
    }
    return 0;
}

void calls_close(call_counter *c)
{
    for (int i = 0; i < c->count; i++) {
        close(c->events[i].fd);
    }
    free(c->events);
    *c = (call_counter){0};
}
