/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an engine with EV_CLEAR meets on a BSD kernel beyond kqueue_semantics.c. Every CHECK held on the kernel
 * code of
 * FreeBSD 13.0, which was run in user space, and for macOS by reading xnu-11417; DIFFERS has what each of the two
 * answers.
 */
#include "test/kqueue/cases.h"

/* ------------------------------------------------------------------ more cases */
static void nodelay_pair(int p[2])
{
    int one = 1;
    tcp_pair(p);
    setsockopt(p[0], IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    setsockopt(p[1], IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
}
#define tcp_pair nodelay_pair
static int fl(struct kevent *e)
{
    return e ? e->flags : 0;
}

/* An existing knote keeps the flags of its creation: EV_ADD again changes udata, fflags (filter input), data only.
 * [both] */
static void readd_flags(void)
{
    int p[2], kq = kq_new(), n, i, c;
    struct kevent ev[8];
    tcp_pair(p);
    wr(p[1], 3);
    msleep(5);
    must(kq, p[0], EVFILT_READ, EV_ADD, 1);
    must(kq, p[0], EVFILT_READ, EV_ADD | EV_CLEAR, 1);
    for (c = i = 0; i < 4; i++)
        c += wt(kq, ev, 8, 0);
    CHECK(c == 4, "level_stays_level", "reported %d of 4 after EV_ADD|EV_CLEAR on a level knote", c);
    must(kq, p[0], EVFILT_READ, EV_ADD | EV_ONESHOT, 1);
    for (c = i = 0; i < 4; i++)
        c += wt(kq, ev, 8, 0);
    CHECK(c == 4, "oneshot_not_taken", "reported %d of 4 after EV_ADD|EV_ONESHOT on a level knote", c);
    must(kq, p[0], EVFILT_READ, EV_ADD | EV_DISPATCH, 1);
    for (c = i = 0; i < 4; i++)
        c += wt(kq, ev, 8, 0);
    CHECK(c == 4, "dispatch_not_taken", "reported %d of 4 after EV_ADD|EV_DISPATCH on a level knote", c);
    must(kq, p[0], EVFILT_READ, EV_DELETE, 1);
    must(kq, p[0], EVFILT_READ, EV_ADD | EV_CLEAR, 1);
    must(kq, p[0], EVFILT_READ, EV_ADD, 1);
    for (c = i = 0; i < 4; i++)
        c += wt(kq, ev, 8, 0);
    CHECK(c == 1, "clear_stays_clear", "reported %d of 4 after EV_ADD (no EV_CLEAR) on an EV_CLEAR knote", c);
    must(kq, p[0], EVFILT_READ, EV_ENABLE, 1);
    n = wt(kq, ev, 8, 0);
    CHECK(n == 1, "enable_of_enabled_reports_again", "n=%d (EV_ENABLE alone re-evaluates an EV_CLEAR knote)", n);
    must(kq, p[0], EVFILT_READ, 0, 1);
    n = wt(kq, ev, 8, 0);
    CHECK(n == 1, "no_action_change_reports_again", "n=%d (a change with flags 0 too)", n);
}

/* EV_CLEAR on WRITE: every wakeup of the send buffer (an ACK that frees space) reports again, though it never was
 * full. [both] */
static void clear_write_ack(void)
{
    int p[2], kq = kq_new(), n, i, c = 0;
    struct kevent ev[8];
    tcp_pair(p);
    must(kq, p[0], EVFILT_WRITE, EV_ADD | EV_CLEAR, 1);
    n = wt(kq, ev, 8, 50);
    for (i = 0; i < 10; i++) {
        wr(p[0], 100);
        msleep(1);
        rd(p[1], 1000);
        wr(p[1], 1);
        n = wt(kq, ev, 8, 200);
        if (n > 0)
            c++;
        rd(p[0], 10);
    }
    CHECK(c == 10, "tcp",
          "%d WRITE events for 10 small writes acknowledged by the peer, buffer never full (FreeBSD: 10; macOS by "
          "source too; epoll: 0)",
          c);
    for (i = 0; i < 5; i++)
        n = wt(kq, ev, 8, 50);
    CHECK(n == 0, "silent_when_idle", "n=%d", n);
    close(p[0]);
    close(p[1]);
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, p))
        DIE("socketpair");
    nb(p[0]);
    must(kq, p[0], EVFILT_WRITE, EV_ADD | EV_CLEAR, 1);
    wt(kq, ev, 8, 50);
    for (c = i = 0; i < 10; i++) {
        wr(p[0], 100);
        rd(p[1], 1000);
        n = wt(kq, ev, 8, 5);
        if (n > 0)
            c++;
    }
    CHECK(c == 10, "unix", "%d WRITE events for 10 small writes read by the peer", c);
    int tot = 0, k;
    while ((k = wr(p[0], 1000)) > 0)
        tot += k;
    while (wt(kq, ev, 8, 5) > 0)
        ;
    k = rd(p[1], 70000);
    n = wt(kq, ev, 8, 50);
    CHECK(n == 1, "unix_full_then_read", "full at %d, peer read %d: n=%d data=%ld", tot, k, n, (long)ev[0].data);
}

/* The filter is asked again at delivery: emptied before kevent() means no event (level, EV_CLEAR, EV_DISPATCH).
 * [both]
 * EV_ONESHOT: FreeBSD does not ask again, the stale event is reported; macOS asks. */
