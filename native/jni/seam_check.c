/* SPDX-License-Identifier: Apache-2.0 */
/* The Java face of the seam says the same numbers as the C headers: compiled, and empty. */
#include <stddef.h>

#include "hr_batch.h"
#include "hr_error.h"
#include "hr_pass.h"
#include "hr_poller.h"
#include "hr_socket.h"
#include "io_headrace_os_Addresses.h"
#include "io_headrace_os_ChangeList.h"
#include "io_headrace_os_DatagramStore.h"
#include "io_headrace_os_DescriptorList.h"
#include "io_headrace_os_EventBuffer.h"
#include "io_headrace_os_FeatureNumber.h"
#include "io_headrace_os_MessageTable.h"
#include "io_headrace_os_OptionNumber.h"
#include "io_headrace_os_OsError.h"
#include "io_headrace_os_Peer.h"
#include "io_headrace_os_Poller.h"
#include "io_headrace_os_Sockets.h"
#include "io_headrace_os_TcpField.h"

#define SAME(java, c) _Static_assert((java) == (c), #java " is " #c)

SAME(io_headrace_os_Poller_READ, HR_READ);
SAME(io_headrace_os_Poller_WRITE, HR_WRITE);
SAME(io_headrace_os_Poller_URGENT, HR_URGENT);
SAME(io_headrace_os_Poller_EDGE, HR_EDGE);
SAME(io_headrace_os_Poller_ONESHOT, HR_ONESHOT);
SAME(io_headrace_os_Poller_EXCLUSIVE, HR_EXCLUSIVE);
SAME(io_headrace_os_Poller_CAP_EXCLUSIVE, HR_CAP_EXCLUSIVE);
SAME(io_headrace_os_Poller_HALF_CLOSED, HR_HALF_CLOSED);
SAME(io_headrace_os_Poller_HANGUP, HR_HANGUP);
SAME(io_headrace_os_Poller_ERROR_PENDING, HR_ERROR_PENDING);
SAME(io_headrace_os_Poller_CHANGE_FAILED, HR_CHANGE_FAILED);
SAME(io_headrace_os_Poller_GONE, HR_GONE);
SAME(io_headrace_os_Poller_CHANGE_CLOSED, HR_CHANGE_CLOSED);
SAME(io_headrace_os_Poller_CAP_LEVEL, HR_CAP_LEVEL);
SAME(io_headrace_os_Poller_CAP_EDGE, HR_CAP_EDGE);
SAME(io_headrace_os_Poller_CAP_ONESHOT, HR_CAP_ONESHOT);
SAME(io_headrace_os_Poller_CAP_GONE, HR_CAP_GONE);
SAME(io_headrace_os_Poller_CAP_CHANGE_AT_ONCE, HR_CAP_CHANGE_AT_ONCE);
SAME(io_headrace_os_Poller_CAP_URGENT, HR_CAP_URGENT);
SAME(io_headrace_os_Poller_CAP_QUIET_WRITE, HR_CAP_QUIET_WRITE);
SAME(io_headrace_os_Poller_CAP_LATE, HR_CAP_LATE);
SAME(io_headrace_os_Poller_WOKEN, HR_WAIT_WOKEN);

SAME(io_headrace_os_Sockets_INET4, HR_INET4);
SAME(io_headrace_os_Sockets_INET6, HR_INET6);
SAME(io_headrace_os_Sockets_UNIX, HR_UNIX);
SAME(io_headrace_os_Sockets_STREAM, HR_STREAM);
SAME(io_headrace_os_Sockets_DATAGRAM, HR_DATAGRAM);
SAME(io_headrace_os_Sockets_AWAIT_WOKEN, HR_AWAIT_WOKEN);
SAME(io_headrace_os_Sockets_JOIN, HR_JOIN);
SAME(io_headrace_os_Sockets_LEAVE, HR_LEAVE);
SAME(io_headrace_os_Sockets_JOIN_SOURCE, HR_JOIN_SOURCE);
SAME(io_headrace_os_Sockets_LEAVE_SOURCE, HR_LEAVE_SOURCE);
SAME(io_headrace_os_Sockets_BLOCK_SOURCE, HR_BLOCK_SOURCE);
SAME(io_headrace_os_Sockets_UNBLOCK_SOURCE, HR_UNBLOCK_SOURCE);

#define SAME_KIND(number, name) SAME(io_headrace_os_OsError_##name, HR_ERROR_##name);
HR_ERROR_KINDS(SAME_KIND)

#define SAME_OPTION(number, name) SAME(io_headrace_os_OptionNumber_##name, HR_OPTION_##name);
HR_OPTIONS(SAME_OPTION)

#define SAME_TCP_FIELD(number, name) SAME(io_headrace_os_TcpField_##name, HR_TCP_##name);
HR_TCP_FIELDS(SAME_TCP_FIELD)
SAME(io_headrace_os_TcpField_COUNT, HR_TCP_FIELD_COUNT);

#define SAME_FEATURE(number, name) SAME(io_headrace_os_FeatureNumber_##name, HR_FEATURE_##name);
HR_FEATURES(SAME_FEATURE)

