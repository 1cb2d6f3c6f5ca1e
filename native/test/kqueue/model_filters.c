/* SPDX-License-Identifier: Apache-2.0 */
/* What FreeBSD's filters answer (filt_soread, filt_sowrite, filt_piperead, filt_pipewrite), by what Linux tells. */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <linux/sockios.h>
#include <linux/tcp.h>

#include "test/kqueue/model.h"

/* States of TCP as struct tcp_info has them. */
enum {
    ESTABLISHED = 1,
    SYN_SENT,
    SYN_RECEIVED,
    FIN_WAIT1,
    FIN_WAIT2,
    TIME_WAIT,
    CLOSED,
    CLOSE_WAIT,
    LAST_ACK,
    LISTEN,
    CLOSING
};

static int integer_option(int fd, int level, int name)
{
    int value = 0;
    socklen_t length = sizeof value;
    return getsockopt(fd, level, name, &value, &length) == 0 ? value : -1;
}

static knote_kind kind_of_socket(int fd)
{
    int type = integer_option(fd, SOL_SOCKET, SO_TYPE);
    int domain = integer_option(fd, SOL_SOCKET, SO_DOMAIN);
    if (type == SOCK_DGRAM) {
        return KIND_DATAGRAMS;
    }
    return domain == AF_UNIX ? KIND_UNIX : domain == AF_INET || domain == AF_INET6 ? KIND_TCP : KIND_OTHER;
}

int model_kind_of(int fd, knote *note)
{
    struct stat status;
    if (fstat(fd, &status) < 0) {
        return EBADF;
    }
    note->kind = S_ISSOCK(status.st_mode) ? kind_of_socket(fd) : S_ISFIFO(status.st_mode) ? KIND_PIPE : KIND_OTHER;
    note->pipe = S_ISFIFO(status.st_mode) ? status.st_ino : 0;
    return 0;
}

static short poll_now(int fd)
{
    struct pollfd one = {.fd = fd, .events = POLLIN | POLLOUT | POLLPRI | POLLRDHUP};
    return poll(&one, 1, 0) > 0 ? one.revents : 0;
}

static int64_t asked_of(int fd, unsigned long request)
{
    int value = 0;
    return ioctl(fd, request, &value) == 0 ? value : 0;
}

static int64_t room_of(int fd)
{
    int64_t room = integer_option(fd, SOL_SOCKET, SO_SNDBUF) - asked_of(fd, SIOCOUTQ);
    return room > 0 ? room : 1;
}

static struct tcp_info info_of(int fd)
{
    struct tcp_info info = {0};
    socklen_t length = sizeof info;
    getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &length);
    return info;
}

