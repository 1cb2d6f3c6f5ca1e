/* SPDX-License-Identifier: Apache-2.0 */
#include "io_headrace_jni_NativeMemory.h"

#include "glue.h"
#include "hr_memory.h"

/* NULL where there is none to be had, maybe with an exception pending. */
JNIEXPORT jobject JNICALL Java_io_headrace_jni_NativeMemory_allocate0(JNIEnv *env, jclass class, jint bytes)
{
    void *memory = hr_memory_allocate((uint64_t)bytes);
    if (memory == NULL) {
        return NULL;
    }
    jobject buffer = (*env)->NewDirectByteBuffer(env, memory, bytes);
    if (buffer == NULL) {
        hr_memory_free(memory, (uint64_t)bytes);
    }
    return buffer;
}

JNIEXPORT void JNICALL Java_io_headrace_jni_NativeMemory_free0(JNIEnv *env, jclass class, jobject memory, jint bytes)
{
    hr_memory_free(hr_jni_memory(env, memory, 0), (uint64_t)bytes);
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeMemory_allocated(JNIEnv *env, jclass class)
{
    return (jlong)hr_memory_allocated();
}

JNIEXPORT jlong JNICALL Java_io_headrace_jni_NativeMemory_most(JNIEnv *env, jclass class)
{
    return (jlong)hr_memory_most();
}
