"""A batch that is killed and goes on; one bad submission; a sandbox with a hole."""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

from corpus import ROOT, answering, grade, left_behind, reference
from grader import exercises, probes, sandbox, workplace

NAMES = ["0.1-part-along.c", "0.2-jacobian.c", "0.3-two-paths.c"]


def class_of(folder: pathlib.Path, count: int) -> pathlib.Path:
    """Submissions of which no two files are the same."""
    shutil.rmtree(folder, ignore_errors=True)
    for k in range(count):
        student = folder / f"s{k:03}"
        student.mkdir(parents=True)
        for name in NAMES:
            text = reference(name) + f"\n/* student {k} */\n".encode()
            if k % 3 == 1:
                text = text.replace(b"+", b"-")
            (student / name).write_bytes(text)
    return folder


def tree(out: pathlib.Path) -> dict[str, bytes]:
    """All reports, byte for byte, without the cache."""
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*"))
            if path.is_file() and "cache" not in path.parts}


def killed_and_resumed(work: pathlib.Path, backend: str) -> list[str]:
    """SIGKILL, then Ctrl-C, then to the end: the same bytes as in one go, nothing twice."""
    folder = class_of(work / "class", 4)
    whole, parts = work / "whole", work / "parts"
    common = ["--submissions", str(folder), "--seed", "s", "--seeds", "1", "--backend", backend]
    first = grade(*common, "--out", str(whole))
    if first.returncode != 0:
        return [f"in one go: {first.stderr[-1000:]}"]
    wrong = []
    for how in (signal.SIGKILL, signal.SIGINT):
        before = len(list(parts.glob("cache/*.json")))
        process = subprocess.Popen([str(ROOT / "course" / "grade"), "--quiet", *common, "--out", str(parts)],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        while process.poll() is None and len(list(parts.glob("cache/*.json"))) <= before:
            time.sleep(0.02)
        process.send_signal(how)
        _, said = process.communicate(timeout=60)
        if how == signal.SIGINT and process.returncode not in (130, 0):
            wrong.append(f"Ctrl-C gives {process.returncode}: {said[-500:]}")
    kept = len(list(parts.glob("cache/*.json")))
    last = grade(*common, "--out", str(parts))
    if f"{12 - kept} files judged, {kept} known from before" not in last.stdout or kept == 0:
        wrong.append(f"after {kept} kept verdicts: {last.stdout.strip()} {last.stderr[-500:]}")
    if tree(whole) != tree(parts):
        names = [n for n in tree(whole) | tree(parts) if tree(whole).get(n) != tree(parts).get(n)]
        wrong.append(f"other bytes than in one go: {names}")
    for path in pathlib.Path(tempfile.gettempdir()).glob("grade-[0-9]*-*"):
        if not pathlib.Path("/proc", path.name.split("-")[1]).exists():
            wrong.append(f"a folder is left behind: {path}")
    return wrong + [f"a process is left behind: {pid}" for pid in left_behind(set())]


LOOP = """#include "matrix.h"
void graph_slopes(Matrix slopes, Matrix inputs)
{
    for (volatile real *number = inputs.data;; *number += slopes.data[0]) continue;
}
"""
DEEP = """#if __INCLUDE_LEVEL__ < 60
#include __FILE__
#include __FILE__
#endif
"""


def as_in_the_background() -> None:
    """A shell's background jobs begin with SIGINT ignored. SIGHUP is not, whatever the tests
    themselves were started with (nohup ignores it)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def stopped_at_once(work: pathlib.Path, backend: str) -> list[str]:
    """A signal while something runs that would run for a minute, in the compiler or in the
    program: the grader leaves, nobody stays, and with SIGTERM no folder does."""
    wrong = []
    for what, text in (("program", LOOP), ("compiler", DEEP)):
        folder = work / f"long-{what}" / "s"
        folder.mkdir(parents=True)
        (folder / "0.3-two-paths.c").write_text(text)
        for how in (signal.SIGTERM, signal.SIGHUP, signal.SIGKILL):
            before = answering()
            process = subprocess.Popen(
                [str(ROOT / "course" / "grade"), "--submissions", str(folder.parent), "--out",
                 str(work / f"long-{what}-out"), "--seconds", "60", "-j", "1", "--backend", backend],
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                preexec_fn=as_in_the_background)
            assert process.stderr
            while "reference solutions pass" not in (said := process.stderr.readline()) and said:
                continue
            while process.poll() is None and not answering() - before:
                time.sleep(0.02)
            process.send_signal(how)
            try:
                _, said = process.communicate(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                wrong.append(f"{what}: {how.name} did not stop it")
                continue
            status = -how if how == signal.SIGKILL else 128 + how
            if process.returncode != status or (how != signal.SIGKILL and "stopped" not in said):
                wrong.append(f"{what}: {how.name} gives {process.returncode}: {said[-300:]}")
            if how != signal.SIGKILL and list(pathlib.Path(tempfile.gettempdir()).glob(f"grade-{process.pid}-*")):
                wrong.append(f"{what}: {how.name} leaves a folder")
            wrong += [f"{what}: {how.name} leaves a process: {pid}" for pid in left_behind(before)]
    return wrong


def a_hole_is_found(work: pathlib.Path, backend: str) -> list[str]:
    """A sandbox that does not hold: nothing is graded."""
    wrong = []
    kind = sandbox.BACKENDS[backend]

    class NoFilter(kind):  # type: ignore[misc,valid-type]
        """The limits and nothing else: the program is started as it is."""

        def command(self, slot: sandbox.Slot, root: pathlib.Path, writable: bool,
                    inner: list[str]) -> list[str]:
            return ["/bin/sh", "-c", f'cd {slot.slot}; while [ "$1" != -- ]; do shift; done; shift; '
                    f'p=$(echo "$1" | sed "s|^/slot|{slot.slot}|"); shift; exec "$p" "$@"', "sh", *inner]

    class Network(kind):  # type: ignore[misc,valid-type]
        """Everything is held, but the compiler may read the grader's files."""

        def command(self, slot: sandbox.Slot, root: pathlib.Path, writable: bool,
                    inner: list[str]) -> list[str]:
            if not writable:
                return super().command(slot, root, writable, inner)
            line = super().command(slot, pathlib.Path("/"), False, inner)
            return [str(slot.tree / "sandbox") if part == "/sandbox" else part for part in line]

    chosen = exercises.select("0.3")
    for hole in (NoFilter, Network):
        with workplace.Workplace(chosen, backend, sandbox.Limits(1), 1, "s", 1) as place:
            place.backend = hole(place.workshop.sandbox(), place.limits)
            place.prepare()
            try:
                place.probe()
                wrong.append(f"{hole.__name__}: every probe held in a sandbox with a hole")
            except (probes.ProbeError, sandbox.SandboxError) as error:
                if "nothing is graded" not in str(error) and "nothing runs" not in str(error):
                    wrong.append(f"{hole.__name__}: {error}")
    return wrong


def one_bad_does_not_stop(work: pathlib.Path, backend: str) -> list[str]:
    """A judge that fails for one submission: the others are graded, and it is said."""
    from grader import batch, judge, roster, submissions

    folder = class_of(work / "some", 2)
    original = judge.Judge.compile

    def failing(self: judge.Judge, exercise: exercises.Exercise, source: bytes) -> tuple[str, str]:
        if b"student 1" in source:
            raise OSError("the disk is full")
        return original(self, exercise, source)

    chosen = exercises.select("0.3")
    judge.Judge.compile = failing  # type: ignore[method-assign]
    try:
        with workplace.Workplace(chosen, backend, sandbox.Limits(1), 2, "s", 1) as place:
            place.prepare()
            handed = batch.collect(folder, roster.Roster(),
                                   submissions.Reader({e.file_name for e in chosen}, 10**6))
            done = batch.Batch(place, work / "some-out", True)
            reports = batch.Reports(work / "some-out", place, {}, 0, {})
            done.run(handed, reports.finish)
            reports.finish_class()
    finally:
        judge.Judge.compile = original  # type: ignore[method-assign]
    scores = {r["student"]["id"]: r["score"] for r in reports.records}
    wrong = [] if scores == {"s000": 15, "s001": 0} else [f"scores are {scores}"]
    row = json.loads((work / "some-out/students/s001/record.json").read_text())["exercises"][0]
    if "the grader failed" not in row["status"] or not done.errors or done.kept:
        wrong.append(f"it is not said: {row['status']}, {done.errors}")
    if len(list((work / "some-out/cache").iterdir())) != 1:
        wrong.append("what could not be judged was kept")
    return wrong


def the_sandbox_stumbles(work: pathlib.Path, backend: str) -> list[str]:
    """A sandbox that cannot be started, once for each purpose: nobody pays for it. One that
    never can: no verdict, and it is said why."""
    kind = sandbox.BACKENDS[backend]

    class Stumbling(kind):  # type: ignore[misc,valid-type]
        """Fails the first so many times, in each of its two ways."""

        often = 1

        def __init__(self, program: pathlib.Path, limits: sandbox.Limits):
            super().__init__(program, limits)
            self.failed = {True: 0, False: 0}

        def command(self, slot: sandbox.Slot, root: pathlib.Path, writable: bool,
                    inner: list[str]) -> list[str]:
            self.failed[writable] += 1
            if self.failed[writable] <= self.often:
                return ["/bin/sh", "-c", "echo out of namespaces >&2; exit 1"]
            return super().command(slot, root, writable, inner)

    chosen = exercises.select("0.3")
    wrong = []
    with workplace.Workplace(chosen, backend, sandbox.Limits(1), 1, "s", 1) as place:
        place.prepare()
        judge = place.judges[0]
        for ways, often in ((True,), 1), ((False,), 1), ((True,), 2), ((False,), 2):
            judge.backend = Stumbling(place.workshop.sandbox(), place.limits)
            judge.backend.failed = {way: 0 if way in ways else 9 for way in (True, False)}
            judge.backend.often = often
            try:
                place.check_references()
                said = ""
            except (sandbox.SandboxError, OSError) as error:
                said = f"{type(error).__name__}: {error}"
            if bool(said) != (often == 2) or (often == 2 and True in ways and "out of namespaces" not in said):
                wrong.append(f"compiler {ways[0]}, {often} times: {said or 'the reference passes'}")
    return wrong


def root_is_left(work: pathlib.Path, backend: str) -> list[str]:
    """No process with a student's program, or its compiler, or the tests, is root's."""
    if os.geteuid() != 0:
        return []
    chosen = exercises.select("0.3")
    with workplace.Workplace(chosen, backend, sandbox.Limits(1), 2, "s", 1) as place:
        place.prepare()
        users = {judge.slot.user for judge in place.judges} | {j.slot.judge_user for j in place.judges}
        place.probe()  # one of the probes is whether it is root
    return [] if len(users) == 4 and min(users) >= 1000 else [f"users are {users}"]


TESTS = [
    ("a batch, killed and resumed", killed_and_resumed),
    ("stopped at once, by three signals", stopped_at_once),
    ("a sandbox with a hole", a_hole_is_found),
    ("a sandbox that stumbles", the_sandbox_stumbles),
    ("one bad submission", one_bad_does_not_stop),
    ("users of their own", root_is_left),
]
