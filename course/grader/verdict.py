"""What a judge is asked for, and what it finds."""

from __future__ import annotations

import dataclasses
import pathlib
import signal
import xml.etree.ElementTree as ElementTree

from .sandbox import SandboxError
from .text import clean


@dataclasses.dataclass
class Outcome:
    """How one run of one test ended."""

    passed: bool
    message: str = ""


@dataclasses.dataclass
class Verdict:
    """What is known of one exercise of one submission."""

    compiled: bool
    log: str  # the compiler's words
    runs: list[dict[str, Outcome]]  # one for each of the runs that were asked for
    trouble: list[str]  # what happened in the sandbox, in words


@dataclasses.dataclass
class Run:
    """A test program and the seed that it draws its inputs from."""

    program: pathlib.Path
    seed: int
    public: bool
    tests: list[str]
    key: str  # the same for the public and the hidden runs of one file of tests


# What comes of a test that has failed and hung up, sooner or later, and is no reason for it.
HUNG_UP = "it went on talking when its test was over (SIGPIPE)"


def how_it_ended(kind: str, number: int, why: str) -> str:
    """In words, of a process that answered for the student."""
    if why == "wall":
        return "it did not come back: an endless loop, or sleep?"
    if why == "time":
        return "it used up its processor time: an endless loop?"
    if kind == "exit":
        return f"it left by exit({number}) in the middle" if number != 3 else "it ran out of memory, or its process was confused"
    names = {signal.SIGSYS: "it made a system call that is not allowed here",
             signal.SIGSEGV: "it crashed: memory that is not its own (SIGSEGV)",
             signal.SIGABRT: "it called abort, or a check of the library stopped it",
             signal.SIGFPE: "it crashed: a division by zero (SIGFPE)",
             signal.SIGPIPE: HUNG_UP,
             signal.SIGXFSZ: "it printed more than a megabyte"}
    return names.get(signal.Signals(number), f"it was ended by {signal.Signals(number).name}")


def still_open(runs: list[Run], done: list[dict[str, Outcome]]) -> bool:
    """Whether any test could still be passed: with none, hidden inputs change nothing."""
    public = [outcomes for run, outcomes in zip(runs, done) if run.public]
    hidden_only = any(not run.public and run.key not in {r.key for r in runs if r.public}
                      for run in runs)
    return hidden_only or not public or any(o.passed for outcomes in public for o in outcomes.values())


def read_report(report: pathlib.Path, run: Run, ended: dict[str, str]) -> dict[str, Outcome]:
    """What the tests say, and `ended` of their processes; a test that is not named has
    failed."""
    outcomes = {name: Outcome(False, "it was not run") for name in run.tests}
    try:
        root = ElementTree.parse(report).getroot()
    except (OSError, ElementTree.ParseError):
        return outcomes
    for case in root.iter("testcase"):
        name = case.get("name", "")
        if name not in outcomes and case.get("status") == "SKIPPED":
            continue  # switched off in this run
        if name not in outcomes:
            raise SandboxError(f"{run.program.name}: an unknown test '{name}'")
        passed = case.get("status") == "PASSED" and int(case.get("assertions", "0")) > 0
        failure = case.find("failure")
        message = "".join(failure.itertext()) if failure is not None else ""
        outcomes[name] = Outcome(passed, clean(message, 1000).strip())
        said = outcomes[name].message
        if not passed and name in ended and not (said and ended[name] == HUNG_UP):
            outcomes[name].message = ended[name]
        if passed and name in ended:
            outcomes[name].passed = False  # it answered, and then did something else
            outcomes[name].message = ended[name]
    return outcomes
