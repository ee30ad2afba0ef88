"""The two sandboxes: bubblewrap, or chroot, another user and seccomp.

Both end in the same program, ../sandbox.c, which sets limits and filters system calls.
A Slot is the place of one worker: its user, its tree with a compiler, its folder with
the program that answers.
"""

from __future__ import annotations

import contextlib
import os
import pathlib
import shutil
import socket
import subprocess

from . import jail, stop


class SandboxError(Exception):
    """A sandbox that cannot be had, or that does not hold."""


NOT_COMPILED = 124  # how ../sandbox.c leaves when the compiler failed


class Limits:
    """What a submission may use; the tests of the grader use less."""

    def __init__(self, seconds: int = 3):
        self.seconds = seconds  # of processor time, a test
        self.wall = 2 * seconds + 2  # seconds until a test's process is ended
        self.patience = 12 * seconds  # seconds for all tests of an exercise
        self.compile_seconds = 4 + 2 * seconds
        self.memory = 256  # megabytes
        self.source = 256 * 1024  # bytes of a submitted file
        self.program = 32 * 1024 * 1024  # bytes of the compiled program


def first_user() -> int:
    """A user id for untrusted processes that nobody has, and no other grader."""
    if os.geteuid() != 0:
        return -1
    last = 0
    with open("/proc/self/uid_map", encoding="ascii") as file:
        for line in file:
            inside, _, count = map(int, line.split())
            last = max(last, inside + count)
    if last > 2_000_000_000:
        return 1_000_000_000 + 64 * os.getpid()
    return 20_000 + 64 * (os.getpid() % 600)


class Slot:
    """The folders and the user of one worker."""

    def __init__(self, work: pathlib.Path, index: int, base: int):
        self.index = index
        self.user = base + index if base >= 0 else -1
        self.tree = work / f"tree{index}"  # what the compiler sees
        self.slot = self.tree / "slot"  # where it writes
        self.run = work / f"run{index}"  # what the student's program sees
        self.judge = work / f"judge{index}"  # where the tests write, and the socket is
        self.judge_user = base + 32 + index if base >= 0 else -1

    def prepare(self, tree: pathlib.Path, sandbox: pathlib.Path) -> None:
        jail.twin(tree, self.tree)
        self.tree.chmod(0o755)
        for folder, mode in ((self.slot, 0o700), (self.run, 0o755), (self.judge, 0o700)):
            folder.mkdir(exist_ok=True)
            folder.chmod(mode)
        for place in (self.tree / "sandbox", self.run / "sandbox"):
            shutil.copyfile(sandbox, place)
            place.chmod(0o755)
        if self.user >= 0:
            os.chown(self.slot, self.user, self.user)
            os.chown(self.judge, self.judge_user, self.judge_user)

    def clear(self) -> None:
        """Removes what the last submission left."""
        for path in self.slot.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        with contextlib.suppress(FileNotFoundError):
            (self.run / "answer").unlink()


class Backend:
    """How a program is started in a sandbox."""

    name = ""
    promise = ""

    def __init__(self, sandbox: pathlib.Path, limits: Limits):
        self.sandbox = sandbox
        self.limits = limits

    def usable(self) -> str:
        """Why it cannot be used here, or nothing."""
        raise NotImplementedError

    def command(self, slot: Slot, root: pathlib.Path, writable: bool, inner: list[str]) -> list[str]:
        raise NotImplementedError

    def user(self, slot: Slot) -> dict[str, object]:
        """What subprocess needs to start it as the right user."""
        return {}

    def spawn(self, slot: Slot, compiling: bool, command: list[str], **more: object) -> subprocess.Popen[bytes]:
        limits = self.limits
        mode = ["compile", "--seconds", str(limits.compile_seconds), "--memory", "1024",
                "--file", "64"] if compiling else [
                "serve", "--seconds", str(limits.seconds), "--wall", str(limits.wall),
                "--memory", str(limits.memory), "--file", "1"]
        root = slot.tree if compiling else slot.run
        line = self.command(slot, root, compiling, mode) + ["--", *command]
        return stop.start(line, env={}, cwd="/", **self.user(slot), **more)

    def compile(self, slot: Slot, command: list[str], log: pathlib.Path) -> str:
        """Runs a compiler: nothing when it went well, else why not. When it is the sandbox
        that failed, there is no verdict."""
        with open(log, "wb") as file:
            process = self.spawn(slot, True, command, stdin=subprocess.DEVNULL, stdout=file,
                                 stderr=subprocess.STDOUT)
            try:
                status = stop.wait(process, 2 * self.limits.compile_seconds)
            except subprocess.TimeoutExpired:
                stop.end(process)
                return "the compiler did not come to an end"
        if status not in (0, NOT_COMPILED):
            said = log.read_text(errors="replace")[-500:].strip()
            raise SandboxError(f"{self.name}: the compiler's sandbox left by {status}: {said}")
        return "" if status == 0 else "it does not compile"

    def serve(self, slot: Slot) -> tuple[subprocess.Popen[bytes], socket.socket]:
        """Starts the process that starts the student's program for each test."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            process = self.spawn(slot, False, ["/answer"], stdin=theirs,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return process, ours


class Bubblewrap(Backend):
    """bubblewrap: namespaces of its own for files, processes, network and users."""

    name = "bwrap"
    promise = "namespaces of its own for files, processes, network and users; limits; seccomp"

    def usable(self) -> str:
        if not shutil.which("bwrap"):
            return "bwrap is missing; to install it: ./setup check"
        user = first_user()
        drop: dict[str, object] = {} if user < 0 else {"user": user, "group": user, "extra_groups": []}
        tried = subprocess.run(["bwrap", "--unshare-all", "--ro-bind", "/", "/", "true"], check=False,
                               capture_output=True, text=True, **drop)  # type: ignore[call-overload]
        return "" if tried.returncode == 0 else tried.stderr.strip() or "bwrap does not run"

    def command(self, slot: Slot, root: pathlib.Path, writable: bool, inner: list[str]) -> list[str]:
        line = [shutil.which("bwrap") or "bwrap", "--unshare-all", "--die-with-parent", "--new-session",
                "--cap-drop", "ALL", "--clearenv", "--ro-bind", str(root), "/"]
        if writable:
            line += ["--bind", str(slot.slot), "/slot"]
        return [*line, "--chdir", "/", "/sandbox", *inner]

    def user(self, slot: Slot) -> dict[str, object]:
        if slot.user < 0:
            return {}
        return {"user": slot.user, "group": slot.user, "extra_groups": []}


class Seccomp(Backend):
    """The fallback where user namespaces are off."""

    name = "seccomp"
    promise = "chroot, a user of its own, no_new_privs, limits, seccomp; no namespaces"

    def usable(self) -> str:
        if os.geteuid() != 0:
            return "it needs root, to become another user and to chroot"
        return ""

    def command(self, slot: Slot, root: pathlib.Path, writable: bool, inner: list[str]) -> list[str]:
        return [str(self.sandbox), inner[0], "--root", str(root), "--uid", str(slot.user), *inner[1:]]


BACKENDS: dict[str, type[Backend]] = {"bwrap": Bubblewrap, "seccomp": Seccomp}


def choose(wanted: str, sandbox: pathlib.Path, limits: Limits) -> Backend:
    """The backend of this name; with auto the first that can be used."""
    why = []
    for name in BACKENDS if wanted == "auto" else [wanted]:
        backend = BACKENDS[name](sandbox, limits)
        trouble = backend.usable()
        if not trouble:
            return backend
        why.append(f"{name}: {trouble}")
    raise SandboxError("no sandbox, so nothing is graded. " + "; ".join(why))
