# SPDX-License-Identifier: Apache-2.0
set(HEADRACE_SANITIZE "" CACHE STRING "Sanitizers to build with: empty, address (and undefined behaviour), thread")
set_property(CACHE HEADRACE_SANITIZE PROPERTY STRINGS "" address thread)

set(flags_ "")
set(flags_address -fsanitize=address,undefined -fno-sanitize-recover=all)
set(flags_thread -fsanitize=thread)
if(NOT DEFINED flags_${HEADRACE_SANITIZE})
    message(FATAL_ERROR "HEADRACE_SANITIZE is ${HEADRACE_SANITIZE}; allowed are: empty, address, thread")
endif()
if(HEADRACE_SANITIZE)
    add_compile_options(${flags_${HEADRACE_SANITIZE}} -fno-omit-frame-pointer -g)
    add_link_options(${flags_${HEADRACE_SANITIZE}})
endif()
