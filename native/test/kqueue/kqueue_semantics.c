/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a selector backend needs of kqueue(2), one function a behaviour: an executable reading of the manuals and
 * kernels
 * of FreeBSD and macOS. The comment above every case ("BSD:") states what kqueue(2) of them, or their source,
 * promises;
 * [both]: they agree. Every check holds on the kernel code of FreeBSD 13.0 (kern_event.c, sockets, TCP, pipes),
 * which was
 * run in user space, and for macOS by reading xnu-11417.
 */
#include "test/kqueue/cases.h"

#ifdef __linux__
#include <sys/epoll.h>
#endif

/* ------------------------------------------------------------------ cases: readiness */

/* BSD: EVFILT_READ on a connected socket is level-triggered, data = bytes readable; not ready -> nothing. [both] */
static void tcp_read(void)
{
    int p[2], kq = kq_new(), n;
    struct kevent ev[8];
    tcp_pair(p);
    must(kq, p[0], EVFILT_READ, EV_ADD, U1);
    n = wt(kq, ev, 8, 0);
    CHECK(n == 0, "idle", "n=%d", n);
    wr(p[1], 10);
    n = wt(kq, ev, 8, 500);
    CHECK(n == 1 && ev[0].ident == (uintptr_t)p[0] && ev[0].filter == EVFILT_READ, "ready", "n=%d", n);
    CHECK(ev[0].data == 10, "data_bytes", "data=%ld want 10", (long)ev[0].data);
    CHECK(UD(ev[0]) == U1, "udata64", "udata=%llx", (unsigned long long)UD(ev[0]));
    CHECK(!(ev[0].flags & (EV_EOF | EV_ERROR)) && ev[0].fflags == 0, "flags_clean", "flags=%x fflags=%x", ev[0].flags,
          ev[0].fflags);
    n = wt(kq, ev, 8, 0);
    CHECK(n == 1, "level_again", "n=%d", n);
    rd(p[0], 4);
    n = wt(kq, ev, 8, 0);
    CHECK(n == 1 && ev[0].data == 6, "data_after_partial_read", "n=%d data=%ld want 6", n, (long)ev[0].data);
    rd(p[0], 100);
    n = wt(kq, ev, 8, 0);
    CHECK(n == 0, "drained", "n=%d", n);
}

/* BSD: EVFILT_WRITE ready while the send buffer has room; data = free space (> 0); not ready when full. [both] */
static void tcp_write(void)
{
    int p[2], kq = kq_new(), n;
    struct kevent ev[8];
    tcp_pair(p);
    must(kq, p[0], EVFILT_WRITE, EV_ADD, 7);
    n = wt(kq, ev, 8, 500);
    CHECK(n == 1 && ev[0].filter == EVFILT_WRITE, "ready", "n=%d", n);
    CHECK(ev[0].data > 0, "data_is_free_space", "data=%ld want >0", (long)ev[0].data);
    while (wr(p[0], 60000) > 0)
        ;
    msleep(50);
    while (wr(p[0], 60000) > 0)
        ;
    n = wt(kq, ev, 8, 0);
    CHECK(n == 0, "full", "n=%d", n);
    int z = 0;
    for (int i = 0; i < 200 && n == 0; i++) {
        while ((z = rd(p[1], 60000)) > 0)
            ;
        n = wt(kq, ev, 8, 20);
    }
    CHECK(n == 1, "writable_again", "n=%d", n);
}

/* BSD: READ and WRITE of one fd are two knotes: two kevents, each with its own udata and flags. [both] */
static void both_filters(void)
{
    int p[2], kq = kq_new(), n;
    struct kevent ev[8], *r, *w;
    tcp_pair(p);
    must(kq, p[0], EVFILT_READ, EV_ADD, 1);
    must(kq, p[0], EVFILT_WRITE, EV_ADD, 2);
    wr(p[1], 3);
    msleep(20);
    n = wt(kq, ev, 8, 500);
    r = find(ev, n, p[0], EVFILT_READ);
    w = find(ev, n, p[0], EVFILT_WRITE);
    CHECK(n == 2 && r && w, "two_events", "n=%d", n);
    CHECK(r && w && UD(*r) == 1 && UD(*w) == 2, "own_udata", "r=%p w=%p", r ? r->udata : 0, w ? w->udata : 0);
    n = wt(kq, ev, 1, 0);
    int f1 = ev[0].filter, n2 = wt(kq, ev, 1, 0), f2 = ev[0].filter;
    CHECK(n == 1 && n2 == 1, "nevents_1", "n=%d n2=%d", n, n2);
    CHECK(f1 != f2, "fair_with_nevents_1",
          "filters %d then %d (level, eventlist of 1: BSD rotates "
          "its queue)",
          f1, f2);
    must(kq, p[0], EVFILT_READ, EV_DELETE, 0);
    n = wt(kq, ev, 8, 0);
    CHECK(n == 1 && ev[0].filter == EVFILT_WRITE, "delete_read_keeps_write", "n=%d", n);
}

/* BSD: EVFILT_READ of a listening socket: ready while connections wait, data = number waiting. [both] */
static void listen_backlog(void)
{
    struct sockaddr_in a;
    int l = listener(&a), kq = kq_new(), c[3], n;
    struct kevent ev[8];
    must(kq, l, EVFILT_READ, EV_ADD, 5);
    NEV(wt(kq, ev, 8, 0), 0, "idle");
    for (int i = 0; i < 3; i++) {
        c[i] = tcp();
        if (connect(c[i], (void *)&a, sizeof a))
            DIE("connect");
    }
    msleep(30);
    n = wt(kq, ev, 8, 500);
    CHECK(n == 1, "ready", "n=%d", n);
    CHECK(ev[0].data == 3, "data_backlog", "data=%ld want 3", (long)ev[0].data);
    CHECK(!(ev[0].flags & EV_EOF), "no_eof", "flags=%x", ev[0].flags);
    for (int i = 0; i < 3; i++)
        accept(l, NULL, NULL);
    NEV(wt(kq, ev, 8, 0), 0, "drained");
}

/* BSD: a knote put on a socket before listen() sees the connections too; nothing is reported before. [FreeBSD;
 * macOS alike] */
static void add_before_listen(void)
{
    struct sockaddr_in a;
    socklen_t al = sizeof a;
    int l = tcp(), kq = kq_new(), c, n;
    struct kevent ev[8];
    memset(&a, 0, sizeof a);
    a.sin_family = AF_INET;
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(l, (void *)&a, sizeof a))
        DIE("bind");
    getsockname(l, (void *)&a, &al);
    nb(l);
    must(kq, l, EVFILT_READ, EV_ADD, 5);
    n = wt(kq, ev, 8, 0);
    CHECK(n == 0, "nothing_before_listen", "n=%d flags=%x", n, n > 0 ? ev[0].flags : 0);
    if (listen(l, 8))
        DIE("listen");
    n = wt(kq, ev, 8, 0);
    CHECK(n == 0, "nothing_after_listen", "n=%d flags=%x", n, n > 0 ? ev[0].flags : 0);
    c = tcp();
    if (connect(c, (void *)&a, sizeof a))
        DIE("connect");
    n = wt(kq, ev, 8, 500);
    CHECK(n == 1 && !(ev[0].flags & EV_EOF), "ready", "n=%d flags=%x data=%ld", n, ev[0].flags, (long)ev[0].data);
}

/* BSD: a TCP socket that was never connected is neither readable nor writable: no event. [both: filt_sowrite needs
 * SS_ISCONNECTED] */
static void unconnected(void)
{
    int s = tcp(), kq = kq_new(), n;
    struct kevent ev[8];
    nb(s);
    must(kq, s, EVFILT_WRITE, EV_ADD, 1);
    n = wt(kq, ev, 8, 0);
    CHECK(n == 0, "write_not_ready", "n=%d flags=%x", n, n > 0 ? ev[0].flags : 0);
    must(kq, s, EVFILT_WRITE, EV_DELETE, 0);
    must(kq, s, EVFILT_READ, EV_ADD, 1);
    n = wt(kq, ev, 8, 0);
    CHECK(n == 0, "read_not_ready", "n=%d flags=%x", n, n > 0 ? ev[0].flags : 0);
}

/* BSD: non-blocking connect: EVFILT_WRITE reports when connected, without EV_EOF; SO_ERROR is 0. [both] */
static void connect_ok(void)
{
    struct sockaddr_in a;
    int l = listener(&a), s = tcp(), kq = kq_new(), n, r;
    struct kevent ev[8];
    nb(s);
    r = connect(s, (void *)&a, sizeof a);
    note("connect r=%d errno=%s", r, r ? strerror(errno) : "-");
    must(kq, s, EVFILT_WRITE, EV_ADD, 1);
    n = wt(kq, ev, 8, 1000);
    CHECK(n == 1 && ev[0].filter == EVFILT_WRITE && !(ev[0].flags & EV_EOF) && ev[0].fflags == 0, "write_event",
          "n=%d flags=%x fflags=%u", n, ev[0].flags, ev[0].fflags);
    CHECK(so_error(s) == 0, "so_error_0", "-");
    close(l);
}

/* BSD: refused connect: WRITE fires with EV_EOF and fflags = ECONNREFUSED, and SO_ERROR can still be read by the
 * application afterwards (the filter only looks at so_error). READ fires with EV_EOF too. [both] */
static void connect_refused(void)
{
    struct sockaddr_in a;
    int l = listener(&a), s = tcp(), kq = kq_new(), n, e, r;
    struct kevent ev[8], *rr, *ww;
    close(l);
    nb(s);
    r = connect(s, (void *)&a, sizeof a);
    if (r == 0 || errno != EINPROGRESS)
        note("connect r=%d errno=%s", r, strerror(errno));
    if (r < 0 && errno == ECONNREFUSED) {
        note("refused at once, and SO_ERROR with it: may happen on a real kernel");
        return;
    }
    must(kq, s, EVFILT_WRITE, EV_ADD, 1);
    n = wt(kq, ev, 8, 1000);
    CHECK(n == 1 && (ev[0].flags & EV_EOF), "write_eof", "n=%d flags=%x", n, ev[0].flags);
    CHECK(ev[0].fflags == ECONNREFUSED, "fflags", "fflags=%u want %d", ev[0].fflags, ECONNREFUSED);
    e = so_error(s);
    CHECK(e == ECONNREFUSED, "so_error_left_for_app", "SO_ERROR=%d want %d", e, ECONNREFUSED);
    close(s);

    s = tcp();
    nb(s);
    r = connect(s, (void *)&a, sizeof a);
    must(kq = kq_new(), s, EVFILT_READ, EV_ADD, 1);
    must(kq, s, EVFILT_WRITE, EV_ADD, 1);
    msleep(50);
    n = wt(kq, ev, 8, 1000);
    rr = find(ev, n, s, EVFILT_READ);
    ww = find(ev, n, s, EVFILT_WRITE);
    CHECK(rr && ww, "both_filters_fire", "n=%d", n);
    CHECK(rr && rr->fflags == ECONNREFUSED, "both_read_fflags", "fflags=%u", rr ? rr->fflags : 0);
    CHECK(ww && ww->fflags == ECONNREFUSED, "both_write_fflags", "fflags=%u", ww ? ww->fflags : 0);
}

