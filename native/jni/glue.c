/* SPDX-License-Identifier: Apache-2.0 */
#include "glue.h"

#include <string.h>

jfieldID hr_jni_buffer_address;
jfieldID hr_jni_buffer_segment;
jfieldID hr_jni_descriptor_number;
jfieldID hr_jni_packet_capacity;
jfieldID hr_jni_packet_length;

typedef struct {
    jfieldID *id;
    const char *class_name;
    const char *name;
    const char *type;
} used_field;

static const used_field used_fields[] = {
    {&hr_jni_buffer_address, "java/nio/Buffer", "address", "J"},
    {&hr_jni_descriptor_number, "java/io/FileDescriptor", "fd", "I"},
    {&hr_jni_packet_capacity, "java/net/DatagramPacket", "bufLength", "I"},
    {&hr_jni_packet_length, "java/net/DatagramPacket", "length", "I"},
};

static jfieldID field_of(JNIEnv *env, const char *class_name, const char *name, const char *type)
{
    jclass class = (*env)->FindClass(env, class_name);
    if (class == NULL) {
        return NULL;
    }
    jfieldID field = (*env)->GetFieldID(env, class, name, type);
    (*env)->DeleteLocalRef(env, class);
    return field;
}

/* Its type from JDK 19 on, and before; NULL where it is neither. */
static jfieldID segment_field(JNIEnv *env)
{
    static const char *const types[] = {"Ljava/lang/foreign/MemorySegment;",
                                        "Ljdk/internal/access/foreign/MemorySegmentProxy;"};
    jfieldID field = NULL;
    for (size_t i = 0; field == NULL && i < sizeof types / sizeof types[0]; i++) {
        field = field_of(env, "java/nio/Buffer", "segment", types[i]);
        (*env)->ExceptionClear(env);
    }
    return field;
}

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved)
{
    JNIEnv *env;
    if ((*vm)->GetEnv(vm, (void **)&env, JNI_VERSION_10) != JNI_OK) {
        return JNI_ERR;
    }
    for (size_t i = 0; i < sizeof used_fields / sizeof used_fields[0]; i++) {
        *used_fields[i].id = field_of(env, used_fields[i].class_name, used_fields[i].name, used_fields[i].type);
        if (*used_fields[i].id == NULL) {
            return JNI_ERR;
        }
    }
    hr_jni_buffer_segment = segment_field(env);
    return JNI_VERSION_10;
}

jbyteArray hr_jni_text(JNIEnv *env, const char *text)
{
    jsize length = (jsize)strlen(text);
    jbyteArray array = (*env)->NewByteArray(env, length);
    if (array != NULL) {
        (*env)->SetByteArrayRegion(env, array, 0, length, (const jbyte *)text);
    }
    return array;
}
