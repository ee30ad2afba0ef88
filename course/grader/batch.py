"""A class: every submission through the judge, and all reports.

Each verdict is kept in OUT/cache the moment it is known, under the hash of everything
that it depends on. So a run that was stopped goes on where it was, the same file of two
students is judged once, and only what changed is judged again.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import pathlib
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any

from . import exports, record as records_of, roster as rosters
from .exercises import Exercise
from .feedback import feedback
from .judge import Judge
from .page import page
from .submissions import Reader, Submission, find
from .text import line
from .workplace import Workplace


@dataclasses.dataclass
class Handed:
    """A submission, and whose it is."""

    student: rosters.Student
    known: bool
    submission: Submission | None


class Progress:
    """A bar on a terminal, a line now and then elsewhere."""

    def __init__(self, total: int, quiet: bool = False):
        self.total, self.done, self.quiet = total, 0, quiet
        self.started = self.said = time.monotonic()

    def step(self, name: str) -> None:
        self.done += 1
        now, terminal = time.monotonic(), sys.stderr.isatty()
        if self.quiet or (not terminal and now - self.said < 10 and self.done < self.total):
            return
        self.said = now
        left = (now - self.started) / self.done * (self.total - self.done)
        if terminal:
            full = 30 * self.done // self.total
            print(f"\r[{'#' * full}{'.' * (30 - full)}] {self.done}/{self.total}  {left:.0f} s left  "
                  f"{line(name, 24):24}", end="\n" if self.done == self.total else "", file=sys.stderr)
        else:
            print(f"{self.done} of {self.total} judged, about {left:.0f} s left", file=sys.stderr)


def stranger(name: str) -> rosters.Student:
    """Somebody who is in no roster, under the name of the submission. A name that had to
    be cleaned gets a mark, so that it is nobody else's."""
    clean = line(name, 100)
    if clean != name:
        clean += "-" + hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return rosters.Student(clean, clean)


def collect(folder: pathlib.Path, roster: rosters.Roster, reader: Reader) -> list[Handed]:
    """Every student of the roster and everyone else who handed in, in order."""
    by_student: dict[str, Handed] = {}
    for path in find(folder):
        submission = reader.read(path)
        student = roster.find(submission.name)
        known = student is not None
        student = student or stranger(submission.name)
        if roster.path and not known:
            submission.note("nobody of the roster has this name")
        before = by_student.get(student.id)
        if before and before.submission:
            newer = path.lstat().st_mtime > before.submission.path.lstat().st_mtime
            kept, other = (submission, before.submission) if newer else (before.submission, submission)
            kept.note(f"there is a second submission, {other.path.name}; the newer one counts")
            submission = kept
        by_student[student.id] = Handed(student, known, submission)
    for student in roster.students:
        by_student.setdefault(student.id, Handed(student, True, None))
    return [by_student[key] for key in sorted(by_student)]


