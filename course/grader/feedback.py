"""What the student reads, as Markdown: never a value of a hidden test."""

from __future__ import annotations

import html
import re
from typing import Any

from .text import line


def plain(text: str) -> str:
    """Text in a line of Markdown, with nothing that Markdown or HTML would act on."""
    safe = html.escape(line(text, 600), quote=False)
    return re.sub(r"([\\`*_{}\[\]|#!~])", r"\\\1", safe)


def block(text: str) -> list[str]:
    """Text as it stands, indented as code: no fence in it can end it."""
    return ["", *("    " + part for part in text.splitlines() or [""]), ""]


def points(value: float) -> str:
    return f"{value:g}"


def words_of(test: dict[str, Any]) -> str:
    """Passed, or what of it is not."""
    if test["passed"]:
        return "passed"
    if test["public"]:
        return "passes with the public inputs, not with others"
    if test["public"] is None:
        return "not passed (a hidden test)"
    return "not passed"


def exercise_lines(row: dict[str, Any]) -> list[str]:
    lines = [f"## Exercise {row['number']}: {plain(row['title'])}", "",
             f"**{points(row['points'])} of {points(row['max_points'])} points.**"]
    if row["status"] != "graded":
        return [*lines, "", plain(row["status"][:1].upper() + row["status"][1:] + "."), ""]
    if not row["compiled"]:
        return [*lines, "", "It was not compiled, so no test could run:", *block(row["log"])]
    passed = sum(test["passed"] for test in row["tests"])
    lines += [f"{passed} of {len(row['tests'])} tests passed.", ""]
    for test in row["tests"]:
        lines.append(f"- `{test['name']}`: {words_of(test)}")
        if test["message"]:
            lines.append(f"  - {plain(test['message'])}")
    if row["trouble"]:
        lines += ["", "What happened while it ran:", ""]
        lines += [f"- {plain(words)}" for words in row["trouble"][:12]]
    if row["log"]:
        lines += ["", "What the compiler said:", *block(row["log"])]
    return [*lines, ""]


def feedback(record: dict[str, Any]) -> str:
    """The whole page of one student."""
    student = record["student"]
    lines = [f"# Feedback for {plain(student['name'] or student['id'])}", "",
             f"**{points(record['score'])} of {points(record['max_score'])} points.**"]
    if record["late"]["days"]:
        late = record["late"]
        lines.append(f"{points(late['days'])} days late: {points(100 * late['penalty'])}% of "
                     f"{points(record['earned'])} points are taken off.")
    for override in record["overrides"]:
        what = "The sum" if override["exercise"] == "total" else f"Exercise {override['exercise']}"
        reason = f": {plain(override['reason'])}" if override["reason"] else ""
        lines.append(f"{what} was set to {points(override['points'])} points by hand{reason}.")
    if record["notes"]:
        lines += ["", "About what was handed in:", ""]
        lines += [f"- {plain(note)}" for note in record["notes"]]
    lines.append("")
    for row in record["exercises"]:
        lines += exercise_lines(row)
    lines += [f"An exercise gives its points times the share of its tests that are passed. A test is "
              f"passed when it passes with the public inputs and with hidden ones. Sandbox: "
              f"{record['backend']['name']} ({record['backend']['promise']})."]
    return "\n".join(lines) + "\n"
