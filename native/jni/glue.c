/* SPDX-License-Identifier: Apache-2.0 */
#include "glue.h"

#include <string.h>

jfieldID hr_jni_buffer_address;
jfieldID hr_jni_descriptor_number;

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

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved)
{
    JNIEnv *env;
    if ((*vm)->GetEnv(vm, (void **)&env, JNI_VERSION_10) != JNI_OK) {
        return JNI_ERR;
    }
    hr_jni_buffer_address = field_of(env, "java/nio/Buffer", "address", "J");
    if (hr_jni_buffer_address == NULL) {
        return JNI_ERR;
    }
    hr_jni_descriptor_number = field_of(env, "java/io/FileDescriptor", "fd", "I");
    return hr_jni_descriptor_number == NULL ? JNI_ERR : JNI_VERSION_10;
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
