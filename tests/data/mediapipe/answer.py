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
# A film at the 30 frames a second that MediaPipe's Python door takes every film for.
FILM = ("bird-dog", "rest=0.2,reps=1", 90)


def frames(spotter, exercise, settings, rate_hz, folder):
    command = [spotter, "performer", "--exercise", exercise, "--out", folder]
    for setting in [f"size={SIZE[0]}x{SIZE[1]}", "shadow=off", f"fps={rate_hz}", *filter(None, settings.split(","))]:
        command += ["--set", setting]
    subprocess.run(command, check=True)
    return sorted(Path(folder).glob("*.png"))


def answer(pose, path):
    picture = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
    found = pose.process(picture)
    if not found.pose_landmarks:
        return {"landmarks": None, "world_m": None}
    landmarks = found.pose_landmarks.landmark
    world = found.pose_world_landmarks.landmark
    return {
        "landmarks": [[round(p.x * SIZE[0], 3), round(p.y * SIZE[1], 3), round(p.visibility, 4)] for p in landmarks],
        "world_m": [[round(p.x, 5), round(p.y, 5), round(p.z, 5)] for p in world],
    }


def main():
    spotter = sys.argv[1]
    stills = []
    for exercise, settings, numbers in STILLS:
        with tempfile.TemporaryDirectory() as folder:
            paths = frames(spotter, exercise, settings, 2, folder)
            with mp.solutions.pose.Pose(static_image_mode=True, model_complexity=1) as pose:
                for number in numbers:
                    found = answer(pose, paths[number])
                    stills.append({"exercise": exercise, "settings": settings, "t_s": number / 2, "number": number, **found})
    exercise, settings, count = FILM
    with tempfile.TemporaryDirectory() as folder:
        paths = frames(spotter, exercise, settings, 30, folder)[:count]
        with mp.solutions.pose.Pose(static_image_mode=False, model_complexity=1) as pose:
            film = [answer(pose, path) for path in paths]
    whole = {
        "mediapipe": mp.__version__,
        "size_px": SIZE,
        "stills": stills,
        "film": {"exercise": exercise, "settings": settings, "rate_hz": 30, "frames": film},
    }
    out = Path(__file__).with_name("answers.json")
    out.write_text(json.dumps(whole, separators=(",", ":")).replace('{"exercise"', '\n{"exercise"') + "\n")


if __name__ == "__main__":
    main()
