# SPDX-License-Identifier: Apache-2.0
# The platforms that there are natives for, named as os-maven-plugin names them, and zig's target for each: the oldest
# glibc and macOS on which the library is to run.
set(HEADRACE_PLATFORMS
    linux-x86_64
    linux-aarch_64
    linux-x86_64-musl
    linux-aarch_64-musl
    osx-x86_64
    osx-aarch_64
    freebsd-x86_64
    windows-x86_64)

set(zig_target_linux-x86_64 x86_64-linux-gnu.2.17)
set(zig_target_linux-aarch_64 aarch64-linux-gnu.2.17)
set(zig_target_linux-x86_64-musl x86_64-linux-musl)
set(zig_target_linux-aarch_64-musl aarch64-linux-musl)
set(zig_target_osx-x86_64 x86_64-macos.11.0)
set(zig_target_osx-aarch_64 aarch64-macos.11.0)
set(zig_target_freebsd-x86_64 x86_64-freebsd)
set(zig_target_windows-x86_64 x86_64-windows-gnu)