static void stale(void)
{
    int p[2], kq = kq_new(), n;
    struct kevent ev[8];
    static const int f[] = {0, EV_CLEAR, EV_DISPATCH};
    tcp_pair(p);
    for (int i = 0; i < 3; i++) {
        must(kq, p[0], EVFILT_READ, EV_ADD | f[i], 1);
        wr(p[1], 5);
        msleep(5);
        rd(p[0], 100);
        n = wt(kq, ev, 8, 20);
        CHECK(n == 0, i == 0 ? "level_dropped" : i == 1 ? "clear_dropped" : "dispatch_dropped", "n=%d", n);
        wr(p[1], 1);
        n = wt(kq, ev, 8, 50);
        CHECK(n == 1 && ev[0].data == 1, "next_one_comes", "n=%d data=%ld", n, (long)ev[0].data);
        rd(p[0], 100);
        must(kq, p[0], EVFILT_READ, EV_DELETE, 1);
    }
    must(kq, p[0], EVFILT_READ, EV_ADD | EV_ONESHOT, 1);
    wr(p[1], 5);
    msleep(5);
    rd(p[0], 100);
    n = wt(kq, ev, 8, 20);
    DIFFERS(n == 1 && ev[0].data == 5, n == 0, "oneshot",
            "emptied before delivery: n=%d data=%ld (FreeBSD reports the stale one; macOS drops it)", n,
            n ? (long)ev[0].data : -1L);
}

/* EV_CLEAR|EV_DISPATCH together: disabled after the report; EV_ENABLE re-evaluates: unread data is reported again.
 * [both] */
static void clear_dispatch(void)
{
    int p[2], kq = kq_new(), n;
    struct kevent ev[8];
    tcp_pair(p);
    must(kq, p[0], EVFILT_READ, EV_ADD | EV_CLEAR | EV_DISPATCH, 1);
    wr(p[1], 4);
    NEV(wt(kq, ev, 8, 100), 1, "first");
    wr(p[1], 4);
    msleep(5);
    NEV(wt(kq, ev, 8, 20), 0, "disabled");
    rd(p[0], 2);
    must(kq, p[0], EVFILT_READ, EV_ENABLE, 1);
    n = wt(kq, ev, 8, 50);
    CHECK(n == 1 && ev[0].data == 6, "enable_reports_unread", "n=%d data=%ld", n, (long)ev[0].data);
    rd(p[0], 100);
    must(kq, p[0], EVFILT_READ, EV_ENABLE, 1);
    NEV(wt(kq, ev, 8, 20), 0, "enable_of_empty_silent");
    NEV((wr(p[1], 1), wt(kq, ev, 8, 100)), 1, "armed");
}

/* EV_RECEIPT or errors with too small an eventlist. FreeBSD: with no slot left the call ends there: error ->
 * -1/errno; a mere
 * receipt -> 0, and the rest of the changelist is NOT applied. macOS goes on after a receipt without a slot. */
static void receipt_no_room(void)
{
    int p[3][2], kq = kq_new(), n, i;
    struct kevent ev[8], c[4];
    struct timespec z = {0, 0};
    for (i = 0; i < 3; i++) {
        tcp_pair(p[i]);
        wr(p[i][1], 1);
    }
    msleep(5);
    for (i = 0; i < 3; i++)
        c[i] = mk(p[i][0], EVFILT_READ, EV_ADD | EV_RECEIPT, 0, 0, i);
    errno = 0;
    n = kevent(kq, c, 3, ev, 1, &z);
    int e = errno, r[3];
    for (i = 0; i < 3; i++)
        r[i] = chg(kq, p[i][0], EVFILT_READ, EV_DELETE, 0);
    DIFFERS(n == 0 && r[0] == 0 && r[1] == 0 && r[2] == -ENOENT, n == 1 && r[0] == 0 && r[1] == 0 && r[2] == 0,
            "receipts_3_slots_1",
            "n=%d errno=%d; then EV_DELETE: %d %d %d (0 = had been "
            "registered)",
            n, e, r[0], r[1], r[2]);
    for (i = 0; i < 3; i++)
        c[i] = mk(p[i][0], EVFILT_READ, EV_ADD | EV_RECEIPT, 0, 0, i);
    errno = 0;
    n = kevent(kq, c, 3, NULL, 0, NULL);
    e = errno;
    for (i = 0; i < 3; i++)
        r[i] = chg(kq, p[i][0], EVFILT_READ, EV_DELETE, 0);
    DIFFERS(n == 0 && r[0] == 0 && r[1] == -ENOENT && r[2] == -ENOENT, n == 0 && r[0] == 0 && r[1] == 0 && r[2] == 0,
            "receipts_3_slots_0", "n=%d errno=%d; then EV_DELETE: %d %d %d", n, e, r[0], r[1], r[2]);
    for (i = 0; i < 3; i++)
        c[i] = mk(p[i][0], EVFILT_WRITE, EV_DELETE, 0, 0, i);
    errno = 0;
    n = kevent(kq, c, 3, ev, 2, &z);
    CHECK(n == -1 && errno == ENOENT, "errors_3_slots_2", "n=%d errno=%d want -1/ENOENT", n, errno);
    c[0] = mk(p[0][0], EVFILT_READ, EV_ADD | EV_RECEIPT | EV_CLEAR, 0, 0, 1);
    n = kevent(kq, c, 1, ev, 1, &z);
    n = wt(kq, ev, 8, 20);
    DIFFERS(n == 1 && (ev[0].flags & EV_RECEIPT) && !(ev[0].flags & EV_ADD),
            n == 1 && (ev[0].flags & EV_RECEIPT) && (ev[0].flags & EV_ADD), "flags",
            "event of a knote added with EV_ADD|EV_RECEIPT|EV_CLEAR: flags=%x (never compare flags with ==)",
            ev[0].flags);
}

/* Contradictory flags. */
static void odd_flags(void)
{
    int p[2], kq = kq_new(), r1, r2, r3, r4, n;
    struct kevent ev[8];
    tcp_pair(p);
    wr(p[1], 1);
    msleep(5);
    must(kq, p[0], EVFILT_READ, EV_ADD, 1);
    r1 = chg(kq, p[0], EVFILT_READ, EV_ENABLE | EV_DISABLE, 1);
    n = wt(kq, ev, 8, 0);
    DIFFERS(r1 == -EINVAL && n == 1, r1 == 0 && n == 0, "enable_and_disable",
            "r=%d, then reported=%d (FreeBSD 12+: EINVAL, nothing done; macOS: EV_DISABLE wins)", r1, n);
    must(kq, p[0], EVFILT_READ, EV_ENABLE, 1);
    r2 = chg(kq, p[0], EVFILT_READ, EV_ADD | EV_DELETE, 1);
    r3 = chg(kq, p[0], EVFILT_READ, EV_DELETE, 1);
    r4 = chg(kq, p[0], EVFILT_READ, EV_ADD | EV_DELETE, 1);
    n = chg(kq, p[0], EVFILT_READ, EV_DELETE, 1);
    DIFFERS(r2 == 0 && r3 == -ENOENT && r4 == 0 && n == 0, r2 == 0 && r3 == -ENOENT && r4 == -ENOENT && n == -ENOENT,
            "add_and_delete",
            "existing: r=%d, EV_DELETE then %d; missing: r=%d, EV_DELETE then %d (FreeBSD adds a missing one; macOS: "
            "ENOENT)",
            r2, r3, r4, n);
    r1 = chg(kq, kq, EVFILT_READ, EV_ADD, 1);
    CHECK(r1 == -EINVAL, "kq_in_itself", "r=%d", r1);
}

