"""The gate of the grader: what must hold before anybody is graded with it."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from . import exercises, sandbox
from .exercises import Exercise
from .judge import Judge
from .verdict import Verdict
from .probes import ProbeError
from .workplace import Workplace


def check_starters(place: Workplace) -> None:
    """Every starter compiles, and fails every test of every run."""
    def task(exercise: Exercise) -> Callable[[Judge], tuple[Exercise, Verdict]]:
        return lambda judge: (exercise, judge.grade(exercise, exercise.starter.encode(),
                                                    place.runs[exercise.number]))

    for exercise, verdict in place.each([task(e) for e in place.exercises]):  # type: ignore[misc]
        passed = [name for run in verdict.runs for name, outcome in run.items() if outcome.passed]
        if not verdict.compiled or passed or not verdict.runs:
            raise ProbeError(f"the starter of exercise {exercise.number} does not fail: "
                             f"{verdict.log} {', '.join(passed)}")


def run(args: argparse.Namespace) -> int:
    """--probe tries the sandbox; --gate also judges references and starters."""
    wanted = args.exercises or ("1.1" if args.probe else " ".join(exercises.all_exercises(args.overlay)))
    chosen = exercises.select(wanted, args.overlay)
    with Workplace(chosen, args.backend, sandbox.Limits(args.seconds), args.jobs, args.seed or "gate",
                   args.seeds, args.gcc) as place:
        place.prepare()
        held = place.probe()
        print(f"{place.backend.name}: {held} probes held ({place.backend.promise})")
        if args.probe:
            return 0
        place.check_references()
        check_starters(place)
        tests = sum(len(run.tests) for e in chosen for run in place.runs[e.number])
        print(f"{len(chosen)} exercises, {tests} tests in all draws: through the proxy every reference "
              "passes, every starter fails each")
    return 0
