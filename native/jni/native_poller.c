/* SPDX-License-Identifier: Apache-2.0 */
#include "io_headrace_jni_NativePoller.h"

#include "glue.h"
#include "hr_poller.h"

static const hr_poller_backend *backend_at(jlong address)
{
    return (const hr_poller_backend *)(intptr_t)address;
}

static hr_poller *poller_at(jlong address)
{
    return (hr_poller *)(intptr_t)address;
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativePoller_open0(JNIEnv *env, jclass class, jlong backend,
                                                                jobject poller_out)
{
    hr_poller *poller = NULL;
    hr_result result = backend_at(backend)->open(&poller);
    *(jlong *)hr_jni_memory(env, poller_out, 0) = (intptr_t)poller;
    return result;
}

JNIEXPORT jint JNICALL Java_io_headrace_jni_NativePoller_caps0(JNIEnv *env, jclass class, jlong backend)
{
    return (jint)backend_at(backend)->caps;
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativePoller_await0(JNIEnv *env, jclass class, jlong backend, jlong poller,
                                                                 jlong changes, jint first, jint count, jlong events,
                                                                 jint capacity, jlong timeout_nanos)
{
    const hr_change *all = (const hr_change *)(intptr_t)changes;
    return backend_at(backend)->wait(poller_at(poller), all + first, count, (hr_event *)(intptr_t)events, capacity,
                                     timeout_nanos);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativePoller_wakeup0(JNIEnv *env, jclass class, jlong backend,
                                                                  jlong poller)
{
    return backend_at(backend)->wakeup(poller_at(poller));
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativePoller_forget0(JNIEnv *env, jclass class, jlong backend,
                                                                  jlong poller, jlong socket, jlong token)
{
    return backend_at(backend)->forget(poller_at(poller), socket, (uint64_t)token);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativePoller_change0(JNIEnv *env, jclass class, jlong backend,
                                                                  jlong poller, jlong socket, jlong token, jint was,
                                                                  jint now, jint doubt, jint flags)
{
    const hr_change change = {socket, (uint64_t)token, (uint16_t)was, (uint16_t)now, (uint16_t)doubt, (uint16_t)flags};
    return backend_at(backend)->change(poller_at(poller), &change);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativePoller_descriptor0(JNIEnv *env, jclass class, jlong backend,
                                                                      jlong poller)
{
    return backend_at(backend)->descriptor(poller_at(poller));
}

JNIEXPORT void JNICALL Java_io_headrace_jni_NativePoller_close0(JNIEnv *env, jclass class, jlong backend, jlong poller)
{
    backend_at(backend)->close(poller_at(poller));
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativePoller_address0(JNIEnv *env, jclass class, jobject memory)
{
    return (intptr_t)hr_jni_memory(env, memory, 0);
}
