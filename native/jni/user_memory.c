/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Calls on memory of the user's. Where a buffer is a view of a memory segment, its arena has to stay open during the
 * call. The linker of the JDK sees to that: Java calls the functions at the end through it, with the segments.
 */
#include "glue.h"
#include "hr_socket.h"
#include "io_headrace_jni_HeldCalls.h"
#include "io_headrace_jni_NativeSockets.h"
#include "io_headrace_os_Sockets.h"

/* Whether Java can hold a segment. Written before the first call on memory of the user's. */
static bool java_holds;

JNIEXPORT void JNICALL Java_io_headrace_jni_NativeSockets_refuseSegments(JNIEnv *env, jclass class)
{
    java_holds = true;
}

typedef hr_result transfer(hr_socket socket, void *memory, uint64_t length, hr_address *peer, hr_store *store);

static hr_result nothing(hr_socket socket, void *memory, uint64_t length, hr_address *peer, hr_store *store)
{
    return 0;
}

static hr_result receive(hr_socket socket, void *memory, uint64_t length, hr_address *peer, hr_store *store)
{
    return hr_socket_receive(socket, memory, length);
}

static hr_result receive_blocking(hr_socket socket, void *memory, uint64_t length, hr_address *peer, hr_store *store)
{
    return hr_socket_receive_blocking(socket, memory, length);
}

static hr_result receive_from(hr_socket socket, void *memory, uint64_t length, hr_address *peer, hr_store *store)
{
    return hr_socket_receive_from(socket, memory, length, peer);
}

static hr_result send_one(hr_socket socket, void *memory, uint64_t length, hr_address *peer, hr_store *store)
{
    return hr_socket_send(socket, memory, length);
}

static hr_result send_to(hr_socket socket, void *memory, uint64_t length, hr_address *peer, hr_store *store)
{
    return hr_socket_send_to(socket, memory, length, peer);
}

static hr_result read_pipe(hr_socket socket, void *memory, uint64_t length, hr_address *peer, hr_store *store)
{
    return hr_pipe_read(socket, memory, length);
}

static hr_result write_pipe(hr_socket socket, void *memory, uint64_t length, hr_address *peer, hr_store *store)
{
    return hr_pipe_write(socket, memory, length);
}

static hr_result receive_vector(hr_socket socket, void *memory, uint64_t length, hr_address *peer, hr_store *store)
{
    return hr_socket_receive_vector(socket, memory, (int)length);
}

static hr_result send_vector(hr_socket socket, void *memory, uint64_t length, hr_address *peer, hr_store *store)
{
    return hr_socket_send_vector(socket, memory, (int)length);
}

static hr_result read_pipe_vector(hr_socket socket, void *memory, uint64_t length, hr_address *peer, hr_store *store)
{
    return hr_pipe_read_vector(socket, memory, (int)length);
}

static hr_result write_pipe_vector(hr_socket socket, void *memory, uint64_t length, hr_address *peer, hr_store *store)
{
    return hr_pipe_write_vector(socket, memory, (int)length);
}

static transfer *const transfers[] = {
    [io_headrace_os_Sockets_NOTHING] = nothing,
    [io_headrace_os_Sockets_RECEIVE] = receive,
    [io_headrace_os_Sockets_RECEIVE_BLOCKING] = receive_blocking,
    [io_headrace_os_Sockets_RECEIVE_FROM] = receive_from,
    [io_headrace_os_Sockets_RECEIVE_AHEAD] = hr_socket_receive_ahead,
    [io_headrace_os_Sockets_SEND] = send_one,
    [io_headrace_os_Sockets_SEND_TO] = send_to,
    [io_headrace_os_Sockets_READ_PIPE] = read_pipe,
    [io_headrace_os_Sockets_WRITE_PIPE] = write_pipe,
    [io_headrace_os_Sockets_RECEIVE_VECTOR] = receive_vector,
    [io_headrace_os_Sockets_SEND_VECTOR] = send_vector,
    [io_headrace_os_Sockets_READ_PIPE_VECTOR] = read_pipe_vector,
    [io_headrace_os_Sockets_WRITE_PIPE_VECTOR] = write_pipe_vector,
};

static void *memory_or_null(JNIEnv *env, jobject buffer)
{
    return buffer == NULL ? NULL : hr_jni_memory(env, buffer, 0);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_transfer0(JNIEnv *env, jobject self, jint call, jlong socket,
                                                                     jobject buffer, jint position, jint length,
                                                                     jobject peer, jobject store)
{
    /* An older JDK has looked at the segment just now. That is too long ago for a call that waits. */
    if ((java_holds || call == io_headrace_os_Sockets_RECEIVE_BLOCKING) && hr_jni_is_view(env, buffer)) {
        return hr_error(java_holds ? HR_ERROR_SEGMENT : HR_ERROR_WOULD_BLOCK, 0);
    }
    return transfers[call](socket, hr_jni_memory(env, buffer, position), (uint64_t)length, memory_or_null(env, peer),
                           memory_or_null(env, store));
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_address(JNIEnv *env, jobject self, jobject buffer)
{
    jlong address = (intptr_t)hr_jni_memory(env, buffer, 0);
    return java_holds && hr_jni_is_view(env, buffer) ? -address : address;
}

/* For the linker: each pointer at the beginning is of a segment, whose arena it holds. */

static int64_t held_transfer(void *memory, int64_t call, int64_t socket, int64_t length, int64_t peer, int64_t store)
{
    return transfers[call](socket, memory, (uint64_t)length, (hr_address *)(intptr_t)peer, (hr_store *)(intptr_t)store);
}

_Static_assert(io_headrace_jni_HeldCalls_MOST == 8, "Java passes as many segments as the functions below take");

static int64_t held_vector(void *held1, void *held2, void *held3, void *held4, void *held5, void *held6, void *held7,
                           void *held8, int64_t call, int64_t socket, int64_t vector, int64_t count)
{
    return transfers[call](socket, (void *)(intptr_t)vector, (uint64_t)count, NULL, NULL);
}

static int64_t held_await(void *held1, void *held2, void *held3, void *held4, void *held5, void *held6, void *held7,
                          void *held8, int64_t socket, int64_t directions, int64_t wake, int64_t timeout_ns)
{
    return hr_socket_await(socket, (uint32_t)directions, (hr_wake *)(intptr_t)wake, timeout_ns);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_HeldCalls_transferFunction(JNIEnv *env, jclass class)
{
    return (intptr_t)held_transfer;
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_HeldCalls_vectorFunction(JNIEnv *env, jclass class)
{
    return (intptr_t)held_vector;
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_HeldCalls_awaitFunction(JNIEnv *env, jclass class)
{
    return (intptr_t)held_await;
}