/* A bad timeout with changes: FreeBSD applies the changes first, then EINVAL; macOS looks at the timeout first.
 * nevents 0: FreeBSD ignores it. */
static void bad_timeout(void)
{
    int p[2], kq = kq_new(), n, r;
    struct kevent ev[8], c;
    struct timespec t = {0, 1000000000};
    tcp_pair(p);
    c = mk(p[0], EVFILT_READ, EV_ADD, 0, 0, 1);
    errno = 0;
    n = kevent(kq, &c, 1, ev, 8, &t);
    int e = errno;
    r = chg(kq, p[0], EVFILT_READ, EV_DELETE, 1);
    DIFFERS(n == -1 && e == EINVAL && r == 0, n == 0 && r == 0, "einval",
            "n=%d errno=%d; change applied all the same: %s", n, e, r == 0 ? "yes" : "no");
    errno = 0;
    t.tv_nsec = 2000000000;
    n = kevent(kq, &c, 1, NULL, 0, &t);
    DIFFERS(n == 0, n == -1 && errno == EINVAL, "nevents_0",
            "n=%d errno=%d (FreeBSD: not looked "
            "at; macOS: EINVAL)",
            n, n < 0 ? errno : 0);
    t = (struct timespec){0, 1};
    double a = now_us();
    n = kevent(kq, NULL, 0, ev, 8, &t);
    SEE("1 ns", "n=%d %.0f us", n, now_us() - a);
}

/* Pipes: EV_ADD of WRITE when the reader is gone: FreeBSD EPIPE, not registered; macOS (now) registers and reports
 * EV_EOF. */
static void pipe_odd(void)
{
    int p[2], kq = kq_new(), n, r, tot = 0, k;
    struct kevent ev[8];
    char b[65536];
    if (pipe(p))
        DIE("pipe");
    close(p[0]);
    r = chg(kq, p[1], EVFILT_WRITE, EV_ADD | EV_CLEAR, 1);
    n = wt(kq, ev, 8, 20);
    DIFFERS(r == -EPIPE && n == 0, r == 0 && n == 1 && (ev[0].flags & EV_EOF), "add_write_reader_gone",
            "r=%d then n=%d flags=%x (FreeBSD: -EPIPE and no knote; macOS: 0 and EV_EOF)", r, n,
            n > 0 ? ev[0].flags : 0);
    close(p[1]);
    if (pipe(p))
        DIE("pipe");
    r = chg(kq, p[1], EVFILT_READ, EV_ADD, 1);
    n = wt(kq, ev, 8, 10);
    SEE("read_on_write_end", "r=%d n=%d", r, n);
    r = chg(kq, p[0], EVFILT_WRITE, EV_ADD, 1);
    n = wt(kq, ev, 8, 10);
    SEE("write_on_read_end", "r=%d n=%d", r, n);
    close(p[0]);
    close(p[1]);
    if (pipe(p))
        DIE("pipe");
    fcntl(p[1], F_SETFL, O_NONBLOCK);
    fcntl(p[0], F_SETFL, O_NONBLOCK);
    memset(b, 1, sizeof b);
    must(kq, p[1], EVFILT_WRITE, EV_ADD | EV_CLEAR, 1);
    n = wt(kq, ev, 8, 10);
    SEE("write_space_empty", "data=%ld", (long)ev[0].data);
    while ((k = write(p[1], b, 1000)) > 0)
        tot += k;
    while ((k = write(p[1], b, 1)) > 0)
        tot += k;
    NEV(wt(kq, ev, 8, 10), 0, "full_silent");
    for (k = 0; k < tot;) {
        int g = read(p[0], b, 100);
        if (g <= 0)
            break;
        k += g;
        n = wt(kq, ev, 8, 2);
        if (n)
            break;
    }
    SEE("write_again", "full at %d; WRITE came after %d bytes were read (data=%ld; PIPE_BUF is 512)", tot, k,
        n ? (long)ev[0].data : -1L);
    must(kq, p[0], EVFILT_READ, EV_ADD | EV_CLEAR, 2);
    n = wt(kq, ev, 8, 10);
    struct kevent *r1 = find(ev, n, p[0], EVFILT_READ);
    CHECK(r1 != NULL, "read_clear_first", "n=%d", n);
    read(p[0], b, 10);
    n = wt(kq, ev, 8, 10);
    CHECK(find(ev, n, p[0], EVFILT_READ) != NULL, "partial_read_of_a_pipe",
          "READ reported again: %d (both kernels wake the one list of the pipe: yes)",
          !!find(ev, n, p[0], EVFILT_READ));
    while (read(p[0], b, sizeof b) > 0)
        ;
    while (wt(kq, ev, 8, 2) > 0)
        ;
    write(p[1], b, 7);
    close(p[1]);
    n = wt(kq, ev, 8, 20);
    r1 = find(ev, n, p[0], EVFILT_READ);
    CHECK(r1 && (r1->flags & EV_EOF) && r1->data == 7, "eof_with_data", "n=%d flags=%x data=%ld", n, fl(r1),
          r1 ? (long)r1->data : -1L);
    read(p[0], b, 3);
    n = wt(kq, ev, 8, 20);
    SEE("partial read at EOF", "reported again: %d", n);
}

