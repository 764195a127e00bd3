# This runs in the virtual machine. It plugs in one camera after another and writes what camera_probe
# sees of each to NAME.log, with its exit status last. run.sh judges the logs.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/tmp
cd /tmp/out

# plug MODE...: connects a camera and waits for its file.
plug() {
    mkfifo /tmp/commands
    ./uvcsim "$@" </tmp/commands >>uvcsim.log 2>&1 &
    simulator=$!
    exec 3>/tmp/commands
    for _ in $(seq 100); do
        [ -e /dev/video0 ] && break
        sleep 0.1
    done
    sleep 0.3
}

# unplug: ends the simulator by ending its commands.
unplug() {
    exec 3>&-
    wait "$simulator"
    rm /tmp/commands
    for _ in $(seq 100); do
        [ -e /dev/video0 ] || break
        sleep 0.1
    done
}

tell() { echo "$1" >&3; }

# probe NAME ARGUMENT...: runs the probe on the first camera.
probe() {
    local name=$1
    shift
    "$@" >"$name.log" 2>&1 3>&-
    echo "status $?" >>"$name.log"
}

scenario() {
    read -r up _ </proc/uptime
    echo "  $up s: $1"
}

big=MJPG:1280x720:10:big.mjpg
small=MJPG:640x480:10:small.mjpg

scenario "no camera at all"
probe none ./camera_probe 0 2

scenario "JPEG, while a link without a number is there"
plug $big
ln -s video0 /dev/video-cam
probe jpeg ./camera_probe 0 5
rm /dev/video-cam
probe second ./camera_probe 1 2
unplug

scenario "YUYV"
plug YUY2:640x480:10:small.yuyv
probe yuyv ./camera_probe 0 5
unplug

scenario "NV12"
plug NV12:640x480:10:small.nv12
probe nv12 ./camera_probe 0 5
unplug

scenario "the best of several"
plug YUY2:640x480:10 MJPG:320x240:10 $big
probe best ./camera_probe 0 3
unplug

scenario "stalls and goes on"
plug $small
(sleep 4; tell stall; sleep 5; tell resume) &
probe stall ./camera_probe 0 13
unplug

scenario "unplugged and plugged in again"
plug $small
(sleep 4; tell unplug; sleep 4; tell replug) &
probe unplug ./camera_probe 0 13
unplug

scenario "unplugged while stalled"
plug $small
(sleep 4; tell stall; sleep 3; tell unplug; sleep 2; tell replug; tell resume) &
probe both ./camera_probe 0 14
unplug

scenario "busy"
plug $small
./camera_probe 0 6 >other.log 2>&1 3>&- &
other=$!
sleep 2
probe busy ./camera_probe 0 9
wait $other
unplug

scenario "no permission"
plug $small
chmod 660 /dev/video0
probe denied setpriv --reuid=65534 --regid=65534 --clear-groups ./camera_probe 0 2
unplug

scenario "only grey"
plug Y800:640x480:10
probe grey ./camera_probe 0 2
unplug

scenario "calls itself JPEG and isn't"
plug MJPG:640x480:10
probe nonsense ./camera_probe 0 5
unplug

scenario "in a format without a name"
plug H264:1280x720:10 $small
probe nameless ./camera_probe 0 4
unplug

scenario "in a rate that isn't whole, though others are offered"
plug MJPG:640x480:i1333333,10:small.mjpg
probe fraction ./camera_probe 0 4
unplug

scenario "no whole rate at all"
plug MJPG:640x480:i333667:small.mjpg
probe fractions ./camera_probe 0 2
unplug

scenario "a slow user"
plug $small
probe slow ./camera_probe 0 6 --slow 300
unplug

dmesg >dmesg.log
scenario end
