/* SPDX-License-Identifier: Apache-2.0 */
#include "io_headrace_jni_NativeSockets.h"

#include "glue.h"
#include "hr_socket.h"
#include "io_headrace_os_Sockets.h"

enum { TEXT_CAPACITY = 256 };

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_hasIpv60(JNIEnv *env, jclass class)
{
    return hr_socket_has_ipv6();
}

JNIEXPORT jint JNICALL Java_io_headrace_jni_NativeSockets_vectorLimit0(JNIEnv *env, jclass class)
{
    return (jint)hr_socket_vector_limit();
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_open(JNIEnv *env, jobject self, jint family, jint type)
{
    return hr_socket_open((uint32_t)family, (uint32_t)type);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_close(JNIEnv *env, jobject self, jlong socket)
{
    return hr_socket_close(socket);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_bind(JNIEnv *env, jobject self, jlong socket,
                                                                jobject address)
{
    return hr_socket_bind(socket, hr_jni_memory(env, address, 0));
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_prepareListener(JNIEnv *env, jobject self, jlong socket)
{
    return hr_socket_prepare_listener(socket);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_listen(JNIEnv *env, jobject self, jlong socket, jint backlog)
{
    return hr_socket_listen(socket, backlog);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_connect(JNIEnv *env, jobject self, jlong socket,
                                                                   jobject address)
{
    return hr_socket_connect(socket, hr_jni_memory(env, address, 0));
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_disconnect(JNIEnv *env, jobject self, jlong socket)
{
    return hr_socket_disconnect(socket);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_finishConnect(JNIEnv *env, jobject self, jlong socket)
{
    return hr_socket_finish_connect(socket);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_accept(JNIEnv *env, jobject self, jlong socket, jobject peer)
{
    return hr_socket_accept(socket, hr_jni_memory(env, peer, 0));
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_localAddress(JNIEnv *env, jobject self, jlong socket,
                                                                        jobject address)
{
    return hr_socket_local_address(socket, hr_jni_memory(env, address, 0));
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_remoteAddress(JNIEnv *env, jobject self, jlong socket,
                                                                         jobject address)
{
    return hr_socket_remote_address(socket, hr_jni_memory(env, address, 0));
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_shutdown(JNIEnv *env, jobject self, jlong socket,
                                                                    jint directions)
{
    return hr_socket_shutdown(socket, (uint32_t)directions);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_receive(JNIEnv *env, jobject self, jlong socket,
                                                                   jobject buffer, jint position, jint length)
{
    return hr_socket_receive(socket, hr_jni_memory(env, buffer, position), (uint64_t)length);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_setBlocking(JNIEnv *env, jobject self, jlong socket,
                                                                       jboolean blocking)
{
    return hr_socket_set_blocking(socket, blocking);
}

/* The heap's memory may move during the wait, and memory of another kind would be held as long. */
JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_receiveBlockingHeap(JNIEnv *env, jobject self, jlong socket,
                                                                               jbyteArray to, jint offset, jint length)
{
    jbyte bytes[io_headrace_os_Sockets_MOST_ON_STACK];
    hr_result received = hr_socket_receive_blocking(socket, bytes, (uint64_t)length);
    if (received > 0) {
        (*env)->SetByteArrayRegion(env, to, offset, (jsize)received, bytes);
    }
    return received;
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_send(JNIEnv *env, jobject self, jlong socket, jobject buffer,
                                                                jint position, jint length)
{
    return hr_socket_send(socket, hr_jni_memory(env, buffer, position), (uint64_t)length);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_receiveVector(JNIEnv *env, jobject self, jlong socket,
                                                                         jobject vector, jint count)
{
    return hr_socket_receive_vector(socket, hr_jni_memory(env, vector, 0), count);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_sendVector(JNIEnv *env, jobject self, jlong socket,
                                                                      jobject vector, jint count)
{
    return hr_socket_send_vector(socket, hr_jni_memory(env, vector, 0), count);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_sendUrgent(JNIEnv *env, jobject self, jlong socket,
                                                                      jbyte value)
{
    return hr_socket_send_urgent(socket, (uint8_t)value);
}

/* NULL where there is none to be had, or with an exception pending. */
JNIEXPORT jobject JNICALL Java_io_headrace_jni_NativeSockets_openStore(JNIEnv *env, jobject self)
{
    hr_store *store;
    if (hr_store_open(&store) < 0) {
        return NULL;
    }
    jobject buffer = (*env)->NewDirectByteBuffer(env, store, HR_STORED_MOST * sizeof(hr_datagram));
    if (buffer == NULL) {
        hr_store_close(store);
    }
    return buffer;
}

JNIEXPORT void JNICALL Java_io_headrace_jni_NativeSockets_closeStore(JNIEnv *env, jobject self, jobject store)
{
    hr_store_close(hr_jni_memory(env, store, 0));
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_membership(JNIEnv *env, jobject self, jlong socket,
                                                                      jint change, jint interface, jobject addresses)
{
    const hr_address *group = hr_jni_memory(env, addresses, 0);
    return hr_socket_membership(socket, (hr_membership)change, (uint32_t)interface, group, group + 1);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_available(JNIEnv *env, jobject self, jlong socket)
{
    return hr_socket_available(socket);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_openPipe(JNIEnv *env, jobject self, jobject ends)
{
    hr_socket *numbers = hr_jni_memory(env, ends, 0);
    return hr_pipe_open(&numbers[0], &numbers[1]);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_readPipe(JNIEnv *env, jobject self, jlong source,
                                                                    jobject buffer, jint position, jint length)
{
    return hr_pipe_read(source, hr_jni_memory(env, buffer, position), (uint64_t)length);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_writePipe(JNIEnv *env, jobject self, jlong sink,
                                                                     jobject buffer, jint position, jint length)
{
    return hr_pipe_write(sink, hr_jni_memory(env, buffer, position), (uint64_t)length);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_readPipeVector(JNIEnv *env, jobject self, jlong source,
                                                                          jobject vector, jint count)
{
    return hr_pipe_read_vector(source, hr_jni_memory(env, vector, 0), count);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_writePipeVector(JNIEnv *env, jobject self, jlong sink,
                                                                           jobject vector, jint count)
{
    return hr_pipe_write_vector(sink, hr_jni_memory(env, vector, 0), count);
}

static hr_wake *wake_at(jlong address)
{
    return (hr_wake *)(intptr_t)address;
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_await(JNIEnv *env, jobject self, jlong socket,
                                                                 jint directions, jlong wake, jlong timeout_nanos)
{
    return hr_socket_await(socket, (uint32_t)directions, wake_at(wake), timeout_nanos);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_openWake(JNIEnv *env, jobject self)
{
    hr_wake *wake;
    hr_result result = hr_wake_open(&wake);
    return result < 0 ? result : (intptr_t)wake;
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_signalWake(JNIEnv *env, jobject self, jlong wake)
{
    return hr_wake_signal(wake_at(wake));
}

JNIEXPORT void JNICALL Java_io_headrace_jni_NativeSockets_closeWake(JNIEnv *env, jobject self, jlong wake)
{
    hr_wake_close(wake_at(wake));
}

JNIEXPORT jbyteArray JNICALL Java_io_headrace_jni_NativeSockets_userName(JNIEnv *env, jobject self, jint user)
{
    char text[TEXT_CAPACITY];
    return hr_user_name((uint32_t)user, text, sizeof text) > 0 ? hr_jni_text(env, text) : NULL;
}

JNIEXPORT jbyteArray JNICALL Java_io_headrace_jni_NativeSockets_groupName(JNIEnv *env, jobject self, jint group)
{
    char text[TEXT_CAPACITY];
    return hr_group_name((uint32_t)group, text, sizeof text) > 0 ? hr_jni_text(env, text) : NULL;
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_inherit(JNIEnv *env, jobject self, jlong number)
{
    return hr_socket_inherit(number);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_adopt(JNIEnv *env, jobject self, jlong number)
{
    return hr_socket_adopt(number);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_type(JNIEnv *env, jobject self, jlong socket)
{
    return hr_socket_type(socket);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_standardStreamsToNull(JNIEnv *env, jobject self)
{
    return hr_standard_streams_to_null();
}

JNIEXPORT void JNICALL Java_io_headrace_jni_NativeSockets_name(JNIEnv *env, jobject self, jobject descriptor,
                                                               jlong socket)
{
    (*env)->SetIntField(env, descriptor, hr_jni_descriptor_number, (jint)socket);
}

JNIEXPORT jint JNICALL Java_io_headrace_jni_NativeSockets_capacity(JNIEnv *env, jobject self, jobject packet)
{
    return (*env)->GetIntField(env, packet, hr_jni_packet_capacity);
}

JNIEXPORT void JNICALL Java_io_headrace_jni_NativeSockets_length(JNIEnv *env, jobject self, jobject packet, jint length)
{
    (*env)->SetIntField(env, packet, hr_jni_packet_length, length);
}

JNIEXPORT jbyteArray JNICALL Java_io_headrace_jni_NativeSockets_errorText0(JNIEnv *env, jclass class, jint os_code)
{
    char text[TEXT_CAPACITY];
    hr_error_text(os_code, text, sizeof text);
    return hr_jni_text(env, text);
}