/* BSD: the peer closes after sending 5 bytes: READ has EV_EOF and data = 5 at once; stays (level) with data = 0 after
 * reading; fflags = 0. A FIN alone does not put EV_EOF on WRITE (only "cannot send more" does). [both] */
static void peer_close(void)
{
    int p[2], kq = kq_new(), n;
    struct kevent ev[8], *r, *w;
    tcp_pair(p);
    must(kq, p[0], EVFILT_READ, EV_ADD, 1);
    wr(p[1], 5);
    close(p[1]);
    msleep(30);
    n = wt(kq, ev, 8, 500);
    CHECK(n == 1 && (ev[0].flags & EV_EOF), "eof_with_pending_data", "n=%d flags=%x", n, ev[0].flags);
    CHECK(ev[0].data == 5 && ev[0].fflags == 0, "data_5", "data=%ld fflags=%u", (long)ev[0].data, ev[0].fflags);
    rd(p[0], 100);
    n = wt(kq, ev, 8, 0);
    CHECK(n == 1 && (ev[0].flags & EV_EOF) && ev[0].data == 0, "eof_level", "n=%d flags=%x data=%ld", n, ev[0].flags,
          (long)ev[0].data);
    n = wt(kq, ev, 8, 0);
    CHECK(n == 1, "eof_level_again", "n=%d", n);
    must(kq, p[0], EVFILT_WRITE, EV_ADD, 2);
    n = wt(kq, ev, 8, 0);
    r = find(ev, n, p[0], EVFILT_READ);
    w = find(ev, n, p[0], EVFILT_WRITE);
    CHECK(r && (r->flags & EV_EOF), "read_eof_beside_write", "n=%d", n);
    CHECK(w && !(w->flags & EV_EOF), "write_no_eof_on_fin", "w=%d flags=%x", !!w, w ? w->flags : 0);
}

/* BSD: half close by the peer, READ registered first and WRITE second: EV_EOF on READ even while data waits; WRITE
 * usable. [both] */
static void half_close(void)
{
    int p[2], kq = kq_new(), n;
    struct kevent ev[8], *r, *w;
    tcp_pair(p);
    must(kq, p[0], EVFILT_READ, EV_ADD, 1);
    must(kq, p[0], EVFILT_WRITE, EV_ADD, 2);
    wr(p[1], 5);
    shutdown(p[1], SHUT_WR);
    msleep(30);
    n = wt(kq, ev, 8, 500);
    r = find(ev, n, p[0], EVFILT_READ);
    w = find(ev, n, p[0], EVFILT_WRITE);
    CHECK(r && r->data == 5 && (r->flags & EV_EOF), "eof_with_pending_data", "r=%d flags=%x data=%ld", !!r,
          r ? r->flags : 0, r ? (long)r->data : -1L);
    CHECK(w && !(w->flags & EV_EOF), "write_ok", "w=%d flags=%x", !!w, w ? w->flags : 0);
    rd(p[0], 100);
    n = wt(kq, ev, 8, 0);
    r = find(ev, n, p[0], EVFILT_READ);
    CHECK(r && r->data == 0 && (r->flags & EV_EOF), "eof_after_read", "r=%d flags=%x", !!r, r ? r->flags : 0);
    CHECK(wr(p[0], 3) == 3, "can_still_send", "-");
}

/* BSD: own shutdown: SHUT_RD -> READ has EV_EOF; SHUT_WR -> WRITE has EV_EOF. [both: SBS_CANTRCVMORE /
 * SBS_CANTSENDMORE] */
static void own_shutdown(void)
{
    int p[2], kq = kq_new(), n;
    struct kevent ev[8];
    tcp_pair(p);
    must(kq, p[0], EVFILT_READ, EV_ADD, 1);
    shutdown(p[0], SHUT_RD);
    n = wt(kq, ev, 8, 200);
    CHECK(n == 1 && (ev[0].flags & EV_EOF), "shut_rd_eof", "n=%d flags=%x", n, n > 0 ? ev[0].flags : 0);
    must(kq, p[0], EVFILT_READ, EV_DELETE, 1);
    tcp_pair(p);
    must(kq, p[0], EVFILT_WRITE, EV_ADD, 1);
    shutdown(p[0], SHUT_WR);
    n = wt(kq, ev, 8, 200);
    CHECK(n == 1 && (ev[0].flags & EV_EOF), "shut_wr_eof", "n=%d flags=%x", n, n > 0 ? ev[0].flags : 0);
}

/* BSD: reset by the peer: READ (and WRITE) EV_EOF, fflags = ECONNRESET, and read(2) still returns ECONNRESET.
 * [both] */
static void peer_reset(void)
{
    int p[2], kq = kq_new(), n;
    struct linger lg = {1, 0};
    struct kevent ev[8], *r, *w;
    char b[4];
    tcp_pair(p);
    must(kq, p[0], EVFILT_READ, EV_ADD, 1);
    must(kq, p[0], EVFILT_WRITE, EV_ADD, 1);
    setsockopt(p[1], SOL_SOCKET, SO_LINGER, &lg, sizeof lg);
    close(p[1]);
    msleep(30);
    n = wt(kq, ev, 8, 500);
    r = find(ev, n, p[0], EVFILT_READ);
    w = find(ev, n, p[0], EVFILT_WRITE);
    CHECK(r && (r->flags & EV_EOF) && r->fflags == ECONNRESET, "read_fflags", "r=%d flags=%x fflags=%u", !!r,
          r ? r->flags : 0, r ? r->fflags : 0);
    CHECK(w && (w->flags & EV_EOF) && w->fflags == ECONNRESET, "write_fflags", "w=%d flags=%x fflags=%u", !!w,
          w ? w->flags : 0, w ? w->fflags : 0);
    errno = 0;
    n = (int)read(p[0], b, 4);
    CHECK(n < 0 && errno == ECONNRESET, "read_still_fails", "read=%d errno=%d want ECONNRESET", n, errno);
}

/* BSD: UDP: READ data = payload bytes of all queued datagrams; an empty datagram is an event with data 0, no EV_EOF;
 * WRITE ready. A connected UDP socket with an ICMP error is reported (no EV_EOF) and the error is left for the
 * application. [both] */
static void udp(void)
{
    int a = socket(AF_INET, SOCK_DGRAM, 0), b = socket(AF_INET, SOCK_DGRAM, 0), kq = kq_new(), n, e;
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
    must(kq, a, EVFILT_READ, EV_ADD, 1);
    NEV(wt(kq, ev, 8, 0), 0, "idle");
    sendto(b, "0123456789", 10, 0, (void *)&sa, sizeof sa);
    n = wt(kq, ev, 8, 500);
    CHECK(n == 1 && ev[0].data == 10 && !(ev[0].flags & EV_EOF), "data", "n=%d data=%ld flags=%x", n, (long)ev[0].data,
          ev[0].flags);
    sendto(b, "01234567890123456789", 20, 0, (void *)&sa, sizeof sa);
    msleep(10);
    n = wt(kq, ev, 8, 500);
    CHECK(n == 1 && ev[0].data == 30, "data_all_datagrams", "data=%ld want 30", (long)ev[0].data);
    rd(a, 100);
    rd(a, 100);
    sendto(b, "", 0, 0, (void *)&sa, sizeof sa);
    n = wt(kq, ev, 8, 500);
    CHECK(n == 1 && ev[0].data == 0 && !(ev[0].flags & EV_EOF), "empty_datagram", "n=%d data=%ld flags=%x", n,
          (long)ev[0].data, ev[0].flags);
    rd(a, 100);
    must(kq, b, EVFILT_WRITE, EV_ADD, 2);
    n = wt(kq, ev, 8, 100);
    CHECK(n == 1 && ev[0].filter == EVFILT_WRITE, "write_ready", "n=%d", n);
    must(kq, b, EVFILT_WRITE, EV_DELETE, 2);
    must(kq, a, EVFILT_READ, EV_DELETE, 0);
    close(a);
    must(kq, b, EVFILT_READ, EV_ADD, 3);
    if (connect(b, (void *)&sa, sizeof sa))
        DIE("connect udp");
    send(b, "x", 1, 0);
    n = wt(kq, ev, 8, 300);
    CHECK(n == 1, "icmp_error_event", "n=%d flags=%x fflags=%u", n, n > 0 ? ev[0].flags : 0, n > 0 ? ev[0].fflags : 0);
    CHECK(n == 1 && !(ev[0].flags & EV_EOF), "icmp_error_no_eof", "flags=%x", n > 0 ? ev[0].flags : 0);
    e = so_error(b);
    CHECK(e == ECONNREFUSED, "icmp_error_left_for_app", "SO_ERROR=%d", e);
}

/* BSD: AF_UNIX stream and datagram behave as their INET kin. [both] */
static void unix_sockets(void)
{
    int p[2], kq = kq_new(), n;
    struct kevent ev[8];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, p))
        DIE("socketpair");
    must(kq, p[0], EVFILT_READ, EV_ADD, 1);
    NEV(wt(kq, ev, 8, 0), 0, "stream_idle");
    wr(p[1], 12);
    n = wt(kq, ev, 8, 100);
    CHECK(n == 1 && ev[0].data == 12, "stream_data", "n=%d data=%ld", n, (long)ev[0].data);
    close(p[1]);
    n = wt(kq, ev, 8, 100);
    CHECK(n == 1 && (ev[0].flags & EV_EOF) && ev[0].data == 12, "stream_eof",
          "n=%d flags=%x "
          "data=%ld",
          n, ev[0].flags, (long)ev[0].data);
    must(kq, p[0], EVFILT_READ, EV_DELETE, 1);
    must(kq, p[0], EVFILT_WRITE, EV_ADD, 1);
    n = wt(kq, ev, 8, 100);
    CHECK(n == 1 && (ev[0].flags & EV_EOF), "stream_write_eof", "n=%d flags=%x", n, n > 0 ? ev[0].flags : 0);
    must(kq, p[0], EVFILT_WRITE, EV_DELETE, 1);
    if (socketpair(AF_UNIX, SOCK_DGRAM, 0, p))
        DIE("socketpair");
    must(kq, p[0], EVFILT_READ, EV_ADD, 1);
    NEV(wt(kq, ev, 8, 0), 0, "dgram_idle");
    wr(p[1], 9);
    n = wt(kq, ev, 8, 100);
    CHECK(n == 1 && ev[0].data == 9, "dgram_data", "n=%d data=%ld", n, (long)ev[0].data);
}

