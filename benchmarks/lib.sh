# SPDX-License-Identifier: Apache-2.0
# What the scripts that start a benchmark share: sets root, and by prepare target, commit and JAVA_HOME.

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
. "$root/ci/lib.sh"

# Ends with the text where one is asked for: nothing needs to be installed or built for that.
answer_at_once() {
    local argument
    for argument; do
        case $argument in
        --help | --list)
            local text=$root/benchmarks/texts/${0##*/}$argument
            [ ! -e "$text" ] || { cat "$text"; exit 0; }
            ;;
        esac
    done
}

outdated() {
    [ ! -e "$target/.built" ] || [ -n "$(cd "$root" && find pom.xml native java cmake "$@" \
        -name target -prune -o -name out -prune -o -newer "$target/.built" -type f -print -quit)" ]
}

# Whether HTTPS is asked for, and the client was built without OpenSSL.
lacks_https() {
    case $1 in *https*) ! ldd "$target/native/headrace-load" 2>/dev/null | grep -q libssl ;; *) false ;; esac
}

build() {
    cd "$root" && mvn -B -DskipTests -Dmaven.test.skip -Dmaven.javadoc.skip package -pl "$1,java/headrace"
}

# prepare PURPOSES MODULE PARTS...: sets up for these purposes of ci/setup, and builds the Maven module, which is made
# of these parts besides native, java, cmake and itself, where it is out of date.
prepare() {
    local purposes=$1 log usual=45
    target=$root/$2/target
    shift
    # shellcheck disable=SC2086
    (cd "$root" && ci/setup $purposes)
    JAVA_HOME=$(cd "$root" && build_jdk)
    export JAVA_HOME
    if outdated "$@" || lacks_https "$purposes"; then
        log=$target/build.log
        mkdir -p "$target" 2>/dev/null && [ -w "$target" ] || {
            echo "${0##*/}: it has to build, and there is no right to write into $target" >&2
            exit 1
        }
        if [ ! -d "${HOME:-/}/.m2/repository/io/netty" ]; then
            usual=120
            echo "downloading 150 MB with Maven into ${HOME:-/}/.m2 and building, in about two minutes; log: $log"
        else
            echo "building with Maven and CMake, in about $usual s; log: $log"
        fi
        with_progress building "$usual" "$log" build "$1" || exit 1
        touch "$target/.built"
    fi
    commit=$(git -C "$root" describe --always --dirty 2>/dev/null || echo unknown)
}

# Becomes the program of this module with that main class and those arguments.
exec_program() {
    local jdk25 terminal=false class=$1
    shift
    jdk25=$(cd "$root" && ci/find-jdk 25 2>/dev/null || true)
    [ ! -t 1 ] || terminal=true
    exec "$JAVA_HOME/bin/java" -Dheadrace.root="$root" -Dheadrace.jdk25="$jdk25" -Dheadrace.commit="$commit" \
        -Dheadrace.terminal="$terminal" -cp "$target/classes:$target/lib/*" "io.headrace.benchmarks.$class" "$@"
}
