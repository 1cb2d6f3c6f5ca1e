# SPDX-License-Identifier: Apache-2.0
# Functions that several scripts of ci/ use; sourced from the repository's root.

# The home of the JDK to build with: of JAVA_HOME or the PATH where that is 17 or later, else any 17.
build_jdk() {
    local home
    for home in "${JAVA_HOME:-}" "$(readlink -f "$(command -v javac)" | xargs -r dirname | xargs -r dirname)"; do
        [ -x "$home/bin/javac" ] && [ "$(jdk_release "$home")" -ge 17 ] && { echo "$home"; return; }
    done
    ci/find-jdk 17 2>/dev/null
}

jdk_release() {
    sed -nE 's/^JAVA_VERSION="(1\.)?([0-9]+).*/\2/p' "$1/release" 2>/dev/null | grep . || echo 0
}

# The format and the warnings of C are those of release 14 (Debian 12); another release is better than none.
clang_tool() {
    command -v "$1-14" || command -v "$1" || { echo "no $1: ci/setup installs it" >&2; return 1; }
}

# The check of GitHub's workflows: where ci/setup puts it, which has it from the Go module proxy.
actionlint_version=1.7.12
actionlint=${XDG_CACHE_HOME:-$HOME/.cache}/headrace/actionlint-$actionlint_version/actionlint

# The shared material for tests, beside the repository; without it a job is skipped by name, in CI it fails.
shared_or_skip() {
    [ -e "../shared/$1" ] && return
    [ "${CI:-}" != true ] || { echo "CI=true asks for ../shared/$1" >&2; exit 1; }
    echo "SKIPPED: ${0##*/}, there is no ../shared/$1"
    exit 0
}

# The options of a JVM for a mode and a backend, a line each; none for the JDK's own provider.
cell_options() {
    [ "$1" = jdk ] || printf '%s\n' "@$PWD/ci/cell.options" "-Dio.headrace.mode=$1" "-Dio.headrace.backend=$2"
}