/* BSD: pipes: READ data = bytes; EV_EOF when the writer is gone; WRITE data = free space; EV_EOF when the reader
 * is gone. [both] */
static void pipes(void)
{
    int p[2], kq = kq_new(), n;
    struct kevent ev[8];
    if (pipe(p))
        DIE("pipe");
    must(kq, p[0], EVFILT_READ, EV_ADD, 1);
    NEV(wt(kq, ev, 8, 0), 0, "idle");
    n = (int)write(p[1], "abc", 3);
    n = wt(kq, ev, 8, 100);
    CHECK(n == 1 && ev[0].data == 3 && !(ev[0].flags & EV_EOF), "read_data", "n=%d data=%ld", n, (long)ev[0].data);
    close(p[1]);
    n = wt(kq, ev, 8, 100);
    CHECK(n == 1 && (ev[0].flags & EV_EOF), "read_eof", "n=%d flags=%x data=%ld", n, ev[0].flags, (long)ev[0].data);
    must(kq, p[0], EVFILT_READ, EV_DELETE, 1);
    if (pipe(p))
        DIE("pipe");
    must(kq, p[1], EVFILT_WRITE, EV_ADD, 1);
    n = wt(kq, ev, 8, 100);
    CHECK(n == 1 && ev[0].data > 0, "write_space", "n=%d data=%ld", n, (long)ev[0].data);
    close(p[0]);
    n = wt(kq, ev, 8, 100);
    CHECK(n == 1 && (ev[0].flags & EV_EOF), "write_eof", "n=%d flags=%x", n, ev[0].flags);
}

/* ------------------------------------------------------------------ cases: flags */

/* BSD: EV_DELETE removes; a second one fails with ENOENT; EV_ADD of a closed fd: EBADF [both]; EV_DELETE of one:
 * EBADF on FreeBSD,
 * ENOENT on macOS (it looks for the knote before the file). */
static void delete_(void)
{
    int p[2], kq = kq_new(), n, r;
    struct kevent ev[8];
    tcp_pair(p);
    wr(p[1], 1);
    must(kq, p[0], EVFILT_READ, EV_ADD, 1);
    r = chg(kq, p[0], EVFILT_READ, EV_DELETE, 0);
    CHECK(r == 0, "delete", "r=%d", r);
    NEV(wt(kq, ev, 8, 50), 0, "silent");
    r = chg(kq, p[0], EVFILT_READ, EV_DELETE, 0);
    CHECK(r == -ENOENT, "again_enoent", "r=%d want %d", r, -ENOENT);
    r = chg(kq, p[0], EVFILT_READ, EV_ENABLE, 0);
    CHECK(r == -ENOENT, "enable_missing_enoent", "r=%d", r);
    close(p[0]);
    r = chg(kq, p[0], EVFILT_READ, EV_DELETE, 0);
    DIFFERS(r == -EBADF, r == -ENOENT, "closed_fd_delete", "r=%d want %d (FreeBSD) or %d (macOS)", r, -EBADF, -ENOENT);
    r = chg(kq, p[0], EVFILT_READ, EV_ADD, 0);
    CHECK(r == -EBADF, "closed_fd_add_ebadf", "r=%d want %d", r, -EBADF);
}

/* BSD: EV_DISABLE hides, EV_ENABLE shows again (level: reports at once when ready); EV_ADD|EV_DISABLE starts
 * hidden. [both] */
static void enable_disable(void)
{
    int p[2], kq = kq_new(), n, r;
    struct kevent ev[8];
    tcp_pair(p);
    wr(p[1], 1);
    must(kq, p[0], EVFILT_READ, EV_ADD, U1);
    must(kq, p[0], EVFILT_READ, EV_DISABLE, U1);
    NEV(wt(kq, ev, 8, 30), 0, "disabled");
    must(kq, p[0], EVFILT_READ, EV_ENABLE, U1);
    n = wt(kq, ev, 8, 100);
    CHECK(n == 1, "enabled", "n=%d", n);
    CHECK(n == 1 && UD(ev[0]) == U1, "udata", "udata=%llx", (unsigned long long)UD(ev[0]));
    r = chg(kq, p[0], EVFILT_READ, EV_ENABLE, U2);
    n = wt(kq, ev, 8, 100);
    CHECK(r == 0 && n == 1 && UD(ev[0]) == U2, "enable_updates_udata",
          "r=%d udata=%llx (FreeBSD source: any change stores udata)", r, (unsigned long long)UD(ev[0]));
    must(kq, p[0], EVFILT_READ, EV_DELETE, 0);
    must(kq, p[0], EVFILT_READ, EV_ADD | EV_DISABLE, 3);
    NEV(wt(kq, ev, 8, 30), 0, "add_disabled");
    r = chg(kq, p[0], EVFILT_READ, EV_ENABLE, 3);
    n = r ? -2 : wt(kq, ev, 8, 100);
    CHECK(r == 0 && n == 1, "add_disabled_then_enabled", "r=%d n=%d", r, n);
    /* EV_ADD and EV_DISABLE as two changes of one call */
    must(kq = kq_new(), p[0], EVFILT_READ, EV_ADD, 3);
    must(kq, p[0], EVFILT_READ, EV_DELETE, 3);
    struct kevent c[2] = {mk(p[0], EVFILT_READ, EV_ADD, 0, 0, 3), mk(p[0], EVFILT_READ, EV_DISABLE, 0, 0, 3)};
    r = kevent(kq, c, 2, NULL, 0, NULL);
    n = wt(kq, ev, 8, 30);
    CHECK(r == 0 && n == 0, "add_then_disable_one_call", "r=%d n=%d", r, n);
    must(kq, p[0], EVFILT_READ, EV_ENABLE, 3);
    /* both filters, one disabled: the other goes on */
    must(kq, p[0], EVFILT_WRITE, EV_ADD, 4);
    must(kq, p[0], EVFILT_READ, EV_DISABLE, 3);
    n = wt(kq, ev, 8, 100);
    CHECK(n == 1 && ev[0].filter == EVFILT_WRITE, "disable_read_keeps_write", "n=%d", n);
    must(kq, p[0], EVFILT_READ, EV_ENABLE, 3);
    n = wt(kq, ev, 8, 100);
    CHECK(n == 2, "both_again", "n=%d", n);
}

/* BSD: EV_ADD of an existing knote succeeds and updates udata, fflags, data ("re-adding an existing event will
 * modify the
 * parameters of the original event, and not result in a duplicate entry"). [both manuals] The flags EV_CLEAR,
 * EV_ONESHOT and
 * EV_DISPATCH stay those of the change that made it: to change them, EV_DELETE first. [both sources] */
static void readd_level(void)
{
    int p[2], kq = kq_new(), n, r;
    struct kevent ev[8], c;
    struct timespec z = {0, 0};
    tcp_pair(p);
    wr(p[1], 1);
    msleep(10);
    must(kq, p[0], EVFILT_READ, EV_ADD, U1);
    r = chg(kq, p[0], EVFILT_READ, EV_ADD, U2);
    CHECK(r == 0, "level_accepted", "r=%d (-1000: -1 with errno 0)", r);
    n = wt(kq, ev, 8, 100);
    CHECK(n == 1, "no_duplicate", "n=%d", n);
    CHECK(n == 1 && UD(ev[0]) == U2, "udata_updated", "udata=%llx", (unsigned long long)UD(ev[0]));
    c = mk(p[0], EVFILT_READ, EV_ADD, 0, 0, U2);
    memset(ev, 0, sizeof ev);
    n = kevent(kq, &c, 1, ev, 8, &z);
    CHECK(n == 1 && !(ev[0].flags & EV_ERROR), "with_eventlist", "n=%d flags=%x data=%ld", n, ev[0].flags,
          (long)ev[0].data);
    r = chg(kq, p[0], EVFILT_READ, EV_ADD | EV_ENABLE, U2);
    CHECK(r == 0, "add_enable_accepted", "r=%d", r);
    must(kq, p[0], EVFILT_READ, EV_DELETE, 0);
    must(kq, p[0], EVFILT_READ, EV_ADD, U1);
    must(kq, p[0], EVFILT_READ, EV_DISABLE, U1);
    r = chg(kq, p[0], EVFILT_READ, EV_ADD | EV_ENABLE, U2);
    n = wt(kq, ev, 8, 100);
    CHECK(r == 0 && n == 1, "add_enable_of_disabled", "r=%d n=%d", r, n);
    must(kq, p[0], EVFILT_READ, EV_DISABLE, U1);
    r = chg(kq, p[0], EVFILT_READ, EV_ADD, U2);
    n = wt(kq, ev, 8, 30);
    CHECK(r == 0 && n == 0, "add_does_not_enable",
          "EV_ADD (no EV_ENABLE) of a disabled knote: r=%d, reported=%d (manual: adding enables; "
          "FreeBSD source: only "
          "EV_ENABLE does - always pass EV_ENABLE)",
          r, n);
}

/* BSD: EV_ONESHOT: one report, then the knote is gone (EV_DELETE: ENOENT); EV_ADD|EV_ONESHOT again re-arms. [both]
 * FreeBSD does not
 * ask the filter again at delivery: what was drained in between is still reported, with the old data. */
