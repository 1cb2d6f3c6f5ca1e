#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# usage: the_stub_has_every_function_of_the_seams.sh NM INCLUDE STUB
set -eu
defined=$("$1" -g "$3" | sed -nE 's/^[0-9a-f]* [TDRB] _?(hr_.*)/\1/p')
missing=0
for name in hr_poller_backends $(sed -nE 's/^(hr_result|void) (hr_[a-z_0-9]*)\(.*/\2/p' "$2"/hr_*.h); do
    if ! echo "$defined" | grep -qx "$name"; then
        echo "the stub lacks $name"
        missing=1
    fi
done
exit $missing
