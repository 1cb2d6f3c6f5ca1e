#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# usage: every_java_constant_is_compared.sh HEADERS CHECK: fails where javac wrote a constant that seam_check.c does not
# compare with one of C. CHECK is the preprocessed text of seam_check.c.
set -eu

# Constants of Java that C has no number for, or that C itself takes from Java (the version).
only_java='
io_headrace_jni_HeldCalls_MOST
io_headrace_jni_NativeTransport_SEAM_VERSION
io_headrace_os_Addresses_IPV4_LENGTH
io_headrace_os_Addresses_IPV4_MAPPED_WORD
io_headrace_os_Addresses_IPV6_LENGTH
io_headrace_os_Sockets_MOST_ON_STACK
io_headrace_os_Sockets_NOTHING
io_headrace_os_Sockets_RECEIVE
io_headrace_os_Sockets_RECEIVE_BLOCKING
io_headrace_os_Sockets_RECEIVE_FROM
io_headrace_os_Sockets_RECEIVE_AHEAD
io_headrace_os_Sockets_SEND
io_headrace_os_Sockets_SEND_TO
io_headrace_os_Sockets_READ_PIPE
io_headrace_os_Sockets_WRITE_PIPE
io_headrace_os_Sockets_RECEIVE_VECTOR
io_headrace_os_Sockets_SEND_VECTOR
io_headrace_os_Sockets_READ_PIPE_VECTOR
io_headrace_os_Sockets_WRITE_PIPE_VECTOR
'

missing=0
for name in $(sed -nE 's/^#define (io_headrace_[A-Za-z0-9_]+) -?[0-9].*/\1/p' "$1"/io_headrace_*.h); do
    if ! echo "$only_java" | grep -qx "$name" && ! grep -q "\"$name\" \" is \"" "$2"; then
        echo "native/jni/seam_check.c does not compare $name" >&2
        missing=1
    fi
done
exit $missing
