"""What a student begins with, as the book's own program makes it."""

from __future__ import annotations

import os
import pathlib
import subprocess

from .exercises import ROOT, Exercise, ExerciseError


def starter(exercise: Exercise) -> str:
    """The exercise's file with its stubs, without hints and solutions."""
    weave = pathlib.Path(os.environ.get("WEAVE", "build/gcc-double/bin/weave"))
    done = None
    if (ROOT / weave).exists():
        done = subprocess.run([str(ROOT / weave), "starter", str(exercise.source)],
                              capture_output=True, text=True, check=False)
    if not done or done.returncode != 0:
        raise ExerciseError(f"{weave}: {done.stderr.strip() if done else 'not there; make lint builds it'}")
    return done.stdout
