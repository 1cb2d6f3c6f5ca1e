/* SPDX-License-Identifier: Apache-2.0 */
#include "glue.h"
#include "hr_socket.h"
#include "io_headrace_jni_NativeSockets.h"

enum { REASON_CAPACITY = 256 };

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_getOption(JNIEnv *env, jobject self, jlong socket,
                                                                     jint family, jint option, jobject value)
{
    return hr_socket_get_option(socket, (uint32_t)family, (hr_option)option, hr_jni_memory(env, value, 0));
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_setOption(JNIEnv *env, jobject self, jlong socket,
                                                                     jint family, jint option, jint value)
{
    return hr_socket_set_option(socket, (uint32_t)family, (hr_option)option, value);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_getOptionBytes(JNIEnv *env, jobject self, jlong socket,
                                                                          jint family, jint option, jobject value,
                                                                          jint capacity)
{
    return hr_socket_get_option_bytes(socket, (uint32_t)family, (hr_option)option, hr_jni_memory(env, value, 0),
                                      (uint32_t)capacity);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_setOptionBytes(JNIEnv *env, jobject self, jlong socket,
                                                                          jint family, jint option, jobject value,
                                                                          jint length)
{
    return hr_socket_set_option_bytes(socket, (uint32_t)family, (hr_option)option, hr_jni_memory(env, value, 0),
                                      (uint32_t)length);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_getRawOption(JNIEnv *env, jobject self, jlong socket,
                                                                        jint level, jint name, jobject value,
                                                                        jint capacity)
{
    return hr_socket_get_raw_option(socket, level, name, hr_jni_memory(env, value, 0), (uint32_t)capacity);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_setRawOption(JNIEnv *env, jobject self, jlong socket,
                                                                        jint level, jint name, jobject value,
                                                                        jint length)
{
    return hr_socket_set_raw_option(socket, level, name, hr_jni_memory(env, value, 0), (uint32_t)length);
}

JNIEXPORT jbyteArray JNICALL Java_io_headrace_jni_NativeSockets_rawOptionRefusal0(JNIEnv *env, jclass class, jint level,
                                                                                  jint name)
{
    char reason[REASON_CAPACITY];
    return hr_raw_option_refusal(level, name, reason, sizeof reason) == 0 ? NULL : hr_jni_text(env, reason);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_tcpInfo(JNIEnv *env, jobject self, jlong socket,
                                                                   jobject fields)
{
    return hr_socket_tcp_info(socket, hr_jni_memory(env, fields, 0));
}

JNIEXPORT jboolean JNICALL Java_io_headrace_jni_NativeSockets_supports(JNIEnv *env, jobject self, jint feature)
{
    return hr_supports((hr_feature)feature) != 0;
}
