/* SPDX-License-Identifier: Apache-2.0 */
#include "glue.h"
#include "hr_batch.h"
#include "io_headrace_jni_NativeSockets.h"

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_batchSize(JNIEnv *env, jobject self, jint capacity)
{
    return hr_batch_size((uint32_t)capacity);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_batchSend(JNIEnv *env, jobject self, jlong socket,
                                                                     jobject batch, jint from, jint to, jobject payload)
{
    return hr_batch_send(socket, hr_jni_memory(env, batch, 0), (uint32_t)from, (uint32_t)to,
                         hr_jni_memory(env, payload, 0));
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_batchReceive(JNIEnv *env, jobject self, jlong socket,
                                                                        jobject batch, jobject payload, jint length)
{
    return hr_batch_receive(socket, hr_jni_memory(env, batch, 0), hr_jni_memory(env, payload, 0), (uint64_t)length);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_batchJoin(JNIEnv *env, jobject self, jlong socket)
{
    return hr_batch_join(socket);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_batchReceiveJoined(JNIEnv *env, jobject self, jlong socket,
                                                                              jobject batch, jobject payload,
                                                                              jint length)
{
    return hr_batch_receive_joined(socket, hr_jni_memory(env, batch, 0), hr_jni_memory(env, payload, 0),
                                   (uint64_t)length);
}
