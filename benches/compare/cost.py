#!/usr/bin/env python3
"""What a frame costs Spotter and what it costs MediaPipe, measured beside each other.

Both follow the same person through the same decoded 1280×720 frames, each in a process of its own
held to one core, the same one, by turns: thirty frames here, thirty frames there. What is counted
is the processor time of all threads of the process, user and system; start-up and decoding are
not in it. Whatever slows the machine down therefore slows both down.

    cargo build --release --bin spotter --example follow
    python3 benches/compare/cost.py [VIDEO ...]

Without a video the rendered performer does three exercises. Spotter's time is given with MediaPipe's full
model and without a mask unless options say otherwise. MediaPipe (Python, 0.10.21) is installed
into an environment of its own below the cache folder of the user, once; --python names an
interpreter that has it already. Needs Linux, ffmpeg, and Python 3.9 to 3.12 for MediaPipe.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEDIAPIPE = "mediapipe==0.10.21"
WIDTH, HEIGHT = 1280, 720
EXERCISES = ("bird-dog", "side-plank", "partial-sit-up")
TURN = 30  # frames between two changes of the runner


def main() -> None:
    options = parse_arguments()
    if options.serve:
        return serve(*options.serve)
    python = options.python or install()
    with tempfile.TemporaryDirectory(prefix="spotter-cost-") as folder:
        videos = options.videos or [perform(exercise, Path(folder)) for exercise in EXERCISES]
        print(f"{'video':28} {'frames':>6} {'Spotter ms':>11} {'MediaPipe ms':>13} {'ratio':>7}  seen")
        ratios = [compare(video, Path(folder) / "frames.rgb", python, options) for video in videos]
    if len(ratios) > 1:
        print(f"{'mean':28} {'':6} {'':11} {'':13} {statistics.fmean(ratios):7.3f}")


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("videos", nargs="*", type=Path, metavar="VIDEO", help="videos of one person")
    parser.add_argument("--python", metavar="PATH", help="an interpreter that has MediaPipe")
    parser.add_argument("--frames", type=int, default=150, help="frames kept of a video (default: %(default)s)")
    parser.add_argument("--turns", type=int, default=14, help="turns of each side (default: %(default)s)")
    parser.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)), help="the core to use")
    parser.add_argument("--model", default="full", help="Spotter's: full, lite, or a file (default: %(default)s)")
    parser.add_argument("--mask", action="store_true", help="both compute the mask")
    parser.add_argument("--program", type=Path, default=ROOT / "target/release/examples/follow", help="Spotter's side")
    parser.add_argument("--serve", nargs=2, metavar=("FRAMES", "MASK"), help=argparse.SUPPRESS)
    return parser.parse_args()


def install() -> str:
    """An interpreter with MediaPipe, made on the first call."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    python = cache / "spotter" / "compare" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", python.parents[1]], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", MEDIAPIPE], check=True)
    return str(python)


def perform(exercise: str, folder: Path) -> Path:
    """A video of the rendered performer."""
    video = folder / f"{exercise}.mp4"
    settings = [f"size={WIDTH}x{HEIGHT}", "reps=1", "fps=10", "tempo=2"]
    command = [ROOT / "target/release/spotter", "performer", "--exercise", exercise, "--out", video]
    command += [word for setting in settings for word in ("--set", setting)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return video


def compare(video: Path, raw: Path, python: str, options: argparse.Namespace) -> float:
    """Runs both over a video, prints a row, returns the ratio of their times."""
    fit = f"scale={WIDTH}:{HEIGHT}:force_original_aspect_ratio=decrease,pad={WIDTH}:{HEIGHT}:-1:-1"
    decode = ["ffmpeg", "-v", "error", "-y", "-i", video, "-vf", fit, "-frames:v", str(options.frames)]
    subprocess.run([*decode, "-f", "rawvideo", "-pix_fmt", "rgb24", raw], check=True)
    frames = raw.stat().st_size // (WIDTH * HEIGHT * 3)

    mask = ["--mask"] if options.mask else []
    ours = Runner([options.program, "cost", raw, str(WIDTH), str(HEIGHT), "--model", options.model, *mask], options.core)
    theirs = Runner([python, __file__, "--serve", raw, str(int(options.mask))], options.core)
    for runner in (ours, theirs):
        runner.turn()  # the detector, first allocations
    times = [(ours.turn(), theirs.turn()) for _ in range(options.turns)]
    seen = [runner.close() for runner in (ours, theirs)]

    ours_ms, theirs_ms = (statistics.median(side) for side in zip(*times))
    ratio = statistics.median(a / b for a, b in times)
    taken = TURN * (options.turns + 1)
    print(f"{video.stem:28} {frames:6} {ours_ms:11.2f} {theirs_ms:13.2f} {ratio:7.3f}  "
          f"{seen[0] / taken:.0%} / {seen[1] / taken:.0%}", flush=True)
    return ratio


class Runner:
    """A process that takes frames when told to."""

    def __init__(self, command: list, core: int) -> None:
        # The machine's environment may ask libraries for more threads.
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "ORT_DISABLE_TELEMETRY": "1", "GLOG_minloglevel": "3"}
        self.process = subprocess.Popen(
            command, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, preexec_fn=lambda: os.sched_setaffinity(0, {core}),
        )
        self.seen = 0
        if self.answer() != "ready":
            sys.exit(f"cost.py: {command[0]} did not start; run it by hand to see why")

    def answer(self) -> str:
        return self.process.stdout.readline().strip()

    def turn(self) -> float:
        """Takes frames; the processor time of one in milliseconds."""
        before = self.cpu_ms()
        self.process.stdin.write(f"{TURN}\n")
        self.process.stdin.flush()
        self.seen += int(self.answer())
        return (self.cpu_ms() - before) / TURN

    def cpu_ms(self) -> float:
        """Time on a processor of all threads, by the scheduler's own clock (nanoseconds)."""
        tasks = Path(f"/proc/{self.process.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e6

    def close(self) -> int:
        """On how many frames somebody was seen."""
        self.process.stdin.close()
        self.process.wait()
        return self.seen


def serve(frames: str, mask: str) -> None:
    """MediaPipe's side; the counterpart of examples/follow.rs."""
    answers = os.fdopen(os.dup(1), "w")  # MediaPipe's chatter must not get in between
    os.dup2(2, 1)
    import cv2
    import numpy as np
    from mediapipe.python.solutions.pose import Pose

    cv2.setNumThreads(1)
    pictures = np.fromfile(frames, np.uint8).reshape(-1, HEIGHT, WIDTH, 3)
    pose = Pose(model_complexity=1, smooth_landmarks=True, enable_segmentation=mask == "1")
    print("ready", file=answers, flush=True)
    taken, period = 0, 2 * (len(pictures) - 1)
    for line in sys.stdin:
        seen = 0
        for _ in range(int(line)):
            place = taken % period
            seen += pose.process(pictures[min(place, period - place)]).pose_landmarks is not None
            taken += 1
        print(seen, file=answers, flush=True)


if __name__ == "__main__":
    main()
