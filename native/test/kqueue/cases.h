/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files of cases share: kqueue_semantics.c and kqueue_more.c say what a selector needs of kqueue(2), a
 * function a behaviour. They compile against whatever provides sys/event.h, kqueue() and kevent(): a BSD, or the model.
 *
 * PROGRAM [CASE...]   all cases or these, each in a child of its own    -l   their names    -p   how long calls take
 *
 * HEADRACE_KQUEUE_SYSTEM says which system it is: freebsd, macos, or, if unset, what it was compiled on. A line without
 * ok or FAIL tells what neither is held to.
 */
#ifndef KQUEUE_CASES_H
#define KQUEUE_CASES_H

#include <sys/types.h>
/* After sys/types.h, which it needs on FreeBSD. */
#include <sys/event.h>

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/epoll.h>
#endif
#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

/* ------------------------------------------------------------------ harness */
static const char *g_case = "?";
static int g_fail, g_ok;

#define CHECK(cond, name, ...) check_((cond) ? 1 : 0, name, __VA_ARGS__)
static void check_(int ok, const char *name, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
static void check_(int ok, const char *name, const char *fmt, ...)
{
    char full[160], msg[400];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(msg, sizeof msg, fmt, ap);
    va_end(ap);
    snprintf(full, sizeof full, "%s.%s", g_case, name);
    if (ok) {
        g_ok++;
        printf("ok    %-44s %s\n", full, msg);
    } else {
        g_fail++;
        printf("FAIL  %-44s %s\n", full, msg);
    }
    fflush(stdout);
}
__attribute__((unused)) static void note(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    printf("      %s: ", g_case);
    vprintf(fmt, ap);
    printf("\n");
    va_end(ap);
    fflush(stdout);
}
#define DIE(what)                                                          \
    do {                                                                   \
        printf("FAIL  %s: setup %s: %s\n", g_case, what, strerror(errno)); \
        fflush(stdout);                                                    \
        _exit(100);                                                        \
    } while (0)

#define NEV(call, want, name)                              \
    do {                                                   \
        n = (call);                                        \
        CHECK(n == (want), name, "n=%d want %d", n, want); \
    } while (0)

__attribute__((unused)) static double now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}
__attribute__((unused)) static void msleep(int ms)
{
    usleep(ms * 1000);
}
__attribute__((unused)) static int kq_new(void)
{
    int k = kqueue();
    if (k < 0)
        DIE("kqueue");
    return k;
}
__attribute__((unused)) static struct kevent mk(int fd, int filter, int flags, unsigned fflags, intptr_t data,
                                                uint64_t udata)
{
    struct kevent e;
    EV_SET(&e, fd, filter, flags, fflags, data, (void *)(uintptr_t)udata);
    return e;
}
/* one change, no eventlist: 0 or -errno (so -1000 stands for "-1 with errno 0") */
__attribute__((unused)) static int chg(int kq, int fd, int filter, int flags, uint64_t udata)
{
    struct kevent e = mk(fd, filter, flags, 0, 0, udata);
    errno = 0;
    if (kevent(kq, &e, 1, NULL, 0, NULL) < 0)
        return errno ? -errno : -1000;
    return 0;
}
__attribute__((unused)) static int must(int kq, int fd, int filter, int flags, uint64_t udata)
{
    int r = chg(kq, fd, filter, flags, udata);
    if (r) {
        errno = -r;
        DIE("kevent change");
    }
    return r;
}
/* wait for up to n events, ms milliseconds */
__attribute__((unused)) static int wt(int kq, struct kevent *ev, int n, int ms)
{
    struct timespec ts = {ms / 1000, (ms % 1000) * 1000000L};
    memset(ev, 0, n * sizeof *ev);
    return kevent(kq, NULL, 0, ev, n, &ts);
}
__attribute__((unused)) static struct kevent *find(struct kevent *ev, int n, int fd, int filter)
{
    for (int i = 0; i < n; i++)
        if ((int)ev[i].ident == fd && ev[i].filter == filter)
            return &ev[i];
    return NULL;
}
__attribute__((unused)) static void nb(int fd)
{
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}
__attribute__((unused)) static int tcp(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        DIE("socket");
    return s;
}
__attribute__((unused)) static int listener(struct sockaddr_in *a)
{
    int s = tcp(), one = 1;
    socklen_t l = sizeof *a;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    memset(a, 0, sizeof *a);
    a->sin_family = AF_INET;
    a->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(s, (void *)a, sizeof *a) || listen(s, 64) || getsockname(s, (void *)a, &l))
        DIE("listener");
    nb(s);
    return s;
}
__attribute__((unused)) static void tcp_pair(int p[2])
{
    struct sockaddr_in a;
    int l = listener(&a);
    p[0] = tcp();
    if (connect(p[0], (void *)&a, sizeof a))
        DIE("connect");
    for (int i = 0; i < 100 && (p[1] = accept(l, NULL, NULL)) < 0; i++)
        msleep(1);
    if (p[1] < 0)
        DIE("accept");
    close(l);
    nb(p[0]);
    nb(p[1]);
}
__attribute__((unused)) static int wr(int fd, int n)
{
    char b[70000];
    memset(b, 'x', sizeof b);
    return (int)send(fd, b, n, MSG_NOSIGNAL);
}
__attribute__((unused)) static int rd(int fd, int n)
{
    char b[70000];
    return (int)recv(fd, b, n, 0);
}
__attribute__((unused)) static int so_error(int fd)
{
    int e = 0;
    socklen_t l = sizeof e;
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &e, &l))
        return -errno;
    return e;
}
#define U1 0xFEDCBA9876543210ULL
#define U2 0x0123456789ABCDEFULL
#define UD(e) ((uint64_t)(uintptr_t)(e).udata)

