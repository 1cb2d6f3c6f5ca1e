/* SPDX-License-Identifier: Apache-2.0 */
/* Calls in whose place a BSD kernel does something to filters. In a library they are hidden, and bind its own calls. */
#include <dlfcn.h>
#include <errno.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "test/kqueue/model.h"

typedef void for_note(kqueue_model *kq, knote *note);

/* Of all queues. */
static void for_each(int fd, int side, for_note *act)
{
    pthread_mutex_lock(&model_lock);
    for (int i = 0; i <= model_highest(); i++) {
        kqueue_model *kq = model_at(i);
        knote *note = kq == NULL ? NULL : model_find(kq, fd, side);
        if (note != NULL) {
            act(kq, note);
            model_raise(kq);
        }
    }
    pthread_mutex_unlock(&model_lock);
}

static void drop(int fd)
{
    pthread_mutex_lock(&model_lock);
    model_drop_fd(fd);
    model_close(fd);
    pthread_mutex_unlock(&model_lock);
}

/* Not by the number of the system call: ThreadSanitizer follows descriptors by its own close. */
int close(int fd)
{
    drop(fd);
    return ((int (*)(int))dlsym(RTLD_NEXT, "close"))(fd);
}

int dup2(int from, int to)
{
    if (from != to) {
        drop(to);
    }
    return from == to ? to : (int)syscall(SYS_dup3, from, to, 0);
}

/* kern_accept4 of FreeBSD posts; macOS does not. */
static int accepted(int listener, int fd)
{
    if (fd >= 0 && !model_is_macos()) {
        int error = errno;
        for_each(listener, SIDE_READ, model_post);
        errno = error;
    }
    return fd;
}

int accept(int listener, struct sockaddr *peer, socklen_t *length)
{
    return accepted(listener, (int)syscall(SYS_accept, listener, peer, length));
}

int accept4(int listener, struct sockaddr *peer, socklen_t *length, int flags)
{
    return accepted(listener, (int)syscall(SYS_accept4, listener, peer, length, flags));
}

/* FreeBSD keeps the report of EV_ONESHOT though the socket is emptied before it is delivered. */
static void harvest_oneshot(kqueue_model *kq, knote *note)
{
    if (note->flags & EV_ONESHOT) {
        model_harvest(kq);
    }
}

/* A read wakes all who wait on the pipe, on both ends (pipeselwakeup). */
static void post_pipe(int fd)
{
    struct stat status;
    if (fstat(fd, &status) < 0 || !S_ISFIFO(status.st_mode)) {
        return;
    }
    pthread_mutex_lock(&model_lock);
    for (int i = 0; i <= model_highest(); i++) {
        kqueue_model *kq = model_at(i);
        for (int other = 0; kq != NULL && other < kq->fds; other++) {
            for (int side = 0; side < SIDES; side++) {
                knote *note = kq->by_fd[other].of[side];
                if (note != NULL && note->kind == KIND_PIPE && note->pipe == status.st_ino) {
                    model_post(kq, note);
                    model_raise(kq);
                }
            }
        }
    }
    pthread_mutex_unlock(&model_lock);
}

static ssize_t was_read(int fd, ssize_t count)
{
    if (count > 0) {
        int error = errno;
        post_pipe(fd);
        errno = error;
    }
    return count;
}

ssize_t read(int fd, void *to, size_t most)
{
    for_each(fd, SIDE_READ, harvest_oneshot);
    return was_read(fd, syscall(SYS_read, fd, to, most));
}

ssize_t readv(int fd, const struct iovec *to, int count)
{
    return was_read(fd, syscall(SYS_readv, fd, to, count));
}

ssize_t recv(int fd, void *to, size_t most, int flags)
{
    for_each(fd, SIDE_READ, harvest_oneshot);
    return syscall(SYS_recvfrom, fd, to, most, flags, NULL, NULL);
}
