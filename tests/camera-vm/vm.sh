#!/bin/bash
# A small virtual machine with a kernel that has camera drivers.
#
#   vm.sh prepare            get QEMU, a Debian kernel (unpacked, not installed) and build an
#                            initramfs; needs root and Debian's package server
#   vm.sh boot FOLDER [SEC]  boot it and run FOLDER/guest.sh there, for at most SEC seconds
#
# The guest sees this machine's root file system read-only, FOLDER as /tmp/out, and an empty /tmp
# otherwise. What guest.sh prints comes out here; the exit status is its own.
# VM_DIR (default /var/tmp/spotter-camera-vm) keeps kernel and initramfs.
set -euo pipefail
vm=${VM_DIR:-/var/tmp/spotter-camera-vm}

# Modules the guest loads, each with what it needs. Others, and more arguments for QEMU, can be named by
# VM_MODULES and VM_ARGS.
read -ra modules <<<"${VM_MODULES:-virtio_pci 9pnet_virtio 9p uvcvideo vhci-hcd}"

prepare() {
    mkdir -p "$vm/packages" "$vm/root"
    local missing=()
    for package in qemu-system-x86 busybox-static kmod cpio; do
        dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
    done
    if [ ${#missing[@]} -gt 0 ]; then
        apt-get -qq update
        DEBIAN_FRONTEND=noninteractive \
            apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null
    fi

    local package kernel
    package=$(apt-cache depends linux-image-amd64 | awk '/Depends: linux-image-[0-9]/ { print $2; exit }')
    kernel=${package#linux-image-}
    if [ ! -e "$vm/root/boot/vmlinuz-$kernel" ]; then
        (cd "$vm/packages" && apt-get -qq -o APT::Sandbox::User=root download "$package")
        dpkg --fsys-tarfile "$vm/packages/${package}"_*.deb |
            tar -x -C "$vm/root" ./boot ./lib/modules
        rm "$vm/packages/${package}"_*.deb
    fi
    depmod -b "$vm/root" "$kernel"
    build_initramfs "$kernel"
    echo "$kernel" >"$vm/kernel"
}

build_initramfs() {
    local kernel=$1 tree
    tree=$(mktemp -d)
    mkdir -p "$tree"/{bin,dev,proc,sys,host,out,lib/modules/"$kernel"}
    cp /bin/busybox "$tree/bin/"
    for applet in sh mount mkdir cat echo modprobe poweroff chroot sync; do
        ln -s busybox "$tree/bin/$applet"
    done
    for module in "${modules[@]}"; do
        modprobe -d "$vm/root" -S "$kernel" --show-depends "$module" | awk '/^insmod/ { print $2 }'
    done | sort -u | while read -r file; do
        local inside=${file#*/lib/modules/"$kernel"/}
        mkdir -p "$tree/lib/modules/$kernel/$(dirname "$inside")"
        cp "$file" "$tree/lib/modules/$kernel/$inside"
    done
    cp "$vm/root/lib/modules/$kernel"/modules.{order,builtin,builtin.modinfo} \
        "$tree/lib/modules/$kernel/"
    depmod -b "$tree" "$kernel"
    echo "${modules[@]}" >"$tree/modules"
    cat >"$tree/init" <<'INIT'
#!/bin/sh
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
for module in $(cat /modules); do modprobe $module; done
shared=trans=virtio,version=9p2000.L,msize=512000
mount -t 9p -o $shared,ro,cache=loose root /host
mount -t 9p -o $shared out /out
mount -t tmpfs tmp /host/tmp
mount -t tmpfs run /host/run
mount --bind /dev /host/dev
mount -t proc proc /host/proc
mount -t sysfs sys /host/sys
mkdir /host/tmp/out
mount --bind /out /host/tmp/out
chroot /host /bin/bash /tmp/out/guest.sh
echo $? >/out/status
sync
poweroff -f
INIT
    chmod +x "$tree/init"
    (cd "$tree" && find . | cpio -o -H newc --quiet | gzip -1) >"$vm/initramfs.gz"
    rm -rf "$tree"
}

boot() {
    local folder seconds=${2:-300} kernel accelerator
    folder=$(realpath "$1")
    kernel=$(cat "$vm/kernel")
    rm -f "$folder/status"
    # Nested virtualisation without the CPU's own support doesn't get the kernel up.
    if [ -w /dev/kvm ] && grep -qwE 'svm|vmx' /proc/cpuinfo; then
        accelerator=(-accel kvm -cpu host)
    else
        accelerator=(-accel tcg,thread=multi -cpu max)
    fi
    timeout "$seconds" qemu-system-x86_64 -M q35 "${accelerator[@]}" -smp "$(nproc)" -m 2048 \
        -nodefaults -no-user-config -display none -no-reboot -monitor none -serial stdio \
        -kernel "$vm/root/boot/vmlinuz-$kernel" -initrd "$vm/initramfs.gz" \
        -append "console=ttyS0 quiet loglevel=3 panic=-1 mitigations=off" \
        -fsdev local,id=root,path=/,security_model=none,readonly=on,multidevs=remap \
        -device virtio-9p-pci,fsdev=root,mount_tag=root \
        -fsdev local,id=out,path="$folder",security_model=none \
        -device virtio-9p-pci,fsdev=out,mount_tag=out ${VM_ARGS:-} </dev/null || true
    return "$(cat "$folder/status" 2>/dev/null || echo 99)"
}

case ${1:-} in
    prepare) prepare ;;
    boot) boot "$2" "${3:-}" ;;
    *) sed -n '2,13s/^# \?//p' "$0"; exit 2 ;;
esac
