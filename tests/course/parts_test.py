"""The handout on its own, the autograder as Gradescope runs it, an instructor's overlay."""

from __future__ import annotations

import io
import json
import os
import pathlib
import shutil
import signal
import subprocess
import zipfile

from corpus import ROOT, grade, reference
from grader import draws, handout, hidden, verdict
from grader.exercises import select

NAME = "0.3-two-paths.c"


def handed_out(work: pathlib.Path, _: str) -> list[str]:
    """Every chapter has one; the zip works alone; what must not be in it is found."""
    wrong = []
    for chapters in ("0", "1", "2", "3", "4", "5", "6", "7", "8", "0 1 2 3 4 5 6 7 8"):
        handout.write(work / "handout", select(chapters))
    chosen = select("0.3 1.1")
    target = handout.write(work / "handout", chosen)
    with zipfile.ZipFile(target) as archive:
        archive.extractall(work / "handout")
    top = work / "handout" / target.stem
    for path in top.rglob("*"):
        if path.is_file() and str(ROOT) in path.read_text(errors="replace"):
            wrong.append(f"{path.name}: it names this machine")

    def check(number: str) -> tuple[int, str]:
        done = subprocess.run(["make", number], cwd=top, env={"PATH": os.environ["PATH"]}, text=True,
                              capture_output=True, check=False)
        return done.returncode, done.stdout + done.stderr

    status, said = check("0.3")
    if status == 0 or "not yet" not in said:
        wrong.append(f"the starter of 0.3: {status}: {said[-500:]}")
    (top / NAME).write_bytes(reference(NAME))
    status, said = check("0.3")
    if status != 0 or "all 3 public tests passed" not in said:
        wrong.append(f"the solution of 0.3: {status}: {said[-500:]}")

    told = sorted(handout.neighbours(handout.solution_lines(chosen[1])) - handout.published(chosen))
    short = handout.solution_lines(chosen[1])[0]
    test = hidden.write(chosen[1])
    places = {"tests/exercises/1.1.c": test, "notes.c": test[test.index("Test("):], "HANDOUT.md": told[0].replace(" / ", "\n"), "1.1-softplus.c": short}
    for name, text in places.items():
        spoiled = io.BytesIO()
        with zipfile.ZipFile(spoiled, "w") as archive:
            archive.writestr(f"x/{name}", f"{text}\n")
        if not handout.check(spoiled.getvalue(), chosen):
            wrong.append(f"a solution in {name} is not noticed")
    return wrong


def autograder(work: pathlib.Path, _: str) -> list[str]:
    """The zip for Gradescope, run as its machine runs it."""
    base = work / "autograder"
    shutil.rmtree(base, ignore_errors=True)
    done = grade("--autograder", str(work / "auto.zip"), "--exercises", "0.3", "--seed", "top secret")
    if done.returncode != 0:
        return [done.stderr]
    with zipfile.ZipFile(work / "auto.zip") as archive:
        for info in archive.infolist():
            archive.extract(info, base / "source")
            (base / "source" / info.filename).chmod((info.external_attr >> 16) & 0o777 or 0o644)
    (base / "submission").mkdir()
    (base / "submission" / NAME).write_bytes(reference(NAME))
    wrong = []
    for name in ("setup.sh", "run_autograder"):
        if subprocess.run(["sh", "-n", str(base / "source" / name)], check=False).returncode != 0:
            wrong.append(f"{name}: the shell cannot read it")
    for score in (15, 0):
        done = subprocess.run([str(base / "source" / "run_autograder")], check=False, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              env={"PATH": os.environ["PATH"], "AUTOGRADER": str(base)})
        results = json.loads((base / "results" / "results.json").read_text())
        if results["score"] != score or len(results["tests"]) != 3:
            wrong.append(f"run_autograder: {results['score']}, expected {score}: {done.stdout[-1500:]} "
                         f"{results['tests']}")
        (base / "submission" / NAME).write_text("no C\n")
    return wrong