__attribute__((unused)) static int is_macos(void)
{
    const char *name = getenv("HEADRACE_KQUEUE_SYSTEM");
#ifdef __APPLE__
    return name == NULL || strcmp(name, "macos") == 0;
#else
    return name != NULL && strcmp(name, "macos") == 0;
#endif
}
/* What the two answer differently. */
#define DIFFERS(freebsd, macos, name, ...) CHECK(is_macos() ? (macos) : (freebsd), name, __VA_ARGS__)
#define SEE(name, ...) note(name ": " __VA_ARGS__)

__attribute__((unused)) static void on_sig(int s)
{
    (void)s;
}

struct one_case {
    const char *name;
    void (*fn)(void);
};
static int run_cases(const struct one_case *cases, int count, int argc, char **argv)
{
    int bad = 0, ran = 0, tot_ok = 0, tot_fail = 0;
    signal(SIGPIPE, SIG_IGN);
    if (argc > 1 && !strcmp(argv[1], "-l")) {
        for (int i = 0; i < count; i++)
            puts(cases[i].name);
        return 0;
    }
    for (int i = 0; i < count; i++) {
        int want = argc < 2 && strcmp(cases[i].name, "perf") != 0, res[2];
        for (int j = 1; j < argc; j++)
            if (!strcmp(argv[j], cases[i].name) || (!strcmp(argv[j], "-p") && !strcmp(cases[i].name, "perf")))
                want = 1;
        if (!want)
            continue;
        ran++;
        fflush(stdout);
        if (pipe(res))
            return 2;
        pid_t pid = fork(); /* the parent never calls kqueue(): a kqueue is not inherited by fork */
        if (pid == 0) {
            g_case = cases[i].name;
            if (!strcmp(g_case, "timeouts")) {
                struct sigaction sa;
                memset(&sa, 0, sizeof sa);
                sa.sa_handler = on_sig;
                sigaction(SIGALRM, &sa, NULL);
            }
            close(res[0]);
            alarm(60);
            cases[i].fn();
            int r[2] = {g_ok, g_fail};
            if (write(res[1], r, sizeof r) != sizeof r)
                _exit(3);
            _exit(g_fail ? 1 : 0);
        }
        close(res[1]);
        int r[2] = {0, 0}, st, got, tries = 0;
        while ((got = waitpid(pid, &st, WNOHANG)) == 0 && tries++ < 2500)
            usleep(10000);
        if (got == 0) {
            kill(pid, SIGKILL);
            waitpid(pid, &st, 0);
        }
        if (read(res[0], r, sizeof r) != sizeof r)
            r[1] = 1;
        close(res[0]);
        tot_ok += r[0];
        tot_fail += r[1];
        if (WIFSIGNALED(st)) {
            printf("FAIL  %s: died of signal %d%s\n", cases[i].name, WTERMSIG(st),
                   WTERMSIG(st) == SIGALRM || WTERMSIG(st) == SIGKILL ? " (hang)" : "");
            bad++;
        } else if (WEXITSTATUS(st))
            bad++;
    }
    printf("%d cases: %d checks as on BSD, %d not; %s\n", ran, tot_ok, tot_fail, bad ? "FAILED" : "fine");
    return bad ? 1 : 0;
}

#endif
