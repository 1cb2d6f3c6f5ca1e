/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HR_WINDOWS_JNI_MD_H
#define HR_WINDOWS_JNI_MD_H

/* What jni.h asks of a platform, for 64-bit Windows; a JDK has it for its own system only. Java types and
   native types: chapter 3 of the JNI specification. */
#define JNIEXPORT __declspec(dllexport)
#define JNIIMPORT __declspec(dllimport)
#define JNICALL

typedef int jint;
typedef long long jlong;
typedef signed char jbyte;

#endif
