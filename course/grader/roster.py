"""Who is in the class, who was late, and what the instructor decides by hand.

    roster:    id,name,email,login,submission    (id and name are required)
    late:      student,days                      (student: an id, a login or an email)
    overrides: student,exercise,points,reason    (exercise `total` sets the sum)
"""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import pathlib
import re

from .text import line


class TableError(Exception):
    """A file of the instructor's that cannot be read as it stands."""


@dataclasses.dataclass(frozen=True)
class Student:
    """One line of the roster."""

    id: str
    name: str
    email: str = ""
    login: str = ""
    submission: str = ""

    @property
    def keys(self) -> set[str]:
        return {key.lower() for key in (self.id, self.email, self.login, self.submission) if key}

    @property
    def folder(self) -> str:
        """A safe name for a folder, which no other student has."""
        safe = re.sub(r"[^A-Za-z0-9._-]", "_", self.id).lstrip(".-_") or "student"
        if safe != self.id or len(safe) > 60:
            safe = safe[:60] + "-" + hashlib.sha256(self.id.encode()).hexdigest()[:8]
        return safe


def rows(path: pathlib.Path, required: list[str]) -> list[tuple[int, dict[str, str]]]:
    """The lines of a CSV file by its header, each with its number."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            names = [name.strip().lower() for name in reader.fieldnames or []]
            reader.fieldnames = names
            for name in required:
                if name not in names:
                    raise TableError(f"{path}:1: no column '{name}'; found {', '.join(names) or 'nothing'}")
            return [(reader.line_num, {k: (v or "").strip() for k, v in row.items() if k})
                    for row in reader if any(isinstance(v, str) and v.strip() for v in row.values())]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"{path}: {error}") from error


def number(path: pathlib.Path, at: int, name: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not 0 <= value < 1e9:
        raise TableError(f"{path}:{at}: {name} is '{line(text, 40)}', expected a number from 0")
    return value


class Roster:
    """The class; a submission of somebody else is graded under its own name."""

    def __init__(self, path: pathlib.Path | None = None):
        self.students: list[Student] = []
        self.by_key: dict[str, Student] = {}
        self.path = path
        for at, row in rows(path, ["id", "name"]) if path else []:
            if not row["id"]:
                raise TableError(f"{path}:{at}: the id is empty")
            student = Student(row["id"], row["name"], row.get("email", ""), row.get("login", ""),
                              row.get("submission", ""))
            for key in student.keys:
                if key in self.by_key:
                    raise TableError(f"{path}:{at}: '{key}' is in the roster twice")
                self.by_key[key] = student
            self.students.append(student)

    def find(self, submission: str) -> Student | None:
        """By the whole name, or by a part between underscores that fits one student."""
        low = submission.lower()
        if low in self.by_key:
            return self.by_key[low]
        fits = {self.by_key[part] for part in low.split("_") if part in self.by_key}
        if not fits:
            plain = re.sub(r"\W", "", low.split("_")[0])
            fits = {s for s in self.students if plain and plain in names_of(s)}
        return fits.pop() if len(fits) == 1 else None


def names_of(student: Student) -> set[str]:
    words = re.findall(r"\w+", student.name.lower())
    return {"".join(words), "".join(words[-1:] + words[:-1])} - {""}


@dataclasses.dataclass
class Override:
    """Points that the instructor set by hand."""

    exercise: str
    points: float
    reason: str


def read_late(path: pathlib.Path | None) -> dict[str, float]:
    late: dict[str, float] = {}
    for at, row in rows(path, ["student", "days"]) if path else []:
        assert path
        late[row["student"].lower()] = number(path, at, "days", row["days"])
    return late


def read_overrides(path: pathlib.Path | None, exercises: set[str]) -> dict[str, list[Override]]:
    found: dict[str, list[Override]] = {}
    for at, row in rows(path, ["student", "exercise", "points"]) if path else []:
        assert path
        if row["exercise"] not in exercises | {"total"}:
            raise TableError(f"{path}:{at}: exercise '{row['exercise']}'; expected 'total' or one of "
                             + ", ".join(sorted(exercises)))
        found.setdefault(row["student"].lower(), []).append(
            Override(row["exercise"], number(path, at, "points", row["points"]), row.get("reason", "")))
    return found


def require_known(path: pathlib.Path | None, keys: set[str], known: set[str]) -> None:
    """A student of a late or override file whom nobody knows is a mistake."""
    if missing := sorted(keys - known):
        raise TableError(f"{path}: no such student: {', '.join(missing[:5])}")
