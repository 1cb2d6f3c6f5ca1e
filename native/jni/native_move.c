/* SPDX-License-Identifier: Apache-2.0 */
#include "glue.h"
#include "hr_move.h"
#include "io_headrace_jni_NativeSockets.h"

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_fileNumber(JNIEnv *env, jobject self, jobject file)
{
    jclass class = (*env)->GetObjectClass(env, file);
    jfieldID field = (*env)->GetFieldID(env, class, "fd", "Ljava/io/FileDescriptor;");
    if (field == NULL) {
        (*env)->ExceptionClear(env);
        return -1;
    }
    jobject descriptor = (*env)->GetObjectField(env, file, field);
    return descriptor == NULL ? -1 : (*env)->GetIntField(env, descriptor, hr_jni_descriptor_number);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_sendFile(JNIEnv *env, jobject self, jlong target, jlong file,
                                                                    jlong position, jlong count)
{
    return hr_send_file(target, file, (uint64_t)position, (uint64_t)count);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_splice(JNIEnv *env, jobject self, jlong source, jlong target,
                                                                  jlong count)
{
    return hr_splice(source, target, (uint64_t)count);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeSockets_resizePipe(JNIEnv *env, jobject self, jlong end, jint bytes)
{
    return hr_pipe_resize(end, (uint32_t)bytes);
}
