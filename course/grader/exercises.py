"""The exercises that can be graded: the book's, and the instructor's own.

The book's are in chapters/*/exercises/, the instructor's in overlay/exercises/, in the
same form (tools/exercises.py). The tests of N.K are public (N.K-name.test.c beside the
exercise, overlay/public/N.K.c) or hidden (course/hidden/ and overlay/hidden/N.K.c).
"""

import dataclasses
import pathlib

from tools import exercises as library
from tools.exercises import ROOT, ExerciseError

from . import signatures

OVERLAY = ROOT / "course" / "overlay"


class ChoiceError(Exception):
    """Exercises that cannot be graded as they were asked for."""


@dataclasses.dataclass
class Exercise:
    """One exercise and its tests."""

    base: library.Exercise
    public: list
    hidden: list

    def __getattr__(self, name):
        if name == "base":
            raise AttributeError(name)
        return getattr(self.base, name)

    @property
    def file_name(self):
        return self.path.name

    @property
    def head(self):
        return signatures.read_head((self.public + self.hidden)[0])

    @property
    def starter(self):
        return library.starter(self.base)

    @property
    def solution(self):
        return library.solution(self.base)


def with_tests(base, overlay):
    """One exercise with the test files that are there."""
    def there(*paths):
        return [path for path in paths if path.is_file()]

    name = f"{base.number}.c"
    public = there(base.test_path, overlay / "public" / name)
    hidden = there(ROOT / "course/hidden" / name, overlay / "hidden" / name)
    if not public + hidden:
        raise ChoiceError(f"{base.path}: no tests; expected {base.test_path}")
    return Exercise(base, public, hidden)


def sort_key(number):
    return tuple(int(part) for part in number.split("."))


def all_exercises(overlay=OVERLAY):
    """Every exercise by its number; the overlay's come after the book's."""
    own = sorted(overlay.glob("exercises/[0-9]*.[0-9]*-*.c"))
    found = {}
    for base in [*library.all_exercises(ROOT), *(
            library.load(path) for path in own if not path.name.endswith(".test.c"))]:
        if base.number in found:
            raise ChoiceError(f"{base.path}: there is an exercise {base.number} already: "
                              f"{found[base.number].path}")
        found[base.number] = with_tests(base, overlay)
    return dict(sorted(found.items(), key=lambda item: sort_key(item[0])))


def select(wanted, overlay=OVERLAY):
    """The exercises of a list like `1 2.3`: whole chapters, or one by one."""
    known = all_exercises(overlay)
    chosen = {}
    for word in wanted.replace(",", " ").split():
        fits = {n: e for n, e in known.items() if word in (n, str(e.chapter))}
        if not fits:
            raise ChoiceError(f"no exercise or chapter '{word}'; there are chapters "
                              + " ".join(sorted({str(e.chapter) for e in known.values()})))
        chosen.update(fits)
    if not chosen:
        raise ChoiceError("no exercises chosen; expected for example '1 2.3'")
    return [chosen[n] for n in sorted(chosen, key=sort_key)]


def chapters_up_to(chapter):
    """The folders of the chapters that an exercise of this chapter may use."""
    folders = sorted(ROOT.glob("chapters/[0-9][0-9]-*"))
    return [folder for folder in folders if int(folder.name[:2]) <= chapter]
