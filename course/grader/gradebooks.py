"""Canvas and Moodle: the gradebook's own export, with one column filled.

Nothing is made up: a row that the export has gets its score, and everything else stays
as it was. Who is in only one of the two is reported.
"""

from __future__ import annotations

import csv
import io
import pathlib
from typing import Any

from .roster import TableError
from .text import cell

MOODLE_TIME, MOODLE_FEEDBACK = "Last modified (grade)", "Feedback comments"
CANVAS_FIRST = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]


def read(path: pathlib.Path) -> list[list[str]]:
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"{path}: {error}") from error
    if not rows:
        raise TableError(f"{path}: it is empty")
    return rows


def write(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def by_keys(records: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Records by whatever a gradebook may know the student by."""
    keys: dict[str, dict[str, Any]] = {}
    for record in records:
        student = record["student"]
        for key in (student["id"], student["email"], student["login"]):
            if key:
                keys.setdefault(key.lower(), record)
    return keys


def column_of(path: pathlib.Path, header: list[str], wanted: str, kind: str) -> int:
    fits = [k for k, name in enumerate(header) if name == wanted or name.startswith(wanted + " (")]
    if len(fits) != 1:
        raise TableError(f"{path}:1: {len(fits)} columns '{wanted}' of {kind}; there are: "
                         + ", ".join(header))
    return fits[0]


def same_number(text: str, score: float) -> bool:
    try:
        return float(text) == score
    except ValueError:
        return False


def not_found(records: list[dict[str, Any]], used: set[int]) -> list[str]:
    return [record["student"]["id"] for record in records if id(record) not in used]


def canvas(path: pathlib.Path, column: str, records: list[dict[str, Any]]) -> tuple[str, list[str]]:
    """The file to import: the five first columns as they were, and the filled one."""
    rows = read(path)
    header = rows[0]
    positions = {}
    for name in CANVAS_FIRST:
        if name in header:
            positions[name] = header.index(name)
        elif name != "SIS User ID":
            raise TableError(f"{path}:1: no column '{name}', so this is no export of Canvas")
    at = column_of(path, header, column, "an assignment")
    keys, used = by_keys(records), set()
    first = [positions[name] for name in CANVAS_FIRST if name in positions]
    result = [[header[k] for k in first] + [header[at]]]
    for row in rows[1:]:
        row += [""] * (len(header) - len(row))
        if row[positions["Student"]].strip() in ("Points Possible", "Student, Test"):
            if row[positions["Student"]].strip() == "Points Possible":
                result.append([row[k] for k in first] + [row[at]])
            continue
        for name in ("SIS User ID", "SIS Login ID", "ID"):
            record = keys.get(row[positions[name]].strip().lower()) if name in positions else None
            if record:
                break
        else:
            continue
        used.add(id(record))
        if same_number(row[at], record["score"]):
            continue
        result.append([cell(row[k]) if k == positions["Student"] else row[k] for k in first]
                      + [f"{record['score']:g}"])
    return write(result), not_found(records, used)


def moodle(path: pathlib.Path, column: str, records: list[dict[str, Any]],
           feedback: dict[int, str]) -> tuple[str, list[str]]:
    """The file to import: an unknown user would stop a whole import, so none is added.
    An assignment's grading worksheet comes back whole: Moodle refuses one without its
    columns."""
    rows = read(path)
    header = rows[0]
    wanted = column or next((name for name in header if name.startswith("Grade")), "Grade")
    at = column_of(path, header, wanted, "grades")
    positions = {name: header.index(name) for name in ("Email address", "ID number", "Identifier")
                 if name in header}
    if not positions:
        raise TableError(f"{path}:1: no column 'Email address' or 'ID number', so this is no export "
                         "of Moodle")
    feedback_at = header.index(MOODLE_FEEDBACK) if MOODLE_FEEDBACK in header else -1
    sheet = "Identifier" in header and MOODLE_TIME in header
    names = [*positions]
    keys, used = by_keys(records), set()
    result = [header] if sheet else [[*names, header[at], "Feedback"]]
    for row in rows[1:]:
        row += [""] * (len(header) - len(row))
        record = next(filter(None, (keys.get(row[k].strip().lower()) for k in positions.values())), None)
        if record:
            used.add(id(record))
            words = cell(feedback[id(record)])
            grade = f"{record['score']:g}"
            if not sheet:
                result.append([*(row[positions[n]] for n in names), grade, words])
                continue
            row[at] = grade
            if feedback_at >= 0:
                row[feedback_at] = words
        if sheet:
            result.append(row)
    return write(result), not_found(records, used)
