"""The files that leave the grader, each against the form that its reader publishes."""

from __future__ import annotations

import csv
import json
import pathlib
import re
import shutil
import xml.etree.ElementTree as ElementTree

from corpus import grade, reference

NAME = "0.3-two-paths.c"
VISIBLE = {"hidden", "after_due_date", "after_published", "visible"}
ROSTER = """id,name,email,login
s1,"=HYPERLINK(""http://x"")",one@school.example,one
s2,Zoë Müller,Two@School.example,two
s3,Three,three@school.example,three
"""
CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Homework 1 (77),Other (78)
    Points Possible,,,,,15.0,10.0
"One, A",11,s1,one,A,,3
"Two, B",12,s2,two,A,0,4
"Three, C",13,,three,A,7.0,5
"Nobody, D",14,s9,nine,A,6,6
"""
MOODLE = """First name,Surname,ID number,Email address,Assignment: Homework 1 (Real),Last downloaded
Zoë,Müller,,Two@School.example,-,1700000000
Three,C,s3,three@school.example,5.00,1700000000
Nobody,D,s9,nine@school.example,-,1700000000
"""
SHEET = """Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,\
Last modified (submission),Last modified (grade),Feedback comments
Participant 41,Zoë Müller,Two@School.example,Submitted for grading,,15.00,Yes,"Monday, 2 March 2026, 9:00 AM",-,
Participant 42,Nobody D,nine@school.example,No submission,3.00,15.00,Yes,-,"Monday, 2 March 2026, 9:05 AM",kept
"""


def small_class(work: pathlib.Path) -> pathlib.Path:
    """Right, wrong, and nothing handed in; their names as Canvas and as Moodle write them."""
    folder = work / "small"
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in (("one", reference(NAME)),
                       ("Müller Zoë_two_assignsubmission_file", reference(NAME).replace(b"+", b"-"))):
        (folder / name).mkdir(parents=True)
        (folder / name / NAME).write_bytes(data)
    for name, text in (("roster.csv", ROSTER), ("canvas.csv", CANVAS), ("moodle.csv", MOODLE), ("sheet.csv", SHEET),
                       ("late.csv", "student,days\none,2\n"),
                       ("override.csv", "student,exercise,points,reason\ns3,0.3,4.5,seen in class\n")):
        (work / name).write_text(text, encoding="utf-8")
    return folder


def rows_of(path: pathlib.Path) -> list[list[str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def reports(work: pathlib.Path, backend: str) -> list[str]:
    """A class with a roster, late days, an override and both gradebooks."""
    folder, out = small_class(work), work / "small-out"
    done = grade("--submissions", str(folder), "--out", str(out), "--exercises", "0.3", "--seed", "x",
                 "--roster", str(work / "roster.csv"), "--late", str(work / "late.csv"),
                 "--late-per-day", "10", "--override", str(work / "override.csv"), "--backend", backend,
                 "--canvas", str(work / "canvas.csv"), "--column", "Homework 1")
    if done.returncode != 0:
        return [done.stderr[-2000:]]
    wrong = []

    def expect(what: str, found: object, wanted: object) -> None:
        if found != wanted:
            wrong.append(f"{what}: {found!r}, expected {wanted!r}")

    scores = rows_of(out / "scores.csv")
    expect("scores.csv", [row[:6] for row in scores[1:]], [
        ["s1", "'=HYPERLINK(\"http://x\")", "one@school.example", "12.0", "15.0", "2.0"],
        ["s2", "Zoë Müller", "Two@School.example", "0.0", "15.0", "0.0"],
        ["s3", "Three", "three@school.example", "4.5", "15.0", "0.0"]])
    summary = rows_of(out / "summary.csv")
    expect("summary.csv", [row[:1] + row[4:7] for row in summary[1:]], [["0.3", "3", "2", "2"]] * 3)
    expect("canvas.csv", rows_of(out / "canvas.csv"), [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Homework 1 (77)"],
        ["    Points Possible", "", "", "", "", "15.0"], ["One, A", "11", "s1", "one", "A", "12"],
        ["Three, C", "13", "", "three", "A", "4.5"]])
    again = grade("--submissions", str(folder), "--out", str(out), "--exercises", "0.3", "--seed", "x",
                  "--roster", str(work / "roster.csv"), "--moodle", str(work / "moodle.csv"),
                  "--column", "Assignment: Homework 1 (Real)", "--backend", backend)
    expect("moodle.csv", [row[:3] for row in rows_of(out / "moodle.csv")], [
        ["Email address", "ID number", "Assignment: Homework 1 (Real)"],
        ["Two@School.example", "", "0"], ["three@school.example", "s3", "0"]])
    grade("--submissions", str(folder), "--out", str(work / "sheet-out"), "--exercises", "0.3", "--seed", "x",
          "--roster", str(work / "roster.csv"), "--moodle", str(work / "sheet.csv"), "--backend", backend)
    wanted = rows_of(work / "sheet.csv")
    wanted[1][4], wanted[1][9] = "0", "0 of 15 points"
    expect("moodle.csv of a worksheet", rows_of(work / "sheet-out" / "moodle.csv"), wanted)
    if "moodle.csv: s1" not in again.stderr:
        wrong.append(f"who is not in Moodle's export is not named: {again.stderr}")
    if "0 files judged" not in again.stdout:
        wrong.append(f"judged again: {again.stdout}")
    return wrong + gradescope_form(out) + junit_form(out) + page_form(out)


def gradescope_form(out: pathlib.Path) -> list[str]:
    wrong = []
    for path in out.glob("students/*/results.json"):
        results = json.loads(path.read_text())
        record = json.loads((path.parent / "record.json").read_text())
        unknown = set(results) - {"score", "execution_time", "output", "output_format", "visibility",
                                  "test_output_format", "test_name_format", "stdout_visibility",
                                  "extra_data", "tests", "leaderboard"}
        if unknown or results["score"] != record["score"] or not results["tests"]:
            wrong.append(f"{path.parent.name}/results.json: {unknown}, score {results['score']}")
        if {results["visibility"], results["stdout_visibility"]} - VISIBLE:
            wrong.append(f"{path.parent.name}/results.json: visibility")
        for test in results["tests"]:
            if set(test) - {"score", "max_score", "status", "name", "name_format", "number", "output",
                            "output_format", "tags", "visibility", "extra_data"} \
                    or test["status"] not in ("passed", "failed") or test["output_format"] != "text" \
                    or test["visibility"] not in VISIBLE or not 0 <= test["score"] <= test["max_score"]:
                wrong.append(f"{path.parent.name}/results.json: {test}")
        if abs(sum(test["max_score"] for test in results["tests"]) - record["max_score"]) > 0.01:
            wrong.append(f"{path.parent.name}/results.json: the sum of max_score")
    return wrong


def junit_form(out: pathlib.Path) -> list[str]:
    wrong = []
    for path in out.glob("students/*/junit.xml"):
        for suite in ElementTree.parse(path).getroot().iter("testsuite"):
            cases = list(suite.iter("testcase"))
            failed = sum(case.find("failure") is not None for case in cases)
            if (suite.get("tests"), suite.get("failures")) != (str(len(cases)), str(failed)):
                wrong.append(f"{path.parent.name}/junit.xml: counts of {suite.get('name')}")
            if not all(case.get("classname") and case.get("name") for case in cases):
                wrong.append(f"{path.parent.name}/junit.xml: a case without a class")
    return wrong


def page_form(out: pathlib.Path) -> list[str]:
    page = (out / "class.html").read_text()
    wrong = [] if page.count("<svg") == 2 else ["class.html: two plots were expected"]
    if re.search(r"(src|href)=|<script", page):
        wrong.append("class.html: it brings in something from elsewhere")
    for svg in re.findall(r"<svg.*?</svg>", page, re.S):
        ElementTree.fromstring(svg)
    return wrong


def bad_tables(work: pathlib.Path, backend: str) -> list[str]:
    """Each names the file, the line, what was found and what was wanted."""
    folder = small_class(work)
    cases = [("--roster", "id\ns1\n", "no column 'name'"), ("--roster", "id,name\ns1,A\ns1,B\n", ":3: 's1'"),
             ("--late", "student,days\ns1,soon\n", ":2: days is 'soon'"),
             ("--late", "student,days\nghost,1\n", "no such student: ghost"),
             ("--override", "student,exercise,points\ns1,9.9,1\n", ":2: exercise '9.9'"),
             ("--override", "student,exercise,points\ns1,0.3,-1\n", ":2: points is '-1'")]
    wrong = []
    for option, text, words in cases:
        (work / "bad.csv").write_text(text)
        done = grade("--submissions", str(folder), "--out", str(work / "bad-out"), "--exercises", "0.3",
                     option, str(work / "bad.csv"), "--backend", backend)
        if done.returncode != 1 or words not in done.stderr or "Traceback" in done.stderr:
            wrong.append(f"{option} {text!r}: {done.returncode} {done.stderr[-300:]}")
    return wrong


TESTS = [("reports and gradebooks", reports), ("tables that are no good", bad_tables)]
