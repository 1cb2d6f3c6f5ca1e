/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_TYPES_H
#define HR_TYPES_H

#include <stdint.h>

/* At least 0: done, often a count or a descriptor. Negative: an error as hr_error.h encodes it. */
typedef int64_t hr_result;

/* A descriptor on Unix, a SOCKET on Windows. */
typedef int64_t hr_socket;

/* Directions of a socket, the same bits in a registration, in an event and in hr_socket_await. */
enum {
    HR_READ = 1 << 0,  /* also accept */
    HR_WRITE = 1 << 1, /* also connect */
};

/* Memory to send from or to receive into. */
typedef struct {
    uint64_t address;
    uint64_t length;
} hr_buffer;

enum { HR_INET4 = 1, HR_INET6 = 2, HR_UNIX = 3 };

/* A socket address in a form of our own, the same on every platform. port and scope_id are in host byte order; bytes
   holds the 4 or 16 bytes of an IP address in network order, or a path of `length` bytes without a terminating zero; on
   Linux, one that begins with a zero byte is an abstract name. */
typedef struct {
    uint32_t family; /* HR_INET4, HR_INET6, HR_UNIX; 0: no address */
    uint32_t port;
    uint32_t scope_id;
    uint32_t length;
    uint8_t bytes[112];
} hr_address;

#endif