/* Urgent data, not inline: no READ event by itself, the byte is not in data; with SO_OOBINLINE it is ordinary
 * data. [both] */
static void oob(void)
{
    int p[2], kq = kq_new(), n, one = 1;
    struct kevent ev[8];
    tcp_pair(p);
    must(kq, p[0], EVFILT_READ, EV_ADD | EV_CLEAR, 1);
    n = (int)send(p[1], "!", 1, MSG_OOB);
    msleep(10);
    n = wt(kq, ev, 8, 50);
    CHECK(n == 0, "urgent_byte_alone_silent", "n=%d data=%ld flags=%x", n, n ? (long)ev[0].data : -1L,
          n ? ev[0].flags : 0);
    wr(p[1], 3);
    n = wt(kq, ev, 8, 100);
    CHECK(n == 1 && ev[0].data == 3, "data_without_urgent", "n=%d data=%ld", n, (long)ev[0].data);
    tcp_pair(p);
    setsockopt(p[0], SOL_SOCKET, SO_OOBINLINE, &one, sizeof one);
    must(kq, p[0], EVFILT_READ, EV_ADD | EV_CLEAR, 1);
    send(p[1], "!", 1, MSG_OOB);
    n = wt(kq, ev, 8, 100);
    CHECK(n == 1 && ev[0].data == 1, "inline_is_data", "n=%d data=%ld", n, (long)ev[0].data);
}

/* EV_CLEAR and the end of stream: the FIN is one edge; after a partial read of what was left nothing more is said.
 * [both] */
static void clear_eof(void)
{
    int p[2], kq = kq_new(), n, e;
    struct kevent ev[8], *r, *w;
    tcp_pair(p);
    must(kq, p[0], EVFILT_READ, EV_ADD | EV_CLEAR, 1);
    must(kq, p[0], EVFILT_WRITE, EV_ADD | EV_CLEAR, 2);
    wt(kq, ev, 8, 20);
    wr(p[1], 10);
    msleep(5);
    n = wt(kq, ev, 8, 50);
    r = find(ev, n, p[0], EVFILT_READ);
    CHECK(r && r->data == 10 && !(r->flags & EV_EOF), "data", "n=%d flags=%x", n, fl(r));
    shutdown(p[1], SHUT_WR);
    msleep(5);
    n = wt(kq, ev, 8, 50);
    r = find(ev, n, p[0], EVFILT_READ);
    w = find(ev, n, p[0], EVFILT_WRITE);
    CHECK(r && r->data == 10 && (r->flags & EV_EOF) && r->fflags == 0, "eof_edge_counts_unread",
          "n=%d flags=%x data=%ld", n, fl(r), r ? (long)r->data : -1L);
    CHECK(!w, "fin_is_no_write_event", "w=%d", !!w);
    rd(p[0], 4);
    NEV(wt(kq, ev, 8, 20), 0, "partial_read_silent");
    rd(p[0], 100);
    n = rd(p[0], 100);
    CHECK(n == 0, "read_gives_0", "%d", n);
    NEV(wt(kq, ev, 8, 20), 0, "silent_at_eof");
    must(kq, p[0], EVFILT_READ, EV_ADD | EV_CLEAR, 1);
    n = wt(kq, ev, 8, 20);
    CHECK(n == 1 && (ev[0].flags & EV_EOF) && ev[0].data == 0, "readd_reports_eof_again", "n=%d flags=%x", n,
          n ? ev[0].flags : 0);
    /* the peer closes for good, we write into it: RST */
    close(p[1]);
    msleep(5);
    wr(p[0], 5);
    msleep(10);
    n = wt(kq, ev, 8, 50);
    r = find(ev, n, p[0], EVFILT_READ);
    w = find(ev, n, p[0], EVFILT_WRITE);
    CHECK(n == 2 && (fl(r) & EV_EOF) && (fl(w) & EV_EOF), "write_after_the_peers_close",
          "n=%d READ flags=%x fflags=%u, WRITE flags=%x fflags=%u", n, fl(r), r ? r->fflags : 0, fl(w),
          w ? w->fflags : 0);
    CHECK(w && (w->flags & EV_EOF), "rst_write_eof", "-");
    e = so_error(p[0]);
    n = wr(p[0], 1);
    SEE("after it", "SO_ERROR=%d, send: %d errno %d", e, n, n < 0 ? errno : 0);
    must(kq, p[0], EVFILT_WRITE, EV_ADD | EV_CLEAR, 2);
    n = wt(kq, ev, 8, 20);
    w = find(ev, n, p[0], EVFILT_WRITE);
    CHECK(w && (w->flags & EV_EOF) && w->fflags == 0, "error_consumed_eof_stays", "flags=%x fflags=%u", fl(w),
          w ? w->fflags : 0);
}

/* A listening socket with EV_CLEAR: one event per arrival; accepting some of several is silent; re-EV_ADD reports
 * the rest. [both] */
static void clear_listen(void)
{
    struct sockaddr_in a;
    int l = listener(&a), kq = kq_new(), c[4], n, i;
    struct kevent ev[8];
    must(kq, l, EVFILT_READ, EV_ADD | EV_CLEAR, 5);
    for (i = 0; i < 3; i++) {
        c[i] = tcp();
        if (connect(c[i], (void *)&a, sizeof a))
            DIE("connect");
    }
    msleep(10);
    n = wt(kq, ev, 8, 50);
    CHECK(n == 1 && ev[0].data == 3, "one_event_for_three", "n=%d data=%ld", n, (long)ev[0].data);
    accept(l, NULL, NULL);
    n = wt(kq, ev, 8, 20);
    DIFFERS(n == 1 && ev[0].data == 2, n == 0, "accept_of_one_of_three",
            "reported again: %d data=%ld (FreeBSD: accept(2) itself posts the event, yes; macOS: no)", n,
            (long)ev[0].data);
    c[3] = tcp();
    if (connect(c[3], (void *)&a, sizeof a))
        DIE("connect");
    n = wt(kq, ev, 8, 50);
    CHECK(n == 1 && ev[0].data == 3, "new_arrival", "n=%d data=%ld", n, (long)ev[0].data);
    accept(l, NULL, NULL);
    must(kq, l, EVFILT_READ, EV_ADD | EV_CLEAR, 5);
    n = wt(kq, ev, 8, 50);
    CHECK(n == 1 && ev[0].data == 2, "readd_reports_rest", "n=%d data=%ld", n, (long)ev[0].data);
    int w = chg(kq, l, EVFILT_WRITE, EV_ADD, 5);
    n = wt(kq, ev, 8, 20);
    CHECK(w == 0 && n == 0, "write_never", "r=%d n=%d", w, n);
}

