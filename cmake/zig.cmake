# SPDX-License-Identifier: Apache-2.0
# Toolchain file for every platform of Platforms.cmake, by the clang and the system headers that come with zig:
#   cmake -DCMAKE_TOOLCHAIN_FILE=cmake/zig.cmake -DHEADRACE_PLATFORM=linux-aarch_64 \
#       -DHEADRACE_ZIG=$(ci/platforms/zig) ...
include(${CMAKE_CURRENT_LIST_DIR}/Platforms.cmake)
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES HEADRACE_PLATFORM HEADRACE_ZIG)
if(NOT HEADRACE_PLATFORM IN_LIST HEADRACE_PLATFORMS)
    message(FATAL_ERROR "HEADRACE_PLATFORM is \"${HEADRACE_PLATFORM}\"; allowed are: ${HEADRACE_PLATFORMS}")
endif()
if(NOT EXISTS "${HEADRACE_ZIG}")
    message(FATAL_ERROR "HEADRACE_ZIG is \"${HEADRACE_ZIG}\"; it must be the path of zig: ci/platforms/zig prints it")
endif()

set(system_linux Linux)
set(system_osx Darwin)
set(system_freebsd FreeBSD)
set(system_windows Windows)
string(REGEX REPLACE "-.*" "" os ${HEADRACE_PLATFORM})
set(target ${zig_target_${HEADRACE_PLATFORM}})
string(REGEX REPLACE "-.*" "" CMAKE_SYSTEM_PROCESSOR ${target})
set(CMAKE_SYSTEM_NAME ${system_${os}})
set(CMAKE_SYSTEM_VERSION 1)
set(CMAKE_C_COMPILER ${HEADRACE_ZIG} cc -target ${target})

# CMake takes one word for each of these.
foreach(tool ar ranlib)
    string(TOUPPER ${tool} name)
    set(CMAKE_${name} ${CMAKE_BINARY_DIR}/zig-${tool})
    if(NOT EXISTS ${CMAKE_${name}})
        file(WRITE ${CMAKE_${name}} "#!/bin/sh\nexec '${HEADRACE_ZIG}' ${tool} \"$@\"\n")
        file(CHMOD ${CMAKE_${name}} PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
    endif()
endforeach()

# The name that a library of macOS has of itself is else the path where it was built.
set(CMAKE_INSTALL_NAME_DIR @rpath)
set(CMAKE_BUILD_WITH_INSTALL_NAME_DIR ON)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)

if(CMAKE_SYSTEM_NAME STREQUAL Windows)
    set(CMAKE_CROSSCOMPILING_EMULATOR ${CMAKE_CURRENT_LIST_DIR}/../ci/platforms/windows-run)
endif()
