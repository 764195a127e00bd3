"""Asks MediaPipe what it sees on pictures of the performer, and writes its answers as numbers.

    python3 -m venv venv && venv/bin/pip install mediapipe==0.10.21
    cargo build --release
    venv/bin/python tests/data/mediapipe/answer.py target/release/spotter

Writes answers.json beside itself. To be run again whenever the performer looks or moves otherwise:
the tests draw the same pictures anew and compare.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import cv2
import mediapipe as mp
import numpy as np

SIZE = (640, 480)

# Stills: exercise, settings, numbers of the frames at 2 a second.
STILLS = [
    ("bird-dog", "", [0, 9]),
    ("side-plank", "", [10]),
    ("cobra", "skin=4", [10]),
    ("childs-pose", "azimuth=15", [0]),
    ("seated-forward-bend", "clothes=shorts", [2]),
    ("low-lunge", "view=right", [10]),
    ("partial-sit-up", "height=1.55", [8]),
]
# Videos at 30 frames a second, the rate that MediaPipe's Python interface takes every video for.
VIDEOS = [("bird-dog", "rest=0.2,reps=1"), ("cat-cow", "rest=0.2,reps=1")]
VIDEO_FRAMES = 90
# Of a mask every so many rows are kept.
MASK_STEP = 4


def frames(spotter, exercise, settings, rate_hz, folder):
    command = [spotter, "performer", "--exercise", exercise, "--out", folder]
    for setting in [f"size={SIZE[0]}x{SIZE[1]}", "shadow=off", f"fps={rate_hz}", *filter(None, settings.split(","))]:
        command += ["--set", setting]
    subprocess.run(command, check=True)
    return sorted(Path(folder).glob("*.png"))


def read(path):
    return cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)


def answer(pose, picture):
    found = pose.process(picture)
    if not found.pose_landmarks:
        raise SystemExit("MediaPipe finds nobody")
    landmarks = found.pose_landmarks.landmark
    world = found.pose_world_landmarks.landmark
    answer = {
        "landmarks": [[round(p.x * SIZE[0], 3), round(p.y * SIZE[1], 3), round(p.visibility, 4)] for p in landmarks],
        "world_m": [[round(p.x, 5), round(p.y, 5), round(p.z, 5)] for p in world],
    }
    if found.segmentation_mask is not None:
        answer["mask_rows"] = [edges(row > 0.5) for row in found.segmentation_mask[::MASK_STEP]]
    return answer


def edges(row):
    """The columns where the person begins and ends, by turns."""
    return np.flatnonzero(np.diff(np.concatenate([[0], row, [0]]))).tolist()


def video(pictures):
    with mp.solutions.pose.Pose(static_image_mode=False, model_complexity=1) as pose:
        return [answer(pose, picture) for picture in pictures]


def unsteadiness(pictures, answers):
    """By how much MediaPipe's own answers change when one value of the first frame changes by one:
    the next region follows from the last answer, and a heatmap's peak counts or does not."""
    first = pictures[0].copy()
    first[200, 350, 0] ^= 1
    places, worlds = [], []
    for ours, theirs in zip(video([first, *pictures[1:]]), answers):
        points = np.array(theirs["landmarks"])[:, :2]
        torso = np.linalg.norm((points[11] + points[12] - points[23] - points[24]) / 2)
        places.append(np.linalg.norm(np.array(ours["landmarks"])[:, :2] - points, axis=1).mean() / torso)
        worlds.append(np.linalg.norm(np.subtract(ours["world_m"], theirs["world_m"]), axis=1).mean())
    return {"place_torso": round(np.mean(places), 5), "world_m": round(np.mean(worlds), 5)}


def jpegs(picture):
    """A small photograph as JPEG, with and without smaller colours, and what MediaPipe's Python
    reads from it."""
    small = cv2.cvtColor(cv2.resize(picture, (101, 75), interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2BGR)
    for name, options in [
        ("quarter-colour", [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420]),
        ("progressive", [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444, cv2.IMWRITE_JPEG_PROGRESSIVE, 1]),
    ]:
        path = str(Path(__file__).with_name(name))
        cv2.imwrite(f"{path}.jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 85, *options])
        cv2.imwrite(f"{path}.png", cv2.imread(f"{path}.jpg"))


def main():
    spotter = sys.argv[1]
    stills = []
    for exercise, settings, numbers in STILLS:
        with tempfile.TemporaryDirectory() as folder:
            paths = frames(spotter, exercise, settings, 2, folder)
            with mp.solutions.pose.Pose(static_image_mode=True, model_complexity=1, enable_segmentation=True) as pose:
                for number in numbers:
                    found = answer(pose, read(paths[number]))
                    stills.append({"exercise": exercise, "settings": settings, "t_s": number / 2, "number": number, **found})
            if exercise == STILLS[0][0]:
                jpegs(read(paths[0]))
    videos = []
    for exercise, settings in VIDEOS:
        with tempfile.TemporaryDirectory() as folder:
            pictures = [read(path) for path in frames(spotter, exercise, settings, 30, folder)[:VIDEO_FRAMES]]
        answers = video(pictures)
        about = {"exercise": exercise, "settings": settings, "rate_hz": 30, "unsteadiness": unsteadiness(pictures, answers)}
        videos.append({**about, "frames": answers})
    whole = {
        "mediapipe": mp.__version__,
        "size_px": SIZE,
        "mask_step": MASK_STEP,
        "stills": stills,
        "videos": videos,
    }
    out = Path(__file__).with_name("answers.json")
    out.write_text(json.dumps(whole, separators=(",", ":")).replace('{"exercise"', '\n{"exercise"') + "\n")


if __name__ == "__main__":
    main()
