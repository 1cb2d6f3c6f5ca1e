/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "test/kqueue/model.h"

const char *const model_count_names[COUNTS] = {
    [COUNT_CALLS] = "kevent",      [COUNT_CHANGES] = "changes",   [COUNT_EVENTS] = "events",
    [COUNT_WRITES] = "writes",     [COUNT_REPEATED] = "repeated", [COUNT_REORDERED] = "reordered",
    [COUNT_EINTR] = "interrupted", [COUNT_SHORT] = "short",
};

static atomic_ullong own[COUNTS];
static atomic_ullong *shared; /* by all processes that have the file */
static bool nasty;
static uint64_t state;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void open_counts(const char *path)
{
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0 || ftruncate(file, sizeof own) < 0) {
        abort();
    }
    void *memory = mmap(NULL, sizeof own, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (memory == MAP_FAILED) {
        abort();
    }
    shared = memory;
    syscall(SYS_close, file);
}

static void set_up(void)
{
    const char *seed = model_seed();
    const char *path = model_counts_file();
    nasty = seed != NULL;
    state = nasty ? strtoull(seed, NULL, 10) * 2862933555777941757u + (uint64_t)getpid() : 0;
    if (path != NULL) {
        open_counts(path);
    }
}

void model_count(model_counter what, uint64_t by)
{
    pthread_once(&once, set_up);
    atomic_fetch_add(&own[what], by);
    if (shared != NULL) {
        atomic_fetch_add(&shared[what], by);
    }
}

uint64_t model_counted(model_counter what)
{
    return atomic_load(&own[what]);
}

bool model_is_nasty(void)
{
    pthread_once(&once, set_up);
    return nasty;
}

/* The caller holds the lock. */
unsigned model_random(unsigned below)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(state >> 33) % below;
}

bool model_chance(unsigned in)
{
    return model_is_nasty() && model_random(in) == 0;
}
