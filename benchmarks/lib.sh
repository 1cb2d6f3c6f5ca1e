# SPDX-License-Identifier: Apache-2.0
# What the scripts that start a benchmark share: sets root, target, commit and JAVA_HOME; sourced with the Maven module
# to build, and what it is made of besides native, java, cmake and itself.

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
target=$root/$1/target

"$root/ci/setup"
. "$root/ci/lib.sh"
JAVA_HOME=$(cd "$root" && build_jdk)
export JAVA_HOME

outdated() {
    [ ! -e "$target/.built" ] || [ -n "$(cd "$root" && find pom.xml native java cmake "$@" \
        -name target -prune -o -name out -prune -o -newer "$target/.built" -type f -print -quit)" ]
}

if outdated "$@"; then
    log=$target/build.log
    mkdir -p "$target"
    echo "building with Maven and CMake, a minute or so the first time; log: $log"
    (cd "$root" && mvn -B -DskipTests -Dmaven.javadoc.skip package -pl "$1,java/headrace") >"$log" 2>&1 || {
        cat "$log" >&2
        exit 1
    }
    touch "$target/.built"
fi

commit=$(git -C "$root" describe --always --dirty 2>/dev/null || echo unknown)

# Becomes the program of this module with that main class and those arguments.
exec_program() {
    local jdk25 terminal=false class=$1
    shift
    jdk25=$("$root/ci/find-jdk" 25 2>/dev/null || true)
    [ ! -t 1 ] || terminal=true
    exec "$JAVA_HOME/bin/java" -Dheadrace.root="$root" -Dheadrace.jdk25="$jdk25" -Dheadrace.commit="$commit" \
        -Dheadrace.terminal="$terminal" -cp "$target/classes:$target/lib/*" "io.headrace.benchmarks.$class" "$@"
}
