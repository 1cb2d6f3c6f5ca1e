/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_JNI_GLUE_H
#define HR_JNI_GLUE_H

#include <jni.h>
#include <stdbool.h>
#include <stdint.h>

/* Every native method gets env and its class or object; few use both. */
#pragma GCC diagnostic ignored "-Wunused-parameter"

/* The field java.nio.Buffer.address, from JNI_OnLoad on. */
extern jfieldID hr_jni_buffer_address;

/* The field java.nio.Buffer.segment, likewise; NULL where this release has another. */
extern jfieldID hr_jni_buffer_segment;

/* The field java.io.FileDescriptor.fd, likewise. */
extern jfieldID hr_jni_descriptor_number;

/* The fields bufLength and length of java.net.DatagramPacket, likewise. */
extern jfieldID hr_jni_packet_capacity;
extern jfieldID hr_jni_packet_length;

/* Whether the memory may be freed during a call: that of a segment, whose arena somebody may close. */
static inline bool hr_jni_is_view(JNIEnv *env, jobject buffer)
{
    return hr_jni_buffer_segment == NULL || (*env)->GetObjectField(env, buffer, hr_jni_buffer_segment) != NULL;
}

/* The memory of a direct buffer from a position on. GetDirectBufferAddress answers the same 20 times slower. */
static inline void *hr_jni_memory(JNIEnv *env, jobject buffer, jint position)
{
    return (uint8_t *)(intptr_t)(*env)->GetLongField(env, buffer, hr_jni_buffer_address) + position;
}

/* A new array with the text; NULL with an exception pending where there is no memory. */
jbyteArray hr_jni_text(JNIEnv *env, const char *text);

#endif
