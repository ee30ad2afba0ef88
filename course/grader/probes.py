"""Ways out of the sandbox, tried before anything is graded: ../probe.c has them."""

from __future__ import annotations

import contextlib
import os
import pathlib
import shutil
import socket

from . import stop
from .exercises import ROOT
from .judge import Judge
from .sandbox import SandboxError


class ProbeError(Exception):
    """The sandbox does not hold, or a reference solution does not pass."""


def probe_slot(judge: Judge, probe: pathlib.Path, work: pathlib.Path) -> int:
    """Every probe, where students' programs run and where the compiler runs."""
    secret = work / "secret"
    secret.write_text("#error this file was read\n")
    secret.chmod(0o644)
    held = 0
    with socket.create_server(("127.0.0.1", 0)) as server, \
            socket.socket(socket.AF_UNIX) as local, contextlib.ExitStack() as stack:
        place = work / "local"
        place.unlink(missing_ok=True)
        local.bind(str(place))
        local.listen(8)
        place.chmod(0o666)
        stack.callback(place.unlink)
        port = str(server.getsockname()[1])
        ways = [("network", port), ("socket", str(place)), ("read", str(secret)),
                ("read", "/etc/passwd"), ("read", "/proc/self/environ"), ("read", "/dev/zero"),
                ("read", str(ROOT / "Makefile")), ("write", "/tmp/escaped"), ("write", "/escaped"),
                ("write", str(work / "escaped")), ("kill", str(os.getpid())), ("kill", "-1"),
                ("trace", str(os.getpid())), ("root", "-"), ("limits", "-"),
                ("memory", "4000"), ("print", "-")]
        for where, ask in (("answer", probe_answer), ("compiler", probe_compiler)):
            for _ in range(3):
                said = ask(judge, probe, "alive", "-")
                if said.startswith("through"):
                    break
            else:
                raise ProbeError(f"{judge.backend.name}: nothing runs in the sandbox ({where}): {said}")
            more = [("fork", "-"), ("environment", "-")] if where == "answer" else []
            for name, argument in ways + more:
                said = ask(judge, probe, name, argument)
                if said.startswith("through"):
                    raise ProbeError(f"{judge.backend.name}: the sandbox does not hold ({where}: "
                                     f"{name} {argument}): {said}; nothing is graded")
                held += 1
    for name in ("secret", "Makefile"):
        path = secret if name == "secret" else ROOT / name
        for line in (f'#include "{path}"\n', f'__asm__(".incbin \\"{path}\\"");\n'):
            held += probe_include(judge, line)
    held += probe_include(judge, '#include "/dev/zero"\n')
    return held


def probe_answer(judge: Judge, probe: pathlib.Path, name: str, argument: str) -> str:
    """Where a student's program runs."""
    judge.slot.clear()
    answer = judge.slot.run / "answer"
    shutil.copyfile(probe, answer)
    answer.chmod(0o755)
    process, control = judge.backend.serve(judge.slot)
    try:
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                socket.send_fds(control, [b"run probe"], [theirs.fileno()])
            ours.settimeout(20)
            ours.sendall(f"{name} {argument}\n".encode())
            with contextlib.suppress(ConnectionError):
                return ours.recv(200).decode() or "ended"
            return "ended"
    except (BrokenPipeError, TimeoutError):
        return "ended"
    finally:
        control.close()
        stop.end(process)


def probe_compiler(judge: Judge, probe: pathlib.Path, name: str, argument: str) -> str:
    """Where the compiler runs."""
    judge.slot.clear()
    copy = judge.slot.slot / "probe"
    shutil.copyfile(probe, copy)
    copy.chmod(0o755)
    log = judge.slot.judge.parent / f"probe{judge.slot.index}"
    try:
        judge.backend.compile(judge.slot, ["/slot/probe", name, argument], log)
    except SandboxError as error:
        return str(error)
    with open(log, "rb") as file:
        file.seek(max(0, os.path.getsize(log) - 200))
        said = file.read()
    start = said.find(b"through")
    return said[start:].decode() if start >= 0 else "held"


def probe_include(judge: Judge, line: str) -> int:
    """A file that brings in another must not compile."""
    judge.slot.clear()
    source = judge.slot.slot / "probe.c"
    source.write_text(line + "int probe;\n")
    source.chmod(0o644)
    log = judge.slot.judge.parent / f"probe{judge.slot.index}"
    why = judge.backend.compile(
        judge.slot, ["/usr/bin/gcc", "-c", "/slot/probe.c", "-o", "/slot/probe.o"], log)
    if not why or "this file was read" in log.read_text(errors="replace"):
        raise ProbeError(f"{judge.backend.name}: the compiler reads files: {line.strip()}")
    return 1
