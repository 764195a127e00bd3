"""Are Spotter's angles later than MediaPipe's, or do they tremble more?

    cargo build --release --bin spotter --example follow
    python3 benches/compare/traces.py [--python PYTHON] [CLIP.mp4 ...]

Both follow the person through the very same PNG frames at 30 a second: the clips given, and three
videos of the performer, of which the truth is known. MediaPipe goes into an environment of its own
in the system's folder for temporary files, unless PYTHON has it already.

Of the near side's hip, knee, elbow and shoulder, as seen in the picture:

lag     milliseconds by which a trace has to be moved to fit the reference best (a parabola through
        the best three frames). The reference is the truth; of a clip, MediaPipe without smoothing.
        Only joints that move by 15 degrees or more.
jitter  root of the mean square of the second difference, in degrees, at rest: where the reference,
        averaged over 11 frames, turns by less than 5 degrees a second.
drift   root of the mean square difference between Spotter's and MediaPipe's trace, in degrees.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

RATE_HZ = 30
EXERCISES = ["bird-dog", "cat-cow", "partial-sit-up"]
# Numbers of the left landmarks; the right ones follow.
JOINTS = {"hip": (11, 23, 25), "knee": (23, 25, 27), "elbow": (11, 13, 15), "shoulder": (13, 11, 23)}
REPOSITORY = Path(__file__).resolve().parents[2]
BUILT = REPOSITORY / "target/release"


def with_mediapipe():
    """The Python of an environment that has MediaPipe."""
    folder = Path(tempfile.gettempdir()) / "spotter-mediapipe-0.10.21"
    python = folder / "bin/python"
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "mediapipe==0.10.21"], check=True)
        (folder / "ready").touch()
    return python


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clips", nargs="*", type=Path)
    parser.add_argument("--python", help="a Python that has mediapipe, numpy and opencv")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if not arguments.inside:
        python = arguments.python or with_mediapipe()
        sys.exit(subprocess.run([python, __file__, "--inside", *sys.argv[1:]]).returncode)

    print(f"{'':34}{'':10} lag ms            jitter deg")
    print(f"{'':34}{'joint':10}{'Spotter':>8} {'MediaPipe':>9} {'Spotter':>9} {'MediaPipe':>9} {'drift deg':>9}")
    rows = []
    for clip in arguments.clips:
        with tempfile.TemporaryDirectory() as folder:
            # A side of 960 is plenty for a model that looks at 256 pixels.
            scale = "scale=960:960:force_original_aspect_ratio=decrease"
            command = ["ffmpeg", "-v", "error", "-i", clip, "-vf", f"fps={RATE_HZ},{scale}", f"{folder}/%05d.png"]
            subprocess.run(command, check=True)
            rows += compare(clip.stem, folder, None)
    for exercise in EXERCISES:
        with tempfile.TemporaryDirectory() as folder:
            truth = Path(folder) / "truth.jsonl"
            command = [BUILT / "spotter", "performer", "--exercise", exercise, "--out", f"{folder}/video"]
            for setting in ["size=640x480", f"fps={RATE_HZ}", "reps=2", "rest=1"]:
                command += ["--set", setting]
            subprocess.run([*command, "--truth", truth], check=True)
            known = [json.loads(line)["landmarks"] for line in truth.read_text().splitlines()]
            rows += compare(f"performer {exercise}", f"{folder}/video", known)
    summary(rows)


def compare(name, folder, truth):
    import numpy as np

    ours = [json.loads(line)["landmarks"] for line in output(BUILT / "examples/follow", "trace", folder, "--rate", RATE_HZ)]
    theirs = mediapipe(folder, smooth=True)
    reference = truth or mediapipe(folder, smooth=False)
    seen = [frame for frame in theirs if frame]
    side = int(np.mean([[p[2] for p in frame] for frame in seen], axis=0)[12:29:2].mean()
               > np.mean([[p[2] for p in frame] for frame in seen], axis=0)[11:28:2].mean())
    rows = []
    for joint, places in JOINTS.items():
        traces = [angles(frames, [place + side for place in places]) for frames in (ours, theirs, reference)]
        both = ~np.isnan(np.sum(traces, axis=0))
        still = at_rest(traces[2]) & both
        moves = np.ptp(smoothed(traces[2])[both]) >= 15
        row = [lag_ms(trace, traces[2], both) if moves else np.nan for trace in traces[:2]]
        row += [jitter(trace, still) for trace in traces[:2]]
        row.append(np.sqrt(np.mean((traces[0] - traces[1])[both] ** 2)))
        rows.append(row)
        show(name, joint, row)
        name = ""
    lost = [sum(frame is None for frame in frames) for frames in (ours, theirs)]
    if any(lost):
        print(f"  of {len(ours)} frames Spotter sees nobody on {lost[0]}, MediaPipe on {lost[1]}")
    return rows


def summary(rows):
    import numpy as np

    show("mean", "", np.nanmean(rows, axis=0))
    show("median", "", np.nanmedian(rows, axis=0))


def show(name, joint, row):
    cells = ["-" if cell != cell else f"{cell:.{digits}f}" for cell, digits in zip(row, (1, 1, 3, 3, 2))]
    print(f"{name:34}{joint:10}{cells[0]:>8} {cells[1]:>9} {cells[2]:>9} {cells[3]:>9} {cells[4]:>9}", flush=True)


def output(*command):
    environment = {"ORT_DISABLE_TELEMETRY": "1"}
    import os

    ran = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True, env={**os.environ, **environment})
    return ran.stdout.splitlines()


def mediapipe(folder, smooth):
    import cv2
    import mediapipe as mp

    frames = []
    with mp.solutions.pose.Pose(model_complexity=1, smooth_landmarks=smooth) as pose:
        for path in sorted(Path(folder).glob("*.png")):
            picture = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
            height, width, _ = picture.shape
            found = pose.process(picture).pose_landmarks
            frames.append(found and [[p.x * width, p.y * height, p.visibility] for p in found.landmark])
    return frames


def angles(frames, places):
    """The angle at the middle one of three landmarks in degrees; not a number where there is nobody."""
    import numpy as np

    points = np.array([[frame[k][:2] for k in places] if frame else np.full((3, 2), np.nan) for frame in frames], float)
    one, other = points[:, 0] - points[:, 1], points[:, 2] - points[:, 1]
    cross = one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]
    return np.degrees(np.arctan2(np.abs(cross), (one * other).sum(axis=1)))


def smoothed(trace):
    import numpy as np

    return np.convolve(np.pad(trace, 5, mode="edge"), np.ones(11) / 11, "valid")


def at_rest(reference):
    import numpy as np

    return np.abs(np.gradient(smoothed(reference))) * RATE_HZ < 5


def jitter(trace, still):
    import numpy as np

    bend = trace[2:] - 2 * trace[1:-1] + trace[:-2]
    kept = still[2:] & still[1:-1] & still[:-2]
    return np.sqrt(np.mean(bend[kept] ** 2)) if kept.sum() >= 10 else np.nan


def lag_ms(trace, reference, both):
    import numpy as np

    # Speeds, so that a constant error of an angle does not count.
    speeds = [np.where(both[1:] & both[:-1], np.diff(values), 0) for values in (trace, reference)]
    reach = 8
    fits = [correlation(speeds[0], speeds[1], shift) for shift in range(-reach, reach + 1)]
    best = int(np.clip(np.argmax(fits), 1, 2 * reach - 1))
    left, middle, right = fits[best - 1 : best + 2]
    part = (left - right) / (2 * (left - 2 * middle + right))
    return (best + part - reach) / RATE_HZ * 1000


def correlation(trace, reference, shift):
    """How well the trace fits the reference of `shift` frames before."""
    import numpy as np

    if shift > 0:
        trace, reference = trace[shift:], reference[:-shift]
    elif shift < 0:
        trace, reference = trace[:shift], reference[-shift:]
    return np.dot(trace, reference) / np.sqrt(np.dot(trace, trace) * np.dot(reference, reference))


if __name__ == "__main__":
    main()