/* Registered (EV_CLEAR, both filters) before connect(): silent until it is decided; then WRITE once (READ not);
 * refused: both EV_EOF. [both] */
static void clear_connect(void)
{
    struct sockaddr_in a;
    int l = listener(&a), s = tcp(), kq = kq_new(), n, i, rc = 0, wc = 0;
    struct kevent ev[8], *r, *w;
    nb(s);
    must(kq, s, EVFILT_READ, EV_ADD | EV_CLEAR, 1);
    must(kq, s, EVFILT_WRITE, EV_ADD | EV_CLEAR, 2);
    NEV(wt(kq, ev, 8, 10), 0, "unconnected_silent");
    connect(s, (void *)&a, sizeof a);
    msleep(10);
    for (i = 0; i < 4; i++) {
        n = wt(kq, ev, 8, 20);
        rc += !!find(ev, n, s, EVFILT_READ);
        wc += !!find(ev, n, s, EVFILT_WRITE);
    }
    CHECK(wc == 1 && rc == 0, "connected", "WRITE %d READ %d", wc, rc);
    close(s);
    close(l);
    s = tcp();
    nb(s);
    must(kq, s, EVFILT_READ, EV_ADD | EV_CLEAR, 1);
    must(kq, s, EVFILT_WRITE, EV_ADD | EV_CLEAR, 2);
    connect(s, (void *)&a, sizeof a);
    msleep(10);
    n = wt(kq, ev, 8, 50);
    r = find(ev, n, s, EVFILT_READ);
    w = find(ev, n, s, EVFILT_WRITE);
    CHECK(r && w && (r->flags & EV_EOF) && (w->flags & EV_EOF) && r->fflags == ECONNREFUSED &&
              w->fflags == ECONNREFUSED,
          "refused", "n=%d flags=%x,%x fflags=%u,%u", n, fl(r), fl(w), r ? r->fflags : 0, w ? w->fflags : 0);
    NEV(wt(kq, ev, 8, 20), 0, "refused_once");
    n = so_error(s);
    CHECK(n == ECONNREFUSED, "so_error", "%d", n);
    n = so_error(s);
    CHECK(n == 0, "so_error_once", "%d", n);
}

/* EV_CLEAR on UDP: one event for several datagrams already there; reading one is silent; an error (so_error) is an
 * edge, no EV_EOF. [both] */
static void clear_udp(void)
{
    int a = socket(AF_INET, SOCK_DGRAM, 0), b = socket(AF_INET, SOCK_DGRAM, 0), kq = kq_new(), n;
    struct sockaddr_in sa;
    socklen_t l = sizeof sa;
    struct kevent ev[8];
    memset(&sa, 0, sizeof sa);
    sa.sin_family = AF_INET;
    sa.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(a, (void *)&sa, sizeof sa);
    getsockname(a, (void *)&sa, &l);
    nb(a);
    nb(b);
    must(kq, a, EVFILT_READ, EV_ADD | EV_CLEAR, 1);
    for (n = 0; n < 3; n++)
        sendto(b, "12345", 5, 0, (void *)&sa, sizeof sa);
    msleep(5);
    n = wt(kq, ev, 8, 50);
    CHECK(n == 1 && ev[0].data == 15, "one_event_for_three", "n=%d data=%ld", n, (long)ev[0].data);
    rd(a, 100);
    NEV(wt(kq, ev, 8, 20), 0, "two_left_silent");
    must(kq, a, EVFILT_READ, EV_ADD | EV_CLEAR, 1);
    n = wt(kq, ev, 8, 20);
    CHECK(n == 1 && ev[0].data == 10, "readd_reports_rest", "n=%d data=%ld", n, (long)ev[0].data);
    close(a);
    connect(b, (void *)&sa, sizeof sa);
    must(kq, b, EVFILT_READ, EV_ADD | EV_CLEAR, 1);
    must(kq, b, EVFILT_WRITE, EV_ADD | EV_CLEAR, 2);
    n = wt(kq, ev, 8, 20);
    send(b, "x", 1, 0);
    msleep(5);
    n = wt(kq, ev, 8, 50);
    struct kevent *r = find(ev, n, b, EVFILT_READ), *w = find(ev, n, b, EVFILT_WRITE);
    CHECK(r && !(r->flags & EV_EOF), "error_read_edge", "n=%d flags=%x fflags=%u", n, fl(r), r ? r->fflags : 0);
    CHECK(w != NULL, "error_write_too", "WRITE too: %d", !!w);
    NEV(wt(kq, ev, 8, 20), 0, "error_once");
    n = so_error(b);
    CHECK(n == ECONNREFUSED, "so_error", "%d", n);
}

