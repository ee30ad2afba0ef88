"""The autograder zip for Gradescope: setup.sh, run_autograder, and what they need.

Gradescope keeps the zip from students. It holds the solutions (they are judged first)
and your seed: do not hand it out.
"""

from __future__ import annotations

import pathlib
import shlex
import zipfile

from .exercises import ROOT, Exercise

SETUP = """#!/bin/sh
# Run once, when the autograder's image is built.
set -eu
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \\
    gcc libc6-dev binutils python3 libcriterion-dev libseccomp-dev bubblewrap zlib1g-dev
"""

RUN = """#!/bin/sh
# Run for each submission: /autograder/submission -> /autograder/results/results.json
set -u
base=${{AUTOGRADER:-/autograder}}
cd "$base/source" || exit 1
rm -rf class graded
mkdir -p class "$base/results"
cp -RP "$base/submission" class/student
python3 course/grade --submissions class --out graded --quiet --exercises {exercises} \\
    --seed "$(cat seed)" >graded.log 2>&1
if ! cp graded/students/*/results.json "$base/results/results.json" 2>/dev/null; then
    printf '%s\\n' '{{"score": 0, "output": "The grader could not grade. Your instructor can see why.",' \\
        ' "visibility": "visible", "tests": []}}' >"$base/results/results.json"
    cat graded.log
    exit 1
fi
"""


def parts(exercises: list[Exercise], overlay: pathlib.Path) -> list[tuple[str, pathlib.Path]]:
    """The files of the repository that grading needs."""
    patterns = ["common/*.[ch]", "chapters/*/*.[ch]", "data/**/*", "course/*.[ch]", "course/grade",
                "course/grader/*.py", "course/hidden/*", "tools/*.py", "tests/exercises/support.[ch]", "LICENSE"]
    files = [path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()]
    named = [(str(path.relative_to(ROOT)), path) for path in files]
    for exercise in exercises:
        for path in (exercise.path, exercise.answer_path, *exercise.public, *exercise.hidden):
            inside = path.is_relative_to(overlay)
            name = f"course/overlay/{path.relative_to(overlay)}" if inside else str(path.relative_to(ROOT))
            named.append((name, path))
    return sorted(set(named))


def write(target: pathlib.Path, exercises: list[Exercise], seed: str, overlay: pathlib.Path) -> int:
    """Writes the zip."""
    run = RUN.format(exercises=shlex.quote(" ".join(e.number for e in exercises)))
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (("setup.sh", SETUP), ("run_autograder", run), ("seed", seed + "\n")):
            info = zipfile.ZipInfo(name)
            info.external_attr = (0o600 if name == "seed" else 0o755) << 16
            archive.writestr(info, text)
        for name, path in parts(exercises, overlay):
            archive.write(path, name)
    part.replace(target)
    print(f"{target}: an autograder for {len(exercises)} exercises; it holds the solutions and your "
          "seed, so keep it to yourself")
    return 0