SAME(io_headrace_os_ChangeList_SIZE, sizeof(hr_change));
SAME(0, offsetof(hr_change, socket));
SAME(io_headrace_os_ChangeList_TOKEN, offsetof(hr_change, token));
SAME(io_headrace_os_ChangeList_WAS, offsetof(hr_change, was));
SAME(io_headrace_os_ChangeList_NOW, offsetof(hr_change, now));
SAME(io_headrace_os_ChangeList_DOUBT, offsetof(hr_change, doubt));
SAME(io_headrace_os_ChangeList_FLAGS, offsetof(hr_change, flags));

SAME(io_headrace_os_EventBuffer_SIZE, sizeof(hr_event));
SAME(0, offsetof(hr_event, token));
SAME(io_headrace_os_EventBuffer_READY, offsetof(hr_event, ready));
SAME(io_headrace_os_EventBuffer_AUX, offsetof(hr_event, aux));

SAME(io_headrace_os_Addresses_SIZE, sizeof(hr_address));
SAME(0, offsetof(hr_address, family));
SAME(io_headrace_os_Addresses_PORT, offsetof(hr_address, port));
SAME(io_headrace_os_Addresses_SCOPE, offsetof(hr_address, scope_id));
SAME(io_headrace_os_Addresses_LENGTH, offsetof(hr_address, length));
SAME(io_headrace_os_Addresses_BYTES, offsetof(hr_address, bytes));

SAME(io_headrace_os_DatagramStore_SIZE, sizeof(hr_datagram));
SAME(0, offsetof(hr_datagram, peer));
SAME(io_headrace_os_DatagramStore_LENGTH, offsetof(hr_datagram, length));
SAME(io_headrace_os_DatagramStore_BYTES, offsetof(hr_datagram, bytes));

SAME(io_headrace_os_DescriptorList_MOST, HR_DESCRIPTORS_MOST);
SAME(io_headrace_os_DescriptorList_SIZE, sizeof(hr_descriptors));
SAME(0, offsetof(hr_descriptors, count));
SAME(io_headrace_os_DescriptorList_TRUNCATED, offsetof(hr_descriptors, truncated));
SAME(io_headrace_os_DescriptorList_NUMBERS, offsetof(hr_descriptors, numbers));

SAME(io_headrace_os_Peer_SIZE, sizeof(hr_peer));
SAME(0, offsetof(hr_peer, process));
SAME(io_headrace_os_Peer_USER, offsetof(hr_peer, user));
SAME(io_headrace_os_Peer_GROUP, offsetof(hr_peer, group));

SAME(io_headrace_os_Sockets_KIND_OTHER, HR_OTHER);
SAME(io_headrace_os_Sockets_KIND_SOCKET, HR_SOCKET);
SAME(io_headrace_os_Sockets_KIND_PIPE, HR_PIPE);
SAME(io_headrace_os_Sockets_KIND_FILE, HR_FILE);
SAME(io_headrace_os_Sockets_KIND_APPEND, HR_APPEND);
SAME(io_headrace_os_Sockets_ACCESS_SHIFT, HR_ACCESS_SHIFT);

SAME(io_headrace_os_MessageTable_MOST, HR_BATCH_MOST);
SAME(io_headrace_os_MessageTable_JOINED_MOST, HR_BATCH_JOINED_MOST);
SAME(io_headrace_os_MessageTable_JOINED_BYTES, HR_BATCH_JOINED_BYTES);
SAME(io_headrace_os_MessageTable_SAME_PEER, HR_MESSAGE_SAME_PEER);
SAME(io_headrace_os_MessageTable_TRUNCATED, HR_MESSAGE_TRUNCATED);
SAME(io_headrace_os_MessageTable_HAS_TOS, HR_MESSAGE_HAS_TOS);
SAME(io_headrace_os_MessageTable_HAS_DROPPED, HR_MESSAGE_HAS_DROPPED);
SAME(0, offsetof(hr_batch, error));
SAME(io_headrace_os_MessageTable_CAPACITY, offsetof(hr_batch, capacity));
SAME(io_headrace_os_MessageTable_MESSAGES, offsetof(hr_batch, messages));
SAME(io_headrace_os_MessageTable_SIZE, sizeof(hr_message));
SAME(0, offsetof(hr_message, peer));
SAME(io_headrace_os_MessageTable_LOCAL, offsetof(hr_message, local));
SAME(io_headrace_os_MessageTable_TIME, offsetof(hr_message, time_ns));
SAME(io_headrace_os_MessageTable_OFFSET, offsetof(hr_message, offset));
SAME(io_headrace_os_MessageTable_LENGTH, offsetof(hr_message, length));
SAME(io_headrace_os_MessageTable_FLAGS, offsetof(hr_message, flags));
SAME(io_headrace_os_MessageTable_TOS, offsetof(hr_message, tos));
SAME(io_headrace_os_MessageTable_DROPPED, offsetof(hr_message, dropped));

/* What Java writes by longs: Sockets.receiveVector and openPipe. */
SAME(2 * sizeof(jlong), sizeof(hr_buffer));
SAME(0, offsetof(hr_buffer, address));
SAME(sizeof(jlong), offsetof(hr_buffer, length));
SAME(sizeof(jlong), sizeof(hr_socket));