/* EVFILT_USER in detail. */
static void user_odd(void)
{
    int kq = kq_new(), n, r;
    struct kevent ev[8], e;
    e = mk(1, EVFILT_USER, EV_ADD | EV_CLEAR, 0, 0, 1);
    kevent(kq, &e, 1, NULL, 0, NULL);
    e = mk(1, EVFILT_USER, EV_CLEAR, NOTE_TRIGGER, 0, 1);
    r = kevent(kq, &e, 1, NULL, 0, NULL);
    n = wt(kq, ev, 8, 20);
    DIFFERS(r == 0 && n == 0, r == 0 && n == 1, "trigger_with_ev_clear",
            "r=%d reported=%d (FreeBSD: the change's EV_CLEAR takes the trigger back; macOS: reported)", r, n);
    e = mk(1, EVFILT_USER, EV_ADD, NOTE_TRIGGER, 0, 1);
    r = kevent(kq, &e, 1, NULL, 0, NULL);
    NEV(wt(kq, ev, 8, 20), 1, "add_without_clear_triggers");
    NEV(wt(kq, ev, 8, 20), 0, "still_edge");
    e = mk(1, EVFILT_USER, EV_ADD | EV_ENABLE, NOTE_TRIGGER, 0, 1);
    r = kevent(kq, &e, 1, NULL, 0, NULL);
    NEV(wt(kq, ev, 8, 20), 1, "add_enable_triggers");
    e = mk(1, EVFILT_USER, EV_DISABLE, 0, 0, 1);
    kevent(kq, &e, 1, NULL, 0, NULL);
    e = mk(1, EVFILT_USER, 0, NOTE_TRIGGER, 0, 1);
    kevent(kq, &e, 1, NULL, 0, NULL);
    NEV(wt(kq, ev, 8, 20), 0, "disabled_silent");
    e = mk(1, EVFILT_USER, EV_ENABLE, 0, 0, 1);
    kevent(kq, &e, 1, NULL, 0, NULL);
    NEV(wt(kq, ev, 8, 20), 1, "trigger_kept_while_disabled");
    e = mk(1, EVFILT_USER, 0, NOTE_TRIGGER | NOTE_FFCOPY | 0x1234, 77, 9);
    kevent(kq, &e, 1, NULL, 0, NULL);
    n = wt(kq, ev, 8, 20);
    CHECK(n == 1 && ev[0].fflags == 0x1234 && ev[0].data == 77, "fflags_data", "n=%d fflags=%x data=%ld", n,
          ev[0].fflags, (long)ev[0].data);
    e = mk(2, EVFILT_USER, EV_ADD, 0, 0, 1);
    kevent(kq, &e, 1, NULL, 0, NULL);
    e = mk(2, EVFILT_USER, 0, NOTE_TRIGGER, 0, 1);
    kevent(kq, &e, 1, NULL, 0, NULL);
    NEV(wt(kq, ev, 8, 20), 1, "no_clear");
    NEV(wt(kq, ev, 8, 20), 1, "no_clear_stays");
    e = mk(2, EVFILT_USER, EV_CLEAR, 0, 0, 1);
    kevent(kq, &e, 1, NULL, 0, NULL);
    n = wt(kq, ev, 8, 20);
    DIFFERS(n == 0, n == 1, "ev_clear_as_a_command", "resets a level USER event: n=%d (FreeBSD: 0; macOS: 1)", n);
}

/* Changes larger than the kernel's chunk (FreeBSD: 8), one array for both, an error in the middle. */
static void big_changelist(void)
{
    enum { N = 50 };
    int p[N][2], kq = kq_new(), n, i, bad = 0;
    struct kevent c[2 * N];
    struct timespec z = {0, 0};
    for (i = 0; i < N; i++) {
        if (socketpair(AF_UNIX, SOCK_STREAM, 0, p[i]))
            DIE("socketpair");
        wr(p[i][1], 1);
    }
    for (i = 0; i < N; i++)
        c[i] = mk(p[i][0], EVFILT_READ, EV_ADD | EV_CLEAR, 0, 0, i);
    n = kevent(kq, c, N, c, 2 * N, &z);
    for (i = 0; i < n; i++)
        if (c[i].filter != EVFILT_READ || (c[i].flags & EV_ERROR))
            bad++;
    CHECK(n == N && !bad, "one_array_events", "n=%d bad=%d", n, bad);
    for (i = 0; i < N; i++)
        c[i] = mk(p[i][0], EVFILT_READ, i % 2 ? EV_DELETE | EV_RECEIPT : EV_ENABLE | EV_RECEIPT, 0, 0, i);
    n = kevent(kq, c, N, c, N, NULL);
    for (bad = i = 0; i < n; i++)
        if (!(c[i].flags & EV_ERROR) || c[i].data || (int)UD(c[i]) != i)
            bad++;
    CHECK(n == N && !bad, "one_array_receipts", "n=%d bad=%d", n, bad);
    n = kevent(kq, NULL, 0, c, 2 * N, &z);
    CHECK(n == N / 2, "enable_re_reports", "n=%d want %d", n, N / 2);
    for (i = 0; i < N; i++)
        c[i] = mk(p[i][0], EVFILT_WRITE, i == 20 ? EV_DELETE : EV_ADD, 0, 0, i);
    errno = 0;
    n = kevent(kq, c, N, NULL, 0, NULL);
    int e = errno, before = 0, after = 0;
    for (i = 0; i < N; i++)
        if (chg(kq, p[i][0], EVFILT_WRITE, EV_DELETE, 0) == 0) {
            if (i < 20)
                before++;
            else
                after++;
        }
    CHECK(n == -1 && e == ENOENT && before == 20 && after == 0, "stops_at_error",
          "n=%d errno=%d, %d changes before it applied, %d after", n, e, before, after);
    /* delete and add the same filter twice in one list; last one wins */
    c[0] = mk(p[0][0], EVFILT_READ, EV_ADD | EV_CLEAR, 0, 0, 1);
    c[1] = mk(p[0][0], EVFILT_READ, EV_DELETE, 0, 0, 1);
    c[2] = mk(p[0][0], EVFILT_READ, EV_ADD | EV_CLEAR, 0, 0, 2);
    n = kevent(kq, c, 3, c, 8, &z);
    CHECK(n >= 1 && find(c, n, p[0][0], EVFILT_READ) && UD(*find(c, n, p[0][0], EVFILT_READ)) == 2, "add_delete_add",
          "n=%d", n);
}

