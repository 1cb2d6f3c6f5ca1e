/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "glue.h"
#include "hr_pass.h"
#include "io_headrace_jni_NativeSockets.h"

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_sendDescriptors(JNIEnv *env, jobject self, jlong socket,
                                                                           jobject memory, jint position, jint length,
                                                                           jobject descriptors)
{
    return hr_socket_send_descriptors(socket, hr_jni_memory(env, memory, position), (uint64_t)length,
                                      hr_jni_memory(env, descriptors, 0));
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_receiveDescriptors(JNIEnv *env, jobject self, jlong socket,
                                                                              jobject memory, jint position,
                                                                              jint length, jobject descriptors)
{
    return hr_socket_receive_descriptors(socket, hr_jni_memory(env, memory, position), (uint64_t)length,
                                         hr_jni_memory(env, descriptors, 0));
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_descriptorKind(JNIEnv *env, jobject self, jlong number)
{
    return hr_descriptor_kind_of(number);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_duplicate(JNIEnv *env, jobject self, jlong number)
{
    return hr_descriptor_duplicate(number);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_replace(JNIEnv *env, jobject self, jlong number, jlong with)
{
    return hr_descriptor_replace(number, with);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_listens(JNIEnv *env, jobject self, jlong socket)
{
    return hr_socket_listens(socket);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_peer(JNIEnv *env, jobject self, jlong socket, jobject peer)
{
    return hr_socket_peer(socket, hr_jni_memory(env, peer, 0));
}

/* arguments: zero-terminated texts one after another. */
JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_startProcess(JNIEnv *env, jobject self, jlong input,
                                                                        jobject arguments, jint count)
{
    char **pointers = calloc((size_t)count + 1, sizeof *pointers);
    if (pointers == NULL) {
        return hr_error_from_os(ENOMEM);
    }
    char *next = hr_jni_memory(env, arguments, 0);
    for (jint i = 0; i < count; i++) {
        pointers[i] = next;
        next += strlen(next) + 1;
    }
    hr_result result = hr_process_start(input, pointers);
    free(pointers);
    return result;
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_endProcess(JNIEnv *env, jobject self, jlong process)
{
    return hr_process_end(process);
}
