"""Judges one exercise of one submission.

The student's file is compiled in the sandbox. Then the tests run, here, with the proxy;
for each test a process with the student's function is started in the sandbox, and the
two are connected. The verdict is what the tests say.
"""

from __future__ import annotations

import contextlib
import os
import pathlib
import re
import selectors
import shutil
import socket
import stat
import subprocess
import time

from . import stop
from .exercises import Exercise
from .sandbox import Backend, SandboxError, Slot
from .text import clean
from .verdict import Outcome, Run, Verdict, how_it_ended, read_report, still_open


OVER = "42"  # how the driver leaves at the end of the conversation
TRIES = 8
HUNG = 2  # so many tests may use up all their time; from then on each gets a second


def receive_hello(connection: socket.socket) -> str:
    """The name of the test that connects; the process that says it is trusted."""
    connection.settimeout(30)
    name = b""
    while not name.endswith(b"\n") and len(name) < 300 and (byte := connection.recv(1)):
        name += byte
    connection.setblocking(True)
    return name.decode().strip()


class Judge:
    """One worker's judge."""

    def __init__(self, backend: Backend, slot: Slot, data: pathlib.Path):
        self.backend = backend
        self.slot = slot
        self.data = data  # the folder that the tests run in
        self.ended: dict[str, str] = {}
        self.hung: set[str] = set()
        self.public = True
        self.deadline = 0.0

    # --- compiling ---------------------------------------------------------------

    def compile(self, exercise: Exercise, source: bytes) -> tuple[str, str]:
        """Why it is not compiled, or nothing; and what the compiler said."""
        self.slot.clear()
        path = self.slot.slot / exercise.file_name
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
        with open(fd, "wb") as file:
            file.write(source)
            os.fchmod(fd, 0o644)
        log = self.slot.judge.parent / f"log{self.slot.index}"
        headers = [f"-I/book/{n}" for n in range(exercise.chapter + 1)]
        command = ["/usr/bin/gcc", "-std=c11", "-O2", "-g0", "-Wall", "-Wextra", "-ffp-contract=off",
                   "-fmax-errors=10", "-fdiagnostics-color=never", "-fno-lto",
                   "-fno-use-linker-plugin", "-static", "-I/book/common", *headers,
                   f"/slot/{exercise.file_name}", f"/book/driver-{exercise.number}.o",
                   f"/book/chapter{exercise.chapter}.a", "-lm", "-o", "/slot/answer"]
        why = self.backend.compile(self.slot, command, log)
        with open(log, "rb") as file:
            said = clean(file.read(6000).decode("utf-8", "replace"), 4000)
        said = re.sub(r"/slot/cc\w{6}\b", "/slot/assembly", said)  # a name that is drawn each time
        return why or self.take_program(), said.replace("/slot/", "")

    def take_program(self) -> str:
        """Copies the compiled program to where it is run from."""
        path = self.slot.slot / "answer"
        try:
            fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            return "the compiler left no program"
        with open(fd, "rb") as file:
            status = os.fstat(fd)
            if not stat.S_ISREG(status.st_mode):
                return "the compiler left no program"
            if status.st_size > self.backend.limits.program:
                return f"the program has {status.st_size} bytes; at most {self.backend.limits.program} are taken"
            answer = self.slot.run / "answer"
            with open(answer, "wb") as copy:
                shutil.copyfileobj(file, copy)
            answer.chmod(0o755)
        return ""

    # --- running -----------------------------------------------------------------

    def grade(self, exercise: Exercise, source: bytes, runs: list[Run]) -> Verdict:
        """The verdict. What fails in the grader or its sandbox is no student's mistake: it is
        tried once more."""
        try:
            return self.grade_once(exercise, source, runs)
        except (SandboxError, OSError):
            return self.grade_once(exercise, source, runs)

    def grade_once(self, exercise: Exercise, source: bytes, runs: list[Run]) -> Verdict:
        """Compiles, and runs every run until nothing can be passed any more."""
        if len(source) > self.backend.limits.source:
            return Verdict(False, f"the file has {len(source)} bytes; at most "
                           f"{self.backend.limits.source} are taken", [], [])
        why, log = self.compile(exercise, source)
        stop.check()
        if why:
            return Verdict(False, f"{why}\n{log}".strip(), [], [])
        verdict = Verdict(True, log, [], [])
        self.hung = set()
        self.deadline = time.monotonic() + self.backend.limits.patience
        server, control = self.backend.serve(self.slot)
        try:
            for run in runs:
                if not run.public and not still_open(runs, verdict.runs):
                    break
                self.ended, self.public = {}, run.public
                verdict.runs.append(self.run(run, control))
                stop.check()
                for name, words in self.ended.items():
                    if (words := f"{name}: {words}" if run.public else words) not in verdict.trouble:
                        verdict.trouble.append(words)
        finally:
            control.close()
            stop.end(server)
        return verdict

    def run(self, run: Run, control: socket.socket) -> dict[str, Outcome]:
        """One run of one test program: the outcome of each of its tests."""
        report = self.slot.judge / "report.xml"
        for _ in range(TRIES):
            report.unlink(missing_ok=True)
            self.run_once(run, report, control)
            # Criterion does not begin where another user left the socket of its number
            if report.exists() or time.monotonic() > self.deadline:
                break
        else:
            raise SandboxError(f"the tests did not begin, {TRIES} times: are there sockets of others "
                               "in /tmp, criterion_*.sock?")
        return read_report(report, run, self.ended)

    def run_once(self, run: Run, report: pathlib.Path, control: socket.socket) -> None:
        place = self.slot.judge / "s"
        place.unlink(missing_ok=True)
        environment = {"GRADER_SOCKET": str(place), "EXERCISE_SEED": str(run.seed),
                       "PATH": "/usr/bin:/bin", "LC_ALL": "C",
                       "LD_LIBRARY_PATH": str(self.data / "lib")}
        user = self.slot.judge_user
        drop: dict[str, object] = {}
        if user >= 0:
            drop = {"user": user, "group": user, "extra_groups": []}
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(place))
            listener.listen(64)
            if user >= 0:
                os.chown(place, user, user)
            process = stop.start(
                [str(run.program), "-j1", f"--xml={report}"], env=environment, cwd=self.data,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **drop)
            try:
                self.connect_all(process, listener, control)
            finally:
                stop.end(process)
                left = pathlib.Path(f"/tmp/criterion_{process.pid}.sock")
                with contextlib.suppress(OSError):
                    if left.lstat().st_uid == (user if user >= 0 else os.geteuid()):
                        left.unlink()

    def connect_all(self, process: subprocess.Popen[bytes], listener: socket.socket,
                    control: socket.socket) -> None:
        """Connects every test with a process in the sandbox, until the tests are over."""
        over = os.pidfd_open(process.pid)
        try:
            with selectors.DefaultSelector() as ready:
                for what in (over, listener, control):
                    ready.register(what, selectors.EVENT_READ)
                while True:
                    left = self.deadline + 5 - time.monotonic()
                    events = [key.fileobj for key, _ in ready.select(max(left, 0))]
                    if control in events:
                        self.note_end(control)
                    if listener in events:
                        connection, _ = listener.accept()
                        with connection:
                            self.connect(connection, control)
                    elif over in events or left <= 0:
                        break
        finally:
            os.close(over)
        self.settle(control)

    def connect(self, connection: socket.socket, control: socket.socket) -> None:
        name = receive_hello(connection)
        if name in self.hung:
            return  # it did not come back before: its test fails at once
        if time.monotonic() > self.deadline:
            self.ended.setdefault(name, "not run: the time for this exercise was used up")
            return
        how = "run" if len(self.hung) < HUNG else "hurry"
        socket.send_fds(control, [f"{how} {name}".encode()], [connection.fileno()])

    def note_end(self, control: socket.socket) -> None:
        message = control.recv(4000)
        if not message:
            raise SandboxError("the sandbox has ended by itself")
        head, _, tail = message.partition(b"\n")
        words = head.decode("utf-8", "replace").split(" ")
        if words[0] != "ended" or words[2:4] == ["exit", OVER]:
            return
        name = words[1]
        if words[5] in ("wall", "time"):
            self.hung.add(name)
        text = how_it_ended(words[2], int(words[3]), words[5])
        said = clean(tail.decode("utf-8", "replace"), 600).strip()
        # what was printed with a hidden input could tell it
        self.ended[name] = text + (f"; it printed: {said}" if said and self.public else "")

    def settle(self, control: socket.socket) -> None:
        """Ends what still runs, and hears how everything ended."""
        control.send(b"rest")
        control.settimeout(10)
        try:
            while True:
                with selectors.DefaultSelector() as ready:
                    ready.register(control, selectors.EVENT_READ)
                    if not ready.select(10):
                        raise SandboxError("the sandbox does not answer")
                start = control.recv(8, socket.MSG_PEEK)
                if start.startswith(b"rested"):
                    control.recv(100)
                    return
                self.note_end(control)
        finally:
            control.setblocking(True)