/* close(fd) by another thread while a kevent() waits on it: the knote is gone, the waiter is not woken. [both] */
struct cl {
    int fd;
};
static void *cl_main(void *v)
{
    msleep(50);
    close(((struct cl *)v)->fd);
    return NULL;
}
static void close_while_waiting(void)
{
    int p[2], kq = kq_new(), n;
    struct kevent ev[8];
    pthread_t t;
    tcp_pair(p);
    must(kq, p[0], EVFILT_READ, EV_ADD | EV_CLEAR, 1);
    struct cl c = {p[0]};
    pthread_create(&t, NULL, cl_main, &c);
    double a = now_us();
    n = wt(kq, ev, 8, 300);
    CHECK(n == 0, "not_woken", "n=%d after %.0f ms", n, (now_us() - a) / 1000);
    pthread_join(t, NULL);
    wr(p[1], 1);
    msleep(5);
    NEV(wt(kq, ev, 8, 20), 0, "gone");
}

/* WRITE needs SO_SNDLOWAT (2048) free bytes, send() needs one: a socket can take bytes while kqueue says nothing.
 * [both] */
static void write_lowat(void)
{
    int p[2], kq = kq_new(), n, v = 0, k, tot = 0, got = 0;
    socklen_t l = sizeof v;
    struct kevent ev[8];
    tcp_pair(p);
    getsockopt(p[0], SOL_SOCKET, SO_SNDLOWAT, &v, &l);
    must(kq, p[0], EVFILT_WRITE, EV_ADD | EV_CLEAR, 1);
    n = wt(kq, ev, 8, 20);
    SEE("SO_SNDLOWAT", "%d, free at first %ld", v, (long)ev[0].data);
    for (int i = 0; i < 20; i++) {
        while ((k = wr(p[0], 60000)) > 0)
            tot += k;
        msleep(5);
    }
    while ((k = wr(p[0], 1)) > 0)
        tot += k;
    while (wt(kq, ev, 8, 10) > 0)
        ;
    k = wr(p[0], 1);
    SEE("full", "at %d bytes; send of 1: %d", tot, k);
    for (n = 0; got < tot && !n;) {
        k = rd(p[1], 500);
        if (k <= 0) {
            msleep(5);
            k = 0;
        }
        got += k;
        n = wt(kq, ev, 8, 1);
    }
    SEE("writable again", "after the peer read %d of %d, data=%ld", got, tot, n ? (long)ev[0].data : -1L);
    CHECK(n == 1 && ev[0].data >= v, "at_least_lowat", "n=%d data=%ld", n, (long)ev[0].data);
    /* a short write is followed by an edge even if it was never 0 / EAGAIN? */
    k = wr(p[0], 60000);
    n = wt(kq, ev, 8, 5);
    SEE("after a short write", "wrote %d of 60000; event without any read by the peer: %d", k, n);
}

/* Unix stream sockets, EV_CLEAR. */
static void clear_unix(void)
{
    int p[2], kq = kq_new(), n;
    struct kevent ev[8], *r, *w;
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, p))
        DIE("socketpair");
    nb(p[0]);
    nb(p[1]);
    must(kq, p[0], EVFILT_READ, EV_ADD | EV_CLEAR, 1);
    must(kq, p[0], EVFILT_WRITE, EV_ADD | EV_CLEAR, 2);
    n = wt(kq, ev, 8, 20);
    CHECK(n == 1 && ev[0].filter == EVFILT_WRITE, "write_first", "n=%d data=%ld", n, (long)ev[0].data);
    wr(p[1], 5);
    n = wt(kq, ev, 8, 20);
    r = find(ev, n, p[0], EVFILT_READ);
    w = find(ev, n, p[0], EVFILT_WRITE);
    CHECK(r && !w, "data_read_only", "n=%d", n);
    rd(p[0], 2);
    NEV(wt(kq, ev, 8, 20), 0, "partial_read_silent");
    wr(p[1], 1);
    n = wt(kq, ev, 8, 20);
    CHECK(n == 1 && ev[0].data == 4, "new_arrival", "n=%d data=%ld", n, (long)ev[0].data);
    shutdown(p[1], SHUT_WR);
    n = wt(kq, ev, 8, 20);
    r = find(ev, n, p[0], EVFILT_READ);
    w = find(ev, n, p[0], EVFILT_WRITE);
    CHECK(r && (r->flags & EV_EOF) && r->data == 4, "peer_shut_wr", "n=%d flags=%x", n, fl(r));
    SEE("peer_shut_wr", "WRITE event: %d flags=%x", !!w, fl(w));
    close(p[1]);
    n = wt(kq, ev, 8, 20);
    r = find(ev, n, p[0], EVFILT_READ);
    w = find(ev, n, p[0], EVFILT_WRITE);
    CHECK(w && (w->flags & EV_EOF), "peer_close_write_eof", "n=%d flags=%x fflags=%u", n, fl(w), w ? w->fflags : 0);
}

/* Level WRITE of a connected socket and level READ with 100 fds, small eventlist: who waits how long? */
static void fair(void)
{
    enum { N = 100 };
    int p[N][2], kq = kq_new(), n, i, first[N], last[N], worst = 0;
    struct kevent ev[8];
    for (i = 0; i < N; i++) {
        if (socketpair(AF_UNIX, SOCK_STREAM, 0, p[i]))
            DIE("socketpair");
        wr(p[i][1], 1);
        must(kq, p[i][0], EVFILT_READ, EV_ADD, i);
        first[i] = -1;
        last[i] = 0;
    }
    for (int call = 0; call < 100; call++) {
        n = wt(kq, ev, 8, 0);
        for (i = 0; i < n; i++) {
            int k = (int)UD(ev[i]);
            if (first[k] < 0)
                first[k] = call;
            if (call - last[k] > worst)
                worst = call - last[k];
            last[k] = call;
        }
    }
    CHECK(worst <= 14, "rotation", "longest wait of an always ready fd: %d calls (100 fds, eventlist of 8; ideal 13)",
          worst);
}

/* The rule of an edge-triggered engine, tried at random against poll(2): a side counts as ready from its event
 * until a call
 * says EAGAIN (or less than asked). Never may poll() say ready while the rule says not. EV_EOF keeps READ ready
 * for good. */
