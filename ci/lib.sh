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

# What to do about a JDK that is not there.
# shellcheck disable=SC2034
jdk25_wanted='No package of Debian 12 has one: unpack one of adoptium.net into ~/.jdks, or set JAVA25_HOME.'

# with_progress WHAT SECONDS LOG COMMAND...: runs a command that usually takes so long, with its output in a log, says
# every four seconds how far it is, and shows the log if it fails.
with_progress() {
    local what=$1 usual=$2 log=$3 begin=$SECONDS next=$((SECONDS + 4)) pid status=0 left before='' after='\n'
    shift 3
    [ ! -t 1 ] || { before='\r\033[K' after=''; }
    "$@" >"$log" 2>&1 </dev/null &
    pid=$!
    trap 'kill "$pid" 2>/dev/null' INT TERM
    while kill -0 "$pid" 2>/dev/null; do
        if [ "$SECONDS" -ge "$next" ]; then
            next=$((SECONDS + 4))
            left=$((usual - SECONDS + begin))
            if [ "$left" -gt 0 ]; then left="about $left s left"; else left='longer than usual'; fi
            printf "$before%s: %d s, %s; %s$after" "$what" $((SECONDS - begin)) "$left" \
                "$(tail -n 1 "$log" | tr -d '\r' | cut -c 1-60)"
        fi
        sleep 0.5
    done
    wait "$pid" || status=$?
    trap - INT TERM
    printf "$before"
    [ "$status" = 0 ] || cat "$log" >&2
    return "$status"
}