def overlay(work: pathlib.Path, backend: str) -> list[str]:
    """An exercise of the instructor's own, and hidden tests of one of the book's."""
    place = work / "overlay"
    for name in ("exercises/answers", "hidden", "public"):
        (place / name).mkdir(parents=True, exist_ok=True)
    source = (ROOT / "chapters/00-foundations/exercises" / NAME).read_text()
    tests = (ROOT / "chapters/00-foundations/exercises" / NAME).with_suffix(".test.c").read_text()
    answers = ROOT / "chapters/00-foundations/exercises/answers"
    shutil.copyfile(answers / NAME, place / "exercises/answers/0.9-own.c")
    (place / "exercises/0.9-own.c").write_text(source.replace("Exercise 0.3", "Exercise 0.9"))
    (place / "hidden/0.9.c").write_text(tests.replace("ex0_3", "ex0_9"))
    (place / "hidden/0.3.c").write_text(tests.replace("ex0_3", "more").replace("a_by_hand", "a_more"))
    folder = work / "own"
    for name in (NAME, "0.9-own.c"):
        (folder / "s").mkdir(parents=True, exist_ok=True)
        (folder / "s" / name).write_bytes(reference(NAME))
    done = grade("--submissions", str(folder), "--out", str(work / "own-out"), "--overlay", str(place),
                 "--seed", "x", "--seeds", "1", "--backend", backend, "-j", "1")
    if done.returncode != 0:
        return [done.stderr[-1500:]]
    record = json.loads((work / "own-out/students/s/record.json").read_text())
    found = [(row["number"], row["points"], [test["public"] for test in row["tests"]])
             for row in record["exercises"]]
    wanted = [("0.3", 15, [True] * 3 + [None] * 3), ("0.9", 15, [None] * 3)]
    return [] if found == wanted else [f"{found}, expected {wanted}"]


DRAWS = """
#define SEED exercise_seed()
static int helper(void)
{
    return SEED + 1;
}

static int quiet(void)
{
    return 2; // exercise_seed() is in a comment alone
}

Test(x, by_macro)
{
    use(helper());
}

Test(x, directly, .timeout = 3)
{
    use(exercise_seed());
}

Test(x, never)
{
    use(quiet());
}
"""


def which_tests_draw(_: pathlib.Path, __: str) -> list[str]:
    """A test that reaches the seed is run with hidden ones; when in doubt, all are."""
    wrong = []
    for text, wanted in ((DRAWS, ["by_macro", "directly"]),
                         (DRAWS + "static int (*seed)(void) = exercise_seed;\n",
                          ["by_macro", "directly", "never"])):
        if draws.drawing_tests(text) != wanted:
            wrong.append(f"{draws.drawing_tests(text)}, expected {wanted}")
    if "Test(x, never, .disabled = true)" not in draws.only_these(DRAWS, ["directly"]):
        wrong.append("a test that does not draw is not switched off")
    return wrong


REPORT = """<testsuites><testsuite name="x">
<testcase name="good" assertions="2" status="PASSED"></testcase>
<testcase name="bad" assertions="1" status="FAILED"><failure>it is 3, expected 4</failure></testcase>
<testcase name="silent" assertions="1" status="FAILED"></testcase>
</testsuite></testsuites>"""


def what_a_test_says(work: pathlib.Path, _: str) -> list[str]:
    """A test's own words, or how its process ended; but what comes of hanging up is no
    reason, and whoever passes and then ends badly has not passed."""
    wrong = []
    report = work / "report.xml"
    report.write_text(REPORT)
    run = verdict.Run(work / "x", 1, True, ["good", "bad", "silent", "absent"], "x")
    crashed, hung_up = (verdict.how_it_ended("signal", number, "")
                        for number in (signal.SIGSEGV, signal.SIGPIPE))
    for ended, wanted in (({}, ["", "it is 3, expected 4", "", "it was not run"]),
                          (dict.fromkeys(run.tests, crashed), [crashed, crashed, crashed, "it was not run"]),
                          (dict.fromkeys(run.tests, hung_up),
                           [hung_up, "it is 3, expected 4", hung_up, "it was not run"])):
        outcomes = verdict.read_report(report, run, ended)
        said = [outcomes[name].message for name in run.tests]
        passed = [name for name in run.tests if outcomes[name].passed]
        if said != wanted or passed != ([] if ended else ["good"]):
            wrong.append(f"{ended}: {said}, passed: {passed}; expected {wanted}")
    return wrong


TESTS = [("which tests draw", which_tests_draw), ("what a test says", what_a_test_says),
         ("the handout", handed_out), ("the autograder for Gradescope", autograder), ("an overlay", overlay)]