/* SIOCINQ counts up to the urgent mark only, TCP_INQ to the end, with the urgent byte. */
static int64_t unread_of_tcp(int fd, short polled)
{
    if (!(polled & POLLPRI)) {
        return asked_of(fd, SIOCINQ);
    }
    int on = 1;
    int off = 0;
    int inline_too = integer_option(fd, SOL_SOCKET, SO_OOBINLINE);
    char byte;
    char control[CMSG_SPACE(sizeof(int))];
    struct iovec none = {&byte, 0};
    struct msghdr message = {
        .msg_iov = &none, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
    int unread = 0;
    setsockopt(fd, IPPROTO_TCP, TCP_INQ, &on, sizeof on);
    if (recvmsg(fd, &message, MSG_PEEK | MSG_DONTWAIT) >= 0 && CMSG_FIRSTHDR(&message) != NULL) {
        memcpy(&unread, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof unread);
        unread -= inline_too == 1 ? 0 : 1;
    }
    setsockopt(fd, IPPROTO_TCP, TCP_INQ, &off, sizeof off);
    return unread;
}

/* Linux tells no pending error without taking it: a connection that heard more than one segment was there once. */
static unsigned error_of_tcp(const struct tcp_info *info, short polled)
{
    return !(polled & POLLERR) ? 0 : info->tcpi_segs_in > 1 ? ECONNRESET : ECONNREFUSED;
}

static bool was_never_connected(const struct tcp_info *info, short polled)
{
    return info->tcpi_state == CLOSED && info->tcpi_segs_in == 0 && !(polled & POLLERR);
}

static bool sends_no_more(int state)
{
    return state != ESTABLISHED && state != CLOSE_WAIT && state != SYN_SENT && state != SYN_RECEIVED && state != LISTEN;
}

static finding ask_tcp(const knote *note, int side)
{
    short polled = poll_now(note->fd);
    struct tcp_info info = info_of(note->fd);
    finding found = {.error = error_of_tcp(&info, polled), .acknowledged = info.tcpi_bytes_acked};
    if (info.tcpi_state == LISTEN) {
        found.data = info.tcpi_unacked;
        found.ready = side == SIDE_READ && (polled & POLLIN);
    } else if (was_never_connected(&info, polled)) {
        found.ready = false;
    } else if (side == SIDE_READ) {
        int64_t most = note->sfflags & NOTE_LOWAT ? note->sdata : 1;
        found.data = unread_of_tcp(note->fd, polled);
        found.over = found.error != 0 || (polled & (POLLRDHUP | POLLHUP));
        found.ready = found.over || ((polled & POLLIN) && found.data >= most);
    } else {
        found.data = room_of(note->fd);
        found.over = found.error != 0 || sends_no_more(info.tcpi_state);
        found.ready = found.over || (polled & POLLOUT);
    }
    return found;
}

/* POLLHUP without POLLRDHUP: unconnected (unix_poll). */
static finding ask_unix(const knote *note, int side)
{
    short polled = poll_now(note->fd);
    bool listens = integer_option(note->fd, SOL_SOCKET, SO_ACCEPTCONN) == 1;
    finding found = {.error = polled & POLLERR ? ECONNRESET : 0};
    if (listens) {
        found.ready = side == SIDE_READ && (polled & POLLIN);
        found.data = found.ready;
    } else if ((polled & POLLHUP) && !(polled & POLLRDHUP)) {
        found.ready = false;
    } else if (side == SIDE_READ) {
        found.data = asked_of(note->fd, SIOCINQ);
        found.over = polled & (POLLRDHUP | POLLHUP);
        found.ready = found.over || (polled & (POLLIN | POLLERR));
    } else {
        found.data = room_of(note->fd);
        found.over = polled & POLLHUP;
        found.ready = found.over || (polled & (POLLOUT | POLLERR));
    }
    return found;
}

/* All datagrams that wait: SIOCINQ has the first only. */
static int64_t unread_datagrams(int fd)
{
    int from_start = 0;
    int off = -1;
    char byte;
    int64_t sum = 0;
    ssize_t length;
    if (setsockopt(fd, SOL_SOCKET, SO_PEEK_OFF, &from_start, sizeof from_start) < 0) {
        return asked_of(fd, SIOCINQ);
    }
    /* Not by recv, which is interposed. */
    const int peek = MSG_PEEK | MSG_TRUNC | MSG_DONTWAIT;
    while ((length = recvfrom(fd, &byte, 1, peek, NULL, NULL)) > 0) {
        sum += length;
        from_start = (int)sum;
        setsockopt(fd, SOL_SOCKET, SO_PEEK_OFF, &from_start, sizeof from_start);
    }
    setsockopt(fd, SOL_SOCKET, SO_PEEK_OFF, &off, sizeof off);
    return sum;
}

static finding ask_datagrams(const knote *note, int side)
{
    short polled = poll_now(note->fd);
    finding found = {.ready = polled & (POLLERR | (side == SIDE_READ ? POLLIN : POLLOUT))};
    found.acknowledged = (polled & POLLERR) != 0;
    if (found.ready) {
        found.data = side == SIDE_WRITE ? room_of(note->fd) : polled & POLLERR ? 0 : unread_datagrams(note->fd);
    }
    return found;
}

static finding ask_pipe(const knote *note, int side)
{
    short polled = poll_now(note->fd);
    int access = fcntl(note->fd, F_GETFL) & O_ACCMODE;
    finding found = {0};
    if (side == SIDE_READ && access != O_WRONLY) {
        found.data = asked_of(note->fd, FIONREAD);
        found.over = polled & POLLHUP;
        found.ready = found.over || (polled & POLLIN);
    } else if (side == SIDE_WRITE && access != O_RDONLY) {
        found.data = fcntl(note->fd, F_GETPIPE_SZ) - asked_of(note->fd, FIONREAD);
        found.over = polled & POLLERR;
        found.ready = found.over || (polled & POLLOUT);
    }
    return found;
}

static finding ask_other(const knote *note, int side)
{
    const kqueue_model *nested = model_at(note->fd);
    short polled = poll_now(note->fd);
    finding found = {.ready = polled & (side == SIDE_READ ? POLLIN : POLLOUT)};
    found.data = nested != NULL ? nested->queued : found.ready;
    return found;
}

finding model_ask(const knote *note)
{
    static finding (*const by_kind[])(const knote *, int) = {
        [KIND_TCP] = ask_tcp,   [KIND_UNIX] = ask_unix,   [KIND_DATAGRAMS] = ask_datagrams,
        [KIND_PIPE] = ask_pipe, [KIND_OTHER] = ask_other,
    };
    if (note->filter == EVFILT_USER) {
        return (finding){.ready = note->triggered, .error = note->sfflags, .data = note->sdata};
    }
    return by_kind[note->kind](note, note->filter == EVFILT_READ ? SIDE_READ : SIDE_WRITE);
}

int64_t model_unacknowledged(const knote *note)
{
    return note->kind == KIND_TCP ? asked_of(note->fd, SIOCOUTQ) : 0;
}
