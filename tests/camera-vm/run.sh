#!/bin/bash
# Tests the webcam against the kernel's own camera driver, in a virtual machine; see README.md.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
export VM_DIR=${VM_DIR:-/var/tmp/spotter-camera-vm}
out=${1:-$VM_DIR/out}

echo "preparing"
"$here/vm.sh" prepare
rm -rf "$out"
mkdir -p "$out"
cargo build -q --manifest-path "$root/Cargo.toml" --example camera_probe
cargo build -q --release --manifest-path "$here/uvcsim/Cargo.toml" --target-dir "$VM_DIR/uvcsim"
target=${CARGO_TARGET_DIR:-$root/target}
cp "$target/debug/examples/camera_probe" "$VM_DIR/uvcsim/release/uvcsim" "$here/guest.sh" "$out"

# clip NAME SIZE OPTION...: one second of ffmpeg's test picture, as the simulator wants it.
clip() {
    local name=$1 size=$2
    shift 2
    ffmpeg -nostdin -v error -y -f lavfi -i "testsrc=size=$size:rate=10:duration=1" "$@" "$out/$name"
}
jpeg=(-c:v mjpeg -huffman default -pix_fmt yuvj422p -f mjpeg)
clip big.mjpg 1280x720 "${jpeg[@]}"
clip small.mjpg 640x480 "${jpeg[@]}"
clip small.yuyv 640x480 -pix_fmt yuyv422 -f rawvideo
clip small.nv12 640x480 -pix_fmt nv12 -f rawvideo

echo "running"
"$here/vm.sh" boot "$out" 400

failures=0
check() {
    if "${@:2}"; then
        echo "ok      $1"
    else
        echo "FAILED  $1: $(tail -n 20 "$out/${1%%:*}.log" 2>/dev/null)"
        failures=$((failures + 1))
    fi
}
says() { grep -qiE -- "$2" "$out/$1.log"; }
silent() { ! grep -qE -- "$2" "$out/$1.log"; }
# frames NAME MIN: there were at least MIN frames in all.
frames() { [ "$(awk '/^total:/ { print $2 }' "$out/$1.log")" -ge "$2" ]; }
# ends_with_frames NAME: there were frames in the last second.
ends_with_frames() { awk '/ frames of / { n = $3 } END { exit n == 0 }' "$out/$1.log"; }
# young NAME MS: after the start, no frame was older than this when it came.
young() {
    awk -v most="$2" '/ frames of / && $1 > 1 && $10 > most { bad = 1 } END { exit bad }' "$out/$1.log"
}
# The message that is shown in place of a picture, and the exit status that goes with it.
refused() { says "$1" "^error: .*$2" && says "$1" '^status 2$'; }

check "none: advice" refused none "no camera was found"
# Without hardware virtualisation few frames arrive, so the numbers are low.
check "jpeg: frames" frames jpeg 10
check "jpeg: size" says jpeg "frames of 1280 × 720"
check "jpeg: all decoded" silent jpeg "undecodable [1-9]"
check "jpeg: one camera" [ "$(grep -c '^camera:' "$out/jpeg.log")" = 1 ]
check "second: named" refused second "there is no camera 1: there is camera:0"
for packing in yuyv nv12; do
    check "$packing: frames" frames $packing 5
    check "$packing: size" says $packing "frames of 640 × 480"
    check "$packing: all decoded" silent $packing "undecodable [1-9]"
done
check "best: size" says best "frames of 1280 × 720"
check "stall: said" says stall "no picture comes from the camera"
check "stall: goes on" ends_with_frames stall
check "unplug: said" says unplug "is gone: plug it in again"
check "unplug: goes on" ends_with_frames unplug
check "both: stall said" says both "no picture comes from the camera"
check "both: unplug said" says both "is gone: plug it in again"
check "both: goes on" ends_with_frames both
check "busy: said" says busy "another program is using"
check "busy: goes on" ends_with_frames busy
check "busy: the other undisturbed" frames other 20
check "denied: advice" refused denied "no permission.*usermod -aG video"
check "grey: named" refused grey "it gives GREY"
check "nonsense: said" says nonsense "can't be read"
check "nonsense: status" says nonsense "^status 1$"
check "nameless: frames" frames nameless 15
check "fraction: frames" frames fraction 15
check "fractions: named" refused fractions "frame rates is a whole number"
# If the driver's four buffers filled while the user takes 300 ms, this would be 800 ms.
check "slow: nothing queues" young slow 400
check "slow: dropped" says slow "dropped [1-9]"
check "dmesg: no driver trouble" silent dmesg '\bOops\b|\bBUG:|Call Trace'

echo "$failures failed; logs in $out"
[ "$failures" = 0 ]