static void oneshot(void)
{
    int p[2], kq = kq_new(), n, r;
    struct kevent ev[8];
    tcp_pair(p);
    wr(p[1], 1);
    for (int i = 0; i < 3; i++) {
        r = chg(kq, p[0], EVFILT_READ, EV_ADD | EV_ONESHOT, 10 + i);
        n = wt(kq, ev, 8, 100);
        CHECK(r == 0 && n == 1 && UD(ev[0]) == (uint64_t)(10 + i), i ? "rearmed" : "first", "r=%d n=%d", r, n);
        NEV(wt(kq, ev, 8, 20), 0, "once");
    }
    r = chg(kq, p[0], EVFILT_READ, EV_DELETE, 0);
    CHECK(r == -ENOENT, "gone", "r=%d", r);
    /* re-add of a oneshot that has not fired yet */
    rd(p[0], 10);
    must(kq, p[0], EVFILT_READ, EV_ADD | EV_ONESHOT, 1);
    r = chg(kq, p[0], EVFILT_READ, EV_ADD | EV_ONESHOT, U2);
    CHECK(r == 0, "readd_unfired", "r=%d", r);
    wr(p[1], 1);
    n = wt(kq, ev, 8, 200);
    CHECK(n == 1 && UD(ev[0]) == U2, "readd_unfired_udata", "n=%d udata=%llx", n, (unsigned long long)UD(ev[0]));
    /* oneshot on READ leaves WRITE of the same fd in place */
    must(kq, p[0], EVFILT_READ, EV_ADD | EV_ONESHOT, 1);
    must(kq, p[0], EVFILT_WRITE, EV_ADD | EV_ONESHOT, 2);
    n = wt(kq, ev, 8, 100);
    CHECK(n == 2, "two_oneshots", "n=%d", n);
    NEV(wt(kq, ev, 8, 20), 0, "two_oneshots_once");
}

/* BSD: EV_DISPATCH: report once, then disabled (not removed); EV_ENABLE re-arms; still ready -> reported again.
 * EV_ADD|EV_ENABLE|EV_DISPATCH as re-arm works too. EV_ONESHOT|EV_DISPATCH is accepted. [both] */
static void dispatch(void)
{
    int p[2], kq = kq_new(), n, r;
    struct kevent ev[8];
    tcp_pair(p);
    wr(p[1], 1);
    must(kq, p[0], EVFILT_READ, EV_ADD | EV_DISPATCH, U1);
    NEV(wt(kq, ev, 8, 100), 1, "first");
    NEV(wt(kq, ev, 8, 20), 0, "then_disabled");
    wr(p[1], 1);
    NEV(wt(kq, ev, 8, 20), 0, "new_data_still_disabled");
    r = chg(kq, p[0], EVFILT_READ, EV_ENABLE, U1);
    n = wt(kq, ev, 8, 100);
    CHECK(r == 0 && n == 1, "enable_rearms", "r=%d n=%d", r, n);
    NEV(wt(kq, ev, 8, 20), 0, "dispatch_sticky");
    r = chg(kq, p[0], EVFILT_READ, EV_ENABLE | EV_DISPATCH, U1);
    n = wt(kq, ev, 8, 100);
    CHECK(r == 0 && n == 1, "enable_dispatch_rearms", "r=%d n=%d", r, n);
    r = chg(kq, p[0], EVFILT_READ, EV_ADD | EV_ENABLE | EV_DISPATCH, U2);
    n = wt(kq, ev, 8, 100);
    CHECK(r == 0 && n == 1, "add_enable_dispatch_rearms", "r=%d n=%d", r, n);
    CHECK(n == 1 && UD(ev[0]) == U2, "add_enable_dispatch_udata", "udata=%llx",
          n == 1 ? (unsigned long long)UD(ev[0]) : 0ULL);
    r = chg(kq, p[0], EVFILT_READ, EV_DELETE, 0);
    CHECK(r == 0, "not_removed", "r=%d", r);
    r = chg(kq, p[0], EVFILT_READ, EV_ADD | EV_ONESHOT | EV_DISPATCH, 0);
    CHECK(r == 0, "oneshot_and_dispatch", "r=%d", r);
}

/* BSD: EV_CLEAR: reported once per post of the kernel (an arrival), whether or not the side had been drained.
 * Second kevent() without reading: nothing. New bytes: reported, data = all
 * unread bytes. Partial read: nothing. [both] */
static void clear_read(void)
{
    int p[2], kq = kq_new(), n, r;
    struct kevent ev[8];
    tcp_pair(p);
    must(kq, p[0], EVFILT_READ, EV_ADD | EV_CLEAR, U1);
    wr(p[1], 10);
    n = wt(kq, ev, 8, 200);
    CHECK(n == 1 && ev[0].data == 10, "first", "n=%d data=%ld", n, (long)ev[0].data);
    NEV(wt(kq, ev, 8, 20), 0, "second_silent");
    wr(p[1], 5);
    n = wt(kq, ev, 8, 200);
    CHECK(n == 1 && ev[0].data == 15, "new_arrival", "n=%d data=%ld want 15", n, (long)ev[0].data);
    rd(p[0], 7);
    NEV(wt(kq, ev, 8, 20), 0, "partial_read_silent");
    /* BSD: EV_ADD|EV_CLEAR again on a ready fd re-evaluates the filter: reported again. [both: kqueue_register
     * calls f_event] */
    r = chg(kq, p[0], EVFILT_READ, EV_ADD | EV_CLEAR, U2);
    n = wt(kq, ev, 8, 50);
    CHECK(r == 0, "readd_accepted", "r=%d", r);
    CHECK(n == 1, "readd_reports_again", "n=%d", n);
    if (n == 0) {
        wr(p[1], 1);
        n = wt(kq, ev, 8, 100);
    }
    CHECK(n == 1 && UD(ev[0]) == U2, "readd_udata", "n=%d udata=%llx", n, (unsigned long long)UD(ev[0]));
    /* BSD: EV_DISABLE then EV_ENABLE on a ready fd: reported again. [both] */
    must(kq, p[0], EVFILT_READ, EV_DISABLE, U2);
    must(kq, p[0], EVFILT_READ, EV_ENABLE, U2);
    NEV(wt(kq, ev, 8, 50), 1, "disable_enable_reports_again");
    /* BSD: EV_DELETE + EV_ADD in one changelist: reported again. [both] */
    struct kevent c[2] = {mk(p[0], EVFILT_READ, EV_DELETE, 0, 0, 0),
                          mk(p[0], EVFILT_READ, EV_ADD | EV_CLEAR, 0, 0, U1)};
    r = kevent(kq, c, 2, NULL, 0, NULL);
    n = wt(kq, ev, 8, 50);
    CHECK(r == 0 && n == 1, "delete_add_reports_again", "r=%d n=%d", r, n);
    NEV(wt(kq, ev, 8, 20), 0, "still_edge");
    close(p[1]);
    n = wt(kq, ev, 8, 200);
    CHECK(n == 1 && (ev[0].flags & EV_EOF), "eof_is_an_edge", "n=%d flags=%x", n, n > 0 ? ev[0].flags : 0);
}

/* BSD: EV_CLEAR on WRITE: once when it becomes writable, again after full -> writable - and with every
 * acknowledgement of data sent,
 * though the buffer never was full. Incoming data does not re-report WRITE. [both] */
static void clear_write(void)
{
    int p[2], kq = kq_new(), n;
    struct kevent ev[8];
    tcp_pair(p);
    must(kq, p[0], EVFILT_WRITE, EV_ADD | EV_CLEAR, 2);
    NEV(wt(kq, ev, 8, 100), 1, "first");
    NEV(wt(kq, ev, 8, 20), 0, "second_silent");
    must(kq, p[0], EVFILT_READ, EV_ADD | EV_CLEAR, 1);
    n = wt(kq, ev, 8, 20);
    CHECK(n == 0, "add_read_no_write_event", "n=%d", n);
    wr(p[1], 5);
    n = wt(kq, ev, 8, 200);
    CHECK(n == 1 && ev[0].filter == EVFILT_READ, "incoming_reports_read_only", "n=%d (READ %d WRITE %d)", n,
          !!find(ev, n, p[0], EVFILT_READ), !!find(ev, n, p[0], EVFILT_WRITE));
    rd(p[0], 100);
    while (wr(p[0], 60000) > 0)
        ;
    msleep(30);
    while (wr(p[0], 60000) > 0)
        ;
    wt(kq, ev, 8, 0);
    n = 0;
    for (int i = 0; i < 200 && n == 0; i++) {
        while (rd(p[1], 60000) > 0)
            ;
        n = wt(kq, ev, 8, 20);
    }
    CHECK(find(ev, n, p[0], EVFILT_WRITE) != NULL, "writable_again", "n=%d", n);
}

/* BSD: EV_CLEAR belongs to one knote: deleting/adding the other filter of the fd, or one without EV_CLEAR, changes
 * nothing. [both] */
static void clear_is_per_filter(void)
{
    int p[2], kq = kq_new(), n, i, c;
    struct kevent ev[8];
    tcp_pair(p);
    must(kq, p[0], EVFILT_READ, EV_ADD | EV_CLEAR, 1);
    must(kq, p[0], EVFILT_WRITE, EV_ADD | EV_CLEAR, 2);
    wr(p[1], 5);
    msleep(20);
    wt(kq, ev, 8, 100);
    must(kq, p[0], EVFILT_WRITE, EV_DELETE, 2);
    for (c = i = 0; i < 5; i++)
        c += (n = wt(kq, ev, 8, 5)) > 0 ? n : 0;
    CHECK(c == 0, "delete_write_keeps_read_edge", "READ reported %d more times in 5 calls", c);
    must(kq, p[0], EVFILT_READ, EV_DELETE, 1);

    must(kq, p[0], EVFILT_READ, EV_ADD | EV_CLEAR, 1);
    wt(kq, ev, 8, 100);
    must(kq, p[0], EVFILT_WRITE, EV_ADD, 2); /* level WRITE beside edge READ */
    for (c = i = 0; i < 5; i++) {
        n = wt(kq, ev, 8, 5);
        if (find(ev, n, p[0], EVFILT_READ))
            c++;
    }
    CHECK(c == 0, "level_write_keeps_read_edge", "READ reported %d more times in 5 calls", c);
    must(kq, p[0], EVFILT_WRITE, EV_DELETE, 2);
    must(kq, p[0], EVFILT_READ, EV_DELETE, 1);

    must(kq, p[0], EVFILT_WRITE, EV_ADD, 2); /* level WRITE first, edge READ second */
    must(kq, p[0], EVFILT_READ, EV_ADD | EV_CLEAR, 1);
    for (c = i = 0; i < 5; i++) {
        n = wt(kq, ev, 8, 5);
        if (find(ev, n, p[0], EVFILT_WRITE))
            c++;
    }
    CHECK(c == 5, "edge_read_keeps_write_level", "WRITE reported in %d of 5 calls", c);
}

