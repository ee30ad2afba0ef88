"""The exercises that can be graded: the book's, and the instructor's own.

An exercise N.K is a file N.K-name.c in chapters/*/exercises/ or in overlay/exercises/.
Its tests are public (tests/exercises/N.K.c, or overlay/public/N.K.c) or hidden
(course/hidden/N.K.c and overlay/hidden/N.K.c); all are in the same form.
"""

from __future__ import annotations

import dataclasses
import pathlib
import re

from . import signatures

ROOT = pathlib.Path(__file__).resolve().parents[2]
OVERLAY = ROOT / "course" / "overlay"


class ExerciseError(Exception):
    """An exercise that cannot be graded as its files stand."""


@dataclasses.dataclass
class Exercise:
    """One exercise and where its parts are."""

    number: str
    title: str
    points: float
    source: pathlib.Path
    public: list[pathlib.Path]
    hidden: list[pathlib.Path]

    @property
    def chapter(self) -> int:
        return int(self.number.split(".")[0])

    @property
    def file_name(self) -> str:
        return self.source.name

    @property
    def head(self) -> signatures.Head:
        return signatures.read_head((self.public + self.hidden)[0])


def field(source: pathlib.Path, text: str, name: str) -> str:
    match = re.search(rf"^ \* {name}: *(.+?) *$", text, re.M)
    if not match:
        raise ExerciseError(f"{source}: no line '{name}: ...' in its head")
    return match[1]


def read_exercise(source: pathlib.Path, overlay: pathlib.Path) -> Exercise:
    """One exercise from its file, with the test files that are there."""
    number = source.name.split("-")[0]
    text = source.read_text()
    title = re.match(r"/\* Exercise [0-9.]+: *(.+)", text)
    if not title:
        raise ExerciseError(f"{source}:1: expected '/* Exercise {number}: title'")

    def there(*paths: pathlib.Path) -> list[pathlib.Path]:
        return [path for path in paths if path.is_file()]

    name = f"{number}.c"
    public = there(ROOT / "tests/exercises" / name, overlay / "public" / name)
    hidden = there(ROOT / "course/hidden" / name, overlay / "hidden" / name)
    if not public + hidden:
        raise ExerciseError(f"{source}: no tests; expected tests/exercises/{name}")
    return Exercise(number, title[1].strip(), float(field(source, text, "points")), source,
                    public, hidden)


def sort_key(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def all_exercises(overlay: pathlib.Path = OVERLAY) -> dict[str, Exercise]:
    """Every exercise by its number; the overlay's come after the book's."""
    files = sorted(ROOT.glob("chapters/*/exercises/[0-9]*.[0-9]*-*.c"))
    files += sorted(overlay.glob("exercises/[0-9]*.[0-9]*-*.c"))
    found: dict[str, Exercise] = {}
    for path in files:
        exercise = read_exercise(path, overlay)
        if exercise.number in found:
            raise ExerciseError(f"{path}: there is an exercise {exercise.number} already: "
                                f"{found[exercise.number].source}")
        found[exercise.number] = exercise
    return dict(sorted(found.items(), key=lambda item: sort_key(item[0])))


def select(wanted: str, overlay: pathlib.Path = OVERLAY) -> list[Exercise]:
    """The exercises of a list like `1 2.3`: whole chapters, or one by one."""
    known = all_exercises(overlay)
    chosen: dict[str, Exercise] = {}
    for word in wanted.replace(",", " ").split():
        fits = {n: e for n, e in known.items() if word in (n, str(e.chapter))}
        if not fits:
            raise ExerciseError(f"no exercise or chapter '{word}'; there are chapters "
                                + " ".join(sorted({str(e.chapter) for e in known.values()})))
        chosen.update(fits)
    if not chosen:
        raise ExerciseError("no exercises chosen; expected for example '1 2.3'")
    return [chosen[n] for n in sorted(chosen, key=sort_key)]


def chapters_up_to(chapter: int) -> list[pathlib.Path]:
    """The folders of the chapters that an exercise of this chapter may use."""
    folders = sorted(ROOT.glob("chapters/[0-9][0-9]-*"))
    return [folder for folder in folders if int(folder.name[:2]) <= chapter]