static unsigned rs = 12345;
static unsigned rnd(unsigned n)
{
    rs = rs * 1103515245u + 12345u;
    return (rs >> 16) % n;
}
static void rule(int shortread, int eofsticky, int un, int *lost_r, int *lost_w, int *spur_r, int *spur_w, int *steps)
{
    enum { N = 6 };
    int p[N][2], kq = kq_new(), rr[N], rw[N], eof[N], shut[N], i, n, k;
    struct kevent ev[32];
    for (i = 0; i < N; i++) {
        if (un) {
            if (socketpair(AF_UNIX, SOCK_STREAM, 0, p[i]))
                DIE("socketpair");
            nb(p[i][0]);
            nb(p[i][1]);
        } else
            tcp_pair(p[i]);
        rr[i] = rw[i] = eof[i] = shut[i] = 0;
        must(kq, p[i][0], EVFILT_READ, EV_ADD | EV_CLEAR, i);
        must(kq, p[i][0], EVFILT_WRITE, EV_ADD | EV_CLEAR, i);
    }
    for (int step = 0; step < 400; step++) {
        i = rnd(N);
        switch (rnd(8)) {
        case 0:
        case 1:
            if (!shut[i])
                wr(p[i][1], 1 + rnd(3000));
            break;
        case 2:
            rd(p[i][1], 1 + rnd(60000));
            break;
        case 3:
            while (rd(p[i][1], 60000) > 0)
                ;
            break;
        case 4:
        case 5: {
            int want = 1 + rnd(4000);
            k = rd(p[i][0], want);
            if (k < 0)
                rr[i] = 0;
            else if (shortread && k < want && k > 0 && !(eofsticky && eof[i]))
                rr[i] = 0;
            break;
        }
        case 6: {
            int want = 1 + rnd(60000);
            k = wr(p[i][0], want);
            if (k < want)
                rw[i] = 0;
            break;
        }
        case 7:
            if (rnd(20) == 0 && !shut[i]) {
                shutdown(p[i][1], SHUT_WR);
                shut[i] = 1;
            }
            break;
        }
        if (rnd(3) == 0)
            continue;
        msleep(1);
        while ((n = wt(kq, ev, 1 + rnd(8), 0)) > 0)
            for (k = 0; k < n; k++) {
                int f = (int)UD(ev[k]);
                if (ev[k].filter == EVFILT_READ) {
                    if (rr[f])
                        ++*spur_r;
                    rr[f] = 1;
                    if (ev[k].flags & EV_EOF)
                        eof[f] = 1;
                } else {
                    if (rw[f])
                        ++*spur_w;
                    rw[f] = 1;
                    if (ev[k].flags & EV_EOF)
                        rw[f] = 1;
                }
            }
        for (k = 0; k < N; k++) {
            struct pollfd pf = {p[k][0], POLLIN | POLLOUT, 0};
            poll(&pf, 1, 0);
            if ((pf.revents & (POLLIN | POLLHUP)) && !rr[k]) {
                ++*lost_r;
                rr[k] = 1;
            }
            if ((pf.revents & POLLOUT) && !rw[k]) {
                ++*lost_w;
                rw[k] = 1;
            }
        }
        ++*steps;
    }
    for (i = 0; i < N; i++) {
        close(p[i][0]);
        close(p[i][1]);
    }
    close(kq);
}
static void engine_rule(void)
{
    for (int un = 0; un < 2; un++) {
        int a = 0, b = 0, c = 0, d = 0, e = 0;
        for (int i = 0; i < 3; i++)
            rule(0, 0, un, &a, &b, &c, &d, &e);
        CHECK(a == 0 && b == 0, un ? "unix_until_eagain" : "tcp_until_eagain",
              "%d checks: lost READ %d WRITE %d; events for a side already known ready: READ %d WRITE %d", e, a, b, c,
              d);
        a = b = c = d = e = 0;
        for (int i = 0; i < 3; i++)
            rule(1, 1, un, &a, &b, &c, &d, &e);
        CHECK(a == 0 && b == 0, un ? "unix_short_read_eof_kept" : "tcp_short_read_eof_kept",
              "%d checks: lost READ %d WRITE %d", e, a, b);
        a = b = c = d = e = 0;
        for (int i = 0; i < 3; i++)
            rule(1, 0, un, &a, &b, &c, &d, &e);
        CHECK(a > 0, un ? "unix_short_read_eof_forgotten" : "tcp_short_read_eof_forgotten", "%d checks: lost READ %d",
              e, a);
    }
}

/* A read stops at the urgent mark: shorter than asked for though more is there, and no event follows. data of the
 * event counts it all. [both] */
static void oob_short_read(void)
{
    int p[2], kq = kq_new(), n, a, b, c;
    struct kevent ev[8];
    tcp_pair(p);
    must(kq, p[0], EVFILT_READ, EV_ADD | EV_CLEAR, 1);
    wr(p[1], 3);
    send(p[1], "!", 1, MSG_OOB);
    wr(p[1], 4);
    msleep(10);
    n = wt(kq, ev, 8, 50);
    long d = (long)ev[0].data;
    a = rd(p[0], 100);
    int n2 = wt(kq, ev, 8, 30);
    b = rd(p[0], 100);
    c = rd(p[0], 100);
    CHECK(n == 1 && d == 7 && a == 3 && n2 == 0 && b == 4 && c < 0, "mark_ends_a_read",
          "event data=%ld, read(100)=%d, event after it: %d, read(100)=%d, then %d", d, a, n2, b, c);
}

static const struct one_case cases[] = {
#define C(x)  \
    {         \
#x, x \
    }
    C(readd_flags),
    C(clear_write_ack),
    C(stale),
    C(clear_dispatch),
    C(receipt_no_room),
    C(odd_flags),
    C(bad_timeout),
    C(pipe_odd),
    C(oob),
    C(clear_eof),
    C(clear_listen),
    C(clear_connect),
    C(clear_udp),
    C(user_odd),
    C(big_changelist),
    C(close_while_waiting),
    C(write_lowat),
    C(clear_unix),
    C(fair),
    C(engine_rule),
    C(oob_short_read),
};

int main(int argc, char **argv)
{
    return run_cases(cases, (int)(sizeof cases / sizeof *cases), argc, argv);
}
