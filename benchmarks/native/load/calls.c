/* SPDX-License-Identifier: Apache-2.0 */
#include "calls.h"

#include "failure.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/mount.h>
#include <linux/perf_event.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TRACEPOINT "events/raw_syscalls/sys_enter/id"

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

static int open_tracepoint_id(void)
{
    int fd = open("/sys/kernel/tracing/" TRACEPOINT, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        fd = open("/sys/kernel/debug/tracing/" TRACEPOINT, O_RDONLY | O_CLOEXEC);
    }
    int tracefs = fd < 0 ? open_detached_tracefs() : -1;
    if (tracefs >= 0) {
        fd = openat(tracefs, TRACEPOINT, O_RDONLY | O_CLOEXEC);
        close(tracefs);
    }
    return fd;
}

static int read_tracepoint_id(uint64_t *out)
{
    char text[32];
    int fd = open_tracepoint_id();
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

static int count_thread(call_counter *c, uint64_t tracepoint, pid_t thread)
{
    struct perf_event_attr attributes = {
        .type = PERF_TYPE_TRACEPOINT, .size = sizeof attributes, .config = tracepoint, .disabled = 1, .inherit = 1};
    int fd = (int)syscall(SYS_perf_event_open, &attributes, thread, -1, -1, PERF_FLAG_FD_CLOEXEC);
    if (fd < 0) {
        return errno == ESRCH ? 0 : -1;
    }
    int *longer = realloc(c->threads, (size_t)(c->count + 1) * sizeof *longer);
    if (longer == NULL) {
        close(fd);
        return -1;
    }
    c->threads = longer;
    c->threads[c->count++] = fd;
    return 0;
}

static int count_threads(call_counter *c, uint64_t tracepoint, DIR *threads)
{
    const struct dirent *entry;
    while ((entry = readdir(threads)) != NULL) {
        pid_t thread = (pid_t)strtol(entry->d_name, NULL, 10);
        if (thread > 0 && count_thread(c, tracepoint, thread) != 0) {
            return failed_call("system calls are not counted: perf_event_open");
        }
    }
    return 0;
}

int calls_open(call_counter *c, pid_t process)
{
    char path[64];
    uint64_t tracepoint;
    if (read_tracepoint_id(&tracepoint) != 0) {
        return failed_call("system calls are not counted: tracefs: " TRACEPOINT);
    }
    snprintf(path, sizeof path, "/proc/%d/task", (int)process);
    DIR *threads = opendir(path);
    if (threads == NULL) {
        return failed_call("system calls are not counted: %s", path);
    }
    int result = count_threads(c, tracepoint, threads);
    closedir(threads);
    return result;
}

int calls_start(const call_counter *c)
{
    for (int i = 0; i < c->count; i++) {
        if (ioctl(c->threads[i], PERF_EVENT_IOC_ENABLE, 0) != 0) {
            return failed_call("ioctl of a performance event");
        }
    }
    return 0;
}

int64_t calls_stop(const call_counter *c)
{
    int64_t sum = 0;
    for (int i = 0; i < c->count; i++) {
        uint64_t calls;
        if (ioctl(c->threads[i], PERF_EVENT_IOC_DISABLE, 0) != 0 ||
            read(c->threads[i], &calls, sizeof calls) != (ssize_t)sizeof calls) {
            return failed_call("read of a performance event");
        }
        sum += (int64_t)calls;
    }
    return sum;
}

void calls_close(call_counter *c)
{
    for (int i = 0; i < c->count; i++) {
        close(c->threads[i]);
    }
    free(c->threads);
    *c = (call_counter){0};
}
