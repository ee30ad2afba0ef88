"""One student's record as Gradescope and as CI systems read it, and the class as CSV."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from typing import Any

from .feedback import words_of
from .text import cell


def gradescope(record: dict[str, Any]) -> str:
    """results.json: a test each, which share the points of their exercise."""
    tests = []
    for row in record["exercises"]:
        share = row["max_points"] / len(row["tests"])
        for k, test in enumerate(row["tests"], 1):
            passed = test["passed"] and row["compiled"]
            output = test["message"] or ("" if passed else words_of(test))
            if row["status"] != "graded":
                output = row["status"]
            elif not row["compiled"]:
                output = row["log"]
            tests.append({
                "score": round(share if passed else 0, 4), "max_score": round(share, 4),
                "status": "passed" if passed else "failed",
                "name": f"{row['number']} {row['title']}: {test['name']}",
                "number": f"{row['number']}.{k}", "output": output, "output_format": "text",
                "visibility": "visible",
            })
    backend = record["backend"]
    notes = [f"Sandbox: {backend['name']} ({backend['promise']})", *record["notes"], *(f"{row['number']}: {words}" for row in record["exercises"]
                                 for words in row["trouble"])]
    return json.dumps({
        "score": record["score"], "output": "\n".join(notes), "output_format": "text",
        "visibility": "visible", "stdout_visibility": "hidden", "tests": tests,
        "extra_data": {"backend": record["backend"]["name"], "late": record["late"],
                       "overrides": record["overrides"]},
    }, indent=1, ensure_ascii=False) + "\n"


def xml_text(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(c for c in text if c in "\n\t" or 32 <= ord(c) < 0xD800 or 0xE000 <= ord(c) < 0xFFFE
                   or ord(c) > 0xFFFF)


def junit(record: dict[str, Any]) -> str:
    """JUnit XML: a suite an exercise, with the class name that CI systems show."""
    root = ElementTree.Element("testsuites", name=xml_text(record["student"]["id"]))
    for row in record["exercises"]:
        compiled = row["status"] == "graded" and row["compiled"]
        failed = sum(not (test["passed"] and compiled) for test in row["tests"])
        suite = ElementTree.SubElement(
            root, "testsuite", name=f"exercise {row['number']}", tests=str(len(row["tests"])),
            failures=str(failed), errors="0", skipped="0")
        properties = ElementTree.SubElement(suite, "properties")
        ElementTree.SubElement(properties, "property", name="sandbox", value=record["backend"]["name"])
        for test in row["tests"]:
            case = ElementTree.SubElement(suite, "testcase", classname=f"exercise.{row['number']}",
                                          name=test["name"], time="0")
            if not (test["passed"] and compiled):
                words = test["message"] or (words_of(test) if compiled else row["log"] or row["status"])
                failure = ElementTree.SubElement(case, "failure", type="failed",
                                                 message=xml_text(words.split("\n")[0]))
                failure.text = xml_text(words)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def table(rows: list[list[Any]]) -> str:
    """Rows as CSV, with no cell that a spreadsheet would run."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        writer.writerow([cell(value) if isinstance(value, str) else value for value in row])
    return out.getvalue()


def scores(records: list[dict[str, Any]]) -> str:
    """scores.csv: a line a student."""
    numbers = [row["number"] for row in records[0]["exercises"]] if records else []
    rows: list[list[Any]] = [["id", "name", "email", "score", "max_score", "days_late",
                              *[f"exercise {n}" for n in numbers], "sandbox", "notes"]]
    for record in records:
        student = record["student"]
        rows.append([student["id"], student["name"], student["email"], record["score"],
                     record["max_score"], record["late"]["days"],
                     *[row["points"] for row in record["exercises"]],
                     record["backend"]["name"], "; ".join(record["notes"])])
    return table(rows)


def summary(records: list[dict[str, Any]]) -> str:
    """summary.csv: a line a test, and how many failed it."""
    counts: dict[tuple[str, int], dict[str, Any]] = {}
    for record in records:
        for row in record["exercises"]:
            for k, test in enumerate(row["tests"]):
                count = counts.setdefault((row["number"], k), {
                    "exercise": row["number"], "title": row["title"], "test": test["name"],
                    "kind": "hidden" if test["public"] is None else "public",
                    "students": 0, "handed_in": 0, "failed": 0, "failed_hidden_only": 0,
                    "sandbox": record["backend"]["name"]})
                count["students"] += 1
                count["handed_in"] += row["status"] == "graded"
                count["failed"] += not (test["passed"] and row["compiled"])
                count["failed_hidden_only"] += bool(
                    row["compiled"] and test["public"] and test["hidden"] is False)
    names = ["exercise", "title", "test", "kind", "students", "handed_in", "failed",
             "failed_hidden_only", "sandbox"]
    return table([names, *[[count[name] for name in names] for count in counts.values()]])