/* BSD: an eventlist smaller than the ready set loses nothing, EV_CLEAR included: the rest comes with the next
 * call. [both] */
static void small_eventlist(void)
{
    int p[8][2], kq = kq_new(), n, got = 0, i;
    struct kevent ev[8];
    for (i = 0; i < 8; i++) {
        tcp_pair(p[i]);
        wr(p[i][1], 1);
    }
    msleep(20);
    for (i = 0; i < 8; i++) {
        must(kq, p[i][0], EVFILT_READ, EV_ADD | EV_CLEAR, i);
        must(kq, p[i][0], EVFILT_WRITE, EV_ADD | EV_CLEAR, i);
    }
    for (i = 0; i < 40; i++) {
        n = wt(kq, ev, 1, 5);
        if (n > 0)
            got += n;
    }
    CHECK(got == 16, "edge_none_lost_1", "%d of 16 events with an eventlist of 1", got);
    kq = kq_new();
    for (i = 0; i < 8; i++) {
        must(kq, p[i][0], EVFILT_READ, EV_ADD | EV_CLEAR, i);
        must(kq, p[i][0], EVFILT_WRITE, EV_ADD | EV_CLEAR, i);
    }
    for (got = i = 0; i < 40; i++) {
        n = wt(kq, ev, 3, 5);
        if (n > 0)
            got += n;
    }
    CHECK(got == 16, "edge_none_lost_3", "%d of 16 events with an eventlist of 3", got);
    kq = kq_new();
    for (i = 0; i < 8; i++) {
        must(kq, p[i][0], EVFILT_READ, EV_ADD | EV_ONESHOT, i);
        must(kq, p[i][0], EVFILT_WRITE, EV_ADD | EV_ONESHOT, i);
    }
    for (got = i = 0; i < 40; i++) {
        n = wt(kq, ev, 3, 5);
        if (n > 0)
            got += n;
    }
    CHECK(got == 16, "oneshot_none_lost_3", "%d of 16 events with an eventlist of 3", got);
    kq = kq_new();
    for (i = 0; i < 8; i++)
        must(kq, p[i][0], EVFILT_READ, EV_ADD, i);
    int seen[16] = {0}, d = 0;
    for (i = 0; i < 24; i++) {
        n = wt(kq, ev, 3, 5);
        for (int j = 0; j < n; j++)
            seen[UD(ev[j])] = 1;
    }
    for (i = 0; i < 8; i++)
        d += seen[i];
    CHECK(d == 8, "level_fair", "%d of 8 fds seen in 24 calls with an eventlist of 3", d);
    for (i = 0; i < 8; i++)
        must(kq, p[i][0], EVFILT_WRITE, EV_ADD, 8 + i);
    memset(seen, 0, sizeof seen);
    for (i = 0; i < 24; i++) {
        n = wt(kq, ev, 8, 5);
        for (int j = 0; j < n; j++)
            seen[UD(ev[j])] = 1;
    }
    for (d = i = 0; i < 16; i++)
        d += seen[i];
    CHECK(d == 16, "level_both_fair", "%d of 16 filters (8 fds, READ+WRITE) seen in 24 calls with an eventlist of 8",
          d);
}

/* BSD: EV_RECEIPT: an EV_ERROR entry with data 0 per change, "and no pending events are drained": with receipts
 * the call
 * returns at once, even with room left and timeout NULL. [both manuals; kern_kevent returns when nerrors > 0] */
static void receipt(void)
{
    int p[2], kq = kq_new(), n;
    struct kevent ev[8], c[2];
    struct timespec z = {0, 0}, t = {0, 300000000};
    tcp_pair(p);
    wr(p[1], 1);
    msleep(10);
    c[0] = mk(p[0], EVFILT_READ, EV_ADD | EV_RECEIPT, 0, 0, U1);
    memset(ev, 0, sizeof ev);
    n = kevent(kq, c, 1, ev, 1, NULL);
    CHECK(n == 1 && (ev[0].flags & EV_ERROR) && ev[0].data == 0 && ev[0].ident == (uintptr_t)p[0], "one",
          "n=%d flags=%x data=%ld", n, ev[0].flags, (long)ev[0].data);
    CHECK(UD(ev[0]) == U1, "udata", "udata=%llx", (unsigned long long)UD(ev[0]));
    c[0] = mk(p[0], EVFILT_WRITE, EV_ADD | EV_RECEIPT, 0, 0, 5);
    n = kevent(kq, c, 1, ev, 8, &z);
    CHECK(n == 1 && (ev[0].flags & EV_ERROR), "room_left_drains_nothing", "n=%d", n);
    c[0] = mk(p[1], EVFILT_READ, EV_ADD | EV_RECEIPT, 0, 0, 5); /* not ready, room left, has to wait? */
    must(kq, p[0], EVFILT_READ, EV_DELETE, 0);
    must(kq, p[0], EVFILT_WRITE, EV_DELETE, 0);
    double a = now_us();
    memset(ev, 0, sizeof ev);
    n = kevent(kq, c, 1, ev, 8, &t);
    a = now_us() - a;
    CHECK(a < 100000, "room_left_does_not_wait", "waited %.0f ms", a / 1000);
    CHECK(n == 1 && (ev[0].flags & EV_ERROR) && ev[0].data == 0, "receipt_not_lost_on_timeout", "n=%d flags=%x", n,
          ev[0].flags);
    /* changelist and eventlist are the same array, two receipts (mio, libuv style) */
    c[0] = mk(p[1], EVFILT_READ, EV_DELETE | EV_RECEIPT, 0, 0, 1);
    c[1] = mk(p[1], EVFILT_WRITE, EV_DELETE | EV_RECEIPT, 0, 0, 2);
    n = kevent(kq, c, 2, c, 2, NULL);
    CHECK(n == 2 && c[0].data == 0 && c[1].data == ENOENT, "same_array", "n=%d data=%ld,%ld want 0,%d", n,
          (long)c[0].data, (long)c[1].data, ENOENT);
}

/* BSD: a failing change: with room in the eventlist it becomes an EV_ERROR entry (data = errno, ident/udata kept),
 * the others
 * are applied, and the call returns at once; without room: -1/errno, later changes not applied. [both manuals] */
static void errors(void)
{
    int p[2], kq = kq_new(), n, bad, r;
    struct kevent ev[8], c[3];
    struct timespec t = {0, 300000000};
    tcp_pair(p);
    bad = dup(p[0]);
    close(bad);
    c[0] = mk(bad, EVFILT_READ, EV_ADD, 0, 0, U1);
    c[1] = mk(p[0], EVFILT_READ, EV_DELETE, 0, 0, U2);
    c[2] = mk(p[0], EVFILT_READ, EV_ADD, 0, 0, 3);
    memset(ev, 0, sizeof ev);
    n = kevent(kq, c, 3, ev, 2, NULL);
    CHECK(n == 2, "two_entries", "n=%d", n);
    CHECK((ev[0].flags & EV_ERROR) && ev[0].data == EBADF && (int)ev[0].ident == bad && UD(ev[0]) == U1, "ebadf",
          "flags=%x data=%ld", ev[0].flags, (long)ev[0].data);
    CHECK((ev[1].flags & EV_ERROR) && ev[1].data == ENOENT && UD(ev[1]) == U2, "enoent", "flags=%x data=%ld",
          ev[1].flags, (long)ev[1].data);
    wr(p[1], 1);
    n = wt(kq, ev, 8, 100);
    CHECK(n == 1 && UD(ev[0]) == 3, "others_applied", "n=%d", n);
    rd(p[0], 10);
    double a = now_us();
    memset(ev, 0, sizeof ev);
    n = kevent(kq, c, 2 - 1, ev, 8, &t);
    a = now_us() - a;
    CHECK(a < 100000, "does_not_wait_with_room", "waited %.0f ms", a / 1000);
    CHECK(n == 1 && (ev[0].flags & EV_ERROR) && ev[0].data == EBADF, "error_not_lost_on_timeout",
          "n=%d flags=%x data=%ld", n, ev[0].flags, (long)ev[0].data);
    errno = 0;
    c[2] = mk(p[0], EVFILT_WRITE, EV_ADD, 0, 0, 9);
    r = kevent(kq, c, 3, NULL, 0, NULL);
    CHECK(r == -1 && errno == EBADF, "no_eventlist", "r=%d errno=%d", r, errno);
    n = wt(kq, ev, 8, 20);
    CHECK(n == 0, "stops_at_first_error", "n=%d", n);
    errno = 0;
    r = kevent(bad, NULL, 0, ev, 8, &t);
    CHECK(r == -1 && errno == EBADF, "kq_bad_fd", "r=%d errno=%d want EBADF", r, errno);
    errno = 0;
    r = kevent(p[0], NULL, 0, ev, 8, &t);
    CHECK(r == -1 && errno == EBADF, "kq_not_a_kqueue", "r=%d errno=%d want EBADF", r, errno);
    errno = 0;
    c[0] = mk(p[0], -77, EV_ADD, 0, 0, 0);
    r = kevent(kq, c, 1, NULL, 0, NULL);
    CHECK(r == -1 && (errno == EINVAL || errno == ENOTSUP), "bad_filter", "r=%d errno=%d", r, errno);
}

/* BSD: one call applies the changelist and then reports, the fresh registrations included. [both] */
static void change_and_wait(void)
{
    int p[2], kq = kq_new(), n;
    struct kevent ev[8], c[2];
    struct timespec z = {0, 0};
    tcp_pair(p);
    wr(p[1], 4);
    msleep(10);
    c[0] = mk(p[0], EVFILT_READ, EV_ADD, 0, 0, 1);
    c[1] = mk(p[0], EVFILT_WRITE, EV_ADD, 0, 0, 2);
    n = kevent(kq, c, 2, ev, 8, &z);
    CHECK(n == 2, "same_call", "n=%d", n);
    c[0] = mk(p[0], EVFILT_READ, EV_DELETE, 0, 0, 1);
    c[1] = mk(p[0], EVFILT_WRITE, EV_DELETE, 0, 0, 2);
    n = kevent(kq, c, 2, ev, 8, &z);
    CHECK(n == 0, "delete_same_call", "n=%d", n);
    c[0] = mk(p[0], EVFILT_READ, EV_ADD, 0, 0, U1);
    n = kevent(kq, c, 1, c, 2, &z);
    CHECK(n == 1 && c[0].data == 4 && UD(c[0]) == U1, "aliased_arrays", "n=%d data=%ld", n, (long)c[0].data);
    n = kevent(kq, NULL, 0, NULL, 0, &z);
    CHECK(n == 0, "nothing_to_do", "n=%d", n);
    n = kevent(kq, NULL, 0, NULL, 0, NULL);
    CHECK(n == 0, "nevents_0_never_blocks", "n=%d (manual: nevents 0 returns immediately even with NULL timeout)", n);
}

