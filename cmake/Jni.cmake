# SPDX-License-Identifier: Apache-2.0
# The library that Java loads: the JNI glue and the core, which exports only the glue.
set(jni_sources
    jni/glue.c
    jni/native_batches.c
    jni/native_memory.c
    jni/native_move.c
    jni/native_options.c
    jni/native_pass.c
    jni/native_poller.c
    jni/native_sockets.c
    jni/native_transport.c
    jni/seam_check.c
    jni/user_memory.c)

# Of the JDK that runs the build, also for a library of another system: jni.h is the same in all, jni_md.h in all but
# those of Windows.
set(jni_md_folders linux darwin freebsd)
list(TRANSFORM jni_md_folders PREPEND include/)
set(Windows_jni_md ${CMAKE_CURRENT_SOURCE_DIR}/windows)
find_path(JNI_INCLUDE jni.h HINTS $ENV{JAVA_HOME}/include REQUIRED NO_CMAKE_FIND_ROOT_PATH)
find_path(
    JNI_MD_INCLUDE jni_md.h
    HINTS ${${CMAKE_SYSTEM_NAME}_jni_md} ${JNI_INCLUDE}/..
    PATH_SUFFIXES ${jni_md_folders}
    REQUIRED NO_CMAKE_FIND_ROOT_PATH)

add_library(headrace SHARED ${jni_sources})
target_include_directories(headrace PRIVATE ${HEADRACE_JNI_HEADERS} ${JNI_INCLUDE} ${JNI_MD_INCLUDE})
target_link_libraries(headrace PRIVATE headrace_core)

# Which constants seam_check.c compares is in its preprocessed text, the same for every platform.
if(NOT CMAKE_CROSSCOMPILING)
    add_library(seam_check_text OBJECT jni/seam_check.c)
    target_include_directories(seam_check_text PRIVATE $<TARGET_PROPERTY:headrace,INCLUDE_DIRECTORIES>)
    target_compile_options(seam_check_text PRIVATE -E)
    set_target_properties(seam_check_text PROPERTIES EXPORT_COMPILE_COMMANDS OFF)
    add_dependencies(headrace seam_check_text)
    add_custom_command(
        TARGET headrace
        PRE_LINK
        COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/jni/every_java_constant_is_compared.sh ${HEADRACE_JNI_HEADERS}
                $<TARGET_OBJECTS:seam_check_text>)
endif()

if(WIN32)
    set_target_properties(headrace PROPERTIES PREFIX "") # as System.mapLibraryName has it
endif()

include(CheckLinkerFlag)
foreach(flag -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -Wl,-z,defs -Wl,--exclude-libs,ALL -Wl,--as-needed)
    string(MAKE_C_IDENTIFIER HEADRACE_LINKS_${flag} known)
    check_linker_flag(C ${flag} ${known})
    if(${known})
        target_link_options(headrace PRIVATE ${flag})
    endif()
endforeach()
target_link_options(headrace PRIVATE $<$<CONFIG:Release>:-s>)