class Batch:
    """Judges what was handed in."""

    def __init__(self, place: Workplace, out: pathlib.Path, quiet: bool = False):
        self.place = place
        self.out = out
        self.quiet = quiet
        self.cache = out / "cache"
        self.cache.mkdir(parents=True, exist_ok=True)
        self.stamps = {e.number: place.stamp(e) for e in place.exercises}
        self.judged = self.kept = 0
        self.errors: list[str] = []

    def cache_file(self, exercise: Exercise, source: bytes) -> pathlib.Path:
        total = hashlib.sha256(self.stamps[exercise.number].encode() + b"\0" + source).hexdigest()
        return self.cache / f"{total}.json"

    def kept_row(self, exercise: Exercise, source: bytes) -> records_of.Record | None:
        try:
            row = json.loads(self.cache_file(exercise, source).read_text(encoding="utf-8"))
            return row if row["number"] == exercise.number else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def judge_one(self, judge: Judge, exercise: Exercise, source: bytes) -> records_of.Record:
        """One exercise of one submission; whatever goes wrong stays here."""
        runs = self.place.runs[exercise.number]
        try:
            verdict = judge.grade(exercise, source, runs)
        except Exception as error:  # pylint: disable=broad-except
            place = traceback.extract_tb(error.__traceback__)[-1]
            self.errors.append(f"exercise {exercise.number}: {type(error).__name__}: {error} "
                               f"[{pathlib.Path(place.filename).name}:{place.lineno}]")
            return records_of.missing(exercise, runs, "the grader failed here; tell the instructor")
        row = records_of.graded(exercise, runs, verdict, hashlib.sha256(source).hexdigest())
        records_of.write(self.cache_file(exercise, source), records_of.dump(row))
        return row

    def run(self, handed: list[Handed], finish: Callable[[Handed, list[records_of.Record]], None]) -> None:
        """Judges all; `finish` is called with a student's rows as soon as they are known."""
        todo: dict[pathlib.Path, tuple[Exercise, bytes, list[tuple[Handed, str]]]] = {}
        rows: dict[str, dict[str, records_of.Record]] = {}
        waiting: dict[str, int] = {}
        for one in handed:
            mine = rows.setdefault(one.student.id, {})
            waiting[one.student.id] = 0
            for exercise in self.place.exercises:
                source = one.submission.files.get(exercise.file_name) if one.submission else None
                if source is None:
                    mine[exercise.number] = records_of.missing(
                        exercise, self.place.runs[exercise.number], "not handed in")
                elif (row := self.kept_row(exercise, source)) is not None:
                    self.kept += 1
                    mine[exercise.number] = row
                else:
                    waiting[one.student.id] += 1
                    place = self.cache_file(exercise, source)
                    todo.setdefault(place, (exercise, source, []))[2].append((one, exercise.number))

        def end(one: Handed) -> None:
            finish(one, [rows[one.student.id][e.number] for e in self.place.exercises])

        for one in handed:
            if waiting[one.student.id] == 0:
                end(one)
        progress = Progress(len(todo), self.quiet)

        def task(exercise: Exercise, source: bytes, whose: list[tuple[Handed, str]]) -> Callable[[Judge], Any]:
            return lambda judge: (self.judge_one(judge, exercise, source), whose)

        for row, whose in self.place.each([task(*work) for work in todo.values()]):  # type: ignore[misc]
            self.judged += 1
            progress.step(whose[0][0].student.id)
            for one, number in whose:
                rows[one.student.id][number] = json.loads(json.dumps(row))
                waiting[one.student.id] -= 1
                if waiting[one.student.id] == 0:
                    end(one)


class Reports:
    """A folder a student, and the class."""

    def __init__(self, out: pathlib.Path, place: Workplace, late: dict[str, float], per_day: float,
                 overrides: dict[str, list[rosters.Override]]):
        self.out, self.place = out, place
        self.late, self.per_day, self.overrides = late, per_day, overrides
        self.records: list[records_of.Record] = []

    def finish(self, one: Handed, rows: list[records_of.Record]) -> None:
        """Writes what belongs to one student."""
        student, submission = one.student, one.submission
        days = max([self.late.get(key, 0.0) for key in student.keys] or [0.0])
        overrides = [o for key in sorted(student.keys) for o in self.overrides.get(key, [])]
        backend = self.place.backend
        record = records_of.make(
            student, one.known, submission.name if submission else "",
            submission.notes if submission else ["nothing was handed in"],
            rows, (backend.name, backend.promise), days, self.per_day, overrides)
        self.records.append(record)
        folder = self.out / "students" / student.folder
        records_of.write(folder / "record.json", records_of.dump(record))
        records_of.write(folder / "feedback.md", feedback(record))
        records_of.write(folder / "results.json", exports.gradescope(record))
        records_of.write(folder / "junit.xml", exports.junit(record))

    def finish_class(self) -> None:
        """Writes what belongs to the class."""
        self.records.sort(key=lambda r: r["student"]["id"])
        records_of.write(self.out / "scores.csv", exports.scores(self.records))
        records_of.write(self.out / "summary.csv", exports.summary(self.records))
        records_of.write(self.out / "class.html", page(self.records))

