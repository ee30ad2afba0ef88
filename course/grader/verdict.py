"""What a judge is asked for, and what it finds."""

from __future__ import annotations

import dataclasses
import pathlib
import signal

from tools import judge

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


def how_it_ended(kind, number, why):
    """In words, of a process that answered for the student."""
    if why in ("wall", "time"):
        return judge.ENDS[why]
    if kind == "exit":
        return (judge.ENDS["exit"].format(number) if number != 3
                else "it ran out of memory, or its process was confused")
    name = signal.Signals(number).name
    return {"SIGPIPE": HUNG_UP}.get(name) or judge.SIGNALS.get(
        name, f"it was ended by {name}")


def still_open(runs: list[Run], done: list[dict[str, Outcome]]) -> bool:
    """Whether any test could still be passed: with none, hidden inputs change nothing."""
    public = [outcomes for run, outcomes in zip(runs, done) if run.public]
    hidden_only = any(not run.public and run.key not in {r.key for r in runs if r.public}
                      for run in runs)
    return hidden_only or not public or any(o.passed for outcomes in public for o in outcomes.values())


def read_report(report: pathlib.Path, run: Run, ended: dict[str, str]) -> dict[str, Outcome]:
    """What the tests say, and `ended` of their processes; a test that is not named has
    failed."""
    outcomes = {name: Outcome(False, judge.ENDS["absent"]) for name in run.tests}
    for name, result in judge.read_report(report).items():
        if name not in outcomes and result.status == "SKIPPED":
            continue  # switched off in this run
        if name not in outcomes:
            raise SandboxError(f"{run.program.name}: an unknown test '{name}'")
        passed = result.passed
        outcomes[name] = Outcome(passed, clean(result.message, 1000).strip())
        said = outcomes[name].message
        if not passed and name in ended and not (said and ended[name] == HUNG_UP):
            outcomes[name].message = ended[name]
        if passed and name in ended:
            outcomes[name].passed = False  # it answered, and then did something else
            outcomes[name].message = ended[name]
    return outcomes
