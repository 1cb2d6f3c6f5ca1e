# SPDX-License-Identifier: Apache-2.0
# Functions that several scripts of ci/ use.

# The format and the warnings of C are those of release 14 (Debian 12); another release is better than none.
clang_tool() {
    command -v "$1-14" || command -v "$1" || { echo "no $1: ci/setup installs it" >&2; return 1; }
}
