/* SPDX-License-Identifier: Apache-2.0 */
#include "glue.h"

#include <string.h>

jfieldID hr_jni_buffer_address;

JNIEXPORT jint JNICALL JNI_OnLoad(JavaVM *vm, void *reserved)
{
    JNIEnv *env;
    if ((*vm)->GetEnv(vm, (void **)&env, JNI_VERSION_10) != JNI_OK) {
        return JNI_ERR;
    }
    jclass buffer = (*env)->FindClass(env, "java/nio/Buffer");
    if (buffer == NULL) {
        return JNI_ERR;
    }
    hr_jni_buffer_address = (*env)->GetFieldID(env, buffer, "address", "J");
    (*env)->DeleteLocalRef(env, buffer);
    return hr_jni_buffer_address == NULL ? JNI_ERR : JNI_VERSION_10;
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