/* ------------------------------------------------------------------ cases: wakeup, time, threads */
struct wk {
    int kq;
    int n;
    int delay_us;
    volatile double t0;
    volatile int seq;
    pthread_t th;
};
static void *waker(void *v)
{
    struct wk *w = v;
    for (int i = 0; i < w->n; i++) {
        usleep(w->delay_us);
        struct kevent e = mk(1, EVFILT_USER, 0, NOTE_TRIGGER, 0, U1);
        w->t0 = now_us();
        if (kevent(w->kq, &e, 1, NULL, 0, NULL)) {
            perror("trigger");
            break;
        }
        while (w->seq <= i)
            usleep(5);
    }
    return NULL;
}
static int cmpd(const void *a, const void *b)
{
    double x = *(double *)a, y = *(double *)b;
    return x < y ? -1 : x > y;
}

/* BSD: EVFILT_USER + EV_CLEAR + NOTE_TRIGGER from another thread wakes a blocked kevent(); triggers coalesce; a
 * trigger
 * before the wait is not lost; every change stores udata, so the trigger must carry it; unknown ident: ENOENT.
 * [both] */
static void user_wakeup(void)
{
    int kq = kq_new(), n, r;
    struct kevent ev[8], e;
    static double lat[2000];
    e = mk(1, EVFILT_USER, EV_ADD | EV_CLEAR, 0, 0, U1);
    if (kevent(kq, &e, 1, NULL, 0, NULL))
        DIE("add user");
    NEV(wt(kq, ev, 8, 0), 0, "idle");
    e = mk(1, EVFILT_USER, 0, NOTE_TRIGGER, 0, U1);
    for (int i = 0; i < 5; i++)
        kevent(kq, &e, 1, NULL, 0, NULL);
    n = wt(kq, ev, 8, 100);
    CHECK(n == 1 && ev[0].filter == EVFILT_USER && ev[0].ident == 1 && UD(ev[0]) == U1, "coalesce", "n=%d udata=%llx",
          n, (unsigned long long)UD(ev[0]));
    NEV(wt(kq, ev, 8, 20), 0, "cleared");
    e = mk(1, EVFILT_USER, 0, NOTE_TRIGGER, 0, 0);
    kevent(kq, &e, 1, NULL, 0, NULL);
    n = wt(kq, ev, 8, 100);
    CHECK(n == 1 && UD(ev[0]) == 0, "trigger_overwrites_udata", "n=%d udata=%llx", n, (unsigned long long)UD(ev[0]));
    e = mk(99, EVFILT_USER, 0, NOTE_TRIGGER, 0, 0);
    errno = 0;
    r = kevent(kq, &e, 1, NULL, 0, NULL);
    CHECK(r == -1 && errno == ENOENT, "unknown_ident", "r=%d errno=%d", r, errno);
    /* mio's way: EV_ADD with the trigger. Never EV_CLEAR in it: FreeBSD (filt_usertouch) then takes the trigger
     * back */
    e = mk(1, EVFILT_USER, EV_ADD, NOTE_TRIGGER, 0, U2);
    r = kevent(kq, &e, 1, NULL, 0, NULL);
    n = wt(kq, ev, 8, 100);
    CHECK(r == 0 && n == 1, "add_with_trigger", "r=%d n=%d", r, n);
    e = mk(2, EVFILT_USER, EV_ADD | EV_CLEAR, NOTE_TRIGGER, 0, U2);
    r = kevent(kq, &e, 1, NULL, 0, NULL);
    n = wt(kq, ev, 8, 50);
    DIFFERS(r == 0 && n == 0, r == 0 && n == 1, "trigger_that_creates",
            "EV_ADD and NOTE_TRIGGER in the change that creates the knote: r=%d reported=%d "
            "(FreeBSD: not triggered by "
            "the creating change; macOS: triggered)",
            r, n);

    struct wk w = {.kq = kq, .n = 2000, .delay_us = 100};
    pthread_create(&w.th, NULL, waker, &w);
    for (int i = 0; i < 2000; i++) {
        n = kevent(kq, NULL, 0, ev, 8, NULL);
        lat[i] = now_us() - w.t0;
        if (n != 1) {
            CHECK(0, "thread_wakeup", "n=%d errno=%d", n, errno);
            break;
        }
        w.seq = i + 1;
    }
    pthread_join(w.th, NULL);
    qsort(lat, 2000, sizeof *lat, cmpd);
    CHECK(1, "thread_wakeup", "2000 wakeups of a blocked kevent(NULL): median %.0f us, p99 %.0f us, max %.0f us",
          lat[1000], lat[1980], lat[1999]);
    double a = now_us();
    e = mk(1, EVFILT_USER, 0, NOTE_TRIGGER, 0, U1);
    for (int i = 0; i < 20000; i++)
        kevent(kq, &e, 1, NULL, 0, NULL);
    note("a NOTE_TRIGGER costs %.2f us", (now_us() - a) / 20000);
}

/* BSD: the wakeup is not starved by many ready fds: it is part of the next eventlist, rotated fairly. [both] */
static void user_not_starved(void)
{
    int kq = kq_new(), n, i, calls = 0;
    struct kevent ev[16], e;
    e = mk(1, EVFILT_USER, EV_ADD | EV_CLEAR, 0, 0, U1);
    if (kevent(kq, &e, 1, NULL, 0, NULL))
        DIE("add user");
    for (i = 0; i < 64; i++) {
        int p[2];
        if (socketpair(AF_UNIX, SOCK_STREAM, 0, p))
            DIE("socketpair");
        wr(p[1], 1);
        must(kq, p[0], EVFILT_READ, EV_ADD, i);
    }
    for (i = 0; i < 5; i++)
        wt(kq, ev, 16, 0);
    e = mk(1, EVFILT_USER, 0, NOTE_TRIGGER, 0, U1);
    kevent(kq, &e, 1, NULL, 0, NULL);
    for (i = 0; i < 50; i++) {
        n = wt(kq, ev, 16, 0);
        calls++;
        int hit = 0;
        for (int j = 0; j < n; j++)
            if (ev[j].filter == EVFILT_USER)
                hit = 1;
        if (hit)
            break;
    }
    CHECK(calls <= 6, "seen_soon", "after %d calls of 16 events with 64 fds always ready", calls);
}

/* BSD: timeouts are struct timespec: {0,0} polls, 500 us is honoured (not rounded to 0 or to 1 s), NULL blocks; a
 * negative or
 * malformed one is EINVAL (macOS lets tv_nsec = 1e9 pass, not more); tv_sec > INT32_MAX: FreeBSD waits for ever,
 * macOS EINVAL. */
static void timeouts(void)
{
    int kq = kq_new(), n, p[2];
    struct kevent ev[8];
    tcp_pair(p);
    must(kq, p[0], EVFILT_READ, EV_ADD, 0);
    double a, s;
    struct timespec ts = {0, 0};
    a = now_us();
    for (int i = 0; i < 1000; i++)
        n = kevent(kq, NULL, 0, ev, 8, &ts);
    s = (now_us() - a) / 1000;
    CHECK(n == 0 && s < 200, "zero_polls", "%.2f us a call", s);
    static const long ns[] = {1, 100000, 500000, 1000000, 1500000, 2000000, 20000000};
    for (unsigned k = 0; k < sizeof ns / sizeof *ns; k++) {
        ts.tv_nsec = ns[k];
        a = now_us();
        for (int i = 0; i < 20; i++)
            n = kevent(kq, NULL, 0, ev, 8, &ts);
        s = (now_us() - a) / 20;
        CHECK(n == 0 && s >= ns[k] / 1000.0 && s < ns[k] / 1000.0 + 20000, k == 2 ? "500us" : "ns",
              "asked %ld us, took %.0f us", ns[k] / 1000, s);
    }
    ts = (struct timespec){-1, 0};
    errno = 0;
    alarm(1); /* an emulation may block for ever here; SIGALRM is caught by the child's handler below */
    a = now_us();
    n = kevent(kq, NULL, 0, ev, 8, &ts);
    CHECK(n == -1 && errno == EINVAL, "negative_einval", "n=%d errno=%d after %.0f ms", n, errno,
          (now_us() - a) / 1000);
    alarm(15);
    ts = (struct timespec){0, 2000000000};
    errno = 0;
    a = now_us();
    n = kevent(kq, NULL, 0, ev, 8, &ts);
    CHECK(n == -1 && errno == EINVAL, "nsec_2e9_einval", "n=%d errno=%d after %.0f ms", n, errno,
          (now_us() - a) / 1000);
    ts = (struct timespec){4294968, 0}; /* 49.7 days: 2^32 ms + 704 ms */
    errno = 0;
    alarm(2);
    a = now_us();
    n = kevent(kq, NULL, 0, ev, 8, &ts);
    CHECK(n == -1 && errno == EINTR, "50_days_waits", "n=%d errno=%d after %.0f ms (2 s alarm)", n, errno,
          (now_us() - a) / 1000);
    alarm(15);
    ts = (struct timespec){(time_t)(LLONG_MAX / 1000), 807000000}; /* Long.MAX_VALUE ms */
    errno = 0;
    alarm(1);
    a = now_us();
    n = kevent(kq, NULL, 0, ev, 8, &ts);
    DIFFERS(n == -1 && errno == EINTR, n == -1 && errno == EINVAL, "very_long",
            "Long.MAX_VALUE ms: n=%d errno=%d after %.0f ms (1 s alarm; macOS may say EINVAL: clamp)", n, errno,
            (now_us() - a) / 1000);
    alarm(15);
}

/* BSD: a caught signal ends the wait with EINTR, SA_RESTART or not (kqueue_scan maps ERESTART to EINTR); all
 * changes of that
 * call have been applied. [both] */
