"""Everything that is made before the first submission is judged, and its checks.

The sandbox is probed: when one probe gets through, nothing is graded. The reference
solutions are judged as submissions are, and must pass every test with every seed.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import hashlib
import os
import pathlib
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator

from . import draws, jail, sandbox
from .build import Workshop, digest
from .exercises import ROOT, Exercise
from .judge import Judge
from .probes import ProbeError, probe_slot
from .verdict import Run, Verdict


def drawn_seed(secret: str, k: int) -> int:
    """The k-th hidden seed: from the instructor's secret, below 2^31."""
    drawn = hashlib.sha256(f"{secret}\0{k}".encode()).digest()
    return 2 + int.from_bytes(drawn[:4], "big") % (2**31 - 2)


def remove_stale() -> None:
    """What graders left that were killed: their folders have their number."""
    for path in pathlib.Path(tempfile.gettempdir()).glob("grade-[0-9]*-*"):
        pid = path.name.split("-")[1]
        with contextlib.suppress(OSError):
            if pid.isdigit() and not pathlib.Path("/proc", pid).exists() \
                    and path.lstat().st_uid == os.geteuid() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)


class Workplace:
    """Slots, programs and judges for a batch; removed at its end."""

    def __init__(self, exercises: list[Exercise], backend: str, limits: sandbox.Limits, jobs: int,
                 secret: str, seeds: int, gcc: str = "gcc"):
        self.exercises = exercises
        self.jobs = jobs
        self.workshop = Workshop(gcc, jobs)
        self.limits = limits
        self.backend = sandbox.choose(backend, self.workshop.sandbox(), limits)
        self.hidden_seeds = [drawn_seed(secret, k) for k in range(seeds)] if secret else []
        self.runs: dict[str, list[Run]] = {}
        remove_stale()
        self.work = pathlib.Path(tempfile.mkdtemp(prefix=f"grade-{os.getpid()}-"))
        self.judges: list[Judge] = []

    def __enter__(self) -> Workplace:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.work, ignore_errors=True)

    # --- making --------------------------------------------------------------------

    def prepare(self) -> None:
        """Builds all; the folders of the slots."""
        self.work.chmod(0o711)
        tree, trusted = self.work / "tree", self.work / "trusted"
        trusted.mkdir()
        shutil.copytree(ROOT / "data", trusted / "data")
        jail.make(tree, self.workshop.gcc)
        files: dict[str, pathlib.Path] = {}
        for path in sorted(ROOT.glob("common/*.h")):
            files[f"/book/common/{path.name}"] = path
        for path in sorted(ROOT.glob("chapters/*/*.h")):
            files[f"/book/{int(path.parent.name[:2])}/{path.name}"] = path
        for number in range(1 + max(e.chapter for e in self.exercises)):
            (tree / "book" / str(number)).mkdir(parents=True, exist_ok=True)
        for exercise in self.exercises:
            name = f"/book/chapter{exercise.chapter}.a"
            files[name] = self.workshop.library(exercise.chapter)
            files[f"/book/driver-{exercise.number}.o"] = self.workshop.driver(exercise)
        jail.add_tree(tree, files)
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            for exercise, runs in zip(self.exercises, pool.map(self.runs_of, self.exercises)):
                self.runs[exercise.number] = [self.trusted_copy(run, trusted) for run in runs]
        (trusted / "lib").mkdir()
        for path in self.workshop.stand_ins(next(run.program for r in self.runs.values() for run in r)):
            shutil.copyfile(path, trusted / "lib" / path.name)
        for path in [trusted, *trusted.rglob("*")]:
            path.chmod(0o755 if path.is_dir() or path.parent == trusted else 0o644)
        base = sandbox.first_user()
        for index in range(self.jobs):
            slot = sandbox.Slot(self.work, index, base)
            slot.prepare(tree, self.workshop.sandbox())
            self.judges.append(Judge(self.backend, slot, trusted))

    def drawn_runs(self, exercise: Exercise, path: pathlib.Path, seed: int) -> list[Run]:
        """The tests of one file that draw their inputs, with a hidden seed."""
        text = path.read_text()
        names = draws.drawing_tests(text)
        if not names:
            return []
        program = self.workshop.program(exercise, path, draws.only_these(text, names))
        return [Run(program, seed, False, names, path.name)]

    def runs_of(self, exercise: Exercise) -> list[Run]:
        """Public tests with seed 1; then everything with each of the hidden seeds."""
        runs = []
        for path in exercise.public:
            runs.append(self.run_of(exercise, path, 1, True))
        for seed in self.hidden_seeds or [1]:
            if self.hidden_seeds:
                for path in exercise.public:
                    runs += self.drawn_runs(exercise, path, seed)
            runs += [self.run_of(exercise, path, seed, False) for path in self.workshop.hidden(exercise)]
        return runs

    def run_of(self, exercise: Exercise, tests: pathlib.Path, seed: int, public: bool) -> Run:
        names = re.findall(r"^Test\(\w+, *(\w+)", tests.read_text(), re.M)
        return Run(self.workshop.program(exercise, tests), seed, public, names,
                   tests.name if public else f"hidden {tests}")

    def trusted_copy(self, run: Run, trusted: pathlib.Path) -> Run:
        copy = trusted / run.program.name
        if not copy.exists():
            shutil.copyfile(run.program, copy)
            copy.chmod(0o755)
        run.program = copy
        return run

    # --- checking ------------------------------------------------------------------

    def probe(self) -> int:
        """Tries to get out of the sandbox, in every slot; returns how many ways."""
        count = 0
        for judge in self.judges:
            count = probe_slot(judge, self.workshop.probe(), self.work)
        return count

    def each(self, work: list[Callable[[Judge], object]]) -> Iterator[object]:
        """Does all the work, a judge for each worker; results as they come."""
        free: list[Judge] = list(self.judges)

        def one(task: Callable[[Judge], object]) -> object:
            judge = free.pop()
            try:
                return task(judge)
            finally:
                free.append(judge)

        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            futures = [pool.submit(one, task) for task in work]
            try:
                for future in concurrent.futures.as_completed(futures):
                    yield future.result()
            except BaseException:
                for future in futures:
                    future.cancel()
                raise

    def check_references(self) -> None:
        """Every reference solution passes every run."""
        def task(exercise: Exercise) -> Callable[[Judge], tuple[Exercise, Verdict]]:
            return lambda judge: (exercise, judge.grade(
                exercise, exercise.solution.encode(), self.runs[exercise.number]))

        for exercise, verdict in self.each([task(e) for e in self.exercises]):  # type: ignore[misc]
            wrong = [f"{name}: {outcome.message}" for run in verdict.runs
                     for name, outcome in run.items() if not outcome.passed]
            if not verdict.compiled or wrong or len(verdict.runs) != len(self.runs[exercise.number]):
                raise ProbeError(f"the reference solution of exercise {exercise.number} does not "
                                 f"pass: {verdict.log} {'; '.join(wrong)[:2000]}. A test that fails "
                                 "for some draws is a bug of the test: please report it; with another "
                                 "--seed you can grade")

    def stamp(self, exercise: Exercise) -> str:
        """What a verdict on this exercise depends on, beside the submitted file."""
        runs = self.runs[exercise.number]
        return digest([], "\0".join([
            self.workshop.folder.name, exercise.number, exercise.file_name, str(exercise.points),
            self.backend.name, str(vars(self.limits)),
            *(f"{run.program.name} {run.seed} {run.public}" for run in runs)]))
