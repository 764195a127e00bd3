# This runs in the virtual machine: it looks at what the last cut has left, and records until the next one.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/tmp
cd /tmp/out
mkdir /tmp/disk
mount -t ext4 /dev/vda /tmp/disk || exit 3
if [ -s told.log ]; then
    ./keep_recording check /tmp/disk told.log || exit 4
fi
exec ./keep_recording record /tmp/disk