static void eintr(void)
{
    int kq = kq_new(), n, p[2];
    struct kevent ev[8], c;
    struct sigaction sa;
    tcp_pair(p);
    for (int k = 0; k < 2; k++) {
        memset(&sa, 0, sizeof sa);
        sa.sa_handler = on_sig;
        sa.sa_flags = k ? SA_RESTART : 0;
        sigaction(SIGALRM, &sa, NULL);
        struct itimerval it = {{0, 0}, {0, 50000}};
        setitimer(ITIMER_REAL, &it, NULL);
        c = mk(p[0], EVFILT_READ, EV_ADD | EV_CLEAR, 0, 0, 5);
        errno = 0;
        n = kevent(kq, &c, 1, ev, 8, NULL);
        CHECK(n == -1 && errno == EINTR, k ? "with_sa_restart" : "plain", "n=%d errno=%d", n, errno);
    }
    wr(p[1], 1);
    NEV(wt(kq, ev, 8, 100), 1, "change_applied");
}

/* BSD: close(fd) removes its knotes: no event, and a new fd with the same number starts clean: EV_ADD registers it
 * (and
 * EV_DELETE says ENOENT). The last close matters not: closing the *registered number* is enough, even when a dup
 * lives. [both] */
static void close_reuse(void)
{
    int p[2], q[2], kq = kq_new(), n, r, old, d;
    struct kevent ev[8];
    tcp_pair(p);
    wr(p[1], 1);
    must(kq, p[0], EVFILT_READ, EV_ADD, U1);
    NEV(wt(kq, ev, 8, 100), 1, "before_close");
    old = p[0];
    close(p[0]);
    NEV(wt(kq, ev, 8, 30), 0, "silent_after_close");
    tcp_pair(q);
    if (q[0] != old) {
        if (dup2(q[0], old) < 0)
            DIE("dup2");
        close(q[0]);
        q[0] = old;
    }
    wr(q[1], 2);
    msleep(10);
    NEV(wt(kq, ev, 8, 30), 0, "new_fd_not_registered");
    r = chg(kq, old, EVFILT_READ, EV_ADD, U2);
    CHECK(r == 0, "reused_add_level", "r=%d (-1000: -1 with errno 0)", r);
    n = wt(kq, ev, 8, 100);
    CHECK(n == 1 && UD(ev[0]) == U2 && ev[0].data == 2, "reused_reports", "n=%d udata=%llx", n,
          (unsigned long long)UD(ev[0]));
    /* the careful way: EV_DELETE (errors ignored) before EV_ADD on a fresh fd */
    r = chg(kq, old, EVFILT_READ, EV_DELETE, 0);
    int r2 = chg(kq, old, EVFILT_READ, EV_ADD, U2);
    n = wt(kq, ev, 8, 100);
    CHECK(r2 == 0 && n == 1 && UD(ev[0]) == U2, "delete_then_add_reports", "delete r=%d add r=%d n=%d", r, r2, n);
    chg(kq, old, EVFILT_READ, EV_DELETE, 0);

    /* same with EV_CLEAR */
    must(kq, old, EVFILT_READ, EV_ADD | EV_CLEAR, U1);
    wt(kq, ev, 8, 50);
    close(old);
    tcp_pair(p);
    if (p[0] != old) {
        if (dup2(p[0], old) < 0)
            DIE("dup2");
        close(p[0]);
        p[0] = old;
    }
    wr(p[1], 3);
    msleep(10);
    r = chg(kq, old, EVFILT_READ, EV_ADD | EV_CLEAR, U2);
    n = wt(kq, ev, 8, 100);
    CHECK(r == 0 && n == 1 && ev[0].data == 3, "reused_reports_clear", "r=%d n=%d", r, n);
    chg(kq, old, EVFILT_READ, EV_DELETE, 0);

    /* a dup keeps the open file alive: BSD drops the knote of the closed number */
    tcp_pair(p);
    must(kq, p[0], EVFILT_READ, EV_ADD, U1);
    d = dup(p[0]);
    close(p[0]);
    wr(p[1], 1);
    msleep(10);
    n = wt(kq, ev, 8, 50);
    CHECK(n == 0, "dup_does_not_keep_knote", "n=%d ident=%ld", n, n > 0 ? (long)ev[0].ident : -1L);
    close(d);
}

/* BSD: EV_DELETE before close(), fd number reused at once: all clean, thousands of times. [both] */
static void churn(void)
{
    int kq = kq_new(), n, bad = 0;
    struct kevent ev[8];
    for (int i = 0; i < 3000; i++) {
        int p[2];
        if (socketpair(AF_UNIX, SOCK_STREAM, 0, p))
            DIE("socketpair");
        must(kq, p[0], EVFILT_READ, EV_ADD, i);
        must(kq, p[0], EVFILT_WRITE, EV_ADD, i);
        wr(p[1], 1);
        n = wt(kq, ev, 8, 100);
        if (n != 2 || UD(ev[0]) != (uint64_t)i)
            bad++;
        must(kq, p[0], EVFILT_WRITE, EV_DELETE, i);
        must(kq, p[0], EVFILT_READ, EV_DELETE, i);
        close(p[0]);
        close(p[1]);
    }
    CHECK(bad == 0, "delete_close_reuse", "%d bad of 3000", bad);
}

/* BSD: no FD_SETSIZE limit; a call may return as many events as the eventlist holds. [both] */
static void many_fds(void)
{
    enum { N = 3000 };
    int kq = kq_new(), n, i, calls = 0, total = 0;
    static int fd[N], peer[N];
    static char seen[N];
    struct kevent *ev = calloc(4096, sizeof *ev);
    struct rlimit rl;
    getrlimit(RLIMIT_NOFILE, &rl);
    rl.rlim_cur = rl.rlim_max < 10000 ? rl.rlim_max : 10000;
    setrlimit(RLIMIT_NOFILE, &rl);
    for (i = 0; i < N; i++) {
        int p[2];
        if (socketpair(AF_UNIX, SOCK_STREAM, 0, p)) {
            note("only %d pairs: %s", i, strerror(errno));
            break;
        }
        fd[i] = p[0];
        peer[i] = p[1];
        must(kq, p[0], EVFILT_READ, EV_ADD, i);
    }
    int cnt = i;
    CHECK(fd[cnt - 1] > 1024, "above_1024", "highest fd %d", fd[cnt - 1]);
    for (i = 0; i < cnt; i++)
        wr(peer[i], 1);
    n = wt(kq, ev, 4096, 100);
    CHECK(n == cnt, "all_in_one_call", "n=%d of %d", n, cnt);
    while (total < cnt && calls < 100) {
        for (i = 0; i < n; i++) {
            int k = (int)UD(ev[i]);
            if (!seen[k]) {
                seen[k] = 1;
                total++;
            }
            rd(fd[k], 10);
        }
        calls++;
        n = wt(kq, ev, 4096, 50);
        if (n <= 0)
            break;
    }
    CHECK(total == cnt, "all_in_the_end", "%d of %d in %d calls", total, cnt, calls + 1);
}

/* BSD: a change made by another thread takes effect on a blocked kevent() at once. [both] */
struct xt {
    int kq, fd, filter, flags;
};
static void *change_later(void *v)
{
    struct xt *x = v;
    msleep(50);
    chg(x->kq, x->fd, x->filter, x->flags, U2);
    return NULL;
}
static void change_from_other_thread(void)
{
    int p[2], kq = kq_new(), n;
    struct kevent ev[8];
    pthread_t t;
    tcp_pair(p);
    wr(p[1], 1);
    struct xt x = {kq, p[0], EVFILT_READ, EV_ADD};
    pthread_create(&t, NULL, change_later, &x);
    double a = now_us();
    n = wt(kq, ev, 8, 2000);
    CHECK(n == 1 && UD(ev[0]) == U2, "add_wakes_waiter", "n=%d after %.0f ms", n, (now_us() - a) / 1000);
    pthread_join(t, NULL);
    must(kq, p[0], EVFILT_READ, EV_DISABLE, U2);
    x.flags = EV_ENABLE;
    pthread_create(&t, NULL, change_later, &x);
    a = now_us();
    n = wt(kq, ev, 8, 2000);
    CHECK(n == 1, "enable_wakes_waiter", "n=%d after %.0f ms", n, (now_us() - a) / 1000);
    pthread_join(t, NULL);
    rd(p[0], 10);
    must(kq, p[0], EVFILT_READ, EV_DELETE, 0);
    must(kq, p[0], EVFILT_READ, EV_ADD, 0);
    x.flags = EV_DELETE;
    pthread_create(&t, NULL, change_later, &x);
    a = now_us();
    n = wt(kq, ev, 8, 200);
    CHECK(n == 0, "delete_while_waiting", "n=%d after %.0f ms", n, (now_us() - a) / 1000);
    pthread_join(t, NULL);
}

/* BSD: several threads on one kqueue: a EV_DISPATCH/EV_ONESHOT event goes to exactly one of them; a level event
 * may go to more. [both] */
struct mt {
    int kq;
    volatile int *stop;
    int *owner;
    int got, empty, overlap, errs;
};
static void *mt_main(void *v)
{
    struct mt *m = v;
    struct kevent ev[4];
    while (!*m->stop) {
        int n = wt(m->kq, ev, 4, 20);
        if (n < 0) {
            m->errs++;
            continue;
        }
        for (int i = 0; i < n; i++) {
            int *o = &m->owner[UD(ev[i])];
            if (__sync_add_and_fetch(o, 1) != 1)
                m->overlap++;
            if (rd((int)ev[i].ident, 1) == 1)
                m->got++;
            else
                m->empty++;
            __sync_sub_and_fetch(o, 1);
            if (chg(m->kq, (int)ev[i].ident, EVFILT_READ, EV_ENABLE, UD(ev[i])))
                m->errs++;
        }
    }
    return NULL;
}
static void many_threads(void)
{
    enum { T = 8, F = 50, W = 2000 };
    int kq = kq_new(), i, got = 0, errs = 0, empty = 0, overlap = 0;
    int p[F][2], owner[F] = {0};
    volatile int stop = 0;
    struct mt m[T];
    pthread_t t[T];
    for (i = 0; i < F; i++) {
        if (socketpair(AF_UNIX, SOCK_STREAM, 0, p[i]))
            DIE("socketpair");
        nb(p[i][0]);
        must(kq, p[i][0], EVFILT_READ, EV_ADD | EV_DISPATCH, i);
    }
    for (i = 0; i < T; i++) {
        m[i] = (struct mt){.kq = kq, .stop = &stop, .owner = owner};
        pthread_create(&t[i], NULL, mt_main, &m[i]);
    }
    for (i = 0; i < W; i++) {
        wr(p[i % F][1], 1);
        if (i % 10 == 0)
            usleep(200);
    }
    for (int k = 0; k < 100; k++) {
        msleep(20);
        for (got = 0, i = 0; i < T; i++)
            got += m[i].got;
        if (got >= W)
            break;
    }
    msleep(50);
    stop = 1;
    for (got = 0, i = 0; i < T; i++) {
        pthread_join(t[i], NULL);
        got += m[i].got;
        errs += m[i].errs;
        empty += m[i].empty;
        overlap += m[i].overlap;
    }
    CHECK(got == W && errs == 0, "dispatch_none_lost", "%d bytes of %d seen, %d errors, 8 threads", got, W, errs);
    CHECK(empty == 0 && overlap == 0, "dispatch_exactly_once",
          "%d events found nothing to read, %d came while another thread held the fd", empty, overlap);
}

