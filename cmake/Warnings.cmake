# SPDX-License-Identifier: Apache-2.0
add_compile_options(
    -Wall
    -Wextra
    -Werror
    -Wcast-align
    -Wcast-qual
    -Wconversion
    -Wno-sign-conversion
    -Wformat=2
    -Wmissing-prototypes
    -Wpointer-arith
    -Wshadow
    -Wstrict-prototypes
    -Wundef
    -Wvla
    -Wwrite-strings)
