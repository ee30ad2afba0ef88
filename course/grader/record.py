"""The canonical record of one student: what every report is made from.

The same submission gives the same bytes: no time, no path, no seed is in it.

Points: an exercise gives its points times the share of its tests that are passed. A
test is passed when it passes with the public inputs and with all hidden ones.
"""

from __future__ import annotations

import json
import pathlib
from typing import Any

from .exercises import Exercise
from .roster import Override, Student
from .text import line
from .verdict import Run, Verdict

FORMAT = 1
Record = dict[str, Any]


def test_rows(runs: list[Run], verdict: Verdict) -> list[Record]:
    """A row for each test: with the public inputs, and with hidden ones (None: there is
    no such run)."""
    tests: dict[tuple[str, str], Record] = {}
    for k, run in enumerate(runs):
        outcomes = verdict.runs[k] if k < len(verdict.runs) else None
        for name in run.tests:
            row = tests.setdefault((run.key, name), {
                "name": name, "public": None, "hidden": None, "message": ""})
            outcome = outcomes[name] if outcomes else None
            passed = bool(outcome and outcome.passed)
            if run.public:
                row["public"] = passed
                row["message"] = outcome.message if outcome and not passed else ""
            else:
                row["hidden"] = passed if row["hidden"] is None else row["hidden"] and passed
    for row in tests.values():
        row["passed"] = row["public"] is not False and row["hidden"] is not False
    return list(tests.values())


def graded(exercise: Exercise, runs: list[Run], verdict: Verdict, digest: str) -> Record:
    """What is known of one exercise that was handed in."""
    tests = test_rows(runs, verdict)
    passed = sum(row["passed"] for row in tests) if verdict.compiled else 0
    return {
        "number": exercise.number, "title": exercise.title, "status": "graded", "sha256": digest,
        "compiled": verdict.compiled, "log": verdict.log, "tests": tests, "trouble": verdict.trouble,
        "points": round(exercise.points * passed / len(tests), 2), "max_points": float(exercise.points),
    }


def missing(exercise: Exercise, runs: list[Run], status: str) -> Record:
    """An exercise that could not be graded: none of its tests is passed."""
    row = graded(exercise, runs, Verdict(False, "", [], []), "")
    return row | {"status": status}


def make(student: Student, known: bool, submission: str, notes: list[str], exercises: list[Record],
         backend: tuple[str, str], days_late: float, per_day: float,
         overrides: list[Override]) -> Record:
    """The whole record of a student."""
    by_hand = []
    for override in overrides:
        for row in exercises:
            if row["number"] == override.exercise:
                row["points"] = override.points
        by_hand.append({"exercise": override.exercise, "points": override.points,
                        "reason": line(override.reason)})
    earned = sum(row["points"] for row in exercises)
    penalty = min(1.0, days_late * per_day / 100)
    score = earned * (1 - penalty)
    for override in overrides:
        if override.exercise == "total":
            score = override.points
    return {
        "format": FORMAT,
        "student": {"id": line(student.id), "name": line(student.name), "email": line(student.email),
                    "login": line(student.login), "in_roster": known},
        "submission": line(submission), "notes": notes, "exercises": exercises,
        "backend": {"name": backend[0], "promise": backend[1]},
        "late": {"days": days_late, "penalty": round(penalty, 4)}, "overrides": by_hand,
        "earned": round(earned, 2), "score": round(score, 2),
        "max_score": sum(row["max_points"] for row in exercises),
    }


def write(path: pathlib.Path, text: str) -> None:
    """A whole file, or the one before it: never a half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def dump(record: Any) -> str:
    return json.dumps(record, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
