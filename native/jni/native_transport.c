/* SPDX-License-Identifier: Apache-2.0 */
#include "io_headrace_jni_NativeTransport.h"

#include "glue.h"
#include "hr_poller.h"

JNIEXPORT jint JNICALL Java_io_headrace_jni_NativeTransport_seamVersion(JNIEnv *env, jclass class)
{
    return io_headrace_jni_NativeTransport_SEAM_VERSION;
}

JNIEXPORT jint JNICALL Java_io_headrace_jni_NativeTransport_backendCount0(JNIEnv *env, jclass class)
{
    jint count = 0;
    while (hr_poller_backends[count] != NULL) {
        count++;
    }
    return count;
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeTransport_backendAt0(JNIEnv *env, jclass class, jint index)
{
    return (intptr_t)hr_poller_backends[index];
}

JNIEXPORT jbyteArray JNICALL Java_io_headrace_jni_NativeTransport_backendName0(JNIEnv *env, jclass class, jlong backend)
{
    return hr_jni_text(env, ((const hr_poller_backend *)(intptr_t)backend)->name);
}