/* BSD: READ on a stream has EV_EOF only when the peer really shut down, also when another thread empties the
 * socket at the
 * same moment (f_event is asked again at delivery; a stale event is dropped). [both] */
static void *drain_main(void *v)
{
    struct xt *x = v;
    while (x->flags == 0)
        rd(x->fd, 100);
    return NULL;
}
static void *feed_main(void *v)
{
    struct xt *x = v;
    for (int i = 0; i < 30000 && x->flags == 0; i++) {
        wr(x->kq, 1);
        if (i % 3 == 0)
            sched_yield();
    }
    return NULL;
}
static void spurious_eof(void)
{
    int p[2], kq = kq_new(), n, evs = 0, eof = 0, zero = 0;
    struct kevent ev[8];
    pthread_t a, b;
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, p))
        DIE("socketpair");
    nb(p[0]);
    nb(p[1]);
    must(kq, p[0], EVFILT_READ, EV_ADD, 0);
    struct xt d = {0, p[0], 0, 0}, f = {p[1], 0, 0, 0};
    pthread_create(&a, NULL, drain_main, &d);
    pthread_create(&b, NULL, feed_main, &f);
    double end = now_us() + 1500000;
    while (now_us() < end) {
        n = wt(kq, ev, 8, 1);
        if (n > 0) {
            evs++;
            if (ev[0].flags & EV_EOF)
                eof++;
            if (ev[0].data == 0)
                zero++;
        }
    }
    d.flags = f.flags = 1;
    pthread_join(a, NULL);
    pthread_join(b, NULL);
    CHECK(eof == 0, "no_false_eof", "%d events, %d with EV_EOF, %d with data 0, peer never closed", evs, eof, zero);
}

/* BSD: close(kq) while another thread waits in kevent(): macOS wakes it with EBADF; FreeBSD leaves it blocked
 * until an event
 * or timeout (the waiter holds the file). Never do it: wake with EVFILT_USER, join, then close. kevent() after
 * close: EBADF. */
static void *close_later(void *v)
{
    msleep(50);
    close(*(int *)v);
    return NULL;
}
static void close_kq(void)
{
    int kq = kq_new(), n, p[2], e;
    struct kevent ev[8];
    pthread_t t;
    tcp_pair(p);
    must(kq, p[0], EVFILT_READ, EV_ADD, 0);
    pthread_create(&t, NULL, close_later, &kq);
    double a = now_us();
    errno = 0;
    n = wt(kq, ev, 8, 1000);
    e = errno;
    DIFFERS(n == 0, n == -1 && e == EBADF, "waiter", "waiter: n=%d errno=%d after %.0f ms", n, e,
            (now_us() - a) / 1000);
    pthread_join(t, NULL);
    errno = 0;
    n = wt(kq, ev, 8, 10);
    CHECK(n == -1 && errno == EBADF, "after_close_ebadf", "n=%d errno=%d want EBADF", n, errno);
    /* many kqueues opened and closed: no descriptor leak */
    int before = dup(0);
    close(before);
    for (int i = 0; i < 300; i++) {
        int k = kq_new();
        must(k, p[0], EVFILT_READ, EV_ADD, 0);
        close(k);
    }
    msleep(300);
    int after = dup(0);
    close(after);
    CHECK(after - before <= 8, "no_fd_leak",
          "lowest free fd %d before, %d after 300 "
          "kqueue()/close()",
          before, after);
}

/* BSD: the kqueue descriptor itself: poll(2)able and usable as EVFILT_READ ident in another kqueue; not inherited
 * by fork. [both] */
static void kq_is_pollable(void)
{
    int p[2], kq = kq_new(), kq2 = kq_new(), r, n;
    struct kevent ev[4];
    tcp_pair(p);
    must(kq, p[0], EVFILT_READ, EV_ADD, 0);
    wr(p[1], 1);
    msleep(10);
    struct pollfd f = {kq, POLLIN, 0};
    r = poll(&f, 1, 100);
    CHECK(r == 1 && (f.revents & POLLIN), "poll", "r=%d revents=%x", r, f.revents);
    r = chg(kq2, kq, EVFILT_READ, EV_ADD, 0);
    n = wt(kq2, ev, 4, 50);
    CHECK(r == 0 && n == 1, "nested", "r=%d n=%d", r, n);
    DIFFERS(!(fcntl(kq, F_GETFD) & FD_CLOEXEC), fcntl(kq, F_GETFD) & FD_CLOEXEC, "close_on_exec",
            "FD_CLOEXEC on the kqueue fd: %d (FreeBSD kqueue(): 0, but not inherited over fork; "
            "kqueuex(KQUEUE_CLOEXEC) on 14+; macOS: set)",
            fcntl(kq, F_GETFD) & FD_CLOEXEC);
}

/* BSD: NOTE_LOWAT on READ: not reported below the mark; per knote. [both; macOS too] */
static void lowat(void)
{
    int p[2], kq = kq_new(), n, v = 0;
    socklen_t l = sizeof v;
    struct kevent ev[8], c;
    tcp_pair(p);
    c = mk(p[0], EVFILT_READ, EV_ADD, NOTE_LOWAT, 10, 0);
    if (kevent(kq, &c, 1, NULL, 0, NULL))
        DIE("add lowat");
    wr(p[1], 5);
    NEV(wt(kq, ev, 8, 30), 0, "below");
    wr(p[1], 5);
    NEV(wt(kq, ev, 8, 100), 1, "reached");
    getsockopt(p[0], SOL_SOCKET, SO_RCVLOWAT, &v, &l);
    CHECK(v == 1, "socket_option_untouched", "SO_RCVLOWAT=%d", v);
}

/* ------------------------------------------------------------------ performance */
static double per(int kq, struct kevent *ev, int nev, int rounds, int *last)
{
    struct timespec z = {0, 0};
    double a = now_us();
    for (int i = 0; i < rounds; i++)
        *last = kevent(kq, NULL, 0, ev, nev, &z);
    return (now_us() - a) / rounds;
}
static void perf(void)
{
    static const int sizes[] = {1, 100, 1000};
    static struct kevent ev[2048];
    for (int k = 0; k < 3; k++) {
        int N = sizes[k], kq = kq_new(), last = 0, rounds = N == 1000 ? 2000 : 20000;
        int *p = calloc(2 * N, sizeof *p);
        for (int i = 0; i < N; i++)
            if (socketpair(AF_UNIX, SOCK_STREAM, 0, p + 2 * i))
                DIE("socketpair");
        double a = now_us();
        for (int i = 0; i < N; i++)
            must(kq, p[2 * i], EVFILT_READ, EV_ADD, i);
        double add = (now_us() - a) / N;
        double idle = per(kq, ev, 1024, 20000, &last);
        wr(p[1], 1);
        double one = per(kq, ev, 1024, 20000, &last);
        for (int i = 1; i < N; i++)
            wr(p[2 * i + 1], 1);
        double all = per(kq, ev, 1024, rounds, &last);
        int alln = last;
        double e_idle = 0, e_one = 0, e_all = 0;
        int e_n = 0;
#ifdef __linux__
        static struct epoll_event ee[2048];
        int ep = epoll_create1(0);
        for (int i = 0; i < N; i++) {
            struct epoll_event x = {.events = EPOLLIN, .data.u64 = i};
            epoll_ctl(ep, EPOLL_CTL_ADD, p[2 * i], &x);
        }
        a = now_us();
        for (int i = 0; i < rounds; i++)
            e_n = epoll_wait(ep, ee, 1024, 0);
        e_all = (now_us() - a) / rounds;
        for (int i = 1; i < N; i++)
            rd(p[2 * i], 1);
        a = now_us();
        for (int i = 0; i < 20000; i++)
            epoll_wait(ep, ee, 1024, 0);
        e_one = (now_us() - a) / 20000;
        rd(p[0], 1);
        a = now_us();
        for (int i = 0; i < 20000; i++)
            epoll_wait(ep, ee, 1024, 0);
        e_idle = (now_us() - a) / 20000;
        close(ep);
#endif
        printf("perf  %4d fds: kevent idle %.2f us, 1 ready %.2f us, all ready %.1f us (n=%d); "
               "epoll_wait %.2f / %.2f "
               "/ %.1f us (n=%d); EV_ADD %.2f us\n",
               N, idle, one, all, alln, e_idle, e_one, e_all, e_n, add);
        fflush(stdout);
        for (int i = 0; i < 2 * N; i++)
            close(p[i]);
        close(kq);
        free(p);
    }
}

static const struct one_case cases[] = {
#define C(x)  \
    {         \
#x, x \
    }
    C(tcp_read),
    C(tcp_write),
    C(both_filters),
    C(listen_backlog),
    C(add_before_listen),
    C(unconnected),
    C(connect_ok),
    C(connect_refused),
    C(peer_close),
    C(half_close),
    C(own_shutdown),
    C(peer_reset),
    C(udp),
    C(unix_sockets),
    C(pipes),
    C(delete_),
    C(enable_disable),
    C(readd_level),
    C(oneshot),
    C(dispatch),
    C(clear_read),
    C(clear_write),
    C(clear_is_per_filter),
    C(small_eventlist),
    C(receipt),
    C(errors),
    C(change_and_wait),
    C(user_wakeup),
    C(user_not_starved),
    C(timeouts),
    C(eintr),
    C(close_reuse),
    C(churn),
    C(many_fds),
    C(change_from_other_thread),
    C(many_threads),
    C(spurious_eof),
    C(close_kq),
    C(kq_is_pollable),
    C(lowat),
    C(perf),
};

int main(int argc, char **argv)
{
    return run_cases(cases, (int)(sizeof cases / sizeof *cases), argc, argv);
}
