#!/bin/bash
# Ends a virtual machine hard while it records, again and again; see README.md.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
cuts=${1:-20}
export VM_DIR=${VM_DIR:-/var/tmp/spotter-power-cut}
export VM_MODULES="virtio_pci virtio_blk 9pnet_virtio 9p crc32c_generic ext4"
vm=$here/../camera-vm/vm.sh
out=$VM_DIR/out

echo "preparing"
bash "$vm" prepare
rm -rf "$out"
mkdir -p "$out"
cargo build -q --manifest-path "$root/Cargo.toml" --example keep_recording
cp "${CARGO_TARGET_DIR:-$root/target}/debug/examples/keep_recording" "$here/guest.sh" "$out"
disk=$VM_DIR/disk.img log=$VM_DIR/writes.log pid=$VM_DIR/qemu.pid
rm -f "$disk"
truncate -s 128M "$disk"
mkfs.ext4 -q "$disk"
: >"$out/told.log"

# After the last cut the machine is booted once more, to look.
for cut in $(seq 0 "$cuts"); do
    cp --sparse=always "$disk" "$disk.before"
    rm -f "$log"
    truncate -s 256M "$log"
    export VM_ARGS="-blockdev driver=file,filename=$disk,node-name=file \
        -blockdev driver=file,filename=$log,node-name=log \
        -blockdev driver=blklogwrites,file=file,log=log,log-sector-size=512,node-name=disk \
        -device virtio-blk-pci,drive=disk -pidfile $pid"
    : >"$out/console.log"
    bash "$vm" boot "$out" 600 >"$out/console.log" 2>&1 &
    machine=$!
    until grep -qa recording "$out/console.log"; do
        if ! kill -0 "$machine" 2>/dev/null; then
            echo "FAILED after cut $cut:"
            tail -n 20 "$out/console.log"
            exit 1
        fi
        sleep 0.2
    done
    grep -a "^sound" "$out/console.log" | sed "s/^/after cut $cut: /" || true
    sleep "$((RANDOM % 8)).$((RANDOM % 1000))"
    kill -KILL "$(cat "$pid")"
    wait "$machine" 2>/dev/null || true
    # A line that was cut off was not told.
    tr -d '\r' <"$out/console.log" | sed '$d' | grep -aE '^(told|ended) [0-9]' >>"$out/told.log" || true
    python3 "$here/lose.py" "$disk.before" "$log" "$disk"
done
echo "$cuts cuts, all as it should be"
