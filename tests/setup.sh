#!/bin/sh
# Tests what ./setup reports as missing, on made-up systems. Nothing is installed.
set -eu
cd "$(dirname "$0")/.."

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

# Makes a system with everything but libclang: headers, the window's libraries, ONNX Runtime, and the
# programs that setup asks for.
system() {
    rm -rf "$scratch/system"
    system=$scratch/system
    tools=$system/tools
    mkdir -p "$system/usr/include" "$system/usr/lib/x86_64-linux-gnu" "$tools" "$system/home"
    : >"$system/usr/include/stdio.h"
    : >"$system/usr/lib/x86_64-linux-gnu/libX11.so.6"
    : >"$system/usr/lib/x86_64-linux-gnu/libXcursor.so.1"
    for program in cc ffmpeg espeak-ng paplay Xvfb; do
        : >"$tools/$program"
        chmod +x "$tools/$program"
    done
    for program in sh uname id od tr sed; do
        ln -s "$(command -v $program)" "$tools/$program"
    done
    version=$(sed -n 's/^version=//p' setup)
    mkdir -p "$system/home/spotter/onnxruntime/$version"
    : >"$system/home/spotter/onnxruntime/$version/libonnxruntime.so.$version"
}

library() { # an empty 64-bit ELF file under this path of the made-up system
    mkdir -p "$system/${1%/*}"
    printf '\177ELF\002' >"$system/$1"
}

setup() { # the status and what was printed, in one string; arguments are settings of the environment
    status=0
    said=$(env -i PATH="$tools" HOME="$system/home" XDG_DATA_HOME="$system/home" \
        SETUP_ROOT="$system" "$@" "$(command -v sh)" ./setup --test --no-install 2>&1) || status=$?
    echo "$status $said"
}

finds() { # a name for the case, then settings of the environment
    name=$1
    shift
    judge "$name" "0 " "$(setup "$@")"
}

misses() {
    name=$1
    shift
    judge "$name" "1 setup: libclang-dev is missing"* "$(setup "$@")"
}

judge() { # name, pattern, what came
    # shellcheck disable=SC2254 # the variable is meant to be a pattern
    case $3 in
    $2) passed=$((passed + 1)) ;;
    *)
        failed=$((failed + 1))
        echo "setup: $1: expected '$2', got '$3'" >&2
        ;;
    esac
}

system
misses 'nothing there'

system
library usr/lib/llvm-14/lib/libclang-cpp.so.14
library usr/lib/x86_64-linux-gnu/libclang-cpp.so.14
misses "only Clang's C++ library, whose name begins alike"

system
library usr/lib/x86_64-linux-gnu/libclang-14.so.1
finds 'a versioned library without its development package'

system
library usr/lib/x86_64-linux-gnu/libclang-14.so.14.0.6
library usr/lib/llvm-14/lib/libclang-cpp.so.14
finds 'both libraries'

for path in usr/lib/llvm-14/lib/libclang.so usr/lib/libclang.so.1 usr/lib64/libclang.so \
    usr/local/lib/libclang.so usr/local/llvm-19/lib/libclang-19.so; do
    system
    library "$path"
    finds "$path"
done

system
library opt/clang/lib/libclang.so.14
misses 'a folder that the build does not search'
finds 'the same, named by LIBCLANG_PATH' LIBCLANG_PATH="$system/opt/clang/lib"
finds 'the file, named by LIBCLANG_PATH' LIBCLANG_PATH="$system/opt/clang/lib/libclang.so.14"
finds 'the same, named by LD_LIBRARY_PATH' LD_LIBRARY_PATH="/nowhere:$system/opt/clang/lib"
finds 'the same, named by LIBRARY_PATH' LIBRARY_PATH="$system/opt/clang/lib:"
printf '#!/bin/sh\necho %s\n' "$system/opt/clang" >"$tools/llvm-config"
chmod +x "$tools/llvm-config"
finds 'the same, named by llvm-config'

system
library usr/lib/llvm-14/lib/libclang.so
judge 'LIBCLANG_PATH leads nowhere, and the build would look nowhere else' \
    '1 setup: LIBCLANG_PATH is *unset it' "$(setup LIBCLANG_PATH="$system/opt")"

system
mkdir -p "$system/usr/lib/llvm-14/lib"
: >"$system/usr/lib/llvm-14/lib/libclang.so"
misses 'a file of that name that is no library'

system
ln -s /nowhere/libclang.so "$system/usr/lib/libclang.so"
misses 'a link that leads nowhere'

system
library usr/lib/libclang.so
mv "$tools/paplay" "$tools/pw-play"
finds 'tones by pw-play'
mv "$tools/pw-play" "$tools/aplay"
finds 'tones by aplay'
rm "$tools/aplay"
judge 'no player for the tones' '1 setup: pulseaudio-utils is missing: the tones' "$(setup)"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
