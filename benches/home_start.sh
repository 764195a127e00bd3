#!/bin/sh
# Milliseconds from the start of the process until the home screen is on the display:
#   benches/home_start.sh PROGRAM [TIMES]
# It needs an empty X display of 1920 × 1080 (DISPLAY), ffmpeg and Python 3. A part of the display is
# filmed a hundred times a second; the home screen is there when it is bright.
set -eu
program=$1
film=$(mktemp)
trap 'rm -f "$film"' EXIT
for _ in $(seq "${2:-7}"); do
    ffmpeg -loglevel error -use_wallclock_as_timestamps 1 -f x11grab -framerate 100 \
        -video_size 64x64 -i "$DISPLAY+900,620" -copyts \
        -vf "signalstats,metadata=print:key=lavfi.signalstats.YAVG:file=$film" -f null - &
    filming=$!
    sleep 1.5
    begun=$(date +%s.%N)
    "$program" >/dev/null 2>&1 &
    running=$!
    sleep 3
    kill -INT "$filming"
    kill "$running"
    wait
    python3 - "$begun" "$film" <<'PYTHON'
import re
import sys

begun = float(sys.argv[1])
seen = re.findall(r"pts:(\d+).*\n.*YAVG=([\d.]+)", open(sys.argv[2]).read())
times = [int(time) / 1e6 for time, light in seen if float(light) > 180]
print(f"{(times[0] - begun) * 1000:.0f} ms" if times else "not within 3 s")
PYTHON
    sleep 0.5
done
